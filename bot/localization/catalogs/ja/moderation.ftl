### Decisions of moderators.

pictures-expired = 期限までに、どのモデレーターもこれらの画像について決定しませんでした。料金はかかっていません。もう一度リクエストできます。

block-yourself = 自分自身はブロックできません。ほかのモデレーターならできます。

approve-source-removed = 元になった画像が削除されたため、これは表示できません。不承認にしてください。

approve-too-late = これらの画像はもう承認待ちではありません。

pictures-declined = このサーバーのモデレーターは、これらの画像を承認しませんでした。理由: { $reason }。{ -nothing-charged }

appeal-already-accepted = モデレーターはすでに異議申し立てを認めました。リクエストを無料で描きます。

appeal-already-rejected = モデレーターはすでに異議申し立てを却下しました。別のものをリクエストしてください。

appeal-already-expired = 期限までに、どのモデレーターも異議申し立てについて決定しませんでした。ここのモデレーターに相談してください。

own-case = 自分の画像やリクエストについては決定できません。ほかのモデレーターならできます。

reason-required = 理由が空です。理由を書いてください。

block-duration-required = ブロックする期間を選んでください: 1日、7日、無期限。

report-own-picture = これは自分の画像です。🗑️「削除」で削除できます。

report-without-moderators = ここにはモデレーターがいません。画像を報告できるのはサーバーの中だけです。

not-blocked = { $member } はこのサーバーでブロックされていません。/mod blocks でブロック中のメンバーを確認できます。

## Blocks. $end is block-forever or block-until.

block-forever = 無期限

block-until = { $when } まで

blocked = { $member } はこのサーバーで画像をリクエストできません（{ $end }）。

block-replaces = { $moderator } によるブロック（{ $end }）を置き換えました。

block-cancelled-requests = 未完了のリクエストはキャンセルされ、料金はかかりません。

unblocked = { $member } はこのサーバーでまた画像をリクエストできます。{ $moderator } によるブロック（{ $end }）を解除しました。

blocks-none = このサーバーでブロックされているメンバーはいません。

blocks-title = ⛔ **このサーバーでブロック中**

# After a title, where a list does not show all.
list-part = { $total }件中、最初の{ $count }件

blocks-entry = { $member } · { $end } · 担当: { $moderator }

## Who can do what

moderators-only = それができるのは、このサーバーのモデレーターだけです。

block-bot = ボットは画像をリクエストできないため、ブロックする必要はありません。

block-moderator = モデレーターはブロックできません。先にモデレーターから外してください。

member-lookup-failed = Discord からそのメンバーの情報を取得できなかったため、誰もブロックしていません。1分後にもう一度お試しください。

no-picture-to-remove = そのメッセージには Easel の画像がありません。Discord の「メッセージを削除」を使ってください。
