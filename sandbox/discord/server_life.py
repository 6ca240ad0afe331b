"""How servers come and go for the bot: it is invited, removed, leaves, or an outage hides a server."""

from collections.abc import Callable, Sequence
from itertools import count

from sandbox.discord.errors import ClientValidationError
from sandbox.discord.guild_events import GuildEvents
from sandbox.discord.state.guild import Guild, User
from sandbox.discord.state.permissions import MODERATOR_PERMISSIONS, Permission
from sandbox.discord.state.world import World

OFFICE_NAME = "Operator's office"
OPERATOR_NAME = "Operator"
_FIRST_NAMES = ("Noor", "Finn", "Lena", "Juan", "Yuki", "Omar", "Zoe", "Ravi", "Tess", "Emil")
_SERVER_NAMES = ("Paper Boats", "Night Owls", "Map Makers", "Tea House", "Old Trams")
_COLORS = (0x6E7F3D, 0x3D5F7F, 0x7F3D6E, 0x7F6A3D, 0x3D7F77)
_CHANNEL_NAME, _MODERATORS_NAME = "general", "moderators"


class ServerLife:
    """Changes which servers the bot is a member of.

    ``on_removed`` is called when the bot's membership ends, for whatever Discord forgets then.
    """

    def __init__(self, world: World, events: GuildEvents, on_removed: Callable[[Guild], None]) -> None:
        self._world = world
        self._events = events
        self._on_removed = on_removed
        self.office: Guild | None = None
        """The operator's server, once it is open."""

    def open_office(self) -> Guild:
        """Create the operator's server, where the bot is a member; the operator owns the application from then on."""
        operator = self._world.create_user(OPERATOR_NAME, 0x4A4A8C)
        self._world.application.owner = operator
        office = self.office = self._world.create_guild(OFFICE_NAME, operator)
        self._world.add_channel(office, "desk").topic = "Operator: servers that wait, and what the bot has to tell you."
        self._world.add_bot(office, operator)
        self._events.announce_joined(office)
        return office

    def invite_to_new_guild(
        self, name: str | None = None, owner: str | None = None, members: Sequence[str] | None = None
    ) -> Guild:
        """Create a server and invite the bot into it.

        It has #general and a hidden #moderators. ``owner`` and ``members`` are names of new people, or of people who
        exist; without them there are a new owner, a new moderator and a new member.
        """
        guild = self._world.create_guild(name or self._unused_guild_name(), self._person(owner))
        moderators = self._world.add_role(guild, "Moderators", MODERATOR_PERMISSIONS)
        self._world.add_channel(guild, _CHANNEL_NAME).topic = "Open: everybody may ask for pictures here."
        hidden = self._world.add_hidden_channel(guild, _MODERATORS_NAME, moderators)
        hidden.topic = "Moderators: reports and decisions arrive here."
        if members is None:
            self._world.join(guild, self._person(None), moderators)
        for one in (None,) if members is None else members:
            self._world.join(guild, self._person(one))
        self.invite(guild, guild.owner)
        return guild

    def invite(self, guild: Guild, by: User) -> None:
        """Let that user add the bot to a server, as with the application's link."""
        if guild.has_bot:
            raise ClientValidationError(f"{self._world.bot.name} is already in {guild.name}.")
        if Permission.MANAGE_GUILD not in guild.permissions_of(by):
            raise ClientValidationError("Only somebody who may manage the server can add an application to it.")
        if not self._world.application.can_be_added_by(by):
            raise ClientValidationError("This application is private: only its owner can add it to a server.")
        self._world.add_bot(guild, by)
        self._events.announce_joined(guild)

    def remove(self, guild: Guild, by: User | None = None) -> None:
        """Let ``by`` (default: the server's owner) kick the bot."""
        self._require_bot(guild)
        kicker = by or guild.owner
        if Permission.KICK_MEMBERS not in guild.permissions_of(kicker):
            raise ClientValidationError("You do not have permission to kick members.")
        self._end_membership(guild, kicker)

    def leave(self, guild: Guild) -> None:
        """Let the bot leave by itself."""
        self._end_membership(guild, None)

    def start_outage(self, guild: Guild) -> None:
        """Hide the server from the bot's gateway; REST requests still work."""
        self._require_bot(guild)
        guild.is_unavailable = True
        self._events.announce_outage(guild)

    def end_outage(self, guild: Guild) -> None:
        """Show the server again."""
        self._require_bot(guild)
        if not guild.is_unavailable:
            raise ClientValidationError(f"{guild.name} has no outage.")
        guild.is_unavailable = False
        self._events.announce_available(guild)

    def _end_membership(self, guild: Guild, kicker: User | None) -> None:
        self._world.remove_bot(guild, kicker)
        self._on_removed(guild)
        self._events.announce_removed(guild)

    def _require_bot(self, guild: Guild) -> None:
        if not guild.has_bot:
            raise ClientValidationError(f"{self._world.bot.name} is not in {guild.name}.")

    def _person(self, name: str | None) -> User:
        """The user with this name, or a new one; ``None`` means a new one with a name that nobody has."""
        taken = {user.name.casefold(): user for user in self._world.users.values()}
        if name is None:
            name = _first_unused(_FIRST_NAMES, "Person", taken)
        if name.casefold() in taken:
            return taken[name.casefold()]
        return self._world.create_user(name, _COLORS[len(taken) % len(_COLORS)])

    def _unused_guild_name(self) -> str:
        return _first_unused(_SERVER_NAMES, "Server", {one.name.casefold() for one in self._world.guilds.values()})


def _first_unused(names: Sequence[str], further: str, taken: "dict[str, User] | set[str]") -> str:
    """The first name that is not taken; after the last one, ``further`` with a number."""
    for name in names:
        if name.casefold() not in taken:
            return name
    return next(name for number in count(2) if (name := f"{further} {number}").casefold() not in taken)
