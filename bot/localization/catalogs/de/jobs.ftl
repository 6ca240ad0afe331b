### Die Nachrichten zu Anfragen in Kanälen: wartend, beim Zeichnen, die Bilder, und wie eine Anfrage endete.

job-waiting = ⏳ **In der Warteschlange: { $position } von { $total }**

job-drawing = 🎨 **Wird gezeichnet …**

job-drawing-usually = 🎨 **Wird gezeichnet …** dauert meistens { $estimate }

job-others = { $count ->
    [one] und 1 weitere Anfrage mit eigener Nachricht
   *[other] und { $count } weitere Anfragen, jede mit eigener Nachricht
}

job-held = **Die Bilder werden zuerst von Moderatoren geprüft.** Sie erscheinen hier, sobald sie freigegeben sind.

job-prompt-hidden = -# AutoMod lässt den Prompt auf diesem Server in dieser Nachricht nicht zu.

job-ended = Diese Anfrage endete ohne Bilder; es wurde nichts berechnet.

job-removed = Diese Bilder wurden von Moderatoren entfernt.

job-removed-because = Diese Bilder wurden von Moderatoren entfernt: { $reason }.

job-moved-to-dm = Die Antwort auf die Anfrage von { $member } wurde als Direktnachricht geschickt.

job-moved = Die Antwort auf diese Anfrage steht in [einer anderen Nachricht]({ $url }).

job-overflow-numbers = { $first } bis { $count } von { $count }

## Das Kleingedruckte unter Bildern

size-as-reference = in der Form des Bildes

job-model-replaced = Runware bietet { $former } nicht mehr an, deshalb zeichnet { $model }.

job-seconds = { $seconds } s

job-images-left = noch { $count }

job-shrunk = Einige Dateien wurden verkleinert, damit sie in die Nachricht passen.

job-other-format = Runware hat { $formats } geschickt statt { $requested } wie gewünscht.

job-spoilers = { $count ->
    [one] Runwares Sicherheitsprüfung hat ein Bild markiert, deshalb ist es als Spoiler verdeckt.
   *[other] Runwares Sicherheitsprüfung hat { $count } Bilder markiert, deshalb sind sie als Spoiler verdeckt.
}

alt-text-hidden = Ein von KI erzeugtes Bild

job-source-reroll = { $whose ->
    [own] 🎲 Neu gewürfelt von { $author } nach { $count ->
        [one] einem eigenen { $open }Bild{ $close }
       *[other] eigenen { $open }Bildern{ $close }
    }
   *[member] 🎲 Neu gewürfelt von { $author } nach { $count ->
        [one] einem { $open }Bild{ $close }
       *[other] { $open }Bildern{ $close }
    } von { $owner }
}

job-source-edit = { $whose ->
    [own] ✏️ Bearbeitung von { $author } nach { $count ->
        [one] einem eigenen { $open }Bild{ $close }
       *[other] eigenen { $open }Bildern{ $close }
    }
   *[member] ✏️ Bearbeitung von { $author } nach { $count ->
        [one] einem { $open }Bild{ $close }
       *[other] { $open }Bildern{ $close }
    } von { $owner }
}

job-source-vary = { $whose ->
    [own] 🪄 Variation von { $author } nach { $count ->
        [one] einem eigenen { $open }Bild{ $close }
       *[other] eigenen { $open }Bildern{ $close }
    }
   *[member] 🪄 Variation von { $author } nach { $count ->
        [one] einem { $open }Bild{ $close }
       *[other] { $open }Bildern{ $close }
    } von { $owner }
}

job-source-asked = { $whose ->
    [own] 🎲 Gemacht von { $author } aus { $count ->
        [one] einem eigenen { $open }Bild{ $close }
       *[other] eigenen { $open }Bildern{ $close }
    }
   *[member] 🎲 Gemacht von { $author } aus { $count ->
        [one] einem { $open }Bild{ $close }
       *[other] { $open }Bildern{ $close }
    } von { $owner }
}

## Es kamen weniger Bilder als angefragt

job-missing-refused = Angekommen: { $shown } von { $requested }; die Sicherheitsprüfung des Anbieters hat den Rest abgelehnt.

job-missing-failed = Angekommen: { $shown } von { $requested }; der Rest konnte nicht gezeichnet werden.

job-missing-withheld-none = Angekommen: { $shown } von { $requested }; Runwares Sicherheitsprüfung hat { $withheld ->
    [one] eins
   *[other] { $withheld }
} markiert, und dieser Server zeigt markierte Bilder hier nicht.

job-missing-withheld-refused = Angekommen: { $shown } von { $requested }; Runwares Sicherheitsprüfung hat { $withheld ->
    [one] eins
   *[other] { $withheld }
} markiert, und dieser Server zeigt markierte Bilder hier nicht; die Sicherheitsprüfung des Anbieters hat den Rest abgelehnt.

job-missing-withheld-failed = Angekommen: { $shown } von { $requested }; Runwares Sicherheitsprüfung hat { $withheld ->
    [one] eins
   *[other] { $withheld }
} markiert, und dieser Server zeigt markierte Bilder hier nicht; der Rest konnte nicht gezeichnet werden.

job-missing-charged = Berechnet werden nur diese.

## Was /queue und /cancel zeigen

queue-own = **Deine**

queue-empty = Du hast keine offenen Anfragen.

queue-total = Alle Mitglieder: { $waiting } in der Warteschlange, { $drawing } beim Zeichnen

queue-nothing-to-cancel = Du hast keine Anfrage, die sich abbrechen lässt.

queue-unknown = Diese Anfrage gibt es nicht; wähle eine von denen, die angeboten werden.

job-state-reserved = gerade eingegangen

job-state-waiting = in der Warteschlange

job-state-submitted = wird gezeichnet

job-state-ready = auf dem Weg zu dir

job-state-held = wartet auf Moderatoren

## Der Preis teurer Anfragen, bevor sie gezeichnet werden

price-edits = { $count ->
    [one] 1 × Bearbeitung mit { $model } = { $price }
   *[other] { $count } × Bearbeitung mit { $model } = { $price }
}

price-pictures-of-model = { $count ->
    [one] 1 × Bild mit { $model } = { $price }
   *[other] { $count } × Bild mit { $model } = { $price }
}

price-pictures = { $count ->
    [one] 1 Bild = { $price }
   *[other] { $count } Bilder = { $price }
}

price-of-left = { $cost }, verbraucht { $count } von deinen { $left } übrigen

price-hint = Bevor du auf den Knopf drückst, wird nichts berechnet.

price-as-typed = Oder zeichne den Text so, wie du ihn geschrieben hast, mit seinen Klammern: { $cost }.

price-variants-error = { $error } Du kannst stattdessen den Text zeichnen lassen, wie du ihn geschrieben hast:

price-discarded = Es wird nichts gezeichnet, und es wurde nichts berechnet.

price-model-replaced = Runware bietet { $former } nicht mehr an, deshalb zeichnet { $model }.

price-fact-edit = Bearbeitung mit { $model }

price-fact-picture = Bild mit { $model }

price-fact-quality = Qualität { $quality }

price-fact-private = privat

price-fact-spoiler = Spoiler

## Warum fertige Bilder nicht geschickt werden konnten

job-undeliverable = Easel konnte das nicht zustellen: Discord hat es weder in diesem Kanal noch als Direktnachricht angenommen. { -nothing-charged }

job-undeliverable-flagged = Easel konnte das nicht zustellen: Discord hat es in diesem Kanal nicht angenommen, und markierte Bilder werden nie als Direktnachricht geschickt. { -nothing-charged }

job-too-large = Die Bilder sind für diesen Kanal zu groß, auch nachdem sie verkleinert wurden; es wurde nichts berechnet.

## Wie lange eine Anfrage meistens dauert

estimate-about-seconds = etwa { $time } s

estimate-range-of-seconds = { $low } bis { $high } s

estimate-about-minutes = etwa { $time } Minuten

estimate-range-of-minutes = { $low } bis { $high } Minuten

estimate-seconds-to-minutes = { $low } s bis { $high } Minuten

sentence-of-other-version = Der Grund lässt sich nicht anzeigen: Eine andere Version von Easel hat ihn geschrieben.
