"""What an admin changes in the server's settings: channels, the bot's permissions, members' roles, AutoMod."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from sandbox.discord.control.bodies import StrictBody
from sandbox.discord.errors import ClientValidationError
from sandbox.discord.guild_events import GuildEvents
from sandbox.discord.people.command_options import find_channel, find_user
from sandbox.discord.state.keyword_rules import KeywordRule, KeywordRuleStore
from sandbox.discord.state.permissions import EVERYONE_PERMISSIONS, Permission, permissions_from_names
from sandbox.discord.state.roles import Overwrite, OverwriteType, Role
from sandbox.discord.state.world import World

_DAY_SECONDS = 86_400.0


class DenialBody(StrictBody):
    """What the bot may not do in a channel from now on; an empty list gives all back."""

    channel: str
    permissions: list[str]


class OverwriteBody(StrictBody):
    """What a role or a member may and may not do in a channel from now on; two empty lists make it as everywhere."""

    channel: str
    whom: str
    allow: list[str] = Field(default_factory=list)
    deny: list[str] = Field(default_factory=list)


class AgeRestrictionBody(StrictBody):
    """Whether a channel is age-restricted from now on."""

    channel: str
    age_restricted: bool


class MemberBody(StrictBody):
    """What is different about a member from now on: roles by name or id, days on the server; ``null`` stays."""

    user: str
    roles: list[str] | None = None
    days: Annotated[float, Field(ge=0, le=4000)] | None = None


class KeywordRuleBody(StrictBody):
    """A keyword rule of AutoMod, in the place of the one with its name."""

    name: str
    keywords: list[str] = Field(default_factory=list)
    patterns: list[str] = Field(default_factory=list)
    allowed: list[str] = Field(default_factory=list)
    enabled: bool = True


class GuildSettingsBody(StrictBody):
    """Changes of the server's settings; what is not named stays."""

    deny: DenialBody | None = None
    override: OverwriteBody | None = None
    restrict: AgeRestrictionBody | None = None
    grant: list[str] | None = None
    """What the bot's own role allows from now on, beyond what everybody may."""
    member: MemberBody | None = None
    keyword_rule: KeywordRuleBody | None = None
    delete_keyword_rule: str | None = None
    close_direct_messages: str | None = None
    """A user who takes no direct messages from now on."""
    open_direct_messages: str | None = None


class GuildSettings:
    """Applies changes of the server's settings and announces them."""

    def __init__(self, world: World, automod: KeywordRuleStore, events: GuildEvents) -> None:
        self._world = world
        self._automod = automod
        self._events = events

    def apply(self, order: GuildSettingsBody) -> None:
        """Apply all changes of a request; raises :class:`ClientValidationError` at the first invalid one."""
        if order.deny is not None:
            channel = find_channel(self._world, order.deny.channel)
            channel.bot_denied_permissions = parse_permissions(order.deny.permissions)
            self._events.announce_channel(channel)
        if order.override is not None:
            self._apply_overwrite(order.override)
        if order.restrict is not None:
            channel = find_channel(self._world, order.restrict.channel)
            channel.age_restricted = order.restrict.age_restricted
            self._events.announce_channel(channel)
        if order.grant is not None:
            self._set_bot_permissions(order.grant)
        if order.member is not None:
            self._update_member(order.member)
        self._update_keyword_rules(order)
        self._update_direct_messages(order)
        self._events.on_change()

    def _apply_overwrite(self, order: OverwriteBody) -> None:
        channel, role = find_channel(self._world, order.channel), self._world.role(order.whom)
        target, whom = (
            (role.id, OverwriteType.ROLE) if role else (find_user(self._world, order.whom).id, OverwriteType.MEMBER)
        )
        allow, deny = parse_permissions(order.allow), parse_permissions(order.deny)
        if allow or deny:
            channel.set_overwrite(Overwrite(target, whom, allow, deny))
        else:
            channel.overwrites.pop(target, None)
        self._events.announce_channel(channel)

    def _set_bot_permissions(self, granted: list[str]) -> None:
        self._world.bot_role.permissions = EVERYONE_PERMISSIONS | parse_permissions(granted)
        self._events.announce_bot_role()

    def _update_member(self, order: MemberBody) -> None:
        """Bots without the members intent hear nothing of it, but see it with the next interaction."""
        user = find_user(self._world, order.user)
        if order.roles is not None:
            user.roles = (self._world.everyone, *self._find_roles(order.roles))
        if order.days is not None:
            user.joined_at = self._world.now() - order.days * _DAY_SECONDS

    def _find_roles(self, wanted: Iterable[str]) -> Iterable[Role]:
        for name in dict.fromkeys(wanted):
            role = self._world.role(name)
            if role is None or role is self._world.everyone or role.bot_id:
                raise ClientValidationError(f"There is no role {name!r} that a member can have.")
            yield role

    def _update_keyword_rules(self, order: GuildSettingsBody) -> None:
        if order.keyword_rule is not None:
            self._automod.put(KeywordRule(**order.keyword_rule.model_dump()))
        if order.delete_keyword_rule is not None:
            self._automod.remove(order.delete_keyword_rule)

    def _update_direct_messages(self, order: GuildSettingsBody) -> None:
        for name, takes in ((order.close_direct_messages, False), (order.open_direct_messages, True)):
            if name is not None:
                find_user(self._world, name).takes_direct_messages = takes


def parse_permissions(names: list[str]) -> Permission:
    """The permissions of these names; :class:`ClientValidationError` for one that is not known."""
    try:
        return permissions_from_names(names)
    except KeyError as error:
        raise ClientValidationError(f"There is no permission {error}.") from None
