### Why a request or an action is not possible.

draft-gone = Cette proposition a déjà reçu une réponse ou est trop ancienne ; renvoie la demande si tu la veux toujours. { -nothing-charged }

not-draft-author = Seul le membre qui a fait cette demande peut y répondre.

source-deleted = Cette image a été supprimée, rien ne peut donc être créé à partir d’elle ; pars d’une autre image. { -nothing-charged }

source-removed = Les modérateurs de ce serveur ont retiré l’image d’origine, rien ne peut donc être créé à partir d’elle ; pars d’une autre image. { -nothing-charged }

blocked-by-moderators = Les modérateurs de ce serveur t’ont bloqué, tu ne peux donc pas demander d’images ici. Raison : { $reason }.

blocked-by-operator = L’opérateur d’Easel t’a bloqué, tu ne peux donc demander d’images nulle part. Raison : { $reason }.

server-blocked-by-operator = L’opérateur d’Easel a bloqué ce serveur, personne ne peut donc y demander d’images. Raison : { $reason }.

server-waiting = Ce serveur attend l’opérateur d’Easel, qui doit l’admettre avant que des images puissent y être demandées. { -nothing-charged }

server-not-admitted = L’opérateur d’Easel ne laisse pas ce serveur utiliser Easel. { -nothing-charged }

operator-stopped = L’opérateur d’Easel a arrêté partout les nouvelles demandes : { $reason }. Ce qui a été demandé avant est encore dessiné. { -nothing-charged }

paused-after-refusals = Plusieurs de tes demandes sur ce serveur ont été refusées, tu dois donc faire une pause (les demandes que tu annules une fois le dessin commencé comptent aussi). { -nothing-charged }

refusal-too-old = Ce refus date de plus d’un jour et ne peut plus être contesté ; renvoie la demande.

not-refused-member = Seul le membre qui a fait cette demande peut contester le refus.

appeal-too-long = C’est plus long que les { $limit } caractères qui peuvent être montrés aux modérateurs, le refus ne peut donc pas être contesté ; envoie une demande plus courte.

case-not-found = Il n’y a pas de tel dossier sur ce serveur ; /mod cases les liste tous.

case-already-decided = C’était déjà décidé : { $verdict }.

case-already-decided-by = C’était déjà décidé par { $moderator } : { $verdict }.

already-reported = Tu as déjà signalé cette image ; les modérateurs sont au courant.

report-already-decided = Les modérateurs ont déjà regardé cette image et décidé de la conserver.

reported-picture-gone = Cette image n’est déjà plus là ; il n’y a plus rien à signaler.

too-many-reports = Tu as signalé { $count } images en une heure ; parle à un modérateur, ou reviens plus tard.

picture-not-found = Cette image n’existe pas sur ce serveur.

picture-deleted = Cette image a déjà été supprimée.

picture-already-removed = { $moderator } a déjà retiré cette image.

removal-not-undoable = Cette image ne peut pas être rétablie : elle n’a pas été retirée par des modérateurs, ou elle l’a été il y a plus d’un jour.

too-many-styles = Ce serveur a déjà { $limit } styles, le maximum ; supprimes-en un d’abord.

too-many-words = Un serveur peut avoir au plus { $limit } mots, et ceux-ci en feraient { $count } ; retires-en d’abord.

too-many-patterns = Un serveur peut avoir au plus { $limit } motifs, et celui-ci en ferait { $count } ; retires-en d’abord.

## How a case was decided, inside "This was already decided: …"

verdict-open = ouvert

verdict-approved = approuvé

verdict-declined = refusé

verdict-kept = conservé

verdict-dismissed = classé sans suite

verdict-removed = retiré

verdict-accepted = accepté

verdict-rejected = rejeté

verdict-withdrawn = annulé

verdict-expired = expiré

too-many-grants = Ce membre a déjà reçu { $limit } fois des images qui ne sont pas toutes utilisées ; il doit d’abord en utiliser. Rien n’a été modifié.

case-verdict-impossible = Un dossier de ce type ne peut pas être { $verdict }.
