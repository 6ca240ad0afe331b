"""Cancels jobs, those of one interaction together, and refunds their quota."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.domain.cancellation import cancelled_quota_images, cancelled_sentence
from bot.domain.job import Job
from bot.localization.messages import Sentence
from bot.storage import cases, ledger, locks, strikes
from bot.storage.database import Transaction, Value
from bot.storage.jobs import COST_LOOKUP_DELAY_SECONDS, mark_notified
from bot.storage.rows import read_jobs, to_column

TASK_DEADLINE_SECONDS: Final = 180.0
"""Seconds that a task may take at the provider; used if the caller does not pass the configured deadline."""


def cancel(
    job_id: int, reason: Sentence, *, deadline: float = TASK_DEADLINE_SECONDS, now: float
) -> Transaction[Job | None]:
    """Cancel a job with a full refund of its pictures; returns ``None`` if it is ready or has ended.

    The other jobs of the same interaction are cancelled too. A submitted task cannot be cancelled at the provider, so
    its cost stays in the ledger. It counts as running until its bill is settled, but at most ``deadline`` seconds.
    """
    jobs = yield from _cancel_batch(job_id, reason, deadline, now)
    for job in jobs:
        yield from ledger.close(job, "refund", images=0, micro_dollars=job.cost, reason="cancelled", now=now)
    return jobs[0] if jobs else None


def cancel_by_author(
    job_id: int, *, user_id: int, deadline: float = TASK_DEADLINE_SECONDS, now: float
) -> Transaction[Job | None]:
    """Like :func:`cancel`, by the job's author: the pictures of a submitted task still count against their quota.

    Otherwise a member could have any number of pictures drawn that nobody sees. For the same reason it counts as a
    strike, like a refusal (:mod:`~bot.domain.cooldowns`). The bill may refund the pictures later
    (:mod:`bot.jobs.cost_reconciler`).
    """
    yield locks.member(user_id)
    jobs = yield from _cancel_batch(job_id, None, deadline, now)
    for job in jobs:
        images, reason = cancelled_quota_images(job), "cancelled by its author"
        yield from ledger.close(job, "refund", images=images, micro_dollars=job.cost, reason=reason, now=now)
    if not jobs:
        return None
    if jobs[0].guild_id is not None and any(job.submitted_at is not None for job in jobs):
        yield from strikes.add(jobs[0].guild_id, user_id, now=now)
    return jobs[0]


def cancel_waiting(condition: str, values: Sequence[Value], reason: Sentence, *, now: float) -> Transaction[list[Job]]:
    """Cancel the waiting jobs of this condition with a full refund; returns one job for each interaction.

    The messages of the returned jobs are still to be updated.
    """
    yield locks.JOB_QUEUE  # none of them can be claimed before the commit
    rows = yield (
        f"SELECT id FROM jobs WHERE ended_at IS NULL AND state = 'waiting' AND {condition} ORDER BY id",
        tuple(values),
    )
    first_jobs: dict[int, Job] = {}
    for row in rows:
        job = yield from cancel(row["id"], reason, now=now)
        if job is not None and first_jobs.setdefault(job.batch_id or job.id, job) is not job:
            yield from mark_notified(job.id)
    return list(first_jobs.values())


def _cancel_batch(job_id: int, reason: Sentence | None, deadline: float, now: float) -> Transaction[list[Job]]:
    """Cancel the job and the others of its interaction, with ``reason`` or else the sentence for their author."""
    jobs = yield from _cancel_where("id = ?", job_id, deadline, now)
    if not jobs:
        return []
    others = yield from _cancel_where("batch_id = ?", job_id, deadline, now)
    cancelled = [replace(jobs[0], reason=reason or cancelled_sentence([*jobs, *others]))]
    cancelled += [replace(other, reason=reason or cancelled_sentence([other])) for other in others]
    for job in cancelled:
        yield "UPDATE jobs SET reason = ? WHERE id = ?", (to_column(job.reason), job.id)
        yield from cases.withdraw(job.id, now=now)
    for other in others:
        if other.message_id is None:
            yield from mark_notified(other.id)  # the message of the first job shows its end too
    return cancelled


def _cancel_where(condition: str, job_id: int, deadline: float, now: float) -> Transaction[list[Job]]:
    running = "submitted_at IS NOT NULL AND ready_at IS NULL"
    rows = yield (
        "UPDATE jobs SET state = 'cancelled', ended_at = ?, lease_owner = NULL, lease_expires_at = NULL,"
        f" cost_due_at = CASE WHEN {running} THEN CAST(? AS DOUBLE PRECISION) ELSE cost_due_at END,"
        f" running_until = CASE WHEN {running} THEN submitted_at + CAST(? AS DOUBLE PRECISION) END"
        f" WHERE {condition} AND state IN ('reserved', 'waiting', 'submitted', 'held') RETURNING *",
        (now, now + COST_LOOKUP_DELAY_SECONDS, deadline, job_id),
    )
    return read_jobs(rows)
