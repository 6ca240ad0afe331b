"""Easel beside a bare bot, both serving the same load: processor time, acknowledgements, seconds added."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from benchmarks.bots import BARE, EASEL, Bot, Running, running
from benchmarks.stage import Asked, Stage, open_stage
from benchmarks.table import Row, milliseconds, quantile

QUICK_PICTURES: Final = (2.0, 4.0)
SLOW_PICTURES: Final = (4.0, 9.0)
PER_SECOND: Final = 7.0
CALM: Final = 4.0
"""Requests a second; :mod:`benchmarks.sustained` asks for more."""
CPU_AIM: Final = 1.9
LATE: Final = 3.0
"""What counts for a command that was never acknowledged: Discord's own limit, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much is asked for; ``rounds`` are played in turns by both bots, ``slow`` pictures by Easel alone if any."""

    rounds: int = 2
    warm: int = 20
    pictures: int = 90
    slow: int = 45
    burst: int = 300
    steady: int = 500
    per_second: float = 50.0


@dataclass(slots=True)
class Tally:
    """What one bot needed: seconds of processor time, and to acknowledge, and after the provider had finished."""

    cpu: list[float] = field(default_factory=list)
    added: list[float] = field(default_factory=list)
    added_slow: list[float] = field(default_factory=list)
    steady: list[float] = field(default_factory=list)
    burst: list[float] = field(default_factory=list)


async def measured(load: Load) -> list[Row]:
    """All rounds of both bots, and the rows that come of them."""
    easel, bare = Tally(), Tally()
    for number in range(load.rounds):
        for bot, tally in ((EASEL, easel), (BARE, bare)):
            await _round(bot, tally, load, number)
    return list(_rows(easel, bare, load))


async def _round(bot: Bot, tally: Tally, load: Load, number: int) -> None:
    """The first round ends with the burst, and the second with the steady stream, so that neither meets the other."""
    async with open_stage(QUICK_PICTURES) as stage, running(bot, stage) as process:
        await _pictures(stage, process, tally, load)
        if number == 0:
            tally.burst += await _acknowledged(stage, stage.burst(load.burst))
        if number == load.rounds - 1:
            if bot is EASEL and load.slow:
                tally.added_slow += await _slow_pictures(stage, load)
            asked = await stage.steadily(load.steady, per_second=load.per_second)
            tally.steady += await _acknowledged(stage, asked)


async def _pictures(stage: Stage, process: Running, tally: Tally, load: Load) -> None:
    await stage.delivered(await stage.steadily(load.warm, per_second=PER_SECOND))
    before = process.cpu
    asked = await stage.steadily(load.pictures, per_second=PER_SECOND)
    await stage.delivered(asked)
    await asyncio.sleep(0.5)  # what is still to be written down belongs to the pictures too
    tally.cpu.append((process.cpu - before) / len(asked))
    tally.added += stage.added(asked)


async def _slow_pictures(stage: Stage, load: Load) -> list[float]:
    """After as many that the polling learns from."""
    stage.pace(SLOW_PICTURES)
    learned = await stage.steadily(load.slow, per_second=PER_SECOND)
    asked = await stage.steadily(load.slow, per_second=CALM)
    await stage.delivered([*learned, *asked])
    stage.pace(QUICK_PICTURES)
    return stage.added(asked)


async def _acknowledged(stage: Stage, asked: Sequence[Asked]) -> list[float]:
    await stage.acknowledged(asked)
    return [LATE if one.acknowledged_after is None else one.acknowledged_after for one in asked]


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(easel: Tally, bare: Tally, load: Load) -> list[Row]:
    cpu, base = median(easel.cpu), median(bare.cpu)
    worst = max(easel.burst)
    return [
        Row(
            f"CPU per delivered picture, {load.rounds} × {load.pictures} pictures",
            milliseconds(cpu),
            f"{milliseconds(base)} (bare bot)",
            cpu / base,
            f"≤ {CPU_AIM} ×",
            cpu / base <= CPU_AIM,
        ),
        _beside(f"acknowledged, {load.per_second:.0f}/s: p50", easel.steady, bare.steady, 0.5),
        _beside(f"acknowledged, {load.per_second:.0f}/s: p99", easel.steady, bare.steady, 0.99),
        _beside(f"acknowledged, burst of {load.burst}: p50", easel.burst, bare.burst, 0.5),
        _beside(f"acknowledged, burst of {load.burst}: p99", easel.burst, bare.burst, 0.99),
        _beside(f"acknowledged, burst of {load.burst}: last", easel.burst, bare.burst, 1.0)._replace(
            aim="≤ 1 s", reached=worst <= 1.0
        ),
        *_added(f"seconds added, pictures of 2–4 s, {PER_SECOND:.0f}/s", easel.added, bare.added),
        *(_added(f"seconds added, pictures of 4–9 s, {CALM:.0f}/s", easel.added_slow) if load.slow else ()),
    ]


def _beside(name: str, easel: Sequence[float], bare: Sequence[float], share: float) -> Row:
    mine, theirs = quantile(easel, share), quantile(bare, share)
    return Row(name, milliseconds(mine), f"{milliseconds(theirs)} (bare bot)", mine / theirs)


def _added(name: str, easel: Sequence[float], bare: Sequence[float] = ()) -> list[Row]:
    middle = quantile(easel, 0.5)
    rows = [Row(f"{name}: median", f"{middle:.2f} s"), Row(f"{name}: p95", f"{quantile(easel, 0.95):.2f} s")]
    if bare:
        rows = [
            row._replace(beside=f"{theirs:.2f} s (bare bot)", ratio=quantile(easel, share) / theirs)
            for row, share in zip(rows, (0.5, 0.95), strict=True)
            for theirs in (quantile(bare, share),)
        ]
    return [rows[0]._replace(aim="≤ 0.3 s", reached=middle <= 0.3), *rows[1:]]
