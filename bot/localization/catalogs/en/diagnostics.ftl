### The panel of /admin check: what works on a server, what does not, and how to fix it.

check-title = ## 🩺 Easel on this server

button-check = Check

button-check-fix = Fix what Easel can

## Easel’s operator, Runware and money

check-provider-usable = Runware accepts requests: the key works and there is credit.

check-provider-unusable = Nothing is drawn: Runware refuses the key, or there is no credit. Only the bot’s operator can fix this.

# What is cut off from a refusal that is shown here
check-nothing-charged = { -nothing-charged }

# $end is a time that Discord shows relatively: "in 3 hours"; here and below
check-block-ends = The block ends { $end }.

check-no-budget = No budget is set for this server.

check-budget-day = Budget for the day: { $spent } of { $budget } spent.

check-budget-month = Budget for the month: { $spent } of { $budget } spent.

check-budget-spent-day = Budget for the day: { $spent } of { $budget } spent, so nothing is drawn; wait, or ask the operator for more.

check-budget-spent-month = Budget for the month: { $spent } of { $budget } spent, so nothing is drawn; wait, or ask the operator for more.

check-budget-zero-day = The budget for the day is 0, so nothing is drawn; Easel’s operator can change it.

check-budget-zero-month = The budget for the month is 0, so nothing is drawn; Easel’s operator can change it.

check-bot-budget-zero = The budget of the whole bot is 0, so nothing is drawn; Easel’s operator can change it.

check-bot-budget-spent = The budget of the whole bot for the day is used up. Easel’s operator can raise it.

check-bot-budget-spent-until = The budget of the whole bot for the day is used up; there is room again { $end }. Easel’s operator can raise it.

## Moderators

check-mod-channel = Moderators decide in { $channel }.

# $problem and $remedy are clauses that begin with mod-channel; here and below
check-log-reports = { $problem }, so nobody sees reports: { $remedy }, with /admin log or /admin setup.

check-log-approval = { $problem }, and pictures are waiting for approval where nobody can see them: { $remedy }, with /admin log or /admin setup.

check-log-hold = { $problem }, and flagged pictures are waiting where nobody can see them: { $remedy }, with /admin log or /admin setup.

check-log-approval-and-hold = { $problem }, and pictures are waiting for approval and flagged pictures are waiting where nobody can see them: { $remedy }, with /admin log or /admin setup.

check-cases-waiting =
    { $count ->
        [one] { $count } case is waiting for a moderator’s decision; see /mod cases.
       *[other] { $count } cases are waiting for a moderator’s decision; see /mod cases.
    }

check-no-cases = No cases are waiting for a decision.

## The language of messages that everybody sees; $language is its name in itself, such as Français

check-language-chosen = Messages for everybody are in this language: { $language }, as chosen with /admin setup.

check-language-at-discord = Messages for everybody are in this language: { $language }, because of the server’s settings at Discord; /admin setup can change it.

## Safety

check-safety-on = Runware’s safety check looks at every picture.

check-safety-off = The safety check is off, so no picture is ever flagged; /admin setup turns it on.

check-automod-readable = AutoMod’s words apply, and Easel can read them.

# Manage Server is a permission at Discord
check-automod-forbidden = AutoMod’s words apply but Easel may not read them, so every request is refused: give Easel’s role Manage Server, or turn this off with /admin setup.

check-automod-unanswered = AutoMod’s words apply, but Discord does not send them; check again in a minute.

check-words-unreadable =
    { $count ->
        [one] A word or pattern is not checked, because Easel cannot read it; /mod words list shows which.
       *[other] { $count } words or patterns are not checked, because Easel cannot read them; /mod words list shows which.
    }

# RE2 is a program
check-words-without-re2 =
    { $count ->
        [one] A word or pattern is not checked, because the bot’s operator has not installed RE2, which reads patterns; /mod words list shows which.
       *[other] { $count } words or patterns are not checked, because the bot’s operator has not installed RE2, which reads patterns; /mod words list shows which.
    }

# $channels are mentions, joined with "and"
check-flagged-shown = Flagged pictures are shown in { $channels } (age-restricted).

check-flagged-refused = Flagged pictures are refused in { $channels }: not age-restricted.

check-flagged-nowhere = Flagged pictures are only shown in age-restricted channels, but none of the channels for pictures is one: make one age-restricted in its settings, or choose another channel or rule with /admin setup.

## Settings that name what no longer exists

check-stale-members = The only roles that can request pictures no longer exist, so nobody can; choose others with /admin role.

check-stale-channels =
    { $count ->
        [one] The settings name a channel that no longer exists; the button below cleans that up.
       *[other] The settings name { $count } channels that no longer exist; the button below cleans that up.
    }

check-stale-roles =
    { $count ->
        [one] The settings name a role that no longer exists; the button below cleans that up.
       *[other] The settings name { $count } roles that no longer exist; the button below cleans that up.
    }

# $tiers are names, joined with commas
check-stale-tiers = Some roles have tiers that the operator no longer offers: { $tiers }. They have the usual limits.

## Channels

check-closed-everywhere = Nobody can request pictures anywhere; choose channels with /admin setup.

check-channel-lacks = { $channel }: allow { $permissions } in its permissions for Easel.

check-more-channels-lack =
    { $count ->
        [one] Easel lacks permissions in { $count } more channel.
       *[other] Easel lacks permissions in { $count } more channels.
    }

check-permissions-complete = Easel has all permissions it needs wherever members can request pictures.

## What Easel fixed: lines of the panel and of the audit log

check-nothing-to-fix = 🔧 There is nothing that Easel can fix by itself.


# $channel is a name
check-fixed-permissions = Easel now has { $permissions } in #{ $channel }

# $what is channels, members (roles that can request pictures), moderators (roles that moderate), tiers or log (the moderators’ channel)
check-fixed-stale =
    { $what ->
        [channels] Settings removed because they no longer exist (channels): { $count }
        [members] Settings removed because they no longer exist (roles that can request pictures): { $count }
        [moderators] Settings removed because they no longer exist (roles that moderate): { $count }
        [tiers] Settings removed because they no longer exist (tiers): { $count }
       *[log] Settings removed because they no longer exist (the moderators’ channel): { $count }
    }

# Beside the change in Discord's own audit log
check-discord-reason = Requested with /admin check

# The audit log
check-fix-action = Mended

# Two fixes, or the list so far and the next one
check-fixes = { $before }; { $last }
