
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
