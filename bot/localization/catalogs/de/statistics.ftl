### /admin stats und /operator stats: Summen, Diagramme, und deren Beschreibung.

stats-too-many = Easel zeichnet gerade schon Diagramme; bitte versuch es in einer Minute noch einmal.

stats-no-charts = Die Diagramme konnten diesmal nicht gezeichnet werden; die Zahlen stehen alle hier und in der Datei.

stats-what-is-counted = -# Was gezählt wird: Bilder und Dollar an dem Tag, an dem sie angefordert wurden. Eine unfertige Anfrage zählt mit den Bildern, die sie reserviert hat, und zu deren Preis, bis sie endet und die wirklichen Zahlen gebucht werden. Ablehnungen sind die von Befehlen, Knöpfen und Formularen; sie werden nach Tagen in UTC gezählt.

stats-pictures =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } Bild
       *[other] { NUMBER($count, useGrouping: 1) } Bilder
    }

stats-members =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } Mitglied
       *[other] { NUMBER($count, useGrouping: 1) } Mitglieder
    }

stats-named-count = { $name } { NUMBER($count, useGrouping: 1) }

stats-seconds =
    { $seconds ->
        [one] { $seconds } Sekunde
       *[other] { $seconds } Sekunden
    }

stats-seconds-precise =
    { $seconds ->
        [one] { NUMBER($seconds, minimumFractionDigits: 1) } Sekunden
       *[other] { NUMBER($seconds, minimumFractionDigits: 1) } Sekunden
    }

stats-other-models = Andere Modelle

stats-direct-messages = Direktnachrichten

stats-server = Server { $id }

stats-all-servers = Alle Server

stats-title = **{ $title }** seit dem { $since }, 00:00 ({ $zone })

stats-totals = **{ $pictures }** für { $members }, **{ $dollars }**

stats-by-model = Nach Modell: { $models }

stats-no-pictures = Es wurden keine Bilder gezeichnet.

stats-requests =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } Anfrage angenommen, { NUMBER($refused, useGrouping: 1) } abgelehnt ({ $reasons })
       *[other] { NUMBER($count, useGrouping: 1) } Anfragen angenommen, { NUMBER($refused, useGrouping: 1) } abgelehnt ({ $reasons })
    }

stats-requests-none-refused =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } Anfrage angenommen, keine abgelehnt
       *[other] { NUMBER($count, useGrouping: 1) } Anfragen angenommen, keine abgelehnt
    }

stats-waits = Die Hälfte der Anfragen war innerhalb von { NUMBER($median, minimumFractionDigits: 1) } Sekunden beantwortet, neun von zehn innerhalb von { NUMBER($ninetieth, minimumFractionDigits: 1) }.

stats-dearest = Wo am meisten ausgegeben wurde:

stats-csv-total =
    { $days ->
        [one] { $days } Tag ({ $zone })
       *[other] { $days } Tage ({ $zone })
    }

stats-refusal-already-decided = Schon entschieden

stats-refusal-bad-picture = Unbrauchbares Bild

stats-refusal-bad-reference = Unbrauchbares Bild

stats-refusal-blocked = Gesperrtes Mitglied

stats-refusal-blocked-words = Gesperrte Wörter

stats-refusal-closed = Easel war nicht bereit

stats-refusal-declined = Prüfung des Anbieters

stats-refusal-flagged = Bilder wurden markiert

stats-refusal-forbidden = Hier nicht erlaubt

stats-refusal-gone = Nicht mehr da

stats-refusal-invalid = Unmögliche Anfrage

stats-refusal-not-approved = Nicht freigegeben

stats-refusal-not-yours = Gehört jemand anderem

stats-refusal-over-budget = Budget aufgebraucht

stats-refusal-over-quota = Tageskontingent verbraucht

stats-refusal-paused = Pause nach Ablehnungen

stats-refusal-refused = Andere Gründe

stats-refusal-too-many = Zu viele gleichzeitig

stats-refusal-too-soon = Zu früh

alt-stats-title =
    { $days ->
        [one] Diagramme von { $title } seit dem { $first }, { $days } Tag bis zum { $last }.
       *[other] Diagramme von { $title } seit dem { $first }, { $days } Tage bis zum { $last }.
    }

alt-stats-cost = Kosten: { $dollars } für { $pictures } und { $members }.

alt-stats-no-pictures = Keine Bilder in diesen Tagen; { $dollars } wurden ausgegeben.

alt-stats-busiest-day = Der stärkste Tag war der { $day } mit { $pictures } und { $members }.

alt-stats-waits = Die Hälfte der Anfragen war innerhalb von { $median } beantwortet, neun von zehn innerhalb von { $ninetieth }.

alt-stats-models = Bilder nach Modell: { $models }.

alt-stats-servers = Die teuersten Server: { $servers }.

alt-stats-refusals = Abgelehnte Anfragen: { $refusals }.

alt-stats-no-refusals = Keine Anfrage wurde abgelehnt.

chart-subtitle =
    { $days ->
        [one] Seit { $since } · { $days } Tag, mit heute · { $zone }
       *[other] Seit { $since } · { $days } Tage, mit heute · { $zone }
    }

chart-pictures =
    { $count ->
        [one] Bild
       *[other] Bilder
    }

chart-spent = ausgegeben

chart-members =
    { $count ->
        [one] Mitglied
       *[other] Mitglieder
    }

chart-median-wait = Median der Wartezeit

chart-seconds = { $seconds } s

chart-pictures-a-day = Bilder am Tag

chart-no-pictures = Keine Bilder in diesen Tagen

chart-dollars-a-day = Dollar am Tag

chart-nothing-spent = Nichts ausgegeben in diesen Tagen

chart-members-a-day = Mitglieder am Tag

chart-no-members = Niemand bekam ein Bild

chart-waits = Wartezeit in Sekunden

chart-half-within = die Hälfte in

chart-ninetieth-within = 9 von 10 in

chart-no-waits = Niemand wartete auf ein Bild

chart-models = Bilder nach Modell

chart-refusals = Abgelehnte Anfragen

chart-no-refusals = Nichts wurde abgelehnt

chart-servers = Die teuersten Server

chart-others = Alle anderen

chart-server-pictures =
    { $count ->
        [one] { $number } Bild
       *[other] { $number } Bilder
    }
