"""The answers to /admin budget: the budgets in force, where they come from, and what is spent of them."""

from collections.abc import Iterator

from bot.domain.server_quotas import Budget
from bot.domain.text import format_dollars
from bot.jobs.usage import ServerBudgets
from bot.ui.layout import Layout, text_view


def budget_view(budgets: ServerBudgets, own: Budget, *, note: str | None = None) -> Layout:
    """The server's budgets; ``own`` are those that managers set, ``note`` is what was just changed."""
    day, month = budgets.standing.guild_daily_budget, budgets.standing.guild_monthly_budget
    limits, usage = budgets.limits, budgets.usage
    lines = [
        *([note] if note else []),
        "**What this server may spend on pictures**",
        _budget_line("Day", limits.guild_daily_budget, usage.guild_daily_spend, own=own.daily, operator=day),
        _window_line(budgets.day_since, budgets.day_ends_at, length="24 hours"),
        _budget_line("Month", limits.guild_monthly_budget, usage.guild_monthly_spend, own=own.monthly, operator=month),
        _window_line(budgets.month_since, budgets.month_ends_at, length="30 days"),
        *_pro_until_lines(budgets, own),
        _bot_line(budgets),
    ]
    return text_view("\n".join(lines))


def _budget_line(name: str, limit: int | None, spent: int, *, own: int | None, operator: int | None) -> str:
    """One budget; ``own`` is what managers set, ``operator`` what the operator set for this server."""
    if limit is None:
        return f"{name}: **{format_dollars(spent)}** spent; there is no budget."
    by = "this server’s managers" if own == limit else "its plan" if operator is None else "Easel’s operator"
    return f"{name}: **{format_dollars(spent)} of {format_dollars(limit)}** spent; the budget is set by {by}."


def _window_line(since: float, ends_at: float | None, *, length: str) -> str:
    start = f"<t:{int(since) + 1}:f>"
    if ends_at is None:
        return f"-# Counted over the last {length} (since {start}); each dollar counts for {length}."
    return f"-# Counted since {start}; begins anew <t:{int(ends_at) + 1}:R>."


def _pro_until_lines(budgets: ServerBudgets, own: Budget) -> Iterator[str]:
    share = budgets.limits.pro_until
    if share >= 1:
        yield "Dearer models draw until the budgets are used up."
        return
    by = "this server’s managers" if own.pro_until == share != budgets.plan.pro_until else "its plan"
    yield f"Dearer models draw until **{share:.0%}** of a budget is used, which is set by {by}."


def _bot_line(budgets: ServerBudgets) -> str:
    if budgets.bot_has_room:
        return "The budget that all servers share has room."
    if budgets.bot_frees_at is None:
        return "The budget that all servers share has no room."
    return f"The budget that all servers share is used up until <t:{int(budgets.bot_frees_at) + 1}:R>."
