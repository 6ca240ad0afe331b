"""Changes of the server's settings: channels, permissions, roles, AutoMod."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from sandbox.discord.control.bodies import StrictBody
from sandbox.discord.errors import ClientValidationError
from sandbox.discord.guild_events import GuildEvents
from sandbox.discord.people.resolved_data import find_channel, find_guild, find_user
from sandbox.discord.state.guild import Guild
from sandbox.discord.state.keyword_rules import KeywordRule, KeywordRuleStore
from sandbox.discord.state.localizations import LOCALES
from sandbox.discord.state.permissions import EVERYONE_PERMISSIONS, Permission, permissions_from_names
from sandbox.discord.state.roles import Overwrite, OverwriteType, Role
from sandbox.discord.state.world import World

_DAY_SECONDS = 86_400.0


class DenialBody(StrictBody):
    """The permissions that a channel denies to the bot; an empty list removes the denial."""

    channel: str
    permissions: list[str]


class OverwriteBody(StrictBody):
    """A permission overwrite for a role or a member; two empty lists delete it."""

    channel: str
    whom: str
    allow: list[str] = Field(default_factory=list)
    deny: list[str] = Field(default_factory=list)


class AgeRestrictionBody(StrictBody):
    """Whether a channel is age-restricted."""

    channel: str
    age_restricted: bool


class MemberBody(StrictBody):
    """A member's roles by name or id, and days since joining; ``null`` leaves a value unchanged."""

    user: str
    roles: list[str] | None = None
    days: Annotated[float, Field(ge=0, le=4000)] | None = None


class KeywordRuleBody(StrictBody):
    """A keyword rule of AutoMod; replaces the one with the same name."""

    name: str
    keywords: list[str] = Field(default_factory=list)
    patterns: list[str] = Field(default_factory=list)
    allowed: list[str] = Field(default_factory=list)
    enabled: bool = True


class LanguageBody(StrictBody):
    """The language in which a user has Discord."""

    user: str
    locale: str
    """One of Discord's locales (documentation, "Locales")."""


class GuildSettingsBody(StrictBody):
    """Changes of a server's settings; missing fields stay unchanged."""

    guild: str | None = None
    """The server by id or name; ``null`` means Sketch Club."""
    deny: DenialBody | None = None
    override: OverwriteBody | None = None
    restrict: AgeRestrictionBody | None = None
    grant: list[str] | None = None
    """The permissions of the bot's own role beyond those of @everyone."""
    member: MemberBody | None = None
    keyword_rule: KeywordRuleBody | None = None
    delete_keyword_rule: str | None = None
    close_direct_messages: str | None = None
    """A user who no longer accepts direct messages."""
    open_direct_messages: str | None = None
    language: LanguageBody | None = None
    preferred_locale: str | None = None
    """The server's primary language."""


@dataclass(slots=True, eq=False)
class GuildSettings:
    """Applies changes of the server's settings and announces them."""

    world: World
    automod: KeywordRuleStore
    events: GuildEvents

    def apply(self, changes: GuildSettingsBody) -> None:
        """Apply all changes of a request; raises :class:`ClientValidationError` at the first invalid one."""
        guild = find_guild(self.world, changes.guild)
        if changes.deny is not None:
            channel = find_channel(self.world, changes.deny.channel, guild)
            channel.bot_denied_permissions = parse_permissions(changes.deny.permissions)
            self.events.announce_channel(channel)
        if changes.override is not None:
            self._apply_overwrite(guild, changes.override)
        if changes.restrict is not None:
            channel = find_channel(self.world, changes.restrict.channel, guild)
            channel.age_restricted = changes.restrict.age_restricted
            self.events.announce_channel(channel)
        if changes.grant is not None:
            self._set_bot_permissions(guild, changes.grant)
        if changes.member is not None:
            self._update_member(guild, changes.member)
        self._update_keyword_rules(guild, changes)
        self._update_languages(guild, changes)
        self._update_direct_messages(changes)
        self.events.on_change()

    def _apply_overwrite(self, guild: Guild, changes: OverwriteBody) -> None:
        channel, role = find_channel(self.world, changes.channel, guild), guild.role(changes.whom)
        target, whom = (
            (role.id, OverwriteType.ROLE) if role else (find_user(self.world, changes.whom).id, OverwriteType.MEMBER)
        )
        allow, deny = parse_permissions(changes.allow), parse_permissions(changes.deny)
        if allow or deny:
            channel.set_overwrite(Overwrite(target, whom, allow, deny))
        else:
            channel.overwrites.pop(target, None)
        self.events.announce_channel(channel)

    def _set_bot_permissions(self, guild: Guild, granted: list[str]) -> None:
        if guild.bot_role is None:
            raise ClientValidationError(f"{self.world.bot.name} is not in {guild.name}.")
        guild.bot_role.permissions = EVERYONE_PERMISSIONS | parse_permissions(granted)
        self.events.announce_bot_role(guild)

    def _update_member(self, guild: Guild, changes: MemberBody) -> None:
        """Change a member. Bots without the members intent get no event, but see it in the next interaction."""
        membership = guild.membership(find_user(self.world, changes.user))
        if changes.roles is not None:
            membership.roles = (guild.everyone, *_find_roles(guild, changes.roles))
        if changes.days is not None:
            membership.joined_at = self.world.now() - changes.days * _DAY_SECONDS

    def _update_keyword_rules(self, guild: Guild, changes: GuildSettingsBody) -> None:
        if changes.keyword_rule is not None:
            self.automod.put(guild, KeywordRule(**changes.keyword_rule.model_dump()))
        if changes.delete_keyword_rule is not None:
            self.automod.remove(guild, changes.delete_keyword_rule)

    def _update_languages(self, guild: Guild, changes: GuildSettingsBody) -> None:
        """Change languages. Bots see a user's in the next interaction."""
        if changes.language is not None:
            find_user(self.world, changes.language.user).locale = _parse_locale(changes.language.locale)
        if changes.preferred_locale is not None:
            guild.preferred_locale = _parse_locale(changes.preferred_locale)
            self.events.announce_guild(guild)

    def _update_direct_messages(self, changes: GuildSettingsBody) -> None:
        for name, takes in ((changes.close_direct_messages, False), (changes.open_direct_messages, True)):
            if name is not None:
                find_user(self.world, name).takes_direct_messages = takes


def _find_roles(guild: Guild, wanted: Iterable[str]) -> Iterable[Role]:
    for name in dict.fromkeys(wanted):
        role = guild.role(name)
        if role is None or role is guild.everyone or role.bot_id:
            raise ClientValidationError(f"There is no role {name!r} that a member can have.")
        yield role


def _parse_locale(locale: str) -> str:
    if locale not in LOCALES:
        raise ClientValidationError(f"There is no locale {locale!r}.")
    return locale


def parse_permissions(names: list[str]) -> Permission:
    """The permissions with these names; :class:`ClientValidationError` for an unknown name."""
    try:
        return permissions_from_names(names)
    except KeyError as error:
        raise ClientValidationError(f"There is no permission {error}.") from None
