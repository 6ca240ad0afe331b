### The audit log: lines in the moderators' channel, each with a title and a detail below it.

## Budgets. $span is day or month.

audit-budget-used-up = O orçamento do { $span ->
    [day] dia
   *[month] mês
} acabou

audit-budget-nearly-used-up = O orçamento do { $span ->
    [day] dia
   *[month] mês
} chegou a { $share }

audit-budget-nearly-used-up-detail = { $spent } de { $budget } { $window ->
    [calendar_day] neste dia
    [calendar_month] neste mês
    [rolling_day] nas últimas 24 horas
   *[rolling_month] nos últimos 30 dias
}

audit-budget-used-up-detail = { $spent } de { $budget } { $window ->
    [calendar_day] neste dia
    [calendar_month] neste mês
    [rolling_day] nas últimas 24 horas
   *[rolling_month] nos últimos 30 dias
}; os pedidos são recusados até haver espaço de novo, veja /admin budget show

## What happened to a case or a request. Titles

audit-approval-expired = Aprovação expirada

audit-report-expired = Denúncia expirada

audit-appeal-expired = Recurso expirado

audit-picture-approved = Imagem aprovada

audit-picture-declined = Imagem recusada

audit-picture-removed = Imagem removida

audit-report-kept = Imagem denunciada mantida

audit-reports-dismissed = Denúncias descartadas

audit-appeal-accepted = Recurso aceito

audit-appeal-rejected = Recurso rejeitado

audit-removal-undone = Remoção desfeita

audit-request-deleted = Pedido excluído

audit-request-cancelled = Pedido cancelado

audit-block = Bloqueio

audit-unblock = Desbloqueio

audit-words-refused = Palavras recusadas

audit-automod-unreadable = Não é possível ler as regras do AutoMod

## and details

audit-case = caso { $case }

audit-case-with-reason = caso { $case }: { $reason }

audit-no-reason = sem motivo informado

# $until is a date and time in UTC.
audit-blocked-until = até { $until } UTC: { $reason }

audit-blocked-forever = para sempre: { $reason }

# $block is one of the two before.
audit-block-lifted = { $block }; retirado: { $reason }

# $match says what was found, as a sentence.
audit-words-refused-detail = { $match } Estava em: { $prompt }

audit-automod-unreadable-detail = As regras do AutoMod valem para imagens, mas falta ao Easel a permissão “Gerenciar servidor” para lê-las: todos os pedidos são recusados até que ele a tenha, ou até que /mod words automod seja desligado.

## The line in the channel. $who is a mention; $about lists who and what it is about.

audit-line = **{ $title }** por { $who }{ $about }

audit-line-by-operator = **{ $title }** pelo operador do Easel{ $about }

## What the operator did, as moderators of the server read it

audit-operator-admit = Servidor admitido

audit-operator-refuse = Servidor recusado

audit-operator-change = Limites do servidor alterados

audit-operator-leave = Saída do servidor

audit-operator-block = Bloqueio em todos os lugares

audit-operator-unblock = Bloqueio retirado em todos os lugares

audit-operator-stop = Todos os pedidos parados

audit-operator-resume = Pedidos aceitos de novo

audit-admitted = admitido

audit-admitted-with-plan = admitido com o plano { $plan }

audit-not-admitted = não admitido

audit-left = saiu

audit-plan-chosen = plano { $plan }

audit-plan-no-longer-chosen = o plano não é mais escolhido pelo operador

audit-daily-budget = orçamento do dia: { $budget }

audit-daily-budget-of-plan = orçamento do dia: o do plano

audit-monthly-budget = orçamento do mês: { $budget }

audit-monthly-budget-of-plan = orçamento do mês: o do plano

audit-two-changes = { $first }, { $second }

audit-resume-without-reason = sem motivo informado

## The word list

audit-term-added = Palavra adicionada

audit-exception-added = Exceção adicionada

audit-pattern-added = Padrão adicionado

audit-term-removed = Palavra removida

audit-exception-removed = Exceção removida

audit-pattern-removed = Padrão removido

audit-words-imported = Palavras importadas

audit-words-imported-detail = { $added } de { $file } que ainda não estavam na lista: { $counts }

audit-automod-on = Regras do AutoMod ligadas

audit-automod-off = Regras do AutoMod desligadas
