"""Members whom a server lets ask for nothing, until when and why."""

from datetime import UTC, datetime
from typing import Final

from bot.domain.audit import AuditEntry
from bot.domain.blocks import Block, BlockResult
from bot.domain.case import MAX_REASON_LENGTH
from bot.domain.job import Job
from bot.domain.text import sanitize_line
from bot.storage import audit, cancelling, jobs, locks
from bot.storage.database import Row, Transaction, Value

_COLUMNS: Final = "guild_id, user_id, expires_at, reason, moderator_id, created_at"
_IS_ACTIVE: Final = "(expires_at IS NULL OR expires_at > ?)"


def put(block: Block, *, reason_for_jobs: str) -> Transaction[BlockResult]:
    """Block a member in place of any block that there is, note it, and cancel what waits in the line: in one commit.

    Requests and blocks of a member wait for each other, so none is written down behind a block's back. What is being
    drawn is left alone. Of the cancelled jobs those are returned whose messages are to tell of it.
    """
    yield locks.member(block.user_id)
    before = yield from get_active(block.guild_id, block.user_id, now=block.created_at)
    values: tuple[Value, ...] = tuple(block)
    yield (
        f"INSERT INTO blocks ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, user_id) DO UPDATE"
        " SET expires_at = excluded.expires_at, reason = excluded.reason, moderator_id = excluded.moderator_id,"
        " created_at = excluded.created_at",
        values,
    )
    entry = _build_entry("Block", block, block.moderator_id, block.created_at)
    yield from audit.add(entry)
    return BlockResult(entry, before, (yield from _cancel_waiting(block, reason_for_jobs)))


def remove(guild_id: int, user_id: int, *, by_id: int, now: float) -> Transaction[BlockResult | None]:
    """Take the block away that holds now, and note it in the same commit; ``None`` when there is none."""
    yield locks.member(user_id)
    rows = yield (
        f"DELETE FROM blocks WHERE guild_id = ? AND user_id = ? AND {_IS_ACTIVE} RETURNING {_COLUMNS}",
        (guild_id, user_id, now),
    )
    if not rows:
        return None
    entry = _build_entry("Unblock", _block_from_row(rows[0]), by_id, now)
    yield from audit.add(entry)
    return BlockResult(entry, _block_from_row(rows[0]))


def get_active(guild_id: int, user_id: int, *, now: float) -> Transaction[Block | None]:
    """The block that holds now."""
    rows = yield (
        f"SELECT {_COLUMNS} FROM blocks WHERE guild_id = ? AND user_id = ? AND {_IS_ACTIVE}",
        (guild_id, user_id, now),
    )
    return _block_from_row(rows[0]) if rows else None


def list_active(guild_id: int, *, now: float, limit: int) -> Transaction[tuple[list[Block], int]]:
    """The first of the blocks that hold now, those that end first in front, and how many there are in all."""
    rows = yield (
        f"SELECT {_COLUMNS} FROM blocks WHERE guild_id = ? AND {_IS_ACTIVE}"
        " ORDER BY expires_at IS NULL, expires_at, user_id LIMIT ?",
        (guild_id, now, limit),
    )
    (count,) = yield f"SELECT COUNT(*) AS count FROM blocks WHERE guild_id = ? AND {_IS_ACTIVE}", (guild_id, now)
    return [_block_from_row(row) for row in rows], count["count"]


def delete_expired(*, now: float, limit: int) -> Transaction[list[Block]]:
    """Take away blocks that have ended, and return them: each to one caller, so that its member is told once."""
    # On PostgreSQL a deletion that waited for another transaction asks the outer condition again, not the inner one.
    due = "SELECT guild_id, user_id FROM blocks WHERE expires_at <= ? ORDER BY expires_at LIMIT ?"
    rows = yield (
        f"DELETE FROM blocks WHERE (guild_id, user_id) IN ({due}) AND expires_at <= ? RETURNING {_COLUMNS}",
        (now, limit, now),
    )
    return [_block_from_row(row) for row in rows]


def _cancel_waiting(block: Block, reason: str) -> Transaction[list[Job]]:
    """Cancel what the member has in the line on this server; what came of one interaction is told once."""
    yield locks.JOB_QUEUE  # until this is committed, nothing of it is taken to be drawn
    rows = yield (
        "SELECT id FROM jobs WHERE user_id = ? AND ended_at IS NULL AND guild_id = ? AND state = 'waiting' ORDER BY id",
        (block.user_id, block.guild_id),
    )
    told: dict[int, Job] = {}
    for row in rows:
        job = yield from cancelling.cancel(row["id"], reason, now=block.created_at)
        if job is not None and told.setdefault(job.batch_id or job.id, job) is not job:
            yield from jobs.mark_notified(job.id)
    return list(told.values())


def _build_entry(action: str, block: Block, actor_id: int, at: float) -> AuditEntry:
    detail = f"{_format_end(block)}: {sanitize_line(block.reason, MAX_REASON_LENGTH)}"
    return AuditEntry(block.guild_id, actor_id, action, block.user_id, None, detail, at)


def _format_end(block: Block) -> str:
    if block.expires_at is None:
        return "forever"
    return f"until {datetime.fromtimestamp(block.expires_at, UTC):%Y-%m-%d %H:%M} UTC"


def _block_from_row(row: Row) -> Block:
    return Block(*(row[name] for name in Block._fields))
