"""Members who are blocked from requesting pictures on a server, until when and why."""

from datetime import UTC, datetime
from typing import Final

from bot.domain.audit import AuditEntry
from bot.domain.blocks import Block, BlockResult
from bot.domain.case import MAX_REASON_LENGTH
from bot.domain.text import sanitize_line
from bot.localization.messages import Message, Sentence
from bot.storage import audit, cancelling, locks
from bot.storage.database import Row, Transaction, upsert

_IS_ACTIVE: Final = "(expires_at IS NULL OR expires_at > ?)"


def put(block: Block, *, reason_for_jobs: Sentence) -> Transaction[BlockResult]:
    """Block a member, replacing an earlier block, add an audit entry, and cancel the member's waiting jobs.

    Requests and blocks of a member take the same lock, so no request is accepted after its author's block. Running
    tasks go on. The result holds the cancelled jobs whose messages the caller has to update.
    """
    yield locks.member(block.user_id)
    before = yield from get_active(block.guild_id, block.user_id, now=block.created_at)
    yield upsert("blocks", {"guild_id": block.guild_id, "user_id": block.user_id}, block._asdict())
    entry = _build_entry(Message("audit-block"), block, block.moderator_id, block.created_at)
    yield from audit.add(entry)
    jobs = yield from cancelling.cancel_waiting(
        "user_id = ? AND guild_id = ?", (block.user_id, block.guild_id), reason_for_jobs, now=block.created_at
    )
    return BlockResult(entry, before, jobs)


def remove(guild_id: int, user_id: int, *, by_id: int, now: float) -> Transaction[BlockResult | None]:
    """Lift the active block and add an audit entry; returns ``None`` if there is none."""
    yield locks.member(user_id)
    sql = f"DELETE FROM blocks WHERE guild_id = ? AND user_id = ? AND {_IS_ACTIVE} RETURNING *"
    rows = yield sql, (guild_id, user_id, now)
    if not rows:
        return None
    block = _block_from_row(rows[0])
    entry = _build_entry(Message("audit-unblock"), block, by_id, now)
    yield from audit.add(entry)
    return BlockResult(entry, block)


def get_active(guild_id: int, user_id: int, *, now: float) -> Transaction[Block | None]:
    """The member's block, unless it has expired."""
    rows = yield f"SELECT * FROM blocks WHERE guild_id = ? AND user_id = ? AND {_IS_ACTIVE}", (guild_id, user_id, now)
    return _block_from_row(rows[0]) if rows else None


def list_active(guild_id: int, *, now: float, limit: int) -> Transaction[tuple[list[Block], int]]:
    """Active blocks, those that expire first in front, and the number of all."""
    rows = yield (
        f"SELECT * FROM blocks WHERE guild_id = ? AND {_IS_ACTIVE}"
        " ORDER BY expires_at IS NULL, expires_at, user_id LIMIT ?",
        (guild_id, now, limit),
    )
    (count,) = yield f"SELECT COUNT(*) AS count FROM blocks WHERE guild_id = ? AND {_IS_ACTIVE}", (guild_id, now)
    return [_block_from_row(row) for row in rows], count["count"]


def delete_expired(*, now: float, limit: int) -> Transaction[list[Block]]:
    """Delete expired blocks and return them, each to one caller only, so that its member is notified once."""
    # PostgreSQL rechecks only the outer condition after a deletion waited for another transaction.
    due = "SELECT guild_id, user_id FROM blocks WHERE expires_at <= ? ORDER BY expires_at LIMIT ?"
    rows = yield (
        f"DELETE FROM blocks WHERE (guild_id, user_id) IN ({due}) AND expires_at <= ? RETURNING *",
        (now, limit, now),
    )
    return [_block_from_row(row) for row in rows]


def _build_entry(action: Message, block: Block, actor_id: int, at: float) -> AuditEntry:
    reason = sanitize_line(block.reason, MAX_REASON_LENGTH)
    detail = Message("audit-blocked-forever", reason=reason)
    if block.expires_at is not None:
        until = f"{datetime.fromtimestamp(block.expires_at, UTC):%Y-%m-%d %H:%M}"
        detail = Message("audit-blocked-until", until=until, reason=reason)
    return AuditEntry(block.guild_id, actor_id, action, block.user_id, None, detail, at)


def _block_from_row(row: Row) -> Block:
    return Block(*(row[name] for name in Block._fields))
