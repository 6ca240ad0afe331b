"""Looking at pictures without decoding them, and encoding them anew in a child process."""

import asyncio
import sys
from pathlib import Path
from typing import Final, NamedTuple, Self

from bot.domain.catalog import OutputFormat, Size
from bot.errors import BadPicture
from bot.images.inspect import inspect
from bot.images.reencode_child import Verdict

REFERENCE_BYTES: Final = 4 * 1024 * 1024
"""Runware names no limit; base64 makes a third more of it."""
_ENDED: Final = frozenset({-9, -24})
"""SIGKILL, also for too much memory, and SIGXCPU; by number, because Windows does not name them."""
_REENCODE: Final = Path(__file__).with_name("reencode_child.py")


class Encoded(NamedTuple):
    """A picture as it was encoded anew."""

    data: bytes
    format: OutputFormat
    size: Size


class Unfit(BadPicture):
    """The picture could not be encoded anew; ``verdict`` says why, for those who have a better sentence.

    ``figures`` are its sides in pixels, or the number of its pixels, as far as they are known.
    """

    def __init__(self, sentence: str, verdict: Verdict, figures: tuple[int, ...] = ()) -> None:
        super().__init__(sentence)
        self.verdict = verdict
        self.figures = figures


class Reencoder:
    """Encodes pictures anew. Each is decoded in a process of its own, which ends with it.

    A process for each picture instead of a pool: limits of processor time hold for one picture, nothing a hostile one
    breaks is there for the next, and none waits idle for what happens seldom. At most ``at_once`` run together, each
    for ``timeout`` seconds.
    """

    def __init__(self, *, at_once: int = 1, timeout: float = 30.0) -> None:
        self._turn = asyncio.Semaphore(at_once)
        self._timeout = timeout
        self._running: set[asyncio.Task[Encoded]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End what runs and leave no process behind."""
        running = tuple(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def shrink(self, data: bytes, *, limit: int, format: OutputFormat) -> tuple[bytes, OutputFormat]:  # noqa: A002 - as above
        """The picture in ``limit`` bytes at most, and the format it has now: PNG becomes WEBP.

        A picture that fits comes back as it is. Otherwise the quality goes down, then the sides, and metadata is gone.
        :class:`BadPicture` when it cannot be decoded, or not be made small enough.
        """
        if len(data) <= limit:
            return data, format
        inspect(data)
        encoded = await self._encoded(data, "shrink", str(limit), format.value)
        return encoded.data, encoded.format

    async def reference(self, data: bytes) -> Encoded:
        """A member’s PNG, JPG, WEBP or still GIF as it may be passed on: decoded, upright, in sRGB, and pixels alone.

        At most 2048 pixels a side and ``REFERENCE_BYTES``; PNG or WEBP where it is transparent somewhere, otherwise
        JPG. :class:`Unfit` for everything else, animations too.
        """
        return await self._encoded(data, "reference", str(REFERENCE_BYTES))

    async def _encoded(self, data: bytes, *arguments: str) -> Encoded:
        task = asyncio.create_task(self._in_turn(data, *arguments))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await task

    async def _in_turn(self, data: bytes, *arguments: str) -> Encoded:
        async with self._turn:
            output = await self._in_child(data, *arguments)
        return Encoded(output, *inspect(output))

    async def _in_child(self, data: bytes, *arguments: str) -> bytes:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(_REENCODE),
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={},  # the bot's holds its secrets
        )
        try:
            async with asyncio.timeout(self._timeout):
                output, _ = await child.communicate(data)
        except TimeoutError as error:
            raise Unfit("The picture takes too long to be encoded anew.", Verdict.TOO_COSTLY) from error
        finally:
            await _end(child)
        if (verdict := _verdict(child.returncode)) is not Verdict.DONE:
            figures = tuple(int(figure) for figure in output.split() if figure.isdigit())
            raise Unfit("The picture cannot be made small enough to be sent here.", verdict, figures)
        return output


def _verdict(status: int | None) -> Verdict:
    if status in _ENDED:
        return Verdict.TOO_COSTLY
    try:
        return Verdict(status or 0)
    except ValueError:  # a decoder broke
        return Verdict.BROKEN


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        child.kill()
        await child.wait()
