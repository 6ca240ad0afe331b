"""Endpoints of channels and their messages, which need the bot's token and its permissions there."""

from collections.abc import Callable, Iterator
from typing import Final

from sandbox.discord.rest import serialize
from sandbox.discord.rest.errors import ApiError, Json, Refusal, invalid
from sandbox.discord.rest.pipeline import Answer, Call, Endpoint
from sandbox.discord.rest.posting import Posting, Setting
from sandbox.discord.state.bounded import Bounded
from sandbox.discord.state.messages import Message, Messages, MessageType
from sandbox.discord.state.permissions import NOTHING, Permission
from sandbox.discord.state.world import DIRECT, Channel, World

_CHANNEL: Final = "/channels/{channel_id}"
_MESSAGES: Final = "/channels/{channel_id}/messages"
_MESSAGE: Final = "/channels/{channel_id}/messages/{message_id}"
_MAX_HISTORY: Final = 100
_MAX_NONCE: Final = 25
_NONCE_SECONDS: Final = 300.0
"""How long a nonce is remembered: "a few minutes" (documentation, Create Message)."""


class ChannelEndpoints:
    """What a bot does in channels."""

    def __init__(self, world: World, messages: Messages, posting: Posting, clock: Callable[[], float]) -> None:
        self._world = world
        self._messages = messages
        self._posting = posting
        self._clock = clock
        self._nonces: Bounded[tuple[str, str], Message] = Bounded(10_000)

    def __iter__(self) -> Iterator[Endpoint]:
        """All of them."""
        yield Endpoint("GET", _CHANNEL, self.channel)
        yield Endpoint("POST", "/users/@me/channels", self.open_direct)
        yield Endpoint("POST", f"{_CHANNEL}/typing", self.typing)
        yield Endpoint("GET", _MESSAGES, self.history)
        yield Endpoint("POST", _MESSAGES, self.create)
        yield Endpoint("GET", _MESSAGE, self.get)
        yield Endpoint("PATCH", _MESSAGE, self.edit)
        yield Endpoint("DELETE", _MESSAGE, self.delete)

    async def channel(self, call: Call) -> Answer:
        """A channel."""
        return Answer(serialize.channel(self._world, self._place(call)))

    async def open_direct(self, call: Call) -> Answer:
        """The direct messages with a user; with another bot, or itself, there are none."""
        user = self._world.user(str(call.payload.get("recipient_id")))
        if user.bot:
            raise ApiError(Refusal.CANNOT_MESSAGE_USER)
        return Answer(serialize.channel(self._world, self._world.direct(user)))

    async def typing(self, call: Call) -> Answer:
        """Nothing that anybody sees."""
        self._place(call, Permission.SEND_MESSAGES)
        return Answer()

    async def history(self, call: Call) -> Answer:
        """Messages of a channel, newest first; none without Read Message History (documentation, Get Messages)."""
        place, query = self._place(call), call.request.query
        try:
            limit = int(query.get("limit", "50"))
            before, after = (int(query[name]) if name in query else None for name in ("before", "after"))
        except ValueError:
            raise invalid("limit", code="NUMBER_TYPE_COERCE", message="Not a number.") from None
        if not 1 <= limit <= _MAX_HISTORY:
            message = f"int value should be between 1 and {_MAX_HISTORY}."
            raise invalid("limit", code="NUMBER_TYPE_MAX", message=message)
        found = self._messages.history(place, limit, before=before, after=after)
        if Permission.READ_MESSAGE_HISTORY not in place.permissions_of(self._world.bot):
            return Answer([])
        return Answer([self._told(message) for message in found])

    async def create(self, call: Call) -> Answer:
        """A message; one with a known nonce that is enforced is the message that has it."""
        needed = Permission.SEND_MESSAGES | (Permission.ATTACH_FILES if call.body.uploads else NOTHING)
        place = self._place(call, needed)
        if place.recipient is not None and not place.recipient.takes_direct_messages:
            raise ApiError(Refusal.CANNOT_MESSAGE_USER)
        nonce = call.payload.get("nonce")
        if len(str(nonce or "")) > _MAX_NONCE:
            raise invalid("nonce", code="BASE_TYPE_MAX_LENGTH", message=f"Must be {_MAX_NONCE} or fewer in length.")
        key = (place.id, str(nonce))
        known = self._nonces.get(key) if nonce is not None and call.payload.get("enforce_nonce") else None
        if known is not None and self._clock() - known.created < _NONCE_SECONDS:
            return Answer(known.as_json())
        message = self._posting.create(place, call.body, self._setting(call, place))
        if nonce is not None:
            self._nonces[key] = message
        return Answer(message.as_json())

    async def get(self, call: Call) -> Answer:
        """One message."""
        place = self._place(call, Permission.READ_MESSAGE_HISTORY)
        return Answer(self._told(self._messages.in_channel(place, call.part("message_id"))))

    async def edit(self, call: Call) -> Answer:
        """Change one of the bot's own messages."""
        message = self._messages.in_channel(self._place(call), call.part("message_id"))
        if message.author is not self._world.bot:
            raise ApiError(Refusal.NOT_THE_AUTHOR)
        return Answer(self._posting.edit(message, call.body).as_json())

    async def delete(self, call: Call) -> Answer:
        """Delete a message: the bot's own, or anybody's with Manage Messages."""
        place = self._place(call)
        message = self._messages.in_channel(place, call.part("message_id"))
        manages = Permission.MANAGE_MESSAGES in place.permissions_of(self._world.bot)
        if message.author is not self._world.bot and not manages:
            raise ApiError(Refusal.MISSING_PERMISSIONS)
        self._messages.delete(message)
        return Answer()

    def _place(self, call: Call, needed: Permission = NOTHING) -> Channel:
        """The channel of the path, if the bot may see it and do there what is needed."""
        place = self._world.channel(call.part("channel_id"))
        allowed = place.permissions_of(self._world.bot)
        if Permission.VIEW_CHANNEL not in allowed:
            raise ApiError(Refusal.MISSING_ACCESS)
        if needed not in allowed:
            raise ApiError(Refusal.MISSING_PERMISSIONS)
        return place

    def _told(self, message: Message) -> Json:
        """A message as a bot may read it that lacks the privileged intent for what people write.

        Exempt are its own messages, direct ones and those that mention it (documentation, "Message Content Intent");
        the target of a menu comes whole with the interaction.
        """
        told, bot = message.as_json(), self._world.bot
        if message.author is bot or message.channel.kind == DIRECT:
            return told
        if any(user["id"] == bot.id for user in message.content.mentions):
            return told
        return told | {"content": "", "embeds": [], "attachments": [], "components": []}

    def _setting(self, call: Call, place: Channel) -> Setting:
        reference = call.payload.get("message_reference")
        if not isinstance(reference, dict):
            return Setting(MessageType.DEFAULT)
        message_id = str(reference.get("message_id"))
        if message_id not in place.messages:
            if reference.get("fail_if_not_exists", True):
                raise invalid("message_reference", code="REPLIES_UNKNOWN_MESSAGE", message="Unknown message")
            return Setting(MessageType.DEFAULT)
        kept: Json = {"type": 0, "channel_id": place.id, "message_id": message_id}
        if place.kind != DIRECT:
            kept["guild_id"] = self._world.guild_id
        return Setting(MessageType.REPLY, extra={"message_reference": kept})
