### Cases: cards in the moderators' channel, /mod cases, and the forms that decide.

## Buttons

button-case-approve = Approve

button-case-decline = Decline

button-case-declineblock = Decline and block

button-case-keep = Keep

button-case-remove = Remove

button-case-removeblock = Remove and block

button-case-dismiss = Dismiss

button-case-accept = Accept: draw it free

button-case-reject = Reject

## Titles of forms

modal-case-decline = Decline the pictures

modal-case-remove = Remove the pictures

modal-case-declineblock = Decline and block

modal-case-removeblock = Remove and block

modal-case-reject = Reject the appeal

## How a case was decided, on its card

case-label-approved = ✅ Approved

case-label-declined = ⛔ Declined

case-label-kept = ✅ Kept

case-label-dismissed = ✅ Dismissed

case-label-removed = 🗑️ Removed

case-label-accepted = ✅ Accepted: drawn free of charge

case-label-rejected = ⛔ Rejected

case-label-withdrawn = ✖️ Withdrawn

case-label-expired = ⌛ Nobody decided in time

## What that means, in the answer to the moderator

case-effect-approved = The pictures now appear in the member’s message.

case-effect-declined = The member sees the reason in their message and is not charged.

case-effect-kept = The picture stays and cannot be reported again.

case-effect-dismissed = The picture stays; it can still be reported again.

case-effect-removed = The picture is removed, and nothing can be made from it.

case-effect-accepted = It is being drawn in the channel where it was requested, and the member is notified.

case-effect-rejected = The member is notified.

## The card

case-title-approval = 🖼️ Pictures to approve

case-title-report = 🚩 Reported

case-title-appeal = ⚖️ Appeal

case-header = **{ $title }** · case `{ $case }` · { $member }

case-review-approval = In this channel, pictures are shown once they are approved

case-review-flagged = Runware’s safety check flagged these pictures

case-keep-or-dismiss = Keep: the picture stays and cannot be reported again. Dismiss: it stays, but can be reported again.

case-appeal-facts = Requested in { $channel }; drawing it would cost { $cost }

case-made-from = Made from a picture of { $member }

case-made-from-attachment = Made from an attached picture

case-reason-missing = no reason given

case-pictures-in-next-message = The pictures after the first { $count } are in the next message.

case-pictures-omitted = ⚠️ { $count } more did not fit here.

# $command is /mod case with the number.
case-pictures-unreadable = ⚠️ { $count ->
    [one] One picture could not be read; { $command } shows it once that works.
   *[other] { $count } pictures could not be read; { $command } shows them once that works.
}

case-overflow = Case `{ $case }`: pictures { $first } to { $last } of { $total }

case-message-removed = removed

case-message-link = its message

# $label is one of the labels above, in bold; $when a time such as "2 hours ago".
case-decided = **{ $label }** by { $moderator } { $when }

case-decided-by-nobody = **{ $label }** { $when }

## /mod cases

cases-title = 🗂️ **Cases**

cases-none = There are no such cases on this server.

# A page of a list: "2 of 7".
page-of = { $page } of { $pages }

button-case = Case { $case }

button-cases-open = Show open cases

button-cases-decided = Show decided cases

case-state-open = open

case-state-decided = decided

case-state-all = all

case-kind-approval = approval

case-kind-report = report

case-kind-appeal = appeal

cases-decided = **{ $verdict }** by { $moderator }

cases-earlier-decisions = **Earlier decisions**

# $title says what was done, $who did it.
cases-earlier-decision = { $title } by { $who }: { $detail }

## Forms

modal-report = Report to the moderators

field-why = Why

field-block-for = Block for

field-own-words = In your own words

hint-only-moderators-read = Only moderators can read it

hint-member-reads = The member can read it

item-reason-not-allowed = It shows something this server does not allow

item-reason-real-person = It shows a real person without their consent

item-reason-hurtful = It is meant to hurt someone

item-reason-wrong-channel = It does not belong in this channel

item-reason-own-words = Something else (write it below)

## Answers

report-received = Thank you, the moderators will look at it. Nobody else learns that you reported it.

appeal-received = The moderators will look at it. If they agree, it is drawn free of charge; Easel messages you either way.

case-answer = Case { $case }: { $verdict }. { $effect }

# $detail is the end of the block and the reason.
case-also-blocked = { $member } is blocked { $detail }.

removal-undo-hint = You can undo this for a day.

removal-undone = The picture is back; its message will show it again in a moment if the message still exists.

removal-undone-without-picture = The removal was undone, but Runware keeps pictures for only 7 days, so the message stays empty.
