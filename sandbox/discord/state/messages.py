"""Messages and their store."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from itertools import islice
from typing import Final, Literal, TypeAlias

from sandbox.discord.errors import ApiError, ErrorCode, Json
from sandbox.discord.state.bounded import BoundedDict
from sandbox.discord.state.files import FileStore
from sandbox.discord.state.guild import Channel, User
from sandbox.discord.state.snowflakes import format_timestamp

MAX_MESSAGES: Final = 100_000
"""Number of messages that can be found by id, including deleted ones; older ones stay in the channel's history."""

MessageEvent: TypeAlias = Literal["message", "message_update", "message_delete"]


class MessageFlag(IntFlag):
    """The message flags that the stand-in supports."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_COMPONENTS_V2 = 1 << 15


NO_FLAGS: Final = MessageFlag(0)


class MessageType:
    """The message types that the stand-in creates."""

    DEFAULT: Final = 0
    REPLY: Final = 19
    CHAT_INPUT_COMMAND: Final = 20
    CONTEXT_MENU_COMMAND: Final = 23


@dataclass(slots=True)
class MessageContent:
    """The content of a message: text, embeds, components, attachments and mentions."""

    text: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    mentions: list[Json] = field(default_factory=list)
    mention_roles: list[str] = field(default_factory=list)
    mention_everyone: bool = False


@dataclass(slots=True, eq=False)
class Message:
    """A message.

    ``only_visible_to``: the user who sees an ephemeral message, ``None`` for other messages. ``token``: the token of
    the interaction that created the message. ``extra``: more fields of Discord's message object.
    """

    id: str
    channel: Channel
    author: User
    created_at: float
    content: MessageContent
    files: FileStore = field(repr=False)
    flags: MessageFlag = NO_FLAGS
    kind: int = MessageType.DEFAULT
    only_visible_to: User | None = None
    token: str | None = None
    nonce: str | int | None = None
    extra: Mapping[str, object] = field(default_factory=dict)
    edited_at: float | None = None
    deleted: bool = False

    def is_visible_to(self, user: User) -> bool:
        """Whether that user sees the message."""
        return self.only_visible_to in {None, user} if self.channel.is_visible_to(user) else False

    def as_json(self) -> Json:
        """Discord's message object, with freshly signed URLs."""
        content = self.content
        described: Json = {
            "id": self.id,
            "channel_id": self.channel.id,
            "author": self.author.as_json(),
            "type": self.kind,
            "content": content.text,
            "timestamp": format_timestamp(self.created_at),
            "edited_timestamp": None if self.edited_at is None else format_timestamp(self.edited_at),
            "tts": False,
            "mention_everyone": content.mention_everyone,
            "mentions": content.mentions,
            "mention_roles": content.mention_roles,
            "attachments": self.files.refresh_urls(content.attachments),
            "embeds": content.embeds,
            "components": self.files.refresh_urls(content.components),
            "pinned": False,
            "flags": int(self.flags),
            **self.extra,
        }
        if self.nonce is not None:
            described["nonce"] = self.nonce
        return described


class MessageStore:
    """All messages by id; ``on_event`` is called for every new, changed or deleted one."""

    def __init__(
        self, clock: Callable[[], float], files: FileStore, on_event: Callable[[MessageEvent, Message], None]
    ) -> None:
        self.by_id: BoundedDict[str, Message] = BoundedDict(MAX_MESSAGES)
        self._by_channel: defaultdict[str, dict[str, Message]] = defaultdict(dict)
        """Messages by channel id and message id, oldest first, without deleted and ephemeral ones."""
        self._clock = clock
        self._files = files
        self._on_event = on_event

    def add(self, message: Message) -> None:
        """Store a new message."""
        self.by_id[message.id] = message
        if message.only_visible_to is None:
            self._by_channel[message.channel.id][message.id] = message
        self._on_event("message", message)

    def mark_changed(self, message: Message, *, edited: bool = True) -> None:
        """Announce a change of a message; ``edited`` sets its ``edited_timestamp``."""
        if edited:
            message.edited_at = self._clock()
        self._on_event("message_update", message)

    def delete(self, message: Message) -> None:
        """Delete a message and its files."""
        message.deleted = True
        self._by_channel[message.channel.id].pop(message.id, None)
        for attachment in message.content.attachments:
            self._files.delete(attachment["id"])
        self._on_event("message_delete", message)

    def get(self, message_id: str) -> Message:
        """The message with this id, ephemeral or not; UNKNOWN_MESSAGE if it is unknown or deleted."""
        message = self.by_id.get(message_id)
        if message is None or message.deleted:
            raise ApiError(ErrorCode.UNKNOWN_MESSAGE)
        return message

    def get_in_channel(self, channel: Channel, message_id: str) -> Message:
        """A message that everybody in the channel can see; UNKNOWN_MESSAGE for deleted and ephemeral ones."""
        if not self.is_in_channel(channel, message_id):
            raise ApiError(ErrorCode.UNKNOWN_MESSAGE)
        return self._by_channel[channel.id][message_id]

    def is_in_channel(self, channel: Channel, message_id: str) -> bool:
        """Whether everybody in the channel can see the message: it is neither deleted nor ephemeral."""
        return message_id in self._by_channel[channel.id]

    def history(
        self, channel: Channel, limit: int, *, before: int | None = None, after: int | None = None
    ) -> list[Message]:
        """Up to ``limit`` messages of a channel, newest first.

        These are the newest messages (older than ``before``), or the oldest ones newer than ``after``. With ``after``,
        ``before`` is ignored.
        """
        messages = self._by_channel[channel.id].values()
        if after is not None:
            later = (one for one in messages if int(one.id) > after)
            return list(islice(later, limit))[::-1]
        earlier = (one for one in reversed(messages) if before is None or int(one.id) < before)
        return list(islice(earlier, limit))
