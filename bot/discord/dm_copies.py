"""Sends copies of a job's pictures to a member by direct message."""

import asyncio
import io
import logging
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

import discord
from discord import ui

from bot.discord.api_errors import FAILED, Cure, diagnose
from bot.discord.attachment_size import PER_REQUEST
from bot.discord.picture_urls import Found, jump_url
from bot.discord.routes import UPLOAD_TIMEOUT_SECONDS
from bot.domain.clock import (
    Clock,
)
from bot.domain.job import PER_MESSAGE, Job
from bot.domain.screening import is_spoiler
from bot.domain.short_ids import spaced
from bot.domain.text import quoted
from bot.errors import Closed, Gone, TooMany, TooSoon
from bot.net.downloads import NotRead
from bot.storage.library import AltTexts
from bot.ui.attachment_names import name_of
from bot.ui.jobs.messages import PROMPT_SHOWN
from bot.ui.layout import Layout
from bot.ui.library.alt_text import alt_text

log: Final = logging.getLogger(__name__)

AT_ONCE: Final = 2
"""Messages that are copied at the same time, because all files of one message are held in memory.

So no more than this many times :data:`~bot.discord.attachment_size.PER_REQUEST` bytes are held.
"""
UNDER_WAY_PER_MEMBER: Final = 3
"""Requests of one member that are served or queued at the same time."""
UNDER_WAY: Final = 20
"""The same for all members: more would wait longer than an interaction can be answered."""
EVERY_SECONDS: Final = 60.0
"""How often one member may have copies of the same pictures sent."""
LARGEST: Final = 10 * 1024 * 1024
"""Bytes of one file in a bot's direct message (Discord, Uploading Files: the default limit)."""
CLOSED: Final = (
    "Discord does not let Easel message you. Allow direct messages from this server in its privacy settings, then "
    "press again in a minute; nothing was charged."
)
UNREADABLE: Final = (
    "These pictures can no longer be read. Press the button under the message that shows them; nothing was charged."
)
RESTRICTED: Final = (
    "Runware’s safety check flagged these pictures, and this server shows flagged pictures only in age-restricted "
    "channels, so they cannot be sent to you; nothing was charged."
)
DOWN: Final = "Discord did not accept a message to you right now. Press again in a minute; nothing was charged."
TOO_LARGE: Final = "Those pictures are too large for a direct message; nothing was charged."
SENT_LATELY: Final = "You requested copies of these pictures less than a minute ago; nothing was charged."
STILL_SENDING: Final = (
    f"Copies of {UNDER_WAY_PER_MEMBER} other messages are still on their way to you; press again when they are there. "
    "Nothing was charged."
)
BUSY: Final = "Many copies are being sent right now; press again in a minute. Nothing was charged."
SENT: Final = "Sent to your direct messages."
PARTLY: Final = (
    "Sent {} of {} pictures to your direct messages; the others are in another message, could not be read, or are "
    "too large."
)
PARTLY_RESTRICTED: Final = (
    "Sent {} of {} pictures to your direct messages; the others were flagged (shown only in age-restricted "
    "channels), could not be read, or are too large."
)


class Files(Protocol):
    """A reader of Discord's files; one that is larger than a direct message takes is not read."""

    async def read(self, url: str) -> bytes:
        """What is at the address, or :class:`~bot.net.downloads.NotRead`."""
        ...


class _File(NamedTuple):
    number: int
    name: str
    data: bytes


class Copies:
    """Reads pictures from Discord and sends them to members, with limits per member and overall.

    ``clock`` is the wall clock: members are shown when they may ask again.
    """

    def __init__(self, files: Files, clock: Clock = time.time) -> None:
        self._files = files
        self._clock = clock
        self._free = asyncio.Semaphore(AT_ONCE)
        self._under_way: Counter[int] = Counter()
        self._asked: dict[tuple[int, int], float] = {}

    async def read(self, url: str) -> bytes:
        """Read a file from Discord; raises :class:`~bot.net.downloads.NotRead`."""
        return await self._files.read(url)

    async def send(self, to: discord.User | discord.Member, job: Job, found: Found, alt_texts: AltTexts) -> str:
        """Send the pictures that were found on Discord, and return what to tell the member.

        Raises :class:`TooSoon` for the same pictures within :data:`EVERY_SECONDS`, :class:`TooMany` and
        :class:`Closed` while too many copies are under way, and :class:`Gone` when no picture could be sent.
        """
        self._admit(to.id, job.id)
        self._under_way[to.id] += 1
        try:
            return await self._send(to, job, found, alt_texts)
        finally:
            self._under_way[to.id] -= 1
            self._under_way += Counter()  # drops members whose count is 0

    def _admit(self, user_id: int, job_id: int) -> None:
        now = self._clock()
        self._asked = {whose: at for whose, at in self._asked.items() if abs(now - at) < EVERY_SECONDS}
        if (user_id, job_id) in self._asked:
            raise TooSoon(SENT_LATELY, frees_at=self._asked[user_id, job_id] + EVERY_SECONDS)
        if self._under_way[user_id] >= UNDER_WAY_PER_MEMBER:
            raise TooMany(STILL_SENDING)
        if self._under_way.total() >= UNDER_WAY:
            raise Closed(BUSY)
        self._asked[user_id, job_id] = now

    async def _send(self, to: discord.User | discord.Member, job: Job, found: Found, alt_texts: AltTexts) -> str:
        sent, addresses = 0, found.files
        for numbers in _parts(sorted(addresses)):
            async with self._free:
                files = await self._read({number: addresses[number] for number in numbers})
                if files:
                    await _deliver(to, _letter(job, files, alt_texts), files)
            sent += len(files)
        if not sent:
            raise Gone(RESTRICTED if found.withheld else UNREADABLE)
        if sent == job.pictures:
            return SENT
        return (PARTLY_RESTRICTED if found.withheld else PARTLY).format(sent, job.pictures)

    async def _read(self, addresses: Mapping[int, str]) -> list[_File]:
        """Read the files one after the other, and keep as many as fit into one message."""
        files: list[_File] = []
        room = PER_REQUEST
        for number, url in addresses.items():
            try:
                data = await self._files.read(url)
            except NotRead as error:
                log.info("A picture was not copied: %s", error, extra={"event": "copy_unread"})
                continue
            if len(data) <= min(LARGEST, room):
                room -= len(data)
                files.append(_File(number, name_of(url), data))
        return files


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Group the numbers as the pictures were delivered: the first ten, then the rest."""
    for part in (range(1, PER_MESSAGE + 1), range(PER_MESSAGE + 1, 2 * PER_MESSAGE + 1)):
        if there := [number for number in numbers if number in part]:
            yield there


def _letter(job: Job, files: Sequence[_File], alt_texts: AltTexts) -> Layout:
    facts = [f"<@{job.user_id}>", f"<t:{int(job.created_at)}:R>", f"`{spaced(job.code)}`"]
    if (address := jump_url(job)) is not None:
        facts.append(f"[where it was made]({address})")
    return Layout(
        ui.TextDisplay(quoted(job.request.prompt, PROMPT_SHOWN)),
        ui.MediaGallery(
            *(
                discord.MediaGalleryItem(
                    f"attachment://{file.name}",
                    description=alt_text(job, file.number, alt_texts),
                    spoiler=is_spoiler(job, job.result(file.number)),
                )
                for file in files
            )
        ),
        ui.TextDisplay(f"-# {' · '.join(facts)}"),
    )


async def _deliver(to: discord.User | discord.Member, letter: Layout, files: Sequence[_File]) -> None:
    attachments = [discord.File(io.BytesIO(file.data), filename=file.name) for file in files]
    try:
        async with asyncio.timeout(UPLOAD_TIMEOUT_SECONDS):
            await to.send(view=letter, files=attachments)
    except FAILED as error:
        match diagnose(error).cure:
            case Cure.NEXT_WAY:  # 50007: the member takes no messages from the bot
                raise Gone(CLOSED) from error
            case Cure.SMALLER:
                raise Gone(TOO_LARGE) from error
            case _:
                raise Closed(DOWN) from error
