
### Descriptions of the operator’s commands, their options and choices.

command-operator = Run Easel: servers, budgets, blocks

## /operator block, unblock, blocks

command-operator-block = Block a person everywhere, or everyone on one server, from requesting pictures

option-operator-user = The person’s id or mention

option-operator-or-server = Or the server: type its name and choose it, or its id

option-operator-block-reason = Why; the blocked read it when they try

option-operator-block-days = For how many days; without it, forever

command-operator-unblock = Lift a block of a person or a server

option-operator-audit-reason = Why; kept in the audit log

command-operator-blocks = List who is blocked everywhere, until when and why

## /operator servers, server

command-operator-servers = List all servers with what they spent and drew in 30 days

option-operator-sort = What comes first; most dollars by default

command-operator-server = Show one server, and change its plan, its budgets or its admission

option-operator-server = The server: type its name and choose it, or its id

option-operator-plan = The plan of the server

option-operator-dollars-per-day = Budget for 24 hours in dollars; -1: as the plan says

option-operator-dollars-per-month = Budget for 30 days in dollars; -1: as the plan says

option-operator-admit = True admits the server, False closes it

option-operator-leave = True leaves the server, after a question

choice-sort-spent = spent

choice-sort-pictures = pictures

choice-sort-joined = joined

choice-no-plan = none of its own: as bought, or the default

## /operator stats, stop, resume

command-operator-stats = Show charts of all servers together, and which of them cost most

command-operator-stop = Accept no new request on any server; what was requested before is finished

option-operator-stop-reason = Why; members read it when they try

command-operator-resume = Accept requests again, after /operator stop
