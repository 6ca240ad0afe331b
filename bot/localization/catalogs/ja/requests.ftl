### Requests for pictures: what is impossible, and how they ended.

cancelled = キャンセルしました。料金はかかっていません。

cancelled-while-drawing = キャンセルしました。すでに描画中だったため、画像{ $count }枚として数えます。

cancelled-after-drawing = キャンセルしました。すでに描き終わっていたため、画像{ $count }枚として数えます。

## The same with a few words of the prompt

named-cancelled = 「{ $name }」をキャンセルしました。料金はかかっていません。

named-cancelled-while-drawing = 「{ $name }」をキャンセルしました。すでに描画中だったため、画像{ $count }枚として数えます。

named-cancelled-after-drawing = 「{ $name }」をキャンセルしました。すでに描き終わっていたため、画像{ $count }枚として数えます。

## Models. $model is the model's label, $able lists what is possible.

model-unknown = 「{ $model }」というモデルはありません。{ $able } を使えます。

model-not-offered = { $model } は現在 Runware で提供されていません。{ $able } を使えます。

model-not-offered-nor-another = { $model } は現在 Runware で提供されていません。ボットの運営者に通知しましたので、しばらくしてからもう一度お試しください。

model-suspended = Runware の請求が本来の料金を大きく上回っているため、Easel は現在 { $model } で描きません。運営者には通知済みです。{ $able } を使えます。

model-suspended-nor-another = Runware の請求が本来の料金を大きく上回っているため、Easel は現在 { $model } で描きません。運営者には通知済みですので、しばらくしてからもう一度お試しください。

model-resolutions = { $model } で描けるのは { $able } です。{ $resolution } では描けません。

model-ratios = { $model } が { $resolution } で描けるのは { $able } です。{ $ratio } では描けません。

## Flags inside a prompt. $flag is what was typed, such as "--ar 3:7".

flag-ratio = { $flag } では描けません。{ $able } を使えます。

flag-ratio-nearest = { $flag } では描けません。最も近いのは { $nearest } で、{ $able } を使えます。

flag-number = { $flag } は使えません。{ $minimum } から { $maximum } までの数を書いてください。

flag-format = { $flag } は使えません。{ $able } と書いてください。

flag-needs-value = { $flag } の後には値が必要です（例: { $example }）。

flag-needs-name = { $flag } の後には値が必要です。{ $flag } に続けて名前を書いてください。

flag-takes-no-value = { $flag } に値は付けられません。{ $flag } だけを書くか、外してください。

# $flags is a list of $count flags, each maybe with its reason; $as_text is an example such as "-- word".
flags-unsupported = { $count ->
   *[other] { $flags } はここでは使えません。{ $able } を使えます。
}言葉をそのまま文として残すには、ダッシュの後に空白を入れてください: 「{ $as_text }」

# The last item of a list of flags.
flags-more = ほか{ $count }個

flag-with-reason = { $flag }（{ $reason }）

## Why a flag of another bot does not exist here

foreign-flag-seed = ここにはシードを指定できるモデルがありません

foreign-flag-negative-prompt = ここにはネガティブプロンプトを使えるモデルがないため、描いてほしいものを書いてください

foreign-flag-model = モデルは --model で選びます

foreign-flag-strength-of-style = ここにはスタイルの強さを指定できるモデルがないため、言葉で説明してください

foreign-flag-surprise = ここには意外さの度合いを指定できるモデルがありません

foreign-flag-quality = 画質は --quality 20～99 です

foreign-flag-tiles = ここにはタイル状の画像を描けるモデルがありません

foreign-flag-address = ここにはアドレスで画像を指定できるモデルがありません

foreign-flag-speed = 速度は1種類だけです

foreign-flag-size = サイズは --ar と --2k で決まります

foreign-flag-nothing-like-it = ここにはこれを使えるモデルがありません

foreign-flag-visibility = 誰に見せるかは --private で選びます

## Why Easel cannot draw now

spending-stopped = Easel は現在描くことができません。ボットの運営者には通知済みです。Runware のアカウントがまた使えるようになると、自動的に再開します。料金はかかっていません。しばらくしてからもう一度お試しください。

## Options

prompt-empty = プロンプトが空です。何を描くかを書いてください。

prompt-too-long = プロンプトは{ $limit }文字までです（現在{ $length }文字）。

prompt-too-long-with-style = スタイル「{ $style }」を付けるとプロンプトが{ $limit }文字を超えます。短くしてください。

count-out-of-range = 一度にリクエストできる画像は1～{ $most }枚です。{ $count }枚はリクエストできません。

quality-out-of-range = 画質は { $least } から { $most } までです。{ $quality } は使えません。

model-lacks-resolution = { $model } は { $resolution } では描けません。{ $able } なら描けます。

model-takes-no-references = { $model } は元の画像を使えません。

model-takes-no-references-but-others = { $model } は元の画像を使えません。{ $able } なら使えます。

model-too-many-references = { $model } が元にできる画像は{ $most }枚までです。{ $count }枚は使えません。

model-too-many-references-but-others = { $model } が元にできる画像は{ $most }枚までです。{ $count }枚は使えません。{ $able } なら使えます。

## Why a request has no pictures

absent-deleted = その画像は削除されました。

absent-not-made = これらの画像はまだできていません。届いてからもう一度お試しください。

absent-on-the-way = これらの画像はまもなく届きます。届いてからもう一度お試しください。

absent-held = これらの画像は、まずモデレーターが確認します。承認されてからもう一度お試しください。

absent-refused = そのリクエストは拒否されたため、画像がありません。

absent-failed = そのリクエストは失敗したため、画像がありません。

absent-cancelled = そのリクエストはキャンセルされたため、画像がありません。

# $reason is one of the sentences above.
source-absent = { $reason }{ -nothing-charged }

## Styles and choices in braces

style-unknown = ここには「{ $style }」というスタイルがありません。{ $able } を使えます。

style-unknown-similar = ここには「{ $style }」というスタイルがありません。{ $similar } のことですか？

style-unknown-and-none-there = ここには「{ $style }」というスタイルがなく、ほかのスタイルもありません。スタイルを外してください。

# The last item of a list of styles: "noir, pastel or one of 12 more".
style-one-of-more = ほか{ $count }個のどれか

variants-too-many = 波かっこの選択肢からプロンプトが{ $count }個できますが、{ $most }個までです。選択肢を減らしてください。

variants-far-too-many = 波かっこの選択肢からできるプロンプトが{ $shown }個を超えていますが、{ $most }個までです。選択肢を減らしてください。

restarting = Easel を再起動しています。1分後にもう一度お試しください。{ -nothing-charged }

storage-unavailable = Easel は現在ディスクに書き込めないため、何も変更されず、料金もかかっていません。運営者には通知済みです。数分後にもう一度お試しください。

discord-down = いま Discord から応答がありません。

## Cancelling and deleting

ack-failed = Discord が応答を待たずに打ち切りました。料金はかかっていません。

cancelled-by-moderator = モデレーターがキャンセルしました。料金はかかっていません。

cancel-too-late = そのリクエストはすでに終わっているため、もうキャンセルできません。

cancel-too-late-but-deletable = 画像がまもなく届くため、そのリクエストはもうキャンセルできません。届いた画像は削除できます。

delete-too-early = これはまだ終わっていません。代わりに「キャンセル」を使ってください。

cancel-not-yours = これをキャンセルできるのは、リクエストしたメンバーとモデレーターだけです。

delete-not-yours = これを削除できるのは、リクエストしたメンバーとモデレーターだけです。

request-unknown = そのリクエストはもう存在しません。

request-without-picture = そのリクエストには元にできる画像がありません。料金はかかっていません。

## Why a request failed

download-failed = 画像は描かれましたが、ダウンロードできませんでした。料金はかかっていません。もう一度お試しください。

discord-unreachable = 画像は描かれましたが、Discord が1時間受け付けなかったため、お届けできませんでした。{ -nothing-charged }

bot-restarted = 回答する前にボットが再起動しました。料金はかかっていません。

internal-error = ボットの内部で問題が起きました。料金はかかっていません。ボットの運営者が原因を確認できます。

reference-gone = 元にする画像は、Runware にも Discord にももうありません。もう一度添付してください。{ -nothing-charged }

## A stored request that the configured model cannot draw any more

task-other-model = このリクエストは { $model } とは別のモデルのものです。

task-size = { $model } は { $size } では描けません。

task-references = { $model } が使える元の画像は{ $most }枚までです。{ $count }枚は使えません。

timed-out = 画像に時間がかかりすぎました。料金はかかっていません。もう一度お試しください。

flagged-not-shown = Runware の安全チェックで結果にフラグが付きました。このサーバーではフラグの付いた画像をここに表示しません。別のものをリクエストしてください。{ -nothing-charged }

# $reason is "model-not-offered" or "model-not-offered-nor-another".
model-lost = { $reason }{ -nothing-charged }

model-lost-with-successor = Runware が { $model } の提供を終了したため、今後は { $successor } が代わりに描きます。料金はかかっていません。もう一度お試しください。

model-closed = { $model } の最近の画像を Runware から読み込めなかったため、このモデルは休止中です。{ $when } にもう一度試します。{ -nothing-charged }

model-closed-but-another-draws = { $model } の最近の画像を Runware から読み込めなかったため、このモデルは休止中です。{ $when } にもう一度試します。それまでは { $other }（`{ $key }`）で描けます。{ -nothing-charged }
