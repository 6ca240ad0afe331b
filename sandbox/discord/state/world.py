"""The world: all servers, users and channels, and the bot's application."""

from collections.abc import Callable, Iterator
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode
from sandbox.discord.state.application import Application
from sandbox.discord.state.audit_log import AuditAction, AuditEntry
from sandbox.discord.state.guild import DIRECT_CHANNEL, Channel, Guild, Membership, User
from sandbox.discord.state.permissions import (
    ADMIN_PERMISSIONS,
    EVERYONE_PERMISSIONS,
    MODERATOR_PERMISSIONS,
    NO_PERMISSIONS,
    Permission,
)
from sandbox.discord.state.roles import Overwrite, OverwriteType, Role
from sandbox.discord.state.snowflakes import SnowflakeGenerator

_GUILD_AGE_SECONDS: Final = 400 * 86_400.0
"""Age of a new world's servers in seconds."""
_DEFAULT_COLOR: Final = 0x777777
_TOPICS: Final = {
    "studio": "Open: everybody may ask for pictures here.",
    "gallery": "Open: a second channel, for what is finished.",
    "after-dark": "Age-restricted: for adults.",
    "moderators": "Moderators: reports and decisions arrive here.",
}


class World:
    """The server "Sketch Club", and those that are created later; all ids are new in each sandbox.

    In Sketch Club, Ada and Ben are members, Mo is a moderator, Ines owns the server and, by default, the application.
    Ben has just joined, the others joined long ago. ``guild`` is Sketch Club.
    """

    def __init__(self, new_id: SnowflakeGenerator, clock: Callable[[], float], bot_name: str = "Easel") -> None:
        self.new_id = new_id
        self._clock = clock
        self.users: dict[str, User] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        """All channels by id, those of Sketch Club first, direct messages included."""
        self._direct_channels: dict[str, Channel] = {}
        self.bot = User(new_id(), bot_name, 0xB3552F, is_bot=True)
        self.ada = self.create_user("Ada", 0x3F7D6E, seconds_ago=_GUILD_AGE_SECONDS / 2)
        self.ben = self.create_user("Ben", 0x5B6FB5)
        self.mo = self.create_user("Mo", 0xA9762B, seconds_ago=_GUILD_AGE_SECONDS / 2)
        self.ines = self.create_user("Ines", 0x8C4A6B, seconds_ago=_GUILD_AGE_SECONDS)
        self.guild = self.create_guild("Sketch Club", self.ines, seconds_ago=_GUILD_AGE_SECONDS)
        self.artists = self.add_role(self.guild, "Artists")
        self.moderators = self.add_role(self.guild, "Moderators", MODERATOR_PERMISSIONS)
        self.admins = self.add_role(self.guild, "Admins", ADMIN_PERMISSIONS)
        self.join(self.guild, self.ada, self.artists, seconds_ago=_GUILD_AGE_SECONDS / 2)
        self.join(self.guild, self.ben)
        self.join(self.guild, self.mo, self.moderators, seconds_ago=_GUILD_AGE_SECONDS / 2)
        self.join(self.guild, self.ines, self.admins, seconds_ago=_GUILD_AGE_SECONDS)
        for name in ("studio", "gallery"):
            self.add_channel(self.guild, name)
        self.add_channel(self.guild, "after-dark").age_restricted = True
        self.add_hidden_channel(self.guild, "moderators", self.moderators)
        for name, topic in _TOPICS.items():
            self.guild.channel(name).topic = topic
        self.users[self.bot.id] = self.bot
        self.application = Application(self.bot.id, self.bot, self.ines, new_id())
        self.add_bot(self.guild, self.ines)

    @property
    def guild_id(self) -> str:
        """The id of Sketch Club."""
        return self.guild.id

    @property
    def application_id(self) -> str:
        """The id of the application, which is the bot's too."""
        return self.application.id

    @property
    def owner(self) -> User:
        """The owner of Sketch Club."""
        return self.guild.owner

    @property
    def bot_guilds(self) -> Iterator[Guild]:
        """The servers that the bot is a member of, oldest first."""
        return (guild for guild in self.guilds.values() if guild.has_bot)

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

    def bot_guild(self, guild_id: str) -> Guild:
        """The server with this id; UNKNOWN_GUILD if there is none, or if the bot is no member."""
        guild = self.guilds.get(guild_id)
        if guild is None or not guild.has_bot:
            raise ApiError(ErrorCode.UNKNOWN_GUILD)
        return guild

    def direct_channel(self, user: User) -> Channel:
        """The direct message channel of the bot and that user, created at the first call."""
        if user.id not in self._direct_channels:
            channel = Channel(self.new_id(), "direct messages", self.bot.id, kind=DIRECT_CHANNEL, recipient=user)
            self._direct_channels[user.id] = self.channels[channel.id] = channel
        return self._direct_channels[user.id]

    def can_reach(self, user: User) -> bool:
        """Whether the bot may write direct messages to that user: they share a server, and the user takes them."""
        return user.takes_direct_messages and any(user.id in guild.memberships for guild in self.bot_guilds)

    def now(self) -> float:
        """The current time in seconds since 1970."""
        return self._clock()

    # ── what is created ──────────────────────────────────────────────────────────────────────────────────────────────

    def create_user(self, name: str, avatar_color: int = _DEFAULT_COLOR, *, seconds_ago: float = 0) -> User:
        """Create an account."""
        user = User(self.new_id(seconds_ago=seconds_ago), name, avatar_color)
        self.users[user.id] = user
        return user

    def create_guild(self, name: str, owner: User, *, seconds_ago: float = 0) -> Guild:
        """Create a server without channels, whose only member is its owner."""
        guild_id = self.new_id(seconds_ago=seconds_ago)
        everyone = Role(guild_id, "@everyone", EVERYONE_PERMISSIONS)
        guild = self.guilds[guild_id] = Guild(guild_id, name, everyone, [everyone], owner_id=owner.id)
        self.join(guild, owner, seconds_ago=seconds_ago)
        return guild

    def add_role(self, guild: Guild, name: str, permissions: Permission = NO_PERMISSIONS) -> Role:
        """Add a role above the others."""
        role = Role(self.new_id(), name, permissions)
        guild.roles.append(role)
        return role

    def add_channel(self, guild: Guild, name: str) -> Channel:
        """Add a text channel that every member sees."""
        channel = Channel(self.new_id(), name, self.bot.id, guild)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def add_hidden_channel(self, guild: Guild, name: str, *roles: Role) -> Channel:
        """Add a text channel that only these roles see, and the bot."""
        channel = self.add_channel(guild, name)
        channel.set_overwrite(Overwrite(guild.everyone.id, OverwriteType.ROLE, deny=Permission.VIEW_CHANNEL))
        for role in (guild.bot_role, *roles):
            if role is not None:
                channel.set_overwrite(Overwrite(role.id, OverwriteType.ROLE, allow=Permission.VIEW_CHANNEL))
        return channel

    def add_member(self, name: str, avatar_color: int = _DEFAULT_COLOR, *roles: Role, seconds_ago: float = 0) -> User:
        """Create a user who joined Sketch Club ``seconds_ago``."""
        user = self.create_user(name, avatar_color, seconds_ago=seconds_ago)
        self.join(self.guild, user, *roles, seconds_ago=seconds_ago)
        return user

    def join(self, guild: Guild, user: User, *roles: Role, seconds_ago: float = 0) -> None:
        """Make the user a member."""
        guild.memberships[user.id] = Membership(user, (guild.everyone, *roles), self._clock() - seconds_ago)

    # ── the bot's own membership ─────────────────────────────────────────────────────────────────────────────────────

    def add_bot(self, guild: Guild, added_by: User) -> None:
        """Make the bot a member with a role of its own, and let it into the hidden channels."""
        role = guild.bot_role = Role(self.new_id(), self.bot.name, EVERYONE_PERMISSIONS, self.bot.id)
        guild.roles.insert(1, role)
        guild.is_unavailable = False
        self.join(guild, self.bot, role)
        for channel in guild.channels.values():
            hidden = channel.overwrites.get(guild.everyone.id)
            if hidden is not None and Permission.VIEW_CHANNEL in hidden.deny:
                channel.set_overwrite(Overwrite(role.id, OverwriteType.ROLE, allow=Permission.VIEW_CHANNEL))
        guild.audit_log.append(AuditEntry(self.new_id(), AuditAction.BOT_ADD, added_by.id, self.bot.id))

    def remove_bot(self, guild: Guild, kicked_by: User | None = None) -> None:
        """End the bot's membership; without ``kicked_by`` it leaves by itself."""
        role, guild.bot_role = guild.bot_role, None
        if role is not None:
            guild.roles.remove(role)
            for channel in guild.channels.values():
                channel.overwrites.pop(role.id, None)
        guild.memberships.pop(self.bot.id, None)
        if kicked_by is not None:
            guild.audit_log.append(AuditEntry(self.new_id(), AuditAction.MEMBER_KICK, kicked_by.id, self.bot.id))
