### 本人だけに表示される回答でメンバーが読む文: ヘルプ、利用枠、履歴、詳細、設定、コピー。

## /help

help-title = ## Easel は言葉から画像を描きます

help-imagine = { $imagine } に短い言葉を添えるだけです。画像は同じメッセージに表示され、描き直し、編集、バリエーション、保存、削除のボタンが付きます。

help-edits-title = **画像から画像へ**

help-edits = { $edit } は説明のとおりに画像を変えます。Easel の画像の下にある ✏️ や、画像のあるメッセージの **アプリ › 画像を編集** でも同じことができます。結果をさらに編集することもできます。

help-models-title = **モデル**

help-model-prices = 1枚 { $price }、編集1枚 { $edit }

help-model-unavailable = 現在 Runware で提供されていません

help-model-default = 既定

help-flags-title = **プロンプト内のフラグ**はオプションと同じ働きをします。両方を指定した場合はオプションが優先されます:

help-flags = `--ar 16:9` `--pro` `--2k` `--count 4`（最大 { $most }） `--format png` `--quality 80` `--private` `--spoiler` `--style 名前`

help-variants = `{"{"}赤い, 緑の{"}"} {"{"}キツネ, フクロウ{"}"}` は4つのプロンプトになります。先に料金が表示されます。

help-quota = { $quota } 残りの枚数、次に増える時刻、これまでの料金

help-queue = { $queue } 未完了のリクエストと、Easel の混み具合

help-cancel = { $cancel } リクエストをキャンセルします。すでに描画中のものは枚数に数えます

help-history = { $history } 自分の画像とお気に入り

help-show = { $show } 短いIDで画像を1つ表示し、元になった画像も示します

help-settings = { $settings } 既定の設定

help-rules-title = **ルール**

help-rules = サーバーで何をリクエストし表示できるかは、そのサーバーのモデレーターが決めます。画像の下の 🚩 はモデレーターだけに報告し、拒否の下の ⚖️ は再確認を依頼します。ほかの人が自分の画像を編集できるかどうかは { $settings } で選べます。

help-managers = 使える枚数はサーバーの管理者が決めます。もっと必要なときは管理者に相談してください。

help-charges = 届かなかった画像に料金はかかりません。ただし、すでに描画中のものをキャンセルした場合は別です。リクエストをキャンセルまたは削除できるのは、本人とモデレーターだけです。

## リクエストの詳細

details-requested = **リクエストした人** { $member } { $time }

details-source-reroll = **描き直しの元** `{ $id }`（{ $author }）

details-source-edit = **編集の元** `{ $id }`（{ $author }）

details-source-vary = **バリエーションの元** `{ $id }`（{ $author }）

details-source-asked = **元の画像** `{ $id }`（{ $author }）

## Easel のものではない画像、または見ることのできない画像の場合

details-from-picture-reroll = ある画像の**描き直し**

details-from-picture-edit = ある画像の**編集**

details-from-picture-vary = ある画像の**バリエーション**

details-from-picture-asked = ある画像**から作成**

details-drawn = **描き方** { $facts }

details-cost = **料金** { $price }

details-seeds = { $count ->
   *[other] **シード** { $seeds }（シードを指定できるモデルはないため、この画像を再現することはできません）
}

details-style = **スタイル** `{ $name }`

details-model = **モデル** `{ $model }`

details-model-replaced = **モデル** `{ $model }`（{ $former } の代わり）

details-short-id = **短いID** `{ $id }`

details-number = **番号** `{ $number }`

details-repeat = **もう一度リクエストするには**

details-repeat-with-picture = **もう一度リクエストするには**（元の画像を添付）

## /quota

quota-unlimited = { $whose ->
    [you] 画像は何枚でもリクエストできます。
   *[member] このメンバーは画像を何枚でもリクエストできます。
}{ $day ->
    [rolling] 過去24時間に{ $count }枚使いました。
   *[calendar] 今日は { $since } から{ $count }枚使いました。
}

quota-unlimited-here = { $whose ->
    [you] 画像は何枚でもリクエストできますが、ここではあと{ $left }枚までです。
   *[member] このメンバーは画像を何枚でもリクエストできますが、ここではあと{ $left }枚までです。
}{ $day ->
    [rolling] 過去24時間に{ $count }枚使いました。
   *[calendar] 今日は { $since } から{ $count }枚使いました。
}

quota-left = { $whose ->
    [you] 残りは **{ $limit }枚中{ $left }枚** です。
   *[member] このメンバーの残りは **{ $limit }枚中{ $left }枚** です。
}

quota-had = { $whose ->
    [you] { $day ->
        [rolling] 過去24時間に{ $count }枚使いました。
       *[calendar] 今日は { $since } から{ $count }枚使いました。
    }
   *[member] { $day ->
        [rolling] 過去24時間に{ $count }枚使っています。
       *[calendar] 今日は { $since } から{ $count }枚使っています。
    }
}

quota-all-servers = { $whose ->
    [you] すべてのサーバーの合計では、{ $limit }枚中{ $used }枚を使いました。
   *[member] すべてのサーバーの合計では、{ $limit }枚中{ $used }枚を使っています。
}

quota-plan-most = このサーバーのプランでは、管理者の付与にかかわらず、1人1日{ $most }枚までです。うち{ $used }枚が使用済みです。

quota-next = 1枚ずつ24時間後にまた使えるようになります。次は { $time } です。

quota-next-day = { $time } にまた使えるようになります。

quota-channel = このチャンネルの残りは、全メンバー合わせて1日 **{ $limit }枚中{ $left }枚** です。

quota-grant = { $whose ->
    [you] サーバーの管理者から、さらに **{ $left }枚** をもらっています（使い切るまで有効）。
   *[member] サーバーの管理者が、さらに **{ $left }枚** を付与しています（使い切るまで有効）。
}

quota-grant-until = { $whose ->
    [you] サーバーの管理者から、さらに **{ $left }枚** をもらっています（{ $end } まで有効）。
   *[member] サーバーの管理者が、さらに **{ $left }枚** を付与しています（{ $end } まで有効）。
}

quota-purchase-of-plan = このサーバーには Discord で購入したプラン **{ $name }** があります（購入が続く間）。

quota-purchase-until-of-plan = このサーバーには Discord で購入したプラン **{ $name }** があります（{ $end } まで）。

quota-purchase-of-tier = Discord で購入したランク **{ $name }** があります（購入が続く間）。

quota-purchase-until-of-tier = Discord で購入したランク **{ $name }** があります（{ $end } まで）。

quota-cost = { $place ->
    [direct] ダイレクトメッセージでのあなたの画像の料金は、
   *[server] このサーバーでのあなたの画像の料金は、
}{ $month ->
    [rolling] 過去30日間で **{ $price }** です。
   *[calendar] 今月（{ $since } から）で **{ $price }** です。
}

quota-source-plan = { $whose ->
    [you] あなたの上限は、ここの全員と同じです。
   *[member] このメンバーの上限は、ここの全員と同じです。
}

quota-source-server = { $whose ->
    [you] あなたの上限は、サーバーの管理者が全メンバー向けに設定したものです。
   *[member] このメンバーの上限は、サーバーの管理者が全メンバー向けに設定したものです。
}

quota-source-role = { $whose ->
    [you] あなたの上限は、サーバーの管理者が { $role } 向けに設定したものです。
   *[member] このメンバーの上限は、サーバーの管理者が { $role } 向けに設定したものです。
}

quota-source-tier = { $whose ->
    [you] あなたの上限は、{ $role } が持つランク「{ $tier }」のものです。
   *[member] このメンバーの上限は、{ $role } が持つランク「{ $tier }」のものです。
}

quota-source-member = { $whose ->
    [you] あなたの上限は、サーバーの管理者があなた向けに設定したものです。
   *[member] このメンバーの上限は、サーバーの管理者がこのメンバー向けに設定したものです。
}

quota-source-purchase = { $whose ->
    [you] あなたの上限は、購入したランク「{ $tier }」のものです。
   *[member] このメンバーの上限は、購入したランク「{ $tier }」のものです。
}

## /quota の小さな文字

quota-unfinished = 未完了のリクエスト { $jobs }/{ $limit }件

quota-unfinished-above-limit = 未完了のリクエスト { $jobs }件（上限: { $limit }件）

quota-cooldown = { $seconds }秒に1件のリクエスト

quota-max-count = 1リクエスト{ $count }枚まで

quota-max-resolution = { $resolution } まで

## 代替テキスト: スクリーンリーダーが読み上げる文

alt-text-position = （{ $total }枚中{ $number }枚目）

alt-text-before = 編集前: { $description }

## /history

history-pictures = 🖼️ **あなたの画像**

history-favourites = ⭐ **あなたのお気に入り**

history-page = { $page }/{ $pages }ページ

history-no-pictures = まだ何もありません。{ $imagine } で最初の画像を描けます。

history-no-favourites = まだ何もありません。気に入った画像の下の ⭐ を押してください。

history-hidden = このページの{ $count }件は、もう表示できません。

history-picture-count = 画像{ $count }枚

history-message-deleted = メッセージが削除されました

history-not-available = ここではもう表示できません

history-restricted = 年齢制限のあるチャンネルでのみ表示

## 履歴の画像1つと、その元の画像

trail-original = **オリジナル** · このあと{ $count }段階

trail-step-reroll = **🎲 描き直し { $position }/{ $total }**

trail-step-edit = **✏️ 編集 { $position }/{ $total }**

trail-step-asked = **✏️ 編集 { $position }/{ $total }**

trail-step-vary = **🪄 バリエーション { $position }/{ $total }**

trail-source = { $author } の `{ $id }` から作成

trail-source-shown = { $author } の `{ $id }` から作成（ここの最初の画像）

trail-source-hidden = 元の画像は表示できません

picture-all-restricted = Runware の安全チェックで、これらの画像すべてにフラグが付きました。年齢制限のあるチャンネルでのみ表示されます。

picture-some-restricted = Runware の安全チェックで、これらの画像{ $total }枚中{ $count }枚にフラグが付きました。年齢制限のあるチャンネルでのみ表示されます。

picture-message-deleted = 画像のメッセージが削除されたため、画像は表示できません。プロンプトは残っています。

picture-not-available = 画像はここではもう表示できません。画像が届いたメッセージを探してください。

picture-some-shown = ここでは{ $total }枚中{ $count }枚を表示できます。

picture-message-link = [元のメッセージ]({ $url })

picture-not-found-by-id = 表示できる画像が見つかりません。短いID（例: k3f-9x2）は各画像の下にあります。

## お気に入りと説明

favourite-added = お気に入りに追加しました。{ $history } で見られます。

favourite-removed = お気に入りから外しました。

description-not-author = この画像を説明できるのは、リクエストしたメンバーだけです。

description-empty = 説明が空です。画像に何が写っているかを書いてください。

description-too-long = 説明は{ $limit }文字までです（現在{ $length }文字）。

description-saved = 保存しました。画像にこの説明が付きました。

description-saved-private = 履歴とコピー用に保存しました。メッセージ自体はあなたにしか見えないため、そのままです。

description-saved-elsewhere = 履歴とコピー用に保存しました。メッセージ自体は変更できませんでした。

## /settings

settings-title = ⚙️ **既定の設定**

settings-explanation = 次のリクエストから使われます。リクエストのオプションが優先され、合わない設定は無視されます。

settings-edits-explanation = ほかの人があなたの画像を編集できるかどうかを選びます。これまでの画像にも、これからの画像にも適用されます。

settings-field-model = モデル: { $choice }

settings-field-ratio = 形: { $choice }

settings-field-resolution = 解像度: { $choice }

settings-field-count = 枚数: { $choice }

settings-field-style = スタイル: { $choice }

settings-field-format = 形式: { $choice }

settings-field-quality = 画質: { $choice }

settings-field-edits = ほかの人が自分の画像を編集できる: { $choice }

settings-default = 既定（{ $choice }）

settings-not-offered = { $choice }（ここでは使えません）

settings-no-style = なし

settings-edits-by-server = 各サーバーの設定に従う

settings-edits-yes = はい

settings-edits-no = いいえ

button-settings-private-on = 非公開: オン

button-settings-private-off = 非公開: オフ

button-settings-spoiler-on = スポイラー: オン

button-settings-spoiler-off = スポイラー: オフ

button-settings-reset = リセット

settings-choice-outdated = その選択肢はもうありません。/settings をもう一度開いて確認してください。

## サーバーのスタイル

styles-title = 🎨 **このサーバーのスタイル**

styles-none = このサーバーには、まだ独自のスタイルがありません。

styles-everywhere = どのサーバーでも使えるスタイル: { $names }

style-added = ここの全員がスタイル「{ $name }」を選べるようになりました。

style-removed = スタイル「{ $name }」を削除しました。

## 問題が起きたときの回答

reply-internal-error = ボットの内部で問題が起きました。料金はかかっていません。ボットの運営者が原因を確認できます。

reply-discord-down = Discord から応答がありませんでした。1分後にもう一度お試しください。料金はかかっていません。

reply-too-slow = Easel の動作が遅くなっています。少ししてからもう一度お試しください。{ -nothing-charged }

reply-form-outdated = そのフォームはもう使えません。もう一度開いてください。{ -nothing-charged }

reply-command-changed = このコマンドは変更されました。Discord を再読み込み（Ctrl-R）してからもう一度お試しください。

reply-value-not-usable = 「{ $value }」はそこでは使えません。

reply-no-channel = Discord からチャンネルの情報が届かなかったため、ここには何も表示できません。料金はかかっていません。

reply-no-easel-picture-details = そのメッセージには Easel の画像がないため、表示できる詳細がありません。

reply-no-easel-picture-report = そのメッセージには Easel の画像がありません。モデレーターに伝えるか、Discord に報告してください。

reply-nothing-charged = { -nothing-charged }

## 拒否の後に続く、可能になる時刻の文

retry-again = { $time } にもう一度お試しいただけます。

retry-room-for-it = { $time } にまた空きができます。

retry-quota = { $missing ->
    [1] 次の1枚は { $time } に使えるようになります。
   *[other] このリクエストに足りる枚数は { $time } に使えるようになります。
}

retry-quota-or-manager = { $missing ->
    [1] 次の1枚は { $time } に使えるようになります。サーバーの管理者が枚数を増やすこともできます。
   *[other] このリクエストに足りる枚数は { $time } に使えるようになります。サーバーの管理者が枚数を増やすこともできます。
}

retry-after-refusals = 拒否されたリクエストが多すぎます。{ $time } にもう一度お試しいただけます。

retry-blocked-forever = ブロックは解除されるまで続きます。料金はかかっていません。

retry-blocked = ブロックは { $time } に終わります。料金はかかっていません。

## 何も拒否しない /quota での同じ文

obstacle-room = { $time } にまた空きができます。

obstacle-blocked-forever = ブロックは解除されるまで続きます。

obstacle-blocked = ブロックは { $time } に終わります。

## ダイレクトメッセージでのコピー（「DMで受け取る」ボタン）

copies-dm-closed = Discord の設定により、Easel からあなたにメッセージを送れません。このサーバーのプライバシー設定でダイレクトメッセージを許可し、1分後にもう一度押してください。料金はかかっていません。

copies-unreadable = これらの画像はもう読み込めません。画像が表示されているメッセージの下のボタンを押してください。料金はかかっていません。

copies-restricted = Runware の安全チェックでこれらの画像にフラグが付き、このサーバーではフラグの付いた画像を年齢制限のあるチャンネルでのみ表示するため、お送りできません。料金はかかっていません。

copies-discord-down = いま Discord があなたへのメッセージを受け付けませんでした。1分後にもう一度押してください。料金はかかっていません。

copies-too-large = 画像が大きすぎて、ダイレクトメッセージでは送れません。料金はかかっていません。

copies-sent-recently = これらの画像のコピーは1分以内にリクエスト済みです。料金はかかっていません。

copies-still-sending = ほかの{ $limit }件のメッセージのコピーを送信中です。届いてからもう一度押してください。{ -nothing-charged }

copies-busy = 現在、多くのコピーを送信中です。1分後にもう一度押してください。{ -nothing-charged }

copies-sent = ダイレクトメッセージに送りました。

copies-partly-sent = 画像{ $total }枚中{ $count }枚をダイレクトメッセージに送りました。残りは別のメッセージにあるか、読み込めないか、大きすぎます。

copies-partly-sent-restricted = 画像{ $total }枚中{ $count }枚をダイレクトメッセージに送りました。残りはフラグが付いている（年齢制限のあるチャンネルでのみ表示）か、読み込めないか、大きすぎます。

copies-origin = [作成された場所]({ $url })

## 編集の元になる画像

source-no-picture = そのメッセージには元にできる画像がありません。料金はかかっていません。

source-message-deleted = そのメッセージは削除されたため、画像を使えません。料金はかかっていません。

source-no-access = Easel はそのメッセージを見ることができません。代わりに `/edit` に画像を添付してください。{ -nothing-charged }

source-not-found = Easel はその画像を見つけられなくなりました。メッセージの「画像を編集」をもう一度選んでください。{ -nothing-charged }

source-discord-down = Discord がそのメッセージを読み込めませんでした。1分後にもう一度お試しください。{ -nothing-charged }

## ブロックや異議申し立てについてのダイレクトメッセージ

dm-block-ended = 「{ $server }」でのブロックが終わりました。また画像をリクエストできます。

dm-block-lifted = 「{ $server }」のモデレーターがブロックを解除しました。また画像をリクエストできます。

dm-appeal-accepted = 「{ $server }」のモデレーターが異議申し立てを認めました。リクエストをいま無料で描いています。

dm-appeal-rejected = 「{ $server }」のモデレーターが異議申し立てを却下しました。料金はかかっていません。

dm-appeal-expired = 「{ $server }」のモデレーターは、期限までに異議申し立てについて判断しませんでした。料金はかかっていません。

dm-reason-of-appeal = 理由: { $reason }

## メッセージのギャラリー内での画像の位置

place-in-second-message = 2つ目のメッセージ

place-large = 大きい画像

place-top-right = 右上

place-bottom-right = 右下

place-left = 左

place-right = 右

place-top-left = 左上

place-bottom-left = 左下

place-bottom-middle = 中央下

place-top-middle = 中央上

place-top-row = 上の段

place-middle-row-left = 中の段の左

place-middle-row-middle = 中の段の中央

place-middle-row-right = 中の段の右

place-bottom-row-left = 下の段の左

place-bottom-row-middle = 下の段の中央

place-bottom-row-right = 下の段の右

place-top-row-left = 上の段の左

place-top-row-right = 上の段の右

place-top-row-middle = 上の段の中央

place-first-row = 1段目

place-second-row-left = 2段目の左

place-second-row-middle = 2段目の中央

place-second-row-right = 2段目の右

place-third-row-left = 3段目の左

place-third-row-middle = 3段目の中央

place-third-row-right = 3段目の右

place-last-row-left = 最後の段の左

place-last-row-middle = 最後の段の中央

place-last-row-right = 最後の段の右
