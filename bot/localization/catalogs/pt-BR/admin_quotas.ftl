### As respostas de /admin quota, e as cotas em palavras.

-nothing-changed = Nada foi alterado.

admin-quota-none = nada próprio

admin-pictures =
    { $count ->
        [-1] qualquer número de imagens
        [one] { $count } imagem
       *[other] { $count } imagens
    }

admin-pictures-a-day =
    { $count ->
        [-1] qualquer número de imagens por dia
        [one] { $count } imagem por dia
       *[other] { $count } imagens por dia
    }

admin-pictures-a-day-if-set =
    { $count ->
        [-1] se quem gerencia o servidor definir, qualquer número de imagens por dia
        [one] se quem gerencia o servidor definir, { $count } imagem por dia
       *[other] se quem gerencia o servidor definir, { $count } imagens por dia
    }

admin-pictures-as-plan = tantas imagens por dia quantas o plano permite

admin-pictures-a-request =
    { $count ->
        [one] no máximo { $count } imagem por pedido
       *[other] no máximo { $count } imagens por pedido
    }

admin-resolution-at-most = no máximo { $resolution }

admin-requests-at-once =
    { $count ->
        [-1] qualquer número de pedidos ao mesmo tempo
        [one] { $count } pedido ao mesmo tempo
       *[other] { $count } pedidos ao mesmo tempo
    }

admin-cooldown =
    { $seconds ->
        [0] sem espera
        [one] uma espera de { $seconds } segundo
       *[other] uma espera de { $seconds } segundos
    }

admin-quota-day-rolling = 24 horas quaisquer

admin-quota-day-of-calendar = o dia do calendário em { $zone }

admin-quota-of-server = o servidor inteiro

admin-quota-target-server = O servidor inteiro

admin-quota-target =
    { $kind ->
        [roles] Cargo { $name }
        [members] Membro { $name }
       *[channels] Canal { $name }
    }

admin-quota-title = **Imagens neste servidor**

admin-quota-page = { $page } de { $pages }

admin-quota-day-line-rolling = - um dia são 24 horas quaisquer

admin-quota-day-line-calendar = - um dia é o dia do calendário em { $zone } (escolhido { $since }; 24 horas quaisquer até o primeiro dia que começar mais de 24 horas depois)

admin-quota-plan-line = - sem configuração, como diz o plano: { $plan }

admin-quota-line = { $target }: { $quota }

admin-quota-line-channel = { $target }: { $quota }, todos os membros juntos

admin-quota-line-above-plan = { $target }: { $quota } (o plano permite { $most })

admin-quota-note = -# A configuração própria de um membro vale antes das dos cargos; de vários cargos, vale o que tem mais imagens. O que uma configuração não diz é como para o servidor inteiro. Altere-as com `/admin quota set`, e veja um membro com `/admin quota show member:`.

placeholder-admin-quota-remove = Remover uma configuração

admin-quota-saved = Salvo para { $target }: { $quota } (antes: { $before }).

admin-quota-plan-most =
    { $count ->
        [-1] O plano permite qualquer número de imagens por dia.
        [one] O plano permite { $count } imagem por dia.
       *[other] O plano permite { $count } imagens por dia.
    }

admin-quota-day-changed = Um dia agora é: { $day_after } (antes: { $day_before }).

admin-quota-day-changes = Um dia agora é: { $day_after } (antes: { $day_before }). Ainda contam 24 horas quaisquer até o primeiro dia que começar mais de 24 horas depois.

admin-quota-removed = Removido para { $target }: { $quota }.

admin-quota-already-removed = Essa configuração já tinha sido removida.

admin-quota-grant-origin = (de { $manager }: { $reason })

admin-quota-granted = { $member } pode ter mais **{ $pictures }**, além do dia, até serem usadas.

admin-quota-granted-until = { $member } pode ter mais **{ $pictures }**, além do dia, até { $end }.

admin-quota-granted-most =
    { $count ->
        [one] Em um dia ainda recebe no máximo { $count } imagem, porque o plano deste servidor diz isso.
       *[other] Em um dia ainda recebe no máximo { $count } imagens, porque o plano deste servidor diz isso.
    }

admin-quota-reset-pictures =
    { $count ->
        [one] { $count } imagem de { $member } não conta mais.
       *[other] { $count } imagens de { $member } não contam mais.
    }

admin-quota-reset-nothing = Não havia nada para zerar: hoje não conta nenhuma imagem terminada de { $member }.

admin-quota-reset-running = -# Os pedidos ainda em andamento continuam contando.

admin-quota-changed = Cota alterada

admin-quota-change = { $target }: { $before } → { $after }

admin-quota-change-with-day = { $change }; um dia: { $day_before } → { $day_after }

admin-quota-grant-action = Imagens concedidas

admin-quota-grant-detail = mais { $pictures }: { $reason }

admin-quota-grant-detail-days =
    { $days ->
        [one] mais { $pictures } por { $days } dia: { $reason }
       *[other] mais { $pictures } por { $days } dias: { $reason }
    }

admin-quota-reset-action = Cota zerada

admin-quota-reset-detail = { $pictures } → nenhuma imagem: { $reason }

admin-quota-no-reason = sem motivo informado

admin-quota-panel-outdated = Este painel não funciona mais; /admin quota show abre um novo.

admin-quota-one-target = Escolha um membro, um cargo ou um canal, não vários deles. { -nothing-changed }

admin-quota-day-of-server = O que conta como um dia vale para o servidor inteiro; escolha sem membro, cargo ou canal. { -nothing-changed }

admin-quota-bot = Bots não podem pedir imagens, então não precisam de cota. { -nothing-changed }

admin-quota-channel-has-no-pace = Um canal não tem pedidos simultâneos nem espera próprios; defina isso para membros, cargos ou o servidor inteiro. { -nothing-changed }

admin-quota-pictures-above-plan =
    { $count ->
        [one] O plano deste servidor permite a um membro no máximo { $count } imagem por dia. { -nothing-changed }
       *[other] O plano deste servidor permite a um membro no máximo { $count } imagens por dia. { -nothing-changed }
    }

admin-quota-requests-above-plan =
    { $count ->
        [one] O plano deste servidor permite a um membro no máximo { $count } pedido ao mesmo tempo. { -nothing-changed }
       *[other] O plano deste servidor permite a um membro no máximo { $count } pedidos ao mesmo tempo. { -nothing-changed }
    }

admin-quota-cooldown-below-plan =
    { $seconds ->
        [one] O plano deste servidor exige uma espera de pelo menos { $seconds } segundo. { -nothing-changed }
       *[other] O plano deste servidor exige uma espera de pelo menos { $seconds } segundos. { -nothing-changed }
    }

too-many-quotas =
    { $kind ->
        [roles] No máximo { $limit } cargos podem ter cotas próprias; remova uma primeiro.
        [members] No máximo { $limit } membros podem ter cotas próprias; remova uma primeiro.
       *[channels] No máximo { $limit } canais podem ter cotas próprias; remova uma primeiro.
    }

too-many-roles = Um servidor pode ter no máximo { $limit } cargos para isso; remova um primeiro.
