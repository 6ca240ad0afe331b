### The audit log: lines in the moderators' channel, each with a title and a detail below it.

## Budgets. $span is day or month.

audit-budget-used-up = Presupuesto del { $span ->
    [day] día
   *[month] mes
} agotado

audit-budget-nearly-used-up = Presupuesto del { $span ->
    [day] día
   *[month] mes
} usado al { $share }

audit-budget-nearly-used-up-detail = { $spent } de { $budget } { $window ->
    [calendar_day] este día
    [calendar_month] este mes
    [rolling_day] en las últimas 24 horas
   *[rolling_month] en los últimos 30 días
}

audit-budget-used-up-detail = { $spent } de { $budget } { $window ->
    [calendar_day] este día
    [calendar_month] este mes
    [rolling_day] en las últimas 24 horas
   *[rolling_month] en los últimos 30 días
}; las solicitudes se rechazan hasta que vuelva a haber espacio; mira /admin budget show

## What happened to a case or a request. Titles

audit-approval-expired = Aprobación caducada

audit-report-expired = Denuncia caducada

audit-appeal-expired = Apelación caducada

audit-picture-approved = Imagen aprobada

audit-picture-declined = Imagen rechazada

audit-picture-removed = Imagen quitada

audit-report-kept = Imagen denunciada conservada

audit-reports-dismissed = Denuncias descartadas

audit-appeal-accepted = Apelación aceptada

audit-appeal-rejected = Apelación denegada

audit-removal-undone = Imagen restaurada

audit-request-deleted = Solicitud borrada

audit-request-cancelled = Solicitud cancelada

audit-block = Bloqueo

audit-unblock = Desbloqueo

audit-words-refused = Palabras rechazadas

audit-automod-unreadable = No se pueden leer las reglas de AutoMod

## and details

audit-case = caso { $case }

audit-case-with-reason = caso { $case }: { $reason }

audit-no-reason = no se dio motivo

# $until is a date and time in UTC.
audit-blocked-until = hasta { $until } UTC: { $reason }

audit-blocked-forever = para siempre: { $reason }

# $block is one of the two before.
audit-block-lifted = { $block }; levantado: { $reason }

# $match says what was found, as a sentence.
audit-words-refused-detail = { $match } Estaba en: { $prompt }

audit-automod-unreadable-detail = Las reglas de AutoMod se aplican a las imágenes, pero a Easel le falta el permiso «Gestionar servidor» para leerlas: toda solicitud se rechaza hasta que lo tenga, o hasta que se desactive /mod words automod.

## The line in the channel. $who is a mention; $about lists who and what it is about.

audit-line = **{ $title }** por { $who }{ $about }

audit-line-by-operator = **{ $title }** por el operador de Easel{ $about }

## What the operator did, as moderators of the server read it

audit-operator-admit = Servidor admitido

audit-operator-refuse = Servidor rechazado

audit-operator-change = Límites del servidor cambiados

audit-operator-leave = Salida del servidor

audit-operator-block = Bloqueo en todas partes

audit-operator-unblock = Bloqueo levantado en todas partes

audit-operator-stop = Todas las solicitudes detenidas

audit-operator-resume = Solicitudes aceptadas de nuevo

audit-admitted = admitido

audit-admitted-with-plan = admitido con el plan { $plan }

audit-not-admitted = no admitido

audit-left = salió

audit-plan-chosen = plan { $plan }

audit-plan-no-longer-chosen = el operador ya no elige el plan

audit-daily-budget = presupuesto del día: { $budget }

audit-daily-budget-of-plan = presupuesto del día: el del plan

audit-monthly-budget = presupuesto del mes: { $budget }

audit-monthly-budget-of-plan = presupuesto del mes: el del plan

audit-two-changes = { $first }, { $second }

audit-resume-without-reason = no se dio motivo

## The word list

audit-term-added = Palabra añadida

audit-exception-added = Excepción añadida

audit-pattern-added = Patrón añadido

audit-term-removed = Palabra quitada

audit-exception-removed = Excepción quitada

audit-pattern-removed = Patrón quitado

audit-words-imported = Palabras importadas

audit-words-imported-detail = { $added } nuevas de { $file }: { $counts }

audit-automod-on = Reglas de AutoMod activadas

audit-automod-off = Reglas de AutoMod desactivadas
