### Descriptions of /admin and its options; what Discord lists beside the commands.

command-admin = Manage Easel on this server

## /admin setup, check, stats

command-admin-setup = Set up Easel on this server with a few menus; takes a minute

command-admin-check = Check what does not work on this server yet, and how to fix it

command-admin-stats = Show charts of this server’s pictures, dollars, members, models and refusals

# An option of /admin stats and /operator stats
option-stats-days = How many days, today included; 30 by default

choice-stats-days-7 = 7 days

choice-stats-days-30 = 30 days

choice-stats-days-90 = 90 days

## /admin channel and /admin log

command-admin-channel = Set who can request pictures in a channel, and how; without options, show all settings

option-admin-channel-channel = The channel; this one by default

option-admin-channel-mode = Who can request pictures there

# "all" is what a manager types
option-admin-channel-model = Models allowed there, separated by commas; all allows every model

option-admin-channel-private-only = Show pictures there only to the member who requests them

option-admin-channel-elsewhere = Apply this to every channel without settings of its own

choice-admin-mode-open = open: everyone can request pictures

choice-admin-mode-approval = approval: moderators check pictures before they are shown

choice-admin-mode-off = off: nobody can request pictures

choice-admin-mode-moderators = moderators: only moderators can request pictures

choice-admin-mode-usual = as usual: clear the settings of this channel

command-admin-log = Show or choose the channel where decisions are posted

option-admin-log-channel = The channel; Easel must be able to write there

option-admin-log-off = True: stop posting decisions

## /admin role

command-admin-role = Set which roles can request pictures, moderate or have other limits; without options, show them

option-admin-role-role = The role

option-admin-role-purpose = What the role is for

option-admin-role-tier = The tier whose limits the role gets

option-admin-role-remove = Take this away from the role, or from all roles if you name none

option-admin-role-min-days = Days that members must have been on the server before they can request pictures; 0 for none

# Also in the audit log: "Artists: can request pictures"
choice-admin-role-members = can request pictures

choice-admin-role-moderators = counts as a moderator

choice-admin-role-tiers = has the limits of a tier

## /admin style

command-admin-style = Manage this server’s own styles

command-admin-style-add = Add a style to this server, or change one

option-admin-style-add-name = The name members choose: lower-case letters, digits, - and _

# {prompt} stands there literally
option-admin-style-add-text = Words to add to the prompt; {"{"}prompt{"}"} marks where the prompt goes, at the start by default

command-admin-style-remove = Remove one of this server’s styles

option-admin-style-remove-name = The style

command-admin-style-list = Show this server’s own styles

## /admin quota

command-admin-quota = Share out the pictures that this server may have

command-admin-quota-show = Show all quotas of this server, or what one member has left and why

option-admin-quota-show-member = The member; without one, all settings are shown

command-admin-quota-set = Set how many pictures a day a member, a role or everyone can have

option-admin-quota-set-images = Pictures a day; -1 for as many as the plan allows, and never more than that

option-admin-quota-set-member = For this member only

option-admin-quota-set-role = For each member with this role; the best of a member’s roles counts

option-admin-quota-set-channel = For this channel: all members together

option-admin-quota-set-concurrent = Unfinished requests at once

option-admin-quota-set-cooldown = Seconds between two requests

option-admin-quota-set-max-count = Pictures of one request

option-admin-quota-set-max-resolution = Highest resolution

option-admin-quota-set-day = What counts as a day on this server: the last 24 hours, or the calendar day of a time zone

# Choices of the option day; $zone is the name of a time zone, such as Europe/Berlin
choice-admin-quota-rolling-day = Rolling 24 hours

choice-admin-quota-day-in-zone = Calendar day in { $zone }

command-admin-quota-grant = Give a member pictures once, beyond their day

command-admin-quota-reset = Clear the pictures that a member had today, so that their day begins anew

option-admin-quota-member = The member

option-admin-quota-reason = Why, for the audit log

option-admin-quota-grant-images = How many pictures

option-admin-quota-grant-days = Days until the rest expires; without it, until they are used

## /admin budget

command-admin-budget = Limit what this server spends on pictures

command-admin-budget-show = Show what this server may spend, what it has spent, and since when

command-admin-budget-set = Set what this server may spend on pictures, in US dollars

option-admin-budget-day = Dollars a day; 0 for nothing, -1 for as the plan allows, and never more than that

option-admin-budget-month = Dollars a month; 0 for nothing, -1 for as the plan allows, and never more than that

option-admin-budget-pro-until = Share of each budget, 0 to 1, after which only the cheapest model draws; -1 for as the plan allows
