"""Finds the source picture of an edit in an upload, in a job's message, or in a member's message."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any, Final

import discord

from bot.discord.api_errors import REQUEST_ERRORS
from bot.domain.clock import Clock
from bot.domain.job import Job, MessageRef
from bot.domain.request import Reference
from bot.domain.text import sanitize_line
from bot.errors import Closed, Gone
from bot.images.member_uploads import check_size
from bot.localization.messages import Message
from bot.ui.attachments import picture_number_in_url
from bot.ui.buttons import parse_job_id
from bot.ui.components import Interaction
from bot.ui.modals import PictureOption

NO_PICTURE: Final = Message("source-no-picture")
MESSAGE_DELETED: Final = Message("source-message-deleted")
NO_ACCESS: Final = Message("source-no-access")
PICTURE_NOT_FOUND: Final = Message("source-not-found")
DISCORD_DOWN: Final = Message("source-discord-down")

MAX_REMEMBERED_MESSAGES: Final = 1000
"""Upper bound of the cache of messages."""
MESSAGE_TTL_SECONDS: Final = 3600.0
"""TTL of a cached message. Its file URLs are valid for about a day (Discord, Signed Attachment URLs)."""

_EXTENSIONS: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif")


def build_reference(file: discord.Attachment, message: MessageRef | None = None) -> Reference:
    """Build the reference to a file of a command or message; raises :class:`~bot.errors.Invalid` if it is too large."""
    check_size(file.size)
    channel_id, message_id = (message.channel_id, message.message_id) if message else (None, None)
    return Reference(url=file.url, file_id=file.id, channel_id=channel_id, message_id=message_id)


def list_pictures(message: discord.Message) -> list[discord.Attachment]:
    """The pictures attached to a message or to a message that it forwards."""
    parts = (message.attachments, *(snapshot.attachments for snapshot in message.message_snapshots))
    return [file for files in parts for file in files if _is_picture(file)]


def _is_picture(file: discord.Attachment) -> bool:
    if file.content_type is not None:
        return file.content_type.startswith("image/")
    return file.filename.lower().endswith(_EXTENSIONS)


def file_options(files: Sequence[discord.Attachment]) -> list[PictureOption]:
    """Build the options of a select menu of the files."""
    return [PictureOption(f"{n}. {sanitize_line(file.filename, 90)}", file.id) for n, file in enumerate(files, 1)]


def get_message_job_id(message: discord.Message, bot_id: int) -> int | None:
    """The id of the job that a message of Easel belongs to; ``None`` for messages of other authors."""
    if message.author.id != bot_id:
        return None
    ids = {parse_job_id(getattr(part, "custom_id", None)) for part in _iter_components(message.components)} - {None}
    return ids.pop() if len(ids) == 1 else None


def _iter_components(parts: Sequence[Any]) -> Iterator[Any]:
    for part in parts:
        yield part
        yield from _iter_components(getattr(part, "children", ()))


def list_shown_numbers(message: discord.Message, job: Job) -> list[int]:
    """The numbers of the job's pictures that the message shows; all of them if it shows none."""
    urls = [file.url for file in message.attachments]
    urls += [item.media.url for part in message.components for item in getattr(part, "items", ())]
    shown = {picture_number_in_url(job, url) for url in urls} - {None}
    return [number for number in range(1, job.delivered_count + 1) if number in shown or not shown]


class SourcePictures:
    """Finds members' pictures for a form that was opened on their message.

    The interaction of the message's context menu contains them; they are cached for :data:`MESSAGE_TTL_SECONDS`. After
    that, or after a restart, the message is fetched; Discord then omits its attachments unless the bot has the message
    content intent.
    """

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._cached_files: OrderedDict[tuple[int, int], tuple[float, list[discord.Attachment]]] = OrderedDict()

    def remember(self, user_id: int, message: discord.Message, files: list[discord.Attachment]) -> None:
        """Cache the files of a message for this user."""
        self._cached_files[user_id, message.id] = (self._clock() + MESSAGE_TTL_SECONDS, files)
        self._cached_files.move_to_end((user_id, message.id))
        while len(self._cached_files) > MAX_REMEMBERED_MESSAGES:
            self._cached_files.popitem(last=False)

    async def find(self, interaction: Interaction, message_ref: MessageRef, file_id: int) -> Reference:
        """Build the reference to the file with this id in the message; raises :class:`~bot.errors.Refused`."""
        expires, files = self._cached_files.get((interaction.user.id, message_ref.message_id), (0.0, []))
        if expires < self._clock():
            files = list_pictures(await self._fetch_message(interaction, message_ref))
        file = next((file for file in files if file.id == file_id), None)
        if file is None:
            raise Gone(PICTURE_NOT_FOUND)
        return build_reference(file, message_ref)

    async def _fetch_message(self, interaction: Interaction, message_ref: MessageRef) -> discord.Message:
        """Fetch a message of the interaction's channel if the member can read it; the form's ids may be forged."""
        may_read = interaction.guild_id is None or interaction.permissions.read_message_history
        if message_ref.channel_id != interaction.channel_id or not may_read:
            raise Gone(PICTURE_NOT_FOUND)
        channel = self._client.get_partial_messageable(message_ref.channel_id, guild_id=interaction.guild_id)
        try:
            return await channel.fetch_message(message_ref.message_id)
        except discord.NotFound as error:
            raise Gone(MESSAGE_DELETED) from error
        except discord.Forbidden as error:
            raise Gone(NO_ACCESS) from error
        except REQUEST_ERRORS as error:
            raise Closed(DISCORD_DOWN) from error
