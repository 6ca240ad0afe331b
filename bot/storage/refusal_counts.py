"""How many requests were refused: a row for each server, UTC day and kind of refusal."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from bot.storage.database import Transaction

DIRECT_MESSAGES: Final = 0
"""In place of a server's id."""
_ADD: Final = """
    INSERT INTO refusal_counts (guild_id, day, kind, count) VALUES (?, ?, ?, ?)
    ON CONFLICT (guild_id, day, kind) DO UPDATE SET count = refusal_counts.count + excluded.count
"""
_SELECT: Final = """
    SELECT kind, SUM(count) AS count FROM refusal_counts WHERE {guild}day >= ? AND day < ? GROUP BY kind
"""


class RefusalKey(NamedTuple):
    """What is counted: refusals of one kind on one day (days since the epoch) on a server."""

    guild_id: int
    day: int
    kind: str


def add(counts: Mapping[RefusalKey, int]) -> Transaction[None]:
    """Add to the stored counts.

    The rows are locked in the order of their key, so that no two processes wait for each other in a ring.
    """
    for key, count in sorted(counts.items()):
        yield _ADD, (*key, count)


def get_by_kind(guild_id: int | None, days: range) -> Transaction[dict[str, int]]:
    """The counts of these days by kind: of a server, or (``None``) of all servers and direct messages."""
    guild, values = ("", ()) if guild_id is None else ("guild_id = ? AND ", (guild_id,))
    rows = yield _SELECT.format(guild=guild), (*values, days.start, days.stop)
    return {row["kind"]: int(row["count"]) for row in rows}
