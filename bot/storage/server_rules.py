"""The rules of each server: one document per server."""

from collections.abc import Callable

from bot.domain.server_rules import DEFAULT_RULES, ServerRules
from bot.storage.database import Lock, Transaction
from bot.storage.documents import SERVER_RULES


def get_rules(guild_id: int) -> Transaction[ServerRules]:
    """A server's rules."""
    rows = yield "SELECT rules FROM server_rules WHERE guild_id = ?", (guild_id,)
    return SERVER_RULES.load(rows[0]["rules"]) if rows else DEFAULT_RULES


def update_rules(guild_id: int, change: Callable[[ServerRules], ServerRules]) -> Transaction[ServerRules]:
    """Put the changed rules in the place of those that there are, whoever else changes some at the same moment."""
    yield Lock("rules", guild_id)
    rules = change((yield from get_rules(guild_id)))
    yield (
        "INSERT INTO server_rules (guild_id, rules) VALUES (?, ?)"
        " ON CONFLICT (guild_id) DO UPDATE SET rules = excluded.rules",
        (guild_id, SERVER_RULES.dump(rules)),
    )
    return rules
