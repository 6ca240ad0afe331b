### /admin stats e /operator stats: totais, gráficos e a descrição deles.

stats-too-many = O Easel já está desenhando gráficos; tente de novo em um minuto.

stats-no-charts = Desta vez não foi possível desenhar os gráficos; todos os números estão aqui e no arquivo.

stats-what-is-counted = -# O que é contado: imagens e dólares no dia em que foram pedidos. Um pedido não terminado conta com as imagens que reservou e ao preço delas, até terminar e os números reais serem lançados. As recusas são as de comandos, botões e formulários; são contadas por dias em UTC.

stats-pictures =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } imagem
       *[other] { NUMBER($count, useGrouping: 1) } imagens
    }

stats-members =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } membro
       *[other] { NUMBER($count, useGrouping: 1) } membros
    }

stats-named-count = { $name } { NUMBER($count, useGrouping: 1) }

stats-seconds =
    { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }

stats-seconds-precise =
    { $seconds ->
        [one] { NUMBER($seconds, minimumFractionDigits: 1) } segundo
       *[other] { NUMBER($seconds, minimumFractionDigits: 1) } segundos
    }

stats-other-models = Outros modelos

stats-direct-messages = Mensagens diretas

stats-server = Servidor { $id }

stats-all-servers = Todos os servidores

stats-title = **{ $title }** desde { $since }, 00:00 ({ $zone })

stats-totals = **{ $pictures }** para { $members }, **{ $dollars }**

stats-by-model = Por modelo: { $models }

stats-no-pictures = Nenhuma imagem foi desenhada.

stats-requests =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } pedido aceito, recusados: { NUMBER($refused, useGrouping: 1) } ({ $reasons })
       *[other] { NUMBER($count, useGrouping: 1) } pedidos aceitos, recusados: { NUMBER($refused, useGrouping: 1) } ({ $reasons })
    }

stats-requests-none-refused =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } pedido aceito, nenhum recusado
       *[other] { NUMBER($count, useGrouping: 1) } pedidos aceitos, nenhum recusado
    }

stats-waits = Metade dos pedidos foi respondida em { NUMBER($median, minimumFractionDigits: 1) } segundos, nove de cada dez em { NUMBER($ninetieth, minimumFractionDigits: 1) }.

stats-dearest = Onde mais se gastou:

stats-csv-total =
    { $days ->
        [one] { $days } dia ({ $zone })
       *[other] { $days } dias ({ $zone })
    }

stats-refusal-already-decided = Já decidido

stats-refusal-bad-picture = Imagem inutilizável

stats-refusal-bad-reference = Imagem inutilizável

stats-refusal-blocked = Membro bloqueado

stats-refusal-blocked-words = Palavras bloqueadas

stats-refusal-closed = O Easel não estava pronto

stats-refusal-declined = Verificação do provedor

stats-refusal-flagged = Imagens sinalizadas

stats-refusal-forbidden = Não permitido aqui

stats-refusal-gone = Não existe mais

stats-refusal-invalid = Pedido impossível

stats-refusal-not-approved = Não aprovado

stats-refusal-not-yours = De outra pessoa

stats-refusal-over-budget = Orçamento esgotado

stats-refusal-over-quota = Cota do dia esgotada

stats-refusal-paused = Pausa após recusas

stats-refusal-refused = Outros motivos

stats-refusal-too-many = Demais ao mesmo tempo

stats-refusal-too-soon = Cedo demais

alt-stats-title =
    { $days ->
        [one] Gráficos de { $title } desde { $first }, { $days } dia até { $last }.
       *[other] Gráficos de { $title } desde { $first }, { $days } dias até { $last }.
    }

alt-stats-cost = { $pictures } para { $members } custaram { $dollars }.

alt-stats-no-pictures = Nenhuma imagem nestes dias; { $dollars } gastos.

alt-stats-busiest-day = O dia mais movimentado foi { $day } com { $pictures } e { $members }.

alt-stats-waits = Metade dos pedidos foi respondida em { $median }, nove de cada dez em { $ninetieth }.

alt-stats-models = Imagens por modelo: { $models }.

alt-stats-servers = Os servidores que mais custaram: { $servers }.

alt-stats-refusals = Pedidos recusados: { $refusals }.

alt-stats-no-refusals = Nenhum pedido foi recusado.

chart-subtitle =
    { $days ->
        [one] Desde { $since } · { $days } dia, com hoje · { $zone }
       *[other] Desde { $since } · { $days } dias, com hoje · { $zone }
    }

chart-pictures =
    { $count ->
        [one] imagem
       *[other] imagens
    }

chart-spent = gastos

chart-members =
    { $count ->
        [one] membro
       *[other] membros
    }

chart-median-wait = espera mediana

chart-seconds = { $seconds } s

chart-pictures-a-day = Imagens por dia

chart-no-pictures = Nenhuma imagem nestes dias

chart-dollars-a-day = Dólares por dia

chart-nothing-spent = Nada foi gasto nestes dias

chart-members-a-day = Membros por dia

chart-no-members = Ninguém recebeu imagens

chart-waits = Segundos de espera

chart-half-within = metade em

chart-ninetieth-within = 9 de 10 em

chart-no-waits = Ninguém esperou imagens

chart-models = Imagens por modelo

chart-refusals = Pedidos recusados

chart-no-refusals = Nada foi recusado

chart-servers = Servidores mais caros

chart-others = Todos os outros

chart-server-pictures =
    { $count ->
        [one] { $number } imagem
       *[other] { $number } imagens
    }
