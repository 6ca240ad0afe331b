"""The table ``jobs``. Every state transition is conditional on the job's current state and lease owner."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, Literal

from bot.domain.catalog import Resolution
from bot.domain.job import TRANSITIONS, Job, MessageRef, Outcome, QueuePosition, State
from bot.domain.request import Request
from bot.localization.messages import Sentence
from bot.storage import cases, ledger, locks
from bot.storage.database import Transaction, Value
from bot.storage.documents import REQUEST
from bot.storage.leases import Lease
from bot.storage.rows import read_first, read_jobs, to_column

COST_LOOKUP_DELAY_SECONDS: Final = 5.0
"""Seconds from the end of a cancelled or abandoned job to the first look-up of its task's bill."""
# Without the second bound, PostgreSQL expects a third of all jobs there, and may read the whole table.
_RUNNING_COUNT: Final = """
    (SELECT COUNT(*) FROM jobs WHERE state = 'submitted')
    + (SELECT COUNT(*) FROM jobs WHERE running_until > ? AND running_until < 1e12) AS running
"""
_SELECT_QUEUE_POSITION: Final = f"""
    SELECT COUNT(*) FILTER (WHERE (round, id) < (?, ?)) AS before, COUNT(*) FILTER (WHERE id <> ?) AS others,
    {_RUNNING_COUNT} FROM jobs WHERE state IN ('reserved', 'waiting')
"""
_SELECT_ROUNDS: Final = """
    SELECT COALESCE((SELECT MAX(round) FROM jobs WHERE state = 'submitted'),
                    (SELECT MIN(round) FROM jobs WHERE state = 'waiting'), 0) AS current,
           (SELECT MAX(round) FROM jobs WHERE user_id = ? AND ended_at IS NULL
            AND state IN ('reserved', 'waiting', 'submitted')) AS own
"""


def claim(*, max_running: int, lease: Lease, now: float) -> Transaction[list[Job]]:
    """Claim jobs from the queue, so that at most ``max_running`` tasks run.

    A claimed job is in state ``submitted``; :func:`record_submission` sets ``submitted_at`` when its task is sent.
    """
    yield locks.JOB_QUEUE
    free = max_running - (yield from count_submitted(now=now))
    if free <= 0:
        return []
    return (yield from _update_next("state = 'submitted', lease_owner = ?, lease_expires_at = ?", lease, free))


def _update_next(assignments: str, values: Sequence[Value], limit: int) -> Transaction[list[Job]]:
    """Update the first waiting jobs, and return them in the order of the queue."""
    rows = yield (
        f"UPDATE jobs SET {assignments} WHERE id IN"
        " (SELECT id FROM jobs WHERE state = 'waiting' ORDER BY round, id LIMIT ?) AND state = 'waiting' RETURNING *",
        (*values, limit),
    )
    return sorted(read_jobs(rows), key=lambda job: (job.round, job.id))


def record_submission(job: Job, *, owner: str, now: float) -> Transaction[Job | None]:
    """Record that the task of a claimed job is about to be sent to the provider, and may cost money from now on.

    Returns ``None`` if the job was cancelled or has another owner: then it must not be sent. A job that was sent before
    keeps the time of its first submission.
    """
    return (yield from _update(job, owner, submitted_at=now if job.submitted_at is None else job.submitted_at))


def count_submitted(*, now: float) -> Transaction[int]:
    """Number of tasks that occupy a slot at the provider.

    These are the tasks of claimed jobs, sent or not, and those of cancelled jobs until ``running_until``.
    """
    (row,) = yield f"SELECT {_RUNNING_COUNT}", (now,)
    return int(row["running"])


def store_results(job: Job, outcome: Outcome, *, owner: str, now: float) -> Transaction[Job | None]:
    """Record the task's outcome; returns ``None`` if the job has another owner or was cancelled.

    Outstanding results may still be billed, and the cost of others may come late, so the bill is looked up later.
    """
    is_final = not outcome.outstanding and not outcome.unpriced_count
    due = {} if is_final else {"cost_due_at": now + COST_LOOKUP_DELAY_SECONDS}
    return (yield from _transition(job, State.READY, owner, outcome=outcome, ready_at=now, **due))


def update_request(job: Job, request: Request, *, owner: str) -> Transaction[Job | None]:
    """Store a changed request, for example with the UUID of an uploaded picture."""
    return (yield from _update(job, owner, request=request))


def hold(job: Job, reason: str, *, owner: str, now: float) -> Transaction[Job | None]:
    """Hold the pictures for moderators, and open a case with the reason in the same commit."""
    moved = yield from _transition(job, State.HELD, owner)
    if moved is not None:
        yield from cases.open_approval(job, reason, now=now)
    return moved


def move_message(job_id: int, message: MessageRef) -> Transaction[None]:
    """Record where the member's message is; the job may be in any state."""
    yield "UPDATE jobs SET channel_id = ?, message_id = ? WHERE id = ?", (*message, job_id)


def record_follow_up(job: Job, message_id: int, *, owner: str) -> Transaction[Job | None]:
    """Record the second message, with the pictures that do not fit into the first."""
    return (yield from _update(job, owner, follow_up_message_id=message_id))


def deliver(
    job: Job, outcome: Outcome, *, message: MessageRef | None, micro_dollars: int, owner: str, now: float
) -> Transaction[Job | None]:
    """Record that the outcome's pictures were delivered in the message, settle the ledger, and delete the token."""
    columns = {"notified": 1, "lease_owner": None, "lease_expires_at": None, "token": None}
    place = {} if message is None else message._asdict()
    ended = yield from _transition(job, State.DELIVERED, owner, outcome=outcome, ended_at=now, **columns, **place)
    if ended is not None:
        images, reason = outcome.delivered_count, f"delivered {outcome.delivered_count} of {job.request.count}"
        yield from ledger.close(job, "settle", images=images, micro_dollars=micro_dollars, reason=reason, now=now)
    return ended


FailureState = Literal[State.REFUSED, State.FAILED]


def fail(
    job: Job,
    state: FailureState,
    reason: Sentence,
    *,
    micro_dollars: int,
    owner: str,
    now: float,
    cost_due_at: float | None = None,
) -> Transaction[Job | None]:
    """End the job without pictures and refund the quota; ``micro_dollars`` were spent nevertheless.

    ``cost_due_at`` is when to ask the provider for the cost of a task that may still be running.
    """
    due = {} if cost_due_at is None else {"cost_due_at": cost_due_at}
    ended = yield from _transition(job, state, owner, ended_at=now, reason=reason, **due)
    if ended is not None:
        yield from ledger.close(job, "refund", images=0, micro_dollars=micro_dollars, reason=state.value, now=now)
        if job.state is State.HELD:
            yield from cases.withdraw(job.id, now=now)
    return ended


def mark_notified(job_id: int, *, removed_at: float | None = None) -> Transaction[None]:
    """Record that the member's message shows how the job ended, and delete the token.

    ``removed_at`` is the job's ``removed_at`` when the message was built. If it has changed since, the message is
    outdated and nothing is recorded.
    """
    yield (
        "UPDATE jobs SET notified = 1, token = NULL, lease_owner = NULL, lease_expires_at = NULL"
        " WHERE id = ? AND ended_at IS NOT NULL AND COALESCE(removed_at, 0) = ?",
        (job_id, removed_at or 0.0),
    )


def _transition(job: Job, target: State, owner: str, **columns: Any) -> Transaction[Job | None]:
    if target not in TRANSITIONS[job.state]:
        raise ValueError(f"a job that is {job.state} cannot become {target}")
    return (yield from _update(job, owner, state=target, **columns))


def _update(job: Job, owner: str, **columns: Any) -> Transaction[Job | None]:
    """Update columns of the job; returns ``None`` if its state or owner has changed.

    Columns that are no fields of :class:`Job` are allowed.
    """
    rows = yield (
        f"UPDATE jobs SET {', '.join(f'{name} = ?' for name in columns)}"
        " WHERE id = ? AND state = ? AND lease_owner = ? RETURNING id",
        (*map(to_column, columns.values()), job.id, job.state.value, owner),
    )
    return replace(job, **{name: value for name, value in columns.items() if hasattr(job, name)}) if rows else None


def release_held(job: Job, request: Request, *, lease: Lease) -> Transaction[Job | None]:
    """Release held pictures for delivery by the lease's owner; returns ``None`` if the job is not held."""
    return (yield from _update_held(job, lease, state=State.READY, request=request))


def decline_held(
    job: Job, reason: Sentence, *, micro_dollars: int, lease: Lease, now: float
) -> Transaction[Job | None]:
    """Refuse held pictures that moderators declined or nobody decided about, and refund the quota.

    The lease's owner updates the member's message. Returns ``None`` if the job is not held.
    """
    refused = yield from _update_held(job, lease, state=State.REFUSED, ended_at=now, reason=reason)
    if refused is not None:
        cost, reason_booked = micro_dollars, "declined by moderators"
        yield from ledger.close(job, "refund", images=0, micro_dollars=cost, reason=reason_booked, now=now)
    return refused


def _update_held(job: Job, lease: Lease, **columns: Any) -> Transaction[Job | None]:
    rows = yield (
        f"UPDATE jobs SET {', '.join(f'{name} = ?' for name in columns)}, lease_owner = ?, lease_expires_at = ?"
        " WHERE id = ? AND state = 'held' RETURNING *",
        (*map(to_column, columns.values()), *lease, job.id),
    )
    return read_first(rows)


def mark_message_outdated(job_id: int, *, lease: Lease) -> Transaction[None]:
    """Mark the message of an ended job as outdated, so that the lease's owner edits it."""
    yield (
        "UPDATE jobs SET notified = 0, lease_owner = ?, lease_expires_at = ? WHERE id = ? AND ended_at IS NOT NULL",
        (*lease, job_id),
    )


def fail_waiting(reason: Sentence, *, lease: Lease, limit: int, now: float) -> Transaction[list[Job]]:
    """Fail waiting jobs and refund their quota; the caller updates their members' messages."""
    yield locks.JOB_QUEUE
    assignments = "state = 'failed', ended_at = ?, reason = ?, lease_owner = ?, lease_expires_at = ?"
    jobs = yield from _update_next(assignments, (now, to_column(reason), *lease), limit)
    for job in jobs:
        yield from ledger.close(job, "refund", images=0, micro_dollars=0, reason="failed in the queue", now=now)
    return jobs


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def get(job_id: int) -> Transaction[Job | None]:
    """The job with this id, if there is one."""
    return read_first((yield "SELECT * FROM jobs WHERE id = ?", (job_id,)))


def list_cancelled_with(job: Job) -> Transaction[list[Job]]:
    """The jobs of the same interaction that were cancelled together with this one, and the job itself."""
    first = job.id if job.batch_id is None else job.batch_id
    rows = yield (
        "SELECT * FROM jobs WHERE (id = ? OR batch_id = ?) AND state = 'cancelled' AND ended_at = ?",
        (first, first, job.ended_at),
    )
    return read_jobs(rows)


def list_unfinished(user_id: int) -> Transaction[list[Job]]:
    """A member's jobs that have not ended, oldest first."""
    return read_jobs((yield "SELECT * FROM jobs WHERE user_id = ? AND ended_at IS NULL ORDER BY id", (user_id,)))


def queue_position(job: Job, *, now: float) -> Transaction[QueuePosition]:
    """The job's position among the reserved and waiting jobs; for a reserved job the position that it will have."""
    (row,) = yield _SELECT_QUEUE_POSITION, (job.round, job.id, job.id, now)
    return QueuePosition(row["before"] + 1, row["others"] + 1, row["running"])


def next_round(user_id: int) -> Transaction[int]:
    """The round in which the member is served next.

    Rounds make the queue fair (start-time fair queueing): a member's first request is in the round that is served now,
    each further one in the round after it, and within a round the order is FIFO.
    """
    (round_,) = yield _SELECT_ROUNDS, (user_id,)
    current, own = round_["current"], round_["own"]
    return int(current if own is None else max(current, own + 1))


def list_queue(*, offset: int, limit: int, now: float) -> Transaction[tuple[list[tuple[Job, QueuePosition]], int]]:
    """A page of the waiting jobs with the position of each, and the number of waiting jobs.

    Reserved jobs are not counted, unlike in :func:`queue_position`.
    """
    rows = yield "SELECT * FROM jobs WHERE state = 'waiting' ORDER BY round, id LIMIT ? OFFSET ?", (limit, offset)
    (count,) = yield "SELECT COUNT(*) AS count FROM jobs WHERE state = 'waiting'", ()
    total, running = count["count"], (yield from count_submitted(now=now))
    return [(job, QueuePosition(offset + n, total, running)) for n, job in enumerate(read_jobs(rows), 1)], total


def count_by_state() -> Transaction[dict[str, int]]:
    """Number of unfinished jobs by state."""
    rows = yield (
        "SELECT state, COUNT(*) AS count FROM jobs WHERE state IN ('reserved', 'waiting', 'submitted', 'ready', 'held')"
        " GROUP BY state",
        (),
    )
    return {row["state"]: row["count"] for row in rows}


def list_recent_durations(limit: int) -> Transaction[list[tuple[tuple[str, Resolution, bool], float]]]:
    """Seconds from submission to ready of the newest tasks, each with the duration key of its request, by job id."""
    rows = yield (
        "SELECT request, ready_at - submitted_at AS seconds FROM jobs"
        " WHERE ready_at IS NOT NULL AND submitted_at IS NOT NULL ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return [(REQUEST.load(row["request"]).duration_key, row["seconds"]) for row in reversed(rows)]
