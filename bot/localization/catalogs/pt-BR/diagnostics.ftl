### O painel de /admin check: o que funciona em um servidor, o que não, e como resolver.

check-title = ## 🩺 Easel neste servidor

button-check = Verificar

button-check-fix = Resolver o que o Easel puder

check-provider-usable = A Runware aceita pedidos: a chave funciona e há crédito.

check-provider-unusable = Nada é desenhado: a Runware recusa a chave, ou não há crédito. Só o operador do bot pode resolver isso.

check-nothing-charged = { -nothing-charged }

check-block-ends = O bloqueio termina { $end }.

check-no-budget = Nenhum orçamento está definido para este servidor.

check-budget-day = Orçamento do dia: { $spent } de { $budget } gastos.

check-budget-month = Orçamento do mês: { $spent } de { $budget } gastos.

check-budget-spent-day = Orçamento do dia: { $spent } de { $budget } gastos, então nada é desenhado; espere, ou peça mais ao operador.

check-budget-spent-month = Orçamento do mês: { $spent } de { $budget } gastos, então nada é desenhado; espere, ou peça mais ao operador.

check-budget-zero-day = O orçamento do dia é 0, então nada é desenhado; o operador do Easel pode mudá-lo.

check-budget-zero-month = O orçamento do mês é 0, então nada é desenhado; o operador do Easel pode mudá-lo.

check-bot-budget-zero = O orçamento do bot inteiro é 0, então nada é desenhado; o operador do Easel pode mudá-lo.

check-bot-budget-spent = O orçamento do dia do bot inteiro acabou. O operador do Easel pode aumentá-lo.

check-bot-budget-spent-until = O orçamento do dia do bot inteiro acabou; haverá espaço { $end }. O operador do Easel pode aumentá-lo.

check-mod-channel = Moderadores decidem em { $channel }.

check-log-reports = { $problem }, então ninguém vê as denúncias: { $remedy }, com /admin log ou /admin setup.

check-log-approval = { $problem }, e há imagens esperando aprovação onde ninguém pode vê-las: { $remedy }, com /admin log ou /admin setup.

check-log-hold = { $problem }, e há imagens sinalizadas esperando onde ninguém pode vê-las: { $remedy }, com /admin log ou /admin setup.

check-log-approval-and-hold = { $problem }, e há imagens a aprovar e imagens sinalizadas esperando onde ninguém pode vê-las: { $remedy }, com /admin log ou /admin setup.

check-cases-waiting =
    { $count ->
        [one] { $count } caso espera a decisão de um moderador; veja /mod cases.
       *[other] { $count } casos esperam a decisão de um moderador; veja /mod cases.
    }

check-no-cases = Nenhum caso espera uma decisão.

check-language-chosen = As mensagens para todos estão neste idioma: { $language }, como escolhido com /admin setup.

check-language-at-discord = As mensagens para todos estão neste idioma: { $language }, por causa das configurações do servidor no Discord; /admin setup pode mudar isso.

check-safety-on = A verificação de segurança da Runware olha cada imagem.

check-safety-off = A verificação de segurança está desligada, então nenhuma imagem é sinalizada; /admin setup a liga.

check-automod-readable = As palavras do AutoMod valem, e o Easel pode lê-las.

check-automod-forbidden = As palavras do AutoMod valem mas o Easel não pode lê-las, então cada pedido é recusado: dê ao cargo do Easel a permissão “Gerenciar servidor”, ou desligue isso com /admin setup.

check-automod-unanswered = As palavras do AutoMod valem, mas o Discord não as envia; verifique de novo em um minuto.

check-words-unreadable =
    { $count ->
        [one] { $count } palavra ou padrão não é verificado, porque o Easel não consegue lê-lo; /mod words list mostra qual.
       *[other] { $count } palavras ou padrões não são verificados, porque o Easel não consegue lê-los; /mod words list mostra quais.
    }

check-words-without-re2 =
    { $count ->
        [one] { $count } palavra ou padrão não é verificado, porque o operador do bot não instalou o RE2, que lê padrões; /mod words list mostra qual.
       *[other] { $count } palavras ou padrões não são verificados, porque o operador do bot não instalou o RE2, que lê padrões; /mod words list mostra quais.
    }

check-flagged-shown = Imagens sinalizadas são mostradas em { $channels } (com restrição de idade).

check-flagged-refused = Imagens sinalizadas são recusadas em { $channels }: sem restrição de idade.

check-flagged-nowhere = Imagens sinalizadas só são mostradas em canais com restrição de idade, mas nenhum dos canais para imagens tem uma: ponha uma em algum deles nas configurações, ou escolha outro canal ou outra regra com /admin setup.

check-stale-members = Os únicos cargos que podem pedir imagens não existem mais, então ninguém pode; escolha outros com /admin role.

check-stale-channels =
    { $count ->
        [one] As configurações citam { $count } canal que não existe mais; o botão abaixo limpa isso.
       *[other] As configurações citam { $count } canais que não existem mais; o botão abaixo limpa isso.
    }

check-stale-roles =
    { $count ->
        [one] As configurações citam { $count } cargo que não existe mais; o botão abaixo limpa isso.
       *[other] As configurações citam { $count } cargos que não existem mais; o botão abaixo limpa isso.
    }

check-stale-tiers = Alguns cargos têm níveis que o operador não oferece mais: { $tiers }. Eles têm os limites de costume.

check-closed-everywhere = Ninguém pode pedir imagens em lugar nenhum; escolha canais com /admin setup.

check-channel-lacks = { $channel }: permita { $permissions } ao Easel nas permissões do canal.

check-more-channels-lack =
    { $count ->
        [one] Faltam permissões ao Easel em mais { $count } canal.
       *[other] Faltam permissões ao Easel em mais { $count } canais.
    }

check-permissions-complete = O Easel tem todas as permissões de que precisa onde os membros podem pedir imagens.

check-nothing-to-fix = 🔧 Não há nada que o Easel possa resolver sozinho.

check-fixed-permissions = O Easel agora tem { $permissions } em #{ $channel }

check-fixed-stale =
    { $what ->
        [channels] Configurações removidas porque não existem mais (canais): { $count }
        [members] Configurações removidas porque não existem mais (cargos que podem pedir imagens): { $count }
        [moderators] Configurações removidas porque não existem mais (cargos que moderam): { $count }
        [tiers] Configurações removidas porque não existem mais (níveis): { $count }
       *[log] Configurações removidas porque não existe mais (o canal de moderadores): { $count }
    }

check-discord-reason = Pedido com /admin check

check-fix-action = Resolvido

check-fixes = { $before }; { $last }
