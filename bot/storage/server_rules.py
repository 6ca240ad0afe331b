"""The rules of each server: one document per server."""

from collections.abc import Callable

from bot.domain.server_rules import DEFAULT_RULES, ServerRules
from bot.storage.database import Lock, Transaction, upsert
from bot.storage.documents import SERVER_RULES


def get_rules(guild_id: int) -> Transaction[ServerRules]:
    """A server's rules, or the default ones."""
    rows = yield "SELECT rules FROM server_rules WHERE guild_id = ?", (guild_id,)
    return SERVER_RULES.load(rows[0]["rules"]) if rows else DEFAULT_RULES


def update_rules(guild_id: int, change: Callable[[ServerRules], ServerRules]) -> Transaction[ServerRules]:
    """Replace a server's rules by ``change`` of them, under a lock, and return the new ones."""
    yield Lock("rules", guild_id)
    rules = change((yield from get_rules(guild_id)))
    yield upsert("server_rules", {"guild_id": guild_id}, {"rules": SERVER_RULES.dump(rules)})
    return rules
