### The audit log: lines in the moderators' channel, each with a title and a detail below it.

## Budgets. $span is day or month.

audit-budget-used-up = { $span ->
    [day] Tagesbudget
   *[month] Monatsbudget
} aufgebraucht

audit-budget-nearly-used-up = { $span ->
    [day] Tagesbudget
   *[month] Monatsbudget
} zu { $share } verbraucht

audit-budget-nearly-used-up-detail = { $spent } von { $budget } { $window ->
    [calendar_day] an diesem Tag
    [calendar_month] in diesem Monat
    [rolling_day] in den letzten 24 Stunden
   *[rolling_month] in den letzten 30 Tagen
}

audit-budget-used-up-detail = { $spent } von { $budget } { $window ->
    [calendar_day] an diesem Tag
    [calendar_month] in diesem Monat
    [rolling_day] in den letzten 24 Stunden
   *[rolling_month] in den letzten 30 Tagen
}; Anfragen werden abgelehnt, bis wieder Platz ist, siehe /admin budget show

## What happened to a case or a request. Titles

audit-approval-expired = Freigabe abgelaufen

audit-report-expired = Meldung abgelaufen

audit-appeal-expired = Einspruch abgelaufen

audit-picture-approved = Bild freigegeben

audit-picture-declined = Bild abgelehnt

audit-picture-removed = Bild entfernt

audit-report-kept = Gemeldetes Bild behalten

audit-reports-dismissed = Meldungen verworfen

audit-appeal-accepted = Einspruch stattgegeben

audit-appeal-rejected = Einspruch abgelehnt

audit-removal-undone = Entfernen rückgängig gemacht

audit-request-deleted = Anfrage gelöscht

audit-request-cancelled = Anfrage abgebrochen

audit-block = Gesperrt

audit-unblock = Entsperrt

audit-words-refused = Wörter abgelehnt

audit-automod-unreadable = AutoMod-Regeln nicht lesbar

## and details

audit-case = Fall { $case }

audit-case-with-reason = Fall { $case }: { $reason }

audit-no-reason = ohne Begründung

# $until is a date and time in UTC.
audit-blocked-until = bis { $until } UTC: { $reason }

audit-blocked-forever = dauerhaft: { $reason }

# $block is one of the two before.
audit-block-lifted = { $block }; aufgehoben: { $reason }

# $match says what was found, as a sentence.
audit-words-refused-detail = { $match } Es stand in: { $prompt }

audit-automod-unreadable-detail = Die Regeln von AutoMod gelten für Bilder, aber Easel fehlt die Berechtigung „Server verwalten“, um sie zu lesen: Jede Anfrage wird abgelehnt, bis Easel sie hat oder /mod words automod ausgeschaltet wird.

## The line in the channel. $who is a mention; $about lists who and what it is about.

audit-line = **{ $title }** von { $who }{ $about }

audit-line-by-operator = **{ $title }** vom Betreiber von Easel{ $about }

## What the operator did, as moderators of the server read it

audit-operator-admit = Server zugelassen

audit-operator-refuse = Server nicht zugelassen

audit-operator-change = Limits des Servers geändert

audit-operator-leave = Server verlassen

audit-operator-block = Überall gesperrt

audit-operator-unblock = Sperre überall aufgehoben

audit-operator-stop = Alle Anfragen angehalten

audit-operator-resume = Anfragen wieder angenommen

audit-admitted = zugelassen

audit-admitted-with-plan = zugelassen mit dem Plan { $plan }

audit-not-admitted = nicht zugelassen

audit-left = verlassen

audit-plan-chosen = Plan { $plan }

audit-plan-no-longer-chosen = der Plan ist nicht mehr vom Betreiber gewählt

audit-daily-budget = Tagesbudget: { $budget }

audit-daily-budget-of-plan = Tagesbudget: wie im Plan

audit-monthly-budget = Monatsbudget: { $budget }

audit-monthly-budget-of-plan = Monatsbudget: wie im Plan

audit-two-changes = { $first }, { $second }

audit-resume-without-reason = ohne Begründung

## The word list

audit-term-added = Wort hinzugefügt

audit-exception-added = Ausnahme hinzugefügt

audit-pattern-added = Muster hinzugefügt

audit-term-removed = Wort entfernt

audit-exception-removed = Ausnahme entfernt

audit-pattern-removed = Muster entfernt

audit-words-imported = Wörter importiert

audit-words-imported-detail = { $added } neu aus { $file }: { $counts }

audit-automod-on = AutoMod-Regeln eingeschaltet

audit-automod-off = AutoMod-Regeln ausgeschaltet
