"""The answers to /admin budget: the budgets in force, where they come from, and what is spent of them."""

from collections.abc import Iterator

from bot.domain.server_quotas import Budget
from bot.domain.text import format_dollars
from bot.jobs.usage import ServerBudgets
from bot.localization.messages import text
from bot.ui.layout import Layout, text_view


def budget_view(budgets: ServerBudgets, own: Budget, *, note: str | None = None) -> Layout:
    """The server's budgets; ``own`` are those that managers set, ``note`` is what was just changed."""
    day, month = budgets.standing.guild_daily_budget, budgets.standing.guild_monthly_budget
    limits, usage = budgets.limits, budgets.usage
    lines = [
        *([note] if note else []),
        text("admin-budget-title"),
        _budget_line("day", limits.guild_daily_budget, usage.guild_daily_spend, own=own.daily, operator=day),
        _window_line("day", budgets.day_since, budgets.day_ends_at),
        _budget_line("month", limits.guild_monthly_budget, usage.guild_monthly_spend, own=own.monthly, operator=month),
        _window_line("month", budgets.month_since, budgets.month_ends_at),
        *_pro_until_lines(budgets, own),
        _bot_line(budgets),
    ]
    return text_view("\n".join(lines))


def _budget_line(span: str, limit: int | None, spent: int, *, own: int | None, operator: int | None) -> str:
    """One budget; ``own`` is what managers set, ``operator`` what the operator set for this server."""
    if limit is None:
        return text(f"admin-budget-none-{span}", spent=format_dollars(spent))
    source = "managers" if own == limit else "plan" if operator is None else "operator"
    return text(f"admin-budget-spent-{span}", spent=format_dollars(spent), budget=format_dollars(limit), source=source)


def _window_line(span: str, since: float, ends_at: float | None) -> str:
    start = f"<t:{int(since) + 1}:f>"
    if ends_at is None:
        return text(f"admin-budget-rolling-{span}", start=start)
    return text("admin-budget-since", start=start, end=f"<t:{int(ends_at) + 1}:R>")


def _pro_until_lines(budgets: ServerBudgets, own: Budget) -> Iterator[str]:
    share = budgets.limits.pro_until
    if share >= 1:
        yield text("admin-budget-dearer-always")
        return
    source = "managers" if own.pro_until == share != budgets.plan.pro_until else "plan"
    yield text("admin-budget-dearer-until", percent=round(share * 100), source=source)


def _bot_line(budgets: ServerBudgets) -> str:
    if budgets.bot_has_room:
        return text("admin-budget-bot-has-room")
    if budgets.bot_frees_at is None:
        return text("admin-budget-bot-has-none")
    return text("admin-budget-bot-has-none-until", end=f"<t:{int(budgets.bot_frees_at) + 1}:R>")
