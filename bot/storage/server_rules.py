"""What servers decided: one document of rules each, and their lists of words."""

from collections.abc import Callable

from bot.domain.server_rules import NO_RULES, ServerRules
from bot.storage.database import Lock, Transaction


def of_guild(guild_id: int) -> Transaction[ServerRules]:
    """A server's rules."""
    rows = yield "SELECT rules FROM rules WHERE guild_id = ?", (guild_id,)
    return ServerRules.model_validate_json(rows[0]["rules"]) if rows else NO_RULES


def change(guild_id: int, by: Callable[[ServerRules], ServerRules]) -> Transaction[ServerRules]:
    """Put the changed rules in the place of those that there are, whoever else changes some at the same moment."""
    yield Lock("rules", guild_id)
    rules = by((yield from of_guild(guild_id)))
    yield (
        "INSERT INTO rules (guild_id, rules) VALUES (?, ?) ON CONFLICT (guild_id) DO UPDATE SET rules = excluded.rules",
        (guild_id, rules.model_dump_json(exclude_defaults=True)),
    )
    return rules
