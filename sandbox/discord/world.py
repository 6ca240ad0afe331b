"""Who and what there is: one guild, its channels and people, and the bot."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sandbox.discord.errors import ApiError, Json, Refusal
from sandbox.discord.permissions import EVERYONE, MODERATOR, NOTHING, Permission
from sandbox.discord.snowflakes import Snowflakes, moment

if TYPE_CHECKING:
    from sandbox.discord.messages import Message

TEXT: Final = 0
DIRECT: Final = 1


@dataclass(slots=True, eq=False)
class User:
    """A person or the bot; ``permissions`` are those in the guild."""

    id: str
    name: str
    avatar_color: int
    permissions: Permission = EVERYONE
    bot: bool = False
    roles: tuple[str, ...] = ()
    takes_direct_messages: bool = True

    def as_json(self) -> Json:
        """Discord's user object."""
        return {
            "id": self.id,
            "username": self.name.lower(),
            "global_name": None if self.bot else self.name,
            "discriminator": "0000" if self.bot else "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel of the guild, or the direct messages with ``recipient``."""

    id: str
    name: str
    kind: int = TEXT
    age_restricted: bool = False
    recipient: User | None = None
    denied: Permission = NOTHING
    """What was taken away from the bot here."""
    messages: dict[str, "Message"] = field(default_factory=dict, repr=False)
    """By id, oldest first; neither deleted nor ephemeral ones."""

    def permissions_of(self, user: User) -> Permission:
        """What that user may do here."""
        return user.permissions & ~self.denied if user.bot else user.permissions

    def shows_to(self, user: User) -> bool:
        """Whether that user sees the channel at all."""
        return self.recipient in {None, user} or user.bot


class World:
    """The guild "Sketch Club"; its ids are new in each sandbox, as are all its people to the bot."""

    def __init__(self, new_id: Snowflakes, clock: Callable[[], float], bot_name: str = "Easel") -> None:
        self._new_id = new_id
        self.born = moment(clock())
        self.guild_id, self.guild_name = new_id(), "Sketch Club"
        self.bot_role, self.moderator_role = new_id(), new_id()
        self.bot = User(new_id(), bot_name, 0xB3552F, bot=True, roles=(self.bot_role,))
        self.application_id = self.bot.id
        self.ada = User(new_id(), "Ada", 0x3F7D6E)
        self.ben = User(new_id(), "Ben", 0x5B6FB5)
        self.mo = User(new_id(), "Mo", 0xA9762B, MODERATOR, roles=(self.moderator_role,))
        self.owner = self.mo
        self.users = {user.id: user for user in (self.ada, self.ben, self.mo, self.bot)}
        channels = (
            Channel(new_id(), "studio"),
            Channel(new_id(), "gallery"),
            Channel(new_id(), "after-dark", age_restricted=True),
        )
        self.channels = {channel.id: channel for channel in channels}
        self._direct: dict[str, Channel] = {}

    def user(self, user_id: str) -> User:
        """The user with this id."""
        if user_id not in self.users:
            raise ApiError(Refusal.UNKNOWN_USER)
        return self.users[user_id]

    def channel(self, channel_id: str) -> Channel:
        """The channel with this id."""
        if channel_id not in self.channels:
            raise ApiError(Refusal.UNKNOWN_CHANNEL)
        return self.channels[channel_id]

    def direct(self, user: User) -> Channel:
        """The direct messages between the bot and that user."""
        if user.id not in self._direct:
            channel = Channel(self._new_id(), "direct messages", DIRECT, recipient=user)
            self._direct[user.id] = self.channels[channel.id] = channel
        return self._direct[user.id]

    def add_member(self, name: str, avatar_color: int = 0x777777) -> User:
        """One more ordinary member of the guild."""
        user = User(self._new_id(), name, avatar_color)
        self.users[user.id] = user
        return user
