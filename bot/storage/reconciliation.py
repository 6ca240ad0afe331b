"""Reads what the ledger booked for tasks, and corrects it to what the provider charged."""

from typing import Final

from bot.domain.reconciliation import BookedTask, Difference
from bot.storage import ledger
from bot.storage.database import Row, Transaction
from bot.storage.rows import read_job

_SELECT_BOOKED_TASKS: Final = """
    SELECT jobs.*, (SELECT COALESCE(SUM(micro_dollars), 0) FROM ledger WHERE job_id = jobs.id) AS booked
    FROM jobs WHERE id > ? AND submitted_at >= ? AND ended_at IS NOT NULL ORDER BY id LIMIT ?
"""
_SELECT_SPENT: Final = """
    SELECT (SELECT COALESCE(SUM(amount), 0) FROM ledger_totals WHERE scope = 0 AND seconds = 86400) AS booked,
           (SELECT COALESCE(SUM(micro_dollars), 0) FROM ledger WHERE job_id IN
            (SELECT id FROM jobs WHERE ended_at IS NULL OR cost_due_at IS NOT NULL)) AS uncertain
"""


def list_booked_tasks(*, since: float, after_id: int, limit: int) -> Transaction[list[BookedTask]]:
    """A page of the tasks of ended jobs that were sent at ``since`` or later, by job id after ``after_id``."""
    return [_task_from_row(row) for row in (yield _SELECT_BOOKED_TASKS, (after_id, since, limit))]


def get_spent() -> Transaction[tuple[int, int]]:
    """Micro-dollars of the whole ledger that are certain, and those of tasks whose bill is not known yet."""
    (row,) = yield _SELECT_SPENT, ()
    return int(row["booked"]) - int(row["uncertain"]), int(row["uncertain"])


def mend(difference: Difference, *, now: float) -> Transaction[bool]:
    """Correct the ledger to what was billed; returns ``False`` if it says so already.

    Pictures are given back only while the bill was still looked up, as :func:`bot.storage.unbilled.settle` does. The
    job's row stays locked until the commit, so that two processes do not both write the correction.
    """
    assert difference.billed is not None
    assert difference.is_explained
    job = difference.task.job
    (row,) = yield "UPDATE jobs SET running_until = NULL WHERE id = ? RETURNING cost_due_at", (job.id,)
    totals = yield from ledger.get_job_totals(job.id)
    images = totals.images + totals.granted_images if row["cost_due_at"] is None else difference.drawn
    yield from ledger.adjust(job, images=images, micro_dollars=difference.billed, now=now)
    yield "UPDATE jobs SET cost_due_at = NULL WHERE id = ?", (job.id,)
    return totals.micro_dollars != difference.billed


def _task_from_row(row: Row) -> BookedTask:
    return BookedTask(
        job=read_job(row), micro_dollars=int(row["booked"]), is_bill_pending=row["cost_due_at"] is not None
    )
