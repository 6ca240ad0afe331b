### /admin channel、/admin role、/admin log、/admin style の返答。

managers-only = それができるのは、このサーバーを管理できるメンバーだけです。

server-unavailable = 今、Discord からこのサーバーの情報が届いていません。1分後にもう一度お試しください。

admin-mode-open = 誰でも画像をリクエストできます

admin-mode-approval = 誰でも画像をリクエストできます（表示前にモデレーターが確認します）

admin-mode-off = 誰も画像をリクエストできません

admin-mode-moderators = モデレーターだけが画像をリクエストできます

admin-channel-only-models = { $models } のみ

admin-channel-private-only = 画像はリクエストしたメンバーだけに表示されます

admin-model-not-offered = { $model }（ここでは使えません）

admin-other-channels = 独自の設定がないチャンネル

admin-channel-saved = { $channel } に保存しました: { $rules }。

admin-channel-cleared = { $channel } の設定を消しました。今そこで有効なのは: { $rules }。

admin-channels-title = **メンバーが画像をリクエストできる場所**

admin-channels-everywhere = - すべてのチャンネル: { $rules }

admin-channels-elsewhere = - ほかのすべてのチャンネル: { $rules }

admin-channels-line = - { $channel }: { $rules }

admin-channels-more = - ほか{ $count }チャンネル

admin-channels-note = -# スレッドと投稿は、そのチャンネルと同じです。サーバーの設定はダイレクトメッセージでは適用されません。

admin-channel-changed-action = チャンネル設定の変更

admin-channel-cleared-action = チャンネル設定の消去

admin-channel-detail = { $channel }: { $rules }

admin-channel-or-elsewhere = channel か elsewhere のどちらか一方を選んでください。

admin-channel-reset-not-combinable = 「いつもどおり」はそこのすべての設定を消すので、model や private_only と一緒には使えません。

admin-models-missing = モデルをカンマ区切りで書くか、{ $all } と書いてください。

admin-model-not-in-plan = このサーバーのプランにはモデル { $model } が含まれていません。{ $models } を選んでください。{ -nothing-changed }

admin-plan-without-models = このサーバーのプランにはモデル { $model } が含まれていません。プランにモデルはありません。{ -nothing-changed }

admin-roles-title = **ここで画像をリクエストできる人**

admin-roles-requesters = - 画像をリクエストできる: { $requesters }

admin-requesters-everyone = 全員

admin-requesters-with-roles = { $roles } を持つメンバー

admin-requesters-since = { $requesters }（このサーバーに参加して{ $days }日以上）

admin-roles-moderators = - モデレーターとして扱う: メッセージを管理できるメンバー

admin-roles-moderators-or-roles = - モデレーターとして扱う: メッセージを管理できるか、{ $roles } を持つメンバー

admin-roles-tier = - 「{ $tier }」の上限を持つ: { $roles } を持つメンバー（{ $limits }）

admin-tier-not-offered = 運営者はこのランクをここでは提供しなくなりました。通常の上限が適用されます

admin-tier-pause = { $seconds }秒に1件

admin-tier-no-pause = 間隔なし

admin-roles-note = -# モデレーターは、画像がオフの場所を除いていつでも画像をリクエストできます。

admin-roles-tiers-note = -# 複数のランクを持つメンバーには、最も有利なものが適用されます。

admin-role-changed-action = ロール設定の変更

admin-role-detail = { $role }: { $purpose }

admin-role-detail-removed = { $role }:「{ $purpose }」を解除

admin-role-purpose-with-tier = { $purpose }（{ $tier }）

admin-role-every = すべてのロール

admin-role-detail-days = サーバーにいる日数: { $days }

admin-role-and-purpose = ロールとその用途の両方を選んでください。

admin-role-everyone = @everyone は全メンバーを含みます。一部の人だけが持つロールを選んでください。

admin-role-tier-alone = ランクは「ランクの上限を持つ」という用途とだけ一緒に使えます。

admin-role-no-tiers = Easel の運営者はこのサーバーにランクを提供していません（設定の limits.tiers と、プランのランク）。

admin-role-tier-missing = ランクも選んでください: { $tiers }

admin-role-tier-unknown = 「{ $tier }」というランクはありません。{ $tiers } を選んでください。

admin-log-set = これから決定は { $channel } に投稿されます。

admin-log-set-public = これから決定は { $channel } に投稿されますが、そこは誰でも読めます。報告や承認待ちの画像はそこには投稿されません。受け取るには、モデレーターだけが読めるチャンネルを選んでください。

admin-log-current = 決定は { $channel } に投稿されています。やめるには `off` を使ってください。

admin-log-problem = { $problem }。

admin-log-none = このサーバーにはモデレーター用チャンネルがありませんが、決定は記録されています。`channel` で選んでください。

admin-log-off = 決定はもうどのチャンネルにも投稿されませんが、引き続き記録されます。

admin-log-no-cards = 画像は引き続き承認を待ちます。モデレーターは /mod cases でだけ見つけられます。

admin-log-changed-action = モデレーター用チャンネルの変更

admin-log-no-channel = チャンネルなし

admin-channel-or-off = channel か off のどちらか一方を選んでください。

admin-log-not-writable = Easel は { $channel } に書き込めません。そこで{ $permissions }を許可してから、もう一度お試しください。

admin-log-needed-approval = { $problem }。そのようなチャンネルがないと、誰も画像を承認できません。まず /admin log か /admin setup で、{ $remedy }。{ -nothing-changed }

admin-log-needed-hold = { $problem }。そのようなチャンネルがないと、フラグの付いた画像について誰も決められません。まず /admin log か /admin setup で、{ $remedy }。{ -nothing-changed }

admin-log-needed-in-panel-approval = { $problem }。そのようなチャンネルがないと、誰も画像を承認できません。まず下のリストで、{ $remedy }。{ -nothing-changed }

admin-log-needed-in-panel-hold = { $problem }。そのようなチャンネルがないと、フラグの付いた画像について誰も決められません。まず下のリストで、{ $remedy }。{ -nothing-changed }

## モデレーター用チャンネルの問題: 文の前半。句点なし

mod-channel-missing = このサーバーにはモデレーター用チャンネルがありません

mod-channel-gone = モデレーター用チャンネルはもう存在しません

mod-channel-lacks = モデレーター用チャンネル { $channel } で Easel に{ $permissions }の権限がありません

mod-channel-public = モデレーター用チャンネル { $channel } は誰でも読めます

## すること: 文の終わり。句点なし

mod-channel-choose = モデレーターだけが読めるチャンネルを選んでください

mod-channel-allow = そこで許可するか、別のチャンネルを選んでください

mod-channel-hide = @everyone から隠すか、別のチャンネルを選んでください

permission-view-channel = 「チャンネルを見る」

permission-send-messages = 「メッセージを送信」

permission-send-messages-in-threads = 「スレッドでメッセージを送信」

permission-embed-links = 「埋め込みリンク」

permission-attach-files = 「ファイルを添付」

permission-read-message-history = 「メッセージ履歴を読む」

admin-style-name-invalid = スタイルの名前は小文字、数字、- と _ を{ $limit }文字まで使え、文字か数字で始まります。

admin-style-empty = スタイルの文が空です。スタイルがプロンプトに足す言葉を書いてください。

admin-style-too-long = スタイルの文は最大{ $limit }文字です。短くしてください。

admin-style-reserved = 「none」はすでに「スタイルなし」という意味です。別の名前を選んでください。

admin-style-unknown = このサーバーに「{ $style }」という独自のスタイルはありません。/admin style list でスタイルを表示できます。
