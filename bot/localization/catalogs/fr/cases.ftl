### Cases: cards in the moderators' channel, /mod cases, and the forms that decide.

## Buttons

button-case-approve = Approuver

button-case-decline = Refuser

button-case-declineblock = Refuser et bloquer

button-case-keep = Conserver

button-case-remove = Retirer

button-case-removeblock = Retirer et bloquer

button-case-dismiss = Classer sans suite

button-case-accept = Accepter : dessin gratuit

button-case-reject = Rejeter

## Titles of forms

modal-case-decline = Refuser les images

modal-case-remove = Retirer les images

modal-case-declineblock = Refuser et bloquer

modal-case-removeblock = Retirer et bloquer

modal-case-reject = Rejeter la contestation

## How a case was decided, on its card

case-label-approved = ✅ Approuvé

case-label-declined = ⛔ Refusé

case-label-kept = ✅ Conservé

case-label-dismissed = ✅ Classé sans suite

case-label-removed = 🗑️ Retiré

case-label-accepted = ✅ Accepté : dessiné gratuitement

case-label-rejected = ⛔ Rejeté

case-label-withdrawn = ✖️ Annulé

case-label-expired = ⌛ Personne n’a décidé à temps

## What that means, in the answer to the moderator

case-effect-approved = Les images apparaissent maintenant dans le message du membre.

case-effect-declined = Le membre voit la raison dans son message et rien ne lui est débité.

case-effect-kept = L’image reste et ne peut plus être signalée.

case-effect-dismissed = L’image reste ; elle peut encore être signalée.

case-effect-removed = L’image est retirée, et rien ne peut être créé à partir d’elle.

case-effect-accepted = La demande est en cours de dessin dans le salon où elle a été faite, et le membre est prévenu.

case-effect-rejected = Le membre est prévenu.

## The card

case-title-approval = 🖼️ Images à approuver

case-title-report = 🚩 Signalement

case-title-appeal = ⚖️ Contestation

case-header = **{ $title }** · dossier `{ $case }` · { $member }

case-review-approval = Dans ce salon, les images sont montrées une fois approuvées

case-review-flagged = Le contrôle de sécurité de Runware a signalé ces images

case-keep-or-dismiss = Conserver : l’image reste et ne peut plus être signalée. Classer sans suite : elle reste, mais peut encore être signalée.

case-appeal-facts = Demandé dans { $channel } ; le dessin coûterait { $cost }

case-made-from = Créé à partir d’une image de { $member }

case-made-from-attachment = Créé à partir d’une image jointe

case-reason-missing = aucune raison donnée

case-pictures-in-next-message = Les images après les { $count } premières sont dans le message suivant.

case-pictures-omitted = ⚠️ { $count } de plus n’ont pas pu être affichées ici.

# $command is /mod case with the number.
case-pictures-unreadable = ⚠️ { $count ->
    [one] Une image n’a pas pu être lue ; { $command } la montrera dès que ce sera possible.
   *[other] { $count } images n’ont pas pu être lues ; { $command } les montrera dès que ce sera possible.
}

case-overflow = Dossier `{ $case }` : images { $first } à { $last } sur { $total }

case-message-removed = retirée

case-message-link = son message

# $label is one of the labels above, in bold; $when a time such as "2 hours ago".
case-decided = **{ $label }** par { $moderator } { $when }

case-decided-by-nobody = **{ $label }** { $when }

## /mod cases

cases-title = 🗂️ **Dossiers**

cases-none = Il n’y a pas de tels dossiers sur ce serveur.

# A page of a list: "2 of 7".
page-of = { $page } sur { $pages }

button-case = Dossier { $case }

button-cases-open = Dossiers ouverts

button-cases-decided = Dossiers décidés

case-state-open = ouverts

case-state-decided = décidés

case-state-all = tous

case-kind-approval = approbation

case-kind-report = signalement

case-kind-appeal = contestation

cases-decided = **{ $verdict }** par { $moderator }

cases-earlier-decisions = **Décisions précédentes**

# $title says what was done, $who did it.
cases-earlier-decision = { $title } par { $who } : { $detail }

## Forms

modal-report = Signaler aux modérateurs

field-why = Pourquoi

field-block-for = Durée du blocage

field-own-words = Avec tes propres mots

hint-only-moderators-read = Seuls les modérateurs peuvent le lire

hint-member-reads = Le membre peut le lire

item-reason-not-allowed = Elle montre quelque chose que ce serveur n’autorise pas

item-reason-real-person = Elle montre une personne réelle sans son consentement

item-reason-hurtful = Elle est faite pour blesser quelqu’un

item-reason-wrong-channel = Elle n’a pas sa place dans ce salon

item-reason-own-words = Autre chose (écris-le ci-dessous)

## Answers

report-received = Merci, les modérateurs vont regarder. Personne d’autre n’apprendra que c’est toi qui l’as signalée.

appeal-received = Les modérateurs vont regarder. S’ils sont d’accord, ta demande est dessinée gratuitement ; dans tous les cas, Easel t’écrira.

case-answer = Dossier { $case } : { $verdict }. { $effect }

# $detail is the end of the block and the reason.
case-also-blocked = { $member } est bloqué { $detail }.

removal-undo-hint = Tu peux revenir dessus pendant un jour.

removal-undone = L’image est rétablie ; son message la montrera de nouveau dans un instant, s’il existe encore.

removal-undone-without-picture = Le retrait a été annulé, mais Runware ne garde les images que 7 jours, le message reste donc vide.
