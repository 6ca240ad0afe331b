"""The rules of a server: its managers' settings for channels, members and pictures."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, tzinfo
from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.server_quotas import Budget, Quotas
from bot.domain.windows import Calendar
from bot.errors import Invalid
from bot.localization.languages import Language
from bot.localization.messages import Message

MAX_MEMBERSHIP_DAYS: Final = 365
"""Maximum of :attr:`ServerRules.min_days`."""
MAX_ROLES_PER_PURPOSE: Final = 25
"""Maximum number of roles for one purpose, and of roles with a tier."""


class ChannelMode(StrEnum):
    """Who can request pictures in a channel."""

    OPEN = "open"  #: every member who can request pictures on the server
    APPROVAL = "approval"  #: as OPEN, and moderators review the pictures before they are shown
    OFF = "off"  #: nobody, not even moderators
    MODERATORS = "moderators"  #: moderators only


class FlaggedAction(StrEnum):
    """What happens to a picture that the provider's safety check flags."""

    SPOILER = "spoiler"  #: it is shown behind a spoiler
    HOLD = "hold"  #: moderators review it before it is shown
    RESTRICTED = "restricted"  #: it is shown in age-restricted channels only
    REFUSE = "refuse"  #: it is not shown


class SafetyMode(StrEnum):
    """The provider's content check; ``NONE`` omits the ``safety`` parameter from the task."""

    NONE = "none"
    FAST = "fast"


class RolePurpose(StrEnum):
    """The purpose of a role; the values are fields of :class:`ServerRules`."""

    REQUEST = "members"  #: members with the role can request pictures
    MODERATE = "moderators"  #: members with the role count as moderators


class ChannelRules(BaseModel):
    """The rules of one channel and its threads. ``models`` are the keys of the allowed models (empty: all).

    ``private_only`` makes every request private.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    mode: ChannelMode = ChannelMode.OPEN
    models: tuple[str, ...] = ()
    private_only: bool = False


class ServerRules(BaseModel):
    """The rules of one server. Settings that were never changed have their defaults.

    ``members`` are the roles that can request pictures (empty: everybody). ``moderators`` are the roles that count as
    moderators, in addition to members with Manage Messages. ``min_days`` is the minimum membership in days.
    ``log_channel`` is the moderators' channel, which gets the cases to decide and the audit entries.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    channels: Mapping[int, ChannelRules] = Field(default_factory=dict)
    usual: ChannelRules = ChannelRules()
    """The default: the rules of channels without rules of their own."""
    members: tuple[int, ...] = ()
    moderators: tuple[int, ...] = ()
    min_days: int = Field(default=0, ge=0, le=MAX_MEMBERSHIP_DAYS)
    log_channel: int | None = None
    tiers: Mapping[int, str] = Field(default_factory=dict)
    """The tier of each role: role id → name of the tier in the operator's configuration."""
    flagged: FlaggedAction = FlaggedAction.SPOILER
    safety: SafetyMode | None = None
    """The provider's content check; ``None`` for the operator's default."""
    automod: bool = False
    """Whether requests are also checked against the server's AutoMod keyword rules."""
    edits: bool = True
    """Whether others can edit the pictures of a member who has not decided about it in /settings."""
    quotas: Quotas = Quotas()
    budget: Budget = Budget()
    language: Language | None = None
    """The language of messages that everybody sees; ``None`` for the one that the server chose at Discord."""
    calendar: Calendar | None = None
    """The calendar of quotas and of the server's budgets; ``None`` for the last 24 hours and 30 days."""

    @property
    def zone(self) -> tzinfo:
        """The time zone of the calendar; UTC without one."""
        return UTC if self.calendar is None else self.calendar.zone

    def is_moderator(self, roles: AbstractSet[int], *, manages_messages: bool) -> bool:
        """Whether a member with these roles counts as a moderator of the server."""
        return manages_messages or not roles.isdisjoint(self.moderators)

    def for_channel(self, channel_id: int, parent_channel_id: int | None = None) -> ChannelRules:
        """The rules of a channel; a thread without rules of its own has those of its parent channel."""
        parent = self.usual if parent_channel_id is None else self.channels.get(parent_channel_id, self.usual)
        return self.channels.get(channel_id, parent)

    def with_channel(self, channel_id: int | None, changes: Mapping[str, Any]) -> "ServerRules":
        """A copy with changes to a channel's rules, or with ``None`` to the default channel rules."""
        current = self.usual if channel_id is None else self.for_channel(channel_id)
        changed = current.model_copy(update=dict(changes))
        update = {"usual": changed} if channel_id is None else {"channels": {**self.channels, channel_id: changed}}
        return self.model_copy(update=update)

    def without_channel(self, channel_id: int | None) -> "ServerRules":
        """A copy without rules of this channel's own; ``None`` resets the default channel rules."""
        if channel_id is None:
            return self.model_copy(update={"usual": ChannelRules()})
        others = {key: own for key, own in self.channels.items() if key != channel_id}
        return self.model_copy(update={"channels": others})

    def with_role(self, purpose: RolePurpose, role_id: int) -> "ServerRules":
        """A copy with a role added to a purpose; raises :class:`~bot.errors.Invalid` if there are too many roles."""
        roles = tuple(dict.fromkeys((*self.roles_for(purpose), role_id)))
        if len(roles) > MAX_ROLES_PER_PURPOSE:
            raise Invalid(Message("too-many-roles", limit=MAX_ROLES_PER_PURPOSE))
        return self.model_copy(update={purpose.value: roles})

    def without_role(self, purpose: RolePurpose, role_id: int) -> "ServerRules":
        """A copy with a role removed from a purpose; without roles for ``REQUEST``, everybody can request pictures."""
        roles = tuple(role for role in self.roles_for(purpose) if role != role_id)
        return self.model_copy(update={purpose.value: roles})

    def without_roles(self, purpose: RolePurpose) -> "ServerRules":
        """A copy without roles for a purpose."""
        return self.model_copy(update={purpose.value: ()})

    def with_tier(self, role_id: int, tier: str) -> "ServerRules":
        """A copy in which a role has this tier; raises :class:`~bot.errors.Invalid` if too many roles have a tier."""
        tiers = {**self.tiers, role_id: tier}
        if len(tiers) > MAX_ROLES_PER_PURPOSE:
            raise Invalid(Message("too-many-roles", limit=MAX_ROLES_PER_PURPOSE))
        return self.model_copy(update={"tiers": tiers})

    def without_tier(self, role_id: int) -> "ServerRules":
        """A copy in which a role has no tier."""
        return self.model_copy(update={"tiers": {role: tier for role, tier in self.tiers.items() if role != role_id}})

    def without_tiers(self, tier: str | None = None) -> "ServerRules":
        """A copy in which no role has this tier; ``None`` removes all tiers."""
        tiers = {} if tier is None else {role: name for role, name in self.tiers.items() if name != tier}
        return self.model_copy(update={"tiers": tiers})

    def tiers_of(self, roles: AbstractSet[int]) -> tuple[str, ...]:
        """The tiers of a member with these roles."""
        return tuple(tier for role, tier in self.tiers.items() if role in roles)

    def roles_for(self, purpose: RolePurpose) -> tuple[int, ...]:
        """The roles of a purpose."""
        return self.members if purpose is RolePurpose.REQUEST else self.moderators


DEFAULT_RULES: Final = ServerRules()
