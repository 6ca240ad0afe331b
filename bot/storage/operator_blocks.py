"""People and servers that the operator blocks from requesting pictures, until when and why."""

from datetime import UTC, datetime
from typing import Final

from bot.domain.audit import AuditEntry, OperatorAction
from bot.domain.case import MAX_REASON_LENGTH
from bot.domain.operator_blocks import BlockKind, OperatorBlock, OperatorBlockResult
from bot.domain.text import sanitize_line
from bot.localization.messages import Message, Sentence
from bot.storage import audit, cancelling, locks
from bot.storage.database import Row, Transaction, upsert

_IS_ACTIVE: Final = "(expires_at IS NULL OR expires_at > ?)"
_JOBS_OF: Final = {BlockKind.USER: "user_id", BlockKind.SERVER: "guild_id"}
"""The column of ``jobs`` that holds the id of a block's target."""


def put(block: OperatorBlock, *, audit_guild_id: int, reason_for_jobs: Sentence) -> Transaction[OperatorBlockResult]:
    """Block a person or a server in place of an earlier block, add the audit entry, and cancel the waiting jobs.

    Running tasks go on. The caller updates the messages of the cancelled jobs.
    """
    if block.kind is BlockKind.USER:
        yield locks.member(block.target_id)
    previous = yield from get_active(block.kind, block.target_id, now=block.created_at)
    yield upsert("operator_blocks", {"kind": block.kind, "target_id": block.target_id}, block._asdict())
    entry = _build_entry(OperatorAction.BLOCK, block, audit_guild_id, block.operator_id, block.created_at)
    yield from audit.add(entry)
    jobs = yield from cancelling.cancel_waiting(
        f"{_JOBS_OF[block.kind]} = ?", (block.target_id,), reason_for_jobs, now=block.created_at
    )
    return OperatorBlockResult(block, previous, entry, jobs)


def remove(
    kind: BlockKind, target_id: int, *, reason: str, audit_guild_id: int, by_id: int, now: float
) -> Transaction[OperatorBlockResult | None]:
    """Lift the active block and add the audit entry with the reason, if any; returns ``None`` if there is no block."""
    if kind is BlockKind.USER:
        yield locks.member(target_id)
    sql = f"DELETE FROM operator_blocks WHERE kind = ? AND target_id = ? AND {_IS_ACTIVE} RETURNING *"
    rows = yield sql, (kind, target_id, now)
    if not rows:
        return None
    block = _block_from_row(rows[0])
    entry = _build_entry(OperatorAction.UNBLOCK, block, audit_guild_id, by_id, now)
    if reason:
        shown = sanitize_line(reason, MAX_REASON_LENGTH)
        entry = entry._replace(detail=Message("audit-block-lifted", block=entry.detail, reason=shown))
    yield from audit.add(entry)
    return OperatorBlockResult(block, None, entry)


def get_active(kind: BlockKind, target_id: int, *, now: float) -> Transaction[OperatorBlock | None]:
    """The block of a person or a server, unless it has expired."""
    sql = f"SELECT * FROM operator_blocks WHERE kind = ? AND target_id = ? AND {_IS_ACTIVE}"
    rows = yield sql, (kind, target_id, now)
    return _block_from_row(rows[0]) if rows else None


def list_active(*, now: float, limit: int) -> Transaction[tuple[list[OperatorBlock], int]]:
    """Active blocks, those that expire first in front, and the number of all."""
    rows = yield (
        f"SELECT * FROM operator_blocks WHERE {_IS_ACTIVE}"
        " ORDER BY expires_at IS NULL, expires_at, kind, target_id LIMIT ?",
        (now, limit),
    )
    (count,) = yield f"SELECT COUNT(*) AS count FROM operator_blocks WHERE {_IS_ACTIVE}", (now,)
    return [_block_from_row(row) for row in rows], int(count["count"])


def delete_expired(*, now: float) -> Transaction[None]:
    """Delete expired blocks, which have had no effect since their end."""
    yield "DELETE FROM operator_blocks WHERE expires_at <= ?", (now,)


def _build_entry(action: OperatorAction, block: OperatorBlock, guild_id: int, actor_id: int, at: float) -> AuditEntry:
    reason = sanitize_line(block.reason, 3 * MAX_REASON_LENGTH)
    detail = Message("audit-blocked-forever", reason=reason)
    if block.expires_at is not None:
        until = f"{datetime.fromtimestamp(block.expires_at, UTC):%Y-%m-%d %H:%M}"
        detail = Message("audit-blocked-until", until=until, reason=reason)
    user_id = block.target_id if block.kind is BlockKind.USER else None
    return AuditEntry(guild_id, actor_id, action, user_id, None, detail, at)


def _block_from_row(row: Row) -> OperatorBlock:
    values = {name: row[name] for name in OperatorBlock._fields}
    return OperatorBlock(**{**values, "kind": BlockKind(row["kind"])})
