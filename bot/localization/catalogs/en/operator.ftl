
### What only Easel’s operator reads.

operator-block-yourself = You cannot block yourself.

operator-block-own-server = That is the server where you decide; you cannot block it.

operator-reason-required = The reason is empty; please write one.

operator-not-blocked = Nothing was lifted, because there is no such block; /operator blocks lists them.

operator-not-stopped = Requests are accepted already; nothing was stopped.

## Sentences for members

cancelled-by-operator = Easel’s operator cancelled this; nothing was charged.

cancelled-by-leaving = Easel was removed from this server; nothing was charged.

cancelled-by-refusing = Easel’s operator closed this server; nothing was charged.

## Servers

operator-unknown-server = Easel was never on a server with that id; /operator servers lists them.

operator-unknown-plan = There is no plan with that name in the configuration.

operator-always-admitted = The configuration always admits that server, in discord.guilds or as the operator’s own; block it instead.

operator-has-left = Easel has already left that server.

operator-leaving-failed = Discord did not let Easel leave that server; please try again in a minute.

operator-not-listed = With discord.admission = "listed", only the configuration admits servers: add { $server } to discord.guilds and restart.

operator-decided-admitted = That was decided already: the server is admitted.

operator-decided-not-admitted = That was decided already: the server is not admitted.

## What the question about a server says once it is decided

decision-admitted-before = Admitted before

decision-not-admitted = Not admitted

# $decision is one of the two before.
server-decided-by = { $decision } by { $operator }

admission-no-plans = The configuration has no plans; press Admit instead.

operator-one-target = Name either a user or a server.

operator-only = Only Easel’s operator can do that, on the operator’s server.

operator-not-an-id-of-a-user = That is not the id of a person; turn on developer mode in Discord, and copy the id.

operator-not-an-id-of-a-server = That is not the id of a server; choose one from the list.

admission-left-by = Left by { $operator }

admission-admitted-by = Admitted by { $operator }

admission-admitted-with-plan-by = Admitted with the plan { $plan } by { $operator }

operator-leave-alone = Leaving goes alone, without other options.

operator-budget-below-zero = A budget is 0 or more dollars; -1 is as the plan says.

# Members read it in place of a reason.
operator-no-reason = no reason was given

## The question about a new server

button-admission-admit = Admit

button-admission-plan = Admit with plan…

button-admission-leave = Leave

button-admission-left = Yes, leave

button-admission-stay = No, stay

admission-question = 🚪 **A server waits for you**

admission-until-then = Nobody can request pictures there until you admit it.

admission-leave-question = 🚪 **Leave this server?**

admission-leave-consequences = Requests that wait there are cancelled and not charged. What you and its managers set is kept, and holds again if Easel is invited back.

admission-stays = Nothing was changed: Easel stays on { $server }.

admission-choose-plan = Which plan may this server use?

placeholder-plan = Choose a plan

server-size-unknown = size unknown

server-owner-unknown = owner unknown

server-owner = owner { $owner }

# $shown is the number with separators.
server-members = { $count ->
    [one] { $shown } member
   *[other] { $shown } members
}

server-id = Server id `{ $server }`

server-without-name = the server `{ $server }`

## What a plan sets, in the list to choose from. $span is day or month.

plan-any-pictures = any number of pictures a day for each member

plan-pictures = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
} a day for each member

plan-budget = { $span ->
    [day] { $budget } a day
   *[month] { $budget } a month
}

plan-no-budget = { $span ->
    [day] no budget a day
   *[month] no budget a month
}

plan-models = models: { $models }

plan-no-models = models: none

plan-general-limits = the general limits

## /operator block, unblock, blocks, stop, resume. $end is block-forever or block-until.

operator-blocked-user = ⛔ { $target } is blocked everywhere, { $end }.

operator-blocked-server = ⛔ Everyone on the { $target } is blocked there, { $end }.

operator-block-replaces = This replaces the block { $end }.

operator-block-cancelled = { $count ->
    [one] { $count } waiting request was cancelled and not charged.
   *[other] { $count } waiting requests were cancelled and not charged.
}

operator-block-reason = They read as the reason: { $reason }

operator-unblocked-user = ✅ The block of { $target } is lifted.

operator-unblocked-server = ✅ The block of the { $target } is lifted.

operator-blocks-none = Nobody is blocked.

operator-blocks-title = ⛔ **Blocked everywhere**

operator-block-server = server { $server }

operator-stopped-answer = ⛔ No new request is accepted anywhere, until /operator resume.

operator-nothing-runs = Nothing is waiting or being drawn.

# $work lists the next three.
operator-finishes = What was requested before is finished: { $work }.

operator-waiting = { $count ->
    [one] { $count } request waiting
   *[other] { $count } requests waiting
}

operator-running = { $count } being drawn or delivered

operator-held = { $count } held for moderators

operator-resumed = ✅ Requests are accepted again; they were stopped since { $since }.

operator-stop-in-force = New requests are stopped everywhere since { $since } by { $operator }: { $reason }

## /operator servers

servers-title = 🗄️ **{ $count ->
    [one] { $count } server
   *[other] { $count } servers
}**

servers-sort-spent = most dollars first

servers-sort-pictures = most pictures first

servers-sort-joined = newest first

servers-page = page { $page } of { $pages }

servers-waiting = 🚪 { $count ->
    [one] { $count } server waits for your decision. /operator server offers it first.
   *[other] { $count } servers wait for your decision. /operator server offers them first.
}

servers-note = Dollars and pictures of the last 30 days; requests that are not finished count with their price.

servers-none = Easel is on no server yet.

servers-pictures = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}

servers-plan = plan { $plan }

server-joined = joined { $when }

server-no-name = no name

server-state-left = left

server-state-waits = waits

server-state-not-admitted = not admitted

## /operator server. $span is day or month.

server-present = Joined { $joined }

server-absent = Joined { $joined }, left { $left }

server-admission = Admission: { $state }

admission-state-admitted = admitted

admission-state-configured = admitted by the configuration

admission-state-waits = waits for your decision

admission-state-not-admitted = not admitted

server-blocked = ⛔ Blocked { $end }: { $reason }

server-plan = Plan: { $plan }

server-plan-none = none; the general limits hold

server-plan-bought = { $plan } (bought at Discord)

server-plan-chosen = { $plan } (chosen by you)

server-plan-default = { $plan } (the plan of servers that have no other)

# $plan is one of the four before.
chosen-plan-replaced = { $plan }; you chose { $chosen }, which it replaces

chosen-plan-missing = { $plan }; you chose { $chosen }, which is missing in the configuration

server-budget = { $span ->
    [day] Budget for the day: { $spent } of { $budget } spent
   *[month] Budget for the month: { $spent } of { $budget } spent
}

server-no-budget = { $span ->
    [day] Budget for the day: none
   *[month] Budget for the month: none
}

server-pictures = Pictures a day for each member: { $count }

server-any-pictures = Pictures a day for each member: no limit

server-totals = Last 30 days: { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}, { $spent }

server-plan-changed = The plan was changed.

server-budgets-changed = The budgets were changed.

server-is-admitted = The server is admitted.

server-is-not-admitted = The server is not admitted.
