"""Runs the bots as child processes, whose CPU time and memory the operating system reports."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

import psutil  # type: ignore[import-untyped]  # it ships no types

from benchmarks.stage import LoadStage

_REPOSITORY_ROOT: Final = Path(__file__).resolve().parents[1]
_START_TIMEOUT_SECONDS: Final = 30.0
_SETTINGS: Final = {
    "EASEL_HTTP__LISTEN": "",
    "EASEL_LIMITS__IMAGES_PER_USER_PER_DAY": "-1",
    "EASEL_LIMITS__JOBS_PER_USER": "-1",
    "EASEL_LIMITS__COOLDOWN_SECONDS": "0",
    "EASEL_LIMITS__DOLLARS_PER_DAY": "-1",
    "EASEL_RUNWARE__MAX_IN_FLIGHT": "200",
}


class BotCommand(NamedTuple):
    """The command line of a bot."""

    name: str
    command: tuple[str, ...]


EASEL: Final = BotCommand("Easel", ("-m", "bot", "run", "--config", os.devnull))
BARE_BOT: Final = BotCommand("bare bot", ("-m", "benchmarks.bare_bot"))


class RunningBot(NamedTuple):
    """A bot that is connected."""

    process: psutil.Process

    @property
    def cpu_seconds(self) -> float:
        """CPU time so far in seconds, including child processes."""
        times = self.process.cpu_times()
        return float(times.user + times.system + times.children_user + times.children_system)

    @property
    def memory_mebibytes(self) -> float:
        """Resident memory (RSS) in MiB."""
        return float(self.process.memory_info().rss) / 2**20


@asynccontextmanager
async def run_bot(
    bot: BotCommand, stage: LoadStage, *, database: Path | None = None, cpu_core: int | None = None, **settings: str
) -> AsyncIterator[RunningBot]:
    """Run a bot that is connected to the stage, on one CPU core if given, until the block ends.

    Its output is printed if the block raises.
    """
    with tempfile.TemporaryDirectory(prefix="easel-bench-") as folder, tempfile.TemporaryFile() as output:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("EASEL_")}
        address = {"EASEL_DATABASE__URL": f"sqlite:///{database or Path(folder) / 'easel.db'}"}
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            *bot.command,
            env={**inherited, **stage.sandbox.bot_environment(), **_SETTINGS, **address, **settings},
            cwd=_REPOSITORY_ROOT,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        process = psutil.Process(child.pid)
        if cpu_core is not None:
            process.cpu_affinity([cpu_core])  # threads inherit it, so it is set before there are any
        try:
            await _wait_connected(stage)
            yield RunningBot(process)
        except BaseException:
            output.seek(0)
            sys.stderr.buffer.write(output.read()[-4000:])
            raise
        finally:
            await _kill(child)


async def _wait_connected(stage: LoadStage) -> None:
    """Wait until the bot is connected and has registered its command."""
    async with asyncio.timeout(_START_TIMEOUT_SECONDS):
        await stage.sandbox.discord.gateway.bot_connected.wait()
    await asyncio.sleep(1.0)


async def _kill(child: asyncio.subprocess.Process) -> None:
    """Kill the bot without waiting for its work."""
    with suppress(ProcessLookupError):
        child.kill()
    await child.wait()
