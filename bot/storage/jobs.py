"""Jobs in the database: claim, move, end. Every change is guarded by the job's current state and lease owner."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, Literal

from bot.domain.catalog import Resolution
from bot.domain.job import TRANSITIONS, Job, MessageRef, Outcome, QueuePosition, State
from bot.domain.request import Request
from bot.storage import cases, ledger, locks
from bot.storage.database import Transaction, Value
from bot.storage.documents import REQUEST
from bot.storage.leases import Lease
from bot.storage.rows import read_first, read_jobs, to_column

COST_LOOKUP_DELAY_SECONDS: Final = 5.0
"""Seconds from the end of a cancelled or abandoned job to the first look-up of its task's bill."""
TASK_DEADLINE_SECONDS: Final = 180.0
"""Default of the time that a task may take at the provider."""
_NO_COLUMNS: Final[Mapping[str, Value]] = MappingProxyType({})
_NOTIFIED_COLUMNS: Final[Mapping[str, Value]] = MappingProxyType(
    {"notified": 1, "lease_owner": None, "lease_expires_at": None}
)
_SELECT_QUEUE_POSITION: Final = """
    SELECT COUNT(*) FILTER (WHERE (round, id) < (?, ?)) AS before, COUNT(*) FILTER (WHERE id <> ?) AS others,
           (SELECT COUNT(*) FROM jobs WHERE state = 'submitted')
         + (SELECT COUNT(*) FROM jobs WHERE running_until > ?) AS drawing
    FROM jobs WHERE state IN ('reserved', 'waiting')
"""
_COUNT_SUBMITTED: Final = """
    SELECT (SELECT COUNT(*) FROM jobs WHERE state = 'submitted')
         + (SELECT COUNT(*) FROM jobs WHERE running_until > ?) AS running
"""


def _queue_order(job: Job) -> tuple[int, int]:
    """The order in which the line is served, as in ``ORDER BY round, id``."""
    return job.round, job.id


# ── being worked on ──────────────────────────────────────────────────────────────────────────────────────────────────


def claim(*, max_running: int, lease: Lease, now: float) -> Transaction[list[Job]]:
    """Claim jobs from the queue, up to ``max_running`` running tasks.

    :func:`record_submission` records that they are sent.
    """
    yield locks.JOB_QUEUE
    free = max_running - (yield from count_submitted(now=now))
    if free <= 0:
        return []
    rows = yield (
        "UPDATE jobs SET state = 'submitted', lease_owner = ?, lease_expires_at = ? WHERE id IN"
        " (SELECT id FROM jobs WHERE state = 'waiting' ORDER BY round, id LIMIT ?) AND state = 'waiting' RETURNING *",
        (*lease, free),
    )
    return sorted(read_jobs(rows), key=_queue_order)


def record_submission(job: Job, *, owner: str, now: float) -> Transaction[Job | None]:
    """Write down that the task goes to the provider now, and may cost something from here on.

    ``None`` when the job was cancelled or is no longer this owner's: then it must not be sent. A job that was sent
    before keeps the time of the first try.
    """
    return (yield from _update(job, owner, submitted_at=now if job.submitted_at is None else job.submitted_at))


def count_submitted(*, now: float) -> Transaction[int]:
    """Number of tasks at the provider, including those of cancelled jobs, which it draws nevertheless."""
    (row,) = yield _COUNT_SUBMITTED, (now,)
    return int(row["running"])


def store_results(job: Job, outcome: Outcome, *, owner: str, now: float) -> Transaction[Job | None]:
    """Record the task's outcome; ``None`` when the job has another owner or was cancelled.

    Outstanding results may still be billed, so the bill is looked up later.
    """
    later = {"cost_due_at": now + COST_LOOKUP_DELAY_SECONDS} if outcome.outstanding else _NO_COLUMNS
    return (yield from _transition(job, State.READY, owner, later, outcome=outcome, ready_at=now))


def update_request(job: Job, request: Request, *, owner: str) -> Transaction[Job | None]:
    """Store a changed request, for example with the UUID of an uploaded picture."""
    return (yield from _update(job, owner, request=request))


def hold(job: Job, why: str, *, owner: str, now: float) -> Transaction[Job | None]:
    """Hold the pictures for moderators, and open a case in the same commit."""
    moved = yield from _transition(job, State.HELD, owner)
    if moved is not None:
        yield from cases.open_approval(job, why, now=now)
    return moved


def move_message(job_id: int, message: MessageRef) -> Transaction[None]:
    """Record where the member's message is, in whatever state the job is."""
    yield "UPDATE jobs SET channel_id = ?, message_id = ? WHERE id = ?", (*message, job_id)


def record_follow_up(job: Job, message_id: int, *, owner: str) -> Transaction[Job | None]:
    """Record the second message, with the pictures that do not fit into the first."""
    return (yield from _update(job, owner, follow_up_message_id=message_id))


def deliver(
    job: Job, outcome: Outcome, *, message: MessageRef | None, micro_dollars: int, owner: str, now: float
) -> Transaction[Job | None]:
    """Record that the outcome's ``shown`` pictures were delivered there: settle the ledger, and forget the token."""
    where: Mapping[str, int | None] = {} if message is None else message._asdict()
    moved = yield from _transition(
        job, State.DELIVERED, owner, _NOTIFIED_COLUMNS, outcome=outcome, ended_at=now, token=None, **where
    )
    if moved is not None:
        yield from ledger.close(job, "settle", images=outcome.delivered_count, micro_dollars=micro_dollars, now=now)
    return moved


FailureState = Literal[State.REFUSED, State.FAILED]


def fail(
    job: Job,
    state: FailureState,
    reason: str,
    *,
    micro_dollars: int,
    owner: str,
    now: float,
    cost_due_at: float | None = None,
) -> Transaction[Job | None]:
    """End the job without pictures: refund the quota; ``micros`` is what was spent nevertheless (micro-dollars).

    ``cost_due_at`` is when to ask the provider for the cost of a task that may still be running.
    """
    later = _NO_COLUMNS if cost_due_at is None else {"cost_due_at": cost_due_at}
    moved = yield from _transition(job, state, owner, later, ended_at=now, reason=reason)
    if moved is not None:
        yield from ledger.close(job, "refund", images=0, micro_dollars=micro_dollars, now=now)
    if moved is not None and job.state is State.HELD:
        yield from cases.withdraw(job.id, now=now)
    return moved


def mark_notified(job_id: int, *, removed_at: float | None = None) -> Transaction[None]:
    """Record that the member was shown how the job ended, and forget the token.

    ``removed_at`` is the value that was shown; if it has changed since, the member is still to be shown the new one.
    """
    yield (
        "UPDATE jobs SET notified = 1, token = NULL, lease_owner = NULL, lease_expires_at = NULL"
        " WHERE id = ? AND ended_at IS NOT NULL AND COALESCE(removed_at, 0) = ?",
        (job_id, removed_at or 0.0),
    )


def _transition(
    job: Job, target: State, owner: str, columns: Mapping[str, Value] = _NO_COLUMNS, **fields: Any
) -> Transaction[Job | None]:
    if target not in TRANSITIONS[job.state]:
        raise ValueError(f"a job that is {job.state} cannot become {target}")
    return (yield from _update(job, owner, columns, state=target, **fields))


def _update(job: Job, owner: str, columns: Mapping[str, Value] = _NO_COLUMNS, **fields: Any) -> Transaction[Job | None]:
    """Update fields of the job, and columns that are no fields; ``None`` when its state or owner has changed."""
    values = {**{name: to_column(field) for name, field in fields.items()}, **columns}
    changes = ", ".join(f"{name} = ?" for name in values)
    rows = yield (
        f"UPDATE jobs SET {changes} WHERE id = ? AND state = ? AND lease_owner = ? RETURNING id",
        (*values.values(), job.id, job.state.value, owner),
    )
    return replace(job, **fields) if rows else None


def release_held(job: Job, request: Request, *, lease: Lease) -> Transaction[Job | None]:
    """Release held pictures for delivery by the lease's owner; ``None`` when the job is not held."""
    rows = yield (
        "UPDATE jobs SET state = 'ready', request = ?, lease_owner = ?, lease_expires_at = ?"
        " WHERE id = ? AND state = 'held' RETURNING *",
        (to_column(request), *lease, job.id),
    )
    return read_first(rows)


def decline_held(job: Job, reason: str, *, micro_dollars: int, lease: Lease, now: float) -> Transaction[Job | None]:
    """Refuse held pictures, because moderators declined them or nobody decided, and refund the quota.

    The lease's owner tells the member. ``None`` when the job is not held.
    """
    rows = yield (
        "UPDATE jobs SET state = 'refused', ended_at = ?, reason = ?, lease_owner = ?, lease_expires_at = ?"
        " WHERE id = ? AND state = 'held' RETURNING *",
        (now, reason, *lease, job.id),
    )
    if rows:
        yield from ledger.close(job, "refund", images=0, micro_dollars=micro_dollars, now=now)
    return read_first(rows)


def reopen_for_update(job_id: int, *, lease: Lease) -> Transaction[None]:
    """Mark an ended job's message as outdated; the lease's owner edits it."""
    yield (
        "UPDATE jobs SET notified = 0, lease_owner = ?, lease_expires_at = ? WHERE id = ? AND ended_at IS NOT NULL",
        (*lease, job_id),
    )


def fail_waiting(reason: str, *, lease: Lease, limit: int, now: float) -> Transaction[list[Job]]:
    """Fail jobs that wait in the line, and refund their quota; the caller tells their members."""
    yield locks.JOB_QUEUE
    rows = yield (
        "UPDATE jobs SET state = 'failed', ended_at = ?, reason = ?, lease_owner = ?, lease_expires_at = ? WHERE id IN"
        " (SELECT id FROM jobs WHERE state = 'waiting' ORDER BY round, id LIMIT ?) AND state = 'waiting' RETURNING *",
        (now, reason, *lease, limit),
    )
    jobs = sorted(read_jobs(rows), key=_queue_order)
    for job in jobs:
        yield from ledger.close(job, "refund", images=0, micro_dollars=0, now=now)
    return jobs


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def get(job_id: int) -> Transaction[Job | None]:
    """The job of that id."""
    rows = yield "SELECT * FROM jobs WHERE id = ?", (job_id,)
    return read_first(rows)


def list_cancelled_with(job: Job) -> Transaction[list[Job]]:
    """The job and those of the same interaction that were cancelled at the same moment."""
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
    """Where a job stands in the line, or would stand once its member has an answer."""
    (row,) = yield _SELECT_QUEUE_POSITION, (job.round, job.id, job.id, now)
    return QueuePosition(row["before"] + 1, row["others"] + 1, row["drawing"])


def list_queue(*, offset: int, limit: int, now: float) -> Transaction[tuple[list[tuple[Job, QueuePosition]], int]]:
    """A part of the line with everyone's place, and how many wait in all."""
    rows = yield "SELECT * FROM jobs WHERE state = 'waiting' ORDER BY round, id LIMIT ? OFFSET ?", (limit, offset)
    (count,) = yield "SELECT COUNT(*) AS count FROM jobs WHERE state = 'waiting'", ()
    total, drawing = count["count"], (yield from count_submitted(now=now))
    return [(job, QueuePosition(offset + n, total, drawing)) for n, job in enumerate(read_jobs(rows), 1)], total


def count_by_state() -> Transaction[dict[str, int]]:
    """How many unfinished jobs there are in each state."""
    rows = yield (
        "SELECT state, COUNT(*) AS count FROM jobs WHERE state IN ('reserved', 'waiting', 'submitted', 'ready', 'held')"
        " GROUP BY state",
        (),
    )
    return {row["state"]: row["count"] for row in rows}


def list_recent_durations(limit: int) -> Transaction[list[tuple[tuple[str, Resolution, bool], float]]]:
    """Seconds from submission to ready of the last tasks, each with its kind of request, ordered by job id."""
    rows = yield (
        "SELECT request, ready_at - submitted_at AS seconds FROM jobs"
        " WHERE ready_at IS NOT NULL AND submitted_at IS NOT NULL ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return [(REQUEST.load(row["request"]).duration_key, row["seconds"]) for row in reversed(rows)]
