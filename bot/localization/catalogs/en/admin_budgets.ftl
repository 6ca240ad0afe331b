### The answers to /admin budget, and budgets in words.

admin-budget-title = **What this server may spend on pictures**

admin-budget-none-day = Day: **{ $spent }** spent; there is no budget.

admin-budget-none-month = Month: **{ $spent }** spent; there is no budget.

# $source is who decided: managers, plan or operator
admin-budget-spent-day =
    { $source ->
        [managers] Day: **{ $spent } of { $budget }** spent; the budget is set by this server’s managers.
        [operator] Day: **{ $spent } of { $budget }** spent; the budget is set by Easel’s operator.
       *[plan] Day: **{ $spent } of { $budget }** spent; the budget is set by its plan.
    }

admin-budget-spent-month =
    { $source ->
        [managers] Month: **{ $spent } of { $budget }** spent; the budget is set by this server’s managers.
        [operator] Month: **{ $spent } of { $budget }** spent; the budget is set by Easel’s operator.
       *[plan] Month: **{ $spent } of { $budget }** spent; the budget is set by its plan.
    }

admin-budget-rolling-day = -# Counted over the last 24 hours (since { $start }); each dollar counts for 24 hours.

admin-budget-rolling-month = -# Counted over the last 30 days (since { $start }); each dollar counts for 30 days.

# $end is a time that Discord shows relatively: "in 3 hours"
admin-budget-since = -# Counted since { $start }; begins anew { $end }.

admin-budget-dearer-always = Dearer models draw until the budgets are used up.

admin-budget-dearer-until =
    { $source ->
        [managers] Dearer models draw until **{ $percent }%** of a budget is used, which is set by this server’s managers.
       *[plan] Dearer models draw until **{ $percent }%** of a budget is used, which is set by its plan.
    }

admin-budget-bot-has-room = The budget that all servers share has room.

admin-budget-bot-has-none = The budget that all servers share has no room.

# $end is a time that Discord shows relatively: "in 3 hours"
admin-budget-bot-has-none-until = The budget that all servers share is used up until { $end }.

## Budgets in a list, for answers and the audit log: "$5.00 a day, $20.00 a month → as the plan allows"

admin-budget-a-day = { $dollars } a day

admin-budget-a-month = { $dollars } a month

admin-budget-dearer-share = dearer models until { $percent } % is spent

admin-budget-as-plan = as the plan allows

admin-budget-changed = Budget changed

# $before and $after are lists of budgets
admin-budget-change = { $before } → { $after }

admin-budget-saved = Saved: { $before } → { $after }.

## Why /admin budget set is not possible

admin-budget-nothing-chosen = Choose at least one of day, month and pro_until. { -nothing-changed }

admin-budget-not-dollars = Choose a number of dollars, or -1 for as the plan allows. { -nothing-changed }

admin-budget-not-a-share = Choose a share from 0 to 1, such as 0.8, or -1 for as the plan allows. { -nothing-changed }

admin-budget-above-plan-day = This server may spend at most { $dollars } a day. { -nothing-changed }

admin-budget-above-plan-month = This server may spend at most { $dollars } a month. { -nothing-changed }

# $share is a number from 0 to 1, such as 0.8
admin-budget-share-above-plan = On this server dearer models draw until at most { $share } of the budget is used. { -nothing-changed }
