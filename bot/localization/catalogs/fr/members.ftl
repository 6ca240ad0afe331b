### Ce que les membres lisent dans les réponses qu’eux seuls voient : aide, quota, historique, détails, réglages, copies.

## /help

help-title = ## Easel dessine des images à partir de tes mots

help-imagine = { $imagine } avec quelques mots suffit. Les images apparaissent dans le même message, avec des boutons pour relancer, modifier, varier, enregistrer ou supprimer.

help-edits-title = **Des images à partir d’images**

help-edits = { $edit } change une image comme tu le décris. ✏️ sous chaque image d’Easel et **Applications › Modifier l’image** sur tout message avec une image font de même. Tu peux modifier à nouveau le résultat.

help-models-title = **Modèles**

help-model-prices = { $price } par image, { $edit } par modification

help-model-unavailable = pas proposé par Runware en ce moment

help-model-default = par défaut

help-flags-title = **Les flags dans le prompt** fonctionnent comme les options ; si les deux sont donnés, l’option l’emporte :

help-flags = `--ar 16:9` `--pro` `--2k` `--count 4` (jusqu’à { $most }) `--format png` `--quality 80` `--private` `--spoiler` `--style nom`

help-variants = `{"{"}rouge, vert{"}"} {"{"}renard, hibou{"}"}` donne quatre prompts ; tu vois le prix d’abord.

help-quota = { $quota } combien d’images il te reste, quand il en revient, et ce que les tiennes ont coûté

help-queue = { $queue } tes demandes en cours, et l’affluence

help-cancel = { $cancel } annule une demande ; une demande déjà en cours de dessin compte quand même

help-history = { $history } tes images et tes favoris

help-show = { $show } une image d’après son identifiant court, et de quoi elle est issue

help-settings = { $settings } tes réglages par défaut

help-rules-title = **Règles**

help-rules = Les modérateurs d’un serveur décident de ce qui peut y être demandé et montré. 🚩 sous une image la leur signale, et à eux seuls ; ⚖️ sous un refus leur demande de regarder à nouveau. Choisis dans { $settings } si d’autres peuvent modifier tes images.

help-managers = Les gérants du serveur décident combien d’images tu peux avoir ; demande-leur s’il t’en faut plus.

help-charges = Les images qui n’arrivent pas ne te sont pas débitées, sauf si tu annules ce qui est déjà en cours de dessin. Seuls toi et les modérateurs pouvez annuler ou supprimer tes demandes.

## Les détails d’une demande

details-requested = **Demandé par** { $member } { $time }

details-source-reroll = **Relance de** `{ $id }` par { $author }

details-source-edit = **Modification de** `{ $id }` par { $author }

details-source-vary = **Variation de** `{ $id }` par { $author }

details-source-asked = **Créé à partir de** `{ $id }` par { $author }

## La même chose pour une image qui n’est pas d’Easel, ou que le lecteur n’a pas le droit de voir

details-from-picture-reroll = **Relance** d’une image

details-from-picture-edit = **Modification** d’une image

details-from-picture-vary = **Variation** d’une image

details-from-picture-asked = **Créé à partir** d’une image

details-drawn = **Dessiné comme** { $facts }

details-cost = **Coût** { $price }

details-seeds = { $count ->
    [one] **Seed** { $seeds } (aucun modèle n’accepte de seed, cette image ne peut donc pas être redessinée)
   *[other] **Seeds** { $seeds } (aucun modèle n’accepte de seed, cette image ne peut donc pas être redessinée)
}

details-style = **Style** `{ $name }`

details-model = **Modèle** `{ $model }`

details-model-replaced = **Modèle** `{ $model }`, à la place de { $former }

details-short-id = **Identifiant court** `{ $id }`

details-number = **Numéro** `{ $number }`

details-repeat = **Pour le redemander**

details-repeat-with-picture = **Pour le redemander**, avec son image en pièce jointe

## /quota

quota-unlimited = { $whose ->
    [you] Tu peux demander autant d’images que tu veux ; tu en as eu { $count }
   *[member] Ce membre peut demander autant d’images qu’il veut ; il en a eu { $count }
} { $day ->
    [rolling] ces dernières 24 heures
   *[calendar] aujourd’hui, depuis { $since }
}.

quota-unlimited-here = { $whose ->
    [you] Tu peux demander autant d’images que tu veux, ici au plus { $left } de plus ; tu en as eu { $count }
   *[member] Ce membre peut demander autant d’images qu’il veut, ici au plus { $left } de plus ; il en a eu { $count }
} { $day ->
    [rolling] ces dernières 24 heures
   *[calendar] aujourd’hui, depuis { $since }
}.

quota-left = { $whose ->
    [you] Il te reste **{ $left ->
        [one] { $left } image
       *[other] { $left } images
    } sur { $limit }**.
   *[member] Il reste à ce membre **{ $left ->
        [one] { $left } image
       *[other] { $left } images
    } sur { $limit }**.
}

quota-had = { $whose ->
    [you] Tu en as eu { $count }
   *[member] Il en a eu { $count }
} { $day ->
    [rolling] ces dernières 24 heures
   *[calendar] aujourd’hui, depuis { $since }
}.

quota-all-servers = { $whose ->
    [you] Sur tous les serveurs réunis, tu en as eu { $used } sur { $limit }.
   *[member] Sur tous les serveurs réunis, il en a eu { $used } sur { $limit }.
}

quota-plan-most = La formule de ce serveur accorde { $most } par jour à un membre, quoi que donnent les gérants ; déjà utilisées : { $used }.

quota-next = Chacune redevient disponible après 24 heures, la prochaine { $time }.

quota-next-day = D’autres seront disponibles { $time }.

quota-channel = Il reste à ce salon **{ $left ->
    [one] { $left } image
   *[other] { $left } images
} sur { $limit }** par jour, pour tous les membres réunis.

quota-grant = { $whose ->
    [you] Les gérants de ce serveur t’en ont donné **{ $left }** de plus, sans date limite.
   *[member] Les gérants de ce serveur lui en ont donné **{ $left }** de plus, sans date limite.
}

quota-grant-until = { $whose ->
    [you] Les gérants de ce serveur t’en ont donné **{ $left }** de plus, jusqu’au { $end }.
   *[member] Les gérants de ce serveur lui en ont donné **{ $left }** de plus, jusqu’au { $end }.
}

quota-purchase-of-plan = Ce serveur a la formule **{ $name }**, achetée sur Discord, tant que l’achat est en cours.

quota-purchase-until-of-plan = Ce serveur a la formule **{ $name }**, achetée sur Discord, jusqu’au { $end }.

quota-purchase-of-tier = Tu as le niveau **{ $name }**, acheté sur Discord, tant que l’achat est en cours.

quota-purchase-until-of-tier = Tu as le niveau **{ $name }**, acheté sur Discord, jusqu’au { $end }.

quota-cost = { $place ->
    [direct] Tes images en messages privés ont coûté **{ $price }**
   *[server] Tes images sur ce serveur ont coûté **{ $price }**
} { $month ->
    [rolling] ces 30 derniers jours
   *[calendar] ce mois-ci, depuis le { $since }
}.

quota-source-plan = { $whose ->
    [you] Ta limite est celle de tout le monde ici.
   *[member] Sa limite est celle de tout le monde ici.
}

quota-source-server = { $whose ->
    [you] Ta limite a été fixée par les gérants de ce serveur pour tous les membres.
   *[member] Sa limite a été fixée par les gérants de ce serveur pour tous les membres.
}

quota-source-role = { $whose ->
    [you] Ta limite a été fixée par les gérants de ce serveur pour { $role }.
   *[member] Sa limite a été fixée par les gérants de ce serveur pour { $role }.
}

quota-source-tier = { $whose ->
    [you] Ta limite est celle du niveau « { $tier } », que possède { $role }.
   *[member] Sa limite est celle du niveau « { $tier } », que possède { $role }.
}

quota-source-member = { $whose ->
    [you] Ta limite a été fixée par les gérants de ce serveur pour toi.
   *[member] Sa limite a été fixée par les gérants de ce serveur pour ce membre.
}

quota-source-purchase = { $whose ->
    [you] Ta limite est celle du niveau « { $tier } », que tu as acheté.
   *[member] Sa limite est celle du niveau « { $tier } », que ce membre a acheté.
}

## Les petits caractères de /quota

quota-unfinished = { $jobs } demandes en cours sur { $limit }

quota-unfinished-above-limit = { $jobs } demandes en cours (limite : { $limit })

quota-cooldown = { $seconds ->
    [one] une demande par seconde
   *[other] une demande toutes les { $seconds } secondes
}

quota-max-count = { $count ->
    [one] jusqu’à { $count } image par demande
   *[other] jusqu’à { $count } images par demande
}

quota-max-resolution = jusqu’à { $resolution }

## Textes alternatifs : ce que disent les lecteurs d’écran

alt-text-position = ({ $number } sur { $total })

alt-text-before = Avant : { $description }

## /history

history-pictures = 🖼️ **Tes images**

history-favourites = ⭐ **Tes favoris**

history-page = { $page } sur { $pages }

history-no-pictures = Rien ici pour l’instant ; { $imagine } dessine ta première image.

history-no-favourites = Rien ici pour l’instant ; appuie sur ⭐ sous une image qui te plaît.

history-hidden = Sur cette page, images qui ne peuvent plus t’être montrées : { $count }.

history-picture-count = { $count ->
    [one] { $count } image
   *[other] { $count } images
}

history-message-deleted = son message a été supprimé

history-not-available = ne peut plus être montrée ici

history-restricted = montrée seulement dans les salons avec limite d’âge

## Une image de l’historique, et de quoi elle est issue

trail-original = { $count ->
    [one] **L’original** · { $count } étape après
   *[other] **L’original** · { $count } étapes après
}

trail-step-reroll = **🎲 Relance { $position } sur { $total }**

trail-step-edit = **✏️ Modification { $position } sur { $total }**

trail-step-asked = **✏️ Modification { $position } sur { $total }**

trail-step-vary = **🪄 Variation { $position } sur { $total }**

trail-source = issue de `{ $id }` de { $author }

trail-source-shown = issue de `{ $id }` de { $author }, la première ici

trail-source-hidden = sa source ne peut pas être montrée

picture-all-restricted = Le contrôle de sécurité de Runware a signalé toutes ces images ; elles ne sont montrées que dans les salons avec limite d’âge.

picture-some-restricted = Le contrôle de sécurité de Runware a signalé { $count } de ces { $total } images ; les images signalées ne sont montrées que dans les salons avec limite d’âge.

picture-message-deleted = Le message avec les images a été supprimé, elles ne peuvent donc pas être montrées ; le prompt est conservé.

picture-not-available = Les images ne peuvent plus être montrées ici ; cherche le message dans lequel elles sont arrivées.

picture-some-shown = Images qui peuvent être montrées ici : { $count } sur { $total }.

picture-message-link = [son message]({ $url })

picture-not-found-by-id = Il n’y a pas d’image avec cet identifiant que tu puisses voir ; l’identifiant court, par exemple k3f-9x2, se trouve sous chaque image.

## Favoris et descriptions

favourite-added = Ajouté à tes favoris ; { $history } les montre.

favourite-removed = Retiré de tes favoris.

description-not-author = Seul le membre qui a demandé cette image peut la décrire.

description-empty = La description est vide ; écris ce que montre l’image.

description-too-long = Une description peut avoir au plus { $limit } caractères, pas { $length }.

description-saved = Enregistré : l’image a maintenant cette description.

description-saved-private = Enregistré pour ton historique et pour les copies ; le message lui-même reste tel quel, car toi seul peux le voir.

description-saved-elsewhere = Enregistré pour l’historique et pour les copies ; le message lui-même n’a pas pu être changé.

## /settings

settings-title = ⚙️ **Tes réglages par défaut**

settings-explanation = Utilisés pour tes prochaines demandes. Les options d’une demande l’emportent ; les réglages qui ne conviennent pas sont ignorés.

settings-edits-explanation = Choisis si d’autres peuvent modifier tes images. Cela vaut pour toutes tes images, anciennes et nouvelles.

settings-field-model = Modèle : { $choice }

settings-field-ratio = Forme : { $choice }

settings-field-resolution = Résolution : { $choice }

settings-field-count = Images : { $choice }

settings-field-style = Style : { $choice }

settings-field-format = Format : { $choice }

settings-field-quality = Qualité : { $choice }

settings-field-edits = D’autres peuvent modifier mes images : { $choice }

settings-default = par défaut ({ $choice })

settings-not-offered = { $choice } (pas proposé ici)

settings-no-style = aucun

settings-edits-by-server = selon chaque serveur

settings-edits-yes = oui

settings-edits-no = non

button-settings-private-on = Privé : oui

button-settings-private-off = Privé : non

button-settings-spoiler-on = Spoiler : oui

button-settings-spoiler-off = Spoiler : non

button-settings-reset = Réinitialiser

settings-choice-outdated = Ce choix n’est plus disponible ; ouvre à nouveau /settings pour voir ce qui l’est.

## Les styles d’un serveur

styles-title = 🎨 **Styles de ce serveur**

styles-none = Ce serveur n’a pas encore de styles à lui.

styles-everywhere = Disponibles sur tous les serveurs : { $names }

style-added = Tout le monde ici peut maintenant choisir le style « { $name } ».

style-removed = Le style « { $name } » a été retiré.

## Réponses quand quelque chose s’est mal passé

reply-internal-error = Une erreur s’est produite dans le bot ; rien n’a été débité. L’opérateur du bot peut voir ce qui s’est passé.

reply-discord-down = Discord n’a pas répondu à Easel, réessaie donc dans une minute ; rien n’a été débité.

reply-too-slow = Easel est lent en ce moment ; réessaie dans un instant. { -nothing-charged }

reply-form-outdated = Ce formulaire ne fonctionne plus ; ouvre-le à nouveau. { -nothing-charged }

reply-command-changed = Cette commande a changé ; recharge Discord (Ctrl-R) et réessaie.

reply-value-not-usable = « { $value } » ne peut pas être utilisé là.

reply-no-channel = Discord n’a pas dit de quel salon il s’agit, rien ne peut donc être montré ici ; rien n’a été débité.

reply-no-easel-picture-details = Ce message ne contient aucune image d’Easel, il n’y a donc pas de détails à montrer.

reply-no-easel-picture-report = Ce message ne contient aucune image d’Easel ; tu peux en parler à un modérateur, ou le signaler à Discord.

reply-nothing-charged = { -nothing-charged }

## La phrase après un refus, avec le moment à partir duquel la demande est possible

retry-again = Tu peux réessayer { $time }.

retry-room-for-it = Il y aura de nouveau de la place pour cette demande { $time }.

retry-quota = { $missing ->
    [one] La prochaine se libère { $time }.
   *[other] Il y en aura de nouveau assez pour cette demande { $time }.
}

retry-quota-or-manager = { $missing ->
    [one] La prochaine se libère { $time }, sauf si un gérant de ce serveur en autorise plus avant.
   *[other] Il y en aura de nouveau assez pour cette demande { $time }, sauf si un gérant de ce serveur en autorise plus avant.
}

retry-after-refusals = Trop de tes demandes ont été refusées : tu peux réessayer { $time }.

retry-blocked-forever = Le blocage n’a pas de fin, sauf s’il est levé ; rien n’a été débité.

retry-blocked = Le blocage se termine { $time } ; rien n’a été débité.

## La même chose dans /quota, qui ne refuse rien

obstacle-room = Il y aura de nouveau de la place { $time }.

obstacle-blocked-forever = Le blocage n’a pas de fin, sauf s’il est levé.

obstacle-blocked = Le blocage se termine { $time }.

## Copies en message privé (le bouton « En MP »)

copies-dm-closed = Discord n’autorise pas Easel à t’écrire. Autorise les messages privés de ce serveur dans ses paramètres de confidentialité, puis appuie à nouveau dans une minute ; rien n’a été débité.

copies-unreadable = Ces images ne peuvent plus être lues. Appuie sur le bouton sous le message qui les montre ; rien n’a été débité.

copies-restricted = Le contrôle de sécurité de Runware a signalé ces images, et ce serveur ne montre les images signalées que dans les salons avec limite d’âge, elles ne peuvent donc pas t’être envoyées ; rien n’a été débité.

copies-discord-down = Discord n’a pas accepté de message pour toi à l’instant. Appuie à nouveau dans une minute ; rien n’a été débité.

copies-too-large = Ces images sont trop lourdes pour un message privé ; rien n’a été débité.

copies-sent-recently = Tu as demandé des copies de ces images il y a moins d’une minute ; rien n’a été débité.

copies-still-sending = Les copies de { $limit } autres messages sont encore en route vers toi ; appuie à nouveau quand elles sont arrivées. { -nothing-charged }

copies-busy = Beaucoup de copies sont en cours d’envoi ; appuie à nouveau dans une minute. { -nothing-charged }

copies-sent = Envoyé dans tes messages privés.

copies-partly-sent = Images envoyées dans tes messages privés : { $count } sur { $total } ; les autres sont dans un autre message, n’ont pas pu être lues ou sont trop lourdes.

copies-partly-sent-restricted = Images envoyées dans tes messages privés : { $count } sur { $total } ; les autres ont été signalées (montrées seulement dans les salons avec limite d’âge), n’ont pas pu être lues ou sont trop lourdes.

copies-origin = [où elle a été créée]({ $url })

## L’image dont part une modification

source-no-picture = Ce message ne contient aucune image de départ ; rien n’a été débité.

source-message-deleted = Ce message a été supprimé, son image ne peut donc pas être utilisée ; rien n’a été débité.

source-no-access = Easel ne peut pas voir ce message ; joins plutôt l’image à `/edit`. { -nothing-charged }

source-not-found = Easel ne trouve plus cette image ; choisis à nouveau « Modifier l’image » sur son message. { -nothing-charged }

source-discord-down = Discord n’a pas pu charger ce message ; réessaie dans une minute. { -nothing-charged }

## Messages privés au sujet d’un blocage ou d’une contestation

dm-block-ended = Ton blocage sur « { $server } » est terminé ; tu peux de nouveau y demander des images.

dm-block-lifted = Un modérateur de « { $server } » a levé ton blocage ; tu peux de nouveau y demander des images.

dm-appeal-accepted = Les modérateurs de « { $server } » ont accepté ta contestation : ta demande est en cours de dessin, gratuitement.

dm-appeal-rejected = Les modérateurs de « { $server } » ont rejeté ta contestation ; rien n’a été débité.

dm-appeal-expired = Aucun modérateur de « { $server } » n’a tranché ta contestation à temps ; rien n’a été débité.

dm-reason-of-appeal = Leur raison : { $reason }.

## La place d’une image dans la galerie de son message

place-in-second-message = second message

place-large = la grande

place-top-right = en haut à droite

place-bottom-right = en bas à droite

place-left = à gauche

place-right = à droite

place-top-left = en haut à gauche

place-bottom-left = en bas à gauche

place-bottom-middle = en bas au milieu

place-top-middle = en haut au milieu

place-top-row = rangée du haut

place-middle-row-left = rangée du milieu, à gauche

place-middle-row-middle = rangée du milieu, au milieu

place-middle-row-right = rangée du milieu, à droite

place-bottom-row-left = rangée du bas, à gauche

place-bottom-row-middle = rangée du bas, au milieu

place-bottom-row-right = rangée du bas, à droite

place-top-row-left = rangée du haut, à gauche

place-top-row-right = rangée du haut, à droite

place-top-row-middle = rangée du haut, au milieu

place-first-row = première rangée

place-second-row-left = deuxième rangée, à gauche

place-second-row-middle = deuxième rangée, au milieu

place-second-row-right = deuxième rangée, à droite

place-third-row-left = troisième rangée, à gauche

place-third-row-middle = troisième rangée, au milieu

place-third-row-right = troisième rangée, à droite

place-last-row-left = dernière rangée, à gauche

place-last-row-middle = dernière rangée, au milieu

place-last-row-right = dernière rangée, à droite
