### /admin check のパネル: サーバーで動いているもの、動いていないもの、その直し方。

check-title = ## 🩺 このサーバーの Easel

button-check = 確認

button-check-fix = Easel が直せるものを直す

check-provider-usable = Runware はリクエストを受け付けています。キーは有効で、残高もあります。

check-provider-unusable = 何も描かれません。Runware がキーを拒否しているか、残高がありません。直せるのはボットの運営者だけです。

check-nothing-charged = { -nothing-charged }

check-block-ends = ブロックは { $end } に終わります。

check-no-budget = このサーバーに予算は設定されていません。

check-budget-day = 1日の予算: { $budget } のうち { $spent } 使用。

check-budget-month = 1か月の予算: { $budget } のうち { $spent } 使用。

check-budget-spent-day = 1日の予算: { $budget } のうち { $spent } 使用。そのため何も描かれません。待つか、運営者に増やしてもらってください。

check-budget-spent-month = 1か月の予算: { $budget } のうち { $spent } 使用。そのため何も描かれません。待つか、運営者に増やしてもらってください。

check-budget-zero-day = 1日の予算が 0 なので、何も描かれません。Easel の運営者が変更できます。

check-budget-zero-month = 1か月の予算が 0 なので、何も描かれません。Easel の運営者が変更できます。

check-bot-budget-zero = ボット全体の予算が 0 なので、何も描かれません。Easel の運営者が変更できます。

check-bot-budget-spent = ボット全体の1日の予算は使い切られました。Easel の運営者が増やせます。

check-bot-budget-spent-until = ボット全体の1日の予算は使い切られました。{ $end } に余裕ができます。Easel の運営者が増やせます。

check-mod-channel = モデレーターは { $channel } で決定します。

check-log-reports = { $problem }。そのため誰も報告を見られません。/admin log か /admin setup で、{ $remedy }。

check-log-approval = { $problem }。承認待ちの画像が、誰にも見えないところで待っています。/admin log か /admin setup で、{ $remedy }。

check-log-hold = { $problem }。フラグの付いた画像が、誰にも見えないところで待っています。/admin log か /admin setup で、{ $remedy }。

check-log-approval-and-hold = { $problem }。承認待ちの画像とフラグの付いた画像が、誰にも見えないところで待っています。/admin log か /admin setup で、{ $remedy }。

check-cases-waiting = { $count }件の案件がモデレーターの決定を待っています。/mod cases をご覧ください。

check-no-cases = 決定を待っている案件はありません。

check-language-chosen = 全員に見えるメッセージの言語: { $language }（/admin setup での選択）。

check-language-at-discord = 全員に見えるメッセージの言語: { $language }（Discord でのサーバーの設定）。/admin setup で変えられます。

check-safety-on = Runware の安全チェックがすべての画像を確認します。

check-safety-off = 安全チェックがオフなので、画像にフラグが付くことはありません。/admin setup でオンにできます。

check-automod-readable = AutoMod の言葉が適用され、Easel はそれを読めます。

check-automod-forbidden = AutoMod の言葉が適用されますが Easel は読めないので、すべてのリクエストが拒否されます。Easel のロールに「サーバー管理」の権限を与えるか、/admin setup でオフにしてください。

check-automod-unanswered = AutoMod の言葉が適用されますが、Discord から届きません。1分後にもう一度確認してください。

check-words-unreadable = { $count }個の言葉またはパターンは、Easel が読めないため確認されません。どれかは /mod words list に表示されます。

check-words-without-re2 = { $count }個の言葉またはパターンは、パターンを読む RE2 をボットの運営者がインストールしていないため確認されません。どれかは /mod words list に表示されます。

check-flagged-shown = フラグの付いた画像は { $channels } に表示されます（年齢制限あり）。

check-flagged-refused = フラグの付いた画像は { $channels } では拒否されます（年齢制限なし）。

check-flagged-nowhere = フラグの付いた画像は年齢制限チャンネルだけに表示されますが、画像用のチャンネルに年齢制限のものがありません。チャンネルの設定で年齢制限を付けるか、/admin setup で別のチャンネルか別のルールを選んでください。

check-stale-members = 画像をリクエストできるロールがもう存在しないため、誰もリクエストできません。/admin role で別のロールを選んでください。

check-stale-channels = 設定に、もう存在しないチャンネルが{ $count }個あります。下のボタンで整理できます。

check-stale-roles = 設定に、もう存在しないロールが{ $count }個あります。下のボタンで整理できます。

check-stale-tiers = 運営者が提供しなくなったランクを持つロールがあります: { $tiers }。通常の上限が適用されます。

check-closed-everywhere = どこでも画像をリクエストできません。/admin setup でチャンネルを選んでください。

check-channel-lacks = { $channel }: チャンネルの権限で Easel に{ $permissions }を許可してください。

check-more-channels-lack = ほか{ $count }個のチャンネルでも Easel の権限が足りません。

check-permissions-complete = メンバーが画像をリクエストできるすべての場所で、Easel に必要な権限がそろっています。

check-nothing-to-fix = 🔧 Easel が自分で直せるものはありません。

check-fixed-permissions = Easel は #{ $channel } で{ $permissions }を使えるようになりました

check-fixed-stale =
    { $what ->
        [channels] 存在しなくなったため削除した設定（チャンネル）: { $count }
        [members] 存在しなくなったため削除した設定（画像をリクエストできるロール）: { $count }
        [moderators] 存在しなくなったため削除した設定（モデレーターのロール）: { $count }
        [tiers] 存在しなくなったため削除した設定（ランク）: { $count }
       *[log] 存在しなくなったため削除した設定（モデレーター用チャンネル）: { $count }
    }

check-discord-reason = /admin check による変更

check-fix-action = 修復

check-fixes = { $before }、{ $last }
