"""Easel beside a bare bot, both serving the same load: processor time, acknowledgements, seconds added."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from benchmarks.bots import BARE_BOT, EASEL, BotCommand, RunningBot, run_bot
from benchmarks.stage import LoadStage, SentCommand, open_stage
from benchmarks.table import Row, format_milliseconds, quantile

QUICK_PICTURE_SECONDS: Final = (2.0, 4.0)
SLOW_PICTURE_SECONDS: Final = (4.0, 9.0)
REQUESTS_PER_SECOND: Final = 7.0
CALM_REQUESTS_PER_SECOND: Final = 4.0
"""Requests a second; :mod:`benchmarks.sustained` asks for more."""
CPU_AIM_RATIO: Final = 1.9
UNACKNOWLEDGED_SECONDS: Final = 3.0
"""What counts for a command that was never acknowledged: Discord's own limit, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingLoad:
    """How much is asked for; ``rounds`` are played in turns by both bots, ``slow`` pictures by Easel alone if any."""

    rounds: int = 2
    warm_up: int = 20
    pictures: int = 90
    slow_pictures: int = 45
    burst: int = 300
    steady: int = 500
    per_second: float = 50.0


@dataclass(slots=True)
class ServingFigures:
    """What one bot needed: seconds of processor time, and to acknowledge, and after the provider had finished."""

    cpu_seconds: list[float] = field(default_factory=list)
    added_seconds: list[float] = field(default_factory=list)
    added_slow_seconds: list[float] = field(default_factory=list)
    steady_ack_seconds: list[float] = field(default_factory=list)
    burst_ack_seconds: list[float] = field(default_factory=list)


async def measure(load: ServingLoad) -> list[Row]:
    """All rounds of both bots, and the rows that come of them."""
    easel, bare = ServingFigures(), ServingFigures()
    for number in range(load.rounds):
        for bot, tally in ((EASEL, easel), (BARE_BOT, bare)):
            await _run_round(bot, tally, load, number)
    return list(_build_rows(easel, bare, load))


async def _run_round(bot: BotCommand, tally: ServingFigures, load: ServingLoad, number: int) -> None:
    """The first round ends with the burst, and the second with the steady stream, so that neither meets the other."""
    async with open_stage(QUICK_PICTURE_SECONDS) as stage, run_bot(bot, stage) as process:
        await _measure_pictures(stage, process, tally, load)
        if number == 0:
            tally.burst_ack_seconds += await _wait_ack_seconds(stage, stage.send_burst(load.burst))
        if number == load.rounds - 1:
            if bot is EASEL and load.slow_pictures:
                tally.added_slow_seconds += await _measure_slow_pictures(stage, load)
            asked = await stage.send_steadily(load.steady, per_second=load.per_second)
            tally.steady_ack_seconds += await _wait_ack_seconds(stage, asked)


async def _measure_pictures(stage: LoadStage, process: RunningBot, tally: ServingFigures, load: ServingLoad) -> None:
    await stage.wait_delivered(await stage.send_steadily(load.warm_up, per_second=REQUESTS_PER_SECOND))
    before = process.cpu_seconds
    asked = await stage.send_steadily(load.pictures, per_second=REQUESTS_PER_SECOND)
    await stage.wait_delivered(asked)
    await asyncio.sleep(0.5)  # what is still to be written down belongs to the pictures too
    tally.cpu_seconds.append((process.cpu_seconds - before) / len(asked))
    tally.added_seconds += stage.added_seconds(asked)


async def _measure_slow_pictures(stage: LoadStage, load: ServingLoad) -> list[float]:
    """After as many that the polling learns from."""
    stage.set_picture_seconds(SLOW_PICTURE_SECONDS)
    learned = await stage.send_steadily(load.slow_pictures, per_second=REQUESTS_PER_SECOND)
    asked = await stage.send_steadily(load.slow_pictures, per_second=CALM_REQUESTS_PER_SECOND)
    await stage.wait_delivered([*learned, *asked])
    stage.set_picture_seconds(QUICK_PICTURE_SECONDS)
    return stage.added_seconds(asked)


async def _wait_ack_seconds(stage: LoadStage, asked: Sequence[SentCommand]) -> list[float]:
    await stage.wait_acknowledged(asked)
    return [UNACKNOWLEDGED_SECONDS if one.ack_seconds is None else one.ack_seconds for one in asked]


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _build_rows(easel: ServingFigures, bare: ServingFigures, load: ServingLoad) -> list[Row]:
    cpu, base = median(easel.cpu_seconds), median(bare.cpu_seconds)
    worst = max(easel.burst_ack_seconds)
    return [
        Row(
            f"CPU per delivered picture, {load.rounds} × {load.pictures} pictures",
            format_milliseconds(cpu),
            f"{format_milliseconds(base)} (bare bot)",
            cpu / base,
            f"≤ {CPU_AIM_RATIO} ×",
            cpu / base <= CPU_AIM_RATIO,
        ),
        _comparison_row(
            f"acknowledged, {load.per_second:.0f}/s: p50", easel.steady_ack_seconds, bare.steady_ack_seconds, 0.5
        ),
        _comparison_row(
            f"acknowledged, {load.per_second:.0f}/s: p99", easel.steady_ack_seconds, bare.steady_ack_seconds, 0.99
        ),
        _comparison_row(
            f"acknowledged, burst of {load.burst}: p50", easel.burst_ack_seconds, bare.burst_ack_seconds, 0.5
        ),
        _comparison_row(
            f"acknowledged, burst of {load.burst}: p99", easel.burst_ack_seconds, bare.burst_ack_seconds, 0.99
        ),
        _comparison_row(
            f"acknowledged, burst of {load.burst}: last", easel.burst_ack_seconds, bare.burst_ack_seconds, 1.0
        )._replace(aim="≤ 1 s", reached=worst <= 1.0),
        *_added_seconds_rows(
            f"seconds added, pictures of 2–4 s, {REQUESTS_PER_SECOND:.0f}/s", easel.added_seconds, bare.added_seconds
        ),
        *(
            _added_seconds_rows(
                f"seconds added, pictures of 4–9 s, {CALM_REQUESTS_PER_SECOND:.0f}/s", easel.added_slow_seconds
            )
            if load.slow_pictures
            else ()
        ),
    ]


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
