### Die Antworten von /admin budget, und Budgets in Worten.

admin-budget-title = **Was dieser Server für Bilder ausgeben darf**

admin-budget-none-day = Tag: **{ $spent }** ausgegeben; es gibt kein Budget.

admin-budget-none-month = Monat: **{ $spent }** ausgegeben; es gibt kein Budget.

admin-budget-spent-day =
    { $source ->
        [managers] Tag: **{ $spent } von { $budget }** ausgegeben; das Budget haben die Verwalter dieses Servers festgelegt.
        [operator] Tag: **{ $spent } von { $budget }** ausgegeben; das Budget hat der Betreiber von Easel festgelegt.
       *[plan] Tag: **{ $spent } von { $budget }** ausgegeben; das Budget gehört zum Plan dieses Servers.
    }

admin-budget-spent-month =
    { $source ->
        [managers] Monat: **{ $spent } von { $budget }** ausgegeben; das Budget haben die Verwalter dieses Servers festgelegt.
        [operator] Monat: **{ $spent } von { $budget }** ausgegeben; das Budget hat der Betreiber von Easel festgelegt.
       *[plan] Monat: **{ $spent } von { $budget }** ausgegeben; das Budget gehört zum Plan dieses Servers.
    }

admin-budget-rolling-day = -# Gezählt über die letzten 24 Stunden (seit { $start }); jeder Dollar zählt 24 Stunden lang.

admin-budget-rolling-month = -# Gezählt über die letzten 30 Tage (seit { $start }); jeder Dollar zählt 30 Tage lang.

admin-budget-since = -# Gezählt seit { $start }; beginnt { $end } neu.

admin-budget-dearer-always = Teurere Modelle zeichnen, bis die Budgets aufgebraucht sind.

admin-budget-dearer-until =
    { $source ->
        [managers] Teurere Modelle zeichnen, bis **{ $percent } %** eines Budgets ausgegeben sind; das haben die Verwalter dieses Servers festgelegt.
       *[plan] Teurere Modelle zeichnen, bis **{ $percent } %** eines Budgets ausgegeben sind; das gehört zum Plan dieses Servers.
    }

admin-budget-bot-has-room = Im gemeinsamen Budget aller Server ist noch Platz.

admin-budget-bot-has-none = Im gemeinsamen Budget aller Server ist kein Platz mehr.

admin-budget-bot-has-none-until = Das gemeinsame Budget aller Server ist aufgebraucht; { $end } ist wieder Platz.

admin-budget-a-day = { $dollars } am Tag

admin-budget-a-month = { $dollars } im Monat

admin-budget-dearer-share = teurere Modelle, bis { $percent } % ausgegeben sind

admin-budget-as-plan = so viel, wie der Plan erlaubt

admin-budget-changed = Budget geändert

admin-budget-change = { $before } → { $after }

admin-budget-saved = Gespeichert: { $before } → { $after }.

admin-budget-nothing-chosen = Wähle mindestens eine der Optionen day, month und pro_until. { -nothing-changed }

admin-budget-not-dollars = Wähle einen Betrag in Dollar, oder -1 für so viel, wie der Plan erlaubt. { -nothing-changed }

admin-budget-not-a-share = Wähle einen Anteil von 0 bis 1, etwa 0.8, oder -1 für so viel, wie der Plan erlaubt. { -nothing-changed }

admin-budget-above-plan-day = Dieser Server darf höchstens { $dollars } am Tag ausgeben. { -nothing-changed }

admin-budget-above-plan-month = Dieser Server darf höchstens { $dollars } im Monat ausgeben. { -nothing-changed }

admin-budget-share-above-plan = Auf diesem Server zeichnen teurere Modelle höchstens, bis ein Anteil von { $share } des Budgets ausgegeben ist. { -nothing-changed }
