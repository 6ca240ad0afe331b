### Was Mitglieder in Antworten lesen, die nur sie sehen: Hilfe, Kontingent, Verlauf, Details, Einstellungen, Kopien.

## /help

help-title = ## Easel zeichnet Bilder aus deinen Worten

help-imagine = { $imagine } mit ein paar Worten genügt. Die Bilder erscheinen in derselben Nachricht, mit Knöpfen zum Neuwürfeln, Bearbeiten, Variieren, Speichern und Löschen.

help-edits-title = **Bilder aus Bildern**

help-edits = { $edit } ändert ein Bild so, wie du es beschreibst. Dasselbe tun ✏️ unter jedem Bild von Easel und **Apps › Bild bearbeiten** bei jeder Nachricht mit einem Bild. Das Ergebnis kannst du wieder bearbeiten.

help-models-title = **Modelle**

help-model-prices = { $price } pro Bild, { $edit } pro Bearbeitung

help-model-unavailable = wird von Runware gerade nicht angeboten

help-model-default = die Voreinstellung

help-flags-title = **Flags im Prompt** wirken wie die Optionen; wenn beides angegeben ist, zählt die Option:

help-flags = `--ar 16:9` `--pro` `--2k` `--count 4` (bis { $most }) `--format png` `--quality 80` `--private` `--spoiler` `--style name`

help-variants = `{"{"}rot, grün{"}"} {"{"}Fuchs, Eule{"}"}` ergibt vier Prompts; den Preis siehst du vorher.

help-quota = { $quota } wie viele Bilder du noch hast, wann neue dazukommen und was deine gekostet haben

help-queue = { $queue } deine offenen Anfragen und wie viel los ist

help-cancel = { $cancel } bricht eine Anfrage ab; wird sie schon gezeichnet, zählt sie trotzdem

help-history = { $history } deine Bilder und Favoriten

help-show = { $show } ein Bild anhand seiner Kurz-ID, und woraus es entstanden ist

help-settings = { $settings } deine Voreinstellungen

help-rules-title = **Regeln**

help-rules = Die Moderatoren eines Servers entscheiden, was dort angefordert und gezeigt werden darf. 🚩 unter einem Bild meldet es ihnen, und nur ihnen; ⚖️ unter einer Ablehnung bittet sie, noch einmal hinzusehen. Ob andere deine Bilder bearbeiten dürfen, wählst du in { $settings }.

help-managers = Die Verwalter des Servers entscheiden, wie viele Bilder du haben kannst; frag sie, wenn du mehr brauchst.

help-charges = Bilder, die nicht ankommen, werden dir nicht berechnet, außer du brichst ab, was schon gezeichnet wird. Nur du und Moderatoren können deine Anfragen abbrechen oder löschen.

## Die Details einer Anfrage

details-requested = **Angefordert von** { $member } { $time }

details-source-reroll = **Neu gewürfelt nach** `{ $id }` von { $author }

details-source-edit = **Bearbeitung von** `{ $id }` von { $author }

details-source-vary = **Variation von** `{ $id }` von { $author }

details-source-asked = **Gemacht aus** `{ $id }` von { $author }

## Dasselbe für ein Bild, das nicht von Easel ist oder das du nicht sehen darfst

details-from-picture-reroll = **Neu gewürfelt nach** einem Bild

details-from-picture-edit = **Bearbeitung** eines Bildes

details-from-picture-vary = **Variation** eines Bildes

details-from-picture-asked = **Gemacht aus** einem Bild

details-drawn = **Gezeichnet als** { $facts }

details-cost = **Kosten** { $price }

details-seeds = { $count ->
    [one] **Seed** { $seeds } (kein Modell nimmt einen Seed an, deshalb lässt sich dieses Bild nicht noch einmal zeichnen)
   *[other] **Seeds** { $seeds } (kein Modell nimmt einen Seed an, deshalb lässt sich dieses Bild nicht noch einmal zeichnen)
}

details-style = **Stil** `{ $name }`

details-model = **Modell** `{ $model }`

details-model-replaced = **Modell** `{ $model }` anstelle von { $former }

details-short-id = **Kurz-ID** `{ $id }`

details-number = **Nummer** `{ $number }`

details-repeat = **Um das noch einmal anzufordern**

details-repeat-with-picture = **Um das noch einmal anzufordern**, mit seinem Bild im Anhang

## /quota

quota-unlimited = { $whose ->
    [you] Du kannst so viele Bilder anfordern, wie du willst; du hattest { $count }
   *[member] Dieses Mitglied kann so viele Bilder anfordern, wie es will; es hatte { $count }
} { $day ->
    [rolling] in den letzten 24 Stunden
   *[calendar] heute, seit { $since }
}.

quota-unlimited-here = { $whose ->
    [you] Du kannst so viele Bilder anfordern, wie du willst, hier höchstens noch { $left }; du hattest { $count }
   *[member] Dieses Mitglied kann so viele Bilder anfordern, wie es will, hier höchstens noch { $left }; es hatte { $count }
} { $day ->
    [rolling] in den letzten 24 Stunden
   *[calendar] heute, seit { $since }
}.

quota-left = { $whose ->
    [you] Du hast noch **{ $left } von { $limit }** Bildern.
   *[member] Dieses Mitglied hat noch **{ $left } von { $limit }** Bildern.
}

quota-had = { $whose ->
    [you] Du hattest { $count }
   *[member] Es hatte { $count }
} { $day ->
    [rolling] in den letzten 24 Stunden
   *[calendar] heute, seit { $since }
}.

quota-all-servers = { $whose ->
    [you] Auf allen Servern zusammen hattest du { $used } von { $limit }.
   *[member] Auf allen Servern zusammen hatte es { $used } von { $limit }.
}

quota-plan-most = Der Plan dieses Servers erlaubt einem Mitglied { $most } am Tag, egal was die Verwalter geben; verbraucht sind davon bisher: { $used }.

quota-next = Jedes ist nach 24 Stunden wieder verfügbar, das nächste { $time }.

quota-next-day = Neue gibt es { $time }.

quota-channel = In diesem Kanal gibt es heute noch **{ $left } von { $limit }** Bildern, für alle Mitglieder zusammen.

quota-grant = { $whose ->
    [you] Die Verwalter dieses Servers haben dir **{ $left }** zusätzlich gegeben; sie gelten, bis sie verbraucht sind.
   *[member] Die Verwalter dieses Servers haben diesem Mitglied **{ $left }** zusätzlich gegeben; sie gelten, bis sie verbraucht sind.
}

quota-grant-until = { $whose ->
    [you] Die Verwalter dieses Servers haben dir **{ $left }** zusätzlich gegeben, gültig bis { $end }.
   *[member] Die Verwalter dieses Servers haben diesem Mitglied **{ $left }** zusätzlich gegeben, gültig bis { $end }.
}

quota-purchase-of-plan = Dieser Server hat den Plan **{ $name }**, gekauft bei Discord, solange der Kauf läuft.

quota-purchase-until-of-plan = Dieser Server hat den Plan **{ $name }**, gekauft bei Discord, bis { $end }.

quota-purchase-of-tier = Du hast die Stufe **{ $name }**, gekauft bei Discord, solange der Kauf läuft.

quota-purchase-until-of-tier = Du hast die Stufe **{ $name }**, gekauft bei Discord, bis { $end }.

quota-cost = { $place ->
    [direct] Deine Bilder in Direktnachrichten haben { $month ->
        [rolling] in den letzten 30 Tagen
       *[calendar] diesen Monat, seit { $since },
    } **{ $price }** gekostet.
   *[server] Deine Bilder auf diesem Server haben { $month ->
        [rolling] in den letzten 30 Tagen
       *[calendar] diesen Monat, seit { $since },
    } **{ $price }** gekostet.
}

quota-source-plan = { $whose ->
    [you] Dein Limit ist das, das hier alle haben.
   *[member] Sein Limit ist das, das hier alle haben.
}

quota-source-server = { $whose ->
    [you] Dein Limit haben die Verwalter dieses Servers für alle Mitglieder festgelegt.
   *[member] Sein Limit haben die Verwalter dieses Servers für alle Mitglieder festgelegt.
}

quota-source-role = { $whose ->
    [you] Dein Limit haben die Verwalter dieses Servers für { $role } festgelegt.
   *[member] Sein Limit haben die Verwalter dieses Servers für { $role } festgelegt.
}

quota-source-tier = { $whose ->
    [you] Dein Limit ist das der Stufe „{ $tier }“, die { $role } hat.
   *[member] Sein Limit ist das der Stufe „{ $tier }“, die { $role } hat.
}

quota-source-member = { $whose ->
    [you] Dein Limit haben die Verwalter dieses Servers für dich festgelegt.
   *[member] Sein Limit haben die Verwalter dieses Servers für dieses Mitglied festgelegt.
}

quota-source-purchase = { $whose ->
    [you] Dein Limit ist das der Stufe „{ $tier }“, die du gekauft hast.
   *[member] Sein Limit ist das der Stufe „{ $tier }“, die dieses Mitglied gekauft hat.
}

## Kleingedrucktes von /quota

quota-unfinished = { $jobs } von { $limit } offenen Anfragen

quota-unfinished-above-limit = { $jobs } offene Anfragen (Limit: { $limit })

quota-cooldown = { $seconds ->
    [one] eine Anfrage pro Sekunde
   *[other] alle { $seconds } Sekunden eine Anfrage
}

quota-max-count = { $count ->
    [one] bis zu { $count } Bild pro Anfrage
   *[other] bis zu { $count } Bilder pro Anfrage
}

quota-max-resolution = bis { $resolution }

## Alternativtexte: was Screenreader vorlesen

alt-text-position = ({ $number } von { $total })

alt-text-before = Vorher: { $description }

## /history

history-pictures = 🖼️ **Deine Bilder**

history-favourites = ⭐ **Deine Favoriten**

history-page = { $page } von { $pages }

history-no-pictures = Hier ist noch nichts; { $imagine } zeichnet dein erstes Bild.

history-no-favourites = Hier ist noch nichts; drücke ⭐ unter einem Bild, das dir gefällt.

history-hidden = { $count ->
    [one] { $count } auf dieser Seite kann dir nicht mehr gezeigt werden.
   *[other] { $count } auf dieser Seite können dir nicht mehr gezeigt werden.
}

history-picture-count = { $count ->
    [one] { $count } Bild
   *[other] { $count } Bilder
}

history-message-deleted = die Nachricht wurde gelöscht

history-not-available = kann hier nicht mehr gezeigt werden

history-restricted = nur in Kanälen mit Altersbeschränkung zu sehen

## Ein Bild des Verlaufs, und woraus es entstanden ist

trail-original = { $count ->
    [one] **Das Original** · { $count } Schritt danach
   *[other] **Das Original** · { $count } Schritte danach
}

trail-step-reroll = **🎲 Neu gewürfelt, { $position } von { $total }**

trail-step-edit = **✏️ Bearbeitung { $position } von { $total }**

trail-step-asked = **✏️ Bearbeitung { $position } von { $total }**

trail-step-vary = **🪄 Variation { $position } von { $total }**

trail-source = entstanden aus `{ $id }` von { $author }

trail-source-shown = entstanden aus `{ $id }` von { $author }, hier das erste

trail-source-hidden = das Ausgangsbild kann nicht gezeigt werden

picture-all-restricted = Runwares Sicherheitsprüfung hat alle diese Bilder markiert; sie sind nur in Kanälen mit Altersbeschränkung zu sehen.

picture-some-restricted = Runwares Sicherheitsprüfung hat { $count } von { $total } dieser Bilder markiert; sie sind nur in Kanälen mit Altersbeschränkung zu sehen.

picture-message-deleted = Die Nachricht mit den Bildern wurde gelöscht, deshalb können sie nicht gezeigt werden; der Prompt ist noch da.

picture-not-available = Die Bilder können hier nicht mehr gezeigt werden; suche die Nachricht, in der sie kamen.

picture-some-shown = { $count ->
    [one] { $count } von { $total } Bildern kann hier gezeigt werden.
   *[other] { $count } von { $total } Bildern können hier gezeigt werden.
}

picture-message-link = [zur Nachricht]({ $url })

picture-not-found-by-id = Ein solches Bild, das du sehen darfst, gibt es nicht; die Kurz-ID, zum Beispiel k3f-9x2, steht unter jedem Bild.

## Favoriten und Beschreibungen

favourite-added = Zu deinen Favoriten hinzugefügt; { $history } zeigt sie.

favourite-removed = Aus deinen Favoriten entfernt.

description-not-author = Nur das Mitglied, das dieses Bild angefordert hat, kann es beschreiben.

description-empty = Die Beschreibung ist leer; schreib, was das Bild zeigt.

description-too-long = Eine Beschreibung kann höchstens { $limit } Zeichen haben, nicht { $length }.

description-saved = Gespeichert: Das Bild hat jetzt diese Beschreibung.

description-saved-private = Für deinen Verlauf und für Kopien gespeichert; die Nachricht selbst bleibt, wie sie ist, weil nur du sie sehen kannst.

description-saved-elsewhere = Für den Verlauf und für Kopien gespeichert; die Nachricht selbst ließ sich nicht ändern.

## /settings

settings-title = ⚙️ **Deine Voreinstellungen**

settings-explanation = Gelten für deine nächsten Anfragen. Optionen einer Anfrage gehen vor; was nicht passt, wird ignoriert.

settings-edits-explanation = Wähle, ob andere deine Bilder bearbeiten dürfen. Das gilt für alle deine Bilder, alte und neue.

settings-field-model = Modell: { $choice }

settings-field-ratio = Form: { $choice }

settings-field-resolution = Auflösung: { $choice }

settings-field-count = Bilder: { $choice }

settings-field-style = Stil: { $choice }

settings-field-format = Format: { $choice }

settings-field-quality = Qualität: { $choice }

settings-field-edits = Andere dürfen meine Bilder bearbeiten: { $choice }

settings-default = Standard ({ $choice })

settings-not-offered = { $choice } (hier nicht angeboten)

settings-no-style = keiner

settings-edits-by-server = wie der jeweilige Server es festlegt

settings-edits-yes = ja

settings-edits-no = nein

button-settings-private-on = Privat: an

button-settings-private-off = Privat: aus

button-settings-spoiler-on = Spoiler: an

button-settings-spoiler-off = Spoiler: aus

button-settings-reset = Zurücksetzen

settings-choice-outdated = Diese Auswahl gibt es nicht mehr; öffne /settings noch einmal, um zu sehen, was es gibt.

## Die Stile eines Servers

styles-title = 🎨 **Stile dieses Servers**

styles-none = Dieser Server hat noch keine eigenen Stile.

styles-everywhere = Auf jedem Server verfügbar: { $names }

style-added = Alle hier können jetzt den Stil „{ $name }“ wählen.

style-removed = Der Stil „{ $name }“ wurde entfernt.

## Antworten, wenn etwas schiefging

reply-internal-error = Im Bot ist etwas schiefgegangen; es wurde nichts berechnet. Der Betreiber des Bots kann sehen, was passiert ist.

reply-discord-down = Discord hat Easel nicht geantwortet, versuch es also in einer Minute noch einmal; es wurde nichts berechnet.

reply-too-slow = Easel ist gerade langsam; versuch es gleich noch einmal. { -nothing-charged }

reply-form-outdated = Dieses Formular funktioniert nicht mehr; öffne es bitte noch einmal. { -nothing-charged }

reply-command-changed = Dieser Befehl hat sich geändert; lade Discord neu (Strg+R) und versuch es noch einmal.

reply-value-not-usable = „{ $value }“ kann dort nicht verwendet werden.

reply-no-channel = Discord hat nicht gesagt, welcher Kanal das ist, deshalb kann hier nichts gezeigt werden; es wurde nichts berechnet.

reply-no-easel-picture-details = In dieser Nachricht ist kein Bild von Easel, deshalb gibt es keine Details.

reply-no-easel-picture-report = In dieser Nachricht ist kein Bild von Easel; du kannst einem Moderator Bescheid geben oder sie Discord melden.

reply-nothing-charged = { -nothing-charged }

## Der Satz hinter einer Ablehnung, mit der Zeit, ab der die Anfrage möglich ist

retry-again = Du kannst es { $time } noch einmal versuchen.

retry-room-for-it = Platz dafür ist { $time } wieder.

retry-quota = { $missing ->
    [one] Das nächste wird { $time } frei.
   *[other] Genug für diese Anfrage sind { $time } wieder frei.
}

retry-quota-or-manager = { $missing ->
    [one] Das nächste wird { $time } frei, oder die Verwalter dieses Servers erlauben mehr.
   *[other] Genug für diese Anfrage sind { $time } wieder frei, oder die Verwalter dieses Servers erlauben mehr.
}

retry-after-refusals = Zu viele deiner Anfragen wurden abgelehnt: Du kannst es { $time } noch einmal versuchen.

retry-blocked-forever = Die Sperre hat kein Ende, solange sie nicht aufgehoben wird; es wurde nichts berechnet.

retry-blocked = Die Sperre endet { $time }; es wurde nichts berechnet.

## Dasselbe in /quota, das nichts ablehnt

obstacle-room = Platz ist { $time } wieder.

obstacle-blocked-forever = Die Sperre hat kein Ende, solange sie nicht aufgehoben wird.

obstacle-blocked = Die Sperre endet { $time }.

## Kopien als Direktnachricht (der Knopf „Als DM“)

copies-dm-closed = Discord lässt nicht zu, dass Easel dir schreibt. Erlaube Direktnachrichten von diesem Server in seinen Privatsphäre-Einstellungen und drück den Knopf in einer Minute noch einmal; es wurde nichts berechnet.

copies-unreadable = Diese Bilder lassen sich nicht mehr lesen. Drück den Knopf unter der Nachricht, die sie zeigt; es wurde nichts berechnet.

copies-restricted = Runwares Sicherheitsprüfung hat diese Bilder markiert, und dieser Server zeigt markierte Bilder nur in Kanälen mit Altersbeschränkung, deshalb können sie dir nicht geschickt werden; es wurde nichts berechnet.

copies-discord-down = Discord hat gerade keine Nachricht an dich angenommen. Drück den Knopf in einer Minute noch einmal; es wurde nichts berechnet.

copies-too-large = Diese Bilder sind zu groß für eine Direktnachricht; es wurde nichts berechnet.

copies-sent-recently = Du hast vor weniger als einer Minute Kopien dieser Bilder angefordert; es wurde nichts berechnet.

copies-still-sending = Kopien von { $limit } anderen Nachrichten sind noch auf dem Weg zu dir; drück den Knopf noch einmal, wenn sie da sind. { -nothing-charged }

copies-busy = Gerade werden viele Kopien verschickt; drück den Knopf in einer Minute noch einmal. { -nothing-charged }

copies-sent = Als Direktnachricht an dich geschickt.

copies-partly-sent = { $count ->
    [one] { $count } von { $total } Bildern wurde dir als Direktnachricht geschickt; die anderen sind in einer anderen Nachricht, waren nicht lesbar oder sind zu groß.
   *[other] { $count } von { $total } Bildern wurden dir als Direktnachricht geschickt; die anderen sind in einer anderen Nachricht, waren nicht lesbar oder sind zu groß.
}

copies-partly-sent-restricted = { $count ->
    [one] { $count } von { $total } Bildern wurde dir als Direktnachricht geschickt; die anderen wurden markiert (nur in Kanälen mit Altersbeschränkung zu sehen), waren nicht lesbar oder sind zu groß.
   *[other] { $count } von { $total } Bildern wurden dir als Direktnachricht geschickt; die anderen wurden markiert (nur in Kanälen mit Altersbeschränkung zu sehen), waren nicht lesbar oder sind zu groß.
}

copies-origin = [wo es entstanden ist]({ $url })

## Das Bild, von dem eine Bearbeitung ausgeht

source-no-picture = In dieser Nachricht ist kein Bild, von dem man ausgehen könnte; es wurde nichts berechnet.

source-message-deleted = Diese Nachricht wurde gelöscht, deshalb kann ihr Bild nicht verwendet werden; es wurde nichts berechnet.

source-no-access = Easel kann diese Nachricht nicht sehen; häng das Bild bitte an `/edit` an. { -nothing-charged }

source-not-found = Easel findet dieses Bild nicht mehr; wähle bitte noch einmal „Bild bearbeiten“ bei seiner Nachricht. { -nothing-charged }

source-discord-down = Discord konnte diese Nachricht nicht laden; versuch es in einer Minute noch einmal. { -nothing-charged }

## Direktnachrichten über eine Sperre oder einen Einspruch

dm-block-ended = Deine Sperre auf „{ $server }“ ist zu Ende; du kannst dort wieder Bilder anfordern.

dm-block-lifted = Ein Moderator von „{ $server }“ hat deine Sperre aufgehoben; du kannst dort wieder Bilder anfordern.

dm-appeal-accepted = Die Moderatoren von „{ $server }“ haben deinem Einspruch stattgegeben: Deine Anfrage wird jetzt gezeichnet, kostenlos.

dm-appeal-rejected = Die Moderatoren von „{ $server }“ haben deinen Einspruch abgelehnt; es wurde nichts berechnet.

dm-appeal-expired = Kein Moderator von „{ $server }“ hat rechtzeitig über deinen Einspruch entschieden; es wurde nichts berechnet.

dm-reason-of-appeal = Die Begründung: { $reason }.

## Wo ein Bild in der Galerie seiner Nachricht steht

place-in-second-message = zweite Nachricht

place-large = das große

place-top-right = oben rechts

place-bottom-right = unten rechts

place-left = links

place-right = rechts

place-top-left = oben links

place-bottom-left = unten links

place-bottom-middle = unten Mitte

place-top-middle = oben Mitte

place-top-row = obere Reihe

place-middle-row-left = mittlere Reihe links

place-middle-row-middle = mittlere Reihe Mitte

place-middle-row-right = mittlere Reihe rechts

place-bottom-row-left = untere Reihe links

place-bottom-row-middle = untere Reihe Mitte

place-bottom-row-right = untere Reihe rechts

place-top-row-left = obere Reihe links

place-top-row-right = obere Reihe rechts

place-top-row-middle = obere Reihe Mitte

place-first-row = erste Reihe

place-second-row-left = zweite Reihe links

place-second-row-middle = zweite Reihe Mitte

place-second-row-right = zweite Reihe rechts

place-third-row-left = dritte Reihe links

place-third-row-middle = dritte Reihe Mitte

place-third-row-right = dritte Reihe rechts

place-last-row-left = letzte Reihe links

place-last-row-middle = letzte Reihe Mitte

place-last-row-right = letzte Reihe rechts
