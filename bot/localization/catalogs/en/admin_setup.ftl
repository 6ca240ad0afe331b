### The panel of /admin setup, and what people read when Easel arrives on a server.

setup-title = ## 🎨 Easel on this server

# $problem and $remedy are clauses that begin with mod-channel
setup-log-first = ⚠️ **Choose a moderators’ channel first.** { $problem }: { $remedy }.

# Behind the one above
setup-log-pictures-wait = Pictures on this server wait for approval, and no moderator can see them!

setup-note = -# Changes take effect immediately. The kind of server sets the rest; then change what you like.

setup-panel-outdated = This panel no longer works; /admin setup opens a new one.

## Each setting with its values: options of a list (phones show about 40 characters), and also lines of the audit log

setup-log = **Moderators’ channel**: reports, approvals and decisions are posted here

placeholder-setup-log = A channel that only moderators can read

item-setup-kind-school = Kind of server: a school

item-setup-kind-art = Kind of server: an art community

item-setup-kind-adults = Kind of server: adults only

placeholder-setup-kind-mixed = Kind of server: your own settings

hint-setup-kind-school = Moderators check every picture; flagged ones are not shown; nobody edits others’ pictures

hint-setup-kind-art = Everyone can request pictures; flagged pictures are behind a spoiler

hint-setup-kind-adults = Everyone can request pictures; flagged ones are shown only in age-restricted channels

setup-where-everywhere = **Where members can request pictures**: everywhere. If you choose channels, all others are off

# $channels are mentions, joined with "and"; here and below
setup-where-everywhere-but = **Where members can request pictures**: everywhere, but not in { $channels }. If you choose channels, all others are off

setup-where-nowhere = **Where members can request pictures**: nowhere. Choose channels, or choose an option below to allow it everywhere

setup-where-only = **Where members can request pictures**: only in these channels. If you choose none, it is everywhere

setup-where-too-many =
    { $count ->
        [one] **Where members can request pictures**: in { $count } channel, too many for this list: /admin channel shows them all
       *[other] **Where members can request pictures**: in { $count } channels, too many for this list: /admin channel shows them all
    }

# “Check” is a button of the panel
setup-where-lacks = ⚠️ Easel lacks permissions in { $channels }: see “Check”

placeholder-setup-where-all = Every channel

placeholder-setup-where-none = No channel

item-setup-how-open = Requests: open to everyone

item-setup-how-approval = Requests: checked by moderators first

hint-setup-how-approval = Everyone can request pictures; they are shown once a moderator approves them

item-setup-how-moderators = Requests: only for moderators

placeholder-setup-how-mixed = Requests: differs between channels

setup-moderators = **Roles that moderate**, besides everyone who can manage messages

placeholder-setup-moderators = No additional role

item-setup-flagged-spoiler = Flagged pictures: behind a spoiler

item-setup-flagged-hold = Flagged pictures: moderators decide

hint-setup-flagged-hold = They are shown once a moderator approves them

item-setup-flagged-restricted = Flagged pictures: only in 18+ channels

hint-setup-flagged-restricted = They are shown only in channels that Discord restricts by age

item-setup-flagged-refuse = Flagged pictures: not shown

item-setup-safety-operator = Safety check: as the operator set it

item-setup-safety-fast = Safety check: on

item-setup-safety-none = Safety check: off

# The language of messages that everybody on the server sees
item-setup-language-discord = Language: as set at Discord

# Below the one above
hint-language-at-discord = For messages that everybody sees; at Discord this server is set to { $language }

# $language is the name of a language in itself, such as Français
item-setup-language = Language: { $language }

button-setup-automod-on = AutoMod’s words: on

button-setup-automod-off = AutoMod’s words: off

button-setup-edits-on = Others can edit pictures: on

button-setup-edits-off = Others can edit pictures: off

## The audit log

setup-action = Set up

# $channels are names
setup-where-detail = Where members can request pictures: only { $channels }

setup-where-detail-all = Where members can request pictures: everywhere

setup-moderators-detail = Roles that moderate: { $roles }

setup-moderators-detail-none = Roles that moderate: none

## When Easel arrives

welcome-channel = 👋 **Easel draws pictures from words.** Everyone can request them in every channel, until somebody who manages this server sets it up: which channels, who moderates, what happens to flagged pictures. It takes a minute. `/admin quota` and `/admin budget` share out what this server may use.

button-open-setup = Set up

# To the person who added Easel. $link is the address of the server, $setup the command /admin setup
welcome-manager = 👋 Thank you for adding Easel to { $server }. Everyone can request pictures there in every channel, until you choose which channels, who moderates, and what happens to flagged pictures: go to [your server]({ $link }) and type { $setup } in any channel. It takes a minute. `/admin quota` and `/admin budget` share out what your server may use.

welcome-server-waits = 👋 **Easel draws pictures from words**, but not here yet: this server waits for Easel’s operator, who decides which servers may use it. Nobody has to do anything; Easel writes again when it is admitted.
