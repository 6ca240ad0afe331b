"""Sustained load: 50 requests a second for minutes, then 32 members in a closed loop; Easel and the bare bot."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.bots import BARE_BOT, EASEL, BotCommand, RunningBot, run_bot
from benchmarks.serving import cpu_row
from benchmarks.stage import LoadStage, SentCommand, open_stage, reserve_core
from benchmarks.table import Row, format_milliseconds, quantile

MEDIAN_AIM_SECONDS: Final = 0.3
P99_AIM_SECONDS: Final = 1.0
ACKNOWLEDGED_AIM_SECONDS: Final = 0.25
MEMORY_AIM_RATIO: Final = 1.1
"""Largest ratio of the memory at the end to that in the middle."""
_BARE_POLL_SECONDS: Final = "0.25"
"""Poll interval of the bare bot, chosen so that it is about as quick as Easel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SustainedLoad:
    """The size of the load.

    First ``warm_up`` requests, then ``per_second`` requests a second for ``seconds``, then ``closed_loop_requests`` of
    ``concurrency`` members in a closed loop.
    """

    seconds: float = 150.0
    per_second: float = 50.0
    picture_seconds: float = 0.4
    picture_bytes: int = 200_000
    warm_up: int = 250
    closed_loop_requests: int = 1500
    concurrency: int = 32
    delivery_timeout_seconds: float = 60.0
    """Seconds after the last request in which pictures must be delivered; later ones count as lost."""


@dataclass(slots=True)
class _Measurements:
    commands: Sequence[SentCommand]
    added_seconds: Sequence[float]
    cpu_seconds: float
    """CPU time per delivered picture at ``per_second``, in seconds."""
    closed_loop_cpu_seconds: float
    closed_loop_per_second: float
    memory_mebibytes: Sequence[float]
    """Memory at the start, in the middle and at the end, in MiB."""

    @property
    def lost_count(self) -> int:
        return sum(one.delivered_at is None for one in self.commands)

    @property
    def ack_seconds(self) -> list[float]:
        return [one.ack_seconds or float("inf") for one in self.commands]

    @property
    def requests_per_second(self) -> float:
        """The actual rate: lower than planned if this running cannot keep up."""
        first, last = self.commands[0].interaction.created_at, self.commands[-1].interaction.created_at
        return (len(self.commands) - 1) / (last - first)


async def measure(load: SustainedLoad) -> list[Row]:
    """Measure both bots one after the other, each on one CPU core and the stand-ins on the others."""
    with reserve_core() as core:
        easel = await _measure_bot(EASEL, load, core)
        bare = await _measure_bot(BARE_BOT, load, core, BARE_BOT_POLL_SECONDS=_BARE_POLL_SECONDS)
    return _build_rows(easel, bare, load)


async def _measure_bot(bot: BotCommand, load: SustainedLoad, core: int | None, **settings: str) -> _Measurements:
    opened = open_stage(load.picture_seconds, picture_bytes=load.picture_bytes)
    async with opened as stage, run_bot(bot, stage, database=None, cpu_core=core, **settings) as running:
        await _wait_finished(stage, await stage.send_steadily(load.warm_up, per_second=load.per_second), load)
        memory_mebibytes, before = [running.memory_mebibytes], running.cpu_seconds
        commands: list[SentCommand] = []
        for _ in range(2):
            commands += await stage.send_steadily(int(load.seconds * load.per_second) // 2, per_second=load.per_second)
            memory_mebibytes.append(running.memory_mebibytes)
        await _wait_finished(stage, commands, load)
        cpu = (running.cpu_seconds - before) / max(1, sum(one.delivered_at is not None for one in commands))
        cpu_closed, closed_per_second = await _measure_closed_loop(stage, running, load)
        return _Measurements(
            commands, stage.added_seconds(commands), cpu, cpu_closed, closed_per_second, memory_mebibytes
        )


async def _wait_finished(stage: LoadStage, commands: Sequence[SentCommand], load: SustainedLoad) -> None:
    """Wait for the last picture and the database writes after it."""
    try:
        await stage.wait_delivered(commands, timeout_seconds=load.delivery_timeout_seconds)
    except TimeoutError:
        return
    await asyncio.sleep(0.5)


async def _measure_closed_loop(stage: LoadStage, running: RunningBot, load: SustainedLoad) -> tuple[float, float]:
    """CPU seconds per picture, and pictures per second."""
    loop, before = asyncio.get_running_loop(), running.cpu_seconds
    began = loop.time()
    commands = await stage.run_closed_loop(load.closed_loop_requests, concurrency=load.concurrency)
    took = loop.time() - began
    await asyncio.sleep(0.5)
    return (running.cpu_seconds - before) / len(commands), len(commands) / took


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
        cpu_row(f"{name}: CPU per picture", easel.cpu_seconds, bare.cpu_seconds),
        _memory_row(f"{name}: memory at start, middle, end", easel, bare),
        Row(
            f"{name}: really asked",
            f"{easel.requests_per_second:.1f}/s",
            f"{bare.requests_per_second:.1f}/s (bare bot)",
        ),
        cpu_row(
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


def _memory_row(name: str, easel: _Measurements, bare: _Measurements) -> Row:
    mine, theirs = (" / ".join(f"{one:.0f}" for one in of.memory_mebibytes) for of in (easel, bare))
    _, middle, end = easel.memory_mebibytes
    aim, flat = f"end ≤ {MEMORY_AIM_RATIO} × middle", end <= MEMORY_AIM_RATIO * middle
    return Row(name, f"{mine} MiB", f"{theirs} MiB (bare bot)", aim=aim, reached=flat)
