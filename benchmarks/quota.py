"""Duration of the quota check beside a thousand and beside a million ledger rows."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from statistics import median
from typing import Final, NamedTuple

from benchmarks.engines import OpenEmptyDatabase
from benchmarks.history import fill_history
from benchmarks.requests import REQUEST, UNLIMITED_LIMITS, build_requester, reserve_request
from benchmarks.table import Row, format_milliseconds
from bot.domain.admission import OPEN_TO_ALL
from bot.domain.limits import Limits
from bot.storage import affordability, cancelling, intake
from bot.storage.database import Database, Transaction

AIM_RATIO: Final = 1.2
_EVERY_LIMIT: Final = Limits(
    images_per_user_per_day=10**6,
    max_images_per_user_per_day=10**6,
    jobs_per_user=10**6,
    cooldown_seconds=0.001,
    channel_images_per_day=10**9,
    guild_daily_budget=10**12,
    guild_monthly_budget=10**12,
    bot_daily_budget=10**12,
    max_image_price=10**6,
)
"""Quotas of the member and the channel, and every budget: high enough that all of it is read and nothing refused."""


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
                ("quota check, all quotas and budgets", _time_quota_check, samples),
                ("whole reserve without limits", _time_reserve, samples),
                ("whole reserve with all quotas and budgets", _time_limited_reserve, samples),
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
    """Time what is read before a request is accepted: access, blocks, usage, grants, and the spending of budgets."""
    member = _sample_member(filled, sample)
    began = time.perf_counter()
    await filled.database.run(_check_quota, member, time.time())
    return time.perf_counter() - began


def _check_quota(member: int, now: float) -> Transaction[None]:
    asker = build_requester(member)
    yield from intake.check_member(asker, resolve=lambda _: _EVERY_LIMIT, admission=OPEN_TO_ALL, now=now)
    yield from affordability.check(asker, [REQUEST], _EVERY_LIMIT, now)


async def _time_reserve(filled: _FilledDatabase, sample: int, limits: Limits = UNLIMITED_LIMITS) -> float:
    """Time a reservation; the job is cancelled afterwards, so that the queue stays empty."""
    began = time.perf_counter()
    job = await reserve_request(filled.database, _sample_member(filled, sample), now=time.time(), limits=limits)
    took = time.perf_counter() - began
    await filled.database.run(cancelling.cancel, job.id, "Taken back.", now=time.time())
    return took


async def _time_limited_reserve(filled: _FilledDatabase, sample: int) -> float:
    return await _time_reserve(filled, sample, _EVERY_LIMIT)


def _sample_member(filled: _FilledDatabase, sample: int) -> int:
    """A member far from that of the previous sample, so that the rows are rarely in the database's cache."""
    return sample * 7919 % filled.members
