"""Messages that members write and delete."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sandbox.discord.errors import ApiError, ClientValidationError, Json
from sandbox.discord.people.resolved_data import parse_upload
from sandbox.discord.rest.posting import MessageAttributes, MessageWriter
from sandbox.discord.rest.request_body import Body
from sandbox.discord.state.files import Upload
from sandbox.discord.state.guild import Channel, User
from sandbox.discord.state.messages import Message, MessageStore, MessageType
from sandbox.discord.state.permissions import Permission
from sandbox.discord.state.world import World
from sandbox.discord.validation.messages import MAX_CONTENT_LENGTH, MAX_DESCRIPTION_LENGTH, MAX_FILES_PER_MESSAGE

_SPOILER_PREFIX: Final = "SPOILER_"


@dataclass(slots=True, eq=False)
class Chat:
    """Members' messages; raises :class:`ClientValidationError` for what Discord's client prevents."""

    world: World
    message_writer: MessageWriter
    messages: MessageStore

    def send_message(
        self, user: User, channel: Channel, content: str = "", files: Sequence[Mapping[str, object]] = ()
    ) -> Message:
        """Post a message; a file is ``{"filename", "data_base64"}`` with optional ``description`` and ``spoiler``.

        Bots without the message intents get no event.
        """
        self._check_sendable(user, channel, content, files)
        uploads = {number: _apply_spoiler(parse_upload(file), file) for number, file in enumerate(files)}
        listed = [{"id": str(number), "description": file.get("description")} for number, file in enumerate(files)]
        parse = ["users", "roles"]
        if Permission.MENTION_EVERYONE in channel.permissions_of(user):
            parse.append("everyone")
        payload: Json = {"content": content, "attachments": listed, "allowed_mentions": {"parse": parse}}
        return self.message_writer.create(
            channel, Body(payload, uploads), MessageAttributes(MessageType.DEFAULT, author=user)
        )

    def delete_message(self, user: User, message_id: str) -> None:
        """Delete one's own message, or any with Manage Messages."""
        try:
            message = self.messages.get(message_id)
        except ApiError:
            raise ClientValidationError("There is no such message.") from None
        if not message.is_visible_to(user) or message.only_visible_to is not None:
            raise ClientValidationError("There is no such message.")
        manages = message.channel.guild is not None and Permission.MANAGE_MESSAGES in message.channel.permissions_of(
            user
        )
        if message.author is not user and not manages:
            raise ClientValidationError("You can only delete your own messages.")
        self.messages.delete(message)

    @staticmethod
    def _check_sendable(user: User, channel: Channel, content: str, files: Sequence[Mapping[str, object]]) -> None:
        if not channel.is_visible_to(user) or user.is_bot:
            raise ClientValidationError("There is no such channel.")
        if Permission.SEND_MESSAGES not in channel.permissions_of(user):
            raise ClientValidationError("You do not have permission to send messages in this channel.")
        if not content.strip() and not files:
            raise ClientValidationError("An empty message cannot be sent.")
        if len(content) > MAX_CONTENT_LENGTH:
            raise ClientValidationError(f"Your message is too long: at most {MAX_CONTENT_LENGTH} characters.")
        if len(files) > MAX_FILES_PER_MESSAGE:
            raise ClientValidationError(f"You can only upload {MAX_FILES_PER_MESSAGE} files at a time.")
        if any(len(str(file.get("description") or "")) > MAX_DESCRIPTION_LENGTH for file in files):
            raise ClientValidationError(f"A description has at most {MAX_DESCRIPTION_LENGTH} characters.")


def _apply_spoiler(upload: Upload, file: Mapping[str, object]) -> Upload:
    """Mark the file as a spoiler, which Discord encodes in its name."""
    hidden = bool(file.get("spoiler")) and not upload.filename.startswith(_SPOILER_PREFIX)
    return upload._replace(filename=_SPOILER_PREFIX + upload.filename) if hidden else upload
