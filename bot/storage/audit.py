"""The record of every decision: who, what, about whom, why and when; rows are only ever added."""

from typing import Final, NamedTuple

from bot.storage.database import Transaction, Value

SHOWN_AT_MOST: Final = 100


class Entry(NamedTuple):
    """One decision. ``actor_id`` is ``None`` where Easel itself decided; ``detail`` is for people."""

    guild_id: int
    actor_id: int | None
    action: str
    user_id: int | None
    job_id: int | None
    detail: str
    at: float


def add(entry: Entry) -> Transaction[None]:
    """Write a decision down."""
    values: tuple[Value, ...] = tuple(entry)
    yield (
        "INSERT INTO audit (guild_id, actor_id, action, user_id, job_id, detail, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        values,
    )


def of_job(guild_id: int, job_id: int, *, limit: int = SHOWN_AT_MOST) -> Transaction[list[Entry]]:
    """What was decided about one job on that server, newest first."""
    rows = yield (
        "SELECT * FROM audit WHERE guild_id = ? AND job_id = ? ORDER BY id DESC LIMIT ?",
        (guild_id, job_id, limit),
    )
    return [Entry(*(row[name] for name in Entry._fields)) for row in rows]


def newest(guild_id: int, *, limit: int = SHOWN_AT_MOST) -> Transaction[list[Entry]]:
    """A server's decisions, newest first."""
    rows = yield "SELECT * FROM audit WHERE guild_id = ? ORDER BY id DESC LIMIT ?", (guild_id, limit)
    return [Entry(*(row[name] for name in Entry._fields)) for row in rows]
