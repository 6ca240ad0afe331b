"""Leases: which process works on a job, and how another process adopts jobs whose lease has expired.

After an update waited for another transaction, PostgreSQL rechecks its condition, but not that of a subquery. So an
adoption repeats the subquery's condition: a lease that was renewed in between is not adopted.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.domain.job import Job
from bot.storage.database import Lock, Transaction
from bot.storage.rows import read_jobs

LEASE_SECONDS: Final = 15.0
"""Seconds after which a job of a silent process is adopted by another one."""

_ADOPTION_LOCK: Final = Lock("adoption")
_NO_OWNER: Final = ""
_ORPHANED: Final = "lease_owner IS NOT NULL AND lease_owner <> ? AND lease_expires_at < ? AND notified = 0"
_UNNOTIFIED: Final = "notified = 0 AND ended_at IS NOT NULL AND ended_at < ? AND lease_owner IS NULL"


class Lease(NamedTuple):
    """The process that works on a job, and when its lease expires (seconds since the epoch)."""

    owner: str
    expires_at: float

    @classmethod
    def start(cls, owner: str, *, now: float) -> "Lease":
        """A lease that begins now."""
        return cls(owner, now + LEASE_SECONDS)


def renew(lease: Lease, *, now: float) -> Transaction[None]:
    """Extend the owner's leases, except of reserved jobs: Discord accepts a first answer for seconds only.

    A job that is reserved for longer than its lease lost its acknowledgement. It gets no owner; the process that adopts
    it, which may be this one, asks Discord whether the member has a message.
    """
    yield (
        "UPDATE jobs SET lease_expires_at = ? WHERE lease_owner = ? AND state <> 'reserved'",
        (lease.expires_at, lease.owner),
    )
    yield (
        "UPDATE jobs SET lease_owner = ? WHERE lease_owner = ? AND state = 'reserved' AND lease_expires_at < ?",
        (_NO_OWNER, lease.owner, now),
    )


def mark_unknown(job_id: int, *, owner: str) -> Transaction[None]:
    """Mark a reserved job as possibly without a message: the process that adopts it asks Discord."""
    yield (
        "UPDATE jobs SET lease_owner = ?, lease_expires_at = 0 WHERE id = ? AND state = 'reserved' AND lease_owner = ?",
        (_NO_OWNER, job_id, owner),
    )


def drop(job_id: int, *, owner: str) -> Transaction[None]:
    """Release the owner's lease of a held job: no process works on it until a moderator decides."""
    yield (
        "UPDATE jobs SET lease_owner = NULL, lease_expires_at = NULL"
        " WHERE id = ? AND lease_owner = ? AND state = 'held'",
        (job_id, owner),
    )


def release(owner: str, job_ids: Sequence[int]) -> Transaction[None]:
    """Expire the owner's leases, so that another process can adopt the jobs immediately."""
    for job_id in job_ids:
        yield "UPDATE jobs SET lease_expires_at = 0 WHERE id = ? AND lease_owner = ?", (job_id, owner)


def adopt_orphans(lease: Lease, *, now: float, limit: int) -> Transaction[list[Job]]:
    """Adopt jobs whose lease has expired, including ended jobs whose message is not updated yet."""
    return (yield from _adopt(lease, _ORPHANED, (lease.owner, now), limit))


def adopt_unnotified(lease: Lease, *, ended_before: float, limit: int) -> Transaction[list[Job]]:
    """Adopt jobs without an owner that ended before this time and whose message is not updated yet."""
    return (yield from _adopt(lease, _UNNOTIFIED, (ended_before,), limit))


def _adopt(lease: Lease, condition: str, values: Sequence[str | float], limit: int) -> Transaction[list[Job]]:
    yield _ADOPTION_LOCK
    rows = yield (
        f"UPDATE jobs SET lease_owner = ?, lease_expires_at = ?"
        f" WHERE id IN (SELECT id FROM jobs WHERE {condition} LIMIT ?) AND {condition} RETURNING *",
        (*lease, *values, limit, *values),
    )
    return sorted(read_jobs(rows), key=lambda job: job.id)
