"""The append-only audit log of decisions."""

from collections.abc import Sequence
from typing import Final

from bot.domain.audit import AuditEntry
from bot.localization.messages import Message
from bot.storage.database import Row, Transaction, Value, placeholders
from bot.storage.documents import dump_sentence, load_sentence

MAX_LISTED_ENTRIES: Final = 100


def add(entry: AuditEntry) -> Transaction[None]:
    """Insert an entry."""
    values: tuple[Value, ...] = tuple(
        dump_sentence(value) if isinstance(value, str | Message) else value for value in entry
    )
    yield (
        "INSERT INTO audit (guild_id, actor_id, action, user_id, job_id, detail, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        values,
    )


def list_by_job(guild_id: int, job_id: int) -> Transaction[list[AuditEntry]]:
    """The server's entries about a job, newest first, at most :data:`MAX_LISTED_ENTRIES`."""
    sql = "SELECT * FROM audit WHERE guild_id = ? AND job_id = ? ORDER BY id DESC LIMIT ?"
    rows = yield sql, (guild_id, job_id, MAX_LISTED_ENTRIES)
    return [_read(row) for row in rows]


def list_newest(guild_id: int, *, limit: int = MAX_LISTED_ENTRIES) -> Transaction[list[AuditEntry]]:
    """A server's entries, newest first."""
    rows = yield "SELECT * FROM audit WHERE guild_id = ? ORDER BY id DESC LIMIT ?", (guild_id, limit)
    return [_read(row) for row in rows]


def get_newest(guild_id: int, actions: Sequence[str]) -> Transaction[AuditEntry | None]:
    """The server's newest entry with one of these actions."""
    rows = yield (
        f"SELECT * FROM audit WHERE guild_id = ? AND action IN ({placeholders(len(actions))}) ORDER BY id DESC LIMIT 1",
        (guild_id, *actions),
    )
    return _read(rows[0]) if rows else None


def _read(row: Row) -> AuditEntry:
    entry = AuditEntry(*(row[name] for name in AuditEntry._fields))
    action, detail = load_sentence(row["action"]), load_sentence(row["detail"])
    return entry._replace(action=action or "", detail=detail or "")
