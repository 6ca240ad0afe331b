"""Easel and the bare bot under the same load: CPU time, acknowledgements, added seconds."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from statistics import median
from typing import Final

from benchmarks.bots import BARE_BOT, EASEL, BotCommand, RunningBot, run_bot
from benchmarks.stage import LoadStage, SentCommand, open_stage
from benchmarks.table import Row, format_milliseconds, quantile

QUICK_PICTURE_SECONDS: Final = (2.0, 4.0)
SLOW_PICTURE_SECONDS: Final = (4.0, 9.0)
REQUESTS_PER_SECOND: Final = 7.0
CALM_REQUESTS_PER_SECOND: Final = 4.0
"""A rate at which queueing is negligible; :mod:`benchmarks.sustained` measures a higher one."""
CPU_AIM_RATIO: Final = 1.9
UNACKNOWLEDGED_SECONDS: Final = 3.0
"""The value for a command that was never acknowledged: Discord's time limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingLoad:
    """The size of the load. Both bots alternate for ``rounds``; ``slow_pictures`` are measured for Easel only."""

    rounds: int = 2
    warm_up: int = 20
    pictures: int = 90
    slow_pictures: int = 45
    burst: int = 300
    steady: int = 500
    per_second: float = 50.0


@dataclass(slots=True)
class ServingFigures:
    """The measurements of one bot in seconds: CPU time per picture, added seconds, acknowledgements."""

    cpu_seconds: list[float] = field(default_factory=list)
    added_seconds: list[float] = field(default_factory=list)
    added_slow_seconds: list[float] = field(default_factory=list)
    steady_ack_seconds: list[float] = field(default_factory=list)
    burst_ack_seconds: list[float] = field(default_factory=list)


async def measure(load: ServingLoad) -> list[Row]:
    """Run all rounds of both bots and build the rows."""
    easel, bare = ServingFigures(), ServingFigures()
    for number in range(load.rounds):
        for bot, figures in ((EASEL, easel), (BARE_BOT, bare)):
            await _run_round(bot, figures, load, number)
    return _build_rows(easel, bare, load)


async def _run_round(bot: BotCommand, figures: ServingFigures, load: ServingLoad, number: int) -> None:
    """Run one round; the first ends with the burst and the last with the steady stream, so that they do not overlap."""
    async with open_stage(QUICK_PICTURE_SECONDS) as stage, run_bot(bot, stage) as running:
        await _measure_pictures(stage, running, figures, load)
        if number == 0:
            figures.burst_ack_seconds += await _wait_ack_seconds(stage, stage.send_burst(load.burst))
        if number == load.rounds - 1:
            if bot is EASEL and load.slow_pictures:
                figures.added_slow_seconds += await _measure_slow_pictures(stage, load)
            commands = await stage.send_steadily(load.steady, per_second=load.per_second)
            figures.steady_ack_seconds += await _wait_ack_seconds(stage, commands)


async def _measure_pictures(stage: LoadStage, running: RunningBot, figures: ServingFigures, load: ServingLoad) -> None:
    await stage.wait_delivered(await stage.send_steadily(load.warm_up, per_second=REQUESTS_PER_SECOND))
    before = running.cpu_seconds
    commands = await stage.send_steadily(load.pictures, per_second=REQUESTS_PER_SECOND)
    await stage.wait_delivered(commands)
    await asyncio.sleep(0.5)  # include the database writes that follow the last message
    figures.cpu_seconds.append((running.cpu_seconds - before) / len(commands))
    figures.added_seconds += stage.added_seconds(commands)


async def _measure_slow_pictures(stage: LoadStage, load: ServingLoad) -> list[float]:
    """Measure after as many pictures from which the poll schedule learns."""
    stage.set_picture_seconds(SLOW_PICTURE_SECONDS)
    learned = await stage.send_steadily(load.slow_pictures, per_second=REQUESTS_PER_SECOND)
    commands = await stage.send_steadily(load.slow_pictures, per_second=CALM_REQUESTS_PER_SECOND)
    await stage.wait_delivered([*learned, *commands])
    stage.set_picture_seconds(QUICK_PICTURE_SECONDS)
    return stage.added_seconds(commands)


async def _wait_ack_seconds(stage: LoadStage, commands: Sequence[SentCommand]) -> list[float]:
    await stage.wait_acknowledged(commands)
    return [UNACKNOWLEDGED_SECONDS if one.ack_seconds is None else one.ack_seconds for one in commands]


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _build_rows(easel: ServingFigures, bare: ServingFigures, load: ServingLoad) -> list[Row]:
    name = f"CPU per delivered picture, {load.rounds} × {load.pictures} pictures"
    quick = f"seconds added, pictures of 2–4 s, {REQUESTS_PER_SECOND:.0f}/s"
    slow = f"seconds added, pictures of 4–9 s, {CALM_REQUESTS_PER_SECOND:.0f}/s"
    return [
        cpu_row(name, median(easel.cpu_seconds), median(bare.cpu_seconds)),
        *_ack_rows(easel, bare, load),
        *_added_seconds_rows(quick, easel.added_seconds, bare.added_seconds),
        *(_added_seconds_rows(slow, easel.added_slow_seconds) if load.slow_pictures else ()),
    ]


def cpu_row(name: str, easel_seconds: float, bare_seconds: float) -> Row:
    """A row that compares the CPU time of both bots; tiny loads can cost the bare bot less than the clock shows."""
    ratio = easel_seconds / bare_seconds if bare_seconds else inf
    beside = f"{format_milliseconds(bare_seconds)} (bare bot)"
    aim = f"≤ {CPU_AIM_RATIO} ×"
    return Row(name, format_milliseconds(easel_seconds), beside, ratio, aim, ratio <= CPU_AIM_RATIO)


def _ack_rows(easel: ServingFigures, bare: ServingFigures, load: ServingLoad) -> Iterator[Row]:
    for label, share in (("p50", 0.5), ("p99", 0.99)):
        name = f"acknowledged, {load.per_second:.0f}/s: {label}"
        yield _comparison_row(name, easel.steady_ack_seconds, bare.steady_ack_seconds, share)
    for label, share in (("p50", 0.5), ("p99", 0.99), ("last", 1.0)):
        name = f"acknowledged, burst of {load.burst}: {label}"
        row = _comparison_row(name, easel.burst_ack_seconds, bare.burst_ack_seconds, share)
        yield row._replace(aim="≤ 1 s", reached=max(easel.burst_ack_seconds) <= 1.0) if label == "last" else row


def _comparison_row(name: str, easel: Sequence[float], bare: Sequence[float], share: float) -> Row:
    mine, theirs = quantile(easel, share), quantile(bare, share)
    return Row(name, format_milliseconds(mine), f"{format_milliseconds(theirs)} (bare bot)", mine / theirs)


def _added_seconds_rows(name: str, easel: Sequence[float], bare: Sequence[float] = ()) -> list[Row]:
    middle = quantile(easel, 0.5)
    rows = [Row(f"{name}: median", f"{middle:.2f} s"), Row(f"{name}: p95", f"{quantile(easel, 0.95):.2f} s")]
    if bare:
        rows = [
            row._replace(beside=f"{theirs:.2f} s (bare bot)", ratio=quantile(easel, share) / theirs)
            for row, share in zip(rows, (0.5, 0.95), strict=True)
            for theirs in (quantile(bare, share),)
        ]
    return [rows[0]._replace(aim="≤ 0.3 s", reached=middle <= 0.3), *rows[1:]]
