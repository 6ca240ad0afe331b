"""Bills: what tasks cost that the provider finished when nobody waited for them any more."""

from typing import Final

from bot.domain.job import Job
from bot.storage import ledger
from bot.storage.database import Lock, Transaction
from bot.storage.rows import read_jobs

_BILLS: Final = Lock("bills")


def due(*, now: float, again_at: float, limit: int) -> Transaction[list[Job]]:
    """Jobs whose cost is to be asked for now; unless :func:`settled` they are due again at ``again_at``."""
    yield _BILLS
    rows = yield (
        "UPDATE jobs SET bill_due = ? WHERE id IN (SELECT id FROM jobs WHERE bill_due <= ? ORDER BY bill_due LIMIT ?)"
        " AND bill_due <= ? RETURNING *",
        (again_at, now, limit, now),
    )
    return read_jobs(rows)


def settled(job: Job, *, micros: int, now: float) -> Transaction[None]:
    """The provider charged so many micro-dollars: the ledger says the same from now on."""
    rows = yield "UPDATE jobs SET bill_due = NULL WHERE id = ? AND bill_due IS NOT NULL RETURNING id", (job.id,)
    if rows:
        yield from ledger.adjust(job, micros=micros, now=now)
