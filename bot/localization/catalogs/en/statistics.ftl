### /admin stats and /operator stats: totals, charts, and the description of the charts.

stats-too-many = Easel is drawing charts already; please try again in a minute.

stats-no-charts = The charts could not be drawn this time; the numbers are all here, and in the file.

stats-what-is-counted = -# What is counted: pictures and dollars on the day on which they were requested. A request that is not finished counts with the pictures it reserved and at their price, until it ends and the real numbers are booked. Refusals are those of commands, buttons and forms; they are counted by days in UTC.

## Numbers and names

stats-pictures =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } picture
       *[other] { NUMBER($count, useGrouping: 1) } pictures
    }

stats-members =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } member
       *[other] { NUMBER($count, useGrouping: 1) } members
    }

# A model or a reason, and how many pictures or refusals
stats-named-count = { $name } { NUMBER($count, useGrouping: 1) }

stats-seconds =
    { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }

stats-seconds-precise =
    { $seconds ->
        [one] { NUMBER($seconds, minimumFractionDigits: 1) } seconds
       *[other] { NUMBER($seconds, minimumFractionDigits: 1) } seconds
    }

stats-other-models = Other models

stats-direct-messages = Direct messages

# In the place of an unknown name
stats-server = Server { $id }

stats-all-servers = All servers

## Totals below the charts

# $title is the name of a server, $since a date, $zone a time zone
stats-title = **{ $title }** since { $since }, 00:00 ({ $zone })

# $pictures is "5 pictures", $members "2 members"
stats-totals = **{ $pictures }** for { $members }, **{ $dollars }**

# $models is a list: "Nano Banana 5, Pro 2"
stats-by-model = By model: { $models }

stats-no-pictures = No pictures were drawn.

# $reasons is a list: "Daily pictures used up 2, Blocked words 1"
stats-requests =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } request accepted, { NUMBER($refused, useGrouping: 1) } refused ({ $reasons })
       *[other] { NUMBER($count, useGrouping: 1) } requests accepted, { NUMBER($refused, useGrouping: 1) } refused ({ $reasons })
    }

stats-requests-none-refused =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } request accepted, none refused
       *[other] { NUMBER($count, useGrouping: 1) } requests accepted, none refused
    }

# Seconds
stats-waits = Half of the requests were answered within { NUMBER($median, minimumFractionDigits: 1) } seconds, nine of ten within { NUMBER($ninetieth, minimumFractionDigits: 1) }.

# Above a numbered list of servers
stats-dearest = Where most was spent:

# The last row of the CSV file
stats-csv-total =
    { $days ->
        [one] { $days } day ({ $zone })
       *[other] { $days } days ({ $zone })
    }

## Why requests were refused: labels of a chart, short

stats-refusal-already-decided = Decided before

stats-refusal-bad-picture = Unusable picture

stats-refusal-bad-reference = Unusable picture

stats-refusal-blocked = Blocked member

stats-refusal-blocked-words = Blocked words

stats-refusal-closed = Easel was not ready

stats-refusal-declined = Provider’s safety check

stats-refusal-flagged = Pictures were flagged

stats-refusal-forbidden = Not allowed here

stats-refusal-gone = No longer there

stats-refusal-invalid = Impossible request

stats-refusal-not-approved = Not approved by moderators

stats-refusal-not-yours = Someone else’s

stats-refusal-over-budget = Budget used up

stats-refusal-over-quota = Daily pictures used up

stats-refusal-paused = Pause after refusals

stats-refusal-refused = Other reasons

stats-refusal-too-many = Too many at once

stats-refusal-too-soon = Too soon

## What the charts say to people who cannot see them

# $first and $last are dates
alt-stats-title =
    { $days ->
        [one] Charts of { $title } since { $first }, { $days } day until { $last }.
       *[other] Charts of { $title } since { $first }, { $days } days until { $last }.
    }

# $pictures is "5 pictures", $members "2 members"
alt-stats-cost = { $pictures } for { $members } cost { $dollars }.

alt-stats-no-pictures = No pictures in these days; { $dollars } were spent.

alt-stats-busiest-day = The busiest day was { $day } with { $pictures } and { $members }.

# $median and $ninetieth are "12 seconds"
alt-stats-waits = Half of the requests were answered within { $median }, nine of ten within { $ninetieth }.

# $models is a list: "Nano Banana 5, Pro 2"
alt-stats-models = Pictures by model: { $models }.

alt-stats-servers = The servers that cost most: { $servers }.

alt-stats-refusals = Refused requests: { $refusals }.

alt-stats-no-refusals = No request was refused.

## The charts. Their texts are short: 24 characters have room in half the width.

chart-subtitle =
    { $days ->
        [one] Since { $since } · { $days } day, today included · { $zone }
       *[other] Since { $since } · { $days } days, today included · { $zone }
    }

# Below a large number, as are the next ones
chart-pictures =
    { $count ->
        [one] picture
       *[other] pictures
    }

chart-spent = spent

chart-members =
    { $count ->
        [one] member
       *[other] members
    }

chart-median-wait = median wait

chart-seconds = { $seconds } s

chart-pictures-a-day = Pictures a day

chart-no-pictures = No pictures in these days

chart-dollars-a-day = Dollars a day

chart-nothing-spent = Nothing was spent in these days

chart-members-a-day = Members a day

chart-no-members = No member got a picture

chart-waits = Seconds waited

# Two lines of a chart: half of the requests were answered within this time, and 9 of 10 of them
chart-half-within = half within

chart-ninetieth-within = 9 of 10 within

chart-no-waits = Nobody waited for a picture

chart-models = Pictures by model

chart-refusals = Refused requests

chart-no-refusals = Nothing was refused

chart-servers = Servers that cost most

# The last row of a chart
chart-others = All others

# $number is the count in few characters: "15k"
chart-server-pictures =
    { $count ->
        [one] { $number } picture
       *[other] { $number } pictures
    }
