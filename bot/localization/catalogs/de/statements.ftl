### Monatsabrechnungen. Ihre Summen stehen in statistics.ftl.

statement-title-server = **Abrechnung für { $month }: Easel auf diesem Server**

statement-title-everything = **Abrechnung für { $month }: der ganze Bot**

statement-period = -# Vom { $first } bis zum { $last }, beide eingeschlossen ({ $zone })

statement-totals = **{ $pictures }** für { $members }, **{ $dollars }** gebucht

statement-budget = Das Budget eines Monats ist { $dollars }.

statement-servers =
    { $count ->
        [one] Die Anfragen kamen von { NUMBER($count, useGrouping: 1) } Server.
       *[other] Die Anfragen kamen von { NUMBER($count, useGrouping: 1) } Servern.
    }

statement-reconcile = Zum Vergleich mit der Rechnung von Runware: { $command }

statement-note = -# Anfragen zählen in dem Monat, in dem sie gestellt wurden, unfertige mit dem, was sie reserviert haben; eine spätere Rechnung ändert diesen Monat noch.

statement-note-server = -# Anfragen zählen in dem Monat, in dem sie gestellt wurden, unfertige mit dem, was sie reserviert haben; eine spätere Rechnung ändert diesen Monat noch. `/admin stats` zeigt die letzten Tage als Diagramme.
