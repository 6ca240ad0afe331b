"""Memory of the bot, idle and with ten thousand requests in line."""

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.bots import EASEL, running
from benchmarks.requests import ask
from benchmarks.stage import MEMBERS, NEVER, Stage, open_stage
from benchmarks.table import Row
from bot.storage import intake, open_database
from bot.storage.database import Database

AIM: Final = 100.0
_TOGETHER: Final = 200


async def measured(waiting: int = 10_000, *, settled: float = 6.0) -> list[Row]:
    """RSS of the bot beside an empty database, and beside one with that many requests waiting.

    It is read ``settled`` seconds after the bot came, when it has adopted, claimed and shown what it can.
    """
    with tempfile.TemporaryDirectory(prefix="easel-bench-") as folder:
        file = Path(folder) / "waiting.db"
        await _filled(file, waiting)
        async with open_stage(NEVER) as stage:
            idle = await _rss(stage, Path(folder) / "empty.db", settled)
            full = await _rss(stage, file, settled)
    return [
        Row(
            f"memory with {waiting:,} requests waiting",
            f"{full:.0f} MiB",
            f"{idle:.0f} MiB (idle)",
            full / idle,
            f"≤ {AIM:.0f} MiB",
            full <= AIM,
        )
    ]


async def _rss(stage: Stage, file: Path, settled: float) -> float:
    """The default bound on running tasks holds: all others wait."""
    async with running(EASEL, stage, database=file, EASEL_RUNWARE__MAX_IN_FLIGHT="8") as bot:
        await asyncio.sleep(settled)
        return bot.megabytes


async def _filled(file: Path, waiting: int) -> None:
    database = await open_database(f"sqlite:///{file}")
    try:
        for start in range(0, waiting, _TOGETHER):
            numbers = range(start, min(waiting, start + _TOGETHER))
            await asyncio.gather(*(_joined(database, number) for number in numbers))
    finally:
        await database.close()


async def _joined(database: Database, number: int) -> None:
    """A request whose member sees the waiting message."""
    job = await ask(database, number % MEMBERS, now=time.time())
    await database.run(intake.acknowledged, job, channel_id=job.channel_id, message_id=job.id + 1)
