"""What a server's rules still say about channels, roles and tiers that do not exist any more."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bot.domain.server_rules import ServerRules


class StaleReferences(NamedTuple):
    """What rules name that is gone; the roles are those of each purpose together."""

    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    tiers: frozenset[str] = frozenset()


def find_stale_references(
    rules: ServerRules, *, channels: AbstractSet[int], roles: AbstractSet[int], tiers: AbstractSet[str]
) -> StaleReferences:
    """What the rules name besides these, which exist."""
    log = set() if rules.log_channel is None else {rules.log_channel}
    return StaleReferences(
        frozenset({*rules.channels, *log} - channels),
        frozenset({*rules.members, *rules.moderators, *rules.tiers} - roles),
        frozenset(set(rules.tiers.values()) - tiers),
    )


def has_only_stale_member_roles(rules: ServerRules, stale: StaleReferences) -> bool:
    """Whether only roles that are gone may ask for pictures, so that nobody can."""
    return bool(rules.members) and stale.roles.issuperset(rules.members)


def remove_stale_references(rules: ServerRules, stale: StaleReferences) -> ServerRules:
    """The rules without what is gone.

    Where only roles that are gone may ask they stay: without them everybody might.
    """
    kept = rules.members if has_only_stale_member_roles(rules, stale) else _remove_roles(rules.members, stale.roles)
    return rules.model_copy(
        update={
            "channels": {channel: here for channel, here in rules.channels.items() if channel not in stale.channels},
            "log_channel": None if rules.log_channel in stale.channels else rules.log_channel,
            "members": kept,
            "moderators": _remove_roles(rules.moderators, stale.roles),
            "tiers": {
                role: tier for role, tier in rules.tiers.items() if role not in stale.roles and tier not in stale.tiers
            },
        }
    )


def _remove_roles(roles: tuple[int, ...], stale: AbstractSet[int]) -> tuple[int, ...]:
    return tuple(role for role in roles if role not in stale)
