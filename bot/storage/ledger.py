"""The ledger: append-only rows of pictures and micro-dollars.

A member's usage is the sum of the rows. The spending of a server or the bot is the sum of the rows of the first,
partial hour and of the hourly totals in ``hourly_spend``, which triggers derive from the rows.

Every row of a job counts from the time of the request (``window_at``), so a refund leaves the window together with its
reservation.
"""

from math import floor
from typing import Final, Literal

from bot.domain.clock import DAY_SECONDS
from bot.domain.job import Job
from bot.domain.quota import MONTH_SECONDS, BudgetsExceeded, BudgetWindow, Limits, Usage
from bot.errors import OverBudget
from bot.storage.database import Transaction

_INSERT_ROW: Final = """
    INSERT INTO ledger (job_id, kind, user_id, guild_id, images, micro_dollars, window_at, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_SELECT_MEMBER_USAGE: Final = """
    SELECT COALESCE(SUM(images), 0) AS images, COALESCE(SUM(micro_dollars), 0) AS micro_dollars,
           (SELECT COUNT(*) FROM jobs WHERE user_id = ? AND ended_at IS NULL AND state <> 'held')
           + (SELECT COUNT(*) FROM jobs WHERE user_id = ? AND running_until > ?) AS jobs,
           (SELECT MAX(created_at) FROM jobs WHERE user_id = ?) AS last_asked_at,
           (SELECT window_at FROM ledger WHERE user_id = ? AND window_at > ?
            GROUP BY window_at HAVING SUM(images) > 0 ORDER BY window_at LIMIT 1) AS oldest
    FROM ledger WHERE user_id = ? AND window_at > ?
"""
_SELECT_JOB_TOTALS: Final = """
    SELECT COALESCE(SUM(images), 0) AS images, COALESCE(SUM(micro_dollars), 0) AS micro_dollars
    FROM ledger WHERE job_id = ?
"""
_SELECT_SPENDING: Final = """
    SELECT (SELECT COALESCE(SUM(micro_dollars), 0) FROM ledger
            WHERE {rows}window_at > ? AND window_at < ? AND micro_dollars <> 0)
         + (SELECT COALESCE(SUM(micro_dollars), 0) FROM hourly_spend WHERE scope = ? AND hour >= ?) AS micro_dollars
"""
_SELECT_MEMBER_SPENDING: Final = """
    SELECT window_at, SUM(micro_dollars) AS micro_dollars FROM ledger WHERE user_id = ? AND window_at > ?
    GROUP BY window_at ORDER BY window_at
"""
_SELECT_HOURLY_SPENDING: Final = (
    "SELECT hour, micro_dollars FROM hourly_spend WHERE scope = ? AND hour >= ? ORDER BY hour"
)
_HOUR_SECONDS: Final = 3600
_BOT_SCOPE: Final = -1
"""The scope of the whole bot, in place of a server's id."""


def reserve(job: Job, now: float) -> Transaction[None]:
    """Reserve the job's pictures and its estimated micro-dollars."""
    amounts = (job.request.quota_images, job.request.estimate, now, now)
    yield _INSERT_ROW, (job.id, "reserve", job.user_id, job.guild_id, *amounts)


def close(
    job: Job, kind: Literal["settle", "refund"], *, images: int, micro_dollars: int, now: float
) -> Transaction[None]:
    """Correct the reservation to what was delivered and spent; a unique index rejects a second closing row."""
    images = 0 if job.request.policy.free else images
    amounts = (images - job.request.quota_images, micro_dollars - job.request.estimate, job.created_at, now)
    yield _INSERT_ROW, (job.id, kind, job.user_id, job.guild_id, *amounts)


def adjust(job: Job, *, images: int, micro_dollars: int, now: float) -> Transaction[None]:
    """Correct a closed job to what the provider finally drew and charged.

    Pictures are only refunded, never added: the member is charged for at most the ``images`` that were drawn.
    """
    (total,) = yield _SELECT_JOB_TOTALS, (job.id,)
    refund, difference = min(0, images - int(total["images"])), micro_dollars - int(total["micro_dollars"])
    if refund or difference:
        yield _INSERT_ROW, (job.id, "adjust", job.user_id, job.guild_id, refund, difference, job.created_at, now)


def get_member_usage(user_id: int, now: float) -> Transaction[Usage]:
    """A member's usage in the last 24 hours, and when their next picture frees up."""
    since = now - DAY_SECONDS
    (row,) = yield _SELECT_MEMBER_USAGE, (user_id, user_id, now, user_id, user_id, since, user_id, since)
    oldest = row["oldest"]
    return Usage(
        images=int(row["images"]),
        micro_dollars=int(row["micro_dollars"]),
        jobs=row["jobs"],
        last_request_at=row["last_asked_at"],
        oldest_image_expires_at=None if oldest is None else oldest + DAY_SECONDS,
    )


def get_budget_spending(guild_id: int | None, limits: Limits, now: float) -> Transaction[tuple[int, int, int]]:
    """Micro-dollars spent: by the server in a day and in a month, and by the whole bot in a day.

    A sum without a configured budget is not computed and is 0.
    """
    day = month = bot_day = 0
    if guild_id is not None and limits.guild_daily_budget is not None:
        day = yield from get_spending(guild_id, now - DAY_SECONDS)
    if guild_id is not None and limits.guild_monthly_budget is not None:
        month = yield from get_spending(guild_id, now - MONTH_SECONDS)
    if limits.bot_daily_budget is not None:
        bot_day = yield from get_spending(None, now - DAY_SECONDS)
    return day, month, bot_day


def over_budget_error(
    exceeded: BudgetsExceeded, user_id: int, guild_id: int | None, now: float
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
        frees_at = yield from _window_frees_at(shortage.window, shortage.excess_micro_dollars, user_id, guild_id, now)
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
    return (yield from _window_frees_at(BudgetWindow.BOT_DAY, excess_micro_dollars, 0, None, now))


def _window_frees_at(
    window: BudgetWindow, excess_micro_dollars: int, user_id: int, guild_id: int | None, now: float
) -> Transaction[float]:
    """The time at which at least this much spending has left the window."""
    span = window.seconds
    since, until = now - span, now
    if window is BudgetWindow.MEMBER_DAY:
        rows = yield _SELECT_MEMBER_SPENDING, (user_id, since)
        leaving = [(float(row["window_at"]), int(row["micro_dollars"])) for row in rows]
    else:
        leaving = yield from _list_hourly_spending(None if window is BudgetWindow.BOT_DAY else guild_id, since)
    for moment, micro_dollars in leaving:
        until, excess_micro_dollars = moment, excess_micro_dollars - micro_dollars
        if excess_micro_dollars <= 0:
            break
    return until + span


def _list_hourly_spending(guild_id: int | None, since: float) -> Transaction[list[tuple[float, int]]]:
    """The spending after ``since``, as pairs of the end of an hour and its micro-dollars."""
    first_hour = floor(since / _HOUR_SECONDS) + 1
    rows = yield _SELECT_HOURLY_SPENDING, (_BOT_SCOPE if guild_id is None else guild_id, first_hour)
    full_hours = [(float((row["hour"] + 1) * _HOUR_SECONDS), int(row["micro_dollars"])) for row in rows]
    first_part = (yield from get_spending(guild_id, since)) - sum(micro_dollars for _, micro_dollars in full_hours)
    return [(float(first_hour * _HOUR_SECONDS), first_part), *full_hours]


def get_spending(guild_id: int | None, since: float) -> Transaction[int]:
    """Micro-dollars of all rows after ``since``, of a server or (``None``) of the whole bot.

    The hour that contains ``since`` is summed row by row; later hours are read from ``hourly_spend``, which triggers
    keep up to date.
    """
    first_hour = floor(since / _HOUR_SECONDS) + 1
    first_part = (since, first_hour * _HOUR_SECONDS)
    if guild_id is None:
        (row,) = yield _SELECT_SPENDING.format(rows=""), (*first_part, _BOT_SCOPE, first_hour)
    else:
        (row,) = yield _SELECT_SPENDING.format(rows="guild_id = ? AND "), (guild_id, *first_part, guild_id, first_hour)
    return int(row["micro_dollars"])
