### Die Übersicht von /admin setup, und was man liest, wenn Easel auf einen Server kommt.

setup-title = ## 🎨 Easel auf diesem Server

setup-log-first = ⚠️ **Es fehlt ein geeigneter Moderatorenkanal.** { $problem }. { $remedy }.

setup-log-pictures-wait = Auf diesem Server warten Bilder auf Freigabe, und kein Moderator kann sie sehen!

setup-note = -# Änderungen gelten sofort. Die Art des Servers legt das Übrige fest; ändere danach, was du möchtest.

setup-panel-outdated = Diese Übersicht funktioniert nicht mehr; /admin setup öffnet eine neue.

setup-log = **Moderatorenkanal**: Meldungen, Freigaben und Entscheidungen erscheinen hier

placeholder-setup-log = Kanal, den nur Moderatoren lesen können

item-setup-kind-school = Art des Servers: eine Schule

item-setup-kind-art = Art des Servers: eine Kunst-Community

item-setup-kind-adults = Art des Servers: nur für Erwachsene

placeholder-setup-kind-mixed = Art des Servers: eigene Einstellungen

hint-setup-kind-school = Moderatoren prüfen jedes Bild; markierte erscheinen nicht; niemand bearbeitet fremde Bilder

hint-setup-kind-art = Alle können Bilder anfordern; markierte Bilder stehen hinter einem Spoiler

hint-setup-kind-adults = Alle können Bilder anfordern; markierte erscheinen nur in Kanälen mit Altersbeschränkung

setup-where-everywhere = **Wo Mitglieder Bilder anfordern können**: überall. Wenn du Kanäle wählst, sind alle anderen aus

setup-where-everywhere-but = **Wo Mitglieder Bilder anfordern können**: überall, nur nicht in { $channels }. Wenn du Kanäle wählst, sind alle anderen aus

setup-where-nowhere = **Wo Mitglieder Bilder anfordern können**: nirgends. Wähle Kanäle, oder wähle unten, wie es überall erlaubt ist

setup-where-only = **Wo Mitglieder Bilder anfordern können**: nur in diesen Kanälen. Wenn du keinen wählst, ist es überall

setup-where-too-many =
    { $count ->
        [one] **Wo Mitglieder Bilder anfordern können**: in { $count } Kanal, zu viel für diese Liste: /admin channel zeigt alle
       *[other] **Wo Mitglieder Bilder anfordern können**: in { $count } Kanälen, mehr als in diese Liste passen: /admin channel zeigt alle
    }

setup-where-lacks = ⚠️ Easel fehlen Berechtigungen in { $channels }: siehe „Prüfen“

placeholder-setup-where-all = Jeder Kanal

placeholder-setup-where-none = Kein Kanal

item-setup-how-open = Anfragen: offen für alle

item-setup-how-approval = Anfragen: Moderatoren prüfen zuerst

hint-setup-how-approval = Alle können Bilder anfordern; sie erscheinen, sobald ein Moderator sie freigibt

item-setup-how-moderators = Anfragen: nur für Moderatoren

placeholder-setup-how-mixed = Anfragen: je nach Kanal verschieden

setup-moderators = **Rollen, die moderieren**, außer allen, die Nachrichten verwalten können

placeholder-setup-moderators = Keine weitere Rolle

item-setup-flagged-spoiler = Markierte Bilder: hinter einem Spoiler

item-setup-flagged-hold = Markierte Bilder: Moderatoren prüfen

hint-setup-flagged-hold = Sie erscheinen, sobald ein Moderator sie freigibt

item-setup-flagged-restricted = Markierte Bilder: nur in Kanälen ab 18

hint-setup-flagged-restricted = Sie erscheinen nur in Kanälen mit Altersbeschränkung

item-setup-flagged-refuse = Markierte Bilder: nicht gezeigt

item-setup-safety-operator = Sicherheitsprüfung: wie beim Betreiber

item-setup-safety-fast = Sicherheitsprüfung: an

item-setup-safety-none = Sicherheitsprüfung: aus

item-setup-language-discord = Sprache: wie bei Discord eingestellt

hint-language-at-discord = Für Nachrichten, die alle sehen; bei Discord ist dieser Server auf { $language } eingestellt

item-setup-language = Sprache: { $language }

button-setup-automod-on = Wörter von AutoMod: an

button-setup-automod-off = Wörter von AutoMod: aus

button-setup-edits-on = Andere können Bilder bearbeiten: an

button-setup-edits-off = Andere können Bilder bearbeiten: aus

setup-action = Eingerichtet

setup-where-detail = Wo Mitglieder Bilder anfordern können: nur in { $channels }

setup-where-detail-all = Wo Mitglieder Bilder anfordern können: überall

setup-moderators-detail = Rollen, die moderieren: { $roles }

setup-moderators-detail-none = Rollen, die moderieren: keine

welcome-channel = 👋 **Easel zeichnet Bilder aus Worten.** Alle können sie in jedem Kanal anfordern, bis jemand, der diesen Server verwaltet, Easel einrichtet: welche Kanäle, wer moderiert, was mit markierten Bildern geschieht. Das dauert eine Minute. `/admin quota` und `/admin budget` teilen auf, was dieser Server nutzen darf.

button-open-setup = Einrichten

welcome-manager = 👋 Danke, dass du Easel zu { $server } hinzugefügt hast. Dort können alle in jedem Kanal Bilder anfordern, bis du festlegst, welche Kanäle es sind, wer moderiert und was mit markierten Bildern geschieht: Geh zu [deinem Server]({ $link }) und gib { $setup } in einem beliebigen Kanal ein. Das dauert eine Minute. `/admin quota` und `/admin budget` teilen auf, was dein Server nutzen darf.

welcome-server-waits = 👋 **Easel zeichnet Bilder aus Worten**, aber hier noch nicht: Dieser Server wartet auf den Betreiber von Easel, der entscheidet, welche Server es nutzen dürfen. Niemand muss etwas tun; Easel meldet sich, sobald der Server zugelassen ist.
