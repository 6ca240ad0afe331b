### Decisions of moderators.

pictures-expired = Aucun modérateur n’a décidé à temps pour ces images. Rien n’a été débité ; tu peux renvoyer la demande.

block-yourself = Tu ne peux pas te bloquer toi-même ; un autre modérateur le peut.

approve-source-removed = L’image dont celle-ci est issue a été retirée, elle ne peut donc pas être montrée ; refuse-la.

approve-too-late = Ces images n’attendent plus d’approbation.

pictures-declined = Les modérateurs de ce serveur ont refusé ces images : { $reason }. { -nothing-charged }

appeal-already-accepted = Les modérateurs ont déjà accepté ta contestation ; ta demande est dessinée gratuitement.

appeal-already-rejected = Les modérateurs ont déjà rejeté ta contestation ; demande autre chose.

appeal-already-expired = Aucun modérateur n’a tranché ta contestation à temps ; adresse-toi à un modérateur ici.

own-case = Tu ne peux pas décider de ta propre image ou demande ; un autre modérateur le peut.

reason-required = La raison est vide ; écris-en une.

block-duration-required = Choisis pour combien de temps bloquer ce membre : 1 jour, 7 jours ou définitivement.

report-own-picture = Cette image est à toi ; supprime-la avec 🗑️ Supprimer.

report-without-moderators = Il n’y a pas de modérateurs ici ; les images ne peuvent être signalées que sur un serveur.

not-blocked = { $member } n’est pas bloqué sur ce serveur ; /mod blocks montre qui l’est.

## Blocks. $end is block-forever or block-until.

block-forever = définitivement

block-until = jusqu’au { $when }

blocked = { $member } ne peut plus demander d’images sur ce serveur, { $end }.

block-replaces = Cela remplace le blocage décidé par { $moderator } ({ $end }).

block-cancelled-requests = Ses demandes en cours ont été annulées et ne sont pas débitées.

unblocked = { $member } peut de nouveau demander des images sur ce serveur ; le blocage décidé par { $moderator } ({ $end }) a été levé.

blocks-none = Personne n’est bloqué sur ce serveur.

blocks-title = ⛔ **Bloqués sur ce serveur**

# After a title, where a list does not show all.
list-part = les { $count } premiers sur { $total }

blocks-entry = { $member } · { $end } · par { $moderator }

## Who can do what

moderators-only = Seuls les modérateurs de ce serveur peuvent faire cela.

block-bot = Les bots ne peuvent pas demander d’images, il n’y a donc rien à bloquer.

block-moderator = Un modérateur ne peut pas être bloqué ; fais d’abord en sorte qu’il ne le soit plus.

member-lookup-failed = Discord n’a pas pu trouver ce membre, personne n’a donc été bloqué ; réessaie dans une minute.

no-picture-to-remove = Ce message ne contient aucune image d’Easel ; utilise « Supprimer le message » de Discord.
