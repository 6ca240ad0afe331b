"""Re-encodes pictures, each in a separate child process (``reencode_child``)."""

import asyncio
import sys
from pathlib import Path
from typing import Final, Self

from bot.domain.catalog import OutputFormat
from bot.errors import BadPicture
from bot.images.inspect import PictureFile, parse_picture
from bot.images.reencode_child import ExitCode

MAX_REENCODED_REFERENCE_BYTES: Final = 4 * 1024 * 1024
"""Maximum size of a re-encoded reference; Runware documents no limit, and base64 adds a third."""
_KILLED_STATUSES: Final = frozenset({-9, -24})
"""Statuses after SIGKILL (also for too much memory) and SIGXCPU; as numbers, because Windows lacks the names."""
_REENCODE_SCRIPT: Final = Path(__file__).with_name("reencode_child.py")


class ReencodeFailed(BadPicture):
    """The picture could not be re-encoded; ``exit_code`` is the reason.

    ``dimensions`` are its width and height in pixels, or the total number of its pixels, or empty.
    """

    def __init__(self, sentence: str, exit_code: ExitCode, dimensions: tuple[int, ...] = ()) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
        self.dimensions = dimensions


class Reencoder:
    """Re-encodes pictures, each in a new process. An async context manager.

    A process for each picture instead of a pool: the limit of CPU time applies to one picture, a malicious picture
    cannot affect the next, and no process is idle between rare pictures. At most ``max_processes`` run at a time, each
    for at most ``timeout`` seconds.
    """

    def __init__(self, *, max_processes: int = 1, timeout: float = 30.0) -> None:
        self._slots = asyncio.Semaphore(max_processes)
        self._timeout = timeout
        self._running: set[asyncio.Task[PictureFile]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Kill all running child processes."""
        running = tuple(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def shrink(self, data: bytes, *, limit: int, format: OutputFormat) -> tuple[bytes, OutputFormat]:  # noqa: A002 - the field's name
        """Return the picture in at most ``limit`` bytes, and its format, in which WEBP replaces PNG.

        A picture that fits is returned unchanged. Otherwise metadata is removed, and quality and then size are reduced.
        Raises :class:`BadPicture` if the picture cannot be decoded or made small enough.
        """
        if len(data) <= limit:
            return data, format
        parse_picture(data)  # raises BadPicture before a process is started
        encoded = await self._encode(data, "shrink", str(limit), format.value)
        return encoded.data, encoded.format

    async def encode_reference(self, data: bytes) -> PictureFile:
        """Re-encode a member’s PNG, JPG, WEBP or still GIF: upright, in sRGB, without metadata.

        The result has at most 2048 pixels a side and :data:`MAX_REENCODED_REFERENCE_BYTES`; it is PNG or WEBP if it has
        transparent pixels, otherwise JPG. Raises :class:`ReencodeFailed` for any other file, also for animations.
        """
        return await self._encode(data, "reference", str(MAX_REENCODED_REFERENCE_BYTES))

    async def _encode(self, data: bytes, *arguments: str) -> PictureFile:
        task = asyncio.create_task(self._encode_in_slot(data, *arguments))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await task

    async def _encode_in_slot(self, data: bytes, *arguments: str) -> PictureFile:
        async with self._slots:
            child = await _start_child(*arguments)
            try:
                async with asyncio.timeout(self._timeout):
                    output, _ = await child.communicate(data)
            except TimeoutError as error:
                raise ReencodeFailed("Re-encoding the picture takes too long.", ExitCode.RESOURCES_EXCEEDED) from error
            finally:
                await _kill_child(child)
        if (exit_code := _exit_code(child.returncode)) is not ExitCode.DONE:
            dimensions = tuple(int(number) for number in output.split() if number.isdigit())
            raise ReencodeFailed("The picture cannot be made small enough to be sent here.", exit_code, dimensions)
        return parse_picture(output)


async def _start_child(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", str(_REENCODE_SCRIPT), *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},  # the bot's environment contains secrets
    )


def _exit_code(status: int | None) -> ExitCode:
    if status in _KILLED_STATUSES:
        return ExitCode.RESOURCES_EXCEEDED
    try:
        return ExitCode(status or 0)
    except ValueError:  # not a status of the script: a decoder crashed
        return ExitCode.BROKEN


async def _kill_child(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        child.kill()
        await child.wait()
