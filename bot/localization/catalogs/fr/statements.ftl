### Relevés mensuels. Leurs totaux sont dans statistics.ftl.

statement-title-server = **Relevé de { $month } : Easel sur ce serveur**

statement-title-everything = **Relevé de { $month } : tout le bot**

statement-period = -# Du { $first } au { $last }, tous deux compris ({ $zone })

statement-totals = **{ $pictures }** pour { $members }, **{ $dollars }** comptabilisés

statement-budget = Le budget d’un mois est de { $dollars }.

statement-servers =
    { $count ->
        [one] Les demandes sont venues de { NUMBER($count, useGrouping: 1) } serveur.
       *[other] Les demandes sont venues de { NUMBER($count, useGrouping: 1) } serveurs.
    }

statement-reconcile = Pour comparer avec la facture de Runware : { $command }

statement-note = -# Les demandes comptent dans le mois où elles ont été faites, celles en cours avec ce qu’elles ont réservé ; une facture ultérieure modifie encore ce mois.

statement-note-server = -# Les demandes comptent dans le mois où elles ont été faites, celles en cours avec ce qu’elles ont réservé ; une facture ultérieure modifie encore ce mois. `/admin stats` montre les derniers jours en graphiques.
