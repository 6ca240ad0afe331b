### As respostas de /admin budget, e os orçamentos em palavras.

admin-budget-title = **O que este servidor pode gastar com imagens**

admin-budget-none-day = Dia: **{ $spent }** gastos; não há orçamento.

admin-budget-none-month = Mês: **{ $spent }** gastos; não há orçamento.

admin-budget-spent-day =
    { $source ->
        [managers] Dia: **{ $spent } de { $budget }** gastos; o orçamento foi definido por quem gerencia este servidor.
        [operator] Dia: **{ $spent } de { $budget }** gastos; o orçamento foi definido pelo operador do Easel.
       *[plan] Dia: **{ $spent } de { $budget }** gastos; o orçamento é o do plano.
    }

admin-budget-spent-month =
    { $source ->
        [managers] Mês: **{ $spent } de { $budget }** gastos; o orçamento foi definido por quem gerencia este servidor.
        [operator] Mês: **{ $spent } de { $budget }** gastos; o orçamento foi definido pelo operador do Easel.
       *[plan] Mês: **{ $spent } de { $budget }** gastos; o orçamento é o do plano.
    }

admin-budget-rolling-day = -# Contado nas últimas 24 horas (desde { $start }); cada dólar conta por 24 horas.

admin-budget-rolling-month = -# Contado nos últimos 30 dias (desde { $start }); cada dólar conta por 30 dias.

admin-budget-since = -# Contado desde { $start }; recomeça { $end }.

admin-budget-dearer-always = Os modelos mais caros desenham até os orçamentos acabarem.

admin-budget-dearer-until =
    { $source ->
        [managers] Os modelos mais caros desenham até **{ $percent }%** de um orçamento ser gasto, o que foi definido por quem gerencia este servidor.
       *[plan] Os modelos mais caros desenham até **{ $percent }%** de um orçamento ser gasto, o que é definido pelo plano.
    }

admin-budget-bot-has-room = O orçamento comum de todos os servidores ainda tem espaço.

admin-budget-bot-has-none = O orçamento comum de todos os servidores não tem mais espaço.

admin-budget-bot-has-none-until = O orçamento comum de todos os servidores acabou; haverá espaço { $end }.

admin-budget-a-day = { $dollars } por dia

admin-budget-a-month = { $dollars } por mês

admin-budget-dearer-share = modelos mais caros até gastar { $percent }%

admin-budget-as-plan = o que o plano permite

admin-budget-changed = Orçamento alterado

admin-budget-change = { $before } → { $after }

admin-budget-saved = Salvo: { $before } → { $after }.

admin-budget-nothing-chosen = Escolha pelo menos uma das opções day, month e pro_until. { -nothing-changed }

admin-budget-not-dollars = Escolha um valor em dólares, ou -1 para o que o plano permite. { -nothing-changed }

admin-budget-not-a-share = Escolha uma parte de 0 a 1, como 0.8, ou -1 para o que o plano permite. { -nothing-changed }

admin-budget-above-plan-day = Este servidor pode gastar no máximo { $dollars } por dia. { -nothing-changed }

admin-budget-above-plan-month = Este servidor pode gastar no máximo { $dollars } por mês. { -nothing-changed }

admin-budget-share-above-plan = Neste servidor os modelos mais caros desenham no máximo até gastar uma parte de { $share } do orçamento. { -nothing-changed }
