### Why a request or an action is not possible.

draft-gone = Cette proposition a déjà reçu une réponse ou est trop ancienne ; renvoie la demande si tu la veux encore. { -nothing-charged }

not-draft-author = Seul le membre qui a fait cette demande peut y répondre.

source-deleted = Cette image a été supprimée, on ne peut donc rien en faire ; pars d’une autre. { -nothing-charged }

source-removed = Les modérateurs de ce serveur ont retiré l’image d’origine, on ne peut donc rien en faire ; pars d’une autre. { -nothing-charged }

blocked-by-moderators = Les modérateurs de ce serveur t’ont bloqué pour les demandes d’images : { $reason }.

blocked-by-operator = L’opérateur d’Easel t’a bloqué partout pour les demandes d’images : { $reason }.

server-blocked-by-operator = L’opérateur d’Easel a bloqué ce serveur pour les demandes d’images : { $reason }.

server-waiting = Ce serveur attend l’opérateur d’Easel, qui doit l’admettre avant qu’on puisse y demander des images. { -nothing-charged }

server-not-admitted = L’opérateur d’Easel ne laisse pas ce serveur utiliser Easel. { -nothing-charged }

operator-stopped = L’opérateur d’Easel a arrêté les nouvelles demandes partout : { $reason }. Ce qui a été demandé avant est encore dessiné. { -nothing-charged }

paused-after-refusals = Plusieurs de tes demandes sur ce serveur ont été refusées, tu dois donc faire une pause (les demandes que tu annules une fois le dessin commencé comptent aussi). { -nothing-charged }

refusal-too-old = Ce refus date de plus d’un jour et ne peut plus être contesté ; renvoie la demande.

not-refused-member = Seul le membre qui a fait cette demande peut contester le refus.

appeal-too-long = C’est plus long que les { $limit } caractères qu’on peut montrer aux modérateurs, donc le refus ne peut pas être contesté ; envoie une demande plus courte.

case-not-found = Ce dossier n’existe pas sur ce serveur ; /mod cases les liste tous.

case-already-decided = C’était déjà décidé : { $verdict }.

case-already-decided-by = C’était déjà décidé par { $moderator } : { $verdict }.

already-reported = Tu as déjà signalé cette image ; les modérateurs sont au courant.

report-already-decided = Les modérateurs ont déjà regardé cette image et décidé de la garder.

reported-picture-gone = Cette image n’est déjà plus là ; il n’y a plus rien à signaler.

too-many-reports = Tu as signalé { $count } images en une heure ; parle à un modérateur, ou reviens plus tard.

picture-not-found = Cette image n’existe pas sur ce serveur.

picture-deleted = Cette image a déjà été supprimée.

picture-already-removed = { $moderator } a déjà retiré cette image.

removal-not-undoable = Cette image ne peut pas être rétablie : elle n’a pas été retirée par des modérateurs, ou elle l’a été il y a plus d’un jour.

too-many-styles = Ce serveur a déjà { $limit } styles, le maximum ; enlèves-en un d’abord.

too-many-words = Un serveur peut avoir au plus { $limit } mots, et cela en ferait { $count } ; enlèves-en d’abord.

too-many-patterns = Un serveur peut avoir au plus { $limit } motifs, et cela en ferait { $count } ; enlèves-en d’abord.

## How a case was decided, inside "This was already decided: …"

verdict-open = ouvert

verdict-approved = approuvé

verdict-declined = refusé

verdict-kept = gardé

verdict-dismissed = classé

verdict-removed = retiré

verdict-accepted = accepté

verdict-rejected = rejeté

verdict-withdrawn = abandonné

verdict-expired = expiré

too-many-grants = Ce membre a reçu { $limit } fois des images qu’il n’a pas encore utilisées ; il doit d’abord en utiliser. Rien n’a été changé.

case-verdict-impossible = Un dossier de ce type ne peut pas être { $verdict }.
