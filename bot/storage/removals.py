"""Pictures that moderators removed: shown nowhere at once, put back within a day, or forgotten after it."""

from typing import Final

from bot.domain.job import Job, State
from bot.domain.screening import absence_reason
from bot.errors import Gone
from bot.refusals import PictureAlreadyRemoved, PictureDeleted, PictureNotFound, RemovalNotUndoable
from bot.storage import cases, jobs, library, locks
from bot.storage.database import Transaction
from bot.storage.leases import Lease
from bot.storage.rows import read_first, read_job

UNDO_WINDOW_SECONDS: Final = 24 * 3600.0
"""Seconds for which a removal can be taken back."""
_SELECT_REMOVED_ANCESTOR: Final = """
    WITH RECURSIVE line (id, source_job_id) AS (
        SELECT id, source_job_id FROM jobs WHERE id = ?
        UNION
        SELECT jobs.id, jobs.source_job_id FROM line JOIN jobs ON jobs.id = line.source_job_id
    )
    SELECT removals.job_id FROM line JOIN removals ON removals.job_id = line.id LIMIT 1
"""
_IS_PURGE_DUE: Final = "purged_at IS NULL AND removed_at <= ?"


def remove(
    job_id: int, *, guild_id: int, by_id: int, lease: Lease, now: float, reason: str | None = None
) -> Transaction[Job]:
    """Remove a delivered job of this server from history and favourites; the lease's owner sees to its message.

    What is kept of it stays for a day. Its message tells the ``reason``. :class:`Gone` when there is nothing to remove
    any more, :class:`AlreadyDecided` tells whoever comes second who was first.
    """
    yield locks.job(job_id)
    job = yield from _get_guild_job(job_id, guild_id)
    if job.state is not State.DELIVERED:
        raise Gone(absence_reason(job))
    rows = yield (
        "UPDATE jobs SET removed_at = ?, reason = ? WHERE id = ? AND removed_at IS NULL RETURNING *",
        (now, reason, job_id),
    )
    removed = read_first(rows)
    if removed is None:
        raise (yield from _nothing_to_remove_error(job_id))
    yield (
        "INSERT INTO removals (job_id, guild_id, moderator_id, removed_at) VALUES (?, ?, ?, ?)",
        (job_id, guild_id, by_id, now),
    )
    yield from jobs.reopen_for_update(job_id, lease=lease)
    yield from cases.mark_cards_stale(job_id)
    return removed


def undo(job_id: int, *, guild_id: int, lease: Lease, now: float) -> Transaction[Job]:
    """Put a job back that was removed within a day; the lease's owner sees to its message."""
    yield locks.job(job_id)
    yield from _get_guild_job(job_id, guild_id)
    rows = yield (
        "DELETE FROM removals WHERE job_id = ? AND purged_at IS NULL AND removed_at > ? RETURNING job_id",
        (job_id, now - UNDO_WINDOW_SECONDS),
    )
    if not rows:
        raise RemovalNotUndoable
    rows = yield "UPDATE jobs SET removed_at = NULL, reason = NULL WHERE id = ? RETURNING *", (job_id,)
    yield from jobs.reopen_for_update(job_id, lease=lease)
    yield from cases.mark_cards_stale(job_id)
    job = read_first(rows)
    assert job is not None
    return job


def purge(*, now: float, limit: int) -> Transaction[int]:
    """Forget what is kept of jobs that were removed more than a day ago; returns how many."""
    before, wiped = now - UNDO_WINDOW_SECONDS, 0
    rows = yield f"SELECT job_id FROM removals WHERE {_IS_PURGE_DUE} ORDER BY removed_at LIMIT ?", (before, limit)
    job_ids = sorted(row["job_id"] for row in rows)
    for job_id in job_ids:
        yield locks.job(job_id)
    for job_id in job_ids:
        (row,) = yield "SELECT * FROM jobs WHERE id = ?", (job_id,)
        sql = f"UPDATE removals SET purged_at = ? WHERE job_id = ? AND {_IS_PURGE_DUE} RETURNING job_id"
        if (yield sql, (now, job_id, before)):
            job = read_job(row)
            yield from library.erase_content(job, now=job.removed_at or now)
            yield from cases.redact(job_id, library.DELETED_PROMPT)
            yield from cases.mark_cards_stale(job_id)  # no card offers to take it back any more
            wiped += 1
    return wiped


def has_removed_ancestor(job_id: int) -> Transaction[bool]:
    """Whether moderators removed this job, or one that it goes back to in however many steps."""
    return bool((yield _SELECT_REMOVED_ANCESTOR, (job_id,)))


def can_be_undone(job_id: int, *, now: float) -> Transaction[bool]:
    """Whether the job was removed, and can still be put back."""
    rows = yield (
        "SELECT job_id FROM removals WHERE job_id = ? AND purged_at IS NULL AND removed_at > ?",
        (job_id, now - UNDO_WINDOW_SECONDS),
    )
    return bool(rows)


def _nothing_to_remove_error(job_id: int) -> Transaction[PictureAlreadyRemoved | PictureDeleted]:
    """Why there is nothing to remove any more."""
    rows = yield "SELECT moderator_id FROM removals WHERE job_id = ?", (job_id,)
    return PictureAlreadyRemoved(rows[0]["moderator_id"]) if rows else PictureDeleted()


def _get_guild_job(job_id: int, guild_id: int) -> Transaction[Job]:
    job = yield from jobs.get(job_id)
    if job is None or job.guild_id != guild_id:
        raise PictureNotFound
    return job
