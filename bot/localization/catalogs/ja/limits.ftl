### Quotas, budgets and other limits.
### $window is the budget: guild_day (this server's, for a day), guild_month (this server's, for a month), or bot_day (all servers').

budget-member-used-up = 描かれたのに届かなかった画像があり、過去24時間のあなたのリクエストの費用が1人分の上限に達しました。{ -nothing-charged }

budget-member-used-up-for-moderators = 画像がどうなったかにかかわらず、過去24時間のこのメンバーのリクエストの費用が1人分の上限に達しました。後で認めるか、却下してください。

budget-cheapest-model-only = このサーバーで使えるのは最も安いモデルだけです。そのモデルを選んでください。{ -nothing-charged }

budget-dearer-models-cost-too-much = このリクエストの料金は { $price } ですが、高いモデルが使えるのは、{ $window ->
    [guild_day] このサーバーの1日の画像の予算
    [guild_month] このサーバーの1か月の画像の予算
   *[bot_day] ボット全体の1日の画像の予算
}のうち { $most } までです。最も安いモデルを選ぶか、枚数を減らしてください。{ -nothing-charged }

budget-dearer-models-closed = 高いモデルが使えるのは、{ $window ->
    [guild_day] このサーバーの1日の画像の予算
    [guild_month] このサーバーの1か月の画像の予算
   *[bot_day] ボット全体の1日の画像の予算
}のうち { $share } までで、その残りが足りません。最も安いモデルを選んでください。{ -nothing-charged }

budget-zero = { $window ->
    [guild_day] このサーバーの1日の画像の予算が 0 なので、サーバーの管理者か Easel の運営者が変更するまで何も描けません。
    [guild_month] このサーバーの1か月の画像の予算が 0 なので、サーバーの管理者か Easel の運営者が変更するまで何も描けません。
   *[bot_day] ボット全体の1日の画像の予算が 0 なので、Easel の運営者が変更するまで何も描けません。
}{ -nothing-charged }

budget-smaller-than-price = このリクエストの料金は { $price } ですが、{ $window ->
    [guild_day] このサーバーの1日の画像の予算
    [guild_month] このサーバーの1か月の画像の予算
   *[bot_day] ボット全体の1日の画像の予算
}は { $budget } です。枚数を減らしてください。{ -nothing-charged }

budget-smaller-than-one-picture = このリクエストの料金は { $price } ですが、{ $window ->
    [guild_day] このサーバーの1日の画像の予算
    [guild_month] このサーバーの1か月の画像の予算
   *[bot_day] ボット全体の1日の画像の予算
}は { $budget } です。{ -nothing-charged }

budget-used-up = { $window ->
    [guild_day] このサーバーの1日の画像の予算は使い切られました。サーバーの管理者は /admin budget show で確認できます。
    [guild_month] このサーバーの1か月の画像の予算は使い切られました。サーバーの管理者は /admin budget show で確認できます。
   *[bot_day] ボット全体の1日の画像の予算は使い切られました。この予算は全サーバー共通で、増やせるのは Easel の運営者だけです。
}{ -nothing-charged }

budget-rest-too-small = { $window ->
    [guild_day] このサーバーの1日の画像の予算
    [guild_month] このサーバーの1か月の画像の予算
   *[bot_day] ボット全体の1日の画像の予算
}の残りでは足りません。枚数を減らしてください。{ -nothing-charged }

## Quotas. $day is the day that counts: rolling (the last 24 hours), calendar (today), or all_servers (24 hours, all servers).

quota-zero = あなたの上限は 0 なので、ここでは画像をリクエストできません。サーバーの管理者か Easel の運営者が変更できます。{ -nothing-charged }

quota-free-pictures-used-up = これを認めると、このメンバーの無料の画像は24時間で{ $count }枚になりますが、上限は1日{ $limit }枚です。後で認めるか、却下してください。

quota-smaller-than-request = リクエストは{ $requested }枚ですが、あなたの上限は1日{ $limit }枚です。枚数を減らしてください。{ -nothing-charged }

quota-smaller-than-request-with-grants = リクエストは{ $requested }枚ですが、あなたの上限は1日{ $limit }枚で、管理者からもらった分はあと{ $granted }枚です。枚数を減らしてください。{ -nothing-charged }

quota-rest = { $day ->
    [calendar] 今日の残りは
    [all_servers] 過去24時間の残りは、すべてのサーバーを合わせて
   *[rolling] 過去24時間の残りは
}{ $limit }枚中{ $left }枚ですが、リクエストは{ $requested }枚です。{ -nothing-charged }

quota-rest-with-grants = { $day ->
    [calendar] 今日の残りは
    [all_servers] 過去24時間の残りは、すべてのサーバーを合わせて
   *[rolling] 過去24時間の残りは
}{ $limit }枚中{ $left }枚と、管理者からもらった{ $granted }枚ですが、リクエストは{ $requested }枚です。{ -nothing-charged }

quota-used-up = { $day ->
    [calendar] 今日の画像{ $limit }枚を使い切りました。
    [all_servers] すべてのサーバーを合わせた過去24時間の画像{ $limit }枚を使い切りました。
   *[rolling] 過去24時間の画像{ $limit }枚を使い切りました。
}{ -nothing-charged }

channel-quota-zero = サーバーの管理者の設定により、このチャンネルでは画像をリクエストできません。別のチャンネルをお試しください。{ -nothing-charged }

channel-quota-smaller-than-request = リクエストは{ $requested }枚ですが、このチャンネルは1日{ $limit }枚までです。枚数を減らしてください。{ -nothing-charged }

channel-quota-rest = このチャンネルの1日の残りは{ $limit }枚中{ $left }枚ですが、リクエストは{ $requested }枚です。{ -nothing-charged }

channel-quota-used-up = このチャンネルの1日の画像{ $limit }枚は、全メンバー合わせて使い切られました。別のチャンネルをお試しください。{ -nothing-charged }

plan-quota-rest = このサーバーのプランでは、管理者の付与にかかわらず、1人1日{ $limit }枚までです。残りは{ $left }枚ですが、リクエストは{ $requested }枚です。{ -nothing-charged }

plan-quota-used-up = { $limit ->
    [0] このサーバーのプランでは、管理者の付与にかかわらず、メンバーは画像を使えません。
   *[other] このサーバーのプランでは、管理者の付与にかかわらず、1人1日{ $limit }枚までです。残りはありません。
}{ -nothing-charged }

## Other limits

limit-resolution = サーバーの管理者の設定により、ここで使えるのは { $most } までで、{ $requested } は使えません。{ $most } を選んでください。{ -nothing-charged }

limit-count = 一度に{ $requested }枚のリクエストですが、サーバーの管理者の設定により、ここでは1リクエスト{ $most }枚までです。枚数を減らしてください。{ -nothing-charged }

limit-model = このサーバーのプランにはモデル { $model } が含まれていません。{ $able } を選んでください。{ -nothing-charged }

limit-model-nor-another = このサーバーのプランにはモデル { $model } が含まれていません。ほかのモデルも含まれていません。{ -nothing-charged }

limit-running = すでに{ $running }件のリクエストが進行中で、あなたの上限は同時に{ $limit }件です。終わるのを待つか、順番待ちのものを /cancel でキャンセルしてください。{ -nothing-charged }

limit-cooldown = あなたの上限は{ $seconds }秒に1件のリクエストです。料金はかかっていません。
