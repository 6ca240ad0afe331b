"""Finding the pictures that somebody wants to start from."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import discord
from discord import Interaction

from bot.discord.api_errors import FAILED
from bot.domain.clock import (
    Clock,
)
from bot.domain.job import Job
from bot.domain.request import Reference
from bot.domain.text import plain
from bot.errors import Closed, Gone
from bot.images.member_uploads import admit
from bot.ui.attachment_names import number_of
from bot.ui.buttons import job_of
from bot.ui.modals import Choice

NO_PICTURE: Final = "There is no picture in that message to start from; nothing was charged."
DELETED: Final = "That message was deleted, so its picture cannot be used; nothing was charged."
NOT_SEEN: Final = "Easel cannot see that message; please attach the picture to `/edit` instead. Nothing was charged."
NOT_FOUND: Final = (
    "Easel can no longer find that picture; please choose “Edit image” on its message again. Nothing was charged."
)
DOWN: Final = "Discord could not load that message; please try again in a minute. Nothing was charged."

REMEMBERED: Final = 1000
"""Messages that are remembered at once."""
REMEMBERED_FOR: Final = 3600.0
"""Seconds that one is remembered; the addresses in it are good for about a day (Discord, Signed Attachment URLs)."""

_EXTENSIONS: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif")


def attached(file: discord.Attachment, message: "Place | None" = None) -> Reference:
    """A file that was attached to a command or a message; :class:`~bot.errors.Invalid` for one that is too large."""
    admit(file.size)
    return Reference(
        url=file.url,
        file_id=file.id,
        channel_id=message.channel_id if message else None,
        message_id=message.message_id if message else None,
    )


class Place(NamedTuple):
    """Where a message stands."""

    channel_id: int
    message_id: int


def pictures_in(message: discord.Message) -> list[discord.Attachment]:
    """The pictures that are attached to a message or to one that it forwards, by what Discord says of the files."""
    files = [*message.attachments, *(file for one in message.message_snapshots for file in one.attachments)]
    return [file for file in files if _is_picture(file)]


def _is_picture(file: discord.Attachment) -> bool:
    if file.content_type is not None:
        return file.content_type.startswith("image/")
    return file.filename.lower().endswith(_EXTENSIONS)


def chosen_from(files: Sequence[discord.Attachment]) -> list[Choice]:
    """The files as one chooses among them."""
    return [Choice(f"{n}. {plain(file.filename, 90)}", file.id) for n, file in enumerate(files, 1)]


def job_in(message: discord.Message, bot_id: int) -> int | None:
    """The job that a message of ours is about; what other people's messages claim counts for nothing."""
    if message.author.id != bot_id:
        return None
    found = {job_of(getattr(part, "custom_id", None)) for part in _walk(message.components)} - {None}
    return found.pop() if len(found) == 1 else None


def _walk(parts: Sequence[Any]) -> Iterator[Any]:
    for part in parts:
        yield part
        yield from _walk(getattr(part, "children", ()))


def numbers_in(message: discord.Message, job: Job) -> list[int]:
    """Which of the job's pictures the message shows."""
    urls = [file.url for file in message.attachments]
    urls += [item.media.url for part in message.components for item in getattr(part, "items", ())]
    shown = {number_of(job, url) for url in urls} - {None}
    return [number for number in range(1, job.pictures + 1) if number in shown or not shown]


class Originals:
    """Other people's pictures, found again when a form comes back that was opened on their message.

    The payload of a menu holds them; after a restart, or later, the message is read once more. Discord then leaves out
    what is attached to it unless the bot may read what members write (Discord, Message Content Intent).
    """

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._recent: OrderedDict[tuple[int, int], tuple[float, list[discord.Attachment]]] = OrderedDict()

    def remember(self, user_id: int, message: discord.Message, files: list[discord.Attachment]) -> None:
        """Keep for a while what this person was shown of a message."""
        self._recent[user_id, message.id] = (self._clock() + REMEMBERED_FOR, files)
        self._recent.move_to_end((user_id, message.id))
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)

    async def find(self, interaction: Interaction[Any], place: Place, file_id: int) -> Reference:
        """The file of that id in that message; :class:`~bot.errors.Refused` says why there is none."""
        expires, files = self._recent.get((interaction.user.id, place.message_id), (0.0, []))
        if expires < self._clock():
            files = pictures_in(await self._read(interaction, place))
        file = next((file for file in files if file.id == file_id), None)
        if file is None:
            raise Gone(NOT_FOUND)
        return attached(file, place)

    async def _read(self, interaction: Interaction[Any], place: Place) -> discord.Message:
        """The message, if whoever asks can read it: it must stand where they are."""
        # The form's id is what a person sent, and the bot sees more than they do.
        if place.channel_id != interaction.channel_id or not _reads(interaction):
            raise Gone(NOT_FOUND)
        channel = self._client.get_partial_messageable(place.channel_id, guild_id=interaction.guild_id)
        try:
            return await channel.fetch_message(place.message_id)
        except discord.NotFound as error:
            raise Gone(DELETED) from error
        except discord.Forbidden as error:
            raise Gone(NOT_SEEN) from error
        except FAILED as error:
            raise Closed(DOWN) from error


def _reads(interaction: Interaction[Any]) -> bool:
    return interaction.guild_id is None or interaction.permissions.read_message_history
