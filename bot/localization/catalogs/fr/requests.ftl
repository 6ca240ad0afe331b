### Requests for pictures: what is impossible, and how they ended.

cancelled = Annulé ; rien n’a été débité.

cancelled-while-drawing = Annulé. C’était déjà en cours de dessin, cela compte donc quand même : { $count ->
    [one] { $count } image
   *[other] { $count } images
}.

cancelled-after-drawing = Annulé. C’était déjà dessiné, cela compte donc quand même : { $count ->
    [one] { $count } image
   *[other] { $count } images
}.

## The same with a few words of the prompt

named-cancelled = « { $name } » annulé ; rien n’a été débité.

named-cancelled-while-drawing = « { $name } » annulé. C’était déjà en cours de dessin, cela compte donc quand même : { $count ->
    [one] { $count } image
   *[other] { $count } images
}.

named-cancelled-after-drawing = « { $name } » annulé. C’était déjà dessiné, cela compte donc quand même : { $count ->
    [one] { $count } image
   *[other] { $count } images
}.

## Models. $model is the model's label, $able lists what is possible.

model-unknown = Il n’y a pas de modèle « { $model } ». Tu peux utiliser { $able }.

model-not-offered = Runware ne propose pas { $model } en ce moment ; tu peux utiliser { $able }.

model-not-offered-nor-another = Runware ne propose pas { $model } en ce moment ; l’opérateur du bot a été prévenu, réessaie plus tard.

model-suspended = Easel ne dessine pas avec { $model } en ce moment, parce que Runware le facture bien au-dessus de son prix ; son opérateur a été prévenu, et tu peux utiliser { $able }.

model-suspended-nor-another = Easel ne dessine pas avec { $model } en ce moment, parce que Runware le facture bien au-dessus de son prix ; son opérateur a été prévenu ; réessaie plus tard.

model-resolutions = { $model } dessine en { $able }, pas en { $resolution }.

model-ratios = En { $resolution }, { $model } dessine { $able }, pas { $ratio }.

## Flags inside a prompt. $flag is what was typed, such as "--ar 3:7".

flag-ratio = { $flag } ne peut pas être dessiné : tu peux utiliser { $able }.

flag-ratio-nearest = { $flag } ne peut pas être dessiné : le plus proche est { $nearest }, et tu peux utiliser { $able }.

flag-number = { $flag } ne peut pas être utilisé : écris un nombre de { $minimum } à { $maximum }.

flag-format = { $flag } ne peut pas être utilisé : écris { $able }.

flag-needs-value = Il manque une valeur après { $flag }, par exemple { $example }.

flag-needs-name = Il manque une valeur après { $flag } : écris { $flag } suivi de son nom.

flag-takes-no-value = { $flag } ne prend pas de valeur : écris seulement { $flag }, ou ne l’écris pas.

# $flags is a list of $count flags, each maybe with its reason; $as_text is an example such as "-- word".
flags-unsupported = { $count ->
    [one] { $flags } n’est pas utilisé ici
   *[other] { $flags } ne sont pas utilisés ici
} ; tu peux utiliser { $able }. Pour garder un mot comme texte, mets une espace après les tirets : « { $as_text } ».

# The last item of a list of flags.
flags-more = { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}

flag-with-reason = { $flag } ({ $reason })

## Why a flag of another bot does not exist here

foreign-flag-seed = aucun modèle ici n’accepte de seed

foreign-flag-negative-prompt = aucun modèle ici n’accepte de prompt négatif, dis donc ce que tu veux voir

foreign-flag-model = un modèle se choisit avec --model

foreign-flag-strength-of-style = aucun modèle ici ne règle la force du style, décris-la donc avec des mots

foreign-flag-surprise = aucun modèle ici ne règle la part de surprise

foreign-flag-quality = la qualité, c’est --quality 20 à 99

foreign-flag-tiles = aucun modèle ici ne dessine de motifs à répéter

foreign-flag-address = aucun modèle ici n’accepte une image par son adresse

foreign-flag-speed = il n’y a qu’une vitesse

foreign-flag-size = la taille dépend de --ar et --2k

foreign-flag-nothing-like-it = aucun modèle ici ne l’accepte

foreign-flag-visibility = qui la voit se choisit avec --private

## Why Easel cannot draw now

spending-stopped = Easel ne peut pas dessiner en ce moment, et l’opérateur du bot a été prévenu. Il reprendra de lui-même dès que son compte chez Runware fonctionnera de nouveau. Rien n’a été débité ; réessaie plus tard.

## Options

prompt-empty = Le prompt est vide ; écris ce qu’il faut dessiner.

prompt-too-long = Le prompt a { $length } caractères ; la limite est de { $limit }.

prompt-too-long-with-style = Avec le style « { $style } », le prompt a plus de { $limit } caractères ; raccourcis-le.

count-out-of-range = Tu peux demander de 1 à { $most } images à la fois, pas { $count }.

quality-out-of-range = La qualité doit aller de { $least } à { $most }, elle ne peut pas être de { $quality }.

model-lacks-resolution = { $model } ne dessine pas en { $resolution } ; utilise { $able } pour cela.

model-takes-no-references = { $model } ne peut pas partir d’images.

model-takes-no-references-but-others = { $model } ne peut pas partir d’images ; utilise { $able } pour cela.

model-too-many-references = { $model } peut partir d’au plus { $most ->
    [one] une image
   *[other] { $most } images
}, pas de { $count }.

model-too-many-references-but-others = { $model } peut partir d’au plus { $most ->
    [one] une image
   *[other] { $most } images
}, pas de { $count } ; utilise { $able } pour cela.

## Why a request has no pictures

absent-deleted = Cette image a été supprimée.

absent-not-made = Ces images ne sont pas encore dessinées ; réessaie quand elles seront là.

absent-on-the-way = Ces images sont en route ; réessaie quand elles seront là.

absent-held = Un modérateur vérifie d’abord ces images ; réessaie quand elles seront approuvées.

absent-refused = Cette demande a été refusée, elle n’a donc pas d’images.

absent-failed = Cette demande a échoué, elle n’a donc pas d’images.

absent-cancelled = Cette demande a été annulée, elle n’a donc pas d’images.

# $reason is one of the sentences above.
source-absent = { $reason } { -nothing-charged }

## Styles and choices in braces

style-unknown = Il n’y a pas de style « { $style } » ici ; tu peux utiliser { $able }.

style-unknown-similar = Il n’y a pas de style « { $style } » ici ; tu voulais dire { $similar } ?

style-unknown-and-none-there = Il n’y a pas de style « { $style } » ici, et il n’y en a pas d’autres ; envoie ta demande sans style.

# The last item of a list of styles: "noir, pastel or one of 12 more".
style-one-of-more = l’un des { $count } autres

variants-too-many = Les choix entre accolades font { $count } prompts, et le maximum est de { $most } ; retires-en.

variants-far-too-many = Les choix entre accolades font plus de { $shown } prompts, et le maximum est de { $most } ; retires-en.

restarting = Easel redémarre ; réessaie dans une minute. { -nothing-charged }

storage-unavailable = Easel ne peut pas écrire sur son disque en ce moment, donc rien n’a été modifié et rien n’a été débité. Son opérateur a été prévenu ; réessaie dans quelques minutes.

discord-down = Discord ne répond pas en ce moment.

## Cancelling and deleting

ack-failed = Discord n’a pas attendu la réponse ; rien n’a été débité.

cancelled-by-moderator = Un modérateur a annulé cette demande ; rien n’a été débité.

cancel-too-late = Il est trop tard pour annuler cette demande : elle est déjà terminée.

cancel-too-late-but-deletable = Il est trop tard pour annuler cette demande : les images sont en route. Tu peux les supprimer.

delete-too-early = Ce n’est pas encore terminé ; utilise plutôt « Annuler ».

cancel-not-yours = Seul le membre qui a fait cette demande, ou un modérateur, peut l’annuler.

delete-not-yours = Seul le membre qui a fait cette demande, ou un modérateur, peut la supprimer.

request-unknown = Cette demande n’existe plus.

request-without-picture = Cette demande n’a pas d’image de départ ; rien n’a été débité.

## Why a request failed

download-failed = Les images ont été dessinées mais n’ont pas pu être téléchargées. Rien n’a été débité ; réessaie.

discord-unreachable = Les images ont été dessinées, mais Discord ne les a pas acceptées pendant une heure, elles n’ont donc pas pu être livrées. { -nothing-charged }

bot-restarted = Le bot a redémarré avant de pouvoir répondre ; rien n’a été débité.

internal-error = Une erreur s’est produite dans le bot ; rien n’a été débité. L’opérateur du bot peut voir ce qui s’est passé.

reference-gone = L’image de départ n’est plus disponible chez Runware ni sur Discord ; joins-la à nouveau. { -nothing-charged }

## A stored request that the configured model cannot draw any more

task-other-model = Cette demande a été faite pour un autre modèle que { $model }.

task-size = { $model } ne dessine pas en { $size }.

task-references = { $model } accepte au plus { $most } images de référence, pas { $count }.

timed-out = L’image a pris trop de temps. Rien n’a été débité ; réessaie.

flagged-not-shown = Le contrôle de sécurité de Runware a signalé le résultat, et ce serveur ne montre pas ici les images signalées ; demande autre chose. { -nothing-charged }

# $reason is "model-not-offered" or "model-not-offered-nor-another".
model-lost = { $reason } { -nothing-charged }

model-lost-with-successor = Runware ne propose plus { $model } ; c’est maintenant { $successor } qui dessine à sa place. Rien n’a été débité ; réessaie.

model-closed = Les dernières images de { $model } reçues de Runware étaient illisibles, ce modèle est donc fermé pour l’instant et sera réessayé { $when }. { -nothing-charged }

model-closed-but-another-draws = Les dernières images de { $model } reçues de Runware étaient illisibles, ce modèle est donc fermé pour l’instant et sera réessayé { $when }. En attendant, { $other } (`{ $key }`) dessine. { -nothing-charged }
