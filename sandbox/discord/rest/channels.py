"""Endpoints of channels and messages; they need the bot's token and its permissions in the channel."""

from collections.abc import Callable, Iterator
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, Json, invalid_form
from sandbox.discord.rest.pipeline import Endpoint, EndpointCall, RestResponse
from sandbox.discord.rest.posting import MessageAttributes, MessageWriter
from sandbox.discord.state import serialize
from sandbox.discord.state.bounded import BoundedDict
from sandbox.discord.state.guild import DIRECT_CHANNEL, Channel
from sandbox.discord.state.messages import Message, MessageStore, MessageType
from sandbox.discord.state.permissions import NO_PERMISSIONS, Permission
from sandbox.discord.state.world import World

_CHANNEL_PATH: Final = "/channels/{channel_id}"
_MESSAGES_PATH: Final = "/channels/{channel_id}/messages"
_MESSAGE_PATH: Final = "/channels/{channel_id}/messages/{message_id}"
_MAX_HISTORY_PAGE_SIZE: Final = 100
_MAX_NONCE_LENGTH: Final = 25
_NONCE_LIFETIME_SECONDS: Final = 300.0
"""Seconds for which a nonce is remembered: "a few minutes" (documentation, Create Message)."""


class ChannelEndpoints:
    """Endpoints of channels and their messages."""

    def __init__(
        self, world: World, messages: MessageStore, message_writer: MessageWriter, clock: Callable[[], float]
    ) -> None:
        self._world = world
        self._messages = messages
        self._message_writer = message_writer
        self._clock = clock
        self._nonces: BoundedDict[tuple[str, str], Message] = BoundedDict(10_000)

    def __iter__(self) -> Iterator[Endpoint]:
        """All endpoints."""
        yield Endpoint("GET", _CHANNEL_PATH, self.get_channel)
        yield Endpoint("POST", "/users/@me/channels", self.open_direct_channel)
        yield Endpoint("POST", f"{_CHANNEL_PATH}/typing", self.trigger_typing)
        yield Endpoint("GET", _MESSAGES_PATH, self.list_messages)
        yield Endpoint("POST", _MESSAGES_PATH, self.create_message)
        yield Endpoint("GET", _MESSAGE_PATH, self.get_message)
        yield Endpoint("PATCH", _MESSAGE_PATH, self.edit_message)
        yield Endpoint("DELETE", _MESSAGE_PATH, self.delete_message)

    async def get_channel(self, call: EndpointCall) -> RestResponse:
        """A channel by id."""
        return RestResponse(serialize.channel(self._permitted_channel(call)))

    async def open_direct_channel(self, call: EndpointCall) -> RestResponse:
        """The direct message channel with a user; CANNOT_MESSAGE_USER for a bot."""
        user = self._world.user(str(call.json_object.get("recipient_id")))
        if user.is_bot:
            raise ApiError(ErrorCode.CANNOT_MESSAGE_USER)
        return RestResponse(serialize.channel(self._world.direct_channel(user)))

    async def trigger_typing(self, call: EndpointCall) -> RestResponse:
        """Accept a typing indicator, which has no effect here."""
        self._permitted_channel(call, Permission.SEND_MESSAGES)
        return RestResponse()

    async def list_messages(self, call: EndpointCall) -> RestResponse:
        """Messages of a channel, newest first; none without Read Message History (documentation, Get Messages)."""
        channel, query = self._permitted_channel(call), call.request.query
        try:
            limit = int(query.get("limit", "50"))
            before, after = (int(query[name]) if name in query else None for name in ("before", "after"))
        except ValueError:
            raise invalid_form("limit", code="NUMBER_TYPE_COERCE", message="Not a number.") from None
        if not 1 <= limit <= _MAX_HISTORY_PAGE_SIZE:
            message = f"int value should be between 1 and {_MAX_HISTORY_PAGE_SIZE}."
            raise invalid_form("limit", code="NUMBER_TYPE_MAX", message=message)
        found = self._messages.history(channel, limit, before=before, after=after)
        if Permission.READ_MESSAGE_HISTORY not in channel.permissions_of(self._world.bot):
            return RestResponse([])
        return RestResponse([self._message_json(message) for message in found])

    async def create_message(self, call: EndpointCall) -> RestResponse:
        """Create a message; a repeated nonce with ``enforce_nonce`` returns the first message (idempotency key)."""
        needed = Permission.SEND_MESSAGES | (Permission.ATTACH_FILES if call.body.uploads else NO_PERMISSIONS)
        channel = self._permitted_channel(call, needed)
        if channel.recipient is not None and not self._world.can_reach(channel.recipient):
            raise ApiError(ErrorCode.CANNOT_MESSAGE_USER)
        nonce = call.json_object.get("nonce")
        if len(str(nonce or "")) > _MAX_NONCE_LENGTH:
            raise invalid_form(
                "nonce", code="BASE_TYPE_MAX_LENGTH", message=f"Must be {_MAX_NONCE_LENGTH} or fewer in length."
            )
        key = (channel.id, str(nonce))
        known = self._nonces.get(key) if nonce is not None and call.json_object.get("enforce_nonce") else None
        if known is not None and self._clock() - known.created_at < _NONCE_LIFETIME_SECONDS:
            return RestResponse(known.as_json())
        message = self._message_writer.create(channel, call.body, self._message_attributes(call, channel))
        if nonce is not None:
            self._nonces[key] = message
        return RestResponse(message.as_json())

    async def get_message(self, call: EndpointCall) -> RestResponse:
        """A message by id."""
        channel = self._permitted_channel(call, Permission.READ_MESSAGE_HISTORY)
        return RestResponse(self._message_json(self._messages.get_in_channel(channel, call.path_part("message_id"))))

    async def edit_message(self, call: EndpointCall) -> RestResponse:
        """Edit one of the bot's own messages."""
        message = self._messages.get_in_channel(self._permitted_channel(call), call.path_part("message_id"))
        if message.author is not self._world.bot:
            raise ApiError(ErrorCode.NOT_THE_AUTHOR)
        return RestResponse(self._message_writer.edit(message, call.body).as_json())

    async def delete_message(self, call: EndpointCall) -> RestResponse:
        """Delete one of the bot's messages, or any message if the bot has Manage Messages."""
        channel = self._permitted_channel(call)
        message = self._messages.get_in_channel(channel, call.path_part("message_id"))
        manages = Permission.MANAGE_MESSAGES in channel.permissions_of(self._world.bot)
        if message.author is not self._world.bot and not manages:
            raise ApiError(ErrorCode.MISSING_PERMISSIONS)
        self._messages.delete(message)
        return RestResponse()

    def _permitted_channel(self, call: EndpointCall, needed: Permission = NO_PERMISSIONS) -> Channel:
        """The channel of the path; MISSING_ACCESS or MISSING_PERMISSIONS if the bot lacks ``needed``."""
        channel = self._world.channel(call.path_part("channel_id"))
        allowed = channel.permissions_of(self._world.bot)
        if Permission.VIEW_CHANNEL not in allowed:
            raise ApiError(ErrorCode.MISSING_ACCESS)
        if needed not in allowed:
            raise ApiError(ErrorCode.MISSING_PERMISSIONS)
        return channel

    def _message_json(self, message: Message) -> Json:
        """The message as a bot without the message content intent receives it.

        The bot's own messages, direct messages and those that mention the bot keep their content (documentation,
        "Message Content Intent"). The target of a context menu arrives complete within the interaction.
        """
        described, bot = message.as_json(), self._world.bot
        if message.author is bot or message.channel.kind == DIRECT_CHANNEL:
            return described
        if any(user["id"] == bot.id for user in message.content.mentions):
            return described
        return described | {"content": "", "embeds": [], "attachments": [], "components": []}

    def _message_attributes(self, call: EndpointCall, channel: Channel) -> MessageAttributes:
        reference = call.json_object.get("message_reference")
        if not isinstance(reference, dict):
            return MessageAttributes(MessageType.DEFAULT)
        message_id = str(reference.get("message_id"))
        if not self._messages.is_in_channel(channel, message_id):
            if reference.get("fail_if_not_exists", True):
                raise invalid_form("message_reference", code="REPLIES_UNKNOWN_MESSAGE", message="Unknown message")
            return MessageAttributes(MessageType.DEFAULT)
        attributes: Json = {"type": 0, "channel_id": channel.id, "message_id": message_id}
        if channel.guild is not None:
            attributes["guild_id"] = channel.guild.id
        return MessageAttributes(MessageType.REPLY, extra={"message_reference": attributes})
