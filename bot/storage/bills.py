"""Bills: what tasks cost that were taken back or given up while they were drawn."""

from typing import Final

from bot.domain.job import Job
from bot.storage import ledger
from bot.storage.database import Lock, Transaction
from bot.storage.rows import read_jobs

RECORD_AFTER_SECONDS: Final = 600.0
"""Seconds after a job's end by which its task has ended at the provider too, with or without pictures."""
RECORD_EVERY_SECONDS: Final = 3600.0
"""Seconds between two questions after that."""
_SHORTEST_PAUSE_SECONDS: Final = 5.0
_BILLS: Final = Lock("bills")
_DUE: Final = """
    UPDATE jobs SET bill_due = CAST(? AS DOUBLE PRECISION) + CASE WHEN ended_at > ? THEN CAST(? AS DOUBLE PRECISION)
                                                                  WHEN ended_at > ? THEN ? - ended_at
                                                                  ELSE ? END
    WHERE id IN (SELECT id FROM jobs WHERE bill_due <= ? AND ended_at IS NOT NULL ORDER BY bill_due LIMIT ?)
    AND bill_due <= ? RETURNING *
"""


def claim_due(*, now: float, limit: int) -> Transaction[list[Job]]:
    """Jobs whose bill is to be asked for now. Unless it is settled with :func:`settle`, each is due again later.

    The pauses grow with the time since the job ended, from five seconds to ten minutes; then they are an hour long.
    """
    yield _BILLS
    pause = (
        now - _SHORTEST_PAUSE_SECONDS,
        _SHORTEST_PAUSE_SECONDS,
        now - RECORD_AFTER_SECONDS,
        now,
        RECORD_EVERY_SECONDS,
    )
    return read_jobs((yield _DUE, (now, *pause, now, limit, now)))


def settle(job: Job, *, images: int, micros: int, now: float) -> Transaction[bool]:
    """The provider drew so many pictures and charged so many micro-dollars: the ledger says the same from now on.

    Returns whether this call did it.
    """
    rows = yield (
        "UPDATE jobs SET bill_due = NULL, busy_until = NULL WHERE id = ? AND bill_due IS NOT NULL RETURNING id",
        (job.id,),
    )
    if rows:
        yield from ledger.adjust(job, images=images, micros=micros, now=now)
    return bool(rows)
