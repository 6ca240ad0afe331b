### Why a request or an action is not possible.

draft-gone = その確認はすでに回答済みか、古くなっています。まだ必要な場合は、もう一度リクエストしてください。{ -nothing-charged }

not-draft-author = これに回答できるのは、リクエストしたメンバーだけです。

source-deleted = その画像は削除されたため、そこから画像を作ることはできません。別の画像を使ってください。{ -nothing-charged }

source-removed = 元の画像がこのサーバーのモデレーターに削除されたため、そこから画像を作ることはできません。別の画像を使ってください。{ -nothing-charged }

blocked-by-moderators = このサーバーのモデレーターにブロックされているため、画像をリクエストできません。理由: { $reason }。

blocked-by-operator = Easel の運営者にブロックされているため、どこでも画像をリクエストできません。理由: { $reason }。

server-blocked-by-operator = このサーバーは Easel の運営者にブロックされているため、画像をリクエストできません。理由: { $reason }。

server-waiting = このサーバーは Easel の運営者の許可を待っています。許可されるまで、ここでは画像をリクエストできません。{ -nothing-charged }

server-not-admitted = Easel の運営者は、このサーバーでの Easel の利用を許可していません。{ -nothing-charged }

operator-stopped = Easel の運営者が、すべての場所で新しいリクエストの受け付けを停止しました。理由: { $reason }。それまでのリクエストは引き続き描きます。{ -nothing-charged }

paused-after-refusals = このサーバーであなたのリクエストが何度も拒否されたため、しばらくお待ちいただきます（描画が始まってからキャンセルしたリクエストも数えます）。{ -nothing-charged }

refusal-too-old = その拒否から1日以上たっているため、もう異議を申し立てられません。もう一度リクエストしてください。

not-refused-member = 異議を申し立てられるのは、リクエストしたメンバーだけです。

appeal-too-long = モデレーターに表示できる{ $limit }文字を超えているため、異議を申し立てられません。もっと短いリクエストを送ってください。

case-not-found = このサーバーにそのような案件はありません。/mod cases で一覧を見られます。

case-already-decided = これはすでに決定済みです: { $verdict }。

case-already-decided-by = これはすでに { $moderator } が決定しました: { $verdict }。

already-reported = これはすでに報告済みです。モデレーターに届いています。

report-already-decided = モデレーターがこの画像をすでに確認し、残すと決めました。

reported-picture-gone = その画像はもうありません。報告の必要はありません。

too-many-reports = 1時間以内に画像を{ $count }枚報告しています。モデレーターに伝えるか、後でもう一度お試しください。

picture-not-found = このサーバーにそのような画像はありません。

picture-deleted = その画像はすでに削除されています。

picture-already-removed = その画像はすでに { $moderator } が削除しました。

removal-not-undoable = その画像は元に戻せません。モデレーターが削除したものではないか、削除から1日以上たっています。

too-many-styles = このサーバーのスタイルはすでに上限の{ $limit }個です。先に1つ削除してください。

too-many-words = 1つのサーバーに登録できる言葉は{ $limit }個までですが、これを加えると{ $count }個になります。先にいくつか削除してください。

too-many-patterns = 1つのサーバーに登録できるパターンは{ $limit }個までですが、これを加えると{ $count }個になります。先にいくつか削除してください。

## How a case was decided, inside "This was already decided: …"

verdict-open = 未決定

verdict-approved = 承認

verdict-declined = 不承認

verdict-kept = 画像を残す

verdict-dismissed = 報告を終了

verdict-removed = 削除

verdict-accepted = 異議を承認

verdict-rejected = 異議を却下

verdict-withdrawn = 取り下げ

verdict-expired = 期限切れ

too-many-grants = このメンバーには、使い切っていない付与がすでに{ $limit }件あります。先にいくつか使ってもらう必要があります。何も変更していません。

case-verdict-impossible = この種類の案件では「{ $verdict }」を選べません。
