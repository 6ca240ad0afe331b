### What members read in answers that only they see: help, quota, history, details, settings, copies.

## /help; $imagine and the other commands are links to them.

help-title = ## Easel draws pictures from your words

help-imagine = { $imagine } with a few words is all you need. The pictures appear in the same message, with buttons to reroll, edit, vary, save or delete them.

help-edits-title = **Pictures from pictures**

# "Apps › Edit image" is a menu of Discord.
help-edits = { $edit } changes a picture as you describe. So do ✏️ below any of Easel’s pictures and **Apps › Edit image** on any message with a picture. You can edit the result again.

help-models-title = **Models**

# Below the name of a model: "$0.07 a picture, $0.07 an edit".
help-model-prices = { $price } a picture, { $edit } an edit

help-model-unavailable = not offered by Runware right now

help-model-default = the default

help-flags-title = **Flags in the prompt** work like the options; if both are given, the option wins:

# The flags stay as they are; "(up to …)" and the word after --style are translated.
help-flags = `--ar 16:9` `--pro` `--2k` `--count 4` (up to { $most }) `--format png` `--quality 80` `--private` `--spoiler` `--style name`

help-variants = `{"{"}red, green{"}"} {"{"}fox, owl{"}"}` makes four prompts; you see the price first.

help-quota = { $quota } how many pictures you have left, when more come, and what yours cost

help-queue = { $queue } your unfinished requests, and how busy Easel is

help-cancel = { $cancel } cancels a request; one that is already being drawn still counts

help-history = { $history } your pictures and favourites

help-show = { $show } one picture by its short id, and what it was made from

help-settings = { $settings } your defaults

help-rules-title = **Rules**

help-rules = A server’s moderators decide what can be requested and shown there. 🚩 below a picture reports it to them, and only to them; ⚖️ below a refusal asks them to look again. Choose whether others can edit your pictures in { $settings }.

help-managers = The server’s managers decide how many pictures you can have; ask them if you need more.

help-charges = You are not charged for pictures that do not arrive, except after you cancel what is already being drawn. Only you and moderators can cancel or delete your requests.

## The details of a request. $facts such as "Grok Imagine · 1K · 1024×1024", $id such as "k3f-9x2".

details-requested = **Requested by** { $member } { $time }

details-source-reroll = **Reroll of** `{ $id }` by { $author }

details-source-edit = **Edit of** `{ $id }` by { $author }

details-source-vary = **Variation of** `{ $id }` by { $author }

details-source-asked = **Made from** `{ $id }` by { $author }

## The same for a picture that Easel did not draw, or that the reader may not see

details-from-picture-reroll = **Reroll of** a picture

details-from-picture-edit = **Edit of** a picture

details-from-picture-vary = **Variation of** a picture

details-from-picture-asked = **Made from** a picture

details-drawn = **Drawn as** { $facts }

details-cost = **Cost** { $price }

details-seeds = { $count ->
    [one] **Seed** { $seeds } (no model takes a seed, so this picture cannot be drawn again)
   *[other] **Seeds** { $seeds } (no model takes a seed, so this picture cannot be drawn again)
}

details-style = **Style** `{ $name }`

details-model = **Model** `{ $model }`

details-model-replaced = **Model** `{ $model }`, in place of { $former }

details-short-id = **Short id** `{ $id }`

details-number = **Number** `{ $number }`

# The command that repeats the request follows.
details-repeat = **To request it again**

details-repeat-with-picture = **To request it again**, with its picture attached

## /quota. $whose is "you" for the member's own answer, "member" where a manager reads it. $day is "rolling" for the last
## 24 hours, or "calendar" for a day that began at the time $since.

# A line without a limit.
quota-unlimited = { $whose ->
    [you] You can request as many pictures as you like; you had { $count }
   *[member] They can request as many pictures as they like; they had { $count }
} { $day ->
    [rolling] in the last 24 hours
   *[calendar] today, since { $since }
}.

# $left is what the channel or the whole server still allows.
quota-unlimited-here = { $whose ->
    [you] You can request as many pictures as you like, at most { $left } more here; you had { $count }
   *[member] They can request as many pictures as they like, at most { $left } more here; they had { $count }
} { $day ->
    [rolling] in the last 24 hours
   *[calendar] today, since { $since }
}.

quota-left = { $whose ->
    [you] You have **{ $left } of { $limit }** pictures left.
   *[member] They have **{ $left } of { $limit }** pictures left.
}

quota-had = { $whose ->
    [you] You had { $count }
   *[member] They had { $count }
} { $day ->
    [rolling] in the last 24 hours
   *[calendar] today, since { $since }
}.

quota-all-servers = { $whose ->
    [you] On all servers together you had { $used } of { $limit }.
   *[member] On all servers together they had { $used } of { $limit }.
}

quota-plan-most = This server’s plan allows a member { $most } a day, whatever managers give; { $used } of them are used.

quota-next = Each one is available again after 24 hours, the next { $time }.

quota-next-day = More are available { $time }.

quota-channel = This channel has **{ $left } of { $limit }** pictures a day left, for all members together.

# $left is a number of pictures.
quota-grant = { $whose ->
    [you] This server’s managers gave you **{ $left }** more, until they are used.
   *[member] This server’s managers gave them **{ $left }** more, until they are used.
}

quota-grant-until = { $whose ->
    [you] This server’s managers gave you **{ $left }** more, until { $end }.
   *[member] This server’s managers gave them **{ $left }** more, until { $end }.
}

quota-purchase-of-plan = This server has the plan **{ $name }**, bought at Discord, for as long as the purchase runs.

quota-purchase-until-of-plan = This server has the plan **{ $name }**, bought at Discord, until { $end }.

quota-purchase-of-tier = You have the tier **{ $name }**, bought at Discord, for as long as the purchase runs.

quota-purchase-until-of-tier = You have the tier **{ $name }**, bought at Discord, until { $end }.

# $place is "direct" in direct messages; $month is "rolling" for the last 30 days.
quota-cost = { $place ->
    [direct] Your pictures in direct messages cost **{ $price }**
   *[server] Your pictures on this server cost **{ $price }**
} { $month ->
    [rolling] in the last 30 days
   *[calendar] this month, since { $since }
}.

quota-source-plan = { $whose ->
    [you] Your limit is the one that everyone has here.
   *[member] Their limit is the one that everyone has here.
}

quota-source-server = { $whose ->
    [you] Your limit was set by this server’s managers for all members.
   *[member] Their limit was set by this server’s managers for all members.
}

quota-source-role = { $whose ->
    [you] Your limit was set by this server’s managers for { $role }.
   *[member] Their limit was set by this server’s managers for { $role }.
}

quota-source-tier = { $whose ->
    [you] Your limit is that of the tier “{ $tier }”, which { $role } has.
   *[member] Their limit is that of the tier “{ $tier }”, which { $role } has.
}

quota-source-member = { $whose ->
    [you] Your limit was set by this server’s managers for you.
   *[member] Their limit was set by this server’s managers for this member.
}

quota-source-purchase = { $whose ->
    [you] Your limit is that of the tier “{ $tier }”, which you bought.
   *[member] Their limit is that of the tier “{ $tier }”, which this member bought.
}

## Small print of /quota

quota-unfinished = { $jobs } of { $limit } unfinished requests

# More than the limit: the variants of one request count as several.
quota-unfinished-above-limit = { $jobs } unfinished requests (limit: { $limit })

quota-cooldown = { $seconds ->
    [one] one request every second
   *[other] one request every { $seconds } seconds
}

quota-max-count = { $count ->
    [one] up to { $count } picture a request
   *[other] up to { $count } pictures a request
}

quota-max-resolution = up to { $resolution }

## Alt texts: what screen readers say

# Behind the prompt, if there are several pictures.
alt-text-position = ({ $number } of { $total })

# The picture that an edit started from.
alt-text-before = Before: { $description }

## /history

history-pictures = 🖼️ **Your pictures**

history-favourites = ⭐ **Your favourites**

# Behind the title.
history-page = { $page } of { $pages }

# $imagine is a link to the command /imagine.
history-no-pictures = Nothing here yet; { $imagine } draws your first picture.

history-no-favourites = Nothing here yet; press ⭐ under a picture you like.

history-hidden = { $count } on this page can no longer be shown to you.

history-picture-count = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}

# Facts about one entry.
history-message-deleted = its message was deleted

history-not-available = can no longer be shown here

history-restricted = shown only in age-restricted channels

## One picture of the history, and what it was made from: "**✏️ Edit 2 of 3** · made from `k3f-9x2` of @Mo"

trail-original = { $count ->
    [one] **The original** · { $count } step after it
   *[other] **The original** · { $count } steps after it
}

trail-step-reroll = **🎲 Reroll { $position } of { $total }**

trail-step-edit = **✏️ Edit { $position } of { $total }**

# The picture was made from a file.
trail-step-asked = **✏️ Edit { $position } of { $total }**

trail-step-vary = **🪄 Variation { $position } of { $total }**

trail-source = made from `{ $id }` of { $author }

# The source is the first picture that is shown.
trail-source-shown = made from `{ $id }` of { $author }, the first one here

trail-source-hidden = its source cannot be shown

picture-all-restricted = Runware’s safety check flagged all of these pictures; shown only in age-restricted channels.

picture-some-restricted = Runware’s safety check flagged { $count } of { $total } of these pictures; shown only in age-restricted channels.

picture-message-deleted = The message with the pictures was deleted, so they cannot be shown; the prompt is kept.

picture-not-available = The pictures can no longer be shown here; look for the message they came in.

picture-some-shown = { $count } of { $total } pictures can be shown here.

picture-message-link = [its message]({ $url })

picture-not-found-by-id = There is no such picture that you can see; you find the short id, like k3f-9x2, under each picture.

## Favourites and descriptions

favourite-added = Added to your favourites; { $history } shows them.

favourite-removed = Removed from your favourites.

description-not-author = Only the member who requested this picture can describe it.

description-empty = The description is empty; write what the picture shows.

description-too-long = A description can have at most { $limit } characters, not { $length }.

description-saved = Saved: the picture now has this description.

description-saved-private = Saved for your history and for copies; the message itself stays as it is, because only you can see it.

description-saved-elsewhere = Saved for the history and for copies; the message itself could not be changed.

## /settings

settings-title = ⚙️ **Your defaults**

settings-explanation = Used for your next requests. Options in a request override them; defaults that do not fit are ignored.

settings-edits-explanation = Choose whether others can edit your pictures. This applies to all your pictures, old and new.

# Options of the menus, 100 characters at most; $choice such as "Grok Imagine" or one of the messages below.
settings-field-model = Model: { $choice }

settings-field-ratio = Shape: { $choice }

settings-field-resolution = Resolution: { $choice }

settings-field-count = Pictures: { $choice }

settings-field-style = Style: { $choice }

settings-field-format = Format: { $choice }

settings-field-quality = Quality: { $choice }

settings-field-edits = Others can edit my pictures: { $choice }

settings-default = default ({ $choice })

settings-not-offered = { $choice } (not offered here)

# The default of the style.
settings-no-style = none

settings-edits-by-server = as each server decides

settings-edits-yes = yes

settings-edits-no = no

button-settings-private-on = Private: on

button-settings-private-off = Private: off

button-settings-spoiler-on = Spoiler: on

button-settings-spoiler-off = Spoiler: off

button-settings-reset = Reset

settings-choice-outdated = That choice is no longer available; open /settings again to see what is.

## A server's styles

styles-title = 🎨 **Styles of this server**

styles-none = This server has no styles of its own yet.

styles-everywhere = Available on every server: { $names }

style-added = Everyone here can now choose the style “{ $name }”.

style-removed = The style “{ $name }” was removed.

## Answers where something went wrong

reply-internal-error = Something went wrong inside the bot; nothing was charged. The bot’s operator can see what happened.

reply-discord-down = Discord did not answer Easel, so please try again in a minute; nothing was charged.

reply-too-slow = Easel is slow right now; please try again in a moment. { -nothing-charged }

reply-form-outdated = That form no longer works; please open it again. { -nothing-charged }

reply-command-changed = This command has changed; reload Discord (Ctrl-R) and try again.

# $value is what the member chose for an option.
reply-value-not-usable = “{ $value }” cannot be used there.

reply-no-channel = Discord did not say which channel this is, so nothing can be shown here; nothing was charged.

reply-no-easel-picture-details = That message has no picture by Easel, so there are no details to show.

reply-no-easel-picture-report = That message has no picture by Easel; you can tell a moderator, or report it to Discord.

# Only the phrase; it is left out of what /quota says about requests that are impossible now.
reply-nothing-charged = { -nothing-charged }

## The sentence behind a refusal, with the time from which the request is possible. $time such as "in 5 minutes".

retry-again = You can try again { $time }.

retry-room-for-it = There is room for it again { $time }.

# $missing pictures are missing for the request.
retry-quota = { $missing ->
    [one] The next one frees up { $time }.
   *[other] Enough for this request are free again { $time }.
}

retry-quota-or-manager = { $missing ->
    [one] The next one frees up { $time }, or a manager of this server allows more.
   *[other] Enough for this request are free again { $time }, or a manager of this server allows more.
}

retry-after-refusals = Too many of your requests were refused: you can try again { $time }.

# "they" are the moderators, or Easel's operator.
retry-blocked-forever = The block has no end unless they lift it; nothing was charged.

retry-blocked = The block ends { $time }; nothing was charged.

## The same in /quota, which refuses nothing

obstacle-room = There is room again { $time }.

obstacle-blocked-forever = The block has no end unless they lift it.

obstacle-blocked = The block ends { $time }.

## Copies by direct message (the button “DM me”)

copies-dm-closed = Discord does not let Easel message you. Allow direct messages from this server in its privacy settings, then press again in a minute; nothing was charged.

copies-unreadable = These pictures can no longer be read. Press the button under the message that shows them; nothing was charged.

copies-restricted = Runware’s safety check flagged these pictures, and this server shows flagged pictures only in age-restricted channels, so they cannot be sent to you; nothing was charged.

copies-discord-down = Discord did not accept a message to you right now. Press again in a minute; nothing was charged.

copies-too-large = Those pictures are too large for a direct message; nothing was charged.

copies-sent-recently = You requested copies of these pictures less than a minute ago; nothing was charged.

copies-still-sending = Copies of { $limit } other messages are still on their way to you; press again when they are there. { -nothing-charged }

copies-busy = Many copies are being sent right now; press again in a minute. { -nothing-charged }

copies-sent = Sent to your direct messages.

copies-partly-sent = Sent { $count } of { $total } pictures to your direct messages; the others are in another message, could not be read, or are too large.

copies-partly-sent-restricted = Sent { $count } of { $total } pictures to your direct messages; the others were flagged (shown only in age-restricted channels), could not be read, or are too large.

# A link below the copies.
copies-origin = [where it was made]({ $url })

## The picture that an edit starts from. “Edit image” is a menu of Discord on messages.

source-no-picture = There is no picture in that message to start from; nothing was charged.

source-message-deleted = That message was deleted, so its picture cannot be used; nothing was charged.

source-no-access = Easel cannot see that message; please attach the picture to `/edit` instead. { -nothing-charged }

source-not-found = Easel can no longer find that picture; please choose “Edit image” on its message again. { -nothing-charged }

source-discord-down = Discord could not load that message; please try again in a minute. { -nothing-charged }

## Direct messages about a member's block or appeal; $server is the server's name.

dm-block-ended = Your block on “{ $server }” has ended; you can request pictures there again.

dm-block-lifted = A moderator of “{ $server }” lifted your block; you can request pictures there again.

dm-appeal-accepted = The moderators of “{ $server }” accepted your appeal: your request is being drawn now, free of charge.

dm-appeal-rejected = The moderators of “{ $server }” rejected your appeal; nothing was charged.

dm-appeal-expired = No moderator of “{ $server }” decided on your appeal in time; nothing was charged.

# Behind one of the sentences about an appeal.
dm-reason-of-appeal = Their reason: { $reason }.

## Where a picture stands in a gallery, below its number in a form

place-in-second-message = second message

place-large = the large one

place-top-right = top right

place-bottom-right = bottom right

place-left = left

place-right = right

place-top-left = top left

place-bottom-left = bottom left

place-bottom-middle = bottom middle

place-top-middle = top middle

place-top-row = top row

place-middle-row-left = middle row left

place-middle-row-middle = middle row middle

place-middle-row-right = middle row right

place-bottom-row-left = bottom row left

place-bottom-row-middle = bottom row middle

place-bottom-row-right = bottom row right

place-top-row-left = top row left

place-top-row-right = top row right

place-top-row-middle = top row middle

place-first-row = first row

place-second-row-left = second row left

place-second-row-middle = second row middle

place-second-row-right = second row right

place-third-row-left = third row left

place-third-row-middle = third row middle

place-third-row-right = third row right

place-last-row-left = last row left

place-last-row-middle = last row middle

place-last-row-right = last row right
