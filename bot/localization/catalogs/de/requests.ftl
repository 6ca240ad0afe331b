### Requests for pictures: what is impossible, and how they ended.

cancelled = Abgebrochen; es wurde nichts berechnet.

cancelled-while-drawing = Abgebrochen. Es wurde schon gezeichnet und zählt deshalb trotzdem: { $count ->
    [one] 1 Bild
   *[other] { $count } Bilder
}.

cancelled-after-drawing = Abgebrochen. Es war schon fertig gezeichnet und zählt deshalb trotzdem: { $count ->
    [one] 1 Bild
   *[other] { $count } Bilder
}.

## The same with a few words of the prompt

named-cancelled = „{ $name }“ abgebrochen; es wurde nichts berechnet.

named-cancelled-while-drawing = „{ $name }“ abgebrochen. Es wurde schon gezeichnet und zählt deshalb trotzdem: { $count ->
    [one] 1 Bild
   *[other] { $count } Bilder
}.

named-cancelled-after-drawing = „{ $name }“ abgebrochen. Es war schon fertig gezeichnet und zählt deshalb trotzdem: { $count ->
    [one] 1 Bild
   *[other] { $count } Bilder
}.

## Models. $model is the model's label, $able lists what is possible.

model-unknown = Es gibt kein Modell „{ $model }“. Verwenden kannst du { $able }.

model-not-offered = Runware bietet { $model } gerade nicht an; verwenden kannst du { $able }.

model-not-offered-nor-another = Runware bietet { $model } gerade nicht an; der Betreiber des Bots wurde benachrichtigt, versuch es bitte später noch einmal.

model-suspended = Easel zeichnet gerade nicht mit { $model }, weil Runware dafür weit mehr als den Preis verlangt; der Betreiber weiß Bescheid, und du kannst { $able } verwenden.

model-suspended-nor-another = Easel zeichnet gerade nicht mit { $model }, weil Runware dafür weit mehr als den Preis verlangt; der Betreiber weiß Bescheid; versuch es bitte später noch einmal.

model-resolutions = { $model } zeichnet in { $able }, nicht in { $resolution }.

model-ratios = { $model } zeichnet in { $resolution } die Formen { $able }, nicht { $ratio }.

## Flags inside a prompt. $flag is what was typed, such as "--ar 3:7".

flag-ratio = { $flag } lässt sich nicht zeichnen: Verwenden kannst du { $able }.

flag-ratio-nearest = { $flag } lässt sich nicht zeichnen: Am nächsten kommt { $nearest }, und verwenden kannst du { $able }.

flag-number = { $flag } geht nicht: Schreib eine Zahl von { $minimum } bis { $maximum }.

flag-format = { $flag } geht nicht: Schreib { $able }.

flag-needs-value = Nach { $flag } fehlt ein Wert, zum Beispiel { $example }.

flag-needs-name = Nach { $flag } fehlt ein Wert: Schreib dahinter den Namen.

flag-takes-no-value = { $flag } nimmt keinen Wert an: Schreib nur { $flag }, oder lass es weg.

# $flags is a list of $count flags, each maybe with its reason; $as_text is an example such as "-- word".
flags-unsupported = { $count ->
    [one] { $flags } wird hier nicht verwendet
   *[other] { $flags } werden hier nicht verwendet
}; möglich sind { $able }. Damit ein Wort Text bleibt, setz ein Leerzeichen hinter die Striche: „{ $as_text }“.

# The last item of a list of flags.
flags-more = { $count ->
    [one] 1 weiteres
   *[other] { $count } weitere
}

flag-with-reason = { $flag } ({ $reason })

## Why a flag of another bot does not exist here

foreign-flag-seed = kein Modell hier nimmt einen Seed an

foreign-flag-negative-prompt = kein Modell hier nimmt einen negativen Prompt an, also schreib, was du haben willst

foreign-flag-model = ein Modell wählst du mit --model

foreign-flag-strength-of-style = kein Modell hier nimmt eine Stilstärke an, also beschreib sie in Worten

foreign-flag-surprise = bei keinem Modell hier lässt sich einstellen, wie sehr es überrascht

foreign-flag-quality = die Qualität ist --quality 20 bis 99

foreign-flag-tiles = kein Modell hier zeichnet Kacheln

foreign-flag-address = kein Modell hier nimmt ein Bild über seine Adresse an

foreign-flag-speed = es gibt nur eine Geschwindigkeit

foreign-flag-size = die Größe ergibt sich aus --ar und --2k

foreign-flag-nothing-like-it = kein Modell hier nimmt es an

foreign-flag-visibility = wer es sieht, wählst du mit --private

## Why Easel cannot draw now

spending-stopped = Easel kann gerade nicht zeichnen, und der Betreiber des Bots wurde benachrichtigt. Es geht von selbst weiter, sobald das Konto bei Runware wieder funktioniert. Es wurde nichts berechnet; versuch es bitte später noch einmal.

## Options

prompt-empty = Der Prompt ist leer; schreib, was gezeichnet werden soll.

prompt-too-long = Der Prompt hat { $length } Zeichen; das Limit ist { $limit }.

prompt-too-long-with-style = Mit dem Stil „{ $style }“ hat der Prompt mehr als { $limit } Zeichen; bitte kürze ihn.

count-out-of-range = Du kannst 1 bis { $most } Bilder auf einmal anfordern, nicht { $count }.

quality-out-of-range = Die Qualität muss zwischen { $least } und { $most } liegen, nicht bei { $quality }.

model-lacks-resolution = { $model } zeichnet nicht in { $resolution }; nimm dafür { $able }.

model-takes-no-references = { $model } kann nicht von Bildern ausgehen.

model-takes-no-references-but-others = { $model } kann nicht von Bildern ausgehen; nimm dafür { $able }.

model-too-many-references = { $model } kann von höchstens { $most ->
    [one] einem Bild
   *[other] { $most } Bildern
} ausgehen, nicht von { $count }.

model-too-many-references-but-others = { $model } kann von höchstens { $most ->
    [one] einem Bild
   *[other] { $most } Bildern
} ausgehen, nicht von { $count }; nimm dafür { $able }.

## Why a request has no pictures

absent-deleted = Dieses Bild wurde gelöscht.

absent-not-made = Diese Bilder sind noch nicht gezeichnet; versuch es noch einmal, wenn sie da sind.

absent-on-the-way = Diese Bilder sind unterwegs; versuch es noch einmal, wenn sie da sind.

absent-held = Diese Bilder werden zuerst von Moderatoren geprüft; versuch es noch einmal, wenn sie freigegeben sind.

absent-refused = Diese Anfrage wurde abgelehnt, deshalb hat sie keine Bilder.

absent-failed = Diese Anfrage ist fehlgeschlagen, deshalb hat sie keine Bilder.

absent-cancelled = Diese Anfrage wurde abgebrochen, deshalb hat sie keine Bilder.

# $reason is one of the sentences above.
source-absent = { $reason } { -nothing-charged }

## Styles and choices in braces

style-unknown = Hier gibt es keinen Stil „{ $style }“; verwenden kannst du { $able }.

style-unknown-similar = Hier gibt es keinen Stil „{ $style }“; meintest du { $similar }?

style-unknown-and-none-there = Hier gibt es keinen Stil „{ $style }“ und auch keine anderen; lass den Stil weg.

# The last item of a list of styles: "noir, pastel or one of 12 more".
style-one-of-more = einen von { $count } weiteren

variants-too-many = Die Auswahl in Klammern ergibt { $count } Prompts, und mehr als { $most } sind nicht möglich; nimm etwas heraus.

variants-far-too-many = Die Auswahl in Klammern ergibt mehr als { $shown } Prompts, und mehr als { $most } sind nicht möglich; nimm etwas heraus.

restarting = Easel startet gerade neu; versuch es bitte in einer Minute noch einmal. { -nothing-charged }

storage-unavailable = Easel kann gerade nicht auf seine Festplatte schreiben, deshalb wurde nichts geändert und nichts berechnet. Der Betreiber weiß Bescheid; versuch es bitte in ein paar Minuten noch einmal.

discord-down = Discord antwortet gerade nicht.

## Cancelling and deleting

ack-failed = Discord hat nicht auf die Antwort gewartet; es wurde nichts berechnet.

cancelled-by-moderator = Ein Moderator hat das abgebrochen; es wurde nichts berechnet.

cancel-too-late = Zum Abbrechen ist es zu spät: Diese Anfrage ist schon zu Ende.

cancel-too-late-but-deletable = Zum Abbrechen ist es zu spät: Die Bilder sind schon unterwegs. Du kannst sie löschen.

delete-too-early = Das ist noch nicht fertig; nimm stattdessen „Abbrechen“.

cancel-not-yours = Abbrechen kann das nur das Mitglied, das es angefordert hat, oder ein Moderator.

delete-not-yours = Löschen kann das nur das Mitglied, das es angefordert hat, oder ein Moderator.

request-unknown = Diese Anfrage gibt es nicht mehr.

request-without-picture = Diese Anfrage hat kein Bild, von dem man ausgehen könnte; es wurde nichts berechnet.

## Why a request failed

download-failed = Die Bilder wurden gezeichnet, konnten aber nicht heruntergeladen werden. Es wurde nichts berechnet; versuch es bitte noch einmal.

discord-unreachable = Die Bilder wurden gezeichnet, aber Discord hat sie eine Stunde lang nicht angenommen, deshalb konnten sie nicht zugestellt werden. { -nothing-charged }

bot-restarted = Der Bot wurde neu gestartet, bevor er antworten konnte; es wurde nichts berechnet.

internal-error = Im Bot ist etwas schiefgegangen; es wurde nichts berechnet. Der Betreiber des Bots kann sehen, was passiert ist.

reference-gone = Das Ausgangsbild ist bei Runware und Discord nicht mehr verfügbar; bitte häng es noch einmal an. { -nothing-charged }

## A stored request that the configured model cannot draw any more

task-other-model = Diese Anfrage war für ein anderes Modell als { $model } gedacht.

task-size = { $model } zeichnet nicht in { $size }.

task-references = { $model } nimmt höchstens { $most } Ausgangsbilder an, nicht { $count }.

timed-out = Das Bild hat zu lange gedauert. Es wurde nichts berechnet; versuch es bitte noch einmal.

flagged-not-shown = Runwares Sicherheitsprüfung hat das Ergebnis markiert, und dieser Server zeigt markierte Bilder hier nicht; fordere bitte etwas anderes an. { -nothing-charged }

# $reason is "model-not-offered" or "model-not-offered-nor-another".
model-lost = { $reason } { -nothing-charged }

model-lost-with-successor = Runware bietet { $model } nicht mehr an; stattdessen zeichnet jetzt { $successor }. Es wurde nichts berechnet; versuch es bitte noch einmal.

model-closed = Die letzten Bilder von { $model } ließen sich bei Runware nicht lesen, deshalb pausiert das Modell vorerst und wird { $when } wieder ausprobiert. { -nothing-charged }

model-closed-but-another-draws = Die letzten Bilder von { $model } ließen sich bei Runware nicht lesen, deshalb pausiert das Modell vorerst und wird { $when } wieder ausprobiert. So lange zeichnet { $other } (`{ $key }`). { -nothing-charged }
