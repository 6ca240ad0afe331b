"""Bills: the cost of tasks whose jobs were cancelled or abandoned while the provider was drawing them."""

from typing import Final

from bot.domain.job import Job
from bot.storage import ledger
from bot.storage.database import Lock, Transaction
from bot.storage.rows import read_jobs

RECORD_LOOKUP_AFTER_SECONDS: Final = 600.0
"""Seconds after which the task of an ended job has certainly ended at the provider too."""
RECORD_LOOKUP_INTERVAL_SECONDS: Final = 3600.0
"""Seconds between two look-ups of a bill after that."""
_MIN_LOOKUP_INTERVAL_SECONDS: Final = 5.0
_CLAIM_LOCK: Final = Lock("bills")
_CLAIM_DUE_JOBS: Final = """
    UPDATE jobs SET cost_due_at = CAST(? AS DOUBLE PRECISION)
        + CASE WHEN ended_at > ? THEN CAST(? AS DOUBLE PRECISION) WHEN ended_at > ? THEN ? - ended_at ELSE ? END
    WHERE id IN (
        SELECT id FROM jobs WHERE cost_due_at <= ? AND ended_at IS NOT NULL ORDER BY cost_due_at LIMIT ?
    ) AND cost_due_at <= ? RETURNING *
"""


def claim_due(*, now: float, limit: int) -> Transaction[list[Job]]:
    """Claim jobs whose bill is due, and schedule the next look-up of each, which :func:`settle` cancels.

    The delay equals the time since the job ended (exponential back-off), at least five seconds; after ten minutes it is
    an hour.
    """
    yield _CLAIM_LOCK
    shortest = (now - _MIN_LOOKUP_INTERVAL_SECONDS, _MIN_LOOKUP_INTERVAL_SECONDS)
    pause = (*shortest, now - RECORD_LOOKUP_AFTER_SECONDS, now, RECORD_LOOKUP_INTERVAL_SECONDS)
    return read_jobs((yield _CLAIM_DUE_JOBS, (now, *pause, now, limit, now)))


def settle(job: Job, *, images: int, micro_dollars: int, now: float) -> Transaction[bool]:
    """Adjust the ledger once to the ``images`` drawn and the micro-dollars charged; returns whether this call did."""
    changes = "cost_due_at = NULL, running_until = NULL"
    if not (yield f"UPDATE jobs SET {changes} WHERE id = ? AND cost_due_at IS NOT NULL RETURNING id", (job.id,)):
        return False
    yield from ledger.adjust(job, images=images, micro_dollars=micro_dollars, now=now)
    return True
