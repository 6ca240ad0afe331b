### /admin budget の返答と、予算の言い方。

admin-budget-title = **このサーバーが画像に使える金額**

admin-budget-none-day = 1日: **{ $spent }** 使用。予算はありません。

admin-budget-none-month = 1か月: **{ $spent }** 使用。予算はありません。

admin-budget-spent-day =
    { $source ->
        [managers] 1日: **{ $budget } のうち { $spent }** 使用。予算はこのサーバーの管理者が決めています。
        [operator] 1日: **{ $budget } のうち { $spent }** 使用。予算は Easel の運営者が決めています。
       *[plan] 1日: **{ $budget } のうち { $spent }** 使用。予算はプランで決まっています。
    }

admin-budget-spent-month =
    { $source ->
        [managers] 1か月: **{ $budget } のうち { $spent }** 使用。予算はこのサーバーの管理者が決めています。
        [operator] 1か月: **{ $budget } のうち { $spent }** 使用。予算は Easel の運営者が決めています。
       *[plan] 1か月: **{ $budget } のうち { $spent }** 使用。予算はプランで決まっています。
    }

admin-budget-rolling-day = -# 過去24時間（{ $start } から）で数えています。使った金額は24時間だけ数えます。

admin-budget-rolling-month = -# 過去30日間（{ $start } から）で数えています。使った金額は30日間だけ数えます。

admin-budget-since = -# { $start } から数えています。{ $end } に新しく始まります。

admin-budget-dearer-always = 高いモデルは、予算がなくなるまで使えます。

admin-budget-dearer-until =
    { $source ->
        [managers] 高いモデルは、予算の **{ $percent }%** が使われるまで使えます。これはこのサーバーの管理者が決めています。
       *[plan] 高いモデルは、予算の **{ $percent }%** が使われるまで使えます。これはプランで決まっています。
    }

admin-budget-bot-has-room = 全サーバー共通の予算には余裕があります。

admin-budget-bot-has-none = 全サーバー共通の予算には余裕がありません。

admin-budget-bot-has-none-until = 全サーバー共通の予算は使い切られました。{ $end } に余裕ができます。

admin-budget-a-day = 1日 { $dollars }

admin-budget-a-month = 1か月 { $dollars }

admin-budget-dearer-share = 高いモデルは { $percent }% 使うまで

admin-budget-as-plan = プランのとおり

admin-budget-changed = 予算の変更

admin-budget-change = { $before } → { $after }

admin-budget-saved = 保存しました: { $before } → { $after }

admin-budget-nothing-chosen = day、month、pro_until のうち少なくとも1つを選んでください。{ -nothing-changed }

admin-budget-not-dollars = ドルの金額を選んでください。-1 はプランのとおりです。{ -nothing-changed }

admin-budget-not-a-share = 0 から 1 までの割合（例: 0.8）を選んでください。-1 はプランのとおりです。{ -nothing-changed }

admin-budget-above-plan-day = このサーバーが使えるのは1日に最大 { $dollars } です。{ -nothing-changed }

admin-budget-above-plan-month = このサーバーが使えるのは1か月に最大 { $dollars } です。{ -nothing-changed }

admin-budget-share-above-plan = このサーバーで高いモデルが使えるのは、最大でも予算の { $share } が使われるまでです。{ -nothing-changed }
