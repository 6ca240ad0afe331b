"""Sends copies of a job's pictures to a member by direct message."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol, TypeAlias

import discord
from discord import ui

from bot.discord.api_errors import REQUEST_ERRORS, Recovery, diagnose_error
from bot.discord.message_content import build_files
from bot.discord.message_requests import UPLOAD_TIMEOUT_SECONDS
from bot.domain.clock import Clock
from bot.domain.job import MAX_IMAGES_PER_MESSAGE, Job
from bot.domain.library import AltTexts
from bot.domain.screening import is_spoiler
from bot.domain.short_ids import format_short_id
from bot.domain.text import format_code_block
from bot.errors import Closed, Gone, TooMany, TooSoon
from bot.localization.messages import Message, text
from bot.net.downloads import DownloadFailed
from bot.ui.attachments import MAX_REQUEST_BYTES, filename_in_url
from bot.ui.jobs.messages import MAX_SHOWN_PROMPT_LENGTH
from bot.ui.layout import Layout
from bot.ui.library.alt_text import alt_text
from bot.ui.picture_links import PictureUrls, jump_url

log: Final = logging.getLogger(__name__)

MAX_CONCURRENT_MESSAGES: Final = 2
"""Messages that are copied at the same time. The files of one message, up to
:data:`~bot.ui.attachments.MAX_REQUEST_BYTES`, are held in memory."""
MAX_PENDING_PER_MEMBER: Final = 3
"""Running and queued requests of one member."""
MAX_PENDING_REQUESTS: Final = 20
"""Running and queued requests of all members; more would wait until their interactions have expired."""
REPEAT_COOLDOWN_SECONDS: Final = 60.0
"""Minimum time between two requests of one member for copies of the same pictures."""
MAX_DM_FILE_BYTES: Final = 10 * 1024 * 1024
"""Largest file in a bot's direct message (Discord, Uploading Files: the default limit)."""
DM_CLOSED: Final = Message("copies-dm-closed")
UNREADABLE: Final = Message("copies-unreadable")
RESTRICTED: Final = Message("copies-restricted")
DISCORD_DOWN: Final = Message("copies-discord-down")
TOO_LARGE: Final = Message("copies-too-large")
SENT_RECENTLY: Final = Message("copies-sent-recently")
STILL_SENDING: Final = Message("copies-still-sending", limit=MAX_PENDING_PER_MEMBER)
BUSY: Final = Message("copies-busy")
SENT: Final = Message("copies-sent")

NumberedFiles: TypeAlias = dict[int, tuple[str, bytes]]
"""Names and bytes of picture files by the numbers of the pictures."""


class FileReader(Protocol):
    """Reads files from Discord's CDN, up to :data:`MAX_DM_FILE_BYTES`."""

    async def read(self, url: str) -> bytes:
        """Read the file at this address; raises :class:`~bot.net.downloads.DownloadFailed`."""
        ...


class PictureCopySender:
    """Reads pictures from Discord and sends them to members, with limits per member and for all members together.

    ``clock`` is the wall clock: refusals contain the time of the next possible request.
    """

    def __init__(self, files: FileReader, clock: Clock = time.time) -> None:
        self._files = files
        self._clock = clock
        self._message_slots = asyncio.Semaphore(MAX_CONCURRENT_MESSAGES)
        self._pending_by_member: Counter[int] = Counter()
        self._requested_at: dict[tuple[int, int], float] = {}

    async def send(self, to: discord.User | discord.Member, job: Job, urls: PictureUrls, alt_texts: AltTexts) -> str:
        """Send the pictures that were found on Discord, and return the sentence for the member.

        Raises :class:`TooSoon` for the same pictures within :data:`REPEAT_COOLDOWN_SECONDS`, :class:`TooMany` and
        :class:`Closed` while too many copies are being sent, and :class:`Gone` when no picture could be sent.
        """
        self._register_request(to.id, job.id)
        self._pending_by_member[to.id] += 1
        try:
            return await self._send(to, job, urls, alt_texts)
        finally:
            self._pending_by_member[to.id] -= 1
            self._pending_by_member += Counter()  # drops members whose count is 0

    def _register_request(self, user_id: int, job_id: int) -> None:
        now = self._clock()
        self._requested_at = {
            key: at for key, at in self._requested_at.items() if abs(now - at) < REPEAT_COOLDOWN_SECONDS
        }
        if (user_id, job_id) in self._requested_at:
            raise TooSoon(SENT_RECENTLY, retry_at=self._requested_at[user_id, job_id] + REPEAT_COOLDOWN_SECONDS)
        if self._pending_by_member[user_id] >= MAX_PENDING_PER_MEMBER:
            raise TooMany(STILL_SENDING)
        if self._pending_by_member.total() >= MAX_PENDING_REQUESTS:
            raise Closed(BUSY)
        self._requested_at[user_id, job_id] = now

    async def _send(self, to: discord.User | discord.Member, job: Job, urls: PictureUrls, alt_texts: AltTexts) -> str:
        sent_count = 0
        for numbers in _split_by_message(sorted(urls.discord_urls)):
            async with self._message_slots:
                files = await self._read_files({number: urls.discord_urls[number] for number in numbers})
                if files:
                    await _send_message(to, _copy_view(job, files, alt_texts), files)
            sent_count += len(files)
        if not sent_count:
            raise Gone(RESTRICTED if urls.withheld_count else UNREADABLE)
        if sent_count == job.delivered_count:
            return str(SENT)
        counts = {"count": sent_count, "total": job.delivered_count}
        return text("copies-partly-sent-restricted" if urls.withheld_count else "copies-partly-sent", **counts)

    async def _read_files(self, urls: Mapping[int, str]) -> NumberedFiles:
        """Read the files one after another, and return those that fit into one message."""
        files: NumberedFiles = {}
        free_bytes = MAX_REQUEST_BYTES
        for number, url in urls.items():
            try:
                data = await self._files.read(url)
            except DownloadFailed as error:
                log.info("A picture was not copied: %s", error, extra={"event": "copy_download_failed"})
                continue
            if len(data) <= min(MAX_DM_FILE_BYTES, free_bytes):
                free_bytes -= len(data)
                files[number] = (filename_in_url(url), data)
        return files


def _split_by_message(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Group the numbers as the pictures were delivered: the first ten, then the rest."""
    first = [number for number in numbers if number <= MAX_IMAGES_PER_MESSAGE]
    yield from filter(None, (first, numbers[len(first) :]))


def _copy_view(job: Job, files: NumberedFiles, alt_texts: AltTexts) -> Layout:
    facts = [f"<@{job.user_id}>", f"<t:{int(job.created_at)}:R>", f"`{format_short_id(job.short_id)}`"]
    if (url := jump_url(job)) is not None:
        facts.append(text("copies-origin", url=url))
    items = [
        discord.MediaGalleryItem(
            f"attachment://{name}",
            description=alt_text(job, number, alt_texts),
            spoiler=is_spoiler(job, job.result(number)),
        )
        for number, (name, _) in files.items()
    ]
    prompt = format_code_block(job.request.prompt, MAX_SHOWN_PROMPT_LENGTH)
    return Layout(ui.TextDisplay(prompt), ui.MediaGallery(*items), ui.TextDisplay(f"-# {' · '.join(facts)}"))


async def _send_message(to: discord.User | discord.Member, view: Layout, files: NumberedFiles) -> None:
    try:
        async with asyncio.timeout(UPLOAD_TIMEOUT_SECONDS):
            await to.send(view=view, files=build_files(list(files.values())))
    except REQUEST_ERRORS as error:
        match diagnose_error(error).recovery:
            case Recovery.NEXT_ROUTE:  # 50007: the member accepts no direct messages from the bot
                raise Gone(DM_CLOSED) from error
            case Recovery.SHRINK_FILES:
                raise Gone(TOO_LARGE) from error
            case _:
                raise Closed(DISCORD_DOWN) from error
