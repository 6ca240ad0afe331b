### 月ごとの明細。合計の文は statistics.ftl にあります。

statement-title-server = **{ $month }の明細: このサーバーの Easel**

statement-title-everything = **{ $month }の明細: ボット全体**

statement-period = -# { $first } から { $last } まで（両日を含む、{ $zone }）

statement-totals = **{ $pictures }**、{ $members }、記録された金額 **{ $dollars }**

statement-budget = 1か月の予算は { $dollars } です。

statement-servers = リクエストは{ NUMBER($count, useGrouping: 1) }個のサーバーから来ました。

statement-reconcile = Runware の請求と比べるには: { $command }

statement-note = -# リクエストは、リクエストされた月に数え、終わっていないものは確保した分で数えます。後から届く請求によって、その月の値は変わります。

statement-note-server = -# リクエストは、リクエストされた月に数え、終わっていないものは確保した分で数えます。後から届く請求によって、その月の値は変わります。`/admin stats` で最近の日々をグラフで見られます。
