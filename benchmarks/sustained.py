"""Fifty requests a second for minutes, and thirty-two members who ask again at once: Easel, then the bare bot."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.bots import BARE_BOT, EASEL, BotCommand, RunningBot, run_bot
from benchmarks.serving import CPU_AIM_RATIO
from benchmarks.stage import LoadStage, SentCommand, open_stage, reserve_core
from benchmarks.table import Row, format_milliseconds, quantile

MEDIAN_AIM_SECONDS: Final = 0.3
P99_AIM_SECONDS: Final = 1.0
ACKNOWLEDGED_AIM_SECONDS: Final = 0.25
MEMORY_AIM_RATIO: Final = 1.1
"""Memory at the end, in parts of that in the middle."""
_BARE_POLL_SECONDS: Final = "0.25"
"""The bare bot asks for a picture as often as it must, to be about as quick as Easel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SustainedLoad:
    """``per_second`` requests a second for ``seconds``, then ``closed`` ones of ``at_once`` members without a pause.

    A picture has ``picture_bytes`` and takes the provider ``drawing`` seconds. ``warm`` requests come first.
    """

    seconds: float = 150.0
    per_second: float = 50.0
    picture_seconds: float = 0.4
    picture_bytes: int = 200_000
    warm_up: int = 250
    closed_loop_requests: int = 1500
    concurrency: int = 32
    delivery_timeout_seconds: float = 60.0
    """Seconds after the last request in which a picture must come; one that does not is lost."""


@dataclass(slots=True)
class _Measurements:
    commands: Sequence[SentCommand]
    added_seconds: Sequence[float]
    cpu_seconds: float
    """Seconds of processor time for a delivered picture at ``per_second``."""
    closed_loop_cpu_seconds: float
    closed_loop_per_second: float
    memory_mebibytes: Sequence[float]
    """At the start, in the middle and at the end."""

    @property
    def lost_count(self) -> int:
        return sum(one.delivered_at is None for one in self.commands)

    @property
    def ack_seconds(self) -> list[float]:
        return [one.ack_seconds or float("inf") for one in self.commands]

    @property
    def requests_per_second(self) -> float:
        """What was really asked for: less than was planned where the generator cannot keep up."""
        first, last = self.commands[0].interaction.created_at, self.commands[-1].interaction.created_at
        return (len(self.commands) - 1) / (last - first)


async def measure(load: SustainedLoad) -> list[Row]:
    """The rows of both bots, one after the other in the same run, each on one core and the stand-ins on another."""
    with reserve_core() as core:
        easel = await _measure_bot(EASEL, load, core)
        bare = await _measure_bot(BARE_BOT, load, core, BARE_BOT_POLL_SECONDS=_BARE_POLL_SECONDS)
    return _build_rows(easel, bare, load)


async def _measure_bot(bot: BotCommand, load: SustainedLoad, core: int | None, **settings: str) -> _Measurements:
    opened = open_stage(load.picture_seconds, picture_bytes=load.picture_bytes)
    async with opened as stage, run_bot(bot, stage, database=None, cpu_core=core, **settings) as process:
        await _wait_finished(stage, await stage.send_steadily(load.warm_up, per_second=load.per_second), load)
        megabytes, before = [process.memory_mebibytes], process.cpu_seconds
        asked: list[SentCommand] = []
        for _ in range(2):
            asked += await stage.send_steadily(int(load.seconds * load.per_second) // 2, per_second=load.per_second)
            megabytes.append(process.memory_mebibytes)
        await _wait_finished(stage, asked, load)
        cpu = (process.cpu_seconds - before) / max(1, sum(one.delivered_at is not None for one in asked))
        cpu_closed, closed_per_second = await _measure_closed_loop(stage, process, load)
        return _Measurements(asked, stage.added_seconds(asked), cpu, cpu_closed, closed_per_second, megabytes)


async def _wait_finished(stage: LoadStage, asked: Sequence[SentCommand], load: SustainedLoad) -> None:
    """Wait for the last picture, and for what is written down after it."""
    try:
        await stage.wait_delivered(asked, timeout_seconds=load.delivery_timeout_seconds)
    except TimeoutError:
        return
    await asyncio.sleep(0.5)


async def _measure_closed_loop(stage: LoadStage, process: RunningBot, load: SustainedLoad) -> tuple[float, float]:
    """Processor seconds for a picture, and pictures a second."""
    loop, before = asyncio.get_running_loop(), process.cpu_seconds
    began = loop.time()
    asked = await stage.run_closed_loop(load.closed_loop_requests, concurrency=load.concurrency)
    took = loop.time() - began
    await asyncio.sleep(0.5)
    return (process.cpu_seconds - before) / len(asked), len(asked) / took


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _build_rows(easel: _Measurements, bare: _Measurements, load: SustainedLoad) -> list[Row]:
    name = f"{load.per_second:.0f}/s for {load.seconds:.0f} s"
    return [
        _added_seconds_row(f"{name}: seconds added, median", easel, bare, 0.5, MEDIAN_AIM_SECONDS),
        _added_seconds_row(f"{name}: seconds added, p99", easel, bare, 0.99, P99_AIM_SECONDS),
        _ack_row(f"{name}: acknowledged, p99", easel, bare),
        Row(
            f"{name}: not delivered, of {len(easel.commands)}",
            str(easel.lost_count),
            f"{bare.lost_count} (bare bot)",
            aim="0",
            reached=easel.lost_count == 0,
        ),
        _cpu_row(f"{name}: CPU per picture", easel.cpu_seconds, bare.cpu_seconds),
        _memory_row(f"{name}: memory at start, middle, end", easel, bare),
        Row(
            f"{name}: really asked",
            f"{easel.requests_per_second:.1f}/s",
            f"{bare.requests_per_second:.1f}/s (bare bot)",
        ),
        _cpu_row(
            f"{load.concurrency} at once: CPU per picture", easel.closed_loop_cpu_seconds, bare.closed_loop_cpu_seconds
        ),
        Row(
            f"{load.concurrency} at once: pictures a second",
            f"{easel.closed_loop_per_second:.0f}/s",
            f"{bare.closed_loop_per_second:.0f}/s (bare bot)",
            easel.closed_loop_per_second / bare.closed_loop_per_second,
        ),
    ]


def _added_seconds_row(name: str, easel: _Measurements, bare: _Measurements, share: float, aim: float) -> Row:
    mine, theirs = quantile(easel.added_seconds, share), quantile(bare.added_seconds, share)
    return Row(name, f"{mine:.2f} s", f"{theirs:.2f} s (bare bot)", mine / theirs, f"≤ {aim} s", mine <= aim)


def _ack_row(name: str, easel: _Measurements, bare: _Measurements) -> Row:
    mine, theirs = quantile(easel.ack_seconds, 0.99), quantile(bare.ack_seconds, 0.99)
    aim = f"≤ {format_milliseconds(ACKNOWLEDGED_AIM_SECONDS)}"
    beside = f"{format_milliseconds(theirs)} (bare bot)"
    return Row(name, format_milliseconds(mine), beside, mine / theirs, aim, mine <= ACKNOWLEDGED_AIM_SECONDS)


def _cpu_row(name: str, mine: float, theirs: float) -> Row:
    ratio = mine / theirs
    beside = f"{format_milliseconds(theirs)} (bare bot)"
    return Row(name, format_milliseconds(mine), beside, ratio, f"≤ {CPU_AIM_RATIO} ×", ratio <= CPU_AIM_RATIO)


def _memory_row(name: str, easel: _Measurements, bare: _Measurements) -> Row:
    mine, theirs = (" / ".join(f"{one:.0f}" for one in of.memory_mebibytes) for of in (easel, bare))
    _, middle, end = easel.memory_mebibytes
    aim, flat = f"end ≤ {MEMORY_AIM_RATIO} × middle", end <= MEMORY_AIM_RATIO * middle
    return Row(name, f"{mine} MiB", f"{theirs} MiB (bare bot)", aim=aim, reached=flat)
