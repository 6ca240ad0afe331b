### Why a request or an action is not possible.

draft-gone = That offer was already answered or is too old; send the request again if you still want it. { -nothing-charged }

not-draft-author = Only the member who made this request can answer it.

source-deleted = That picture was deleted, so nothing can be made from it; please start from another one. { -nothing-charged }

source-removed = This server’s moderators removed the original picture, so nothing can be made from it; please start from another one. { -nothing-charged }

blocked-by-moderators = This server’s moderators blocked you from requesting pictures: { $reason }.

blocked-by-operator = Easel’s operator blocked you from requesting pictures anywhere: { $reason }.

server-blocked-by-operator = Easel’s operator blocked this server from requesting pictures: { $reason }.

server-waiting = This server waits for Easel’s operator, who has to admit it before pictures can be requested here. { -nothing-charged }

server-not-admitted = Easel’s operator does not let this server use Easel. { -nothing-charged }

operator-stopped = Easel’s operator has stopped new requests everywhere: { $reason }. What was requested before is still being drawn. { -nothing-charged }

paused-after-refusals = Several of your requests on this server were refused, so you have to pause for a while (requests you cancel after drawing began count too). { -nothing-charged }

refusal-too-old = That refusal is more than a day old and can no longer be appealed; please send the request again.

not-refused-member = Only the member who made this request can appeal.

appeal-too-long = That is longer than the { $limit } characters that can be shown to moderators, so it cannot be appealed; please send a shorter request.

case-not-found = There is no such case on this server; /mod cases lists them all.

case-already-decided = This was already decided: { $verdict }.

case-already-decided-by = This was already decided by { $moderator }: { $verdict }.

already-reported = You have already reported this; the moderators know about it.

report-already-decided = The moderators have already looked at this picture and decided to keep it.

reported-picture-gone = That picture is already gone; there is nothing left to report.

too-many-reports = You reported { $count } pictures within an hour; please tell a moderator, or come back later.

picture-not-found = There is no such picture on this server.

picture-deleted = That picture was already deleted.

picture-already-removed = { $moderator } already removed that picture.

removal-not-undoable = That picture cannot be restored: it was not removed by moderators, or it was removed more than a day ago.

too-many-styles = This server already has { $limit } styles, the maximum; remove one first.

too-many-words = A server can have at most { $limit } words, and these would make { $count }; remove some first.

too-many-patterns = A server can have at most { $limit } patterns, and this would make { $count }; remove some first.

## How a case was decided, inside "This was already decided: …"

verdict-open = open

verdict-approved = approved

verdict-declined = declined

verdict-kept = kept

verdict-dismissed = dismissed

verdict-removed = removed

verdict-accepted = accepted

verdict-rejected = rejected

verdict-withdrawn = withdrawn

verdict-expired = expired

too-many-grants = This member was given pictures { $limit } times that are not used up; they have to use some first. Nothing was changed.

case-verdict-impossible = A case of this kind cannot be { $verdict }.
