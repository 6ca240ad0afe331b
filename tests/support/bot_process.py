"""Bots as child processes, and the requests at which a test kills them."""

import asyncio
import re
import signal
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from aiohttp import web

from tests.support.forkserver import ForkedProcess

TIMEOUT_SECONDS: Final = 45.0
"""Seconds after which a test stops waiting."""


class KillPoint(NamedTuple):
    """A request at which the bot is killed: on arrival, or with ``reply_failed`` after it was handled."""

    method: str
    path: str
    reply_failed: bool = False
    with_files: bool = False
    reply_contains: bytes = b""
    """Bytes that the response must contain."""
    request_contains: bytes = b""
    """Bytes that the request must contain: the bot sends the provider other things too, such as its balance check."""

    async def matches(self, request: web.Request) -> bool:
        """Whether the request is the one at which the bot is killed."""
        if request.method != self.method or not re.search(self.path, request.path):
            return False
        if self.with_files and request.content_type != "multipart/form-data":
            return False
        return not self.request_contains or self.request_contains in await request.read()


class BotProcess:
    """A bot process; its output is kept in files."""

    def __init__(self, process: asyncio.subprocess.Process | ForkedProcess, output: Path, errors: Path) -> None:
        self.process = process
        self._output = output
        self._errors = errors

    @property
    def output(self) -> str:
        """Its standard output."""
        return self._output.read_text()

    @property
    def errors(self) -> str:
        """Its standard error."""
        return self._errors.read_text()

    async def wait_for_exit(self, seconds: float = TIMEOUT_SECONDS) -> int:
        """Wait until the process ends and return its exit code."""
        async with asyncio.timeout(seconds):
            return await self.process.wait()

    async def kill(self) -> None:
        """Send SIGKILL and wait until the process ends."""
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()

    async def stop(self, signal_number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal (SIGTERM by default), wait until the process ends, and return its exit code."""
        self.process.send_signal(signal_number)
        return await self.wait_for_exit()
