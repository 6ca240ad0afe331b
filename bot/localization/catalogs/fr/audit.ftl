### The audit log: lines in the moderators' channel, each with a title and a detail below it.

## Budgets. $span is day or month.

audit-budget-used-up = Budget { $span ->
    [day] du jour
   *[month] du mois
} épuisé

audit-budget-nearly-used-up = Budget { $span ->
    [day] du jour
   *[month] du mois
} utilisé à { $share }

audit-budget-nearly-used-up-detail = { $spent } sur { $budget } { $window ->
    [calendar_day] aujourd’hui
    [calendar_month] ce mois-ci
    [rolling_day] ces dernières 24 heures
   *[rolling_month] ces 30 derniers jours
}

audit-budget-used-up-detail = { $spent } sur { $budget } { $window ->
    [calendar_day] aujourd’hui
    [calendar_month] ce mois-ci
    [rolling_day] ces dernières 24 heures
   *[rolling_month] ces 30 derniers jours
} ; les demandes sont refusées jusqu’à ce qu’il y ait de nouveau de la place, voir /admin budget show

## What happened to a case or a request. Titles

audit-approval-expired = Approbation expirée

audit-report-expired = Signalement expiré

audit-appeal-expired = Contestation expirée

audit-picture-approved = Image approuvée

audit-picture-declined = Image refusée

audit-picture-removed = Image retirée

audit-report-kept = Image signalée conservée

audit-reports-dismissed = Signalements classés sans suite

audit-appeal-accepted = Contestation acceptée

audit-appeal-rejected = Contestation rejetée

audit-removal-undone = Retrait annulé

audit-request-deleted = Demande supprimée

audit-request-cancelled = Demande annulée

audit-block = Blocage

audit-unblock = Déblocage

audit-words-refused = Mots refusés

audit-automod-unreadable = Règles d’AutoMod illisibles

## and details

audit-case = dossier { $case }

audit-case-with-reason = dossier { $case } : { $reason }

audit-no-reason = aucune raison donnée

# $until is a date and time in UTC.
audit-blocked-until = jusqu’au { $until } UTC : { $reason }

audit-blocked-forever = définitivement : { $reason }

# $block is one of the two before.
audit-block-lifted = { $block } ; levé : { $reason }

# $match says what was found, as a sentence.
audit-words-refused-detail = { $match } C’était dans : { $prompt }

audit-automod-unreadable-detail = Les règles d’AutoMod s’appliquent aux images, mais il manque à Easel la permission « Gérer le serveur » pour les lire : chaque demande est refusée jusqu’à ce qu’il l’ait, ou jusqu’à ce que /mod words automod soit désactivé.

## The line in the channel. $who is a mention; $about lists who and what it is about.

audit-line = **{ $title }** par { $who }{ $about }

audit-line-by-operator = **{ $title }** par l’opérateur d’Easel{ $about }

## What the operator did, as moderators of the server read it

audit-operator-admit = Serveur admis

audit-operator-refuse = Serveur refusé

audit-operator-change = Limites du serveur modifiées

audit-operator-leave = Serveur quitté

audit-operator-block = Blocage partout

audit-operator-unblock = Blocage levé partout

audit-operator-stop = Toutes les demandes arrêtées

audit-operator-resume = Demandes de nouveau acceptées

audit-admitted = admis

audit-admitted-with-plan = admis avec la formule { $plan }

audit-not-admitted = pas admis

audit-left = quitté

audit-plan-chosen = formule { $plan }

audit-plan-no-longer-chosen = la formule n’est plus choisie par l’opérateur

audit-daily-budget = budget du jour : { $budget }

audit-daily-budget-of-plan = budget du jour : selon la formule

audit-monthly-budget = budget du mois : { $budget }

audit-monthly-budget-of-plan = budget du mois : selon la formule

audit-two-changes = { $first }, { $second }

audit-resume-without-reason = sans raison donnée

## The word list

audit-term-added = Mot ajouté

audit-exception-added = Exception ajoutée

audit-pattern-added = Motif ajouté

audit-term-removed = Mot retiré

audit-exception-removed = Exception retirée

audit-pattern-removed = Motif retiré

audit-words-imported = Mots importés

audit-words-imported-detail = nouveaux depuis { $file } : { $added } ({ $counts })

audit-automod-on = Règles d’AutoMod activées

audit-automod-off = Règles d’AutoMod désactivées
