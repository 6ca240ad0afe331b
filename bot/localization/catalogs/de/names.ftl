### Die Namen der Befehle, Optionen und Nachrichtenmenüs.

## Befehle der Mitglieder

name-imagine = zeichnen

name-edit = bearbeiten

name-quota = kontingent

name-history = verlauf

name-show = anzeigen

name-queue = warteschlange

name-cancel = abbrechen

name-settings = einstellungen

name-help = hilfe

## Befehle der Moderatoren

name-mod = mod

name-mod-block = sperren

name-mod-unblock = entsperren

name-mod-blocks = sperrliste

name-mod-case = fall

name-mod-cases = fälle

name-mod-remove = entfernen

name-mod-words = wörter

name-mod-words-add = hinzufügen

name-mod-words-remove = entfernen

name-mod-words-import = importieren

name-mod-words-list = liste

name-mod-words-test = testen

name-mod-words-automod = automod

## Befehle der Serververwaltung

name-admin = admin

name-admin-setup = einrichten

name-admin-channel = kanal

name-admin-role = rolle

name-admin-log = protokoll

name-admin-check = prüfen

name-admin-stats = statistik

name-admin-style = stil

name-admin-style-add = hinzufügen

name-admin-style-remove = entfernen

name-admin-style-list = liste

name-admin-quota = kontingent

name-admin-quota-show = zeigen

name-admin-quota-set = festlegen

name-admin-quota-grant = schenken

name-admin-quota-reset = zurücksetzen

name-admin-budget = budget

name-admin-budget-show = zeigen

name-admin-budget-set = festlegen

## Befehle des Betreibers

name-operator = betreiber

name-operator-servers = serverliste

name-operator-server = server

name-operator-block = sperren

name-operator-unblock = entsperren

name-operator-blocks = sperrliste

name-operator-stop = anhalten

name-operator-resume = fortsetzen

name-operator-stats = statistik

## Menüs an Nachrichten

name-menu-edit-image = Bild bearbeiten

name-menu-image-details = Bilddetails

name-menu-report-image = Bild melden

name-menu-remove-image = Bild entfernen

## Optionen

name-option-prompt = prompt

name-option-aspect-ratio = seitenverhältnis

name-option-model = modell

name-option-resolution = auflösung

name-option-count = anzahl

name-option-image = bild

name-option-style = stil

name-option-format = dateiformat

name-option-quality = qualität

name-option-private = privat

name-option-spoiler = spoiler

name-option-id = id

name-option-member = mitglied

name-option-reason = grund

name-option-for = dauer

name-option-state = status

name-option-kind = art

name-option-text = text

name-option-exception = ausnahme

name-option-pattern = muster

name-option-file = datei

name-option-on = an

name-option-channel = kanal

name-option-elsewhere = sonst

name-option-mode = modus

name-option-private-only = nur_privat

name-option-off = aus

name-option-role = rolle

name-option-purpose = zweck

name-option-tier = stufe

name-option-min-days = mindesttage

name-option-remove = entfernen

name-option-name = name

name-option-images = bilder

name-option-concurrent = gleichzeitig

name-option-cooldown = wartezeit

name-option-max-count = höchstzahl

name-option-max-resolution = höchste_auflösung

name-option-day = tag

name-option-month = monat

name-option-days = tage

name-option-pro-until = pro_bis

name-option-sort = sortierung

name-option-plan = plan

name-option-dollars-per-day = dollar_pro_tag

name-option-dollars-per-month = dollar_pro_monat

name-option-admit = zulassen

name-option-leave = verlassen

name-option-user = person

name-option-server = server
