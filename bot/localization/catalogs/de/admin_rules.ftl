### Die Antworten von /admin channel, /admin role, /admin log und /admin style.

managers-only = Das können nur Mitglieder, die diesen Server verwalten können.

server-unavailable = Discord sendet gerade keine Angaben über diesen Server; bitte versuch es in einer Minute noch einmal.

admin-mode-open = alle können Bilder anfordern

admin-mode-approval = alle können Bilder anfordern; Moderatoren prüfen sie, bevor sie gezeigt werden

admin-mode-off = niemand kann Bilder anfordern

admin-mode-moderators = nur Moderatoren können Bilder anfordern

admin-channel-only-models = nur mit { $models }

admin-channel-private-only = Bilder sieht nur das Mitglied, das sie anfordert

admin-model-not-offered = { $model } (hier nicht angeboten)

admin-other-channels = Kanäle ohne eigene Einstellungen

admin-channel-saved = Gespeichert für { $channel }: { $rules }.

admin-channel-cleared = Die Einstellungen für { $channel } sind gelöscht. Dort gilt jetzt: { $rules }.

admin-channels-title = **Wo Mitglieder Bilder anfordern können**

admin-channels-everywhere = - überall: { $rules }

admin-channels-elsewhere = - überall sonst: { $rules }

admin-channels-line = - { $channel }: { $rules }

admin-channels-more =
    { $count ->
        [one] - und { $count } weiterer Kanal
       *[other] - und { $count } weitere Kanäle
    }

admin-channels-note = -# Für Threads und Beiträge gilt, was für ihren Kanal gilt. In Direktnachrichten gelten die Einstellungen des Servers nicht.

admin-channel-changed-action = Einstellungen eines Kanals geändert

admin-channel-cleared-action = Einstellungen eines Kanals gelöscht

admin-channel-detail = { $channel }: { $rules }

admin-channel-or-elsewhere = Wähle einen Kanal oder elsewhere, nicht beides.

admin-channel-reset-not-combinable = „Wie sonst“ löscht dort alle Einstellungen; kombiniere es deshalb nicht mit model oder private_only.

admin-models-missing = Schreib die Modelle durch Kommas getrennt, oder schreib { $all }.

admin-model-not-in-plan = Der Plan dieses Servers enthält das Modell { $model } nicht; wähle { $models }. { -nothing-changed }

admin-plan-without-models = Der Plan dieses Servers enthält das Modell { $model } nicht; er enthält kein Modell. { -nothing-changed }

admin-roles-title = **Wer hier Bilder anfordern kann**

admin-roles-requesters = - Bilder anfordern können: { $requesters }

admin-requesters-everyone = alle

admin-requesters-with-roles = Mitglieder mit { $roles }

admin-requesters-since =
    { $days ->
        [one] { $requesters }, die seit mindestens einem Tag auf diesem Server sind
       *[other] { $requesters }, die seit mindestens { $days } Tagen auf diesem Server sind
    }

admin-roles-moderators = - als Moderatoren zählen: Mitglieder, die Nachrichten verwalten können

admin-roles-moderators-or-roles = - als Moderatoren zählen: Mitglieder, die Nachrichten verwalten können oder { $roles } haben

admin-roles-tier = - die Limits von „{ $tier }“ haben: Mitglieder mit { $roles } ({ $limits })

admin-tier-not-offered = diese Stufe bietet der Betreiber hier nicht mehr an: Es gelten die üblichen Limits

admin-tier-pause =
    { $seconds ->
        [one] eine pro Sekunde
       *[other] eine alle { $seconds } Sekunden
    }

admin-tier-no-pause = keine Pause dazwischen

admin-roles-note = -# Moderatoren können immer Bilder anfordern, außer wo es ausgeschaltet ist.

admin-roles-tiers-note = -# Wer mehrere Stufen hat, bekommt die großzügigste.

admin-role-changed-action = Einstellungen von Rollen geändert

admin-role-detail = { $role }: { $purpose }

admin-role-detail-removed = { $role }: nicht mehr „{ $purpose }“

admin-role-purpose-with-tier = { $purpose } ({ $tier })

admin-role-every = jede Rolle

admin-role-detail-days = Tage auf dem Server: { $days }

admin-role-and-purpose = Wähle sowohl eine Rolle als auch, wofür sie ist.

admin-role-everyone = @everyone umfasst alle Mitglieder; wähle eine Rolle, die nur manche haben.

admin-role-tier-alone = Eine Stufe lässt sich nur mit dem Zweck „hat die Limits einer Stufe“ verbinden.

admin-role-no-tiers = Der Betreiber von Easel bietet für diesen Server keine Stufen an (limits.tiers in der Konfiguration, und die Stufen des Plans).

admin-role-tier-missing = Wähle auch eine Stufe: { $tiers }.

admin-role-tier-unknown = Es gibt keine Stufe „{ $tier }“; wähle { $tiers }.

admin-log-set = Entscheidungen werden ab jetzt in { $channel } gemeldet.

admin-log-set-public = Entscheidungen werden ab jetzt in { $channel } gemeldet, wo alle sie lesen können. Meldungen und Bilder, die auf Freigabe warten, erscheinen dort nicht; wähle dafür einen Kanal, den nur Moderatoren lesen können.

admin-log-current = Entscheidungen werden in { $channel } gemeldet. Mit `off` schaltest du das aus.

admin-log-problem = { $problem }.

admin-log-none = Dieser Server hat keinen Moderatorenkanal; Entscheidungen werden trotzdem festgehalten. Wähle einen mit `channel`.

admin-log-off = Entscheidungen werden in keinem Kanal mehr gemeldet; festgehalten werden sie weiterhin.

admin-log-no-cards = Bilder warten weiterhin auf Freigabe; Moderatoren finden sie nur mit /mod cases.

admin-log-changed-action = Moderatorenkanal geändert

admin-log-no-channel = kein Kanal

admin-channel-or-off = Wähle einen Kanal oder off, nicht beides.

admin-log-not-writable = Easel kann in { $channel } nicht schreiben. Erlaube ihm dort { $permissions }, und versuch es noch einmal.

admin-log-needed-approval = { $problem }, und ohne einen geeigneten Kanal kann niemand Bilder freigeben. { $remedy }, mit /admin log oder /admin setup. { -nothing-changed }

admin-log-needed-hold = { $problem }, und ohne einen geeigneten Kanal kann niemand über markierte Bilder entscheiden. { $remedy }, mit /admin log oder /admin setup. { -nothing-changed }

admin-log-needed-in-panel-approval = { $problem }, und ohne einen geeigneten Kanal kann niemand Bilder freigeben. { $remedy }, in der Liste unten. { -nothing-changed }

admin-log-needed-in-panel-hold = { $problem }, und ohne einen geeigneten Kanal kann niemand über markierte Bilder entscheiden. { $remedy }, in der Liste unten. { -nothing-changed }

## Was mit dem Moderatorenkanal nicht stimmt: Satzanfänge ohne Punkt

mod-channel-missing = Dieser Server hat keinen Moderatorenkanal

mod-channel-gone = Den Moderatorenkanal gibt es nicht mehr

mod-channel-lacks = Easel fehlen im Moderatorenkanal { $channel } Berechtigungen ({ $permissions })

mod-channel-public = Alle können den Moderatorenkanal { $channel } lesen

## Was zu tun ist: beginnen hier einen Satz, ohne Punkt

mod-channel-choose = Wähle zuerst einen Kanal, den nur Moderatoren lesen können

mod-channel-allow = Gib sie Easel zuerst dort oder wähle einen anderen Kanal

mod-channel-hide = Verbirg ihn zuerst vor @everyone oder wähle einen anderen Kanal

permission-view-channel = Kanal anzeigen

permission-send-messages = Nachrichten senden

permission-send-messages-in-threads = Nachrichten in Threads senden

permission-embed-links = Links einbetten

permission-attach-files = Dateien anhängen

permission-read-message-history = Nachrichtenverlauf anzeigen

admin-style-name-invalid = Der Name eines Stils hat bis zu { $limit } Kleinbuchstaben, Ziffern, - und _ und beginnt mit einem Buchstaben oder einer Ziffer.

admin-style-empty = Der Text des Stils ist leer; schreib, was der Stil zu einem Prompt hinzufügt.

admin-style-too-long = Der Text eines Stils kann höchstens { $limit } Zeichen haben; bitte kürze ihn.

admin-style-reserved = „none“ bedeutet schon „kein Stil“; bitte wähle einen anderen Namen.

admin-style-unknown = Dieser Server hat keinen eigenen Stil „{ $style }“; /admin style list zeigt seine Stile.
