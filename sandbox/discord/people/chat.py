"""What people write themselves: plain messages, with or without files, and taking messages back."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sandbox.discord.people.command_options import Unsendable, uploaded
from sandbox.discord.rest.errors import ApiError, Json
from sandbox.discord.rest.posting import Posting, Setting
from sandbox.discord.rest.request_body import Body
from sandbox.discord.state.files import Upload
from sandbox.discord.state.messages import Message, Messages, MessageType
from sandbox.discord.state.permissions import Permission
from sandbox.discord.state.world import DIRECT, Channel, User, World
from sandbox.discord.validation.messages import MAX_CONTENT, MAX_DESCRIPTION, MAX_FILES

_SPOILER: Final = "SPOILER_"


class Talk:
    """The guild's people writing. What Discord's client would not send raises :class:`Unsendable`."""

    def __init__(self, world: World, posting: Posting, messages: Messages) -> None:
        self._world = world
        self._posting = posting
        self._messages = messages

    def say(self, user: User, channel: Channel, content: str = "", files: Sequence[Mapping[str, Any]] = ()) -> Message:
        """Post a message. A file is ``{"filename", "data_base64"}``, with ``description`` and ``spoiler`` if one likes.

        Bots without the message intents are told nothing of it.
        """
        self._check(user, channel, content, files)
        uploads = {number: _renamed(uploaded(file), file) for number, file in enumerate(files)}
        listed = [{"id": str(number), "description": file.get("description")} for number, file in enumerate(files)]
        parse = ["users", "roles"]
        if Permission.MENTION_EVERYONE in channel.permissions_of(user):
            parse.append("everyone")
        payload: Json = {"content": content, "attachments": listed, "allowed_mentions": {"parse": parse}}
        return self._posting.create(channel, Body(payload, uploads), Setting(MessageType.DEFAULT, author=user))

    def take_back(self, user: User, message_id: str) -> None:
        """Delete a message: one's own, or anybody's as a moderator."""
        try:
            message = self._messages.get(message_id)
        except ApiError:
            raise Unsendable("There is no such message.") from None
        if not message.shows_to(user) or message.only_for is not None:
            raise Unsendable("There is no such message.")
        manages = message.channel.kind != DIRECT and Permission.MANAGE_MESSAGES in message.channel.permissions_of(user)
        if message.author is not user and not manages:
            raise Unsendable("You can only delete your own messages.")
        self._messages.delete(message)

    @staticmethod
    def _check(user: User, channel: Channel, content: str, files: Sequence[Mapping[str, Any]]) -> None:
        if not channel.shows_to(user) or user.bot:
            raise Unsendable("There is no such channel.")
        if Permission.SEND_MESSAGES not in channel.permissions_of(user):
            raise Unsendable("You do not have permission to send messages in this channel.")
        if not content.strip() and not files:
            raise Unsendable("An empty message cannot be sent.")
        if len(content) > MAX_CONTENT:
            raise Unsendable(f"Your message is too long: at most {MAX_CONTENT} characters.")
        if len(files) > MAX_FILES:
            raise Unsendable(f"You can only upload {MAX_FILES} files at a time.")
        if any(len(str(file.get("description") or "")) > MAX_DESCRIPTION for file in files):
            raise Unsendable(f"A description has at most {MAX_DESCRIPTION} characters.")


def _renamed(upload: Upload, file: Mapping[str, Any]) -> Upload:
    """Discord keeps a spoiler in the name."""
    hidden = bool(file.get("spoiler")) and not upload.filename.startswith(_SPOILER)
    return upload._replace(filename=_SPOILER + upload.filename) if hidden else upload
