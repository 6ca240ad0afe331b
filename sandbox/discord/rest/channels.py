"""Endpoints of channels and their messages, which need the bot's token and its permissions there."""

from collections.abc import Callable, Iterator
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, Json, invalid_form
from sandbox.discord.rest.pipeline import Endpoint, EndpointCall, RestResponse
from sandbox.discord.rest.posting import MessageAttributes, MessageWriter
from sandbox.discord.state import serialize
from sandbox.discord.state.bounded import BoundedDict
from sandbox.discord.state.messages import Message, MessageStore, MessageType
from sandbox.discord.state.permissions import NO_PERMISSIONS, Permission
from sandbox.discord.state.world import DIRECT_CHANNEL, Channel, World

_CHANNEL_PATH: Final = "/channels/{channel_id}"
_MESSAGES_PATH: Final = "/channels/{channel_id}/messages"
_MESSAGE_PATH: Final = "/channels/{channel_id}/messages/{message_id}"
_MAX_HISTORY_PAGE_SIZE: Final = 100
_MAX_NONCE_LENGTH: Final = 25
_NONCE_LIFETIME_SECONDS: Final = 300.0
"""How long a nonce is remembered: "a few minutes" (documentation, Create Message)."""


class ChannelEndpoints:
    """What a bot does in channels."""

    def __init__(
        self, world: World, messages: MessageStore, message_writer: MessageWriter, clock: Callable[[], float]
    ) -> None:
        self._world = world
        self._messages = messages
        self._message_writer = message_writer
        self._clock = clock
        self._nonces: BoundedDict[tuple[str, str], Message] = BoundedDict(10_000)

    def __iter__(self) -> Iterator[Endpoint]:
        """All of them."""
        yield Endpoint("GET", _CHANNEL_PATH, self.channel)
        yield Endpoint("POST", "/users/@me/channels", self.open_direct_channel)
        yield Endpoint("POST", f"{_CHANNEL_PATH}/typing", self.trigger_typing)
        yield Endpoint("GET", _MESSAGES_PATH, self.list_messages)
        yield Endpoint("POST", _MESSAGES_PATH, self.create_message)
        yield Endpoint("GET", _MESSAGE_PATH, self.get_message)
        yield Endpoint("PATCH", _MESSAGE_PATH, self.edit_message)
        yield Endpoint("DELETE", _MESSAGE_PATH, self.delete_message)

    async def channel(self, call: EndpointCall) -> RestResponse:
        """A channel."""
        return RestResponse(serialize.channel(self._world, self._permitted_channel(call)))

    async def open_direct_channel(self, call: EndpointCall) -> RestResponse:
        """The direct messages with a user; with another bot, or itself, there are none."""
        user = self._world.user(str(call.payload.get("recipient_id")))
        if user.is_bot:
            raise ApiError(ErrorCode.CANNOT_MESSAGE_USER)
        return RestResponse(serialize.channel(self._world, self._world.direct_channel(user)))

    async def trigger_typing(self, call: EndpointCall) -> RestResponse:
        """Nothing that anybody sees."""
        self._permitted_channel(call, Permission.SEND_MESSAGES)
        return RestResponse()

    async def list_messages(self, call: EndpointCall) -> RestResponse:
        """Messages of a channel, newest first; none without Read Message History (documentation, Get Messages)."""
        place, query = self._permitted_channel(call), call.request.query
        try:
            limit = int(query.get("limit", "50"))
            before, after = (int(query[name]) if name in query else None for name in ("before", "after"))
        except ValueError:
            raise invalid_form("limit", code="NUMBER_TYPE_COERCE", message="Not a number.") from None
        if not 1 <= limit <= _MAX_HISTORY_PAGE_SIZE:
            message = f"int value should be between 1 and {_MAX_HISTORY_PAGE_SIZE}."
            raise invalid_form("limit", code="NUMBER_TYPE_MAX", message=message)
        found = self._messages.history(place, limit, before=before, after=after)
        if Permission.READ_MESSAGE_HISTORY not in place.permissions_of(self._world.bot):
            return RestResponse([])
        return RestResponse([self._message_json(message) for message in found])

    async def create_message(self, call: EndpointCall) -> RestResponse:
        """A message; one with a known nonce that is enforced is the message that has it."""
        needed = Permission.SEND_MESSAGES | (Permission.ATTACH_FILES if call.body.uploads else NO_PERMISSIONS)
        place = self._permitted_channel(call, needed)
        if place.recipient is not None and not place.recipient.takes_direct_messages:
            raise ApiError(ErrorCode.CANNOT_MESSAGE_USER)
        nonce = call.payload.get("nonce")
        if len(str(nonce or "")) > _MAX_NONCE_LENGTH:
            raise invalid_form(
                "nonce", code="BASE_TYPE_MAX_LENGTH", message=f"Must be {_MAX_NONCE_LENGTH} or fewer in length."
            )
        key = (place.id, str(nonce))
        known = self._nonces.get(key) if nonce is not None and call.payload.get("enforce_nonce") else None
        if known is not None and self._clock() - known.created_at < _NONCE_LIFETIME_SECONDS:
            return RestResponse(known.as_json())
        message = self._message_writer.create(place, call.body, self._message_attributes(call, place))
        if nonce is not None:
            self._nonces[key] = message
        return RestResponse(message.as_json())

    async def get_message(self, call: EndpointCall) -> RestResponse:
        """One message."""
        place = self._permitted_channel(call, Permission.READ_MESSAGE_HISTORY)
        return RestResponse(self._message_json(self._messages.get_in_channel(place, call.path_part("message_id"))))

    async def edit_message(self, call: EndpointCall) -> RestResponse:
        """Change one of the bot's own messages."""
        message = self._messages.get_in_channel(self._permitted_channel(call), call.path_part("message_id"))
        if message.author is not self._world.bot:
            raise ApiError(ErrorCode.NOT_THE_AUTHOR)
        return RestResponse(self._message_writer.edit(message, call.body).as_json())

    async def delete_message(self, call: EndpointCall) -> RestResponse:
        """Delete a message: the bot's own, or anybody's with Manage Messages."""
        place = self._permitted_channel(call)
        message = self._messages.get_in_channel(place, call.path_part("message_id"))
        manages = Permission.MANAGE_MESSAGES in place.permissions_of(self._world.bot)
        if message.author is not self._world.bot and not manages:
            raise ApiError(ErrorCode.MISSING_PERMISSIONS)
        self._messages.delete(message)
        return RestResponse()

    def _permitted_channel(self, call: EndpointCall, needed: Permission = NO_PERMISSIONS) -> Channel:
        """The channel of the path, if the bot may see it and do there what is needed."""
        place = self._world.channel(call.path_part("channel_id"))
        allowed = place.permissions_of(self._world.bot)
        if Permission.VIEW_CHANNEL not in allowed:
            raise ApiError(ErrorCode.MISSING_ACCESS)
        if needed not in allowed:
            raise ApiError(ErrorCode.MISSING_PERMISSIONS)
        return place

    def _message_json(self, message: Message) -> Json:
        """A message as a bot may read it that lacks the privileged intent for what people write.

        Exempt are its own messages, direct ones and those that mention it (documentation, "Message Content Intent");
        the target of a menu comes whole with the interaction.
        """
        told, bot = message.as_json(), self._world.bot
        if message.author is bot or message.channel.kind == DIRECT_CHANNEL:
            return told
        if any(user["id"] == bot.id for user in message.content.mentions):
            return told
        return told | {"content": "", "embeds": [], "attachments": [], "components": []}

    def _message_attributes(self, call: EndpointCall, channel: Channel) -> MessageAttributes:
        reference = call.payload.get("message_reference")
        if not isinstance(reference, dict):
            return MessageAttributes(MessageType.DEFAULT)
        message_id = str(reference.get("message_id"))
        if not self._messages.is_in_channel(channel, message_id):
            if reference.get("fail_if_not_exists", True):
                raise invalid_form("message_reference", code="REPLIES_UNKNOWN_MESSAGE", message="Unknown message")
            return MessageAttributes(MessageType.DEFAULT)
        kept: Json = {"type": 0, "channel_id": channel.id, "message_id": message_id}
        if channel.kind != DIRECT_CHANNEL:
            kept["guild_id"] = self._world.guild_id
        return MessageAttributes(MessageType.REPLY, extra={"message_reference": kept})
