"""Users, servers with their members and roles, and channels."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, Json
from sandbox.discord.state.audit_log import AuditEntry
from sandbox.discord.state.permissions import ALL_PERMISSIONS, EVERYONE_PERMISSIONS, NO_PERMISSIONS, Permission
from sandbox.discord.state.roles import Overwrite, OverwriteType, Role, apply_overwrites, combine_permissions

TEXT_CHANNEL: Final = 0
DIRECT_CHANNEL: Final = 1


@dataclass(slots=True, eq=False)
class User:
    """A user's account, which is the same in every server."""

    id: str
    name: str
    avatar_color: int
    is_bot: bool = False
    takes_direct_messages: bool = True
    locale: str = "en-US"
    """The language in which the user has Discord; each of their interactions names it."""

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
class Membership:
    """A user's membership of one server; the first of ``roles`` is @everyone."""

    user: User
    roles: tuple[Role, ...]
    joined_at: float
    """In seconds since 1970."""


@dataclass(slots=True, eq=False)
class Guild:
    """A server. It exists without the bot too: before the bot was added, and after it was removed."""

    id: str
    name: str
    everyone: Role
    roles: list[Role]
    memberships: dict[str, Membership] = field(default_factory=dict)
    """Memberships by user id, the bot's included while it is a member."""
    channels: dict[str, "Channel"] = field(default_factory=dict)
    owner_id: str = ""
    preferred_locale: str = "en-US"
    bot_role: Role | None = None
    """The managed role of the bot, while it is a member."""
    audit_log: list[AuditEntry] = field(default_factory=list)
    """Oldest first."""
    is_unavailable: bool = False
    """Whether Discord has an outage that hides the server from the bot's gateway."""

    @property
    def owner(self) -> User:
        """The user who owns the server, which implies all permissions."""
        return self.memberships[self.owner_id].user

    @property
    def has_bot(self) -> bool:
        """Whether the bot is a member."""
        return self.bot_role is not None

    def people(self) -> Iterator[User]:
        """The members who are no bots."""
        return (one.user for one in self.memberships.values() if not one.user.is_bot)

    def membership(self, user: User) -> Membership:
        """The user's membership; UNKNOWN_MEMBER if there is none."""
        if user.id not in self.memberships:
            raise ApiError(ErrorCode.UNKNOWN_MEMBER)
        return self.memberships[user.id]

    def role(self, value: object) -> Role | None:
        """The role with this id or name."""
        return next((one for one in self.roles if value in {one.id, one.name}), None)

    def channel(self, name: str) -> "Channel":
        """The channel with this name; KeyError if there is none."""
        for channel in self.channels.values():
            if channel.name == name:
                return channel
        raise KeyError(name)

    def permissions_of(self, user: User) -> Permission:
        """The user's permissions before channel overwrites; none for somebody who is no member."""
        membership = self.memberships.get(user.id)
        if membership is None:
            return NO_PERMISSIONS
        permissions = combine_permissions(membership.roles)
        return ALL_PERMISSIONS if user.id == self.owner_id or Permission.ADMINISTRATOR in permissions else permissions


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel of a server, or the direct messages of ``bot_id`` with ``recipient``."""

    id: str
    name: str
    bot_id: str
    guild: Guild | None = None
    kind: int = TEXT_CHANNEL
    age_restricted: bool = False
    recipient: User | None = None
    topic: str = ""
    """What the server's managers wrote about it. A page shows the word before the first colon as the channel's kind."""
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    """Permission overwrites by id of the role or member."""

    @property
    def guild_id(self) -> str | None:
        """The id of its server; ``None`` for direct messages."""
        return self.guild.id if self.guild is not None else None

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
        """The user's permissions in this channel; none for somebody who is no member of its server."""
        if self.guild is None:
            return EVERYONE_PERMISSIONS & ~self.bot_denied_permissions if user.is_bot else EVERYONE_PERMISSIONS
        base = self.guild.permissions_of(user)
        if Permission.ADMINISTRATOR in base:
            return ALL_PERMISSIONS
        membership = self.guild.memberships.get(user.id)
        if membership is None:
            return NO_PERMISSIONS
        return apply_overwrites(base, [*(role.id for role in membership.roles), user.id], self.overwrites)

    def is_visible_to(self, user: User) -> bool:
        """Whether that user sees the channel."""
        if self.guild is None:
            return user is self.recipient or user.is_bot
        if user.is_bot:
            return self.guild.has_bot
        return Permission.VIEW_CHANNEL in self.permissions_of(user)
