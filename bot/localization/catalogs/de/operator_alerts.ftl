### Direct messages to the operator. $key is the name of a model in the configuration.

alert-model-lost = Runware bietet das Modell `{ $air }` („{ $key }“) nicht mehr an. Es ist kein Nachfolger konfiguriert, deshalb werden Anfragen dafür abgelehnt. Wenn es dort einen Nachfolger gibt, trage dessen ID in `models.{ $key }.air` ein, oder nenne eines deiner anderen Modelle als `models.{ $key }.successor`, und starte Easel neu.

alert-model-lost-with-successor = Runware bietet das Modell `{ $air }` („{ $key }“) nicht mehr an. Stattdessen zeichnet sein Nachfolger „{ $successor }“, mit eigenen Größen und Preisen. Wenn es dort einen Nachfolger gibt, trage dessen ID in `models.{ $key }.air` ein, oder nenne eines deiner anderen Modelle als `models.{ $key }.successor`, und starte Easel neu.

alert-cost-above-price = Runware hat { $cost } berechnet für etwas, das nach Easels Konfiguration { $price } kostet (Modell „{ $key }“). Der ganze Betrag zählt für alle Budgets. Bitte korrigiere `models.{ $key }.price` und `edit_price`.

alert-refused-pictures-billed = Runware hat { $cost } berechnet für etwas, das nach Easels Konfiguration { $price } kostet (Modell „{ $key }“), weil es Bilder berechnet hat, die es selbst abgelehnt hat. Der ganze Betrag zählt für alle Budgets.

# $alert is one of the two alerts before.
alert-and-model-stopped = { $alert } Das liegt so weit über dem Preis, dass Easel mit diesem Modell einen Tag lang nicht mehr zeichnet, oder bis du das tust.

alert-model-closed = Easel zeichnet nicht mehr mit `{ $air }` („{ $key }“): Die letzten { $count } Bilder, die Runware fertiggestellt und berechnet hat, ließen sich nicht lesen. Anfragen für dieses Modell werden höflich abgelehnt; nach einer Pause wird eine wieder ausprobiert, du musst also nichts neu starten. Die Gründe stehen einzeln im Log (Ereignis `picture_unreadable`).

alert-cost-below-price = Runware hat { $cost } berechnet für etwas, das nach Easels Konfiguration { $price } kostet (Modell „{ $key }“). Für alle Budgets zählt, was berechnet wurde. Wenn sich der Preis geändert hat, korrigiere bitte `models.{ $key }.price` und `edit_price`.

alert-no-cost = Runware hat nicht gesagt, was Bilder des Modells „{ $key }“ kosten. Sie werden zum konfigurierten Preis gebucht, bis das geschieht; `python -m bot reconcile` listet sie auf.

alert-size = Runware hat { $drawn } gezeichnet, wo { $wanted } angefordert war (Modell „{ $key }“). Die Bilder wurden so zugestellt, wie sie sind. Wenn das noch einmal vorkommt, vergleiche bitte `models.{ $key }.sizes` mit Runwares Seite zu diesem Modell.

alert-model = Runware hat mit dem Modell `{ $answered }` geantwortet, wo `{ $wanted }` angefordert war (Modell „{ $key }“). Bitte vergleiche `models.{ $key }.air` und die Preise mit Runwares Seite zu diesem Modell.

alert-spending-stopped = Easel gibt nichts mehr aus: Runware hat mit `{ $code }` geantwortet. Bitte sieh dir das Guthaben des Kontos an (Modelle von xAI brauchen eine bezahlte Rechnung oder mindestens 5 Dollar Guthaben) und den API-Schlüssel. Bis dahin werden Anfragen mit einer klaren Meldung abgelehnt. Easel versucht es von selbst wieder; ein Neustart ist nicht nötig.

alert-balance-used-up = Easel gibt nichts mehr aus: Sein Konto bei Runware hat noch { $balance }, und ein Bild kann { $price } kosten. Anfragen werden mit einer klaren Meldung abgelehnt. Easel sieht jede halbe Minute nach dem Guthaben und macht von selbst weiter, sobald welches da ist; ein Neustart ist nicht nötig.

alert-balance-low = Easels Konto bei Runware hat noch { $balance }, und die letzten 24 Stunden haben { $spent } gekostet. Bitte lade unter https://my.runware.ai Guthaben auf; wenn weniger übrig ist, als ein Bild kostet, hält Easel an, bis es wieder mehr ist.

# $reason says in English what the database answered.
alert-storage = Easel kann nicht in seine Datenbank schreiben: { $reason } Bitte schaff Platz, oder bring den Server wieder zum Laufen. Bis dahin werden Anfragen höflich abgelehnt, und es wird nichts Neues ausgegeben; Bilder, die schon bezahlt sind, werden aufbewahrt und danach zugestellt. Du musst nichts neu starten.

alert-budget-used-up = Im Budget des ganzen Bots, { $budget } in 24 Stunden (`limits.dollars_per_day`), ist kein Platz mehr für eine weitere Anfrage. Um mehr zu erlauben, erhöhe das Budget in der Konfiguration und starte Easel neu.

alert-budget-used-up-until = Im Budget des ganzen Bots, { $budget } in 24 Stunden (`limits.dollars_per_day`), ist kein Platz mehr für eine weitere Anfrage. Platz dafür ist { $when } wieder. Um mehr zu erlauben, erhöhe das Budget in der Konfiguration und starte Easel neu.

alert-budget-nearly-used-up = Vom Budget des ganzen Bots sind { $share } verbraucht: { $spent } von { $budget } in 24 Stunden (`limits.dollars_per_day`).
