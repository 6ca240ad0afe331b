### The answers to /admin quota, and quotas in words.

-nothing-changed = Nothing was changed.

## Parts of lists such as "20 pictures a day, 2 requests at once, a cooldown of 5 seconds"

admin-quota-none = nothing of its own

# A count of -1 is "as many as you like", here and below
admin-pictures =
    { $count ->
        [-1] any number of pictures
        [one] one picture
       *[other] { $count } pictures
    }

admin-pictures-a-day =
    { $count ->
        [-1] any number of pictures a day
        [one] one picture a day
       *[other] { $count } pictures a day
    }

admin-pictures-a-day-if-set =
    { $count ->
        [-1] if managers set it, any number of pictures a day
        [one] if managers set it, one picture a day
       *[other] if managers set it, { $count } pictures a day
    }

admin-pictures-as-plan = as many pictures a day as the plan allows

admin-pictures-a-request =
    { $count ->
        [one] at most one picture a request
       *[other] at most { $count } pictures a request
    }

# $resolution is "1K" or "2K"
admin-resolution-at-most = at most { $resolution }

admin-requests-at-once =
    { $count ->
        [-1] any number of requests at once
        [one] one request at once
       *[other] { $count } requests at once
    }

admin-cooldown =
    { $seconds ->
        [0] no cooldown
        [one] a cooldown of { $seconds } second
       *[other] a cooldown of { $seconds } seconds
    }

admin-quota-day-rolling = any 24 hours

# $zone is the name of a time zone, such as Europe/Berlin
admin-quota-day-of-calendar = the calendar day in { $zone }

## Whose quota it is

admin-quota-of-server = the whole server

admin-quota-target-server = The whole server

# $kind is roles, members or channels; $name its name
admin-quota-target =
    { $kind ->
        [roles] Role { $name }
        [members] Member { $name }
       *[channels] Channel { $name }
    }

## All settings

admin-quota-title = **Pictures on this server**

# Behind the title
admin-quota-page = { $page } of { $pages }

admin-quota-day-line-rolling = - a day is any 24 hours

admin-quota-day-line-calendar = - a day is the calendar day in { $zone } (chosen { $since }; any 24 hours until the first day that begins more than 24 hours later)

admin-quota-plan-line = - without a setting, as the plan says: { $plan }

# $target is a mention or "the whole server", $quota is a list; here and below
admin-quota-line = { $target }: { $quota }

admin-quota-line-channel = { $target }: { $quota }, all members together

admin-quota-line-above-plan = { $target }: { $quota } (the plan allows { $most })

admin-quota-note = -# A member’s own setting counts before those of roles; of several roles the one with the most pictures counts. What a setting leaves out is as for the whole server. Change them with `/admin quota set`, and see one member with `/admin quota show member:`.

placeholder-admin-quota-remove = Remove a setting

## What was changed

admin-quota-saved = Saved for { $target }: { $quota } (before: { $before }).

admin-quota-plan-most =
    { $count ->
        [-1] The plan allows any number of pictures a day.
        [one] The plan allows one picture a day.
       *[other] The plan allows { $count } pictures a day.
    }

# $day_after and $day_before are "any 24 hours" or "the calendar day in Europe/Berlin"
admin-quota-day-changed = A day is now { $day_after } (before: { $day_before }).

admin-quota-day-changes = A day is now { $day_after } (before: { $day_before }). Any 24 hours still count until the first day that begins more than 24 hours later.

admin-quota-removed = Removed for { $target }: { $quota }.

admin-quota-already-removed = That setting was removed before.

# Behind a line about a grant
admin-quota-grant-origin = (by { $manager }: { $reason })

# $pictures is "5 pictures"
admin-quota-granted = { $member } can have **{ $pictures }** more, beyond their day, until they are used.

admin-quota-granted-until = { $member } can have **{ $pictures }** more, beyond their day, until { $end }.

admin-quota-granted-most =
    { $count ->
        [one] In one day they still get at most one picture, because this server’s plan says so.
       *[other] In one day they still get at most { $count } pictures, because this server’s plan says so.
    }

admin-quota-reset-pictures =
    { $count ->
        [one] One picture of { $member } no longer counts.
       *[other] { $count } pictures of { $member } no longer count.
    }

admin-quota-reset-nothing = There was nothing to reset: no finished picture counts for { $member } today.

admin-quota-reset-running = -# Requests that are still running go on counting.

## The audit log

admin-quota-changed = Quota changed

admin-quota-change = { $target }: { $before } → { $after }

admin-quota-change-with-day = { $change }; a day: { $day_before } → { $day_after }

admin-quota-grant-action = Pictures granted

# $pictures is "5 pictures"
admin-quota-grant-detail = { $pictures } more: { $reason }

admin-quota-grant-detail-days =
    { $days ->
        [one] { $pictures } more for { $days } day: { $reason }
       *[other] { $pictures } more for { $days } days: { $reason }
    }

admin-quota-reset-action = Quota reset

admin-quota-reset-detail = { $pictures } → no pictures: { $reason }

# In the place of a manager's reason
admin-quota-no-reason = no reason given

## Why it is not possible

admin-quota-panel-outdated = This panel no longer works; /admin quota show opens a new one.

admin-quota-one-target = Choose a member, a role or a channel, not several of them. { -nothing-changed }

admin-quota-day-of-server = What counts as a day holds for the whole server; choose it without a member, role or channel. { -nothing-changed }

admin-quota-bot = Bots cannot request pictures, so they need no quota. { -nothing-changed }

admin-quota-channel-has-no-pace = A channel has no requests at once and no cooldown of its own; set those for members, roles or the whole server. { -nothing-changed }

admin-quota-pictures-above-plan =
    { $count ->
        [one] This server’s plan allows a member at most one picture a day. { -nothing-changed }
       *[other] This server’s plan allows a member at most { $count } pictures a day. { -nothing-changed }
    }

admin-quota-requests-above-plan =
    { $count ->
        [one] This server’s plan allows a member at most one request at once. { -nothing-changed }
       *[other] This server’s plan allows a member at most { $count } requests at once. { -nothing-changed }
    }

admin-quota-cooldown-below-plan =
    { $seconds ->
        [one] This server’s plan requires a cooldown of at least { $seconds } second. { -nothing-changed }
       *[other] This server’s plan requires a cooldown of at least { $seconds } seconds. { -nothing-changed }
    }

# $kind is roles, members or channels
too-many-quotas =
    { $kind ->
        [roles] At most { $limit } roles can have quotas of their own; take one away first.
        [members] At most { $limit } members can have quotas of their own; take one away first.
       *[channels] At most { $limit } channels can have quotas of their own; take one away first.
    }

too-many-roles = A server can have at most { $limit } roles for that; remove one first.
