"""Bills: the cost of tasks whose jobs were cancelled or given up while the provider was drawing them."""

from typing import Final

from bot.domain.job import Job
from bot.storage import ledger
from bot.storage.database import Lock, Transaction
from bot.storage.rows import read_jobs

RECORD_LOOKUP_AFTER_SECONDS: Final = 600.0
"""After this the task of an ended job has certainly ended at the provider too."""
RECORD_LOOKUP_INTERVAL_SECONDS: Final = 3600.0
"""Pause between two look-ups of a bill after that."""
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

    The pause equals the time since the job ended (exponential back-off), at least five seconds; from ten minutes on it
    is an hour.
    """
    yield _CLAIM_LOCK
    pause = (
        now - _MIN_LOOKUP_INTERVAL_SECONDS,
        _MIN_LOOKUP_INTERVAL_SECONDS,
        now - RECORD_LOOKUP_AFTER_SECONDS,
        now,
        RECORD_LOOKUP_INTERVAL_SECONDS,
    )
    return read_jobs((yield _CLAIM_DUE_JOBS, (now, *pause, now, limit, now)))


def settle(job: Job, *, images: int, micro_dollars: int, now: float) -> Transaction[bool]:
    """Close the bill: adjust the ledger to the ``images`` drawn and the micro-dollars charged, if it is still open.

    Returns whether it was.
    """
    rows = yield (
        "UPDATE jobs SET cost_due_at = NULL, running_until = NULL"
        " WHERE id = ? AND cost_due_at IS NOT NULL RETURNING id",
        (job.id,),
    )
    if rows:
        yield from ledger.adjust(job, images=images, micro_dollars=micro_dollars, now=now)
    return bool(rows)
