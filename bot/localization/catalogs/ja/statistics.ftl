### /admin stats と /operator stats: 合計、グラフ、その説明。

stats-too-many = Easel はすでにグラフを描いています。1分後にもう一度お試しください。

stats-no-charts = 今回はグラフを描けませんでした。数値はすべてここと、ファイルにあります。

stats-what-is-counted = -# 数え方: 画像と金額は、リクエストされた日に数えます。終わっていないリクエストは、終わって実際の値が記録されるまで、確保した画像とその価格で数えます。拒否はコマンド、ボタン、フォームのもので、UTC の日ごとに数えます。

stats-pictures = 画像{ NUMBER($count, useGrouping: 1) }枚

stats-members = メンバー{ NUMBER($count, useGrouping: 1) }人

stats-named-count = { $name } { NUMBER($count, useGrouping: 1) }

stats-seconds = { $seconds }秒

stats-seconds-precise = { NUMBER($seconds, minimumFractionDigits: 1) }秒

stats-other-models = その他のモデル

stats-direct-messages = ダイレクトメッセージ

stats-server = サーバー { $id }

stats-all-servers = すべてのサーバー

stats-title = **{ $title }** { $since } 00:00 から（{ $zone }）

stats-totals = **{ $pictures }**、{ $members }、**{ $dollars }**

stats-by-model = モデル別: { $models }

stats-no-pictures = 画像は描かれませんでした。

stats-requests = リクエスト{ NUMBER($count, useGrouping: 1) }件を受け付け、{ NUMBER($refused, useGrouping: 1) }件を拒否（{ $reasons }）

stats-requests-none-refused = リクエスト{ NUMBER($count, useGrouping: 1) }件を受け付け、拒否なし

stats-waits = リクエストの半分は{ NUMBER($median, minimumFractionDigits: 1) }秒以内、10件中9件は{ NUMBER($ninetieth, minimumFractionDigits: 1) }秒以内に完了しました。

stats-dearest = 最も費用がかかったサーバー:

stats-csv-total = { $days }日（{ $zone }）

stats-refusal-already-decided = 決定済み

stats-refusal-bad-picture = 使えない画像

stats-refusal-bad-reference = 使えない画像

stats-refusal-blocked = ブロック中のメンバー

stats-refusal-blocked-words = 禁止された言葉

stats-refusal-closed = Easel が準備中

stats-refusal-declined = プロバイダーの安全チェック

stats-refusal-flagged = 画像にフラグ

stats-refusal-forbidden = ここでは不可

stats-refusal-gone = もう存在しない

stats-refusal-invalid = できないリクエスト

stats-refusal-not-approved = 承認されなかった

stats-refusal-not-yours = ほかの人のもの

stats-refusal-over-budget = 予算切れ

stats-refusal-over-quota = 1日の枠を使用済み

stats-refusal-paused = 拒否後の休止

stats-refusal-refused = その他の理由

stats-refusal-too-many = 同時に多すぎる

stats-refusal-too-soon = 早すぎる

alt-stats-title = { $title } のグラフ。{ $first } から { $last } までの{ $days }日間。

alt-stats-cost = { $pictures }、{ $members }で、費用は { $dollars } です。

alt-stats-no-pictures = この期間の画像はありません。{ $dollars } 使われました。

alt-stats-busiest-day = 最も多かった日は { $day } で、{ $pictures }、{ $members }でした。

alt-stats-waits = リクエストの半分は{ $median }以内、10件中9件は{ $ninetieth }以内に完了しました。

alt-stats-models = モデル別の画像: { $models }。

alt-stats-servers = 最も費用がかかったサーバー: { $servers }。

alt-stats-refusals = 拒否されたリクエスト: { $refusals }。

alt-stats-no-refusals = 拒否されたリクエストはありません。

chart-subtitle = { $since } から · 今日を含む{ $days }日間 · { $zone }

chart-pictures =
    { $count ->
       *[other] 画像
    }

chart-spent = 使用額

chart-members =
    { $count ->
       *[other] メンバー
    }

chart-median-wait = 待ち時間の中央値

chart-seconds = { $seconds }秒

chart-pictures-a-day = 1日の画像

chart-no-pictures = この期間の画像はありません

chart-dollars-a-day = 1日の金額（ドル）

chart-nothing-spent = この期間の支出はありません

chart-members-a-day = 1日のメンバー

chart-no-members = 画像を受け取った人はいません

chart-waits = 待った秒数

chart-half-within = 半分

chart-ninetieth-within = 10件中9件

chart-no-waits = 画像を待った人はいません

chart-models = モデル別の画像

chart-refusals = 拒否されたリクエスト

chart-no-refusals = 拒否はありません

chart-servers = 費用の多いサーバー

chart-others = その他すべて

chart-server-pictures =
    { $count ->
       *[other] { $number }枚
    }
