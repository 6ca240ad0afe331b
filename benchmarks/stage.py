"""Both stand-ins in this process, members who send commands, and what became of each command."""

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
"""Largest JPEG segment in bytes, including its two bytes of length."""
_SMALL_JPEG_QUALITY: Final = 40
"""A quality at which a picture of 1024 × 1024 pixels is smaller than any requested file size."""
NEVER_SECONDS: Final = 1e6
"""A duration of tasks that no benchmark reaches."""


@dataclass(frozen=True, slots=True)
class SentCommand:
    """A sent command and its results; both stand-ins use ``time.time`` as their clock."""

    prompt: str
    interaction: Interaction

    @property
    def ack_seconds(self) -> float | None:
        """Seconds from the command to its acknowledgement; ``None`` without one."""
        answered_at = self.interaction.answered_at
        return None if answered_at is None else answered_at - self.interaction.created_at

    @property
    def delivered_at(self) -> float | None:
        """When the bot uploaded the picture, from the attachment's snowflake; ``None`` before that."""
        message = self.interaction.original_message
        if message is None or not message.content.attachments:
            return None
        return ((int(message.content.attachments[0]["id"]) >> 22) + DISCORD_EPOCH_MILLISECONDS) / 1000


class LoadStage:
    """A guild with forty members; all pictures share one drawing, so that drawing costs nothing."""

    def __init__(self, sandbox: Sandbox) -> None:
        world = sandbox.discord.world
        self.sandbox = sandbox
        self._numbers = count()
        self._members = [world.add_member(f"Member {number}") for number in range(MEMBER_COUNT)]
        self._channel = next(iter(world.channels.values()))

    def send_command(self) -> SentCommand:
        """Send ``/imagine`` as the next member."""
        number = next(self._numbers)
        prompt = f"number {number}: a fox asleep in a lighthouse, oil on canvas, storm outside"
        member = self._members[number % MEMBER_COUNT]
        return SentCommand(
            prompt,
            self.sandbox.discord.member_actions.run_command(member, self._channel, "imagine", {"prompt": prompt}),
        )

    def send_burst(self, number: int) -> list[SentCommand]:
        """Send that many commands at once."""
        return [self.send_command() for _ in range(number)]

    async def send_steadily(self, number: int, *, per_second: float) -> list[SentCommand]:
        """Send that many commands at a constant rate, independent of the replies (open loop)."""
        began, commands = time.monotonic(), list[SentCommand]()
        for position in range(number):
            await asyncio.sleep(began + position / per_second - time.monotonic())
            commands.append(self.send_command())
        return commands

    async def run_closed_loop(self, number: int, *, concurrency: int) -> list[SentCommand]:
        """Send that many commands as ``concurrency`` members, each of whom waits for the last picture (closed loop)."""
        commands, left = list[SentCommand](), iter(range(number))

        async def member() -> None:
            for _ in left:
                one = self.send_command()
                commands.append(one)
                await self.wait_delivered([one])

        await asyncio.gather(*(member() for _ in range(concurrency)))
        return commands

    async def wait_acknowledged(self, commands: Sequence[SentCommand], *, timeout_seconds: float = 10.0) -> None:
        """Wait until each command was acknowledged or has timed out."""
        async with asyncio.timeout(timeout_seconds):
            await asyncio.gather(*(one.interaction.settled.wait() for one in commands))

    async def wait_delivered(self, commands: Sequence[SentCommand], *, timeout_seconds: float = 60.0) -> None:
        """Wait until each picture was delivered."""
        async with asyncio.timeout(timeout_seconds):
            while any(one.delivered_at is None for one in commands):  # noqa: ASYNC110 - the stand-in announces no deliveries
                await asyncio.sleep(0.02)

    def added_seconds(self, commands: Sequence[SentCommand]) -> list[float]:
        """Seconds from the end of the task at the provider to the upload of the picture."""
        finished = {
            task.request.positive_prompt: task.results[-1].done_at for task in self.sandbox.runware.tasks.values()
        }
        return [one.delivered_at - finished[one.prompt] for one in commands if one.delivered_at is not None]

    def set_picture_seconds(self, seconds: SecondsPolicy) -> None:
        """Set the duration of tasks that are accepted from now on."""
        self.sandbox.runware.account.task_durations = seconds


class _FixedSizePictureStore(PictureStore):
    """Draws a single picture, as a JPEG of ``size`` bytes; 0 keeps its natural size."""

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
    """Insert comment segments after the first marker (ITU-T T.81), so that the file has at least ``size`` bytes."""
    start, rest = jpeg[:2], jpeg[2:]
    missing, comments = size - len(jpeg), b""
    while missing > len(comments):
        length = min(_MAX_COMMENT_BYTES, max(2, missing - len(comments) - 2))
        comments += b"\xff\xfe" + length.to_bytes(2, "big") + bytes(length - 2)
    return start + comments + rest


@asynccontextmanager
async def open_stage(seconds: SecondsPolicy, *, picture_bytes: int = 0) -> AsyncIterator[LoadStage]:
    """Serve both stand-ins on a free loopback port; each picture has ``picture_bytes``, or its natural size.

    Bodies are not validated against Discord's OpenAPI file, which would cost more CPU time than both bots together.
    """
    runware = FakeRunware(api_key=RUNWARE_KEY, seconds=seconds, clock=time.time, seed=1, balance=1e6)
    runware.account.picture_store = _FixedSizePictureStore(picture_bytes)
    async with serve(discord=FakeDiscord(), runware=runware) as sandbox:
        yield LoadStage(sandbox)


@contextmanager
def reserve_core() -> Iterator[int | None]:
    """Bind this process to all CPU cores but one; yields that core, or ``None`` if the system does not support it."""
    if not hasattr(os, "sched_setaffinity") or len(before := os.sched_getaffinity(0)) == 1:
        yield None
        return
    core = min(before)
    os.sched_setaffinity(0, before - {core})
    try:
        yield core
    finally:
        os.sched_setaffinity(0, before)
