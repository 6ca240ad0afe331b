### The audit log: lines in the moderators' channel, each with a title and a detail below it.

## Budgets. $span is day or month.

audit-budget-used-up = Budget { $span ->
    [day] de la journée
   *[month] du mois
} épuisé

audit-budget-nearly-used-up = Budget { $span ->
    [day] de la journée
   *[month] du mois
} utilisé à { $share }

audit-budget-nearly-used-up-detail = { $spent } sur { $budget } { $window ->
    [calendar_day] ce jour
    [calendar_month] ce mois
    [rolling_day] en 24 heures
   *[rolling_month] en 30 jours
}

audit-budget-used-up-detail = { $spent } sur { $budget } { $window ->
    [calendar_day] ce jour
    [calendar_month] ce mois
    [rolling_day] en 24 heures
   *[rolling_month] en 30 jours
} ; les demandes sont refusées jusqu’à ce qu’il y ait de nouveau de la place, voir /admin budget show

## What happened to a case or a request. Titles

audit-approval-expired = Approbation expirée

audit-report-expired = Signalement expiré

audit-appeal-expired = Contestation expirée

audit-picture-approved = Image approuvée

audit-picture-declined = Image refusée

audit-picture-removed = Image retirée

audit-report-kept = Image signalée gardée

audit-reports-dismissed = Signalements classés

audit-appeal-accepted = Contestation acceptée

audit-appeal-rejected = Contestation rejetée

audit-removal-undone = Retrait annulé

audit-request-deleted = Demande supprimée

audit-request-cancelled = Demande annulée

audit-block = Blocage

audit-unblock = Déblocage

audit-words-refused = Mots refusés

audit-automod-unreadable = Les règles d’AutoMod ne peuvent pas être lues

## and details

audit-case = dossier { $case }

audit-case-with-reason = dossier { $case } : { $reason }

audit-no-reason = aucune raison donnée

# $until is a date and time in UTC.
audit-blocked-until = jusqu’au { $until } UTC : { $reason }

audit-blocked-forever = pour toujours : { $reason }

# $block is one of the two before.
audit-block-lifted = { $block } ; levé : { $reason }

# $match says what was found, as a sentence.
audit-words-refused-detail = { $match } C’était dans : { $prompt }

audit-automod-unreadable-detail = Les règles d’AutoMod s’appliquent aux images, mais Easel n’a pas la permission Gérer le serveur pour les lire : chaque demande est refusée jusqu’à ce qu’il l’ait, ou jusqu’à ce que /mod words automod soit désactivé.

## The line in the channel. $who is a mention; $about lists who and what it is about.

audit-line = **{ $title }** par { $who }{ $about }

audit-line-by-operator = **{ $title }** par l’opérateur d’Easel{ $about }

## What the operator did, as moderators of the server read it

audit-operator-admit = Admettre le serveur

audit-operator-refuse = Refuser le serveur

audit-operator-change = Changer les limites du serveur

audit-operator-leave = Quitter le serveur

audit-operator-block = Bloquer partout

audit-operator-unblock = Lever un blocage partout

audit-operator-stop = Arrêter toutes les demandes

audit-operator-resume = Accepter de nouveau les demandes

audit-admitted = admis

audit-admitted-with-plan = admis avec le plan { $plan }

audit-not-admitted = non admis

audit-left = quitté

audit-plan-chosen = plan { $plan }

audit-plan-no-longer-chosen = le plan n’est plus choisi par l’opérateur

audit-daily-budget = budget de la journée : { $budget }

audit-daily-budget-of-plan = budget de la journée : celui du plan

audit-monthly-budget = budget du mois : { $budget }

audit-monthly-budget-of-plan = budget du mois : celui du plan

audit-two-changes = { $first }, { $second }

audit-resume-without-reason = aucune raison donnée

## The word list

audit-term-added = Mot ajouté

audit-exception-added = Exception ajoutée

audit-pattern-added = Motif ajouté

audit-term-removed = Mot enlevé

audit-exception-removed = Exception enlevée

audit-pattern-removed = Motif enlevé

audit-words-imported = Mots importés

audit-words-imported-detail = { $added } nouveaux depuis { $file } : { $counts }

audit-automod-on = Règles d’AutoMod activées

audit-automod-off = Règles d’AutoMod désactivées
