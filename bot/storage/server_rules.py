"""What servers decided: one document of rules each, and their lists of words."""

from collections.abc import Callable

from bot.domain.server_rules import DEFAULT_RULES, ServerRules
from bot.storage.database import Lock, Transaction


def get_rules(guild_id: int) -> Transaction[ServerRules]:
    """A server's rules."""
    rows = yield "SELECT rules FROM server_rules WHERE guild_id = ?", (guild_id,)
    return ServerRules.model_validate_json(rows[0]["rules"]) if rows else DEFAULT_RULES


def update_rules(guild_id: int, change: Callable[[ServerRules], ServerRules]) -> Transaction[ServerRules]:
    """Put the changed rules in the place of those that there are, whoever else changes some at the same moment."""
    yield Lock("rules", guild_id)
    rules = change((yield from get_rules(guild_id)))
    yield (
        "INSERT INTO server_rules (guild_id, rules) VALUES (?, ?)"
        " ON CONFLICT (guild_id) DO UPDATE SET rules = excluded.rules",
        (guild_id, rules.model_dump_json(exclude_defaults=True)),
    )
    return rules
