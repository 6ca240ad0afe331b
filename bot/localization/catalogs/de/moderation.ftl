### Decisions of moderators.

pictures-expired = Kein Moderator hat rechtzeitig über diese Bilder entschieden. Es wurde nichts berechnet; du kannst die Anfrage noch einmal schicken.

block-yourself = Du kannst dich nicht selbst sperren; ein anderer Moderator kann es.

approve-source-removed = Das Bild, aus dem das entstanden ist, wurde entfernt, deshalb kann es nicht gezeigt werden; bitte lehne es ab.

approve-too-late = Diese Bilder warten nicht mehr auf Freigabe.

pictures-declined = Die Moderatoren dieses Servers haben diese Bilder abgelehnt: { $reason }. { -nothing-charged }

appeal-already-accepted = Die Moderatoren haben deinem Einspruch schon stattgegeben; deine Anfrage wird kostenlos gezeichnet.

appeal-already-rejected = Die Moderatoren haben deinen Einspruch schon abgelehnt; fordere bitte etwas anderes an.

appeal-already-expired = Kein Moderator hat rechtzeitig über deinen Einspruch entschieden; bitte frag hier einen Moderator.

own-case = Über dein eigenes Bild oder deine eigene Anfrage kannst du nicht entscheiden; ein anderer Moderator kann es.

reason-required = Die Begründung ist leer; bitte schreib eine.

block-duration-required = Wähle, wie lange die Sperre dauern soll: 1 Tag, 7 Tage oder dauerhaft.

report-own-picture = Das ist dein eigenes Bild; lösche es mit 🗑️ Löschen.

report-without-moderators = Hier gibt es keine Moderatoren; Bilder lassen sich nur auf einem Server melden.

not-blocked = { $member } ist auf diesem Server nicht gesperrt; /mod blocks zeigt, wer es ist.

## Blocks. $end is block-forever or block-until.

block-forever = dauerhaft

block-until = bis { $when }

blocked = { $member } kann auf diesem Server { $end } keine Bilder anfordern.

block-replaces = Das ersetzt die Sperre von { $moderator } ({ $end }).

block-cancelled-requests = Die unfertigen Anfragen wurden abgebrochen und nicht berechnet.

unblocked = { $member } kann auf diesem Server wieder Bilder anfordern; die Sperre von { $moderator } ({ $end }) wurde aufgehoben.

blocks-none = Auf diesem Server ist niemand gesperrt.

blocks-title = ⛔ **Auf diesem Server gesperrt**

# After a title, where a list does not show all.
list-part = die ersten { $count } von { $total }

blocks-entry = { $member } · { $end } · von { $moderator }

## Who can do what

moderators-only = Das können nur Moderatoren dieses Servers.

block-bot = Bots können keine Bilder anfordern, deshalb gibt es nichts zu sperren.

block-moderator = Moderatoren können nicht gesperrt werden; entzieh ihnen zuerst die Moderation.

member-lookup-failed = Discord konnte dieses Mitglied nicht nachschlagen, deshalb wurde niemand gesperrt; versuch es bitte in einer Minute noch einmal.

no-picture-to-remove = In dieser Nachricht ist kein Bild von Easel; nimm dafür „Nachricht löschen“ von Discord selbst.
