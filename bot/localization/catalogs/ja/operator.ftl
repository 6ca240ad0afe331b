### What only Easel’s operator reads.

operator-block-yourself = 自分自身はブロックできません。

operator-block-own-server = そこはあなたが決定を行うサーバーなので、ブロックできません。

operator-reason-required = 理由が空です。理由を書いてください。

operator-not-blocked = そのようなブロックはないため、何も解除していません。/operator blocks で一覧を見られます。

operator-not-stopped = リクエストはすでに受け付けられています。停止されていませんでした。

## Sentences for members

cancelled-by-operator = Easel の運営者がキャンセルしました。料金はかかっていません。

cancelled-by-leaving = Easel がこのサーバーから外されました。料金はかかっていません。

cancelled-by-refusing = Easel の運営者が、このサーバーでの利用を終了しました。料金はかかっていません。

## Servers

operator-unknown-server = Easel がその ID のサーバーにいたことはありません。/operator servers で一覧を見られます。

operator-unknown-plan = 設定にその名前のプランはありません。

operator-always-admitted = そのサーバーは、discord.guilds または運営者自身のサーバーとして、設定で常に許可されています。代わりにブロックしてください。

operator-has-left = Easel はすでにそのサーバーから退出しています。

operator-leaving-failed = Discord の都合で、Easel はそのサーバーから退出できませんでした。1分後にもう一度お試しください。

operator-not-listed = discord.admission = "listed" の場合、サーバーを許可できるのは設定だけです。discord.guilds に { $server } を追加して再起動してください。

operator-decided-admitted = それはすでに決定済みです: サーバーは許可されています。

operator-decided-not-admitted = それはすでに決定済みです: サーバーは許可されていません。

## What the question about a server says once it is decided

decision-admitted-before = 以前に許可済み

decision-not-admitted = 許可なし

# $decision is one of the two before.
server-decided-by = { $decision }（担当: { $operator }）

admission-no-plans = 設定にプランがありません。代わりに「許可」を押してください。

operator-one-target = ユーザーかサーバーのどちらか一方を指定してください。

operator-only = それができるのは、Easel の運営者だけで、運営者のサーバーでのみです。

operator-not-an-id-of-a-user = それはユーザーの ID ではありません。Discord の開発者モードをオンにして、ID をコピーしてください。

operator-not-an-id-of-a-server = それはサーバーの ID ではありません。表示される候補から選んでください。

admission-left-by = 退出しました（担当: { $operator }）

admission-admitted-by = 許可しました（担当: { $operator }）

admission-admitted-with-plan-by = プラン { $plan } で許可しました（担当: { $operator }）

operator-leave-alone = 退出は、ほかのオプションと一緒には使えません。

operator-budget-below-zero = 予算は0ドル以上です。-1 はプランのとおりです。

# Members read it in place of a reason.
operator-no-reason = 理由の記載なし

## The question about a new server

button-admission-admit = 許可

button-admission-plan = プランを選んで許可…

button-admission-leave = 退出

button-admission-left = はい、退出します

button-admission-stay = いいえ、残ります

admission-question = 🚪 **サーバーがあなたの決定を待っています**

admission-until-then = 許可するまで、そこでは誰も画像をリクエストできません。

admission-leave-question = 🚪 **このサーバーから退出しますか？**

admission-leave-consequences = そこで待っているリクエストはキャンセルされ、料金はかかりません。あなたとサーバーの管理者の設定は保存され、Easel がまた招待されると再び有効になります。

admission-stays = 何も変更していません。Easel は { $server } に残ります。

admission-choose-plan = このサーバーにどのプランを使わせますか？

placeholder-plan = プランを選んでください

server-size-unknown = 人数不明

server-owner-unknown = 所有者不明

server-owner = 所有者 { $owner }

# $shown is the number with separators.
server-members = { $count ->
   *[other] メンバー{ $shown }人
}

server-id = サーバー ID `{ $server }`

server-without-name = サーバー `{ $server }`

## What a plan sets, in the list to choose from. $span is day or month.

plan-any-pictures = 1人1日に画像は何枚でも

plan-pictures = 1人1日に画像{ $count }枚

plan-budget = { $span ->
    [day] 1日 { $budget }
   *[month] 1か月 { $budget }
}

plan-no-budget = { $span ->
    [day] 1日の予算なし
   *[month] 1か月の予算なし
}

plan-models = モデル: { $models }

plan-no-models = モデル: なし

plan-general-limits = 通常の上限

## /operator block, unblock, blocks, stop, resume. $end is block-forever or block-until.

operator-blocked-user = ⛔ { $target } をすべての場所でブロックしました（{ $end }）。

operator-blocked-server = ⛔ { $target } の全員を、そこでブロックしました（{ $end }）。

operator-block-replaces = 以前のブロック（{ $end }）を置き換えました。

operator-block-cancelled = 待っていたリクエスト{ $count }件はキャンセルされ、料金はかかっていません。

operator-block-reason = 表示される理由: { $reason }

operator-unblocked-user = ✅ { $target } のブロックを解除しました。

operator-unblocked-server = ✅ { $target } のブロックを解除しました。

operator-blocks-none = 誰もブロックされていません。

operator-blocks-title = ⛔ **すべての場所でブロック中**

operator-block-server = サーバー { $server }

operator-stopped-answer = ⛔ /operator resume まで、どこでも新しいリクエストを受け付けません。

operator-nothing-runs = 待機中や描画中のものはありません。

# $work lists the next three.
operator-finishes = それまでのリクエストは最後まで進めます: { $work }。

operator-waiting = 待機中 { $count }件

operator-running = 描画中または配信中 { $count }件

operator-held = モデレーターの確認待ち { $count }件

operator-resumed = ✅ リクエストの受け付けを再開しました（停止は { $since } から）。

operator-stop-in-force = { $since } から、すべての場所で新しいリクエストを停止しています（担当: { $operator }）: { $reason }

## /operator servers

servers-title = 🗄️ **サーバー{ $count }個**

servers-sort-spent = 金額の多い順

servers-sort-pictures = 画像の多い順

servers-sort-joined = 新しい順

servers-page = { $page }/{ $pages }ページ

servers-waiting = 🚪 { $count }個のサーバーがあなたの決定を待っています。/operator server では最初に候補に出ます。

servers-note = 過去30日間の金額（ドル）と画像です。終わっていないリクエストは、その料金で数えます。

servers-none = Easel はまだどのサーバーにもいません。

servers-pictures = 画像{ $count }枚

servers-plan = プラン { $plan }

server-joined = { $when } に参加

server-no-name = 名前なし

server-state-left = 退出済み

server-state-waits = 許可待ち

server-state-not-admitted = 許可なし

## /operator server. $span is day or month.

server-present = 参加: { $joined }

server-absent = 参加: { $joined }、退出: { $left }

server-admission = 利用の許可: { $state }

admission-state-admitted = 許可済み

admission-state-configured = 設定により許可済み

admission-state-waits = あなたの決定待ち

admission-state-not-admitted = 許可なし

server-blocked = ⛔ ブロック中（{ $end }）: { $reason }

server-plan = プラン: { $plan }

server-plan-none = なし（通常の上限を適用）

server-plan-bought = { $plan }（Discord で購入）

server-plan-chosen = { $plan }（あなたが選択）

server-plan-default = { $plan }（ほかにプランのないサーバーのプラン）

# $plan is one of the four before.
chosen-plan-replaced = { $plan }。あなたが選んだ { $chosen } の代わりに適用されています

chosen-plan-missing = { $plan }。あなたが選んだ { $chosen } は設定にありません

server-budget = { $span ->
    [day] 1日の予算: { $budget } のうち { $spent } 使用
   *[month] 1か月の予算: { $budget } のうち { $spent } 使用
}

server-no-budget = { $span ->
    [day] 1日の予算: なし
   *[month] 1か月の予算: なし
}

server-pictures = 1人1日の画像: { $count }枚

server-any-pictures = 1人1日の画像: 上限なし

server-totals = 過去30日間: 画像{ $count }枚、{ $spent }

server-plan-changed = プランを変更しました。

server-budgets-changed = 予算を変更しました。

server-is-admitted = サーバーは許可されています。

server-is-not-admitted = サーバーは許可されていません。

