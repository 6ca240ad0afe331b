"""Messages, and where they are kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntFlag
from itertools import islice
from typing import Final, Literal, TypeAlias

from sandbox.discord.rest.errors import ApiError, Json, Refusal
from sandbox.discord.state.bounded import Bounded
from sandbox.discord.state.files import Files
from sandbox.discord.state.snowflakes import moment
from sandbox.discord.state.world import Channel, User

KEPT: Final = 100_000
"""Messages that are remembered, deleted ones too."""

News: TypeAlias = Literal["message", "message_update", "message_delete"]


class Flag(IntFlag):
    """Of Discord's message flags those that matter here."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_COMPONENTS_V2 = 1 << 15


PLAIN: Final = Flag(0)


class MessageType:
    """Of Discord's message types those that are made here."""

    DEFAULT: Final = 0
    REPLY: Final = 19
    CHAT_INPUT_COMMAND: Final = 20
    CONTEXT_MENU_COMMAND: Final = 23


@dataclass(slots=True)
class Content:
    """What a message shows."""

    text: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    mentions: list[Json] = field(default_factory=list)
    mention_roles: list[str] = field(default_factory=list)
    mention_everyone: bool = False


@dataclass(slots=True, eq=False)
class Message:
    """One message.

    ``only_for`` is the one who sees an ephemeral message, ``token`` the interaction's that made it; ``extra`` are
    further fields of its JSON.
    """

    id: str
    channel: Channel
    author: User
    created: float
    content: Content
    files: Files = field(repr=False)
    flags: Flag = PLAIN
    kind: int = MessageType.DEFAULT
    only_for: User | None = None
    token: str | None = None
    nonce: str | int | None = None
    extra: Json = field(default_factory=dict)
    edited: float | None = None
    deleted: bool = False

    def shows_to(self, user: User) -> bool:
        """Whether that user sees it."""
        return self.only_for in {None, user} if self.channel.shows_to(user) else False

    def as_json(self) -> Json:
        """Discord's message object, its addresses signed for this moment."""
        content = self.content
        described: Json = {
            "id": self.id,
            "channel_id": self.channel.id,
            "author": self.author.as_json(),
            "type": self.kind,
            "content": content.text,
            "timestamp": moment(self.created),
            "edited_timestamp": None if self.edited is None else moment(self.edited),
            "tts": False,
            "mention_everyone": content.mention_everyone,
            "mentions": content.mentions,
            "mention_roles": content.mention_roles,
            "attachments": self.files.refreshed(content.attachments),
            "embeds": content.embeds,
            "components": self.files.refreshed(content.components),
            "pinned": False,
            "flags": int(self.flags),
            **self.extra,
        }
        if self.nonce is not None:
            described["nonce"] = self.nonce
        return described


class Messages:
    """All messages, found by id; tells ``on_news`` what becomes of them."""

    def __init__(self, clock: Callable[[], float], files: Files, on_news: Callable[[News, Message], None]) -> None:
        self.all: Bounded[str, Message] = Bounded(KEPT)
        self._clock = clock
        self._files = files
        self._on_news = on_news

    def add(self, message: Message) -> None:
        """A new message appears."""
        self.all[message.id] = message
        if message.only_for is None:
            message.channel.messages[message.id] = message
        self._on_news("message", message)

    def changed(self, message: Message, *, edited: bool = True) -> None:
        """A message looks different now."""
        if edited:
            message.edited = self._clock()
        self._on_news("message_update", message)

    def delete(self, message: Message) -> None:
        """A message goes, and its files with it."""
        message.deleted = True
        message.channel.messages.pop(message.id, None)
        for attachment in message.content.attachments:
            self._files.drop(attachment["id"])
        self._on_news("message_delete", message)

    def get(self, message_id: str) -> Message:
        """A message that is there, ephemeral or not."""
        message = self.all.get(message_id)
        if message is None or message.deleted:
            raise ApiError(Refusal.UNKNOWN_MESSAGE)
        return message

    @staticmethod
    def in_channel(channel: Channel, message_id: str) -> Message:
        """A message that everybody in the channel can see: an ephemeral one is in no channel."""
        if message_id not in channel.messages:
            raise ApiError(Refusal.UNKNOWN_MESSAGE)
        return channel.messages[message_id]

    @staticmethod
    def history(channel: Channel, limit: int, *, before: int | None = None, after: int | None = None) -> list[Message]:
        """The newest messages of a channel, newest first; those right after ``after`` if it is given."""
        if after is not None:
            later = (one for one in channel.messages.values() if int(one.id) > after)
            return list(islice(later, limit))[::-1]
        earlier = (one for one in reversed(channel.messages.values()) if before is None or int(one.id) < before)
        return list(islice(earlier, limit))
