### The answers to /admin channel, /admin role, /admin log and /admin style.

managers-only = Only members who can manage this server can do that.

server-unavailable = Discord sends no information about this server right now; please try again in a minute.

## Rules of a channel, parts of a list: "everyone can request pictures, only with Nano Banana"

admin-mode-open = everyone can request pictures

admin-mode-approval = everyone can request pictures; moderators check them before they are shown

admin-mode-off = nobody can request pictures

admin-mode-moderators = only moderators can request pictures

# $models is one model, or several joined with "or"
admin-channel-only-models = only with { $models }

admin-channel-private-only = pictures are shown only to the member who requests them

admin-model-not-offered = { $model } (not offered here)

## /admin channel

# In the place of a channel
admin-other-channels = channels without settings of their own

# $channel is a mention or "channels without settings of their own", $rules is a list
admin-channel-saved = Saved for { $channel }: { $rules }.

admin-channel-cleared = Cleared the settings for { $channel }. What applies there now: { $rules }.

admin-channels-title = **Where members can request pictures**

admin-channels-everywhere = - everywhere: { $rules }

admin-channels-elsewhere = - everywhere else: { $rules }

admin-channels-line = - { $channel }: { $rules }

admin-channels-more =
    { $count ->
        [one] - and { $count } more channel
       *[other] - and { $count } more channels
    }

admin-channels-note = -# Threads and posts follow their channel. Server settings do not apply in direct messages.

admin-channel-changed-action = Channel settings changed

admin-channel-cleared-action = Channel settings cleared

# The audit log; $channel is a name
admin-channel-detail = { $channel }: { $rules }

admin-channel-or-elsewhere = Choose a channel or elsewhere, not both.

# “As usual” is the choice of the option mode
admin-channel-reset-not-combinable = “As usual” clears all settings there, so do not combine it with model or private_only.

# $all is what a manager types for all models
admin-models-missing = Write the models separated by commas, or write { $all }.

admin-model-not-in-plan = This server’s plan does not include the model { $model }; choose { $models }. { -nothing-changed }

admin-plan-without-models = This server’s plan does not include the model { $model }; it includes no model. { -nothing-changed }

## /admin role

admin-roles-title = **Who can request pictures here**

# $requesters is one of the three below
admin-roles-requesters = - can request pictures: { $requesters }

admin-requesters-everyone = everyone

# $roles is one role, or several joined with "or"; here and below
admin-requesters-with-roles = members with { $roles }

# $requesters is one of the two above
admin-requesters-since =
    { $days ->
        [one] { $requesters } who joined this server at least a day ago
       *[other] { $requesters } who joined this server at least { $days } days ago
    }

admin-roles-moderators = - count as moderators: members who can manage messages

admin-roles-moderators-or-roles = - count as moderators: members who can manage messages or have { $roles }

# $limits is a list: "20 pictures a day, 2 requests at once, no pause between them"
admin-roles-tier = - have the limits of “{ $tier }”: members with { $roles } ({ $limits })

admin-tier-not-offered = the operator no longer offers this tier here: the usual limits apply

# One request
admin-tier-pause =
    { $seconds ->
        [one] one every { $seconds } second
       *[other] one every { $seconds } seconds
    }

# Behind "2 requests at once"
admin-tier-no-pause = no pause between them

admin-roles-note = -# Moderators can always request pictures, except where pictures are off.

admin-roles-tiers-note = -# A member with several tiers gets the most generous one.

admin-role-changed-action = Role settings changed

# The audit log; $purpose is a choice such as "can request pictures"
admin-role-detail = { $role }: { $purpose }

admin-role-detail-removed = { $role }: no longer { $purpose }

admin-role-purpose-with-tier = { $purpose } ({ $tier })

# In the place of the name of a role
admin-role-every = every role

admin-role-detail-days = days on the server: { $days }

admin-role-and-purpose = Choose both a role and what it is for.

admin-role-everyone = @everyone includes every member; choose a role that only some have.

# In quotes is the choice of the option purpose
admin-role-tier-alone = A tier can only be combined with the purpose “has the limits of a tier”.

admin-role-no-tiers = Easel’s operator offers no tiers for this server (limits.tiers in the configuration, and tiers of its plan).

# $tiers is one name, or several joined with "or"
admin-role-tier-missing = Choose a tier, too: { $tiers }.

admin-role-tier-unknown = There is no tier “{ $tier }”; choose { $tiers }.

## /admin log: the moderators’ channel

admin-log-set = Decisions are now posted in { $channel }.

admin-log-set-public = Decisions are now posted in { $channel }, where everyone can read them. Reports and pictures waiting for approval are not posted there; choose a channel that only moderators can read to get them.

admin-log-current = Decisions are posted in { $channel }. Use `off` to switch that off.

# $problem is one of the clauses below that begin with mod-channel
admin-log-problem = { $problem }.

admin-log-none = This server has no moderators’ channel; decisions are still recorded. Choose one with `channel`.

admin-log-off = Decisions are no longer posted in any channel; they are still recorded.

# Behind one of the two above
admin-log-no-cards = Pictures still wait for approval; moderators find them only with /mod cases.

admin-log-changed-action = Moderators’ channel changed

admin-log-no-channel = no channel

admin-channel-or-off = Choose a channel or off, not both.

admin-log-not-writable = Easel cannot write in { $channel }. Allow it { $permissions } there, then try again.

# $problem and $remedy are the clauses below that begin with mod-channel
admin-log-needed-approval = { $problem }, and without such a channel, nobody can approve pictures. First, { $remedy } with /admin log or /admin setup. { -nothing-changed }

admin-log-needed-hold = { $problem }, and without such a channel, nobody can decide about flagged pictures. First, { $remedy } with /admin log or /admin setup. { -nothing-changed }

# The same two in the panel of /admin setup
admin-log-needed-in-panel-approval = { $problem }, and without such a channel, nobody can approve pictures. First, { $remedy } in the list below. { -nothing-changed }

admin-log-needed-in-panel-hold = { $problem }, and without such a channel, nobody can decide about flagged pictures. First, { $remedy } in the list below. { -nothing-changed }

## What is wrong with the moderators’ channel: clauses that begin a sentence, without a full stop

mod-channel-missing = This server has no moderators’ channel

mod-channel-gone = The moderators’ channel no longer exists

mod-channel-lacks = Easel lacks { $permissions } in the moderators’ channel { $channel }

mod-channel-public = Everyone can read the moderators’ channel { $channel }

## What to do: clauses that end a sentence, behind a colon or behind "First,"

mod-channel-choose = choose a channel that only moderators can read

mod-channel-allow = allow it there, or choose another channel

mod-channel-hide = hide it from @everyone, or choose another channel

## Permissions, as Discord names them

permission-view-channel = View Channel

permission-send-messages = Send Messages

permission-send-messages-in-threads = Send Messages in Threads

permission-embed-links = Embed Links

permission-attach-files = Attach Files

permission-read-message-history = Read Message History

## /admin style

admin-style-name-invalid = A style’s name has up to { $limit } lower-case letters, digits, - and _, and starts with a letter or a digit.

admin-style-empty = The style’s text is empty; write what the style adds to a prompt.

admin-style-too-long = A style’s text can have at most { $limit } characters; please shorten it.

admin-style-reserved = “none” already means “no style”; please choose another name.

admin-style-unknown = This server has no style “{ $style }” of its own; /admin style list shows its styles.
