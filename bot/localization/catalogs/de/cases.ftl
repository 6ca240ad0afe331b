### Cases: cards in the moderators' channel, /mod cases, and the forms that decide.

## Buttons

button-case-approve = Freigeben

button-case-decline = Ablehnen

button-case-declineblock = Ablehnen und sperren

button-case-keep = Behalten

button-case-remove = Entfernen

button-case-removeblock = Entfernen und sperren

button-case-dismiss = Verwerfen

button-case-accept = Stattgeben: gratis zeichnen

button-case-reject = Ablehnen

## Titles of forms

modal-case-decline = Bilder ablehnen

modal-case-remove = Bilder entfernen

modal-case-declineblock = Ablehnen und sperren

modal-case-removeblock = Entfernen und sperren

modal-case-reject = Einspruch ablehnen

## How a case was decided, on its card

case-label-approved = ✅ Freigegeben

case-label-declined = ⛔ Abgelehnt

case-label-kept = ✅ Behalten

case-label-dismissed = ✅ Verworfen

case-label-removed = 🗑️ Entfernt

case-label-accepted = ✅ Stattgegeben: kostenlos gezeichnet

case-label-rejected = ⛔ Abgelehnt

case-label-withdrawn = ✖️ Zurückgezogen

case-label-expired = ⌛ Niemand hat rechtzeitig entschieden

## What that means, in the answer to the moderator

case-effect-approved = Die Bilder erscheinen jetzt in der Nachricht des Mitglieds.

case-effect-declined = Das Mitglied sieht die Begründung in seiner Nachricht, und ihm wird nichts berechnet.

case-effect-kept = Das Bild bleibt und kann nicht noch einmal gemeldet werden.

case-effect-dismissed = Das Bild bleibt; es kann noch einmal gemeldet werden.

case-effect-removed = Das Bild ist entfernt, und es lässt sich nichts mehr daraus machen.

case-effect-accepted = Es wird in dem Kanal gezeichnet, in dem es angefordert wurde, und das Mitglied wird benachrichtigt.

case-effect-rejected = Das Mitglied wird benachrichtigt.

## The card

case-title-approval = 🖼️ Bilder zur Freigabe

case-title-report = 🚩 Gemeldet

case-title-appeal = ⚖️ Einspruch

case-header = **{ $title }** · Fall `{ $case }` · { $member }

case-review-approval = In diesem Kanal werden Bilder erst gezeigt, wenn sie freigegeben sind

case-review-flagged = Runwares Sicherheitsprüfung hat diese Bilder markiert

case-keep-or-dismiss = Behalten: Das Bild bleibt und kann nicht noch einmal gemeldet werden. Verwerfen: Es bleibt, kann aber noch einmal gemeldet werden.

case-appeal-facts = Angefordert in { $channel }; es zu zeichnen würde { $cost } kosten

case-made-from = Entstanden aus einem Bild von { $member }

case-made-from-attachment = Entstanden aus einem angehängten Bild

case-reason-missing = ohne Begründung

case-pictures-in-next-message = Die Bilder nach den ersten { $count } sind in der nächsten Nachricht.

case-pictures-omitted = ⚠️ { $count } weitere haben hier nicht hineingepasst.

# $command is /mod case with the number.
case-pictures-unreadable = ⚠️ { $count ->
    [one] Ein Bild ließ sich nicht lesen; { $command } zeigt es, sobald das geht.
   *[other] { $count } Bilder ließen sich nicht lesen; { $command } zeigt sie, sobald das geht.
}

case-overflow = Fall `{ $case }`: Bilder { $first } bis { $last } von { $total }

case-message-removed = entfernt

case-message-link = die Nachricht

# $label is one of the labels above, in bold; $when a time such as "2 hours ago".
case-decided = **{ $label }** von { $moderator } { $when }

case-decided-by-nobody = **{ $label }** { $when }

## /mod cases

cases-title = 🗂️ **Fälle**

cases-none = Auf diesem Server gibt es keine solchen Fälle.

# A page of a list: "2 of 7".
page-of = { $page } von { $pages }

button-case = Fall { $case }

button-cases-open = Offene Fälle zeigen

button-cases-decided = Entschiedene Fälle zeigen

case-state-open = offen

case-state-decided = entschieden

case-state-all = alle

case-kind-approval = Freigabe

case-kind-report = Meldung

case-kind-appeal = Einspruch

cases-decided = **{ $verdict }** von { $moderator }

cases-earlier-decisions = **Frühere Entscheidungen**

# $title says what was done, $who did it.
cases-earlier-decision = { $title } von { $who }: { $detail }

## Forms

modal-report = Den Moderatoren melden

field-why = Warum

field-block-for = Sperren für

field-own-words = Mit eigenen Worten

hint-only-moderators-read = Das können nur Moderatoren lesen

hint-member-reads = Das Mitglied kann es lesen

item-reason-not-allowed = Es zeigt etwas, das dieser Server nicht erlaubt

item-reason-real-person = Es zeigt eine echte Person ohne ihre Zustimmung

item-reason-hurtful = Es soll jemanden verletzen

item-reason-wrong-channel = Es gehört nicht in diesen Kanal

item-reason-own-words = Etwas anderes (schreib es unten)

## Answers

report-received = Danke, die Moderatoren sehen es sich an. Sonst erfährt niemand, dass du es gemeldet hast.

appeal-received = Die Moderatoren sehen es sich an. Wenn sie dir zustimmen, wird es kostenlos gezeichnet; Easel schreibt dir in jedem Fall.

case-answer = Fall { $case }: { $verdict }. { $effect }

# $detail is the end of the block and the reason.
case-also-blocked = { $member } ist gesperrt, { $detail }.

removal-undo-hint = Du kannst das einen Tag lang rückgängig machen.

removal-undone = Das Bild ist wieder da; seine Nachricht zeigt es gleich wieder, wenn es sie noch gibt.

removal-undone-without-picture = Das Entfernen wurde rückgängig gemacht, aber Runware behält Bilder nur 7 Tage lang, deshalb bleibt die Nachricht leer.
