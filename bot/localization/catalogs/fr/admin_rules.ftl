### Les réponses de /admin channel, /admin role, /admin log et /admin style.

managers-only = Seuls les membres qui peuvent gérer ce serveur peuvent faire cela.

server-unavailable = Discord n’envoie pas d’informations sur ce serveur en ce moment ; réessaie dans une minute.

admin-mode-open = tout le monde peut demander des images

admin-mode-approval = tout le monde peut demander des images ; les modérateurs les vérifient avant qu’elles soient montrées

admin-mode-off = personne ne peut demander d’images

admin-mode-moderators = seuls les modérateurs peuvent demander des images

admin-channel-only-models = seulement avec { $models }

admin-channel-private-only = les images ne sont montrées qu’au membre qui les demande

admin-model-not-offered = { $model } (pas proposé ici)

admin-other-channels = les salons sans réglages propres

admin-channel-saved = Enregistré pour { $channel } : { $rules }.

admin-channel-cleared = Les réglages de { $channel } sont effacés. Ce qui s’y applique maintenant : { $rules }.

admin-channels-title = **Où les membres peuvent demander des images**

admin-channels-everywhere = - partout : { $rules }

admin-channels-elsewhere = - partout ailleurs : { $rules }

admin-channels-line = - { $channel } : { $rules }

admin-channels-more =
    { $count ->
        [one] - et { $count } autre salon
       *[other] - et { $count } autres salons
    }

admin-channels-note = -# Les fils et les posts suivent leur salon. Les réglages du serveur ne s’appliquent pas aux messages privés.

admin-channel-changed-action = Réglages de salon modifiés

admin-channel-cleared-action = Réglages de salon effacés

admin-channel-detail = { $channel } : { $rules }

admin-channel-or-elsewhere = Choisis un salon ou elsewhere, pas les deux.

admin-channel-reset-not-combinable = « Comme d’habitude » efface tous les réglages du salon ; ne le combine donc pas avec model ou private_only.

admin-models-missing = Écris les modèles séparés par des virgules, ou écris { $all }.

admin-model-not-in-plan = La formule de ce serveur ne comprend pas le modèle { $model } ; choisis { $models }. { -nothing-changed }

admin-plan-without-models = La formule de ce serveur ne comprend pas le modèle { $model } ; elle ne comprend aucun modèle. { -nothing-changed }

admin-roles-title = **Qui peut demander des images ici**

admin-roles-requesters = - peuvent demander des images : { $requesters }

admin-requesters-everyone = tous les membres

admin-requesters-with-roles = les membres avec { $roles }

admin-requesters-since =
    { $days ->
        [one] { $requesters } qui ont rejoint ce serveur il y a au moins { $days } jour
       *[other] { $requesters } qui ont rejoint ce serveur il y a au moins { $days } jours
    }

admin-roles-moderators = - comptent comme modérateurs : les membres qui peuvent gérer les messages

admin-roles-moderators-or-roles = - comptent comme modérateurs : les membres qui peuvent gérer les messages ou qui ont { $roles }

admin-roles-tier = - ont les limites de « { $tier } » : les membres avec { $roles } ({ $limits })

admin-tier-not-offered = l’opérateur ne propose plus ce niveau ici : les limites habituelles s’appliquent

admin-tier-pause =
    { $seconds ->
        [one] une par seconde
       *[other] une toutes les { $seconds } secondes
    }

admin-tier-no-pause = sans pause entre elles

admin-roles-note = -# Les modérateurs peuvent toujours demander des images, sauf là où elles sont désactivées.

admin-roles-tiers-note = -# Un membre qui a plusieurs niveaux reçoit le plus généreux.

admin-role-changed-action = Réglages de rôles modifiés

admin-role-detail = { $role } : { $purpose }

admin-role-detail-removed = { $role } : plus « { $purpose } »

admin-role-purpose-with-tier = { $purpose } ({ $tier })

admin-role-every = chaque rôle

admin-role-detail-days = jours sur le serveur : { $days }

admin-role-and-purpose = Choisis à la fois un rôle et à quoi il sert.

admin-role-everyone = @everyone comprend tous les membres ; choisis un rôle que seuls certains ont.

admin-role-tier-alone = Un niveau ne se combine qu’avec « a les limites d’un niveau ».

admin-role-no-tiers = L’opérateur d’Easel ne propose aucun niveau pour ce serveur (limits.tiers dans la configuration, et les niveaux de sa formule).

admin-role-tier-missing = Choisis aussi un niveau : { $tiers }.

admin-role-tier-unknown = Il n’y a pas de niveau « { $tier } » ; choisis { $tiers }.

admin-log-set = Les décisions sont désormais publiées dans { $channel }.

admin-log-set-public = Les décisions sont désormais publiées dans { $channel }, où tout le monde peut les lire. Les signalements et les images en attente d’approbation n’y sont pas publiés ; pour les recevoir, choisis un salon que seuls les modérateurs peuvent lire.

admin-log-current = Les décisions sont publiées dans { $channel }. Utilise `off` pour arrêter.

admin-log-problem = { $problem }.

admin-log-none = Ce serveur n’a pas de salon des modérateurs ; les décisions sont quand même enregistrées. Choisis-en un avec `channel`.

admin-log-off = Les décisions ne sont plus publiées dans aucun salon ; elles restent enregistrées.

admin-log-no-cards = Des images attendent toujours d’être approuvées ; les modérateurs ne les trouvent qu’avec /mod cases.

admin-log-changed-action = Salon des modérateurs modifié

admin-log-no-channel = aucun salon

admin-channel-or-off = Choisis un salon ou off, pas les deux.

admin-log-not-writable = Easel ne peut pas écrire dans { $channel }. Autorise-lui { $permissions } là-bas, puis réessaie.

admin-log-needed-approval = { $problem }, et sans un tel salon, personne ne peut approuver d’images. D’abord, { $remedy }, avec /admin log ou /admin setup. { -nothing-changed }

admin-log-needed-hold = { $problem }, et sans un tel salon, personne ne peut décider des images signalées. D’abord, { $remedy }, avec /admin log ou /admin setup. { -nothing-changed }

admin-log-needed-in-panel-approval = { $problem }, et sans un tel salon, personne ne peut approuver d’images. D’abord, { $remedy }, dans la liste ci-dessous. { -nothing-changed }

admin-log-needed-in-panel-hold = { $problem }, et sans un tel salon, personne ne peut décider des images signalées. D’abord, { $remedy }, dans la liste ci-dessous. { -nothing-changed }

## Ce qui ne va pas avec le salon des modérateurs : débuts de phrases, sans point

mod-channel-missing = Ce serveur n’a pas de salon des modérateurs

mod-channel-gone = Le salon des modérateurs n’existe plus

mod-channel-lacks = Il manque à Easel { $permissions } dans le salon des modérateurs { $channel }

mod-channel-public = Tout le monde peut lire le salon des modérateurs { $channel }

## Ce qu’il faut faire : fins de phrases, sans point

mod-channel-choose = choisis un salon que seuls les modérateurs peuvent lire

mod-channel-allow = autorise-le là-bas, ou choisis un autre salon

mod-channel-hide = cache-le à @everyone, ou choisis un autre salon

permission-view-channel = Voir le salon

permission-send-messages = Envoyer des messages

permission-send-messages-in-threads = Envoyer des messages dans les fils

permission-embed-links = Intégrer des liens

permission-attach-files = Joindre des fichiers

permission-read-message-history = Voir les anciens messages

admin-style-name-invalid = Le nom d’un style a au plus { $limit } minuscules, chiffres, - et _, et commence par une lettre ou un chiffre.

admin-style-empty = Le texte du style est vide ; écris ce que le style ajoute à un prompt.

admin-style-too-long = Le texte d’un style peut avoir au plus { $limit } caractères ; raccourcis-le.

admin-style-reserved = « none » signifie déjà « aucun style » ; choisis un autre nom.

admin-style-unknown = Ce serveur n’a pas de style « { $style } » à lui ; /admin style list affiche ses styles.
