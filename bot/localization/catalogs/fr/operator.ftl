### What only Easel’s operator reads.

operator-block-yourself = Tu ne peux pas te bloquer toi-même.

operator-block-own-server = C’est le serveur depuis lequel tu décides ; tu ne peux pas le bloquer.

operator-reason-required = La raison est vide ; écris-en une.

operator-not-blocked = Rien n’a été levé, parce que ce blocage n’existe pas ; /operator blocks les liste tous.

operator-not-stopped = Les demandes sont déjà acceptées ; rien n’était arrêté.

## Sentences for members

cancelled-by-operator = L’opérateur d’Easel a annulé cette demande ; rien n’a été débité.

cancelled-by-leaving = Easel a été retiré de ce serveur ; rien n’a été débité.

cancelled-by-refusing = L’opérateur d’Easel a fermé ce serveur ; rien n’a été débité.

## Servers

operator-unknown-server = Easel n’a jamais été sur un serveur avec cet identifiant ; /operator servers les liste tous.

operator-unknown-plan = Il n’y a pas de formule de ce nom dans la configuration.

operator-always-admitted = La configuration admet toujours ce serveur, dans discord.guilds ou comme celui de l’opérateur ; bloque-le plutôt.

operator-has-left = Easel a déjà quitté ce serveur.

operator-leaving-failed = Discord n’a pas laissé Easel quitter ce serveur ; réessaie dans une minute.

operator-not-listed = Avec discord.admission = "listed", seule la configuration admet des serveurs : ajoute { $server } à discord.guilds et redémarre.

operator-decided-admitted = C’était déjà décidé : le serveur est admis.

operator-decided-not-admitted = C’était déjà décidé : le serveur n’est pas admis.

## What the question about a server says once it is decided

decision-admitted-before = Déjà admis

decision-not-admitted = Pas admis

# $decision is one of the two before.
server-decided-by = { $decision } par { $operator }

admission-no-plans = La configuration n’a pas de formules ; appuie plutôt sur « Admettre ».

operator-one-target = Nomme soit une personne, soit un serveur.

operator-only = Seul l’opérateur d’Easel peut faire cela, sur le serveur de l’opérateur.

operator-not-an-id-of-a-user = Ce n’est pas l’identifiant d’une personne ; active le mode développeur dans Discord, et copie l’identifiant.

operator-not-an-id-of-a-server = Ce n’est pas l’identifiant d’un serveur ; choisis-en un dans la liste.

admission-left-by = Quitté par { $operator }

admission-admitted-by = Admis par { $operator }

admission-admitted-with-plan-by = Admis avec la formule { $plan } par { $operator }

operator-leave-alone = Quitter un serveur ne se combine avec aucune autre option.

operator-budget-below-zero = Un budget est de 0 dollar ou plus ; -1 veut dire selon la formule.

# Members read it in place of a reason.
operator-no-reason = aucune raison donnée

## The question about a new server

button-admission-admit = Admettre

button-admission-plan = Admettre avec une formule…

button-admission-leave = Quitter

button-admission-left = Oui, quitter

button-admission-stay = Non, rester

admission-question = 🚪 **Un serveur t’attend**

admission-until-then = Personne ne peut y demander d’images tant que tu ne l’as pas admis.

admission-leave-question = 🚪 **Quitter ce serveur ?**

admission-leave-consequences = Les demandes qui y attendent sont annulées et ne sont pas débitées. Ce que toi et ses gérants avez réglé est conservé, et s’appliquera de nouveau si Easel est réinvité.

admission-stays = Rien n’a été modifié : Easel reste sur { $server }.

admission-choose-plan = Quelle formule ce serveur peut-il utiliser ?

placeholder-plan = Choisis une formule

server-size-unknown = taille inconnue

server-owner-unknown = propriétaire inconnu

server-owner = propriétaire : { $owner }

# $shown is the number with separators.
server-members = { $count ->
    [one] { $shown } membre
   *[other] { $shown } membres
}

server-id = Identifiant du serveur : `{ $server }`

server-without-name = le serveur `{ $server }`

## What a plan sets, in the list to choose from. $span is day or month.

plan-any-pictures = autant d’images que voulu par jour pour chaque membre

plan-pictures = { $count ->
    [one] { $count } image
   *[other] { $count } images
} par jour pour chaque membre

plan-budget = { $span ->
    [day] { $budget } par jour
   *[month] { $budget } par mois
}

plan-no-budget = { $span ->
    [day] pas de budget par jour
   *[month] pas de budget par mois
}

plan-models = modèles : { $models }

plan-no-models = modèles : aucun

plan-general-limits = les limites générales

## /operator block, unblock, blocks, stop, resume. $end is block-forever or block-until.

operator-blocked-user = ⛔ { $target } est bloqué partout, { $end }.

operator-blocked-server = ⛔ Tout le monde est bloqué sur le { $target }, { $end }.

operator-block-replaces = Cela remplace le blocage précédent ({ $end }).

operator-block-cancelled = { $count ->
    [one] { $count } demande en attente a été annulée et n’est pas débitée.
   *[other] { $count } demandes en attente ont été annulées et ne sont pas débitées.
}

operator-block-reason = Raison qu’ils liront : { $reason }

operator-unblocked-user = ✅ Le blocage de { $target } est levé.

operator-unblocked-server = ✅ Le blocage du { $target } est levé.

operator-blocks-none = Personne n’est bloqué.

operator-blocks-title = ⛔ **Bloqués partout**

operator-block-server = serveur { $server }

operator-stopped-answer = ⛔ Aucune nouvelle demande n’est acceptée nulle part, jusqu’à /operator resume.

operator-nothing-runs = Rien n’est en attente ni en cours de dessin.

# $work lists the next three.
operator-finishes = Ce qui a été demandé avant va jusqu’au bout : { $work }.

operator-waiting = { $count ->
    [one] { $count } demande en attente
   *[other] { $count } demandes en attente
}

operator-running = { $count } en cours de dessin ou de livraison

operator-held = { $count } en attente d’un modérateur

operator-resumed = ✅ Les demandes sont de nouveau acceptées ; elles étaient arrêtées depuis le { $since }.

operator-stop-in-force = Les nouvelles demandes sont arrêtées partout depuis le { $since } par { $operator } : { $reason }

## /operator servers

servers-title = 🗄️ **{ $count ->
    [one] { $count } serveur
   *[other] { $count } serveurs
}**

servers-sort-spent = les plus dépensiers d’abord

servers-sort-pictures = le plus d’images d’abord

servers-sort-joined = les plus récents d’abord

servers-page = page { $page } sur { $pages }

servers-waiting = 🚪 { $count ->
    [one] { $count } serveur attend ta décision. /operator server le propose en premier.
   *[other] { $count } serveurs attendent ta décision. /operator server les propose en premier.
}

servers-note = Dollars et images des 30 derniers jours ; les demandes en cours comptent avec leur prix.

servers-none = Easel n’est encore sur aucun serveur.

servers-pictures = { $count ->
    [one] { $count } image
   *[other] { $count } images
}

servers-plan = formule { $plan }

server-joined = rejoint le { $when }

server-no-name = sans nom

server-state-left = quitté

server-state-waits = en attente

server-state-not-admitted = pas admis

## /operator server. $span is day or month.

server-present = Rejoint le { $joined }

server-absent = Rejoint le { $joined }, quitté le { $left }

server-admission = Admission : { $state }

admission-state-admitted = admis

admission-state-configured = admis par la configuration

admission-state-waits = attend ta décision

admission-state-not-admitted = pas admis

server-blocked = ⛔ Bloqué { $end } : { $reason }

server-plan = Formule : { $plan }

server-plan-none = aucune ; les limites générales s’appliquent

server-plan-bought = { $plan } (achetée sur Discord)

server-plan-chosen = { $plan } (choisie par toi)

server-plan-default = { $plan } (la formule des serveurs qui n’en ont pas d’autre)

# $plan is one of the four before.
chosen-plan-replaced = { $plan } ; tu as choisi { $chosen }, qu’elle remplace

chosen-plan-missing = { $plan } ; tu as choisi { $chosen }, qui manque dans la configuration

server-budget = { $span ->
    [day] Budget du jour : { $spent } sur { $budget } dépensés
   *[month] Budget du mois : { $spent } sur { $budget } dépensés
}

server-no-budget = { $span ->
    [day] Budget du jour : aucun
   *[month] Budget du mois : aucun
}

server-pictures = Images par jour pour chaque membre : { $count }

server-any-pictures = Images par jour pour chaque membre : sans limite

server-totals = 30 derniers jours : { $count ->
    [one] { $count } image
   *[other] { $count } images
}, { $spent }

server-plan-changed = La formule a été modifiée.

server-budgets-changed = Les budgets ont été modifiés.

server-is-admitted = Le serveur est admis.

server-is-not-admitted = Le serveur n’est pas admis.
