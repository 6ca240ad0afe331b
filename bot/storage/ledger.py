"""The ledger: append-only rows of pictures and micro-dollars; usage is a sum over them, never a counter.

Every row of a job counts from the time of the request, so a refund leaves the window together with its reservation.
"""

from math import floor
from typing import Final, Literal

from bot.domain.job import Job
from bot.domain.quota import DAY, MONTH, Limits, Short, Usage, Window
from bot.errors import OverBudget
from bot.storage.database import Transaction

_ADD: Final = """
    INSERT INTO ledger (job_id, kind, user_id, guild_id, images, micros, counts_at, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_USAGE: Final = """
    SELECT COALESCE(SUM(images), 0) AS images, COALESCE(SUM(micros), 0) AS micros,
           (SELECT COUNT(*) FROM jobs WHERE user_id = ? AND ended_at IS NULL AND state <> 'held')
           + (SELECT COUNT(*) FROM jobs WHERE user_id = ? AND busy_until > ?) AS jobs,
           (SELECT MAX(created_at) FROM jobs WHERE user_id = ?) AS last_asked_at,
           (SELECT counts_at FROM ledger WHERE user_id = ? AND counts_at > ?
            GROUP BY counts_at HAVING SUM(images) > 0 ORDER BY counts_at LIMIT 1) AS oldest
    FROM ledger WHERE user_id = ? AND counts_at > ?
"""
_BOOKED: Final = """
    SELECT COALESCE(SUM(images), 0) AS images, COALESCE(SUM(micros), 0) AS micros FROM ledger WHERE job_id = ?
"""
_SPENT: Final = """
    SELECT (SELECT COALESCE(SUM(micros), 0) FROM ledger WHERE {rows}counts_at > ? AND counts_at < ? AND micros <> 0)
         + (SELECT COALESCE(SUM(micros), 0) FROM spent_by_hour WHERE scope = ? AND hour >= ?) AS micros
"""
_OWN_ROWS: Final = """
    SELECT counts_at AS until, SUM(micros) AS micros FROM ledger WHERE user_id = ? AND counts_at > ?
    GROUP BY counts_at ORDER BY counts_at
"""
_HOURS: Final = "SELECT hour, micros FROM spent_by_hour WHERE scope = ? AND hour >= ? ORDER BY hour"
_HOUR: Final = 3600
_WHOLE_BOT: Final = -1
"""The scope of the whole bot, in place of a server's id."""


def reserve(job: Job, now: float) -> Transaction[None]:
    """Reserve the job's pictures and its estimated micro-dollars."""
    amounts = (job.request.charge, job.request.estimate, now, now)
    yield _ADD, (job.id, "reserve", job.user_id, job.guild_id, *amounts)


def close(job: Job, kind: Literal["settle", "refund"], *, images: int, micros: int, now: float) -> Transaction[None]:
    """Correct the reservation to what was delivered and spent; a unique index rejects a second closing row."""
    images = 0 if job.request.treatment.free else images
    amounts = (images - job.request.charge, micros - job.request.estimate, job.created_at, now)
    yield _ADD, (job.id, kind, job.user_id, job.guild_id, *amounts)


def adjust(job: Job, *, images: int, micros: int, now: float) -> Transaction[None]:
    """Correct a closed job to what the provider finally drew and charged.

    Pictures are only refunded, never added: the member is charged for at most the ``images`` that were drawn.
    """
    (booked,) = yield _BOOKED, (job.id,)
    back, difference = min(0, images - int(booked["images"])), micros - int(booked["micros"])
    if back or difference:
        yield _ADD, (job.id, "adjust", job.user_id, job.guild_id, back, difference, job.created_at, now)


def member_usage(user_id: int, now: float) -> Transaction[Usage]:
    """A member's usage in the last 24 hours, and when their next picture frees up."""
    since = now - DAY
    (used,) = yield _USAGE, (user_id, user_id, now, user_id, user_id, since, user_id, since)
    oldest = used["oldest"]
    return Usage(
        images=int(used["images"]),
        micros=int(used["micros"]),
        jobs=used["jobs"],
        last_asked_at=used["last_asked_at"],
        frees_at=None if oldest is None else oldest + DAY,
    )


def budgets(guild_id: int | None, limits: Limits, now: float) -> Transaction[tuple[int, int, int]]:
    """Micro-dollars spent: by the server in a day and in a month, and by the whole bot in a day.

    A sum without a budget is not computed: it is 0.
    """
    day = month = whole = 0
    if guild_id is not None and limits.guild_day is not None:
        day = yield from spent(guild_id, now - DAY)
    if guild_id is not None and limits.guild_month is not None:
        month = yield from spent(guild_id, now - MONTH)
    if limits.bot_day is not None:
        whole = yield from spent(None, now - DAY)
    return day, month, whole


def refusal(short: Short, *, user_id: int, guild_id: int | None, now: float) -> Transaction[OverBudget]:
    """The error for budgets without room: of several, the one that has room again last, with that time.

    The time is when enough spending has left the window: never too early, and up to an hour late, because a server's
    and the bot's spending is summed by the hour.
    """
    last, latest = short.shortages[0], 0.0
    for shortage in short.shortages:
        if shortage.excess is None:
            return OverBudget(shortage.sentence, whole_bot=shortage.window is Window.BOT_DAY)
        frees_at = yield from _frees_at(shortage.window, shortage.excess, user_id, guild_id, now)
        if frees_at > latest:
            last, latest = shortage, frees_at
    return OverBudget(last.sentence, frees_at=latest, whole_bot=last.window is Window.BOT_DAY)


def bot_frees_at(limits: Limits, price: int, now: float) -> Transaction[float | None]:
    """When the whole bot's budget of the day has room for ``price`` micro-dollars; ``None`` if it has or never will."""
    if limits.bot_day is None or limits.bot_day <= 0:
        return None
    excess = (yield from spent(None, now - DAY)) + price - limits.bot_day
    if excess <= 0 or price > limits.bot_day:
        return None
    return (yield from _frees_at(Window.BOT_DAY, excess, 0, None, now))


def _frees_at(window: Window, excess: int, user_id: int, guild_id: int | None, now: float) -> Transaction[float]:
    """The time at which at least ``excess`` micro-dollars have left the window."""
    span = window.seconds
    since, until = now - span, now
    if window is Window.MEMBER_DAY:
        rows = yield _OWN_ROWS, (user_id, since)
        leaving = [(float(row["until"]), int(row["micros"])) for row in rows]
    else:
        leaving = yield from _leaving(None if window is Window.BOT_DAY else guild_id, since)
    for moment, micros in leaving:
        until, excess = moment, excess - micros
        if excess <= 0:
            break
    return until + span


def _leaving(guild_id: int | None, since: float) -> Transaction[list[tuple[float, int]]]:
    """The spending after ``since`` by hour: the end of the hour, and its micro-dollars."""
    first_whole = floor(since / _HOUR) + 1
    hours = yield _HOURS, (_WHOLE_BOT if guild_id is None else guild_id, first_whole)
    whole = [(float((row["hour"] + 1) * _HOUR), int(row["micros"])) for row in hours]
    cut = (yield from spent(guild_id, since)) - sum(micros for _, micros in whole)
    return [(float(first_whole * _HOUR), cut), *whole]


def spent(guild_id: int | None, since: float) -> Transaction[int]:
    """Micro-dollars of all rows that count after ``since``: of a server, or of the whole bot.

    The hour in which ``since`` lies is summed row by row; later ones are read from ``spent_by_hour``, a table that
    triggers keep up to date.
    """
    first_whole = floor(since / _HOUR) + 1
    cut = (since, first_whole * _HOUR)
    if guild_id is None:
        (row,) = yield _SPENT.format(rows=""), (*cut, _WHOLE_BOT, first_whole)
    else:
        (row,) = yield _SPENT.format(rows="guild_id = ? AND "), (guild_id, *cut, guild_id, first_whole)
    return int(row["micros"])
