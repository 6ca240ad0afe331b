### The word list: what cannot be on it, and what was found in a prompt.

patterns-unavailable = ボットの運営者が RE2 をインストールしていないため、ここではパターンを使えません。代わりに言葉を追加してください。

## Words

term-too-long = 「{ $term }」は{ $length }文字ですが、上限は{ $limit }文字です。

term-wildcard-inside = 「{ $term }」の途中に * があります。* は先頭か末尾に置いてください。

term-too-short = 「{ $term }」は短すぎます。言葉には{ $least }文字以上必要です。

## Patterns

pattern-empty = そのパターンは空です。2つの / の間に、探すものを書いてください。

pattern-too-long = そのパターンは{ $length }文字ですが、上限は{ $limit }文字です。

pattern-unusable = パターン「{ $pattern }」は使えません: { $why }。

pattern-matches-everything = パターン「{ $pattern }」は空の文にも一致するため、すべてのリクエストが拒否されてしまいます。

pattern-rust-syntax = そのパターンは RE2 では別の意味になります。

## Why a pattern cannot be used, inside pattern-unusable

pattern-fault-open-parenthesis = ( が閉じられていません

pattern-fault-closing-parenthesis = ) に対応する ( がありません

pattern-fault-open-bracket = [ が閉じられていません

pattern-fault-nothing-to-repeat = *、+、?、{"{}"} の前に、繰り返すものがありません

pattern-fault-two-repetitions = 繰り返しの記号が2つ続いています

pattern-fault-too-many-repetitions = 1000回を超える繰り返しがあります

pattern-fault-lookahead = RE2 は先読みに対応していません

pattern-fault-lookbehind = RE2 は後読みに対応していません

pattern-fault-single-backslash = 末尾に \ が1つだけあります

pattern-fault-invalid-range = [ と ] の間の範囲かクラスが正しくありません

pattern-fault-too-large = 大きすぎます

pattern-fault-word-boundary = RE2 が単語の境界（\b）を認識するのは、a から z の文字の隣だけです

# $answer is RE2's own English text.
pattern-fault-other = RE2 の回答は「{ $answer }」です

## Where a word was found

filter-own-list = このサーバーのリスト

filter-automod-rule = AutoMod のルール「{ $name }」

## What was found, for moderators: $source is one of the two above, $disguise a list of the next section

match-summary = { $match }（{ $source }）

match-as-written = 「{ $term }」（そのままの表記）

match-disguised = 「{ $term }」（{ $disguise }）

match-pattern = パターン「{ $pattern }」

match-sentence = { $match }。

match-sentence-of-rule = { $match }（{ $rule }）。

match-of-term = 「{ $written }」は「{ $term }」としてリストにあります

match-of-disguised-term = 「{ $written }」は「{ $term }」を書き換えたものです（{ $disguise }）

match-of-pattern = 「{ $written }」はパターン「{ $pattern }」に一致します

match-of-pattern-read-as = 「{ $written }」は「{ $read_as }」と読むとパターン「{ $pattern }」に一致します

## How a word was disguised: "with repeated letters and hidden letters"

obfuscation-look-alikes = 似た文字

obfuscation-accents = アクセント記号の付いた文字

obfuscation-invisible = 見えない文字

obfuscation-leet = 文字の代わりの数字や記号

obfuscation-spaced-out = 文字の間の空白

obfuscation-run-together = 単語の連結

obfuscation-repeated = 文字の繰り返し

obfuscation-masked = 伏せ字

# An entry of a list, in quotation marks.
quoted = 「{ $text }」

words-unchecked = Easel が読めないため確認されないもの: { $entries }。

words-unchecked-without-re2 = Easel が読めないため確認されないもの: { $entries }。パターンを読む RE2 を、ボットの運営者がインストールしていません。

## AutoMod's rules that apply to pictures. $minutes is how long changes take.

automod-no-permission = オンにしませんでした。このサーバーの AutoMod のルールを読むには、Easel に「サーバー管理」の権限が必要です。Easel のロールに権限を与えてから、もう一度お試しください。

automod-no-answer = オンにしませんでした。いま Discord からこのサーバーの AutoMod のルールが届きません。1分後にもう一度お試しください。

automod-no-rule = このサーバーの AutoMod には、有効なキーワードのルールがまだありません。ルールができると、{ $minutes }分以内に画像にも適用されます。

automod-switched-off = このサーバーの AutoMod のルールは、画像に適用されなくなりました。Easel 独自の禁止語リストは引き続き適用されます。

# $counts is automod-counts or automod-counts-with-patterns.
automod-switched-on = このサーバーの AutoMod の{ $counts }が、画像にも適用されるようになりました。AutoMod での変更は{ $minutes }分以内に反映されます。

# $switched_on and $unchecked are sentences.
automod-switched-on-in-part = { $switched_on }{ $unchecked }

automod-applies = AutoMod の{ $counts }も適用されます。

automod-applies-as-last-read = ⚠️ いま Discord から AutoMod のルールが届きません。最後に読んだ時点の AutoMod の{ $counts }も適用されます。

automod-applies-without-answer = ⚠️ いま Discord から AutoMod のルールが届きません。届くまで、すべてのリクエストが拒否されます。

automod-applies-without-permission = ⚠️ AutoMod のルールも適用されますが、Easel にはそれを読むための「サーバー管理」の権限がありません。権限を与えるか、/mod words automod on:False を選ぶまで、すべてのリクエストが拒否されます。

automod-counts = ルール{ $rules }件のキーワード{ $keywords }個

automod-counts-with-patterns = ルール{ $rules }件のキーワード{ $keywords }個とパターン{ $patterns }個

## /mod words

words-file-too-large = 何も取り込みませんでした。そのファイルは 256 KiB を超えています。分割するか、不要なものを削除してください。

words-file-not-text = 何も取り込みませんでした。そのファイルは UTF-8 のプレーンテキストではありません。UTF-8 のテキストとして保存し直してから、もう一度お試しください。

words-file-empty = 何も取り込みませんでした。そのファイルには言葉がありません。1行に1つずつ書いてください。

words-none = このサーバーの禁止語リストは空です。

words-pattern-as-exception = パターンは例外にできません。許可する言葉を書くか、パターンを変更してください。

words-not-caught = ✅ **該当なし**: 禁止語リストはこのリクエストを通します。

words-caught = 🚫 **該当あり**: このリクエストは拒否されます。

words-file-too-long = 何も取り込みませんでした。そのファイルには言葉が{ $count }個ありますが、1つのサーバーに登録できるのは{ $limit }個までです。いくつか削除してください。

words-file-with-patterns = 何も取り込みませんでした。ボットの運営者が RE2 をインストールしていないため、ここではパターンを使えません。代わりに言葉を追加してください。

# $lines lists numbers of lines.
words-file-invalid = 何も取り込みませんでした。使えない行が{ $count }行あります（行番号: { $lines }）。言葉は{ $least }文字以上{ $most }文字以内で、* は先頭か末尾にだけ置けます。パターンは RE2 で有効なものでなければなりません。

words-file-invalid-without-re2 = 何も取り込みませんでした。使えない行が{ $count }行あります（行番号: { $lines }）。言葉は{ $least }文字以上{ $most }文字以内で、* は先頭か末尾にだけ置けます。

words-title = **このサーバーの禁止語**

words-counts = 禁止語{ $terms }個と例外{ $exceptions }個

words-counts-with-patterns = 禁止語{ $terms }個、例外{ $exceptions }個、パターン{ $patterns }個

words-file-not-sent = 何も取り込みませんでした。Discord からファイルが届きませんでした。1分後にもう一度添付してください。

words-already-listed = 「{ $entry }」はすでにこのサーバーのリストにあります。

words-term-added = これから「{ $entry }」を含むリクエストはここで拒否されます。

words-exception-added = これから「{ $entry }」は、リストの言葉を含んでいてもここで許可されます。

words-pattern-added = これから「{ $entry }」に一致するリクエストはここで拒否されます。

words-removed = 「{ $entry }」をこのサーバーのリストから削除しました。

words-not-listed = 「{ $entry }」はこのサーバーのリストにありません。/mod words list でリストを見られます。

# $counts is words-counts or words-counts-with-patterns.
words-imported = { $added ->
    [0] ファイルの内容は{ $counts }です。新しいものはありません。
   *[other] ファイルの内容は{ $counts }です。そのうち{ $added }個が新しく追加されました。
}
