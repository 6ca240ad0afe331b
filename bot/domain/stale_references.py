"""What a server's rules still say about channels, roles and tiers that do not exist any more."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bot.domain.server_rules import ServerRules


class Leftovers(NamedTuple):
    """What rules name that is gone; the roles are those of each purpose together."""

    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    tiers: frozenset[str] = frozenset()


def leftovers(
    rules: ServerRules, *, channels: AbstractSet[int], roles: AbstractSet[int], tiers: AbstractSet[str]
) -> Leftovers:
    """What the rules name besides these, which exist."""
    log = set() if rules.log_channel is None else {rules.log_channel}
    return Leftovers(
        frozenset({*rules.channels, *log} - channels),
        frozenset({*rules.members, *rules.moderators, *rules.tiers} - roles),
        frozenset(set(rules.tiers.values()) - tiers),
    )


def asks_for_nobody(rules: ServerRules, gone: Leftovers) -> bool:
    """Whether only roles that are gone may ask for pictures, so that nobody can."""
    return bool(rules.members) and gone.roles.issuperset(rules.members)


def without(rules: ServerRules, gone: Leftovers) -> ServerRules:
    """The rules without what is gone.

    Where only roles that are gone may ask they stay: without them everybody might.
    """
    kept = rules.members if asks_for_nobody(rules, gone) else _without(rules.members, gone.roles)
    return rules.model_copy(
        update={
            "channels": {channel: here for channel, here in rules.channels.items() if channel not in gone.channels},
            "log_channel": None if rules.log_channel in gone.channels else rules.log_channel,
            "members": kept,
            "moderators": _without(rules.moderators, gone.roles),
            "tiers": {
                role: tier for role, tier in rules.tiers.items() if role not in gone.roles and tier not in gone.tiers
            },
        }
    )


def _without(roles: tuple[int, ...], gone: AbstractSet[int]) -> tuple[int, ...]:
    return tuple(role for role in roles if role not in gone)
