### Cases: cards in the moderators' channel, /mod cases, and the forms that decide.

## Buttons

button-case-approve = 承認する

button-case-decline = 承認しない

button-case-declineblock = 承認せずブロック

button-case-keep = 残す

button-case-remove = 削除する

button-case-removeblock = 削除してブロック

button-case-dismiss = 報告を終了

button-case-accept = 認めて無料で描く

button-case-reject = 却下する

## Titles of forms

modal-case-decline = 画像を承認しない

modal-case-remove = 画像を削除

modal-case-declineblock = 承認せずブロック

modal-case-removeblock = 削除してブロック

modal-case-reject = 異議申し立てを却下

## How a case was decided, on its card

case-label-approved = ✅ 承認

case-label-declined = ⛔ 不承認

case-label-kept = ✅ 画像を残す

case-label-dismissed = ✅ 報告を終了

case-label-removed = 🗑️ 削除

case-label-accepted = ✅ 異議を承認（無料で描画）

case-label-rejected = ⛔ 異議を却下

case-label-withdrawn = ✖️ 取り下げ

case-label-expired = ⌛ 期限までに決定なし

## What that means, in the answer to the moderator

case-effect-approved = 画像がメンバーのメッセージに表示されます。

case-effect-declined = メンバーのメッセージに理由が表示され、料金はかかりません。

case-effect-kept = 画像は残り、もう報告できません。

case-effect-dismissed = 画像は残り、引き続き報告できます。

case-effect-removed = 画像は削除され、そこから画像を作ることはできません。

case-effect-accepted = リクエストされたチャンネルでいま描いています。メンバーにはお知らせが届きます。

case-effect-rejected = メンバーにお知らせが届きます。

## The card

case-title-approval = 🖼️ 承認待ちの画像

case-title-report = 🚩 報告

case-title-appeal = ⚖️ 異議申し立て

case-header = **{ $title }** · 案件 `{ $case }` · { $member }

case-review-approval = このチャンネルでは、画像は承認されてから表示されます

case-review-flagged = Runware の安全チェックでこれらの画像にフラグが付きました

case-keep-or-dismiss = 「残す」: 画像は残り、もう報告できません。「報告を終了」: 画像は残り、また報告できます。

case-appeal-facts = { $channel } でのリクエスト。描く場合の料金は { $cost } です

case-made-from = { $member } の画像から作成

case-made-from-attachment = 添付された画像から作成

case-reason-missing = 理由の記載なし

case-pictures-in-next-message = { $count }枚目より後の画像は次のメッセージにあります。

case-pictures-omitted = ⚠️ ほか{ $count }枚はここに入りきりませんでした。

# $command is /mod case with the number.
case-pictures-unreadable = ⚠️ 画像{ $count }枚を読み込めませんでした。読み込めるようになると { $command } で表示されます。

case-overflow = 案件 `{ $case }`: 画像{ $total }枚中 { $first }～{ $last }

case-message-removed = 削除済み

case-message-link = 元のメッセージ

# $label is one of the labels above, in bold; $when a time such as "2 hours ago".
case-decided = **{ $label }** 担当: { $moderator } { $when }

case-decided-by-nobody = **{ $label }** { $when }

## /mod cases

cases-title = 🗂️ **案件**

cases-none = このサーバーにそのような案件はありません。

# A page of a list: "2 of 7".
page-of = { $page }/{ $pages }

button-case = 案件 { $case }

button-cases-open = 未決定の案件を表示

button-cases-decided = 決定済みの案件を表示

case-state-open = 未決定

case-state-decided = 決定済み

case-state-all = すべて

case-kind-approval = 承認

case-kind-report = 報告

case-kind-appeal = 異議申し立て

cases-decided = **{ $verdict }** 担当: { $moderator }

cases-earlier-decisions = **以前の決定**

# $title says what was done, $who did it.
cases-earlier-decision = { $title } 担当: { $who }: { $detail }

## Forms

modal-report = モデレーターに報告

field-why = 理由

field-block-for = ブロックする期間

field-own-words = 自分の言葉で

hint-only-moderators-read = モデレーターだけが読めます

hint-member-reads = このメンバーも読めます

item-reason-not-allowed = このサーバーで許可されていないものが写っている

item-reason-real-person = 実在の人物が本人の同意なく写っている

item-reason-hurtful = 誰かを傷つける目的のものである

item-reason-wrong-channel = このチャンネルにふさわしくない

item-reason-own-words = その他（下に書いてください）

## Answers

report-received = ありがとうございます。モデレーターが確認します。報告したことは、モデレーター以外には知られません。

appeal-received = モデレーターが確認します。認められれば無料で描きます。どちらの場合も Easel がメッセージでお知らせします。

case-answer = 案件 { $case }: { $verdict }。{ $effect }

# $detail is the end of the block and the reason.
case-also-blocked = { $member } をブロックしました（{ $detail }）。

removal-undo-hint = 1日以内なら元に戻せます。

removal-undone = 画像を元に戻しました。メッセージがまだあれば、まもなくまた表示されます。

removal-undone-without-picture = 削除は取り消されましたが、Runware が画像を保管するのは7日間だけなので、メッセージは空のままです。

