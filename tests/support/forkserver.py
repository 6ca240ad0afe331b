"""A fork server: one process has imported the bot, and forks a bot process for each request.

Importing the bot takes longer than most tests. After the fork, the bot behaves like ``python -m bot``: it has its own
environment, working directory and output files, and receives signals like any other process.

Run as a program, this module is the fork server; it ends when the other end of its socket is closed.
"""

import asyncio
import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final

PROJECT_ROOT: Final = Path(__file__).resolve().parents[2]
_READ_SIZE_BYTES: Final = 1 << 16


class ForkedProcess:
    """A forked bot with the interface of :class:`asyncio.subprocess.Process`; its parent reports the exit code."""

    def __init__(self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.pid = pid
        self._exit_code = asyncio.create_task(_read_exit_code(reader, writer))

    @property
    def returncode(self) -> int | None:
        """The exit code, or the negative signal number; ``None`` while the process runs."""
        return self._exit_code.result() if self._exit_code.done() else None

    async def wait(self) -> int:
        """Wait until the process ends; returns the exit code, or the negative signal number."""
        return await asyncio.shield(self._exit_code)

    def send_signal(self, number: int) -> None:
        """Send a signal; :class:`ProcessLookupError` if the process has ended."""
        if self._exit_code.done():
            raise ProcessLookupError
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Send SIGKILL."""
        self.send_signal(signal.SIGKILL)


async def fork_bot(
    arguments: list[str], environment: Mapping[str, str], folder: Path, out: BinaryIO, err: BinaryIO
) -> ForkedProcess:
    """Fork a bot that runs like ``python -m bot`` with these arguments."""
    ours, theirs = socket.socketpair()
    with theirs:
        socket.send_fds(_forkserver(), [b"!"], [theirs.fileno(), out.fileno(), err.fileno()])
    reader, writer = await asyncio.open_unix_connection(sock=ours)
    writer.write(json.dumps([arguments, dict(environment), str(folder)]).encode() + b"\n")
    return ForkedProcess(int(await reader.readline()), reader, writer)


async def _read_exit_code(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
    try:
        return int(await reader.readline())
    finally:
        writer.close()


@cache
def _forkserver() -> socket.socket:
    """Start the fork server once per test process; returns the socket for requests to it."""
    ours, theirs = socket.socketpair()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("EASEL_")}
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.forkserver", str(theirs.fileno())],
            env=inherited | {"PYTHONPATH": str(PROJECT_ROOT)},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def _serve_forks(control: socket.socket) -> list[str]:
    """Fork a bot for each request until the socket is closed; returns only in the bots, with their arguments."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps the supervisors
    while True:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 3)
        if not descriptors:
            sys.exit()
        if not os.fork():
            control.close()
            return _become_bot_or_supervisor(*descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _become_bot_or_supervisor(link: int, out: int, err: int) -> list[str]:
    """Fork again: the parent reports the bot's process id and exit code, then exits; the bot returns its arguments."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    request = b""
    while not request.endswith(b"\n"):
        request += (chunk := os.read(link, _READ_SIZE_BYTES))
        if not chunk:
            os._exit(1)
    arguments, environment, folder = json.loads(request)
    if pid := os.fork():
        os.write(link, f"{pid}\n".encode())
        _, status = os.waitpid(pid, 0)
        os.write(link, f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)
    for source, target in ((out, 1), (err, 2)):
        os.dup2(source, target)
    for descriptor in (link, out, err):
        os.close(descriptor)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["bot", *arguments]
    return list(arguments)


def _preload_commands() -> None:
    """Import the cogs and parse the texts of commands, which is most of what a bot computes when it starts."""
    for module in pkgutil.walk_packages(cogs.__path__, "cogs."):
        importlib.import_module(module.name)
    for language in Language:
        catalog = get_catalog(language)
        for name in filter(is_command_text, catalog.sources):
            catalog.format(name, {})


if __name__ == "__main__":
    import importlib
    import pkgutil

    import bot.storage.postgres  # noqa: F401 - the bot imports it only when needed
    import cogs
    from bot.__main__ import main
    from bot.discord.command_texts import is_command_text
    from bot.localization.catalogs import get_catalog
    from bot.localization.languages import Language

    _preload_commands()
    gc.freeze()  # so that a collection in a bot does not copy what all of them share
    sys.exit(main(_serve_forks(socket.socket(fileno=int(sys.argv[1])))))
