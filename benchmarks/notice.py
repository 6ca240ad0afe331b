"""Latency from a finished picture to its message: with webhooks, and with polling only."""

import socket
from typing import Final

from benchmarks.bots import EASEL, run_bot
from benchmarks.serving import CALM_REQUESTS_PER_SECOND, QUICK_PICTURE_SECONDS
from benchmarks.stage import open_stage
from benchmarks.table import Row, format_milliseconds, quantile

AIM_SECONDS: Final = 0.05


async def measure(
    *, pictures: int = 100, warm_up: int = 20, seconds: tuple[float, float] = QUICK_PICTURE_SECONDS
) -> list[Row]:
    """Compare the added seconds of webhooks and polling.

    ``warm_up`` pictures come first, from which the poll schedule learns; a picture takes between ``seconds``.
    """
    load = (pictures, warm_up, seconds)
    polling = await _measure_added_seconds(*load)
    address = f"127.0.0.1:{_free_port()}"
    pushed = await _measure_added_seconds(
        *load, EASEL_HTTP__LISTEN=address, EASEL_RUNWARE__WEBHOOK_URL=f"http://{address}"
    )
    shortest, longest = seconds
    name = f"seconds added with webhooks, pictures of {shortest:g}–{longest:g} s, {CALM_REQUESTS_PER_SECOND:.0f}/s"
    return [
        _build_row(f"{name}: median", pushed, polling, 0.5, aim=AIM_SECONDS),
        _build_row(f"{name}: p95", pushed, polling, 0.95),
    ]


async def _measure_added_seconds(
    pictures: int, warm_up: int, seconds: tuple[float, float], **settings: str
) -> list[float]:
    async with open_stage(seconds) as stage, run_bot(EASEL, stage, database=None, cpu_core=None, **settings):
        await stage.wait_delivered(await stage.send_steadily(warm_up, per_second=CALM_REQUESTS_PER_SECOND))
        commands = await stage.send_steadily(pictures, per_second=CALM_REQUESTS_PER_SECOND)
        await stage.wait_delivered(commands)
        return stage.added_seconds(commands)


def _build_row(
    name: str, webhook_seconds: list[float], polling_seconds: list[float], share: float, *, aim: float | None = None
) -> Row:
    mine, theirs = quantile(webhook_seconds, share), quantile(polling_seconds, share)
    row = Row(name, format_milliseconds(mine), f"{format_milliseconds(theirs)} (polling)", mine / theirs)
    return row if aim is None else row._replace(aim=f"< {format_milliseconds(aim)}", reached=mine < aim)


def _free_port() -> int:
    """A port that is free now; the bot needs its webhook URL before it starts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
