"""Duration of the quota check beside a thousand and beside a million ledger rows."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from statistics import median
from typing import Final, NamedTuple

from benchmarks.engines import OpenEmptyDatabase
from benchmarks.history import fill_history
from benchmarks.requests import UNLIMITED_LIMITS, reserve_request
from benchmarks.table import Row, format_milliseconds
from bot.domain.limits import Limits
from bot.storage import cancelling, usage
from bot.storage.database import Database

AIM_RATIO: Final = 1.2
_BUDGETED_LIMITS: Final = Limits(
    images_per_user_per_day=-1,
    jobs_per_user=-1,
    cooldown_seconds=0,
    guild_daily_budget=10**12,
    guild_monthly_budget=10**12,
    bot_daily_budget=10**12,
)


class _FilledDatabase(NamedTuple):
    database: Database
    members: int


_TimedOperation = Callable[[_FilledDatabase, int], Awaitable[float]]
"""Runs an operation for the sample with this number; returns the measured seconds."""


async def measure(
    engine: str, open_empty: OpenEmptyDatabase, *, few: int = 1000, many: int = 1_000_000, samples: int = 300
) -> list[Row]:
    """Compare the medians beside ``few`` and ``many`` ledger rows; samples of both alternate."""
    async with _filled_database(open_empty, few) as short, _filled_database(open_empty, many) as long:
        return [
            await _compare(f"{name}, {engine}, {many:,} ledger rows beside {few:,}", step, short, long, times)
            for name, step, times in (
                ("quota check", _time_quota_check, samples),
                ("whole reserve with its commit", _time_reserve, samples),
                ("whole reserve with all three budgets set", _time_reserve_budgeted, samples // 5),
            )
        ]


@asynccontextmanager
async def _filled_database(open_empty: OpenEmptyDatabase, rows: int) -> AsyncIterator[_FilledDatabase]:
    async with open_empty() as database:
        yield _FilledDatabase(database, await fill_history(database, rows, now=time.time()))


async def _compare(
    name: str, operation: _TimedOperation, short: _FilledDatabase, long: _FilledDatabase, samples: int
) -> Row:
    seconds: dict[_FilledDatabase, list[float]] = {short: [], long: []}
    for sample in range(samples):
        for filled, taken in seconds.items():
            taken.append(await operation(filled, sample))
    base, big = (median(taken[samples // 10 :]) for taken in seconds.values())
    return Row(
        name,
        format_milliseconds(big),
        format_milliseconds(base),
        big / base,
        f"≤ {AIM_RATIO} ×",
        big / base <= AIM_RATIO,
    )


async def _time_quota_check(filled: _FilledDatabase, sample: int) -> float:
    began = time.perf_counter()
    await filled.database.run(usage.get_member_usage, _sample_member(filled, sample), 1, _BUDGETED_LIMITS, time.time())
    return time.perf_counter() - began


async def _time_reserve(filled: _FilledDatabase, sample: int, limits: Limits = UNLIMITED_LIMITS) -> float:
    """Time a reservation; the job is cancelled afterwards, so that the queue stays empty."""
    began = time.perf_counter()
    job = await reserve_request(filled.database, _sample_member(filled, sample), now=time.time(), limits=limits)
    took = time.perf_counter() - began
    await filled.database.run(cancelling.cancel, job.id, "Taken back.", now=time.time())
    return took


async def _time_reserve_budgeted(filled: _FilledDatabase, sample: int) -> float:
    return await _time_reserve(filled, sample, _BUDGETED_LIMITS)


def _sample_member(filled: _FilledDatabase, sample: int) -> int:
    """A member far from that of the previous sample, so that the rows are rarely in the database's cache."""
    return sample * 7919 % filled.members
