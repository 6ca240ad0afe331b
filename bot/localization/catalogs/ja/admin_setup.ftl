### /admin setup のパネルと、Easel がサーバーに来たときに読まれる文。

setup-title = ## 🎨 このサーバーの Easel

setup-log-first = ⚠️ **まずモデレーター用チャンネルを選んでください。** { $problem }。{ $remedy }。

setup-log-pictures-wait = このサーバーの画像は承認待ちですが、どのモデレーターにも見えません！

setup-note = -# 変更はすぐに有効になります。サーバーの種類でほかの設定が決まります。そのあと自由に変えてください。

setup-panel-outdated = このパネルはもう使えません。/admin setup で新しいパネルが開きます。

setup-log = **モデレーター用チャンネル**: 報告、承認、決定がここに投稿されます

placeholder-setup-log = モデレーターだけが読めるチャンネル

item-setup-kind-school = サーバーの種類: 学校

item-setup-kind-art = サーバーの種類: アートのコミュニティ

item-setup-kind-adults = サーバーの種類: 大人専用

placeholder-setup-kind-mixed = サーバーの種類: 独自の設定

hint-setup-kind-school = モデレーターが全画像を確認。フラグ付きは非表示。他人の画像は編集できません

hint-setup-kind-art = 誰でも画像をリクエストできます。フラグの付いた画像はスポイラーで隠れます

hint-setup-kind-adults = 誰でも画像をリクエストできます。フラグの付いた画像は年齢制限チャンネルだけに表示されます

setup-where-everywhere = **メンバーが画像をリクエストできる場所**: すべてのチャンネル。チャンネルを選ぶと、ほかはすべてオフになります

setup-where-everywhere-but = **メンバーが画像をリクエストできる場所**: { $channels } を除くすべてのチャンネル。チャンネルを選ぶと、ほかはすべてオフになります

setup-where-nowhere = **メンバーが画像をリクエストできる場所**: なし。チャンネルを選ぶか、下の選択肢ですべての場所で許可してください

setup-where-only = **メンバーが画像をリクエストできる場所**: これらのチャンネルだけ。何も選ばなければ、すべてのチャンネルです

setup-where-too-many = **メンバーが画像をリクエストできる場所**: { $count }個のチャンネル。このリストには多すぎます。/admin channel ですべて表示できます

setup-where-lacks = ⚠️ { $channels } で Easel の権限が足りません。「確認」を押してください

placeholder-setup-where-all = すべてのチャンネル

placeholder-setup-where-none = チャンネルなし

item-setup-how-open = リクエスト: 誰でも

item-setup-how-approval = リクエスト: 先にモデレーターが確認

hint-setup-how-approval = 誰でも画像をリクエストできます。モデレーターが承認すると表示されます

item-setup-how-moderators = リクエスト: モデレーターだけ

placeholder-setup-how-mixed = リクエスト: チャンネルによって違います

setup-moderators = **モデレーターのロール**（メッセージを管理できる全員に加えて）

placeholder-setup-moderators = 追加のロールなし

item-setup-flagged-spoiler = フラグの付いた画像: スポイラーで隠す

item-setup-flagged-hold = フラグの付いた画像: モデレーターが決定

hint-setup-flagged-hold = モデレーターが承認すると表示されます

item-setup-flagged-restricted = フラグの付いた画像: 年齢制限チャンネルだけ

hint-setup-flagged-restricted = Discord で年齢制限のあるチャンネルだけに表示されます

item-setup-flagged-refuse = フラグの付いた画像: 表示しない

item-setup-safety-operator = 安全チェック: 運営者の設定どおり

item-setup-safety-fast = 安全チェック: オン

item-setup-safety-none = 安全チェック: オフ

item-setup-language-discord = 言語: Discord の設定どおり

hint-language-at-discord = 全員が見るメッセージの言語。Discord でのこのサーバーの設定は { $language } です

item-setup-language = 言語: { $language }

button-setup-automod-on = AutoMod の言葉: オン

button-setup-automod-off = AutoMod の言葉: オフ

button-setup-edits-on = ほかの人も画像を編集できる: オン

button-setup-edits-off = ほかの人も画像を編集できる: オフ

setup-action = 設定

setup-where-detail = メンバーが画像をリクエストできる場所: { $channels } だけ

setup-where-detail-all = メンバーが画像をリクエストできる場所: すべてのチャンネル

setup-moderators-detail = モデレーターのロール: { $roles }

setup-moderators-detail-none = モデレーターのロール: なし

welcome-channel = 👋 **Easel は言葉から画像を描きます。** このサーバーを管理する人が設定するまでは、誰でもすべてのチャンネルでリクエストできます。設定するのは、使えるチャンネル、モデレーター、フラグの付いた画像の扱いです。1分ほどで終わります。`/admin quota` と `/admin budget` で、このサーバーが使える分を分けられます。

button-open-setup = 設定する

welcome-manager = 👋 { $server } に Easel を追加していただき、ありがとうございます。使えるチャンネル、モデレーター、フラグの付いた画像の扱いを決めるまでは、誰でもすべてのチャンネルで画像をリクエストできます。[サーバー]({ $link })を開き、好きなチャンネルで { $setup } と入力してください。1分ほどで終わります。`/admin quota` と `/admin budget` で、サーバーが使える分を分けられます。

welcome-server-waits = 👋 **Easel は言葉から画像を描きます**が、ここではまだです。どのサーバーが使えるかは Easel の運営者が決めるので、このサーバーはその決定を待っています。何もする必要はありません。使えるようになったら、Easel がまたお知らせします。
