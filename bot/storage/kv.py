"""Key-value pairs that survive a restart."""

from typing import Final

from bot.storage.database import Transaction, upsert

OPERATOR_NEEDED_KEY: Final = "operator_needed"
OPERATOR_STOP_KEY: Final = "operator_stop"
"""While it is set, no request is accepted anywhere. JSON: ``reason``, ``by`` (a person's id), ``at``."""
SYNCED_COMMANDS_KEY: Final = "commands"
BUDGET_USED_UP_PREFIX: Final = "budget_used_up:"
"""Prefix of the key of a budget that was used up; the server and its window follow, and the budget in micro-dollars."""
BUDGET_NEARLY_USED_UP_PREFIX: Final = "budget_nearly_used_up:"
"""Prefix of the key of a budget of which most was used; the server and its window follow, and the budget."""
BILLED_MORE_PREFIX: Final = "billed_more:"
"""Prefix of the keys of models that the provider bills above their price; the model's key follows."""
LOST_MODEL_PREFIX: Final = "lost_model:"
"""Prefix of the keys of models that the provider refused; the model's key follows."""
UNREADABLE_MODEL_PREFIX: Final = "unreadable_model:"
"""Prefix of the keys of models whose results could not be read; the model's key follows."""
STOPPED_MODEL_PREFIX: Final = "stopped_model:"
"""Prefix of the keys of models that the provider billed far above their price; the model's key follows."""


def unreadable_model_key(key: str) -> str:
    """The key of a model whose results could not be read."""
    return f"{UNREADABLE_MODEL_PREFIX}{key}"


def lost_model_key(key: str) -> str:
    """The key of a model that the provider refused."""
    return f"{LOST_MODEL_PREFIX}{key}"


def get(name: str) -> Transaction[str | None]:
    """Read the value; ``None`` if there is none."""
    rows = yield "SELECT value FROM key_values WHERE name = ?", (name,)
    return rows[0]["value"] if rows else None


def list_by_prefix(prefix: str) -> Transaction[dict[str, str]]:
    """The values whose names have this prefix, by name."""
    rows = yield "SELECT name, value FROM key_values WHERE substr(name, 1, ?) = ?", (len(prefix), prefix)
    return {row["name"]: row["value"] for row in rows}


def put(name: str, content: str) -> Transaction[None]:
    """Set the value."""
    yield upsert("key_values", {"name": name}, {"value": content})


def put_if_absent(name: str, content: str) -> Transaction[bool]:
    """Set the value unless there is one; returns whether this call set it."""
    rows = yield (
        "INSERT INTO key_values (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING RETURNING name",
        (name, content),
    )
    return bool(rows)


def put_time_if_older(name: str, *, min_age_seconds: float, now: float) -> Transaction[bool]:
    """Set the value to ``now`` unless it is less than ``min_age_seconds`` old; returns whether this call set it."""
    rows = yield (
        "INSERT INTO key_values (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        " WHERE CAST(key_values.value AS DOUBLE PRECISION) <= ? RETURNING name",
        (name, repr(float(now)), now - min_age_seconds),
    )
    return bool(rows)


def remove(name: str) -> Transaction[None]:
    """Delete the value."""
    yield "DELETE FROM key_values WHERE name = ?", (name,)
