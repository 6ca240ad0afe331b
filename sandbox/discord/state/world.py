"""The world: one guild with its channels, roles and members, and the bot."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, Json
from sandbox.discord.state.permissions import (
    ADMIN_PERMISSIONS,
    ALL_PERMISSIONS,
    EVERYONE_PERMISSIONS,
    MODERATOR_PERMISSIONS,
    NO_PERMISSIONS,
    Permission,
)
from sandbox.discord.state.roles import Overwrite, OverwriteType, Role, apply_overwrites, combine_permissions
from sandbox.discord.state.snowflakes import SnowflakeGenerator

TEXT_CHANNEL: Final = 0
DIRECT_CHANNEL: Final = 1
_GUILD_AGE_SECONDS: Final = 400 * 86_400.0
"""Age of the guild in seconds."""


@dataclass(slots=True, eq=False)
class User:
    """A user; the first of ``roles`` is @everyone."""

    id: str
    name: str
    avatar_color: int
    roles: tuple[Role, ...]
    joined_at: float
    """When the user joined the guild, in seconds since 1970."""
    is_owner: bool = False
    """Whether the user owns the guild, which implies all permissions."""
    is_bot: bool = False
    takes_direct_messages: bool = True

    @property
    def permissions(self) -> Permission:
        """The user's permissions in the guild, before channel overwrites."""
        permissions = combine_permissions(self.roles)
        return ALL_PERMISSIONS if self.is_owner or Permission.ADMINISTRATOR in permissions else permissions

    def as_json(self) -> Json:
        """Discord's user object."""
        return {
            "id": self.id,
            "username": self.name.lower(),
            "global_name": None if self.is_bot else self.name,
            "discriminator": "0000" if self.is_bot else "0",
            "avatar": None,
            "bot": self.is_bot,
            "public_flags": 0,
        }


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel of the guild, or the direct messages of ``bot_id`` with ``recipient``."""

    id: str
    name: str
    bot_id: str
    kind: int = TEXT_CHANNEL
    age_restricted: bool = False
    recipient: User | None = None
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    """Permission overwrites by id of the role or member."""

    @property
    def bot_denied_permissions(self) -> Permission:
        """The permissions that an overwrite denies to the bot itself."""
        own = self.overwrites.get(self.bot_id)
        return own.deny if own else NO_PERMISSIONS

    @bot_denied_permissions.setter
    def bot_denied_permissions(self, permissions: Permission) -> None:
        allow = self.overwrites.pop(self.bot_id, Overwrite(self.bot_id, OverwriteType.MEMBER)).allow & ~permissions
        if allow | permissions:
            self.set_overwrite(Overwrite(self.bot_id, OverwriteType.MEMBER, allow, permissions))

    def set_overwrite(self, overwrite: Overwrite) -> None:
        """Add an overwrite, or replace that of the same role or member."""
        self.overwrites[overwrite.id] = overwrite

    def permissions_of(self, user: User) -> Permission:
        """The user's permissions in this channel."""
        if self.kind == DIRECT_CHANNEL:
            return EVERYONE_PERMISSIONS & ~self.bot_denied_permissions if user.is_bot else EVERYONE_PERMISSIONS
        if Permission.ADMINISTRATOR in user.permissions:
            return ALL_PERMISSIONS
        return apply_overwrites(user.permissions, [*(role.id for role in user.roles), user.id], self.overwrites)

    def is_visible_to(self, user: User) -> bool:
        """Whether that user sees the channel."""
        if self.kind == DIRECT_CHANNEL:
            return user is self.recipient or user.is_bot
        return user.is_bot or Permission.VIEW_CHANNEL in self.permissions_of(user)


class World:
    """The guild "Sketch Club"; all ids are new in each sandbox.

    Ada and Ben are members, Mo is a moderator, Ines owns the guild. Ben has just joined, the others joined long ago.
    """

    def __init__(self, new_id: SnowflakeGenerator, clock: Callable[[], float], bot_name: str = "Easel") -> None:
        self._new_id = new_id
        self._clock = clock
        self.guild_id, self.guild_name = new_id(seconds_ago=_GUILD_AGE_SECONDS), "Sketch Club"
        bot_id = new_id()
        self.everyone = Role(self.guild_id, "@everyone", EVERYONE_PERMISSIONS)
        self.bot_role = Role(new_id(), bot_name, EVERYONE_PERMISSIONS, bot_id)
        self.artists = Role(new_id(), "Artists")
        self.moderators = Role(new_id(), "Moderators", MODERATOR_PERMISSIONS)
        self.admins = Role(new_id(), "Admins", ADMIN_PERMISSIONS)
        self.roles = (self.everyone, self.bot_role, self.artists, self.moderators, self.admins)
        self.bot = User(bot_id, bot_name, 0xB3552F, (self.everyone, self.bot_role), clock(), is_bot=True)
        self.application_id = self.bot.id
        self.users: dict[str, User] = {}
        self.ada = self.add_member("Ada", 0x3F7D6E, self.artists, seconds_ago=_GUILD_AGE_SECONDS / 2)
        self.ben = self.add_member("Ben", 0x5B6FB5)
        self.mo = self.add_member("Mo", 0xA9762B, self.moderators, seconds_ago=_GUILD_AGE_SECONDS / 2)
        self.ines = self.owner = self.add_member("Ines", 0x8C4A6B, self.admins, seconds_ago=_GUILD_AGE_SECONDS)
        self.ines.is_owner = True
        self.users[self.bot.id] = self.bot
        names = ("studio", "gallery", "after-dark", "moderators")
        self.channels = {one.id: one for one in (Channel(new_id(), name, self.bot.id) for name in names)}
        *_, after_dark, hidden = self.channels.values()
        after_dark.age_restricted = True
        hidden.set_overwrite(Overwrite(self.everyone.id, OverwriteType.ROLE, deny=Permission.VIEW_CHANNEL))
        for role in (self.bot_role, self.moderators):
            hidden.set_overwrite(Overwrite(role.id, OverwriteType.ROLE, allow=Permission.VIEW_CHANNEL))
        self._direct_channels: dict[str, Channel] = {}

    def user(self, user_id: str) -> User:
        """The user with this id; UNKNOWN_USER if there is none."""
        if user_id not in self.users:
            raise ApiError(ErrorCode.UNKNOWN_USER)
        return self.users[user_id]

    def channel(self, channel_id: str) -> Channel:
        """The channel with this id; UNKNOWN_CHANNEL if there is none."""
        if channel_id not in self.channels:
            raise ApiError(ErrorCode.UNKNOWN_CHANNEL)
        return self.channels[channel_id]

    def direct_channel(self, user: User) -> Channel:
        """The direct message channel of the bot and that user, created at the first call."""
        if user.id not in self._direct_channels:
            channel = Channel(self._new_id(), "direct messages", self.bot.id, DIRECT_CHANNEL, recipient=user)
            self._direct_channels[user.id] = self.channels[channel.id] = channel
        return self._direct_channels[user.id]

    def now(self) -> float:
        """The current time in seconds since 1970."""
        return self._clock()

    def role(self, value: object) -> Role | None:
        """The role with this id or name."""
        return next((one for one in self.roles if value in {one.id, one.name}), None)

    def add_member(self, name: str, avatar_color: int = 0x777777, *roles: Role, seconds_ago: float = 0) -> User:
        """Add a member who joined ``seconds_ago``."""
        user_id, joined_at = self._new_id(seconds_ago=seconds_ago), self._clock() - seconds_ago
        user = self.users[user_id] = User(user_id, name, avatar_color, (self.everyone, *roles), joined_at)
        return user
