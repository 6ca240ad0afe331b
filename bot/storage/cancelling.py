"""Cancels jobs: those of one interaction together, with the pictures or the whole of them refunded."""

from dataclasses import replace

from bot.domain.cancellation import cancelled_quota_images, cancelled_sentence
from bot.domain.job import Job
from bot.storage import cases, ledger, locks, strikes
from bot.storage.database import Transaction
from bot.storage.jobs import COST_LOOKUP_DELAY_SECONDS, TASK_DEADLINE_SECONDS, mark_notified
from bot.storage.rows import read_jobs


def cancel(job_id: int, reason: str, *, deadline: float = TASK_DEADLINE_SECONDS, now: float) -> Transaction[Job | None]:
    """Cancel a job with a full refund of its pictures; ``None`` when it is too late for that.

    The other jobs of the same interaction are cancelled with it. A submitted task cannot be cancelled at the provider,
    so its dollars stay in the ledger. It counts as running until its bill is settled, or until ``deadline`` seconds
    after its submission.
    """
    jobs = yield from _cancel_batch(job_id, reason, deadline, now)
    for job in jobs:
        yield from ledger.close(job, "refund", images=0, micro_dollars=job.cost, now=now)
    return jobs[0] if jobs else None


def cancel_by_author(
    job_id: int, *, user_id: int, deadline: float = TASK_DEADLINE_SECONDS, now: float
) -> Transaction[Job | None]:
    """As :func:`cancel`, by the job's author: the pictures of a submitted task still count against their quota.

    Otherwise a member could have any number of pictures drawn that nobody sees. For the same reason it counts as a
    strike, as a refusal does (:mod:`~bot.domain.cooldowns`). The bill may refund the pictures later
    (:mod:`bot.jobs.cost_reconciler`).
    """
    yield locks.member(user_id)
    jobs = yield from _cancel_batch(job_id, None, deadline, now)
    for job in jobs:
        yield from ledger.close(job, "refund", images=cancelled_quota_images(job), micro_dollars=job.cost, now=now)
    if not jobs:
        return None
    submitted = [job for job in jobs if job.submitted_at is not None]
    if submitted and jobs[0].guild_id is not None:
        yield from strikes.add(jobs[0].guild_id, user_id, now=now)
    return jobs[0]


def _cancel_batch(job_id: int, reason: str | None, deadline: float, now: float) -> Transaction[list[Job]]:
    """Cancel the job and the others of its interaction, with ``reason`` or else the sentence for their author."""
    jobs = yield from _cancel_where("id = ?", job_id, deadline, now)
    if not jobs:
        return []
    others = yield from _cancel_where("batch_id = ?", job_id, deadline, now)
    told = {jobs[0].id: reason or cancelled_sentence([*jobs, *others])}
    told |= {other.id: reason or cancelled_sentence([other]) for other in others}
    for job in (*jobs, *others):
        yield "UPDATE jobs SET reason = ? WHERE id = ?", (told[job.id], job.id)
        yield from cases.withdraw(job.id, now=now)
    for other in others:
        if other.message_id is None:
            yield from mark_notified(other.id)  # its end is told with that of the first
    return [replace(job, reason=told[job.id]) for job in (*jobs, *others)]


def _cancel_where(which: str, number: int, deadline: float, now: float) -> Transaction[list[Job]]:
    drawn = "submitted_at IS NOT NULL AND ready_at IS NULL"
    rows = yield (
        "UPDATE jobs SET state = 'cancelled', ended_at = ?, lease_owner = NULL, lease_expires_at = NULL,"
        f" cost_due_at = CASE WHEN {drawn} THEN CAST(? AS DOUBLE PRECISION) ELSE cost_due_at END,"
        f" running_until = CASE WHEN {drawn} THEN submitted_at + CAST(? AS DOUBLE PRECISION) END"
        f" WHERE {which} AND state IN ('reserved', 'waiting', 'submitted', 'held') RETURNING *",
        (now, now + COST_LOOKUP_DELAY_SECONDS, deadline, number),
    )
    return read_jobs(rows)
