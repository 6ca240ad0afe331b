"""The house rules of a server: what its managers decided about channels, people and pictures."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from bot.errors import Invalid

MAX_MEMBERSHIP_DAYS: Final = 365
MAX_ROLES_PER_PURPOSE: Final = 25
"""Roles that one purpose may have."""


class ChannelMode(StrEnum):
    """Who may ask for pictures in a channel."""

    OPEN = "open"  #: everybody who may ask at all
    APPROVAL = "approval"  #: everybody, and moderators look at the pictures before they are shown
    OFF = "off"  #: nobody
    MODERATORS = "moderators"  #: those who moderate


class FlaggedAction(StrEnum):
    """What becomes of a picture that the provider's safety check flags."""

    SPOILER = "spoiler"  #: it is shown behind a spoiler
    HOLD = "hold"  #: moderators look at it before it is shown
    RESTRICTED = "restricted"  #: it is shown in age-restricted channels, and nowhere else
    REFUSE = "refuse"  #: it is not shown


class SafetyMode(StrEnum):
    """Which content checks the provider does; ``none`` sends no ``safety`` at all."""

    NONE = "none"
    FAST = "fast"


class RolePurpose(StrEnum):
    """What a role is for; the values are the fields of :class:`ServerRules`."""

    REQUEST = "members"  #: who has it may ask
    MODERATE = "moderators"  #: who has it counts as a moderator


class ChannelRules(BaseModel):
    """What holds in one channel and its threads. ``models`` are the keys of those that may draw; none named is all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mode: ChannelMode = ChannelMode.OPEN
    models: tuple[str, ...] = ()
    private_only: bool = False


class ServerRules(BaseModel):
    """What holds on one server; what is not said is as open as it was before anybody decided.

    ``members`` are the roles that may ask (none named is everybody), ``moderators`` those that count as moderators
    besides whoever has Manage Messages. ``min_days`` is how long somebody must have been on the server. ``log_channel``
    is where decisions are told, and where what moderators are to decide is put before them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    channels: Mapping[int, ChannelRules] = Field(default_factory=dict)
    usual: ChannelRules = ChannelRules()
    """What holds in channels that nobody decided about."""
    members: tuple[int, ...] = ()
    moderators: tuple[int, ...] = ()
    min_days: int = Field(default=0, ge=0, le=MAX_MEMBERSHIP_DAYS)
    log_channel: int | None = None
    tiers: Mapping[int, str] = Field(default_factory=dict)
    """What the operator calls the limits that hold for those who have a role."""
    flagged: FlaggedAction = FlaggedAction.SPOILER
    safety: SafetyMode | None = None
    """Which content checks the provider does; ``None`` is what the operator chose."""
    automod: bool = False
    """Whether the keyword rules of the server's AutoMod hold for requests too."""
    edits: bool = True
    """Whether others may edit a member's pictures, where the member said nothing about it."""

    def is_moderator(self, roles: AbstractSet[int], *, manages_messages: bool) -> bool:
        """Whether somebody with these roles counts as a moderator of the server."""
        return manages_messages or not roles.isdisjoint(self.moderators)

    def for_channel(self, channel_id: int, parent_channel_id: int | None = None) -> ChannelRules:
        """What holds in a channel; a thread without rules of its own has those of its channel."""
        for place in (channel_id, parent_channel_id):
            if place is not None and place in self.channels:
                return self.channels[place]
        return self.usual

    def with_channel(self, channel_id: int | None, changes: Mapping[str, Any]) -> "ServerRules":
        """The rules once these fields of a channel's are so; ``None`` stands for every channel without a decision.

        What is not among the changes stays as it held there.
        """
        held = self.usual if channel_id is None else self.for_channel(channel_id)
        now = held.model_copy(update=dict(changes))
        update = {"usual": now} if channel_id is None else {"channels": {**self.channels, channel_id: now}}
        return self.model_copy(update=update)

    def without_channel(self, channel_id: int | None) -> "ServerRules":
        """The rules once nothing is decided about this channel, or with ``None`` about those without a decision."""
        if channel_id is None:
            return self.model_copy(update={"usual": ChannelRules()})
        others = {place: rules for place, rules in self.channels.items() if place != channel_id}
        return self.model_copy(update={"channels": others})

    def with_role(self, purpose: RolePurpose, role_id: int) -> "ServerRules":
        """The rules once a role is for this; :class:`~bot.errors.Invalid` when those are too many."""
        roles = tuple(dict.fromkeys((*self.roles_for(purpose), role_id)))
        if len(roles) > MAX_ROLES_PER_PURPOSE:
            raise Invalid(f"A server can have at most {MAX_ROLES_PER_PURPOSE} roles for that; remove one first.")
        return self.model_copy(update={purpose.value: roles})

    def without_role(self, purpose: RolePurpose, role_id: int) -> "ServerRules":
        """The rules once a role is not for this any more; without the last that may ask, everybody may."""
        roles = tuple(role for role in self.roles_for(purpose) if role != role_id)
        return self.model_copy(update={purpose.value: roles})

    def without_roles(self, purpose: RolePurpose) -> "ServerRules":
        """The rules once no role is for this."""
        return self.model_copy(update={purpose.value: ()})

    def with_tier(self, role_id: int, tier: str) -> "ServerRules":
        """The rules once those with a role have the limits of this tier; :class:`~bot.errors.Invalid` for too many."""
        tiers = {**self.tiers, role_id: tier}
        if len(tiers) > MAX_ROLES_PER_PURPOSE:
            raise Invalid(f"A server can have at most {MAX_ROLES_PER_PURPOSE} roles for that; remove one first.")
        return self.model_copy(update={"tiers": tiers})

    def without_tier(self, role_id: int) -> "ServerRules":
        """The rules once a role stands for no tier."""
        return self.model_copy(update={"tiers": {role: tier for role, tier in self.tiers.items() if role != role_id}})

    def without_tiers(self, tier: str | None = None) -> "ServerRules":
        """The rules once no role stands for this tier, or with ``None`` for any."""
        left = {} if tier is None else {role: name for role, name in self.tiers.items() if name != tier}
        return self.model_copy(update={"tiers": left})

    def tiers_of(self, roles: AbstractSet[int]) -> tuple[str, ...]:
        """The tiers of somebody with these roles."""
        return tuple(tier for role, tier in self.tiers.items() if role in roles)

    def roles_for(self, purpose: RolePurpose) -> tuple[int, ...]:
        """The roles that are for this."""
        return self.members if purpose is RolePurpose.REQUEST else self.moderators


DEFAULT_RULES: Final = ServerRules()
