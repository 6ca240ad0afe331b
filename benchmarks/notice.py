"""How soon a finished picture is with its member: told by a webhook, beside finding out by polling."""

import socket
from typing import Final

from benchmarks.bots import EASEL, running
from benchmarks.serving import CALM, QUICK_PICTURES
from benchmarks.stage import open_stage
from benchmarks.table import Row, milliseconds, quantile

AIM: Final = 0.05


async def measured(*, pictures: int = 100, warm: int = 20, seconds: tuple[float, float] = QUICK_PICTURES) -> list[Row]:
    """The seconds after the provider finished, in both ways, after ``warm`` pictures that the polling learns from.

    A picture takes between ``seconds``.
    """
    load = (pictures, warm, seconds)
    polling = await _added(*load)
    address = f"127.0.0.1:{_free_port()}"
    told = await _added(*load, EASEL_HTTP__LISTEN=address, EASEL_RUNWARE__WEBHOOK_URL=f"http://{address}")
    shortest, longest = seconds
    name = f"seconds added with webhooks, pictures of {shortest:g}–{longest:g} s, {CALM:.0f}/s"
    return [_row(f"{name}: median", told, polling, 0.5, aim=AIM), _row(f"{name}: p95", told, polling, 0.95)]


async def _added(pictures: int, warm: int, seconds: tuple[float, float], **settings: str) -> list[float]:
    async with open_stage(seconds) as stage, running(EASEL, stage, database=None, core=None, **settings):
        await stage.delivered(await stage.steadily(warm, per_second=CALM))
        asked = await stage.steadily(pictures, per_second=CALM)
        await stage.delivered(asked)
        return stage.added(asked)


def _row(name: str, told: list[float], polling: list[float], share: float, *, aim: float | None = None) -> Row:
    mine, theirs = quantile(told, share), quantile(polling, share)
    row = Row(name, milliseconds(mine), f"{milliseconds(theirs)} (polling)", mine / theirs)
    return row if aim is None else row._replace(aim=f"< {milliseconds(aim)}", reached=mine < aim)


def _free_port() -> int:
    """One that was free just now; the bot has to know it before it is there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
