"""What an admin changes in the server's settings: channels, the bot's permissions, members' roles, AutoMod."""

from collections.abc import Callable, Iterable
from typing import Annotated

from pydantic import Field

from sandbox.discord.control.bodies import Order
from sandbox.discord.gateway import AUTO_MODERATION_CONFIGURATION, GUILDS, Gateway
from sandbox.discord.people.command_options import Unsendable, person, place
from sandbox.discord.rest import serialize
from sandbox.discord.state.keyword_rules import AutoMod, KeywordRule
from sandbox.discord.state.permissions import EVERYONE, Permission, named
from sandbox.discord.state.roles import Overwrite, Role, Whom
from sandbox.discord.state.snowflakes import Snowflakes
from sandbox.discord.state.world import DIRECT, Channel, World

_DAY = 86_400.0


class Denial(Order):
    """What the bot may not do in a channel from now on; an empty list gives all back."""

    channel: str
    permissions: list[str]


class Override(Order):
    """What a role or a member may and may not do in a channel from now on; two empty lists make it as everywhere."""

    channel: str
    whom: str
    allow: list[str] = Field(default_factory=list)
    deny: list[str] = Field(default_factory=list)


class Restriction(Order):
    """Whether a channel is age-restricted from now on."""

    channel: str
    age_restricted: bool


class Membership(Order):
    """What is different about a member from now on: roles by name or id, days on the server; ``null`` stays."""

    user: str
    roles: list[str] | None = None
    days: Annotated[float, Field(ge=0, le=4000)] | None = None


class KeywordOrder(Order):
    """A keyword rule of AutoMod, in the place of the one with its name."""

    name: str
    keywords: list[str] = Field(default_factory=list)
    patterns: list[str] = Field(default_factory=list)
    allowed: list[str] = Field(default_factory=list)
    enabled: bool = True


class HouseOrder(Order):
    """Changes of the server's settings; what is not named stays."""

    deny: Denial | None = None
    override: Override | None = None
    restrict: Restriction | None = None
    grant: list[str] | None = None
    """What the bot's own role allows from now on, beyond what everybody may."""
    member: Membership | None = None
    keyword_rule: KeywordOrder | None = None
    delete_keyword_rule: str | None = None
    close_direct_messages: str | None = None
    """A user who takes no direct messages from now on."""
    open_direct_messages: str | None = None


class House:
    """The server's settings; bots hear of changes over the gateway, pages through ``on_change``."""

    def __init__(self, world: World, new_id: Snowflakes, gateway: Gateway, on_change: Callable[[], None]) -> None:
        def tell(event: str, rule: dict[str, object]) -> None:
            # Documentation, "Gateway Events": only for bots that may manage the guild.
            if Permission.MANAGE_GUILD in world.bot.permissions:
                gateway.dispatch(event, rule, world.guild_id, intent=AUTO_MODERATION_CONFIGURATION)

        self.automod = AutoMod(world, new_id, tell)
        self._world = world
        self._gateway = gateway
        self._on_change = on_change

    def apply(self, order: HouseOrder) -> None:
        """Do what is asked for; :class:`Unsendable` for what cannot be."""
        if order.deny is not None:
            channel = place(self._world, order.deny.channel)
            channel.denied = permissions(order.deny.permissions)
            self.changed(channel)
        if order.override is not None:
            self._override(order.override)
        if order.restrict is not None:
            channel = place(self._world, order.restrict.channel)
            channel.age_restricted = order.restrict.age_restricted
            self.changed(channel)
        if order.grant is not None:
            self._grant(order.grant)
        if order.member is not None:
            self._change_member(order.member)
        self._moderate(order)
        self._open_and_close(order)
        self._on_change()

    def changed(self, channel: Channel) -> None:
        """Tell of a channel that is different now."""
        if channel.kind != DIRECT:
            described = serialize.channel(self._world, channel)
            self._gateway.dispatch("CHANNEL_UPDATE", described, self._world.guild_id, intent=GUILDS)
        self._on_change()

    def _override(self, order: Override) -> None:
        channel, role = place(self._world, order.channel), self._world.role(order.whom)
        target, whom = (role.id, Whom.ROLE) if role else (person(self._world, order.whom).id, Whom.MEMBER)
        allow, deny = permissions(order.allow), permissions(order.deny)
        if allow or deny:
            channel.set(Overwrite(target, whom, allow, deny))
        else:
            channel.overwrites.pop(target, None)
        self.changed(channel)

    def _grant(self, granted: list[str]) -> None:
        role = self._world.bot_role
        role.permissions = EVERYONE | permissions(granted)
        described = role.as_json(self._world.roles.index(role))
        event = {"guild_id": self._world.guild_id, "role": described}
        self._gateway.dispatch("GUILD_ROLE_UPDATE", event, self._world.guild_id, intent=GUILDS)

    def _change_member(self, order: Membership) -> None:
        """Bots without the members intent hear nothing of it, but see it with the next interaction."""
        user = person(self._world, order.user)
        if order.roles is not None:
            user.roles = (self._world.everyone, *self._roles(order.roles))
        if order.days is not None:
            user.joined = self._world.now() - order.days * _DAY

    def _roles(self, wanted: Iterable[str]) -> Iterable[Role]:
        for name in dict.fromkeys(wanted):
            role = self._world.role(name)
            if role is None or role is self._world.everyone or role.bot_id:
                raise Unsendable(f"There is no role {name!r} that a member can have.")
            yield role

    def _moderate(self, order: HouseOrder) -> None:
        if order.keyword_rule is not None:
            self.automod.put(KeywordRule(**order.keyword_rule.model_dump()))
        if order.delete_keyword_rule is not None:
            self.automod.remove(order.delete_keyword_rule)

    def _open_and_close(self, order: HouseOrder) -> None:
        for name, takes in ((order.close_direct_messages, False), (order.open_direct_messages, True)):
            if name is not None:
                person(self._world, name).takes_direct_messages = takes


def permissions(names: list[str]) -> Permission:
    """The permissions of these names; :class:`Unsendable` for one that is not known."""
    try:
        return named(names)
    except KeyError as error:
        raise Unsendable(f"There is no permission {error}.") from None
