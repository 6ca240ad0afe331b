### Les réponses de /admin quota, et les quotas en mots.

-nothing-changed = Rien n’a été modifié.

admin-quota-none = aucun réglage propre

admin-pictures =
    { $count ->
        [-1] autant d’images que voulu
        [one] { $count } image
       *[other] { $count } images
    }

admin-pictures-a-day =
    { $count ->
        [-1] autant d’images que voulu par jour
        [one] { $count } image par jour
       *[other] { $count } images par jour
    }

admin-pictures-a-day-if-set =
    { $count ->
        [-1] si les gérants le décident, autant d’images que voulu par jour
        [one] si les gérants le décident, { $count } image par jour
       *[other] si les gérants le décident, { $count } images par jour
    }

admin-pictures-as-plan = autant d’images par jour que la formule le permet

admin-pictures-a-request =
    { $count ->
        [one] au plus { $count } image par demande
       *[other] au plus { $count } images par demande
    }

admin-resolution-at-most = au plus { $resolution }

admin-requests-at-once =
    { $count ->
        [-1] autant de demandes que voulu à la fois
        [one] { $count } demande à la fois
       *[other] { $count } demandes à la fois
    }

admin-cooldown =
    { $seconds ->
        [0] pas de délai
        [one] un délai de { $seconds } seconde
       *[other] un délai de { $seconds } secondes
    }

admin-quota-day-rolling = 24 heures glissantes

admin-quota-day-of-calendar = le jour du calendrier à { $zone }

admin-quota-of-server = tout le serveur

admin-quota-target-server = Tout le serveur

admin-quota-target =
    { $kind ->
        [roles] Rôle { $name }
        [members] Membre { $name }
       *[channels] Salon { $name }
    }

admin-quota-title = **Les images sur ce serveur**

admin-quota-page = { $page } sur { $pages }

admin-quota-day-line-rolling = - un jour, ce sont 24 heures glissantes

admin-quota-day-line-calendar = - un jour, c’est le jour du calendrier à { $zone } (choisi le { $since } ; 24 heures glissantes jusqu’au premier jour qui commence plus de 24 heures après)

admin-quota-plan-line = - sans réglage, selon la formule : { $plan }

admin-quota-line = { $target } : { $quota }

admin-quota-line-channel = { $target } : { $quota }, tous les membres ensemble

admin-quota-line-above-plan = { $target } : { $quota } (la formule permet { $most })

admin-quota-note = -# Le réglage propre d’un membre passe avant ceux des rôles ; de plusieurs rôles, celui qui donne le plus d’images compte. Ce qu’un réglage ne dit pas est comme pour tout le serveur. Modifie-les avec `/admin quota set`, et regarde un membre avec `/admin quota show member:`.

placeholder-admin-quota-remove = Supprimer un réglage

admin-quota-saved = Enregistré pour { $target } : { $quota } (avant : { $before }).

admin-quota-plan-most =
    { $count ->
        [-1] La formule permet autant d’images que voulu par jour.
        [one] La formule permet { $count } image par jour.
       *[other] La formule permet { $count } images par jour.
    }

admin-quota-day-changed = Un jour, c’est maintenant : { $day_after } (avant : { $day_before }).

admin-quota-day-changes = Un jour, c’est maintenant : { $day_after } (avant : { $day_before }). Les 24 heures glissantes comptent encore jusqu’au premier jour qui commence plus de 24 heures après.

admin-quota-removed = Supprimé pour { $target } : { $quota }.

admin-quota-already-removed = Ce réglage avait déjà été supprimé.

admin-quota-grant-origin = (par { $manager } : { $reason })

admin-quota-granted = { $member } peut avoir **{ $pictures }** de plus, en plus de sa limite du jour, jusqu’à ce qu’elles soient utilisées.

admin-quota-granted-until = { $member } peut avoir **{ $pictures }** de plus, en plus de sa limite du jour, jusqu’au { $end }.

admin-quota-granted-most =
    { $count ->
        [one] Mais en un jour, ce membre aura au plus { $count } image, car la formule de ce serveur n’en permet pas plus.
       *[other] Mais en un jour, ce membre aura au plus { $count } images, car la formule de ce serveur n’en permet pas plus.
    }

admin-quota-reset-pictures =
    { $count ->
        [one] { $count } image de { $member } ne compte plus.
       *[other] { $count } images de { $member } ne comptent plus.
    }

admin-quota-reset-nothing = Il n’y avait rien à remettre à zéro : aucune image terminée ne compte pour { $member } aujourd’hui.

admin-quota-reset-running = -# Les demandes encore en cours continuent de compter.

admin-quota-changed = Quota modifié

admin-quota-change = { $target } : { $before } → { $after }

admin-quota-change-with-day = { $change } ; un jour : { $day_before } → { $day_after }

admin-quota-grant-action = Images offertes

admin-quota-grant-detail = { $pictures } de plus : { $reason }

admin-quota-grant-detail-days =
    { $days ->
        [one] { $pictures } de plus pendant { $days } jour : { $reason }
       *[other] { $pictures } de plus pendant { $days } jours : { $reason }
    }

admin-quota-reset-action = Quota remis à zéro

admin-quota-reset-detail = { $pictures } → aucune image : { $reason }

admin-quota-no-reason = sans raison donnée

admin-quota-panel-outdated = Ce panneau ne fonctionne plus ; /admin quota show en ouvre un nouveau.

admin-quota-one-target = Choisis un membre, un rôle ou un salon, pas plusieurs à la fois. { -nothing-changed }

admin-quota-day-of-server = Ce qui compte comme un jour vaut pour tout le serveur ; choisis-le sans membre, rôle ni salon. { -nothing-changed }

admin-quota-bot = Les bots ne peuvent pas demander d’images, ils n’ont donc pas besoin de quota. { -nothing-changed }

admin-quota-channel-has-no-pace = Un salon n’a ni limite de demandes à la fois ni délai propres ; règle-les pour des membres, des rôles ou tout le serveur. { -nothing-changed }

admin-quota-pictures-above-plan =
    { $count ->
        [one] La formule de ce serveur permet à un membre au plus { $count } image par jour. { -nothing-changed }
       *[other] La formule de ce serveur permet à un membre au plus { $count } images par jour. { -nothing-changed }
    }

admin-quota-requests-above-plan =
    { $count ->
        [one] La formule de ce serveur permet à un membre au plus { $count } demande à la fois. { -nothing-changed }
       *[other] La formule de ce serveur permet à un membre au plus { $count } demandes à la fois. { -nothing-changed }
    }

admin-quota-cooldown-below-plan =
    { $seconds ->
        [one] La formule de ce serveur exige un délai d’au moins { $seconds } seconde. { -nothing-changed }
       *[other] La formule de ce serveur exige un délai d’au moins { $seconds } secondes. { -nothing-changed }
    }

too-many-quotas =
    { $kind ->
        [roles] Au plus { $limit } rôles peuvent avoir leur propre quota ; supprime-en un d’abord.
        [members] Au plus { $limit } membres peuvent avoir leur propre quota ; supprime-en un d’abord.
       *[channels] Au plus { $limit } salons peuvent avoir leur propre quota ; supprime-en un d’abord.
    }

too-many-roles = Un serveur peut avoir au plus { $limit } rôles pour cela ; retires-en un d’abord.
