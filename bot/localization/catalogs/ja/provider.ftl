### What went wrong at Runware, or with a picture.

provider-quota = ボットの Runware アカウントに残高がありません。直せるのはボットの運営者だけです。{ -nothing-charged }

provider-auth = Runware がボットの API キーを受け付けません。直せるのはボットの運営者だけです。{ -nothing-charged }

provider-safety = Runware の安全チェックで許可されませんでした。リクエストを別の言葉で書き直してください。{ -nothing-charged }

provider-rate-limit = いま Runware が混み合っています。数分後にもう一度お試しください。{ -nothing-charged }

provider-timeout = Runware の応答に時間がかかりすぎました。数分後にもう一度お試しください。{ -nothing-charged }

provider-runware = いま Runware で問題が起きています。数分後にもう一度お試しください。{ -nothing-charged }

provider-upstream = モデルがこの画像を仕上げられませんでした。数分後にもう一度お試しください。{ -nothing-charged }

provider-connection = いま Runware に接続できません。数分後にもう一度お試しください。{ -nothing-charged }

provider-model = このモデルは現在 Runware で提供されていません。別のモデルを選んでください。{ -nothing-charged }

provider-reference = Runware が元の画像を使えません。もう一度添付してください。{ -nothing-charged }

provider-not-found = このリクエストは Runware にもう残っていません。もう一度お試しください。{ -nothing-charged }

provider-validation = Runware がこのリクエストを受け付けませんでした。プロンプトかオプションを変えてください。{ -nothing-charged }

provider-unknown = Runware が理由を示さずにこのリクエストを拒否しました。内容を変えるか、しばらくしてからお試しください。{ -nothing-charged }

## Finished pictures

result-not-a-picture = Runware から届いたものは画像ではありませんでした。料金はかかっていません。

result-missing = Runware に画像がありません。料金はかかっていません。

result-unreachable = できあがった画像を、いま Runware からダウンロードできません。料金はかかっていません。

result-host-not-trusted = Runware から、信頼されていないホストの画像が届きました。料金はかかっていません。

result-private-address = Easel のネットワークが、Runware の画像をインターネット外のアドレスに向けています。点検を実行するよう運営者に伝えてください。{ -nothing-charged }

result-unreadable = Runware から届いた画像を読み込めません。料金はかかっていません。

# $limit is in MiB.
result-too-large = 画像が { $limit } MiB を超えているため読み込みませんでした。料金もかかっていません。

## Pictures that members attach

# $limit is in MiB.
upload-too-large = その画像は { $limit } MiB を超えているため、もっと小さい画像を添付してください。料金はかかっていません。

upload-empty = そのファイルは空です。もう一度添付してください。料金はかかっていません。

upload-link-expired = その画像のリンクの期限が切れたか、画像が削除されています。もう一度添付してください。料金はかかっていません。

upload-broken = その画像は壊れているか、途中で切れています。保存し直したものを添付してください。料金はかかっていません。

upload-discord-down = いま Discord からその画像を取得できません。1分後にもう一度お試しください。料金はかかっていません。

upload-not-at-discord = 画像は Discord からのみ読み込みます。画像そのものを添付してください。料金はかかっていません。

upload-private-address = Easel のネットワークが、Discord の画像をインターネット外のアドレスに向けています。点検を実行するよう運営者に伝えてください。料金はかかっていません。

upload-not-a-picture = そのファイルは PNG、JPG、WEBP のどれでもありません。いずれかの形式の画像を添付してください。料金はかかっていません。

upload-heic-or-avif = そのファイルは HEIC か AVIF で、PNG、JPG、WEBP ではありません。いずれかの形式で保存し直して添付してください。料金はかかっていません。

upload-animated = その画像はアニメーションです。スクリーンショットなどの静止画を添付してください。料金はかかっていません。

upload-takes-too-much = その画像は読み込みに時間かメモリがかかりすぎます。もっと小さい画像か JPG を添付してください。料金はかかっていません。

# Inside the next three: the size of the picture, such as "50,000,000 pixels" or "20 × 3000 pixels".
upload-pixels = { $pixels }ピクセル

upload-too-many-pixels = その画像は{ $size }ですが、上限は{ $limit }ピクセルです。もっと小さい画像を添付してください。料金はかかっていません。

upload-too-small = その画像は{ $size }ですが、各辺に{ $limit }ピクセル以上必要です。もっと大きい画像を添付してください。料金はかかっていません。

upload-too-narrow = その画像は{ $size }ですが、長辺は短辺の{ $limit }倍までです。切り抜いたものを添付してください。料金はかかっていません。

