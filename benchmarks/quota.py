"""The quota check beside a thousand ledger rows and beside a million."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from statistics import median
from typing import Final, NamedTuple

from benchmarks.engines import Empty
from benchmarks.history import lived
from benchmarks.requests import OPEN, ask
from benchmarks.table import Row, milliseconds
from bot.domain.quota import Limits
from bot.storage import jobs, ledger
from bot.storage.database import Database

AIM: Final = 1.2
_BUDGETED: Final = Limits(
    images_per_user_per_day=-1,
    jobs_per_user=-1,
    cooldown_seconds=0,
    guild_day=10**12,
    guild_month=10**12,
    bot_day=10**12,
)


class _Past(NamedTuple):
    database: Database
    members: int


_Step = Callable[[_Past, int], Awaitable[float]]
"""Does something for the member of that number; returns the seconds that count."""


async def measured(
    engine: str, empty: Empty, *, few: int = 1000, many: int = 1_000_000, samples: int = 300
) -> list[Row]:
    """The medians beside ``few`` and ``many`` rows, taken in turns."""
    async with _past(empty, few) as short, _past(empty, many) as long:
        return [
            await _compared(f"{name}, {engine}, {many:,} ledger rows beside {few:,}", step, short, long, times)
            for name, step, times in (
                ("quota check", _look, samples),
                ("whole reserve with its commit", _reserve, samples),
                ("whole reserve with all three budgets set", _reserve_budgeted, samples // 5),
            )
        ]


@asynccontextmanager
async def _past(empty: Empty, rows: int) -> AsyncIterator[_Past]:
    async with empty() as database:
        yield _Past(database, await lived(database, rows, now=time.time()))


async def _compared(name: str, step: _Step, short: _Past, long: _Past, samples: int) -> Row:
    seconds: dict[_Past, list[float]] = {short: [], long: []}
    for sample in range(samples):
        for past, taken in seconds.items():
            taken.append(await step(past, sample))
    base, big = (median(taken[samples // 10 :]) for taken in seconds.values())
    return Row(name, milliseconds(big), milliseconds(base), big / base, f"≤ {AIM} ×", big / base <= AIM)


async def _look(past: _Past, sample: int) -> float:
    began = time.perf_counter()
    await past.database.run(ledger.member_usage, _member(past, sample), time.time())
    return time.perf_counter() - began


async def _reserve(past: _Past, sample: int, limits: Limits = OPEN) -> float:
    """Taken back at once, so that nobody stands in line."""
    began = time.perf_counter()
    job = await ask(past.database, _member(past, sample), now=time.time(), limits=limits)
    took = time.perf_counter() - began
    await past.database.run(jobs.cancel, job.id, "Taken back.", now=time.time())
    return took


async def _reserve_budgeted(past: _Past, sample: int) -> float:
    return await _reserve(past, sample, _BUDGETED)


def _member(past: _Past, sample: int) -> int:
    """Far apart from one sample to the next: in a large bot, the next member's rows are not in the cache."""
    return sample * 7919 % past.members
