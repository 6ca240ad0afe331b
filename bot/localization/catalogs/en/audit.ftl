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

## What happened to a case or a request. Titles

audit-approval-expired = Approval expired

audit-report-expired = Report expired

audit-appeal-expired = Appeal expired

audit-picture-approved = Picture approved

audit-picture-declined = Picture declined

audit-picture-removed = Picture removed

audit-report-kept = Reported picture kept

audit-reports-dismissed = Reports dismissed

audit-appeal-accepted = Appeal accepted

audit-appeal-rejected = Appeal rejected

audit-removal-undone = Removal undone

audit-request-deleted = Request deleted

audit-request-cancelled = Request cancelled

audit-block = Block

audit-unblock = Unblock

audit-words-refused = Words refused

audit-automod-unreadable = AutoMod’s rules cannot be read

## and details

audit-case = case { $case }

audit-case-with-reason = case { $case }: { $reason }

audit-no-reason = no reason was given

# $until is a date and time in UTC.
audit-blocked-until = until { $until } UTC: { $reason }

audit-blocked-forever = forever: { $reason }

# $block is one of the two before.
audit-block-lifted = { $block }; lifted: { $reason }

# $match says what was found, as a sentence.
audit-words-refused-detail = { $match } It was in: { $prompt }

audit-automod-unreadable-detail = AutoMod’s rules apply to pictures, but Easel lacks the permission Manage Server to read them: every request is refused until it has it, or until /mod words automod is switched off.

## The line in the channel. $who is a mention; $about lists who and what it is about.

audit-line = **{ $title }** by { $who }{ $about }

audit-line-by-operator = **{ $title }** by Easel’s operator{ $about }

## What the operator did, as moderators of the server read it

audit-operator-admit = Admit the server

audit-operator-refuse = Refuse the server

audit-operator-change = Change the server’s limits

audit-operator-leave = Leave the server

audit-operator-block = Block everywhere

audit-operator-unblock = Lift a block everywhere

audit-operator-stop = Stop all requests

audit-operator-resume = Accept requests again

audit-admitted = admitted

audit-admitted-with-plan = admitted with the plan { $plan }

audit-not-admitted = not admitted

audit-left = left

audit-plan-chosen = plan { $plan }

audit-plan-no-longer-chosen = the plan is no longer chosen by the operator

audit-daily-budget = budget for the day: { $budget }

audit-daily-budget-of-plan = budget for the day: as the plan says

audit-monthly-budget = budget for the month: { $budget }

audit-monthly-budget-of-plan = budget for the month: as the plan says

audit-two-changes = { $first }, { $second }

audit-resume-without-reason = no reason given

## The word list

audit-term-added = Word added

audit-exception-added = Exception added

audit-pattern-added = Pattern added

audit-term-removed = Word removed

audit-exception-removed = Exception removed

audit-pattern-removed = Pattern removed

audit-words-imported = Words imported

audit-words-imported-detail = { $added } new from { $file }: { $counts }

audit-automod-on = AutoMod’s rules switched on

audit-automod-off = AutoMod’s rules switched off
