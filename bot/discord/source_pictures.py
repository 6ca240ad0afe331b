"""Finding the pictures that somebody wants to start from."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import discord

from bot.discord.api_errors import API_ERRORS
from bot.domain.clock import Clock
from bot.domain.job import Job
from bot.domain.request import Reference
from bot.domain.text import sanitize_line
from bot.errors import Closed, Gone
from bot.images.member_uploads import check_size
from bot.ui.attachments import picture_number_in_url
from bot.ui.buttons import parse_job_id
from bot.ui.components import Interaction
from bot.ui.modals import PictureOption

NO_PICTURE: Final = "There is no picture in that message to start from; nothing was charged."
MESSAGE_DELETED: Final = "That message was deleted, so its picture cannot be used; nothing was charged."
NO_ACCESS: Final = "Easel cannot see that message; please attach the picture to `/edit` instead. Nothing was charged."
PICTURE_NOT_FOUND: Final = (
    "Easel can no longer find that picture; please choose “Edit image” on its message again. Nothing was charged."
)
DISCORD_DOWN: Final = "Discord could not load that message; please try again in a minute. Nothing was charged."

MAX_REMEMBERED_MESSAGES: Final = 1000
"""Messages that are remembered at once."""
MESSAGE_TTL_SECONDS: Final = 3600.0
"""Seconds that one is remembered; the addresses in it are good for about a day (Discord, Signed Attachment URLs)."""

_EXTENSIONS: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif")


def build_reference(file: discord.Attachment, message: "MessageRef | None" = None) -> Reference:
    """A file that was attached to a command or a message; :class:`~bot.errors.Invalid` for one that is too large."""
    check_size(file.size)
    return Reference(
        url=file.url,
        file_id=file.id,
        channel_id=message.channel_id if message else None,
        message_id=message.message_id if message else None,
    )


class MessageRef(NamedTuple):
    """Where a message stands."""

    channel_id: int
    message_id: int


def list_pictures(message: discord.Message) -> list[discord.Attachment]:
    """The pictures that are attached to a message or to one that it forwards, by what Discord says of the files."""
    files = [*message.attachments, *(file for one in message.message_snapshots for file in one.attachments)]
    return [file for file in files if _is_picture(file)]


def _is_picture(file: discord.Attachment) -> bool:
    if file.content_type is not None:
        return file.content_type.startswith("image/")
    return file.filename.lower().endswith(_EXTENSIONS)


def file_options(files: Sequence[discord.Attachment]) -> list[PictureOption]:
    """The files as one chooses among them."""
    return [PictureOption(f"{n}. {sanitize_line(file.filename, 90)}", file.id) for n, file in enumerate(files, 1)]


def get_message_job_id(message: discord.Message, bot_id: int) -> int | None:
    """The job that a message of ours is about; what other people's messages claim counts for nothing."""
    if message.author.id != bot_id:
        return None
    found = {parse_job_id(getattr(part, "custom_id", None)) for part in _iter_components(message.components)} - {None}
    return found.pop() if len(found) == 1 else None


def _iter_components(parts: Sequence[Any]) -> Iterator[Any]:
    for part in parts:
        yield part
        yield from _iter_components(getattr(part, "children", ()))


def list_shown_numbers(message: discord.Message, job: Job) -> list[int]:
    """Which of the job's pictures the message shows."""
    urls = [file.url for file in message.attachments]
    urls += [item.media.url for part in message.components for item in getattr(part, "items", ())]
    shown = {picture_number_in_url(job, url) for url in urls} - {None}
    return [number for number in range(1, job.delivered_count + 1) if number in shown or not shown]


class SourcePictures:
    """Other people's pictures, found again when a form comes back that was opened on their message.

    The payload of a menu holds them; after a restart, or later, the message is read once more. Discord then leaves out
    what is attached to it unless the bot may read what members write (Discord, Message Content Intent).
    """

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._remembered_files: OrderedDict[tuple[int, int], tuple[float, list[discord.Attachment]]] = OrderedDict()

    def remember(self, user_id: int, message: discord.Message, files: list[discord.Attachment]) -> None:
        """Keep for a while what this person was shown of a message."""
        self._remembered_files[user_id, message.id] = (self._clock() + MESSAGE_TTL_SECONDS, files)
        self._remembered_files.move_to_end((user_id, message.id))
        while len(self._remembered_files) > MAX_REMEMBERED_MESSAGES:
            self._remembered_files.popitem(last=False)

    async def find(self, interaction: Interaction, message_ref: MessageRef, file_id: int) -> Reference:
        """The file of that id in that message; :class:`~bot.errors.Refused` says why there is none."""
        expires, files = self._remembered_files.get((interaction.user.id, message_ref.message_id), (0.0, []))
        if expires < self._clock():
            files = list_pictures(await self._fetch_message(interaction, message_ref))
        file = next((file for file in files if file.id == file_id), None)
        if file is None:
            raise Gone(PICTURE_NOT_FOUND)
        return build_reference(file, message_ref)

    async def _fetch_message(self, interaction: Interaction, message_ref: MessageRef) -> discord.Message:
        """The message, if whoever asks can read it: it must stand where they are."""
        # The form's id is what a person sent, and the bot sees more than they do.
        if message_ref.channel_id != interaction.channel_id or not _may_read_history(interaction):
            raise Gone(PICTURE_NOT_FOUND)
        channel = self._client.get_partial_messageable(message_ref.channel_id, guild_id=interaction.guild_id)
        try:
            return await channel.fetch_message(message_ref.message_id)
        except discord.NotFound as error:
            raise Gone(MESSAGE_DELETED) from error
        except discord.Forbidden as error:
            raise Gone(NO_ACCESS) from error
        except API_ERRORS as error:
            raise Closed(DISCORD_DOWN) from error


def _may_read_history(interaction: Interaction) -> bool:
    return interaction.guild_id is None or interaction.permissions.read_message_history
