"""Spending of servers and of the whole bot, and when budgets have room again."""

from dataclasses import replace
from typing import Final

from bot.domain.budgets import BudgetsExceeded, BudgetWindow
from bot.domain.clock import DAY_SECONDS
from bot.domain.limits import Limits
from bot.domain.usage import Usage
from bot.domain.windows import Calendar, Span, next_window_start, window_start
from bot.errors import OverBudget
from bot.storage import totals
from bot.storage.database import Transaction
from bot.storage.totals import Scope, Window
from bot.storage.usage import IN_DAY_WINDOW, day_window, enough_leaves_at, leaves_day_at

_SELECT_MEMBER_SPENDING: Final = f"""
    SELECT window_at, guild_id, SUM(micro_dollars) AS micro_dollars FROM ledger WHERE user_id = ? AND {IN_DAY_WINDOW}
    GROUP BY window_at, guild_id ORDER BY window_at
"""
_SUM_MEMBER_SPENDING: Final = """
    SELECT COALESCE(SUM(micro_dollars), 0) AS micro_dollars FROM ledger
    WHERE user_id = ? AND COALESCE(guild_id, 0) = ? AND window_at > ?
"""


def with_spending(usage: Usage, guild_id: int | None, limits: Limits, now: float) -> Transaction[Usage]:
    """The usage with the spending of the budgets that the limits set; without a budget it is not computed and is 0."""
    return replace(usage, **(yield from totals.get_sums(budget_windows(guild_id, limits, now))))


def budget_windows(guild_id: int | None, limits: Limits, now: float) -> dict[str, Window]:
    """The windows of the budgets that the limits set, under the names of their fields in the usage."""
    windows = {}
    if guild_id is not None and limits.guild_daily_budget is not None:
        since = window_start(now, Span.DAY, limits.calendar)
        windows["guild_daily_spend"] = Window(Scope.SERVER, since, guild_id)
    if guild_id is not None and limits.guild_monthly_budget is not None:
        since = window_start(now, Span.MONTH, limits.calendar)
        windows["guild_monthly_spend"] = Window(Scope.SERVER, since, guild_id)
    if limits.bot_daily_budget is not None:
        windows["bot_daily_spend"] = Window(Scope.BOT, now - DAY_SECONDS)
    return windows


def get_spending(guild_id: int | None, since: float) -> Transaction[int]:
    """Micro-dollars of all rows after ``since``, of a server or (``None``) of the whole bot."""
    return (yield from totals.get_sums({"spent": _spending_window(guild_id, since)}))["spent"]


def _spending_window(guild_id: int | None, since: float) -> Window:
    return Window(Scope.BOT, since) if guild_id is None else Window(Scope.SERVER, since, guild_id)


def get_member_spending(user_id: int, guild_id: int | None, since: float) -> Transaction[int]:
    """Micro-dollars of all rows of a member after ``since``, on a server or (``None``) in direct messages."""
    (row,) = yield _SUM_MEMBER_SPENDING, (user_id, guild_id or 0, since)
    return int(row["micro_dollars"])


def over_budget_error(
    exceeded: BudgetsExceeded, user_id: int, guild_id: int | None, limits: Limits, now: float
) -> Transaction[OverBudget]:
    """Build the error for exhausted budgets.

    It names the budget that has room again last, and that time; a budget that is smaller than the request alone is
    named instead, without a time. The time is when enough spending has left the window: never too early, and up to an
    hour late, because a server's and the bot's spending is summed by the hour.
    """
    last, latest = exceeded.shortages[0], 0.0
    for shortage in exceeded.shortages:
        if shortage.excess_micro_dollars is None:
            return OverBudget(shortage.sentence, is_bot_budget=shortage.window is BudgetWindow.BOT_DAY)
        frees_at = yield from _frees_at(
            shortage.window, shortage.excess_micro_dollars, (user_id, guild_id), limits.calendar, now
        )
        if frees_at > latest:
            last, latest = shortage, frees_at
    return OverBudget(last.sentence, retry_at=latest, is_bot_budget=last.window is BudgetWindow.BOT_DAY)


def bot_budget_frees_at(limits: Limits, price_micro_dollars: int, now: float) -> Transaction[float | None]:
    """When the bot's daily budget has room for this price.

    ``None`` if it has room now, will never have it, or there is no budget.
    """
    if limits.bot_daily_budget is None or limits.bot_daily_budget <= 0:
        return None
    spent = yield from get_spending(None, now - DAY_SECONDS)
    excess_micro_dollars = spent + price_micro_dollars - limits.bot_daily_budget
    if excess_micro_dollars <= 0 or price_micro_dollars > limits.bot_daily_budget:
        return None
    return (yield from _frees_at(BudgetWindow.BOT_DAY, excess_micro_dollars, (0, None), None, now))


def _frees_at(
    window: BudgetWindow,
    excess_micro_dollars: int,
    member: tuple[int, int | None],
    calendar: Calendar | None,
    now: float,
) -> Transaction[float]:
    """The time at which at least this much spending has left the window."""
    calendar = None if window is BudgetWindow.BOT_DAY else calendar
    calendar_end = next_window_start(now, window.span, calendar)
    user_id, guild_id = member
    if window is BudgetWindow.MEMBER_DAY:
        rows = yield _SELECT_MEMBER_SPENDING, (user_id, *day_window(guild_id or 0, calendar, now))
        leaving = [(leaves_day_at(row, guild_id, calendar_end), int(row["micro_dollars"])) for row in rows]
    elif calendar_end is not None:
        return calendar_end
    else:
        payer = None if window is BudgetWindow.BOT_DAY else guild_id
        spent = yield from totals.list_hours(_spending_window(payer, window_start(now, window.span)))
        leaving = [(moment + window.span.seconds, micro_dollars) for moment, micro_dollars in spent]
    return enough_leaves_at(leaving, excess_micro_dollars) or now + window.span.seconds
