"""Leases: which process works on a job, and how another one adopts what was left behind.

On PostgreSQL an update that waited for another transaction looks at its conditions again, but not at those of a
subquery. So an adoption repeats outside what it chose by inside: a lease that was renewed meanwhile stays where it is.
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
    """Which process works on a job, and when that right ends (seconds since the epoch)."""

    owner: str
    expires_at: float

    @classmethod
    def start(cls, owner: str, *, now: float) -> "Lease":
        """One that begins now."""
        return cls(owner, now + LEASE_SECONDS)


def renew(lease: Lease, *, now: float) -> Transaction[None]:
    """Keep what this owner works on, except jobs that are reserved: Discord takes a first answer for seconds only.

    One that is reserved for longer than its lease was lost on the way to its acknowledgement; whoever rescues next,
    this owner too, asks Discord what became of it.
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
    """Mark a reserved job as possibly unseen by its member: whoever adopts it next asks Discord."""
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
    """Park jobs: any other owner may go on with them at once."""
    for job_id in job_ids:
        yield "UPDATE jobs SET lease_expires_at = 0 WHERE id = ? AND lease_owner = ?", (job_id, owner)


def adopt_orphans(lease: Lease, *, now: float, limit: int) -> Transaction[list[Job]]:
    """Adopt jobs whose owner is gone, and ends that their member was not told of."""
    return (yield from _adopt(lease, _ORPHANED, (lease.owner, now), limit))


def adopt_unnotified(lease: Lease, *, ended_before: float, limit: int) -> Transaction[list[Job]]:
    """Adopt ends without an owner whose member was not told of them since ``ended_before``."""
    return (yield from _adopt(lease, _UNNOTIFIED, (ended_before,), limit))


def _adopt(lease: Lease, condition: str, values: Sequence[str | float], limit: int) -> Transaction[list[Job]]:
    yield _ADOPTION_LOCK
    rows = yield (
        f"UPDATE jobs SET lease_owner = ?, lease_expires_at = ?"
        f" WHERE id IN (SELECT id FROM jobs WHERE {condition} LIMIT ?) AND {condition} RETURNING *",
        (*lease, *values, limit, *values),
    )
    return sorted(read_jobs(rows), key=lambda job: job.id)
