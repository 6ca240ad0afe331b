
### What only Easel’s operator reads.

operator-block-yourself = Você não pode bloquear a si mesmo.

operator-block-own-server = Esse é o servidor onde você decide; não dá para bloqueá-lo.

operator-reason-required = O motivo está vazio; escreva um.

operator-not-blocked = Nada foi desbloqueado, porque esse bloqueio não existe; /operator blocks mostra os que existem.

operator-not-stopped = Os pedidos já são aceitos; nada estava parado.

## Sentences for members

cancelled-by-operator = O operador do Easel cancelou isto; nada foi cobrado.

cancelled-by-leaving = O Easel foi removido deste servidor; nada foi cobrado.

cancelled-by-refusing = O operador do Easel fechou este servidor; nada foi cobrado.

## Servers

operator-unknown-server = O Easel nunca esteve em um servidor com esse id; /operator servers lista os servidores.

operator-unknown-plan = Não há nenhum plano com esse nome na configuração.

operator-always-admitted = A configuração sempre admite esse servidor, em discord.guilds ou por ser o do operador; em vez disso, bloqueie-o.

operator-has-left = O Easel já saiu desse servidor.

operator-leaving-failed = O Discord não deixou o Easel sair desse servidor; tente de novo em um minuto.

operator-not-listed = Com discord.admission = "listed", só a configuração admite servidores: adicione { $server } a discord.guilds e reinicie.

operator-decided-admitted = Isso já foi decidido: o servidor está admitido.

operator-decided-not-admitted = Isso já foi decidido: o servidor não está admitido.

## What the question about a server says once it is decided

decision-admitted-before = Já admitido

decision-not-admitted = Não admitido

# $decision is one of the two before.
server-decided-by = { $decision } por { $operator }

admission-no-plans = A configuração não tem planos; aperte Admitir em vez disso.

operator-one-target = Informe uma pessoa ou um servidor, não ambos.

operator-only = Só o operador do Easel pode fazer isso, no servidor do operador.

operator-not-an-id-of-a-user = Esse não é o id de uma pessoa; ative o modo desenvolvedor no Discord e copie o id.

operator-not-an-id-of-a-server = Esse não é o id de um servidor; escolha um da lista.

admission-left-by = { $operator } fez o Easel sair

admission-admitted-by = Admitido por { $operator }

admission-admitted-with-plan-by = Admitido com o plano { $plan } por { $operator }

operator-leave-alone = A saída vai sozinha, sem outras opções.

operator-budget-below-zero = Um orçamento é de 0 dólares ou mais; -1 significa o do plano.

# Members read it in place of a reason.
operator-no-reason = sem motivo informado

## The question about a new server

button-admission-admit = Admitir

button-admission-plan = Admitir com plano…

button-admission-leave = Sair

button-admission-left = Sim, sair

button-admission-stay = Não, ficar

admission-question = 🚪 **Um servidor espera por você**

admission-until-then = Ninguém pode pedir imagens lá até que você o admita.

admission-leave-question = 🚪 **Sair deste servidor?**

admission-leave-consequences = Os pedidos que esperam lá são cancelados e não são cobrados. O que você e quem gerencia o servidor definiram é mantido, e volta a valer se o Easel for convidado de novo.

admission-stays = Nada foi mudado: o Easel continua em { $server }.

admission-choose-plan = Qual plano este servidor pode usar?

placeholder-plan = Escolha um plano

server-size-unknown = tamanho desconhecido

server-owner-unknown = dono desconhecido

server-owner = dono { $owner }

# $shown is the number with separators.
server-members = { $count ->
    [one] { $shown } membro
   *[other] { $shown } membros
}

server-id = Id do servidor `{ $server }`

server-without-name = servidor `{ $server }`

## What a plan sets, in the list to choose from. $span is day or month.

plan-any-pictures = quantas imagens por dia cada membro quiser

plan-pictures = { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
} por dia para cada membro

plan-budget = { $span ->
    [day] { $budget } por dia
   *[month] { $budget } por mês
}

plan-no-budget = { $span ->
    [day] sem orçamento por dia
   *[month] sem orçamento por mês
}

plan-models = modelos: { $models }

plan-no-models = modelos: nenhum

plan-general-limits = os limites gerais

## /operator block, unblock, blocks, stop, resume. $end is block-forever or block-until.

operator-blocked-user = ⛔ Bloqueio de { $target } em todos os lugares, { $end }.

operator-blocked-server = ⛔ Bloqueio de todos no { $target }, { $end }.

operator-block-replaces = Isto substitui o bloqueio que valia { $end }.

operator-block-cancelled = { $count ->
    [one] { $count } pedido em espera foi cancelado e não foi cobrado.
   *[other] { $count } pedidos em espera foram cancelados e não foram cobrados.
}

operator-block-reason = Quem foi bloqueado lê como motivo: { $reason }

operator-unblocked-user = ✅ O bloqueio de { $target } foi retirado.

operator-unblocked-server = ✅ O bloqueio do { $target } foi retirado.

operator-blocks-none = Ninguém tem bloqueio.

operator-blocks-title = ⛔ **Bloqueios em todos os lugares**

operator-block-server = servidor { $server }

operator-stopped-answer = ⛔ Nenhum pedido novo é aceito em lugar nenhum, até /operator resume.

operator-nothing-runs = Nada está em espera nem sendo desenhado.

# $work lists the next three.
operator-finishes = O que foi pedido antes é terminado: { $work }.

operator-waiting = { $count ->
    [0] nenhum pedido em espera
    [one] { $count } pedido em espera
   *[other] { $count } pedidos em espera
}

operator-running = { $count ->
    [0] nenhum sendo desenhado ou entregue
    [one] { $count } sendo desenhado ou entregue
   *[other] { $count } sendo desenhados ou entregues
}

operator-held = { $count ->
    [0] nenhum retido para os moderadores
    [one] { $count } retido para os moderadores
   *[other] { $count } retidos para os moderadores
}

operator-resumed = ✅ Os pedidos são aceitos de novo; estavam parados desde { $since }.

operator-stop-in-force = Os pedidos novos estão parados em todos os lugares desde { $since }, por { $operator }: { $reason }

## /operator servers

servers-title = 🗄️ **{ $count ->
    [one] { $count } servidor
   *[other] { $count } servidores
}**

servers-sort-spent = mais dólares primeiro

servers-sort-pictures = mais imagens primeiro

servers-sort-joined = mais novos primeiro

servers-page = página { $page } de { $pages }

servers-waiting = 🚪 { $count ->
    [one] { $count } servidor espera sua decisão. /operator server o oferece primeiro.
   *[other] { $count } servidores esperam sua decisão. /operator server os oferece primeiro.
}

servers-note = Dólares e imagens dos últimos 30 dias; pedidos não terminados contam pelo preço deles.

servers-none = O Easel ainda não está em nenhum servidor.

servers-pictures = { $count ->
    [0] nenhuma imagem
    [one] { $count } imagem
   *[other] { $count } imagens
}

servers-plan = plano { $plan }

server-joined = entrou { $when }

server-no-name = sem nome

server-state-left = saiu

server-state-waits = espera

server-state-not-admitted = não admitido

## /operator server. $span is day or month.

server-present = Entrou { $joined }

server-absent = Entrou { $joined }, saiu { $left }

server-admission = Admissão: { $state }

admission-state-admitted = admitido

admission-state-configured = admitido pela configuração

admission-state-waits = espera sua decisão

admission-state-not-admitted = não admitido

server-blocked = ⛔ Bloqueado { $end }: { $reason }

server-plan = Plano: { $plan }

server-plan-none = nenhum; valem os limites gerais

server-plan-bought = { $plan } (comprado no Discord)

server-plan-chosen = { $plan } (escolhido por você)

server-plan-default = { $plan } (o plano dos servidores que não têm outro)

# $plan is one of the four before.
chosen-plan-replaced = { $plan }; você escolheu { $chosen }, que ele substitui

chosen-plan-missing = { $plan }; você escolheu { $chosen }, que não está na configuração

server-budget = { $span ->
    [day] Orçamento do dia: { $spent } de { $budget } gastos
   *[month] Orçamento do mês: { $spent } de { $budget } gastos
}

server-no-budget = { $span ->
    [day] Orçamento do dia: nenhum
   *[month] Orçamento do mês: nenhum
}

server-pictures = Imagens por dia para cada membro: { $count }

server-any-pictures = Imagens por dia para cada membro: sem limite

server-totals = Últimos 30 dias: { $count ->
    [0] nenhuma imagem
    [one] { $count } imagem
   *[other] { $count } imagens
}, { $spent }

server-plan-changed = O plano foi mudado.

server-budgets-changed = Os orçamentos foram mudados.

server-is-admitted = O servidor está admitido.

server-is-not-admitted = O servidor não está admitido.
