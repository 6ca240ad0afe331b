"""References of a server's rules to channels, roles and tiers that do not exist any more."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bot.domain.server_quotas import Quotas
from bot.domain.server_rules import ServerRules


class StaleReferences(NamedTuple):
    """The deleted channels, roles (of all purposes) and tiers that rules refer to."""

    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    tiers: frozenset[str] = frozenset()


def find_stale_references(
    rules: ServerRules, *, channels: AbstractSet[int], roles: AbstractSet[int], tiers: AbstractSet[str]
) -> StaleReferences:
    """Find the references of the rules to anything but these existing channels, roles and tiers."""
    log = set() if rules.log_channel is None else {rules.log_channel}
    return StaleReferences(
        frozenset({*rules.channels, *rules.quotas.channels, *log} - channels),
        frozenset({*rules.members, *rules.moderators, *rules.tiers, *rules.quotas.roles} - roles),
        frozenset(set(rules.tiers.values()) - tiers),
    )


def has_only_stale_member_roles(rules: ServerRules, stale: StaleReferences) -> bool:
    """Whether only deleted roles can request pictures, so that nobody can."""
    return bool(rules.members) and stale.roles.issuperset(rules.members)


def remove_stale_references(rules: ServerRules, stale: StaleReferences) -> ServerRules:
    """A copy without the stale references.

    If only deleted roles can request pictures, these are kept: without them, everybody could.
    """
    members = rules.members if has_only_stale_member_roles(rules, stale) else _remove_roles(rules.members, stale.roles)
    return rules.model_copy(
        update={
            "channels": {channel: own for channel, own in rules.channels.items() if channel not in stale.channels},
            "log_channel": None if rules.log_channel in stale.channels else rules.log_channel,
            "members": members,
            "moderators": _remove_roles(rules.moderators, stale.roles),
            "tiers": {
                role: tier for role, tier in rules.tiers.items() if role not in stale.roles and tier not in stale.tiers
            },
            "quotas": _remove_quotas(rules.quotas, stale),
        }
    )


def _remove_quotas(quotas: Quotas, stale: StaleReferences) -> Quotas:
    for role in stale.roles:
        quotas = quotas.without_quota("roles", role)
    for channel in stale.channels:
        quotas = quotas.without_quota("channels", channel)
    return quotas


def _remove_roles(roles: tuple[int, ...], stale: AbstractSet[int]) -> tuple[int, ...]:
    return tuple(role for role in roles if role not in stale)
