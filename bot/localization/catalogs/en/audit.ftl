### The audit log: lines in the moderators' channel, each with a title and a detail below it.

## Budgets. $span is day or month.

audit-budget-used-up = Budget for the { $span ->
    [day] day
   *[month] month
} used up

audit-budget-nearly-used-up = Budget for the { $span ->
    [day] day
   *[month] month
} used to { $share }

audit-budget-nearly-used-up-detail = { $spent } of { $budget } { $window ->
    [calendar_day] this day
    [calendar_month] this month
    [rolling_day] in the last 24 hours
   *[rolling_month] in the last 30 days
}

audit-budget-used-up-detail = { $spent } of { $budget } { $window ->
    [calendar_day] this day
    [calendar_month] this month
    [rolling_day] in the last 24 hours
   *[rolling_month] in the last 30 days
}; requests are refused until there is room again, see /admin budget show
