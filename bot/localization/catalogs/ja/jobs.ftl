### チャンネルに出るリクエストのメッセージ: 待機中、描画中、画像、終わり方。

job-waiting = ⏳ **順番待ち: { $total }件中{ $position }番目**

job-drawing = 🎨 **描画中…**

job-drawing-usually = 🎨 **描画中…** 通常 { $estimate }

job-others = ほか{ $count }件のリクエスト（それぞれ別のメッセージ）

job-held = **まずモデレーターが画像を確認します。** 承認されるとここに表示されます。

job-prompt-hidden = -# サーバーの AutoMod により、このメッセージにはプロンプトを表示できません。

job-ended = このリクエストは画像なしで終わりました。料金はかかっていません。

job-removed = モデレーターがこれらの画像を削除しました。

job-removed-because = モデレーターがこれらの画像を削除しました: { $reason }

job-moved-to-dm = { $member } のリクエストへの回答はダイレクトメッセージで送りました。

job-moved = このリクエストへの回答は[別のメッセージ]({ $url })にあります。

job-overflow-numbers = { $count }枚中 { $first }～{ $count }枚目

## 画像の下の小さな文字

size-as-reference = 元の画像の形

job-model-replaced = Runware が { $former } の提供を終了したため、{ $model } が描きます。

job-seconds = { $seconds }秒

job-images-left = 残り{ $count }枚

job-shrunk = メッセージに収まるように、一部のファイルを小さくしました。

job-other-format = Runware から届いたのは { $formats } ファイルで、指定された { $requested } ではありません。

job-spoilers = Runware の安全チェックで{ $count }枚にフラグが付いたため、スポイラーとして隠しています。

alt-text-hidden = AIが作成した画像

job-source-reroll = { $whose ->
    [own] 🎲 { $author } が自分の{ $open }画像{ $close }（{ $count }枚）をもう一度描きました
   *[member] 🎲 { $author } が { $owner } の{ $open }画像{ $close }（{ $count }枚）をもう一度描きました
}

job-source-edit = { $whose ->
    [own] ✏️ { $author } が自分の{ $open }画像{ $close }（{ $count }枚）を編集しました
   *[member] ✏️ { $author } が { $owner } の{ $open }画像{ $close }（{ $count }枚）を編集しました
}

job-source-vary = { $whose ->
    [own] 🪄 { $author } が自分の{ $open }画像{ $close }（{ $count }枚）からバリエーションを作りました
   *[member] 🪄 { $author } が { $owner } の{ $open }画像{ $close }（{ $count }枚）からバリエーションを作りました
}

job-source-asked = { $whose ->
    [own] 🎲 { $author } が自分の{ $open }画像{ $close }（{ $count }枚）から作りました
   *[member] 🎲 { $author } が { $owner } の{ $open }画像{ $close }（{ $count }枚）から作りました
}

## 届いた画像がリクエストより少ないとき

job-missing-refused = { $requested }枚中{ $shown }枚が届きました。残りはプロバイダーの安全チェックで拒否されました。

job-missing-failed = { $requested }枚中{ $shown }枚が届きました。残りは描けませんでした。

job-missing-withheld-none = { $requested }枚中{ $shown }枚が届きました。Runware の安全チェックで{ $withheld }枚にフラグが付き、このサーバーではフラグの付いた画像をここに表示しません。

job-missing-withheld-refused = { $requested }枚中{ $shown }枚が届きました。Runware の安全チェックで{ $withheld }枚にフラグが付き、このサーバーではフラグの付いた画像をここに表示しません。残りはプロバイダーの安全チェックで拒否されました。

job-missing-withheld-failed = { $requested }枚中{ $shown }枚が届きました。Runware の安全チェックで{ $withheld }枚にフラグが付き、このサーバーではフラグの付いた画像をここに表示しません。残りは描けませんでした。

job-missing-charged = 料金がかかるのは届いた分だけです。

## /queue と /cancel の表示

queue-own = **あなたのリクエスト**

queue-empty = 未完了のリクエストはありません。

queue-total = 全メンバー: 順番待ち { $waiting }件、描画中 { $drawing }件

queue-nothing-to-cancel = キャンセルできるリクエストはありません。

queue-unknown = そのリクエストはありません。表示される候補から選んでください。

job-state-reserved = 受け付けたところ

job-state-waiting = 順番待ち

job-state-submitted = 描画中

job-state-ready = まもなく届きます

job-state-held = モデレーターの確認待ち

## 高額なリクエストを描く前の料金の確認

price-edits = { $model } の編集 × { $count } = { $price }

price-pictures-of-model = { $model } の画像 × { $count } = { $price }

price-pictures = 画像{ $count }枚 = { $price }

price-of-left = { $cost }（残り{ $left }枚のうち{ $count }枚を使います）

price-hint = ボタンを押すまで料金はかかりません。

price-as-typed = または、波かっこも含めて入力どおりに描く: { $cost }

price-variants-error = { $error } 代わりに、入力どおりの文で描くことができます:

price-discarded = 何も描きません。料金はかかっていません。

price-model-replaced = Runware が { $former } の提供を終了したため、代わりに { $model } が描きます。

price-fact-edit = { $model } の編集

price-fact-picture = { $model } の画像

price-fact-quality = 画質 { $quality }

price-fact-private = 非公開

price-fact-spoiler = スポイラー

## できあがった画像を送れなかった理由

job-undeliverable = お届けできませんでした。Discord がこのチャンネルでもダイレクトメッセージでも受け付けませんでした。{ -nothing-charged }

job-undeliverable-flagged = お届けできませんでした。Discord がこのチャンネルで受け付けませんでした。フラグの付いた画像をダイレクトメッセージで送ることはありません。{ -nothing-charged }

job-too-large = 画像を小さくしても、このチャンネルには大きすぎます。料金はかかっていません。

## リクエストにかかる時間の目安

estimate-about-seconds = 約{ $time }秒

estimate-range-of-seconds = { $low }～{ $high }秒

estimate-about-minutes = 約{ $time }分

estimate-range-of-minutes = { $low }～{ $high }分

estimate-seconds-to-minutes = { $low }秒～{ $high }分

sentence-of-other-version = 理由を表示できません。Easel の別のバージョンが書いたものです。
