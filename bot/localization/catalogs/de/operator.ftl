### What only Easel’s operator reads.

operator-block-yourself = Du kannst dich nicht selbst sperren.

operator-block-own-server = Das ist der Server, auf dem du entscheidest; du kannst ihn nicht sperren.

operator-reason-required = Die Begründung ist leer; bitte schreib eine.

operator-not-blocked = Es wurde nichts aufgehoben, weil es diese Sperre nicht gibt; /operator blocks listet alle auf.

operator-not-stopped = Anfragen werden schon angenommen; es war nichts angehalten.

## Sentences for members

cancelled-by-operator = Der Betreiber von Easel hat das abgebrochen; es wurde nichts berechnet.

cancelled-by-leaving = Easel wurde von diesem Server entfernt; es wurde nichts berechnet.

cancelled-by-refusing = Der Betreiber von Easel lässt diesen Server nicht mehr zu; es wurde nichts berechnet.

## Servers

operator-unknown-server = Auf einem Server mit dieser ID war Easel nie; /operator servers listet alle auf.

operator-unknown-plan = In der Konfiguration gibt es keinen Plan mit diesem Namen.

operator-always-admitted = Die Konfiguration lässt diesen Server immer zu, in discord.guilds oder als eigenen Server des Betreibers; sperre ihn stattdessen.

operator-has-left = Easel hat diesen Server schon verlassen.

operator-leaving-failed = Discord hat Easel diesen Server nicht verlassen lassen; versuch es bitte in einer Minute noch einmal.

operator-not-listed = Mit discord.admission = "listed" lässt nur die Konfiguration Server zu: Füge { $server } zu discord.guilds hinzu und starte neu.

operator-decided-admitted = Darüber wurde schon entschieden: Der Server ist zugelassen.

operator-decided-not-admitted = Darüber wurde schon entschieden: Der Server ist nicht zugelassen.

## What the question about a server says once it is decided

decision-admitted-before = Schon zugelassen

decision-not-admitted = Nicht zugelassen

# $decision is one of the two before.
server-decided-by = { $decision } von { $operator }

admission-no-plans = Die Konfiguration hat keine Pläne; drücke stattdessen „Zulassen“.

operator-one-target = Nenne entweder eine Person oder einen Server.

operator-only = Das kann nur der Betreiber von Easel, auf seinem eigenen Server.

operator-not-an-id-of-a-user = Das ist nicht die ID einer Person; schalte in Discord den Entwicklermodus ein und kopiere die ID.

operator-not-an-id-of-a-server = Das ist nicht die ID eines Servers; wähle einen aus der Liste.

admission-left-by = Verlassen von { $operator }

admission-admitted-by = Zugelassen von { $operator }

admission-admitted-with-plan-by = Mit dem Plan { $plan } zugelassen von { $operator }

operator-leave-alone = Verlassen geht nur allein, ohne andere Optionen.

operator-budget-below-zero = Ein Budget ist 0 Dollar oder mehr; -1 heißt: wie im Plan.

# Members read it in place of a reason.
operator-no-reason = ohne Begründung

## The question about a new server

button-admission-admit = Zulassen

button-admission-plan = Mit Plan zulassen…

button-admission-leave = Verlassen

button-admission-left = Ja, verlassen

button-admission-stay = Nein, bleiben

admission-question = 🚪 **Ein Server wartet auf dich**

admission-until-then = Dort kann niemand Bilder anfordern, bis du ihn zulässt.

admission-leave-question = 🚪 **Diesen Server verlassen?**

admission-leave-consequences = Anfragen, die dort warten, werden abgebrochen und nicht berechnet. Was du und seine Verwalter eingestellt haben, bleibt gespeichert und gilt wieder, wenn Easel noch einmal eingeladen wird.

admission-stays = Es wurde nichts geändert: Easel bleibt auf { $server }.

admission-choose-plan = Welchen Plan darf dieser Server nutzen?

placeholder-plan = Wähle einen Plan

server-size-unknown = Größe unbekannt

server-owner-unknown = Eigentümer unbekannt

server-owner = Eigentümer: { $owner }

# $shown is the number with separators.
server-members = { $count ->
    [one] { $shown } Mitglied
   *[other] { $shown } Mitglieder
}

server-id = Server-ID `{ $server }`

server-without-name = Server `{ $server }`

## What a plan sets, in the list to choose from. $span is day or month.

plan-any-pictures = pro Mitglied beliebig viele Bilder am Tag

plan-pictures = pro Mitglied { $count ->
    [one] { $count } Bild
   *[other] { $count } Bilder
} am Tag

plan-budget = { $span ->
    [day] { $budget } am Tag
   *[month] { $budget } im Monat
}

plan-no-budget = { $span ->
    [day] kein Tagesbudget
   *[month] kein Monatsbudget
}

plan-models = Modelle: { $models }

plan-no-models = Modelle: keine

plan-general-limits = die allgemeinen Limits

## /operator block, unblock, blocks, stop, resume. $end is block-forever or block-until.

operator-blocked-user = ⛔ { $target } ist überall gesperrt, { $end }.

operator-blocked-server = ⛔ Auf dem { $target } sind alle gesperrt, { $end }.

operator-block-replaces = Das ersetzt die bisherige Sperre ({ $end }).

operator-block-cancelled = { $count ->
    [one] { $count } wartende Anfrage wurde abgebrochen und nicht berechnet.
   *[other] { $count } wartende Anfragen wurden abgebrochen und nicht berechnet.
}

operator-block-reason = Als Begründung lesen sie: { $reason }

operator-unblocked-user = ✅ Die Sperre für { $target } ist aufgehoben.

operator-unblocked-server = ✅ Die Sperre für den { $target } ist aufgehoben.

operator-blocks-none = Niemand ist gesperrt.

operator-blocks-title = ⛔ **Überall gesperrt**

operator-block-server = Server { $server }

operator-stopped-answer = ⛔ Nirgends wird eine neue Anfrage angenommen, bis /operator resume.

operator-nothing-runs = Nichts wartet oder wird gezeichnet.

# $work lists the next three.
operator-finishes = Was vorher angefordert wurde, wird noch fertig: { $work }.

operator-waiting = { $count ->
    [one] { $count } Anfrage wartet
   *[other] { $count } Anfragen warten
}

operator-running = { $count } beim Zeichnen oder Zustellen

operator-held = { $count } bei Moderatoren

operator-resumed = ✅ Anfragen werden wieder angenommen; angehalten waren sie seit { $since }.

operator-stop-in-force = Neue Anfragen sind seit { $since } überall angehalten, von { $operator }: { $reason }

## /operator servers

servers-title = 🗄️ **{ $count ->
    [one] { $count } Server
   *[other] { $count } Server
}**

servers-sort-spent = die teuersten zuerst

servers-sort-pictures = die mit den meisten Bildern zuerst

servers-sort-joined = die neuesten zuerst

servers-page = Seite { $page } von { $pages }

servers-waiting = 🚪 { $count ->
    [one] { $count } Server wartet auf deine Entscheidung. /operator server bietet ihn zuerst an.
   *[other] { $count } Server warten auf deine Entscheidung. /operator server bietet sie zuerst an.
}

servers-note = Dollar und Bilder der letzten 30 Tage; Anfragen, die noch nicht fertig sind, zählen mit ihrem Preis.

servers-none = Easel ist noch auf keinem Server.

servers-pictures = { $count ->
    [one] { $count } Bild
   *[other] { $count } Bilder
}

servers-plan = Plan { $plan }

server-joined = beigetreten am { $when }

server-no-name = ohne Namen

server-state-left = verlassen

server-state-waits = wartet

server-state-not-admitted = nicht zugelassen

## /operator server. $span is day or month.

server-present = Beigetreten am { $joined }

server-absent = Beigetreten am { $joined }, verlassen am { $left }

server-admission = Zulassung: { $state }

admission-state-admitted = zugelassen

admission-state-configured = durch die Konfiguration zugelassen

admission-state-waits = wartet auf deine Entscheidung

admission-state-not-admitted = nicht zugelassen

server-blocked = ⛔ Gesperrt, { $end }: { $reason }

server-plan = Plan: { $plan }

server-plan-none = keiner; es gelten die allgemeinen Limits

server-plan-bought = { $plan } (bei Discord gekauft)

server-plan-chosen = { $plan } (von dir gewählt)

server-plan-default = { $plan } (der Plan der Server, die keinen anderen haben)

# $plan is one of the four before.
chosen-plan-replaced = { $plan }; er ersetzt { $chosen }, den du gewählt hast

chosen-plan-missing = { $plan }; du hast { $chosen } gewählt, aber dieser Plan fehlt in der Konfiguration

server-budget = { $span ->
    [day] Tagesbudget: { $spent } von { $budget } ausgegeben
   *[month] Monatsbudget: { $spent } von { $budget } ausgegeben
}

server-no-budget = { $span ->
    [day] Tagesbudget: keins
   *[month] Monatsbudget: keins
}

server-pictures = Bilder am Tag pro Mitglied: { $count }

server-any-pictures = Bilder am Tag pro Mitglied: kein Limit

server-totals = Letzte 30 Tage: { $count ->
    [one] { $count } Bild
   *[other] { $count } Bilder
}, { $spent }

server-plan-changed = Der Plan wurde geändert.

server-budgets-changed = Die Budgets wurden geändert.

server-is-admitted = Der Server ist zugelassen.

server-is-not-admitted = Der Server ist nicht zugelassen.
