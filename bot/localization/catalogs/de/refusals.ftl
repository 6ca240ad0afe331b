### Why a request or an action is not possible.

draft-gone = Dieses Angebot wurde schon beantwortet oder ist zu alt; schick die Anfrage noch einmal, wenn du sie noch willst. { -nothing-charged }

not-draft-author = Darauf antworten kann nur das Mitglied, von dem diese Anfrage stammt.

source-deleted = Dieses Bild wurde gelöscht, deshalb lässt sich nichts daraus machen; nimm bitte ein anderes als Ausgangsbild. { -nothing-charged }

source-removed = Die Moderatoren dieses Servers haben das Originalbild entfernt, deshalb lässt sich nichts daraus machen; nimm bitte ein anderes als Ausgangsbild. { -nothing-charged }

blocked-by-moderators = Die Moderatoren dieses Servers haben dich für Bildanfragen gesperrt: { $reason }.

blocked-by-operator = Der Betreiber von Easel hat dich überall für Bildanfragen gesperrt: { $reason }.

server-blocked-by-operator = Der Betreiber von Easel hat diesen Server für Bildanfragen gesperrt: { $reason }.

server-waiting = Dieser Server wartet auf den Betreiber von Easel, der ihn zulassen muss, bevor hier Bilder angefordert werden können. { -nothing-charged }

server-not-admitted = Der Betreiber von Easel lässt diesen Server Easel nicht nutzen. { -nothing-charged }

operator-stopped = Der Betreiber von Easel hat neue Anfragen überall angehalten: { $reason }. Was vorher angefordert wurde, wird noch gezeichnet. { -nothing-charged }

paused-after-refusals = Mehrere deiner Anfragen auf diesem Server wurden abgelehnt, deshalb musst du eine Weile pausieren (Anfragen, die du abbrichst, wenn schon gezeichnet wird, zählen auch). { -nothing-charged }

refusal-too-old = Diese Ablehnung ist mehr als einen Tag alt, deshalb ist kein Einspruch mehr möglich; bitte schick die Anfrage noch einmal.

not-refused-member = Einspruch erheben kann nur das Mitglied, von dem diese Anfrage stammt.

appeal-too-long = Das ist länger als die { $limit } Zeichen, die Moderatoren gezeigt werden können, deshalb ist kein Einspruch möglich; bitte schick eine kürzere Anfrage.

case-not-found = Auf diesem Server gibt es diesen Fall nicht; /mod cases listet alle auf.

case-already-decided = Darüber wurde schon entschieden: { $verdict }.

case-already-decided-by = Darüber hat { $moderator } schon entschieden: { $verdict }.

already-reported = Du hast das schon gemeldet; die Moderatoren wissen davon.

report-already-decided = Die Moderatoren haben sich dieses Bild schon angesehen und entschieden, es zu behalten.

reported-picture-gone = Dieses Bild ist schon weg; es gibt nichts mehr zu melden.

too-many-reports = Du hast innerhalb einer Stunde { $count } Bilder gemeldet; bitte sag einem Moderator Bescheid, oder komm später wieder.

picture-not-found = Auf diesem Server gibt es dieses Bild nicht.

picture-deleted = Dieses Bild wurde schon gelöscht.

picture-already-removed = { $moderator } hat dieses Bild schon entfernt.

removal-not-undoable = Dieses Bild lässt sich nicht wiederherstellen: Es wurde nicht von Moderatoren entfernt, oder das ist mehr als einen Tag her.

too-many-styles = Dieser Server hat schon { $limit } Stile, mehr sind nicht möglich; entferne zuerst einen.

too-many-words = Ein Server kann höchstens { $limit } Wörter haben, und damit wären es { $count }; entferne zuerst welche.

too-many-patterns = Ein Server kann höchstens { $limit } Muster haben, und damit wären es { $count }; entferne zuerst welche.

## How a case was decided, inside "This was already decided: …"

verdict-open = offen

verdict-approved = freigegeben

verdict-declined = abgelehnt

verdict-kept = behalten

verdict-dismissed = verworfen

verdict-removed = entfernt

verdict-accepted = stattgegeben

verdict-rejected = abgelehnt

verdict-withdrawn = zurückgezogen

verdict-expired = abgelaufen

too-many-grants = Dieses Mitglied hat { $limit }-mal Bilder geschenkt bekommen, die noch nicht aufgebraucht sind; es muss zuerst welche davon verbrauchen. Es wurde nichts geändert.

case-verdict-impossible = Bei einem Fall dieser Art ist diese Entscheidung nicht möglich: { $verdict }.
