### Beschreibungen von /admin und seinen Optionen.

command-admin = Verwalte Easel auf diesem Server

command-admin-setup = Richte Easel auf diesem Server mit ein paar Menüs ein; dauert eine Minute

command-admin-check = Prüfe, was auf diesem Server noch nicht funktioniert, und wie du es behebst

command-admin-stats = Zeige Diagramme der Bilder, Dollar, Mitglieder, Modelle und Ablehnungen dieses Servers

option-stats-days = Wie viele Tage, heute eingeschlossen; sonst 30

choice-stats-days-7 = 7 Tage

choice-stats-days-30 = 30 Tage

choice-stats-days-90 = 90 Tage

command-admin-channel = Lege fest, wer in einem Kanal Bilder anfordern kann und wie; ohne Optionen: zeige alles

option-admin-channel-channel = Der Kanal; sonst dieser

option-admin-channel-mode = Wer dort Bilder anfordern kann

option-admin-channel-model = Modelle, die dort erlaubt sind, durch Kommas getrennt; all erlaubt alle

option-admin-channel-private-only = Zeige Bilder dort nur dem Mitglied, das sie anfordert

option-admin-channel-elsewhere = Wende das auf jeden Kanal ohne eigene Einstellungen an

choice-admin-mode-open = offen: alle können Bilder anfordern

choice-admin-mode-approval = Freigabe: Moderatoren prüfen Bilder, bevor sie gezeigt werden

choice-admin-mode-off = aus: niemand kann Bilder anfordern

choice-admin-mode-moderators = Moderatoren: nur Moderatoren können Bilder anfordern

choice-admin-mode-usual = wie sonst: lösche die Einstellungen dieses Kanals

command-admin-log = Zeige oder wähle den Kanal, in dem Entscheidungen gemeldet werden

option-admin-log-channel = Der Kanal; Easel muss dort schreiben können

option-admin-log-off = True: melde Entscheidungen nirgends mehr

command-admin-role = Lege fest, welche Rollen Bilder anfordern, moderieren oder andere Limits haben; sonst zeige sie

option-admin-role-role = Die Rolle

option-admin-role-purpose = Wofür die Rolle ist

option-admin-role-tier = Die Stufe, deren Limits die Rolle bekommt

option-admin-role-remove = Nimm das der Rolle wieder weg, oder allen Rollen, wenn du keine nennst

option-admin-role-min-days = Tage, die Mitglieder auf dem Server sein müssen, bevor sie Bilder anfordern können; 0: keine

choice-admin-role-members = kann Bilder anfordern

choice-admin-role-moderators = zählt als Moderator

choice-admin-role-tiers = hat die Limits einer Stufe

command-admin-style = Verwalte die eigenen Stile dieses Servers

command-admin-style-add = Füge diesem Server einen Stil hinzu oder ändere einen

option-admin-style-add-name = Der Name, den Mitglieder wählen: Kleinbuchstaben, Ziffern, - und _

option-admin-style-add-text = Worte, die zum Prompt kommen; {"{"}prompt{"}"} markiert dessen Platz, sonst steht er am Anfang

command-admin-style-remove = Entferne einen der Stile dieses Servers

option-admin-style-remove-name = Der Stil

command-admin-style-list = Zeige die eigenen Stile dieses Servers

command-admin-quota = Teile die Bilder auf, die dieser Server haben darf

command-admin-quota-show = Zeige alle Kontingente dieses Servers, oder was ein Mitglied noch hat und warum

option-admin-quota-show-member = Das Mitglied; ohne eines werden alle Einstellungen gezeigt

command-admin-quota-set = Lege fest, wie viele Bilder am Tag ein Mitglied, eine Rolle oder alle haben können

option-admin-quota-set-images = Bilder am Tag; -1 für so viele, wie der Plan erlaubt, und nie mehr als das

option-admin-quota-set-member = Nur für dieses Mitglied

option-admin-quota-set-role = Für jedes Mitglied mit dieser Rolle; die beste der Rollen zählt

option-admin-quota-set-channel = Für diesen Kanal: alle Mitglieder zusammen

option-admin-quota-set-concurrent = Gleichzeitig unfertige Anfragen

option-admin-quota-set-cooldown = Sekunden zwischen zwei Anfragen

option-admin-quota-set-max-count = Bilder einer Anfrage

option-admin-quota-set-max-resolution = Höchste Auflösung

option-admin-quota-set-day = Was auf diesem Server als Tag zählt: die letzten 24 Stunden oder der Kalendertag einer Zeitzone

choice-admin-quota-rolling-day = Gleitende 24 Stunden

choice-admin-quota-day-in-zone = Kalendertag in { $zone }

command-admin-quota-grant = Gib einem Mitglied einmalig Bilder über seinen Tag hinaus

command-admin-quota-reset = Streiche die heutigen Bilder eines Mitglieds, sodass sein Tag neu beginnt

option-admin-quota-member = Das Mitglied

option-admin-quota-reason = Warum, für das Protokoll

option-admin-quota-grant-images = Wie viele Bilder

option-admin-quota-grant-days = Tage, bis der Rest verfällt; sonst gelten sie, bis sie aufgebraucht sind

command-admin-budget = Begrenze, was dieser Server für Bilder ausgibt

command-admin-budget-show = Zeige, was dieser Server ausgeben darf, was er ausgegeben hat und seit wann

command-admin-budget-set = Lege fest, was dieser Server für Bilder ausgeben darf, in US-Dollar

option-admin-budget-day = Dollar am Tag; 0 für nichts, -1 für so viel, wie der Plan erlaubt, und nie mehr als das

option-admin-budget-month = Dollar im Monat; 0 für nichts, -1 für so viel, wie der Plan erlaubt, und nie mehr als das

option-admin-budget-pro-until = Anteil jedes Budgets, 0 bis 1, nach dem nur das günstigste Modell zeichnet; -1: wie im Plan
