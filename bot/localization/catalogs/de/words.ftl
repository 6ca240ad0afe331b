### The word list: what cannot be on it, and what was found in a prompt.

patterns-unavailable = Muster lassen sich hier nicht verwenden, weil der Betreiber des Bots RE2 nicht installiert hat; füge stattdessen Wörter hinzu.

## Words

term-too-long = „{ $term }“ hat { $length } Zeichen; das Limit ist { $limit }.

term-wildcard-inside = „{ $term }“ hat ein * in der Mitte; setz es an den Anfang oder ans Ende.

term-too-short = „{ $term }“ ist zu kurz; ein Wort braucht mindestens { $least } Buchstaben.

## Patterns

pattern-empty = Dieses Muster ist leer; schreib zwischen die beiden /, wonach gesucht werden soll.

pattern-too-long = Dieses Muster hat { $length } Zeichen; das Limit ist { $limit }.

pattern-unusable = Das Muster „{ $pattern }“ lässt sich nicht verwenden: { $why }.

pattern-matches-everything = Das Muster „{ $pattern }“ passt auf leeren Text, deshalb würde jede Anfrage abgelehnt.

pattern-rust-syntax = RE2 würde dieses Muster anders auslegen.

## Why a pattern cannot be used, inside pattern-unusable

pattern-fault-open-parenthesis = eine ( ist nicht geschlossen

pattern-fault-closing-parenthesis = zu einer ) fehlt die (

pattern-fault-open-bracket = eine [ ist nicht geschlossen

pattern-fault-nothing-to-repeat = vor einem *, +, ? oder {"{}"} steht nichts, was sich wiederholen ließe

pattern-fault-two-repetitions = zwei Wiederholungszeichen folgen aufeinander

pattern-fault-too-many-repetitions = es wiederholt etwas mehr als 1000-mal

pattern-fault-lookahead = RE2 unterstützt kein Lookahead

pattern-fault-lookbehind = RE2 unterstützt kein Lookbehind

pattern-fault-single-backslash = es endet mit einem einzelnen \

pattern-fault-invalid-range = ein Bereich oder eine Klasse zwischen [ und ] ist ungültig

pattern-fault-too-large = es ist zu groß

pattern-fault-word-boundary = RE2 erkennt Wortgrenzen (\b) nur neben den Buchstaben a bis z

# $answer is RE2's own English text.
pattern-fault-other = RE2 meldet „{ $answer }“

## Where a word was found

filter-own-list = Liste dieses Servers

filter-automod-rule = AutoMod-Regel „{ $name }“

## What was found, for moderators: $source is one of the two above, $disguise a list of the next section

match-summary = { $match } ({ $source })

match-as-written = „{ $term }“, genau so geschrieben

match-disguised = „{ $term }“, mit { $disguise }

match-pattern = das Muster „{ $pattern }“

match-sentence = { $match }.

match-sentence-of-rule = { $match } ({ $rule }).

match-of-term = „{ $written }“ steht als „{ $term }“ auf der Liste

match-of-disguised-term = „{ $written }“ ist „{ $term }“ mit { $disguise }

match-of-pattern = „{ $written }“ passt auf das Muster „{ $pattern }“

match-of-pattern-read-as = „{ $written }“ passt auf das Muster „{ $pattern }“, wenn man es als „{ $read_as }“ liest

## How a word was disguised: "with repeated letters and hidden letters"

obfuscation-look-alikes = ähnlich aussehenden Buchstaben

obfuscation-accents = Akzenten auf den Buchstaben

obfuscation-invisible = unsichtbaren Zeichen darin

obfuscation-leet = Ziffern oder Symbolen statt Buchstaben

obfuscation-spaced-out = Abständen zwischen den Buchstaben

obfuscation-run-together = zusammengeschriebenen Wörtern

obfuscation-repeated = wiederholten Buchstaben

obfuscation-masked = verdeckten Buchstaben

# An entry of a list, in quotation marks.
quoted = „{ $text }“

words-unchecked = Nicht geprüft, weil Easel es nicht lesen kann: { $entries }.

words-unchecked-without-re2 = Nicht geprüft, weil Easel es nicht lesen kann: { $entries }. Der Betreiber des Bots hat RE2 nicht installiert, das Muster liest.

## AutoMod's rules that apply to pictures. $minutes is how long changes take.

automod-no-permission = Es wurde nichts eingeschaltet: Easel braucht die Berechtigung „Server verwalten“, um die AutoMod-Regeln dieses Servers zu lesen. Gib sie der Rolle von Easel und versuch es noch einmal.

automod-no-answer = Es wurde nichts eingeschaltet: Discord sendet die AutoMod-Regeln dieses Servers gerade nicht. Versuch es bitte in einer Minute noch einmal.

automod-no-rule = AutoMod hat auf diesem Server noch keine aktive Regel mit Schlüsselwörtern. Sobald es eine gibt, gilt sie auch für Bilder, nach höchstens { $minutes } Minuten.

automod-switched-off = Die AutoMod-Regeln dieses Servers gelten nicht mehr für Bilder; Easels eigene Wörterliste gilt weiterhin.

# $counts is automod-counts or automod-counts-with-patterns.
automod-switched-on = Aus AutoMod gilt auf diesem Server jetzt auch für Bilder: { $counts }; Änderungen dort wirken nach höchstens { $minutes } Minuten.

# $switched_on and $unchecked are sentences.
automod-switched-on-in-part = { $switched_on } { $unchecked }

automod-applies = Aus AutoMod gilt ebenfalls: { $counts }.

automod-applies-as-last-read = ⚠️ Discord sendet die AutoMod-Regeln gerade nicht; nach dem letzten Stand gilt aus AutoMod ebenfalls: { $counts }.

automod-applies-without-answer = ⚠️ Discord sendet die AutoMod-Regeln gerade nicht; bis sie da sind, wird jede Anfrage abgelehnt.

automod-applies-without-permission = ⚠️ Die AutoMod-Regeln gelten ebenfalls, aber Easel fehlt die Berechtigung „Server verwalten“, um sie zu lesen: Jede Anfrage wird abgelehnt, bis Easel sie hat oder bis du /mod words automod on:False wählst.

automod-counts = { $keywords ->
    [one] { $keywords } Schlüsselwort
   *[other] { $keywords } Schlüsselwörter
} aus { $rules ->
    [one] { $rules } Regel
   *[other] { $rules } Regeln
}

automod-counts-with-patterns = { $keywords ->
    [one] { $keywords } Schlüsselwort
   *[other] { $keywords } Schlüsselwörter
} und { $patterns ->
    [one] { $patterns } Muster
   *[other] { $patterns } Muster
} aus { $rules ->
    [one] { $rules } Regel
   *[other] { $rules } Regeln
}

## /mod words

words-file-too-large = Es wurde nichts importiert: Diese Datei ist größer als 256 KiB; teile sie auf, oder entferne, was du nicht brauchst.

words-file-not-text = Es wurde nichts importiert: Diese Datei ist kein reiner Text in UTF-8; speichere sie als Text in UTF-8 und versuch es noch einmal.

words-file-empty = Es wurde nichts importiert: In dieser Datei stehen keine Wörter; schreib ein Wort pro Zeile.

words-none = Die Wörterliste dieses Servers ist leer.

words-pattern-as-exception = Ein Muster kann keine Ausnahme sein; schreib das Wort, das erlaubt sein soll, oder ändere das Muster.

words-not-caught = ✅ **Kein Treffer**: Die Wörterliste erlaubt diese Anfrage.

words-caught = 🚫 **Treffer**: Diese Anfrage würde abgelehnt.

words-file-too-long = Es wurde nichts importiert: Diese Datei hat { $count } Wörter, aber ein Server kann höchstens { $limit } haben; entferne welche.

words-file-with-patterns = Es wurde nichts importiert: Muster lassen sich hier nicht verwenden, weil der Betreiber des Bots RE2 nicht installiert hat; füge stattdessen Wörter hinzu.

# $lines lists numbers of lines.
words-file-invalid = Es wurde nichts importiert: { $count ->
    [one] Zeile { $lines } lässt
   *[other] Die Zeilen { $lines } lassen
} sich nicht verwenden; ein Wort braucht mindestens { $least } Buchstaben, hat höchstens { $most } Zeichen und ein * nur am Anfang oder Ende; ein Muster muss für RE2 gültig sein.

words-file-invalid-without-re2 = Es wurde nichts importiert: { $count ->
    [one] Zeile { $lines } lässt
   *[other] Die Zeilen { $lines } lassen
} sich nicht verwenden; ein Wort braucht mindestens { $least } Buchstaben, hat höchstens { $most } Zeichen und ein * nur am Anfang oder Ende.

words-title = **Die Wörter dieses Servers**

words-counts = { $terms ->
    [one] { $terms } Wort
   *[other] { $terms } Wörter
} und { $exceptions ->
    [one] { $exceptions } Ausnahme
   *[other] { $exceptions } Ausnahmen
}

words-counts-with-patterns = { $terms ->
    [one] { $terms } Wort
   *[other] { $terms } Wörter
}, { $exceptions ->
    [one] { $exceptions } Ausnahme
   *[other] { $exceptions } Ausnahmen
} und { $patterns ->
    [one] { $patterns } Muster
   *[other] { $patterns } Muster
}

words-file-not-sent = Es wurde nichts importiert: Discord hat die Datei nicht geschickt. Häng sie bitte in einer Minute noch einmal an.

words-already-listed = „{ $entry }“ steht schon auf der Liste dieses Servers.

words-term-added = Anfragen mit „{ $entry }“ werden hier jetzt abgelehnt.

words-exception-added = „{ $entry }“ ist hier jetzt erlaubt, auch wenn ein Wort der Liste darin vorkommt.

words-pattern-added = Anfragen, auf die „{ $entry }“ passt, werden hier jetzt abgelehnt.

words-removed = „{ $entry }“ wurde von der Liste dieses Servers entfernt.

words-not-listed = „{ $entry }“ steht nicht auf der Liste dieses Servers; /mod words list zeigt die Liste.

# $counts is words-counts or words-counts-with-patterns.
words-imported = Die Datei enthält { $counts }; { $added ->
    [0] nichts davon ist neu.
    [one] { $added } davon ist neu.
   *[other] { $added } davon sind neu.
}
