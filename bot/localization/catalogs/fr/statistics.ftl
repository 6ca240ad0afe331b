### /admin stats et /operator stats : totaux, graphiques, et leur description.

stats-too-many = Easel dessine déjà des graphiques ; réessaie dans une minute.

stats-no-charts = Les graphiques n’ont pas pu être dessinés cette fois ; tous les nombres sont ici et dans le fichier.

stats-what-is-counted = -# Ce qui est compté : les images et les dollars le jour où elles ont été demandées. Une demande en cours compte avec les images qu’elle a réservées et à leur prix, jusqu’à ce qu’elle se termine et que les vrais nombres soient inscrits. Les refus sont ceux des commandes, boutons et formulaires ; ils sont comptés par jours en UTC.

stats-pictures =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } image
       *[other] { NUMBER($count, useGrouping: 1) } images
    }

stats-members =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } membre
       *[other] { NUMBER($count, useGrouping: 1) } membres
    }

stats-named-count = { $name } { NUMBER($count, useGrouping: 1) }

stats-seconds =
    { $seconds ->
        [one] { $seconds } seconde
       *[other] { $seconds } secondes
    }

stats-seconds-precise =
    { $seconds ->
        [one] { NUMBER($seconds, minimumFractionDigits: 1) } seconde
       *[other] { NUMBER($seconds, minimumFractionDigits: 1) } secondes
    }

stats-other-models = Autres modèles

stats-direct-messages = Messages privés

stats-server = Serveur { $id }

stats-all-servers = Tous les serveurs

stats-title = **{ $title }** depuis le { $since }, 00:00 ({ $zone })

stats-totals = **{ $pictures }** pour { $members }, **{ $dollars }**

stats-by-model = Par modèle : { $models }

stats-no-pictures = Aucune image n’a été dessinée.

stats-requests =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } demande acceptée, { NUMBER($refused, useGrouping: 1) } refus ({ $reasons })
       *[other] { NUMBER($count, useGrouping: 1) } demandes acceptées, { NUMBER($refused, useGrouping: 1) } refus ({ $reasons })
    }

stats-requests-none-refused =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } demande acceptée, aucune refusée
       *[other] { NUMBER($count, useGrouping: 1) } demandes acceptées, aucune refusée
    }

stats-waits = La moitié des demandes ont eu leur réponse en { NUMBER($median, minimumFractionDigits: 1) } secondes, neuf sur dix en { NUMBER($ninetieth, minimumFractionDigits: 1) }.

stats-dearest = Où l’on a dépensé le plus :

stats-csv-total =
    { $days ->
        [one] { $days } jour ({ $zone })
       *[other] { $days } jours ({ $zone })
    }

stats-refusal-already-decided = Déjà décidé

stats-refusal-bad-picture = Image inutilisable

stats-refusal-bad-reference = Image inutilisable

stats-refusal-blocked = Membre bloqué

stats-refusal-blocked-words = Mots bloqués

stats-refusal-closed = Easel n’était pas prêt

stats-refusal-declined = Contrôle du fournisseur

stats-refusal-flagged = Images signalées

stats-refusal-forbidden = Pas autorisé ici

stats-refusal-gone = N’existe plus

stats-refusal-invalid = Demande impossible

stats-refusal-not-approved = Non approuvé

stats-refusal-not-yours = À quelqu’un d’autre

stats-refusal-over-budget = Budget épuisé

stats-refusal-over-quota = Quota du jour épuisé

stats-refusal-paused = Pause après des refus

stats-refusal-refused = Autres raisons

stats-refusal-too-many = Trop à la fois

stats-refusal-too-soon = Trop tôt

alt-stats-title =
    { $days ->
        [one] Graphiques de { $title } depuis le { $first }, { $days } jour jusqu’au { $last }.
       *[other] Graphiques de { $title } depuis le { $first }, { $days } jours jusqu’au { $last }.
    }

alt-stats-cost = { $pictures } pour { $members } ont coûté { $dollars }.

alt-stats-no-pictures = Aucune image ces jours-là ; { $dollars } dépensés.

alt-stats-busiest-day = Le jour le plus chargé a été le { $day } avec { $pictures } et { $members }.

alt-stats-waits = La moitié des demandes ont eu leur réponse en { $median }, neuf sur dix en { $ninetieth }.

alt-stats-models = Images par modèle : { $models }.

alt-stats-servers = Les serveurs qui ont coûté le plus : { $servers }.

alt-stats-refusals = Demandes refusées : { $refusals }.

alt-stats-no-refusals = Aucune demande n’a été refusée.

chart-subtitle =
    { $days ->
        [one] Depuis le { $since } · { $days } jour avec aujourd’hui · { $zone }
       *[other] Depuis le { $since } · { $days } jours avec aujourd’hui · { $zone }
    }

chart-pictures =
    { $count ->
        [one] image
       *[other] images
    }

chart-spent = dépensés

chart-members =
    { $count ->
        [one] membre
       *[other] membres
    }

chart-median-wait = attente médiane

chart-seconds = { $seconds } s

chart-pictures-a-day = Images par jour

chart-no-pictures = Aucune image ces jours-là

chart-dollars-a-day = Dollars par jour

chart-nothing-spent = Aucune dépense

chart-members-a-day = Membres par jour

chart-no-members = Personne n’a eu d’image

chart-waits = Secondes d’attente

chart-half-within = la moitié en

chart-ninetieth-within = 9 sur 10 en

chart-no-waits = Personne n’a attendu d’image

chart-models = Images par modèle

chart-refusals = Demandes refusées

chart-no-refusals = Rien n’a été refusé

chart-servers = Les serveurs les plus chers

chart-others = Tous les autres

chart-server-pictures =
    { $count ->
        [one] { $number } image
       *[other] { $number } images
    }
