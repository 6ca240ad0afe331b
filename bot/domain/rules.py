"""The house rules of a server: what its managers decided about channels, people and pictures."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from bot.errors import Invalid

MOST_DAYS: Final = 365
MOST_ROLES: Final = 25
"""Roles that one purpose may have."""


class ChannelMode(StrEnum):
    """Who may ask for pictures in a channel."""

    OPEN = "open"  #: everybody who may ask at all
    OFF = "off"  #: nobody
    MODERATORS = "moderators"  #: those who moderate


class Purpose(StrEnum):
    """What a role is for; the values are the fields of :class:`ServerRules`."""

    ASK = "members"  #: who has it may ask
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
    is where decisions are told.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    channels: Mapping[int, ChannelRules] = Field(default_factory=dict)
    usual: ChannelRules = ChannelRules()
    """What holds in channels that nobody decided about."""
    members: tuple[int, ...] = ()
    moderators: tuple[int, ...] = ()
    min_days: int = Field(default=0, ge=0, le=MOST_DAYS)
    log_channel: int | None = None

    def of_channel(self, channel_id: int, parent_id: int | None = None) -> ChannelRules:
        """What holds in a channel; a thread without rules of its own has those of its channel."""
        for place in (channel_id, parent_id):
            if place is not None and place in self.channels:
                return self.channels[place]
        return self.usual

    def decided(self, channel_id: int | None, changes: Mapping[str, Any]) -> "ServerRules":
        """The rules once these fields of a channel's are so; ``None`` stands for every channel without a decision.

        What is not among the changes stays as it held there.
        """
        held = self.usual if channel_id is None else self.of_channel(channel_id)
        now = held.model_copy(update=dict(changes))
        update = {"usual": now} if channel_id is None else {"channels": {**self.channels, channel_id: now}}
        return self.model_copy(update=update)

    def forgotten(self, channel_id: int | None) -> "ServerRules":
        """The rules once nothing is decided about this channel, or with ``None`` about those without a decision."""
        if channel_id is None:
            return self.model_copy(update={"usual": ChannelRules()})
        others = {place: rules for place, rules in self.channels.items() if place != channel_id}
        return self.model_copy(update={"channels": others})

    def with_role(self, purpose: Purpose, role_id: int) -> "ServerRules":
        """The rules once a role is for this; :class:`~bot.errors.Invalid` when those are too many."""
        roles = tuple(dict.fromkeys((*self.roles(purpose), role_id)))
        if len(roles) > MOST_ROLES:
            raise Invalid(f"A server may name {MOST_ROLES} roles for that; take one away first.")
        return self.model_copy(update={purpose.value: roles})

    def without_role(self, purpose: Purpose, role_id: int) -> "ServerRules":
        """The rules once a role is not for this any more; without the last that may ask, everybody may."""
        roles = tuple(role for role in self.roles(purpose) if role != role_id)
        return self.model_copy(update={purpose.value: roles})

    def without_roles(self, purpose: Purpose) -> "ServerRules":
        """The rules once no role is for this."""
        return self.model_copy(update={purpose.value: ()})

    def roles(self, purpose: Purpose) -> tuple[int, ...]:
        """The roles that are for this."""
        return self.members if purpose is Purpose.ASK else self.moderators


NO_RULES: Final = ServerRules()
