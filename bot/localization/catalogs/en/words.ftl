
### The word list: what cannot be on it, and what was found in a prompt.

patterns-unavailable = Patterns cannot be used here, because the bot’s operator has not installed RE2; add words instead.

## Words

term-too-long = “{ $term }” has { $length } characters; the limit is { $limit }.

term-wildcard-inside = “{ $term }” has a * in the middle; put it at the start or the end.

term-too-short = “{ $term }” is too short; a word needs at least { $least } letters.

## Patterns

pattern-empty = That pattern is empty; write what to look for between the two /.

pattern-too-long = That pattern has { $length } characters; the limit is { $limit }.

pattern-unusable = The pattern “{ $pattern }” cannot be used: { $why }.

pattern-matches-everything = The pattern “{ $pattern }” matches empty text, so every request would be refused.

pattern-rust-syntax = RE2 would interpret that pattern differently.

## Why a pattern cannot be used, inside pattern-unusable

pattern-fault-open-parenthesis = a ( is not closed

pattern-fault-closing-parenthesis = a ) has no matching (

pattern-fault-open-bracket = a [ is not closed

pattern-fault-nothing-to-repeat = a *, +, ? or {"{}"} has nothing before it to repeat

pattern-fault-two-repetitions = two repetition operators follow each other

pattern-fault-too-many-repetitions = it repeats something more than 1000 times

pattern-fault-lookahead = RE2 does not support lookahead

pattern-fault-lookbehind = RE2 does not support lookbehind

pattern-fault-single-backslash = it ends with a single \

pattern-fault-invalid-range = a range or class between [ and ] is invalid

pattern-fault-too-large = it is too large

pattern-fault-word-boundary = RE2 recognises word boundaries (\b) only next to the letters a to z

# $answer is RE2's own English text.
pattern-fault-other = RE2 says “{ $answer }”

## Where a word was found

filter-own-list = this server’s list

filter-automod-rule = AutoMod rule “{ $name }”

## What was found, for moderators: $source is one of the two above, $disguise a list of the next section

match-summary = { $match } ({ $source })

match-as-written = “{ $term }”, as written

match-disguised = “{ $term }”, with { $disguise }

match-pattern = the pattern “{ $pattern }”

match-sentence = { $match }.

match-sentence-of-rule = { $match } ({ $rule }).

match-of-term = “{ $written }” is on the list as “{ $term }”

match-of-disguised-term = “{ $written }” is “{ $term }” with { $disguise }

match-of-pattern = “{ $written }” matches the pattern “{ $pattern }”

match-of-pattern-read-as = “{ $written }” matches the pattern “{ $pattern }” when it is read as “{ $read_as }”

## How a word was disguised: "with repeated letters and hidden letters"

obfuscation-look-alikes = look-alike letters

obfuscation-accents = accents on its letters

obfuscation-invisible = invisible characters in it

obfuscation-leet = digits or symbols instead of letters

obfuscation-spaced-out = its letters spaced out

obfuscation-run-together = its words run together

obfuscation-repeated = repeated letters

obfuscation-masked = hidden letters

# An entry of a list, in quotation marks.
quoted = “{ $text }”

words-unchecked = Not checked, because Easel cannot read it: { $entries }.

words-unchecked-without-re2 = Not checked, because Easel cannot read it: { $entries }. The bot’s operator has not installed RE2, which reads patterns.

## AutoMod's rules that apply to pictures. $minutes is how long changes take.

automod-no-permission = Nothing was switched on: Easel needs the permission Manage Server to read this server’s AutoMod rules. Give it to Easel’s role, then try again.

automod-no-answer = Nothing was switched on: Discord does not send this server’s AutoMod rules right now. Please try again in a minute.

automod-no-rule = This server’s AutoMod has no active keyword rule yet. Once it has one, it will apply to pictures too, within { $minutes } minutes.

automod-switched-off = This server’s AutoMod rules no longer apply to pictures; Easel’s own word list still does.

# $counts is automod-counts or automod-counts-with-patterns.
automod-switched-on = { $counts } of this server’s AutoMod now apply to pictures too; changes there take effect within { $minutes } minutes.

# $switched_on and $unchecked are sentences.
automod-switched-on-in-part = { $switched_on } { $unchecked }

automod-applies = { $counts } of AutoMod apply too.

automod-applies-as-last-read = ⚠️ Discord does not send AutoMod’s rules right now; as last read, { $counts } of AutoMod apply too.

automod-applies-without-answer = ⚠️ Discord does not send AutoMod’s rules right now; every request is refused until it does.

automod-applies-without-permission = ⚠️ AutoMod’s rules apply too, but Easel lacks the permission Manage Server to read them: every request is refused until it has it, or until you choose /mod words automod on:False.

automod-counts = { $keywords ->
    [one] { $keywords } keyword
   *[other] { $keywords } keywords
} of { $rules ->
    [one] { $rules } rule
   *[other] { $rules } rules
}

automod-counts-with-patterns = { $keywords ->
    [one] { $keywords } keyword
   *[other] { $keywords } keywords
} and { $patterns ->
    [one] { $patterns } pattern
   *[other] { $patterns } patterns
} of { $rules ->
    [one] { $rules } rule
   *[other] { $rules } rules
}

## /mod words

words-file-too-large = Nothing was imported: that file is larger than 256 KiB; split it, or remove what you do not need.

words-file-not-text = Nothing was imported: that file is not plain text in UTF-8; save it as UTF-8 text and try again.

words-file-empty = Nothing was imported: that file has no words in it; write one word per line.

words-none = This server’s word list is empty.

words-pattern-as-exception = A pattern cannot be an exception; write the word to allow, or change the pattern.

words-not-caught = ✅ **Not caught**: the word list allows this request.

words-caught = 🚫 **Caught**: this request would be refused.

words-file-too-long = Nothing was imported: that file has { $count } words, but a server can have at most { $limit }; remove some.

words-file-with-patterns = Nothing was imported: patterns cannot be used here, because the bot’s operator has not installed RE2; add words instead.

# $lines lists numbers of lines.
words-file-invalid = Nothing was imported: { $count ->
    [one] line { $lines }
   *[other] lines { $lines }
} cannot be used; a word needs at least { $least } letters, can have at most { $most } characters, and a * only at its start or end; a pattern must be valid for RE2.

words-file-invalid-without-re2 = Nothing was imported: { $count ->
    [one] line { $lines }
   *[other] lines { $lines }
} cannot be used; a word needs at least { $least } letters, can have at most { $most } characters, and a * only at its start or end.

words-title = **The words of this server**

words-counts = { $terms ->
    [one] { $terms } term
   *[other] { $terms } terms
} and { $exceptions ->
    [one] { $exceptions } exception
   *[other] { $exceptions } exceptions
}

words-counts-with-patterns = { $terms ->
    [one] { $terms } term
   *[other] { $terms } terms
}, { $exceptions ->
    [one] { $exceptions } exception
   *[other] { $exceptions } exceptions
} and { $patterns ->
    [one] { $patterns } pattern
   *[other] { $patterns } patterns
}

words-file-not-sent = Nothing was imported: Discord did not send the file. Please attach it again in a minute.

words-already-listed = “{ $entry }” is already on this server’s list.

words-term-added = Requests with “{ $entry }” are now refused here.

words-exception-added = “{ $entry }” is now allowed here, even where it contains a word on the list.

words-pattern-added = Requests that match “{ $entry }” are now refused here.

words-removed = “{ $entry }” was removed from this server’s list.

words-not-listed = “{ $entry }” is not on this server’s list; /mod words list shows the list.

# $counts is words-counts or words-counts-with-patterns.
words-imported = The file has { $counts }; { $added ->
    [0] none of them are new.
    [one] { $added } of them is new.
   *[other] { $added } of them are new.
}
