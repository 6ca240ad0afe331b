"""Pictures that moderators removed: hidden immediately, restored within a day, or purged after it."""

from typing import Final

from bot.domain.job import Job, State
from bot.domain.screening import absence_reason
from bot.errors import Gone
from bot.refusals import PictureAlreadyRemoved, PictureDeleted, PictureNotFound, RemovalNotUndoable
from bot.storage import cases, jobs, library, locks
from bot.storage.database import Transaction
from bot.storage.leases import Lease
from bot.storage.rows import read_first, read_job, to_column

UNDO_WINDOW_SECONDS: Final = 24 * 3600.0
"""Seconds for which a removal can be undone."""
_SELECT_REMOVED_ANCESTOR: Final = """
    WITH RECURSIVE line (id, source_job_id) AS (
        SELECT id, source_job_id FROM jobs WHERE id = ?
        UNION
        SELECT jobs.id, jobs.source_job_id FROM line JOIN jobs ON jobs.id = line.source_job_id
    )
    SELECT removals.job_id FROM line JOIN removals ON removals.job_id = line.id LIMIT 1
"""
_IS_UNDOABLE: Final = "job_id = ? AND purged_at IS NULL AND removed_at > ?"
_IS_PURGE_DUE: Final = "purged_at IS NULL AND removed_at <= ?"


def remove(
    job_id: int, *, guild_id: int, by_id: int, lease: Lease, now: float, reason: str | None = None
) -> Transaction[Job]:
    """Remove a delivered job of this server from history and favourites; the lease's owner updates its message.

    The job's data is kept for a day. The message shows the ``reason``. Raises :class:`Gone` if the job has no pictures
    any more, and :class:`PictureAlreadyRemoved` if another moderator removed them.
    """
    yield locks.job(job_id)
    job = yield from _get_guild_job(job_id, guild_id)
    if job.state is not State.DELIVERED:
        raise Gone(absence_reason(job))
    sql = "UPDATE jobs SET removed_at = ?, reason = ? WHERE id = ? AND removed_at IS NULL RETURNING *"
    removed = read_first((yield sql, (now, to_column(reason), job_id)))
    if removed is None:
        raise (yield from _nothing_to_remove_error(job_id))
    sql = "INSERT INTO removals (job_id, guild_id, moderator_id, removed_at) VALUES (?, ?, ?, ?)"
    yield sql, (job_id, guild_id, by_id, now)
    yield from _mark_messages_stale(job_id, lease)
    return removed


def undo(job_id: int, *, guild_id: int, lease: Lease, now: float) -> Transaction[Job]:
    """Restore a job that was removed within a day; the lease's owner updates its message."""
    yield locks.job(job_id)
    yield from _get_guild_job(job_id, guild_id)
    if not (yield f"DELETE FROM removals WHERE {_IS_UNDOABLE} RETURNING job_id", (job_id, now - UNDO_WINDOW_SECONDS)):
        raise RemovalNotUndoable
    (row,) = yield "UPDATE jobs SET removed_at = NULL, reason = NULL WHERE id = ? RETURNING *", (job_id,)
    yield from _mark_messages_stale(job_id, lease)
    return read_job(row)


def _mark_messages_stale(job_id: int, lease: Lease) -> Transaction[None]:
    yield from jobs.mark_message_outdated(job_id, lease=lease)
    yield from cases.mark_cards_stale(job_id)


def purge(*, now: float, limit: int) -> Transaction[int]:
    """Delete the data of jobs that were removed more than a day ago; returns their number."""
    before, purged_count = now - UNDO_WINDOW_SECONDS, 0
    rows = yield f"SELECT job_id FROM removals WHERE {_IS_PURGE_DUE} ORDER BY removed_at LIMIT ?", (before, limit)
    job_ids = sorted(row["job_id"] for row in rows)
    for job_id in job_ids:
        yield locks.job(job_id)
    for job_id in job_ids:
        sql = f"UPDATE removals SET purged_at = ? WHERE job_id = ? AND {_IS_PURGE_DUE} RETURNING job_id"
        if (yield sql, (now, job_id, before)):
            yield from _purge_job(job_id, now)
            purged_count += 1
    return purged_count


def _purge_job(job_id: int, now: float) -> Transaction[None]:
    (row,) = yield "SELECT * FROM jobs WHERE id = ?", (job_id,)
    job = read_job(row)
    yield from library.erase_content(job, now=job.removed_at or now)
    yield from cases.redact(job_id, library.DELETED_PROMPT)
    yield from cases.mark_cards_stale(job_id)  # the cards offer an undo until then


def has_removed_ancestor(job_id: int) -> Transaction[bool]:
    """Whether moderators removed this job or one of its ancestors."""
    return bool((yield _SELECT_REMOVED_ANCESTOR, (job_id,)))


def can_be_undone(job_id: int, *, now: float) -> Transaction[bool]:
    """Whether the job was removed and can still be restored."""
    return bool((yield f"SELECT job_id FROM removals WHERE {_IS_UNDOABLE}", (job_id, now - UNDO_WINDOW_SECONDS)))


def _nothing_to_remove_error(job_id: int) -> Transaction[PictureAlreadyRemoved | PictureDeleted]:
    rows = yield "SELECT moderator_id FROM removals WHERE job_id = ?", (job_id,)
    return PictureAlreadyRemoved(rows[0]["moderator_id"]) if rows else PictureDeleted()


def _get_guild_job(job_id: int, guild_id: int) -> Transaction[Job]:
    job = yield from jobs.get(job_id)
    if job is None or job.guild_id != guild_id:
        raise PictureNotFound
    return job
