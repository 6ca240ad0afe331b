### The audit log: lines in the moderators' channel, each with a title and a detail below it.

## Budgets. $span is day or month.

audit-budget-used-up = { $span ->
    [day] 1日の予算を使い切りました
   *[month] 1か月の予算を使い切りました
}

audit-budget-nearly-used-up = { $span ->
    [day] 1日の予算を { $share } まで使いました
   *[month] 1か月の予算を { $share } まで使いました
}

audit-budget-nearly-used-up-detail = { $window ->
    [calendar_day] この日
    [calendar_month] この月
    [rolling_day] 過去24時間
   *[rolling_month] 過去30日間
}: { $budget } のうち { $spent }

audit-budget-used-up-detail = { $window ->
    [calendar_day] この日
    [calendar_month] この月
    [rolling_day] 過去24時間
   *[rolling_month] 過去30日間
}: { $budget } のうち { $spent }。余裕ができるまでリクエストは拒否されます。/admin budget show で確認できます

## What happened to a case or a request. Titles

audit-approval-expired = 承認の期限切れ

audit-report-expired = 報告の期限切れ

audit-appeal-expired = 異議申し立ての期限切れ

audit-picture-approved = 画像を承認

audit-picture-declined = 画像を不承認

audit-picture-removed = 画像を削除

audit-report-kept = 報告された画像を残す

audit-reports-dismissed = 報告を終了

audit-appeal-accepted = 異議申し立てを承認

audit-appeal-rejected = 異議申し立てを却下

audit-removal-undone = 削除を取り消し

audit-request-deleted = リクエストを削除

audit-request-cancelled = リクエストをキャンセル

audit-block = ブロック

audit-unblock = ブロック解除

audit-words-refused = 禁止語により拒否

audit-automod-unreadable = AutoMod のルールを読めません

## and details

audit-case = 案件 { $case }

audit-case-with-reason = 案件 { $case }: { $reason }

audit-no-reason = 理由の記載なし

# $until is a date and time in UTC.
audit-blocked-until = { $until } UTC まで: { $reason }

audit-blocked-forever = 無期限: { $reason }

# $block is one of the two before.
audit-block-lifted = { $block }。解除の理由: { $reason }

# $match says what was found, as a sentence.
audit-words-refused-detail = { $match }見つかったプロンプト: { $prompt }

audit-automod-unreadable-detail = AutoMod のルールが画像に適用されますが、Easel にはそれを読むための「サーバー管理」の権限がありません。権限を与えるか、/mod words automod をオフにするまで、すべてのリクエストが拒否されます。

## The line in the channel. $who is a mention; $about lists who and what it is about.

audit-line = **{ $title }** 担当: { $who }{ $about }

audit-line-by-operator = **{ $title }** 担当: Easel の運営者{ $about }

## What the operator did, as moderators of the server read it

audit-operator-admit = サーバーを許可

audit-operator-refuse = サーバーを拒否

audit-operator-change = サーバーの上限を変更

audit-operator-leave = サーバーから退出

audit-operator-block = すべての場所でブロック

audit-operator-unblock = すべての場所でのブロックを解除

audit-operator-stop = すべてのリクエストを停止

audit-operator-resume = リクエストの受け付けを再開

audit-admitted = 許可

audit-admitted-with-plan = プラン { $plan } で許可

audit-not-admitted = 許可なし

audit-left = 退出

audit-plan-chosen = プラン { $plan }

audit-plan-no-longer-chosen = 運営者によるプランの選択を解除

audit-daily-budget = 1日の予算: { $budget }

audit-daily-budget-of-plan = 1日の予算: プランのとおり

audit-monthly-budget = 1か月の予算: { $budget }

audit-monthly-budget-of-plan = 1か月の予算: プランのとおり

audit-two-changes = { $first }、{ $second }

audit-resume-without-reason = 理由の記載なし

## The word list

audit-term-added = 禁止語を追加

audit-exception-added = 例外を追加

audit-pattern-added = パターンを追加

audit-term-removed = 禁止語を削除

audit-exception-removed = 例外を削除

audit-pattern-removed = パターンを削除

audit-words-imported = 禁止語を取り込み

audit-words-imported-detail = { $file } から新しく{ $added }件: { $counts }

audit-automod-on = AutoMod のルールをオン

audit-automod-off = AutoMod のルールをオフ
