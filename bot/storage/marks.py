"""Marks: a few names with a value that must outlive a restart."""

from typing import Final

from bot.storage.database import Transaction

OPERATOR_NEEDED: Final = "operator_needed"
COMMANDS: Final = "commands"
LOST_MODEL: Final = "lost_model:"
"""What the marks of models begin with that the provider refused; the model's key follows."""
UNREADABLE_MODEL: Final = "unreadable_model:"
"""What the marks of models begin with whose results could not be read; the model's key follows."""


def unreadable_model(key: str) -> str:
    """The mark of a model whose results could not be read."""
    return f"{UNREADABLE_MODEL}{key}"


def lost_model(key: str) -> str:
    """The mark of a model that the provider refused."""
    return f"{LOST_MODEL}{key}"


def value(name: str) -> Transaction[str | None]:
    """The mark's value."""
    rows = yield "SELECT value FROM marks WHERE name = ?", (name,)
    return rows[0]["value"] if rows else None


def beginning(prefix: str) -> Transaction[dict[str, str]]:
    """The marks whose names begin so, with their values."""
    rows = yield "SELECT name, value FROM marks WHERE substr(name, 1, ?) = ?", (len(prefix), prefix)
    return {row["name"]: row["value"] for row in rows}


def put(name: str, content: str) -> Transaction[None]:
    """Set the mark."""
    yield (
        "INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, content),
    )


def put_once(name: str, content: str) -> Transaction[bool]:
    """Set the mark unless it is set; returns whether this call did."""
    rows = yield (
        "INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING RETURNING name",
        (name, content),
    )
    return bool(rows)


def remove(name: str) -> Transaction[None]:
    """Take the mark away."""
    yield "DELETE FROM marks WHERE name = ?", (name,)
