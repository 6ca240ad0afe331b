"""Fifty requests a second for minutes, and thirty-two members who ask again at once: Easel, then the bare bot."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.bots import BARE, EASEL, Bot, Running, running
from benchmarks.serving import CPU_AIM
from benchmarks.stage import Asked, Stage, open_stage, pinned
from benchmarks.table import Row, milliseconds, quantile

MEDIAN_AIM_SECONDS: Final = 0.3
P99_AIM_SECONDS: Final = 1.0
ACKNOWLEDGED_AIM_SECONDS: Final = 0.25
MEMORY_AIM: Final = 1.1
"""Memory at the end, in parts of that in the middle."""
_BARE_POLL_SECONDS: Final = "0.25"
"""The bare bot asks for a picture as often as it must, to be about as quick as Easel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """``per_second`` requests a second for ``seconds``, then ``closed`` ones of ``at_once`` members without a pause.

    A picture has ``picture_bytes`` and takes the provider ``drawing`` seconds. ``warm`` requests come first.
    """

    seconds: float = 150.0
    per_second: float = 50.0
    drawing: float = 0.4
    picture_bytes: int = 200_000
    warm: int = 250
    closed: int = 1500
    at_once: int = 32
    within: float = 60.0
    """Seconds after the last request in which a picture must come; one that does not is lost."""


@dataclass(slots=True)
class _Measured:
    asked: Sequence[Asked]
    added: Sequence[float]
    cpu: float
    """Seconds of processor time for a delivered picture at ``per_second``."""
    cpu_closed: float
    closed_per_second: float
    megabytes: Sequence[float]
    """At the start, in the middle and at the end."""

    @property
    def lost(self) -> int:
        return sum(one.delivered_at is None for one in self.asked)

    @property
    def acknowledged(self) -> list[float]:
        return [one.acknowledged_after or float("inf") for one in self.asked]

    @property
    def per_second(self) -> float:
        """What was really asked for: less than was planned where the generator cannot keep up."""
        first, last = self.asked[0].interaction.created, self.asked[-1].interaction.created
        return (len(self.asked) - 1) / (last - first)


async def measured(load: Load) -> list[Row]:
    """The rows of both bots, one after the other in the same run, each on one core and the stand-ins on another."""
    with pinned() as core:
        easel = await _of(EASEL, load, core)
        bare = await _of(BARE, load, core, BARE_BOT_POLL_SECONDS=_BARE_POLL_SECONDS)
    return _rows(easel, bare, load)


async def _of(bot: Bot, load: Load, core: int | None, **settings: str) -> _Measured:
    opened = open_stage(load.drawing, picture_bytes=load.picture_bytes)
    async with opened as stage, running(bot, stage, database=None, core=core, **settings) as process:
        await _finished(stage, await stage.steadily(load.warm, per_second=load.per_second), load)
        megabytes, before = [process.megabytes], process.cpu
        asked: list[Asked] = []
        for _ in range(2):
            asked += await stage.steadily(int(load.seconds * load.per_second) // 2, per_second=load.per_second)
            megabytes.append(process.megabytes)
        await _finished(stage, asked, load)
        cpu = (process.cpu - before) / max(1, sum(one.delivered_at is not None for one in asked))
        cpu_closed, closed_per_second = await _closed(stage, process, load)
        return _Measured(asked, stage.added(asked), cpu, cpu_closed, closed_per_second, megabytes)


async def _finished(stage: Stage, asked: Sequence[Asked], load: Load) -> None:
    """Wait for the last picture, and for what is written down after it."""
    try:
        await stage.delivered(asked, within=load.within)
    except TimeoutError:
        return
    await asyncio.sleep(0.5)


async def _closed(stage: Stage, process: Running, load: Load) -> tuple[float, float]:
    """Processor seconds for a picture, and pictures a second."""
    loop, before = asyncio.get_running_loop(), process.cpu
    began = loop.time()
    asked = await stage.closed(load.closed, at_once=load.at_once)
    took = loop.time() - began
    await asyncio.sleep(0.5)
    return (process.cpu - before) / len(asked), len(asked) / took


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(easel: _Measured, bare: _Measured, load: Load) -> list[Row]:
    name = f"{load.per_second:.0f}/s for {load.seconds:.0f} s"
    return [
        _added(f"{name}: seconds added, median", easel, bare, 0.5, MEDIAN_AIM_SECONDS),
        _added(f"{name}: seconds added, p99", easel, bare, 0.99, P99_AIM_SECONDS),
        _acknowledged(f"{name}: acknowledged, p99", easel, bare),
        Row(
            f"{name}: not delivered, of {len(easel.asked)}",
            str(easel.lost),
            f"{bare.lost} (bare bot)",
            aim="0",
            reached=easel.lost == 0,
        ),
        _cpu(f"{name}: CPU per picture", easel.cpu, bare.cpu),
        _memory(f"{name}: memory at start, middle, end", easel, bare),
        Row(f"{name}: really asked", f"{easel.per_second:.1f}/s", f"{bare.per_second:.1f}/s (bare bot)"),
        _cpu(f"{load.at_once} at once: CPU per picture", easel.cpu_closed, bare.cpu_closed),
        Row(
            f"{load.at_once} at once: pictures a second",
            f"{easel.closed_per_second:.0f}/s",
            f"{bare.closed_per_second:.0f}/s (bare bot)",
            easel.closed_per_second / bare.closed_per_second,
        ),
    ]


def _added(name: str, easel: _Measured, bare: _Measured, share: float, aim: float) -> Row:
    mine, theirs = quantile(easel.added, share), quantile(bare.added, share)
    return Row(name, f"{mine:.2f} s", f"{theirs:.2f} s (bare bot)", mine / theirs, f"≤ {aim} s", mine <= aim)


def _acknowledged(name: str, easel: _Measured, bare: _Measured) -> Row:
    mine, theirs = quantile(easel.acknowledged, 0.99), quantile(bare.acknowledged, 0.99)
    aim = f"≤ {milliseconds(ACKNOWLEDGED_AIM_SECONDS)}"
    beside = f"{milliseconds(theirs)} (bare bot)"
    return Row(name, milliseconds(mine), beside, mine / theirs, aim, mine <= ACKNOWLEDGED_AIM_SECONDS)


def _cpu(name: str, mine: float, theirs: float) -> Row:
    ratio = mine / theirs
    beside = f"{milliseconds(theirs)} (bare bot)"
    return Row(name, milliseconds(mine), beside, ratio, f"≤ {CPU_AIM} ×", ratio <= CPU_AIM)


def _memory(name: str, easel: _Measured, bare: _Measured) -> Row:
    mine, theirs = (" / ".join(f"{one:.0f}" for one in of.megabytes) for of in (easel, bare))
    _, middle, end = easel.megabytes
    aim, flat = f"end ≤ {MEMORY_AIM} × middle", end <= MEMORY_AIM * middle
    return Row(name, f"{mine} MiB", f"{theirs} MiB (bare bot)", aim=aim, reached=flat)
