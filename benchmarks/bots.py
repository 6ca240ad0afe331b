"""The bots as what they are in earnest: processes of their own, whose cost the kernel counts."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

import psutil  # type: ignore[import-untyped]  # it ships no types

from benchmarks.stage import Stage

_ROOT: Final = Path(__file__).resolve().parents[1]
_START: Final = 30.0
_SETTINGS: Final = {
    "EASEL_HTTP__LISTEN": "",
    "EASEL_LIMITS__IMAGES_PER_USER_PER_DAY": "-1",
    "EASEL_LIMITS__JOBS_PER_USER": "-1",
    "EASEL_LIMITS__COOLDOWN_SECONDS": "0",
    "EASEL_LIMITS__DOLLARS_PER_DAY": "-1",
    "EASEL_RUNWARE__MAX_IN_FLIGHT": "200",
}


class Bot(NamedTuple):
    """A way to start a bot."""

    name: str
    command: tuple[str, ...]


EASEL: Final = Bot("Easel", ("-m", "bot", "run", "--config", os.devnull))
BARE: Final = Bot("bare bot", ("-m", "benchmarks.bare_bot"))


class Running(NamedTuple):
    """A bot that serves."""

    process: psutil.Process

    @property
    def cpu(self) -> float:
        """Seconds of processor time so far, those of its children included."""
        times = self.process.cpu_times()
        return float(times.user + times.system + times.children_user + times.children_system)

    @property
    def megabytes(self) -> float:
        """Memory that it holds now, in MiB."""
        return float(self.process.memory_info().rss) / 2**20


@asynccontextmanager
async def running(
    bot: Bot, stage: Stage, *, database: Path | None = None, core: int | None = None, **settings: str
) -> AsyncIterator[Running]:
    """The bot, connected to the stage, on one processor if told; ended afterwards.

    What it wrote is shown when something goes wrong.
    """
    with tempfile.TemporaryDirectory(prefix="easel-bench-") as folder, tempfile.TemporaryFile() as written:
        mine = {name: value for name, value in os.environ.items() if not name.startswith("EASEL_")}
        address = {"EASEL_DATABASE__URL": f"sqlite:///{database or Path(folder) / 'easel.db'}"}
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            *bot.command,
            env={**mine, **stage.sandbox.bot_environment(), **_SETTINGS, **address, **settings},
            cwd=_ROOT,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=written,
            stderr=written,
        )
        process = psutil.Process(child.pid)
        if core is not None:
            process.cpu_affinity([core])  # before it has threads, which take this over
        try:
            await _connected(stage)
            yield Running(process)
        except BaseException:
            written.seek(0)
            sys.stderr.buffer.write(written.read()[-4000:])
            raise
        finally:
            await _end(child)


async def _connected(stage: Stage) -> None:
    """Wait until the bot has published its command and listens."""
    async with asyncio.timeout(_START):
        await stage.sandbox.discord.gateway.identified.wait()
    await asyncio.sleep(1.0)


async def _end(child: asyncio.subprocess.Process) -> None:
    """Without a drain: what it still does is of no interest."""
    with suppress(ProcessLookupError):
        child.kill()
    await child.wait()
