### Die Antworten von /admin quota, und Kontingente in Worten.

-nothing-changed = Es wurde nichts geändert.

admin-quota-none = nichts Eigenes

admin-pictures =
    { $count ->
        [-1] beliebig viele Bilder
        [one] ein Bild
       *[other] { $count } Bilder
    }

admin-pictures-a-day =
    { $count ->
        [-1] beliebig viele Bilder am Tag
        [one] ein Bild am Tag
       *[other] { $count } Bilder am Tag
    }

admin-pictures-a-day-if-set =
    { $count ->
        [-1] wenn Verwalter es festlegen, beliebig viele Bilder am Tag
        [one] wenn Verwalter es festlegen, ein Bild am Tag
       *[other] wenn Verwalter es festlegen, { $count } Bilder am Tag
    }

admin-pictures-as-plan = so viele Bilder am Tag, wie der Plan erlaubt

admin-pictures-a-request =
    { $count ->
        [one] höchstens ein Bild pro Anfrage
       *[other] höchstens { $count } Bilder pro Anfrage
    }

admin-resolution-at-most = höchstens { $resolution }

admin-requests-at-once =
    { $count ->
        [-1] beliebig viele Anfragen gleichzeitig
        [one] eine Anfrage gleichzeitig
       *[other] { $count } Anfragen gleichzeitig
    }

admin-cooldown =
    { $seconds ->
        [0] keine Wartezeit
        [one] { $seconds } Sekunde Wartezeit
       *[other] { $seconds } Sekunden Wartezeit
    }

admin-quota-day-rolling = die letzten 24 Stunden

admin-quota-day-of-calendar = der Kalendertag in { $zone }

admin-quota-of-server = der ganze Server

admin-quota-target-server = Der ganze Server

admin-quota-target =
    { $kind ->
        [roles] Rolle { $name }
        [members] Mitglied { $name }
       *[channels] Kanal { $name }
    }

admin-quota-title = **Bilder auf diesem Server**

admin-quota-page = { $page } von { $pages }

admin-quota-day-line-rolling = - als Tag zählen die letzten 24 Stunden

admin-quota-day-line-calendar = - ein Tag ist der Kalendertag in { $zone } (gewählt { $since }; bis zum ersten Tag, der mehr als 24 Stunden später beginnt, zählen noch die letzten 24 Stunden)

admin-quota-plan-line = - ohne Einstellung, wie der Plan sagt: { $plan }

admin-quota-line = { $target }: { $quota }

admin-quota-line-channel = { $target }: { $quota }, alle Mitglieder zusammen

admin-quota-line-above-plan = { $target }: { $quota } (der Plan erlaubt { $most })

admin-quota-note = -# Die eigene Einstellung eines Mitglieds geht denen von Rollen vor; von mehreren Rollen zählt die mit den meisten Bildern. Was eine Einstellung offenlässt, ist wie für den ganzen Server. Ändere sie mit `/admin quota set`, und sieh dir ein Mitglied mit `/admin quota show member:` an.

placeholder-admin-quota-remove = Eine Einstellung entfernen

admin-quota-saved = Gespeichert für { $target }: { $quota } (vorher: { $before }).

admin-quota-plan-most =
    { $count ->
        [-1] Der Plan erlaubt beliebig viele Bilder am Tag.
        [one] Der Plan erlaubt ein Bild am Tag.
       *[other] Der Plan erlaubt { $count } Bilder am Tag.
    }

admin-quota-day-changed = Als Tag zählt jetzt: { $day_after } (vorher: { $day_before }).

admin-quota-day-changes = Als Tag zählt jetzt: { $day_after } (vorher: { $day_before }). Bis zum ersten Tag, der mehr als 24 Stunden später beginnt, zählen noch die letzten 24 Stunden.

admin-quota-removed = Entfernt für { $target }: { $quota }.

admin-quota-already-removed = Diese Einstellung wurde schon entfernt.

admin-quota-grant-origin = (von { $manager }: { $reason })

admin-quota-granted = { $member } kann **{ $pictures }** zusätzlich haben, über den Tag hinaus, bis sie aufgebraucht sind.

admin-quota-granted-until = { $member } kann **{ $pictures }** zusätzlich haben, über den Tag hinaus, bis { $end }.

admin-quota-granted-most =
    { $count ->
        [one] An einem Tag gibt es trotzdem höchstens ein Bild, weil der Plan dieses Servers es so sagt.
       *[other] An einem Tag gibt es trotzdem höchstens { $count } Bilder, weil der Plan dieses Servers es so sagt.
    }

admin-quota-reset-pictures =
    { $count ->
        [one] Ein Bild von { $member } zählt nicht mehr.
       *[other] { $count } Bilder von { $member } zählen nicht mehr.
    }

admin-quota-reset-nothing = Es gab nichts zurückzusetzen: Heute zählt kein fertiges Bild von { $member }.

admin-quota-reset-running = -# Anfragen, die noch laufen, zählen weiter.

admin-quota-changed = Kontingent geändert

admin-quota-change = { $target }: { $before } → { $after }

admin-quota-change-with-day = { $change }; ein Tag: { $day_before } → { $day_after }

admin-quota-grant-action = Bilder geschenkt

admin-quota-grant-detail = { $pictures } zusätzlich: { $reason }

admin-quota-grant-detail-days =
    { $days ->
        [one] { $pictures } zusätzlich für { $days } Tag: { $reason }
       *[other] { $pictures } zusätzlich für { $days } Tage: { $reason }
    }

admin-quota-reset-action = Kontingent zurückgesetzt

admin-quota-reset-detail = { $pictures } → keine Bilder: { $reason }

admin-quota-no-reason = ohne Begründung

admin-quota-panel-outdated = Diese Übersicht funktioniert nicht mehr; /admin quota show öffnet eine neue.

admin-quota-one-target = Wähle ein Mitglied, eine Rolle oder einen Kanal, nicht mehreres davon. { -nothing-changed }

admin-quota-day-of-server = Was als Tag zählt, gilt für den ganzen Server; wähle es ohne Mitglied, Rolle oder Kanal. { -nothing-changed }

admin-quota-bot = Bots können keine Bilder anfordern und brauchen deshalb kein Kontingent. { -nothing-changed }

admin-quota-channel-has-no-pace = Für einen Kanal gibt es weder gleichzeitige Anfragen noch eine Wartezeit; lege sie für Mitglieder, Rollen oder den ganzen Server fest. { -nothing-changed }

admin-quota-pictures-above-plan =
    { $count ->
        [one] Der Plan dieses Servers erlaubt einem Mitglied höchstens ein Bild am Tag. { -nothing-changed }
       *[other] Der Plan dieses Servers erlaubt einem Mitglied höchstens { $count } Bilder am Tag. { -nothing-changed }
    }

admin-quota-requests-above-plan =
    { $count ->
        [one] Der Plan dieses Servers erlaubt einem Mitglied höchstens eine Anfrage gleichzeitig. { -nothing-changed }
       *[other] Der Plan dieses Servers erlaubt einem Mitglied höchstens { $count } Anfragen gleichzeitig. { -nothing-changed }
    }

admin-quota-cooldown-below-plan =
    { $seconds ->
        [one] Der Plan dieses Servers verlangt mindestens { $seconds } Sekunde Wartezeit. { -nothing-changed }
       *[other] Der Plan dieses Servers verlangt mindestens { $seconds } Sekunden Wartezeit. { -nothing-changed }
    }

too-many-quotas =
    { $kind ->
        [roles] Höchstens { $limit } Rollen können eigene Kontingente haben; entferne zuerst eines.
        [members] Höchstens { $limit } Mitglieder können eigene Kontingente haben; entferne zuerst eines.
       *[channels] Höchstens { $limit } Kanäle können eigene Kontingente haben; entferne zuerst eines.
    }

too-many-roles = Ein Server kann dafür höchstens { $limit } Rollen haben; entferne zuerst eine.
