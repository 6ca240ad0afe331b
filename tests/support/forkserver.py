"""Bots that are born with everything imported: one process has done so, and forks a bot for whoever asks.

Importing the bot costs more than most of what tests make it do. From there on nothing differs from ``python -m bot``:
each has an environment, a folder, files for what it writes, and is stopped, killed and ended as any process is.

Run as a program, this is that process; it lives as long as the other end of the socket that it is given.
"""

import asyncio
import atexit
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
    """A process as :class:`asyncio.subprocess.Process` shows it, whose parent tells how it ended."""

    def __init__(self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.pid = pid
        self._exit_code = asyncio.create_task(_read_exit_code(reader, writer))

    @property
    def returncode(self) -> int | None:
        """How it ended, if it has."""
        return self._exit_code.result() if self._exit_code.done() else None

    async def wait(self) -> int:
        """Wait for its end; the exit code, or the negative number of the signal."""
        return await asyncio.shield(self._exit_code)

    def send_signal(self, number: int) -> None:
        """Send it a signal; :class:`ProcessLookupError` when it has ended."""
        if self._exit_code.done():
            raise ProcessLookupError
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Let it die between two instructions."""
        self.send_signal(signal.SIGKILL)


async def fork_bot(
    arguments: list[str], environment: Mapping[str, str], folder: Path, out: BinaryIO, err: BinaryIO
) -> ForkedProcess:
    """Start ``python -m bot`` with these arguments."""
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
    """Where this process asks for bots."""
    ours, theirs = socket.socketpair()
    mine = {name: value for name, value in os.environ.items() if not name.startswith("EASEL_")}
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.forkserver", str(theirs.fileno())],
            env=mine | {"PYTHONPATH": str(PROJECT_ROOT)},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def _serve_forks(control: socket.socket) -> list[str]:
    """Fork until nobody can ask any more; returns in each bot, with its arguments."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the parents of the bots end unseen
    while True:
        _, passed, _, _ = socket.recv_fds(control, 1, 3)
        if not passed:
            sys.exit()
        if not os.fork():
            control.close()
            return _become_bot_or_supervisor(*passed)
        for one in passed:
            os.close(one)


def _become_bot_or_supervisor(link: int, out: int, err: int) -> list[str]:
    """Become the parent of a bot, which ends with it, or that bot, which returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    asked = b""
    while not asked.endswith(b"\n"):
        asked += (more := os.read(link, _READ_SIZE_BYTES))
        if not more:
            os._exit(1)
    arguments, environment, folder = json.loads(asked)
    if pid := os.fork():
        os.write(link, f"{pid}\n".encode())
        _, status = os.waitpid(pid, 0)
        os.write(link, f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)
    for given, known in ((out, 1), (err, 2)):
        os.dup2(given, known)
    for one in (link, out, err):
        os.close(one)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["bot", *arguments]
    return list(arguments)


if __name__ == "__main__":
    import bot.storage.postgres  # noqa: F401 - the bot imports it late
    from bot.__main__ import main

    sys.exit(main(_serve_forks(socket.socket(fileno=int(sys.argv[1])))))
