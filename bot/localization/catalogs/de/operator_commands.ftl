### Descriptions of the operator’s commands, their options and choices.

command-operator = Betreibe Easel: Server, Budgets, Sperren

## /operator block, unblock, blocks

command-operator-block = Sperre eine Person überall oder alle auf einem Server, sodass sie keine Bilder anfordern können

option-operator-user = Die ID oder Erwähnung der Person

option-operator-or-server = Oder der Server: Tippe seinen Namen und wähle ihn, oder seine ID

option-operator-block-reason = Warum; Gesperrte lesen es, wenn sie etwas anfordern

option-operator-block-days = Für wie viele Tage; sonst dauerhaft

command-operator-unblock = Hebe die Sperre einer Person oder eines Servers auf

option-operator-audit-reason = Warum; steht im Protokoll

command-operator-blocks = Zeige, wer überall gesperrt ist, bis wann und warum

## /operator servers, server

command-operator-servers = Zeige alle Server und was sie in 30 Tagen ausgegeben und gezeichnet haben

option-operator-sort = Was zuerst kommt; sonst die teuersten

command-operator-server = Zeige einen Server und ändere seinen Plan, seine Budgets oder seine Zulassung

option-operator-server = Der Server: Tippe seinen Namen und wähle ihn, oder seine ID

option-operator-plan = Der Plan des Servers

option-operator-dollars-per-day = Budget für 24 Stunden in Dollar; -1: wie im Plan

option-operator-dollars-per-month = Budget für 30 Tage in Dollar; -1: wie im Plan

option-operator-admit = True lässt den Server zu, False schließt ihn aus

option-operator-leave = True verlässt den Server, nach einer Rückfrage

choice-sort-spent = Ausgaben

choice-sort-pictures = Bilder

choice-sort-joined = Beitritt

choice-no-plan = kein eigener: wie gekauft, sonst der Standard

## /operator stats, stop, resume

command-operator-stats = Zeige Diagramme aller Server zusammen, und welche davon am meisten kosten

command-operator-stop = Nimm auf keinem Server neue Anfragen an; was vorher angefordert wurde, wird noch fertig

option-operator-stop-reason = Warum; Mitglieder lesen es, wenn sie etwas anfordern

command-operator-resume = Nimm wieder Anfragen an, nach /operator stop
