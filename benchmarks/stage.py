"""Both stand-ins in this process, the members who ask, and what became of what they asked for."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from sandbox.app import RUNWARE_KEY, Sandbox, serve
from sandbox.discord import FakeDiscord
from sandbox.discord.state.interactions import Interaction
from sandbox.discord.state.snowflakes import DISCORD_EPOCH_MILLISECONDS
from sandbox.runware import FakeRunware
from sandbox.runware.pictures.store import Picture, PictureStore
from sandbox.runware.tasks.planning import SecondsPolicy

MEMBER_COUNT: Final = 40
_MAX_COMMENT_BYTES: Final = 65_535
"""Bytes of a JPEG segment, those of its length among them."""
_SMALL_JPEG_QUALITY: Final = 40
"""At which a picture of 1024 × 1024 pixels is smaller than any size that is asked for."""
NEVER_SECONDS: Final = 1e6
"""Seconds a picture takes where none is to be finished."""


@dataclass(frozen=True, slots=True)
class SentCommand:
    """One command, and what the stand-ins know of it; both keep the time of ``time.time``."""

    prompt: str
    interaction: Interaction

    @property
    def ack_seconds(self) -> float | None:
        """Seconds from the command to its first answer."""
        answered_at = self.interaction.answered_at
        return None if answered_at is None else answered_at - self.interaction.created_at

    @property
    def delivered_at(self) -> float | None:
        """When the picture arrived for the message: an id holds the millisecond in which it was made."""
        message = self.interaction.original_message
        if message is None or not message.content.attachments:
            return None
        return ((int(message.content.attachments[0]["id"]) >> 22) + DISCORD_EPOCH_MILLISECONDS) / 1000


class LoadStage:
    """A guild with forty members; what a picture shows is always the same one, so that drawing costs nothing."""

    def __init__(self, sandbox: Sandbox) -> None:
        world = sandbox.discord.world
        self.sandbox = sandbox
        self._numbers = count()
        self._members = [world.add_member(f"Member {number}") for number in range(MEMBER_COUNT)]
        self._channel = next(iter(world.channels.values()))

    def send_command(self) -> SentCommand:
        """The next member types ``/imagine``."""
        number = next(self._numbers)
        prompt = f"number {number}: a fox asleep in a lighthouse, oil on canvas, storm outside"
        member = self._members[number % MEMBER_COUNT]
        return SentCommand(
            prompt,
            self.sandbox.discord.member_actions.run_command(member, self._channel, "imagine", {"prompt": prompt}),
        )

    def send_burst(self, number: int) -> list[SentCommand]:
        """That many commands in one moment."""
        return [self.send_command() for _ in range(number)]

    async def send_steadily(self, number: int, *, per_second: float) -> list[SentCommand]:
        """That many commands, one after the other at this pace, whatever becomes of them."""
        began, asked = time.monotonic(), list[SentCommand]()
        for position in range(number):
            await asyncio.sleep(began + position / per_second - time.monotonic())
            asked.append(self.send_command())
        return asked

    async def run_closed_loop(self, number: int, *, concurrency: int) -> list[SentCommand]:
        """That many commands of ``at_once`` members, each of whom asks again as soon as the last picture is there."""
        asked, left = list[SentCommand](), iter(range(number))

        async def member() -> None:
            for _ in left:
                one = self.send_command()
                asked.append(one)
                await self.wait_delivered([one])

        await asyncio.gather(*(member() for _ in range(concurrency)))
        return asked

    async def wait_acknowledged(self, commands: Sequence[SentCommand], *, timeout_seconds: float = 10.0) -> None:
        """Wait until each has its first answer or was given up by Discord."""
        async with asyncio.timeout(timeout_seconds):
            await asyncio.gather(*(one.interaction.completed.wait() for one in commands))

    async def wait_delivered(self, commands: Sequence[SentCommand], *, timeout_seconds: float = 60.0) -> None:
        """Wait until each picture is there."""
        async with asyncio.timeout(timeout_seconds):
            while any(one.delivered_at is None for one in commands):  # noqa: ASYNC110 - the stand-in announces no deliveries
                await asyncio.sleep(0.02)

    def added_seconds(self, commands: Sequence[SentCommand]) -> list[float]:
        """Seconds from the moment the provider had the picture to the moment it stood in the message."""
        finished = {
            task.request.positive_prompt: task.results[-1].done_at for task in self.sandbox.runware.tasks.values()
        }
        return [one.delivered_at - finished[one.prompt] for one in commands if one.delivered_at is not None]

    def set_picture_seconds(self, seconds: SecondsPolicy) -> None:
        """How long each task takes from now on."""
        self.sandbox.runware.account.seconds = seconds


class _FixedSizePictureStore(PictureStore):
    """Draws one picture, as a JPEG file of ``size`` bytes, or as it comes where that is 0."""

    def __init__(self, size: int) -> None:
        super().__init__(one_per_size=True)
        self._file_bytes = size
        self._padded: dict[bytes, bytes] = {}

    async def draw(self, picture: Picture) -> bytes:
        """The file of any picture."""
        if not self._file_bytes:
            return await super().draw(picture)
        data = await super().draw(replace(picture, quality=_SMALL_JPEG_QUALITY))
        if data not in self._padded:
            self._padded[data] = _pad_jpeg(data, self._file_bytes)
        return self._padded[data]


def _pad_jpeg(jpeg: bytes, size: int) -> bytes:
    """The same JPEG with comments after its first marker (ITU-T T.81), so that it has ``size`` bytes or a few more."""
    start, rest = jpeg[:2], jpeg[2:]
    missing, comments = size - len(jpeg), b""
    while missing > len(comments):
        length = min(_MAX_COMMENT_BYTES, max(2, missing - len(comments) - 2))
        comments += b"\xff\xfe" + length.to_bytes(2, "big") + bytes(length - 2)
    return start + comments + rest


@asynccontextmanager
async def open_stage(seconds: SecondsPolicy, *, picture_bytes: int = 0) -> AsyncIterator[LoadStage]:
    """Both stand-ins on a free port of loopback; each picture has ``picture_bytes``, or what it happens to have.

    Bodies are not checked against Discord's OpenAPI file here: that costs more time than both bots together.
    """
    runware = FakeRunware(api_key=RUNWARE_KEY, seconds=seconds, clock=time.time, seed=1, balance=1e6)
    runware.account.picture_store = _FixedSizePictureStore(picture_bytes)
    async with serve(discord=FakeDiscord(), runware=runware) as sandbox:
        yield LoadStage(sandbox)


@contextmanager
def reserve_core() -> Iterator[int | None]:
    """Keep this process off one processor, which is for the bots; ``None`` where that is not possible."""
    if not hasattr(os, "sched_setaffinity") or len(before := os.sched_getaffinity(0)) == 1:
        yield None
        return
    core = min(before)
    os.sched_setaffinity(0, before - {core})
    try:
        yield core
    finally:
        os.sched_setaffinity(0, before)
