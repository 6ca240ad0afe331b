"""Draws charts, each in a separate child process (``python -m bot.charts``).

Matplotlib is never imported into the bot: it would cost about 60 MB for a picture that is drawn now and then.
"""

import asyncio
import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import Final, Self

from bot.charts.sheet import Sheet, dump_sheet
from bot.errors import Closed

log: Final = logging.getLogger(__name__)

DRAW_TIMEOUT_SECONDS: Final = 20.0
_PROJECT_ROOT: Final = Path(__file__).parents[2]
_COMMAND: Final = (sys.executable, "-s", "-B", "-m", "bot.charts")
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_MAX_LOGGED_BYTES: Final = 500


class ChartsUnavailable(Closed):
    """The charts could not be drawn."""

    sentence = "The charts could not be drawn; please try again in a minute."


class ChartRenderer:
    """Draws one picture at a time, each in a new process that is killed after ``timeout`` seconds.

    An async context manager.
    """

    def __init__(self, *, timeout: float = DRAW_TIMEOUT_SECONDS) -> None:
        self._slot = asyncio.Semaphore(1)
        self._timeout = timeout
        self._running: set[asyncio.Task[bytes]] = set()
        self._cache: tempfile.TemporaryDirectory[str] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Kill the child process, and delete its files."""
        running = tuple(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        if self._cache is not None:
            await asyncio.to_thread(self._cache.cleanup)
            self._cache = None

    async def draw(self, sheet: Sheet) -> bytes:
        """Draw the sheet, and return the PNG. Raises :class:`ChartsUnavailable`."""
        task = asyncio.create_task(self._draw_in_slot(dump_sheet(sheet)))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await task

    async def _draw_in_slot(self, data: bytes) -> bytes:
        async with self._slot:
            try:
                child = await self._start_child()
                return await self._finish(child, data)
            except (OSError, TimeoutError) as error:
                log.warning("Charts were not drawn: %r", error, extra={"event": "charts_failed"})
                raise ChartsUnavailable from error

    async def _start_child(self) -> asyncio.subprocess.Process:
        if self._cache is None:
            self._cache = tempfile.TemporaryDirectory(prefix="easel-charts-", ignore_cleanup_errors=True)
        return await asyncio.create_subprocess_exec(
            *_COMMAND,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=_PROJECT_ROOT,
            env={  # the bot's environment contains secrets
                "MPLCONFIGDIR": self._cache.name,  # matplotlib keeps its list of fonts there
                "OPENBLAS_NUM_THREADS": "1",  # each thread of numpy reserves memory
                "PATH": os.defpath,
            },
        )

    async def _finish(self, child: asyncio.subprocess.Process, data: bytes) -> bytes:
        try:
            async with asyncio.timeout(self._timeout):
                picture, errors = await child.communicate(data)
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        if child.returncode != 0 or not picture.startswith(_PNG_SIGNATURE):
            extra = {"event": "charts_failed", "status": child.returncode}
            log.error("Charts were not drawn: %s", errors[-_MAX_LOGGED_BYTES:].decode(errors="replace"), extra=extra)
            raise ChartsUnavailable
        return picture
