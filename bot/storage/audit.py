"""The record of every decision: who, what, about whom, why and when; rows are only ever added."""

from typing import Final

from bot.domain.audit import AuditEntry
from bot.storage.database import Transaction, Value

MAX_LISTED_ENTRIES: Final = 100


def add(entry: AuditEntry) -> Transaction[None]:
    """Write a decision down."""
    values: tuple[Value, ...] = tuple(entry)
    yield (
        "INSERT INTO audit (guild_id, actor_id, action, user_id, job_id, detail, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        values,
    )


def list_by_job(guild_id: int, job_id: int, *, limit: int = MAX_LISTED_ENTRIES) -> Transaction[list[AuditEntry]]:
    """What was decided about one job on that server, newest first."""
    rows = yield (
        "SELECT * FROM audit WHERE guild_id = ? AND job_id = ? ORDER BY id DESC LIMIT ?",
        (guild_id, job_id, limit),
    )
    return [AuditEntry(*(row[name] for name in AuditEntry._fields)) for row in rows]


def list_newest(guild_id: int, *, limit: int = MAX_LISTED_ENTRIES) -> Transaction[list[AuditEntry]]:
    """A server's decisions, newest first."""
    rows = yield "SELECT * FROM audit WHERE guild_id = ? ORDER BY id DESC LIMIT ?", (guild_id, limit)
    return [AuditEntry(*(row[name] for name in AuditEntry._fields)) for row in rows]
