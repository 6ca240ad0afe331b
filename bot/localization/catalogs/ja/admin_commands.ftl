### /admin とそのオプションの説明。

command-admin = このサーバーの Easel を管理します

command-admin-setup = いくつかのメニューでこのサーバーの Easel を設定します（1分ほど）

command-admin-check = このサーバーでまだ動いていないものと、その直し方を確認します

command-admin-stats = このサーバーの画像、金額、メンバー、モデル、拒否のグラフを表示します

option-stats-days = 今日を含めて何日分か。指定しなければ30日

choice-stats-days-7 = 7日

choice-stats-days-30 = 30日

choice-stats-days-90 = 90日

command-admin-channel = チャンネルで誰がどのように画像をリクエストできるかを決めます。オプションなしですべての設定を表示します

option-admin-channel-channel = チャンネル。指定しなければこのチャンネル

option-admin-channel-mode = そこで画像をリクエストできる人

option-admin-channel-model = そこで使えるモデル（カンマ区切り）。all ですべて使えます

option-admin-channel-private-only = そこでは、リクエストしたメンバーだけに画像を見せます

option-admin-channel-elsewhere = 独自の設定がないすべてのチャンネルに適用します

choice-admin-mode-open = オープン: 誰でも画像をリクエストできます

choice-admin-mode-approval = 承認制: 表示する前にモデレーターが画像を確認します

choice-admin-mode-off = オフ: 誰も画像をリクエストできません

choice-admin-mode-moderators = モデレーター: モデレーターだけが画像をリクエストできます

choice-admin-mode-usual = いつもどおり: このチャンネルの設定を消します

command-admin-log = 決定を投稿するチャンネルを表示または選択します

option-admin-log-channel = チャンネル。Easel が書き込める必要があります

option-admin-log-off = True: 決定の投稿をやめます

command-admin-role = 画像をリクエストできる、モデレートする、別の上限を持つロールを決めます。オプションなしで表示します

option-admin-role-role = ロール

option-admin-role-purpose = ロールの用途

option-admin-role-tier = ロールに上限を与えるランク

option-admin-role-remove = ロールからこれを外します。ロールの指定がなければ、すべてのロールから外します

option-admin-role-min-days = 画像をリクエストできるようになるまでサーバーにいる必要がある日数。0 でなし

choice-admin-role-members = 画像をリクエストできる

choice-admin-role-moderators = モデレーターとして扱う

choice-admin-role-tiers = ランクの上限を持つ

command-admin-style = このサーバー独自のスタイルを管理します

command-admin-style-add = このサーバーにスタイルを追加、または変更します

option-admin-style-add-name = メンバーが選ぶ名前: 小文字、数字、- と _

option-admin-style-add-text = プロンプトに足す言葉。{"{"}prompt{"}"} がプロンプトの位置で、なければプロンプトは先頭に入ります

command-admin-style-remove = このサーバーのスタイルを1つ削除します

option-admin-style-remove-name = スタイル

command-admin-style-list = このサーバー独自のスタイルを表示します

command-admin-quota = このサーバーが使える画像を分けます

command-admin-quota-show = このサーバーのすべての利用枠、または1人のメンバーの残りとその理由を表示します

option-admin-quota-show-member = メンバー。指定しなければすべての設定を表示します

command-admin-quota-set = メンバー、ロール、または全員の1日の画像枚数を決めます

option-admin-quota-set-images = 1日の画像枚数。-1 でプランの上限まで。それより多くはできません

option-admin-quota-set-member = このメンバーだけに

option-admin-quota-set-role = このロールを持つ各メンバーに。複数のロールでは最も良いものが有効です

option-admin-quota-set-channel = このチャンネルに: 全メンバー合わせて

option-admin-quota-set-concurrent = 同時に進められるリクエストの数

option-admin-quota-set-cooldown = リクエストの間隔（秒）

option-admin-quota-set-max-count = 1回のリクエストの画像枚数

option-admin-quota-set-max-resolution = 最大の解像度

option-admin-quota-set-day = このサーバーでの1日の数え方: 過去24時間、またはタイムゾーンの暦日

choice-admin-quota-rolling-day = 過去24時間

choice-admin-quota-day-in-zone = { $zone } の暦日

command-admin-quota-grant = メンバーに、1日の分とは別に一度だけ画像を贈ります

command-admin-quota-reset = メンバーの今日の画像を取り消し、1日を新しく始めます

option-admin-quota-member = メンバー

option-admin-quota-reason = 理由（監査ログ用）

option-admin-quota-grant-images = 画像の枚数

option-admin-quota-grant-days = 残りが期限切れになるまでの日数。指定しなければ使い切るまで

command-admin-budget = このサーバーが画像に使う金額を制限します

command-admin-budget-show = このサーバーが使える金額、使った金額、いつからかを表示します

command-admin-budget-set = このサーバーが画像に使える金額を米ドルで決めます

option-admin-budget-day = 1日のドル。0 でなし、-1 でプランのとおり。プランの上限は超えられません

option-admin-budget-month = 1か月のドル。0 でなし、-1 でプランのとおり。プランの上限は超えられません

option-admin-budget-pro-until = 予算のこの割合（0〜1）を超えると最も安いモデルだけが使えます。-1 でプランのとおり
