"""Memory of the bot when idle and with ten thousand waiting requests."""

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.bots import EASEL, run_bot
from benchmarks.requests import reserve_request
from benchmarks.stage import MEMBER_COUNT, NEVER_SECONDS, LoadStage, open_stage
from benchmarks.table import Row
from bot.storage import intake, open_database
from bot.storage.database import Database

AIM_MEBIBYTES: Final = 100.0
_CONCURRENT_INSERTS: Final = 200


async def measure(waiting: int = 10_000, *, settle_seconds: float = 6.0) -> list[Row]:
    """Compare the bot's RSS beside an empty database and beside one with ``waiting`` requests.

    It is read ``settle_seconds`` after the bot connected, when the bot has adopted the jobs and updated their messages.
    """
    with tempfile.TemporaryDirectory(prefix="easel-bench-") as folder:
        file = Path(folder) / "waiting.db"
        await _fill_database(file, waiting)
        async with open_stage(NEVER_SECONDS) as stage:
            idle = await _measure_rss(stage, Path(folder) / "empty.db", settle_seconds)
            full = await _measure_rss(stage, file, settle_seconds)
    return [
        Row(
            f"memory with {waiting:,} requests waiting",
            f"{full:.0f} MiB",
            f"{idle:.0f} MiB (idle)",
            full / idle,
            f"≤ {AIM_MEBIBYTES:.0f} MiB",
            full <= AIM_MEBIBYTES,
        )
    ]


async def _measure_rss(stage: LoadStage, file: Path, settle_seconds: float) -> float:
    """Measure with the default limit of running tasks, so that the others keep waiting."""
    async with run_bot(EASEL, stage, database=file, EASEL_RUNWARE__MAX_IN_FLIGHT="8") as bot:
        await asyncio.sleep(settle_seconds)
        return bot.memory_mebibytes


async def _fill_database(file: Path, waiting: int) -> None:
    database = await open_database(f"sqlite:///{file}")
    try:
        for start in range(0, waiting, _CONCURRENT_INSERTS):
            numbers = range(start, min(waiting, start + _CONCURRENT_INSERTS))
            await asyncio.gather(*(_insert_waiting_request(database, number) for number in numbers))
    finally:
        await database.close()


async def _insert_waiting_request(database: Database, number: int) -> None:
    """Insert a request whose waiting message is shown."""
    job = await reserve_request(database, number % MEMBER_COUNT, now=time.time())
    await database.run(intake.acknowledge, job, channel_id=job.channel_id, message_id=job.id + 1)
