### Les messages des demandes dans les salons : en attente, en cours de dessin, les images, et comment une demande s’est terminée.

job-waiting = ⏳ **Dans la file : { $position } sur { $total }**

job-drawing = 🎨 **Dessin en cours…**

job-drawing-usually = 🎨 **Dessin en cours…** d’habitude { $estimate }

job-others = { $count ->
    [one] et 1 autre demande, dans son propre message
   *[other] et { $count } autres demandes, chacune dans son propre message
}

job-held = **Un modérateur vérifie d’abord les images.** Elles apparaîtront ici une fois approuvées.

job-prompt-hidden = -# L’AutoMod du serveur n’autorise pas le prompt dans ce message.

job-ended = Cette demande s’est terminée sans images ; rien n’a été débité.

job-removed = Un modérateur a retiré ces images.

job-removed-because = Un modérateur a retiré ces images : { $reason }.

job-moved-to-dm = La réponse à la demande de { $member } a été envoyée en message privé.

job-moved = La réponse à cette demande se trouve dans [un autre message]({ $url }).

job-overflow-numbers = { $first } à { $count } sur { $count }

## Les petits caractères sous les images

size-as-reference = à la forme de l’image

job-model-replaced = Runware ne propose plus { $former }, c’est donc { $model } qui dessine.

job-seconds = { $seconds } s

job-images-left = encore { $count }

job-shrunk = Certains fichiers ont été réduits pour tenir dans le message.

job-other-format = Runware a envoyé des fichiers { $formats }, et non { $requested } comme demandé.

job-spoilers = { $count ->
    [one] Le contrôle de sécurité de Runware a signalé une image, elle est donc masquée par un spoiler.
   *[other] Le contrôle de sécurité de Runware a signalé { $count } images, elles sont donc masquées par un spoiler.
}

alt-text-hidden = Une image créée par IA

job-source-reroll = { $whose ->
    [own] 🎲 Relance par { $author } { $count ->
        [one] d’une de ses { $open }images{ $close }
       *[other] de ses { $open }images{ $close }
    }
   *[member] 🎲 Relance par { $author } { $count ->
        [one] d’une { $open }image{ $close }
       *[other] d’{ $open }images{ $close }
    } de { $owner }
}

job-source-edit = { $whose ->
    [own] ✏️ Modification par { $author } { $count ->
        [one] d’une de ses { $open }images{ $close }
       *[other] de ses { $open }images{ $close }
    }
   *[member] ✏️ Modification par { $author } { $count ->
        [one] d’une { $open }image{ $close }
       *[other] d’{ $open }images{ $close }
    } de { $owner }
}

job-source-vary = { $whose ->
    [own] 🪄 Variation par { $author } { $count ->
        [one] d’une de ses { $open }images{ $close }
       *[other] de ses { $open }images{ $close }
    }
   *[member] 🪄 Variation par { $author } { $count ->
        [one] d’une { $open }image{ $close }
       *[other] d’{ $open }images{ $close }
    } de { $owner }
}

job-source-asked = { $whose ->
    [own] 🎲 Créé par { $author } à partir { $count ->
        [one] d’une de ses { $open }images{ $close }
       *[other] de ses { $open }images{ $close }
    }
   *[member] 🎲 Créé par { $author } à partir { $count ->
        [one] d’une { $open }image{ $close }
       *[other] d’{ $open }images{ $close }
    } de { $owner }
}

## Moins d’images que demandé

job-missing-refused = Images arrivées : { $shown } sur { $requested } ; le contrôle de sécurité du fournisseur a refusé le reste.

job-missing-failed = Images arrivées : { $shown } sur { $requested } ; le reste n’a pas pu être dessiné.

job-missing-withheld-none = Images arrivées : { $shown } sur { $requested } ; le contrôle de sécurité de Runware en a signalé { $withheld ->
    [one] une
   *[other] { $withheld }
}, et ce serveur ne montre pas ici les images signalées.

job-missing-withheld-refused = Images arrivées : { $shown } sur { $requested } ; le contrôle de sécurité de Runware en a signalé { $withheld ->
    [one] une
   *[other] { $withheld }
}, et ce serveur ne montre pas ici les images signalées ; le contrôle de sécurité du fournisseur a refusé le reste.

job-missing-withheld-failed = Images arrivées : { $shown } sur { $requested } ; le contrôle de sécurité de Runware en a signalé { $withheld ->
    [one] une
   *[other] { $withheld }
}, et ce serveur ne montre pas ici les images signalées ; le reste n’a pas pu être dessiné.

job-missing-charged = Seules les images arrivées te sont débitées.

## Ce que montrent /queue et /cancel

queue-own = **Les tiennes**

queue-empty = Tu n’as aucune demande en cours.

queue-total = Tous les membres : { $waiting } dans la file, { $drawing } en cours de dessin

queue-nothing-to-cancel = Tu n’as aucune demande qui puisse être annulée.

queue-unknown = Cette demande n’existe pas ; choisis-en une parmi celles qui sont proposées.

job-state-reserved = vient d’arriver

job-state-waiting = dans la file

job-state-submitted = en cours de dessin

job-state-ready = en route vers toi

job-state-held = attend un modérateur

## Le prix des demandes chères, avant qu’elles soient dessinées

price-edits = { $count ->
    [one] 1 × modification { $model } = { $price }
   *[other] { $count } × modification { $model } = { $price }
}

price-pictures-of-model = { $count ->
    [one] 1 × image { $model } = { $price }
   *[other] { $count } × image { $model } = { $price }
}

price-pictures = { $count ->
    [one] 1 image = { $price }
   *[other] { $count } images = { $price }
}

price-of-left = { $cost }, utilise { $count } des { $left } qu’il te reste

price-hint = Rien n’est débité avant que tu appuies sur le bouton.

price-as-typed = Ou dessine le texte tel que tu l’as écrit, avec ses accolades : { $cost }.

price-variants-error = { $error } Tu peux à la place faire dessiner le texte tel que tu l’as écrit :

price-discarded = Rien n’est dessiné, et rien n’a été débité.

price-model-replaced = Runware ne propose plus { $former }, c’est donc { $model } qui dessine.

price-fact-edit = modification { $model }

price-fact-picture = image { $model }

price-fact-quality = qualité { $quality }

price-fact-private = privé

price-fact-spoiler = spoiler

## Pourquoi des images terminées n’ont pas pu être envoyées

job-undeliverable = Easel n’a pas pu livrer ceci : Discord ne l’a accepté ni dans ce salon ni en message privé. { -nothing-charged }

job-undeliverable-flagged = Easel n’a pas pu livrer ceci : Discord ne l’a pas accepté dans ce salon, et les images signalées ne sont jamais envoyées en message privé. { -nothing-charged }

job-too-large = Les images sont trop lourdes pour ce salon, même après réduction ; rien n’a été débité.

## Combien de temps prend une demande

estimate-about-seconds = environ { $time } s

estimate-range-of-seconds = { $low } à { $high } s

estimate-about-minutes = environ { $time } minutes

estimate-range-of-minutes = { $low } à { $high } minutes

estimate-seconds-to-minutes = { $low } s à { $high } minutes

sentence-of-other-version = La raison ne peut pas être affichée : une autre version d’Easel l’a écrite.
