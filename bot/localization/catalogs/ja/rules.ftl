### A server's rules: why a request is not allowed.

rule-role-needed = このサーバーでは、特定のロールを持つメンバーだけが画像をリクエストできます。モデレーターに相談してください。{ -nothing-charged }

rule-too-new = このサーバーで画像をリクエストできるのは、参加してから{ $days }日たったメンバーです。あと{ $left }日お待ちください。{ -nothing-charged }

rule-channel-off = このサーバーでは、このチャンネルで画像をリクエストできません。別のチャンネルをお試しください。{ -nothing-charged }

rule-channel-moderators-only = このチャンネルで画像をリクエストできるのは、このサーバーのモデレーターだけです。別のチャンネルをお試しください。{ -nothing-charged }

rule-model = このサーバーでは、このチャンネルで { $model } を使えません。{ $able } を使えます。{ -nothing-charged }

rule-model-nor-another = このサーバーでは、このチャンネルで { $model } を使えません。別のチャンネルを試すか、モデレーターに相談してください。{ -nothing-charged }

time-zone-unknown = そのようなタイムゾーンはありません。Europe/Berlin のように、表示される候補から選んでください。

rule-member-unknown = 誰からのリクエストかが Discord から届かないため、このサーバーの設定を確認できません。{ -nothing-charged }

rule-servers-only = Easel が描くのはサーバーの中だけです。サーバーのチャンネルで使ってください。{ -nothing-charged }

rule-no-consent = この画像の作者は、ほかの人による編集を許可していません。別の画像を使ってください。{ -nothing-charged }

rule-consent-required = このサーバーでは、作者が /settings で許可している場合だけ、ほかの人がその画像を編集できます。この作者は許可していないので、別の画像を使ってください。{ -nothing-charged }

rule-prompt-words = このサーバーで禁止されている言葉が含まれています。リクエストを別の言葉で書き直してください。{ -nothing-charged }

rule-description-words = このサーバーで禁止されている言葉が含まれています。説明を別の言葉で書き直してください。{ -nothing-charged }

rule-automod-not-permitted = このサーバーでは AutoMod の言葉が画像にも適用されますが、Easel にはそれを読む権限がありません。/admin check を実行するよう管理者に伝えてください。{ -nothing-charged }

rule-automod-unreachable = いま Discord からこのサーバーの AutoMod の言葉が届かないため、プロンプトを確認できません。1分後にもう一度お試しください。{ -nothing-charged }
