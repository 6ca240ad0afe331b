### As respostas de /admin channel, /admin role, /admin log e /admin style.

managers-only = Só membros que podem gerenciar este servidor podem fazer isso.

server-unavailable = O Discord não está enviando informações sobre este servidor; tente de novo em um minuto.

admin-mode-open = todos podem pedir imagens

admin-mode-approval = todos podem pedir imagens; moderadores as verificam antes de serem mostradas

admin-mode-off = ninguém pode pedir imagens

admin-mode-moderators = só moderadores podem pedir imagens

admin-channel-only-models = só com { $models }

admin-channel-private-only = as imagens são mostradas só ao membro que as pede

admin-model-not-offered = { $model } (não oferecido aqui)

admin-other-channels = canais sem configurações próprias

admin-channel-saved = Salvo para { $channel }: { $rules }.

admin-channel-cleared = As configurações de { $channel } foram limpas. O que vale lá agora: { $rules }.

admin-channels-title = **Onde os membros podem pedir imagens**

admin-channels-everywhere = - em todos os lugares: { $rules }

admin-channels-elsewhere = - nos demais canais: { $rules }

admin-channels-line = - { $channel }: { $rules }

admin-channels-more =
    { $count ->
        [one] - e mais { $count } canal
       *[other] - e mais { $count } canais
    }

admin-channels-note = -# Tópicos e posts seguem o canal deles. As configurações do servidor não valem em mensagens diretas.

admin-channel-changed-action = Configurações de canal alteradas

admin-channel-cleared-action = Configurações de canal limpas

admin-channel-detail = { $channel }: { $rules }

admin-channel-or-elsewhere = Escolha um canal ou elsewhere, não ambos.

admin-channel-reset-not-combinable = “Como de costume” limpa todas as configurações de lá, então não combine com model ou private_only.

admin-models-missing = Escreva os modelos separados por vírgulas, ou escreva { $all }.

admin-model-not-in-plan = O plano deste servidor não inclui o modelo { $model }; escolha { $models }. { -nothing-changed }

admin-plan-without-models = O plano deste servidor não inclui o modelo { $model }; ele não inclui nenhum modelo. { -nothing-changed }

admin-roles-title = **Quem pode pedir imagens aqui**

admin-roles-requesters = - podem pedir imagens: { $requesters }

admin-requesters-everyone = todos

admin-requesters-with-roles = membros com { $roles }

admin-requesters-since =
    { $days ->
        [one] { $requesters } que entraram neste servidor há pelo menos { $days } dia
       *[other] { $requesters } que entraram neste servidor há pelo menos { $days } dias
    }

admin-roles-moderators = - contam como moderadores: membros que podem gerenciar mensagens

admin-roles-moderators-or-roles = - contam como moderadores: membros que podem gerenciar mensagens ou têm { $roles }

admin-roles-tier = - têm os limites de “{ $tier }”: membros com { $roles } ({ $limits })

admin-tier-not-offered = o operador não oferece mais este nível aqui: valem os limites de costume

admin-tier-pause =
    { $seconds ->
        [one] um a cada { $seconds } segundo
       *[other] um a cada { $seconds } segundos
    }

admin-tier-no-pause = sem pausa entre eles

admin-roles-note = -# Moderadores sempre podem pedir imagens, exceto onde elas estão desligadas.

admin-roles-tiers-note = -# Um membro com vários níveis recebe o mais generoso.

admin-role-changed-action = Configurações de cargos alteradas

admin-role-detail = { $role }: { $purpose }

admin-role-detail-removed = { $role }: não mais “{ $purpose }”

admin-role-purpose-with-tier = { $purpose } ({ $tier })

admin-role-every = cada cargo

admin-role-detail-days = dias no servidor: { $days }

admin-role-and-purpose = Escolha tanto um cargo quanto para que ele serve.

admin-role-everyone = @everyone inclui todos os membros; escolha um cargo que só alguns têm.

admin-role-tier-alone = Um nível só pode ser combinado com “tem os limites de um nível”.

admin-role-no-tiers = O operador do Easel não oferece níveis para este servidor (limits.tiers na configuração, e os níveis do plano).

admin-role-tier-missing = Escolha também um nível: { $tiers }.

admin-role-tier-unknown = Não há nível “{ $tier }”; escolha { $tiers }.

admin-log-set = As decisões agora são publicadas em { $channel }.

admin-log-set-public = As decisões agora são publicadas em { $channel }, onde todos podem lê-las. Denúncias e imagens que esperam aprovação não são publicadas lá; para recebê-las, escolha um canal que só moderadores possam ler.

admin-log-current = As decisões são publicadas em { $channel }. Use `off` para desligar isso.

admin-log-problem = { $problem }.

admin-log-none = Este servidor não tem canal de moderadores; as decisões são registradas mesmo assim. Escolha um com `channel`.

admin-log-off = As decisões não são mais publicadas em nenhum canal; continuam sendo registradas.

admin-log-no-cards = As imagens continuam esperando aprovação; moderadores só as encontram com /mod cases.

admin-log-changed-action = Canal de moderadores alterado

admin-log-no-channel = nenhum canal

admin-channel-or-off = Escolha um canal ou off, não ambos.

admin-log-not-writable = O Easel não pode escrever em { $channel }. Permita { $permissions } lá e tente de novo.

admin-log-needed-approval = { $problem }, e sem um canal assim ninguém pode aprovar imagens. Primeiro, { $remedy }, com /admin log ou /admin setup. { -nothing-changed }

admin-log-needed-hold = { $problem }, e sem um canal assim ninguém pode decidir sobre imagens sinalizadas. Primeiro, { $remedy }, com /admin log ou /admin setup. { -nothing-changed }

admin-log-needed-in-panel-approval = { $problem }, e sem um canal assim ninguém pode aprovar imagens. Primeiro, { $remedy }, na lista abaixo. { -nothing-changed }

admin-log-needed-in-panel-hold = { $problem }, e sem um canal assim ninguém pode decidir sobre imagens sinalizadas. Primeiro, { $remedy }, na lista abaixo. { -nothing-changed }

## O que há de errado com o canal de moderadores: começos de frases, sem ponto

mod-channel-missing = Este servidor não tem canal de moderadores

mod-channel-gone = O canal de moderadores não existe mais

mod-channel-lacks = Falta ao Easel { $permissions } no canal de moderadores { $channel }

mod-channel-public = Todos podem ler o canal de moderadores { $channel }

## O que fazer: fins de frases, sem ponto

mod-channel-choose = escolha um canal que só moderadores possam ler

mod-channel-allow = permita isso lá, ou escolha outro canal

mod-channel-hide = esconda-o de @everyone, ou escolha outro canal

permission-view-channel = Ver canal

permission-send-messages = Enviar mensagens

permission-send-messages-in-threads = Enviar mensagens em tópicos

permission-embed-links = Inserir links

permission-attach-files = Anexar arquivos

permission-read-message-history = Ver histórico de mensagens

admin-style-name-invalid = O nome de um estilo tem até { $limit } letras minúsculas, dígitos, - e _, e começa com uma letra ou um dígito.

admin-style-empty = O texto do estilo está vazio; escreva o que o estilo acrescenta a um prompt.

admin-style-too-long = O texto de um estilo pode ter no máximo { $limit } caracteres; encurte-o.

admin-style-reserved = “none” já significa “nenhum estilo”; escolha outro nome.

admin-style-unknown = Este servidor não tem um estilo próprio “{ $style }”; /admin style list mostra os estilos dele.
