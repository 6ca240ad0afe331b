### /admin quota の返答と、利用枠の言い方。

-nothing-changed = 何も変更していません。

admin-quota-none = 独自の設定なし

admin-pictures =
    { $count ->
        [-1] 画像は何枚でも
       *[other] 画像{ $count }枚
    }

admin-pictures-a-day =
    { $count ->
        [-1] 1日に画像は何枚でも
       *[other] 1日に画像{ $count }枚
    }

admin-pictures-a-day-if-set =
    { $count ->
        [-1] 管理者が設定すれば1日に画像は何枚でも
       *[other] 管理者が設定すれば1日に画像{ $count }枚
    }

admin-pictures-as-plan = 1日の画像はプランの上限まで

admin-pictures-a-request = 1回のリクエストに画像は最大{ $count }枚

admin-resolution-at-most = 最大 { $resolution }

admin-requests-at-once =
    { $count ->
        [-1] 同時のリクエストはいくつでも
       *[other] 同時のリクエストは{ $count }件
    }

admin-cooldown =
    { $seconds ->
        [0] 待ち時間なし
       *[other] 待ち時間{ $seconds }秒
    }

admin-quota-day-rolling = 過去24時間

admin-quota-day-of-calendar = { $zone } の暦日

admin-quota-of-server = サーバー全体

admin-quota-target-server = サーバー全体

admin-quota-target =
    { $kind ->
        [roles] ロール { $name }
        [members] メンバー { $name }
       *[channels] チャンネル { $name }
    }

admin-quota-title = **このサーバーの画像**

admin-quota-page = { $page } / { $pages }

admin-quota-day-line-rolling = - 1日は過去24時間です

admin-quota-day-line-calendar = - 1日は { $zone } の暦日です（{ $since } に選択。その24時間より後に始まる最初の日までは過去24時間）

admin-quota-plan-line = - 設定がない場合はプランのとおり: { $plan }

admin-quota-line = { $target }: { $quota }

admin-quota-line-channel = { $target }: { $quota }（全メンバー合わせて）

admin-quota-line-above-plan = { $target }: { $quota }（プランでは{ $most }）

admin-quota-note = -# メンバー自身の設定はロールの設定より優先されます。複数のロールでは、画像が最も多いものが有効です。設定で決めていないことはサーバー全体と同じです。変更は `/admin quota set`、1人のメンバーの確認は `/admin quota show member:` でできます。

placeholder-admin-quota-remove = 設定を削除

admin-quota-saved = { $target } に保存しました: { $quota }（以前: { $before }）

admin-quota-plan-most =
    { $count ->
        [-1] プランでは1日に画像を何枚でも使えます。
       *[other] プランでは1日に画像{ $count }枚まで使えます。
    }

admin-quota-day-changed = 1日の数え方は「{ $day_after }」になりました（以前:「{ $day_before }」）。

admin-quota-day-changes = 1日の数え方は「{ $day_after }」になりました（以前:「{ $day_before }」）。今から24時間より後に始まる最初の日までは、過去24時間で数えます。

admin-quota-removed = { $target } の設定を削除しました: { $quota }

admin-quota-already-removed = その設定はすでに削除されています。

admin-quota-grant-origin = （{ $manager } から: { $reason }）

admin-quota-granted = { $member } は1日の分とは別に、使い切るまで **{ $pictures }** を追加で使えます。

admin-quota-granted-until = { $member } は1日の分とは別に、{ $end } まで **{ $pictures }** を追加で使えます。

admin-quota-granted-most = それでも、このサーバーのプランにより1日に最大{ $count }枚です。

admin-quota-reset-pictures = { $member } の画像{ $count }枚は数えられなくなりました。

admin-quota-reset-nothing = リセットするものはありませんでした。今日 { $member } の完成した画像は数えられていません。

admin-quota-reset-running = -# まだ進行中のリクエストは引き続き数えられます。

admin-quota-changed = 利用枠の変更

admin-quota-change = { $target }: { $before } → { $after }

admin-quota-change-with-day = { $change }、1日: { $day_before } → { $day_after }

admin-quota-grant-action = 画像の贈呈

admin-quota-grant-detail = { $pictures }を追加: { $reason }

admin-quota-grant-detail-days = { $pictures }を{ $days }日間追加: { $reason }

admin-quota-reset-action = 利用枠のリセット

admin-quota-reset-detail = { $pictures } → 画像なし: { $reason }

admin-quota-no-reason = 理由なし

admin-quota-panel-outdated = このパネルはもう使えません。/admin quota show で新しいパネルが開きます。

admin-quota-one-target = メンバー、ロール、チャンネルのうち1つだけを選んでください。{ -nothing-changed }

admin-quota-day-of-server = 1日の数え方はサーバー全体のものです。メンバー、ロール、チャンネルなしで選んでください。{ -nothing-changed }

admin-quota-bot = ボットは画像をリクエストできないので、利用枠は必要ありません。{ -nothing-changed }

admin-quota-channel-has-no-pace = チャンネルには同時のリクエスト数や待ち時間はありません。メンバー、ロール、またはサーバー全体に設定してください。{ -nothing-changed }

admin-quota-pictures-above-plan = このサーバーのプランでは、1人のメンバーにつき1日に最大{ $count }枚です。{ -nothing-changed }

admin-quota-requests-above-plan = このサーバーのプランでは、1人のメンバーにつき同時に最大{ $count }件のリクエストです。{ -nothing-changed }

admin-quota-cooldown-below-plan = このサーバーのプランでは、待ち時間は少なくとも{ $seconds }秒必要です。{ -nothing-changed }

too-many-quotas =
    { $kind ->
        [roles] 独自の利用枠を持てるロールは最大{ $limit }個です。先に1つ外してください。
        [members] 独自の利用枠を持てるメンバーは最大{ $limit }人です。先に1つ外してください。
       *[channels] 独自の利用枠を持てるチャンネルは最大{ $limit }個です。先に1つ外してください。
    }

too-many-roles = 1つのサーバーで使えるのは最大{ $limit }個のロールです。先に1つ外してください。
