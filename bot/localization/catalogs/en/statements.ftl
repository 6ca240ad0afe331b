### Monthly statements. The sums in them are in statistics.ftl.

# $month is a month with its year; here and below
statement-title-server = **Statement for { $month }: Easel on this server**

statement-title-everything = **Statement for { $month }: the whole bot**

statement-period = -# From { $first } until { $last }, both included ({ $zone })

# $pictures is "5 pictures", $members "2 members"
statement-totals = **{ $pictures }** for { $members }, **{ $dollars }** booked

statement-budget = The budget of a month is { $dollars }.

statement-servers =
    { $count ->
        [one] Requests came from { NUMBER($count, useGrouping: 1) } server.
       *[other] Requests came from { NUMBER($count, useGrouping: 1) } servers.
    }

# $command is a command line
statement-reconcile = To compare with Runware’s bill: { $command }

statement-note = -# Requests count in the month in which they were made, unfinished ones with what they reserved; a bill that comes later still changes that month.

statement-note-server = -# Requests count in the month in which they were made, unfinished ones with what they reserved; a bill that comes later still changes that month. `/admin stats` shows the last days as charts.
