"""Jobs on disk: claim, move, end. Every move names the state and the owner that it starts from."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from bot.domain.cancelling import cancelled_sentence, still_counted
from bot.domain.catalog import Resolution
from bot.domain.job import TRANSITIONS, Job, Outcome, State
from bot.domain.request import Request
from bot.storage import cases, ledger, locks, strikes
from bot.storage.database import Transaction, Value
from bot.storage.leases import Lease
from bot.storage.rows import read_first, read_jobs, written

BILL_AFTER: Final = 5.0
"""Seconds after which somebody first asks how a task ended that was taken back or given up."""
DEADLINE_SECONDS: Final = 180.0
"""How long a task may take at the provider, unless the configuration says otherwise."""
_NOTHING: Final[Mapping[str, Value]] = MappingProxyType({})
_SETTLED: Final[Mapping[str, Value]] = MappingProxyType({"answered": 1, "lease_owner": None, "lease_until": None})
_PLACE: Final = """
    SELECT COUNT(*) FILTER (WHERE (turn, id) < (?, ?)) AS before, COUNT(*) FILTER (WHERE id <> ?) AS others,
           (SELECT COUNT(*) FROM jobs WHERE state = 'submitted')
         + (SELECT COUNT(*) FROM jobs WHERE busy_until > ?) AS drawing
    FROM jobs WHERE state IN ('reserved', 'waiting')
"""
_RUNNING: Final = """
    SELECT (SELECT COUNT(*) FROM jobs WHERE state = 'submitted')
         + (SELECT COUNT(*) FROM jobs WHERE busy_until > ?) AS running
"""


class Place(NamedTuple):
    """Where a job stands in the line (the first position is 1), and how many tasks are at the provider meanwhile."""

    position: int
    total: int
    drawing: int = 0


class Shown(NamedTuple):
    """The message that a member was shown something in."""

    channel_id: int
    message_id: int


def _served(job: Job) -> tuple[int, int]:
    """The order in which the line is served, as in ``ORDER BY turn, id``."""
    return job.turn, job.id


# ── being worked on ──────────────────────────────────────────────────────────────────────────────────────────────────


def claim(*, at_once: int, lease: Lease, now: float) -> Transaction[list[Job]]:
    """Take from the line what fits below ``at_once`` running tasks; :func:`sending` says that they are sent."""
    yield locks.LINE
    free = at_once - (yield from running(now=now))
    if free <= 0:
        return []
    rows = yield (
        "UPDATE jobs SET state = 'submitted', lease_owner = ?, lease_until = ? WHERE id IN"
        " (SELECT id FROM jobs WHERE state = 'waiting' ORDER BY turn, id LIMIT ?) AND state = 'waiting' RETURNING *",
        (*lease, free),
    )
    return sorted(read_jobs(rows), key=_served)


def sending(job: Job, *, owner: str, now: float) -> Transaction[Job | None]:
    """Write down that the task goes to the provider now, and may cost something from here on.

    ``None`` when the job was cancelled or is no longer this owner's: then it must not be sent. A job that was sent
    before keeps the time of the first try.
    """
    return (yield from _change(job, owner, submitted_at=now if job.submitted_at is None else job.submitted_at))


def running(*, now: float) -> Transaction[int]:
    """How many tasks are at the provider, those among them that were taken back: it draws them all the same."""
    (row,) = yield _RUNNING, (now,)
    return int(row["running"])


def ready(job: Job, outcome: Outcome, *, owner: str, now: float) -> Transaction[Job | None]:
    """Write what came of the task; ``None`` when the job is no longer this owner's, or was cancelled.

    What is outstanding may still be billed, which is asked for once the job has ended.
    """
    later = {"bill_due": now + BILL_AFTER} if outcome.outstanding else _NOTHING
    return (yield from _move(job, State.READY, owner, later, outcome=outcome, ready_at=now))


def changed(job: Job, request: Request, *, owner: str) -> Transaction[Job | None]:
    """Remember what was learned about the request on the way, such as a picture's name at the provider."""
    return (yield from _change(job, owner, request=request))


def held(job: Job, why: str, *, owner: str, now: float) -> Transaction[Job | None]:
    """The pictures wait for moderators: their case is opened in the same commit."""
    moved = yield from _move(job, State.HELD, owner)
    if moved is not None:
        yield from cases.open_held(job, why, now=now)
    return moved


def told_at(job_id: int, place: Shown) -> Transaction[None]:
    """The member's message stands there by now, whatever else became of the job meanwhile."""
    yield "UPDATE jobs SET channel_id = ?, message_id = ? WHERE id = ?", (*place, job_id)


def follow_up_sent(job: Job, message_id: int, *, owner: str) -> Transaction[Job | None]:
    """Remember the second message, for the pictures that do not fit in the first."""
    return (yield from _change(job, owner, follow_up_id=message_id))


def delivered(
    job: Job, outcome: Outcome, *, place: Shown | None, micros: int, owner: str, now: float
) -> Transaction[Job | None]:
    """The member has the outcome's ``shown`` pictures, at that place: settle, and forget the token."""
    where: Mapping[str, int | None] = {} if place is None else place._asdict()
    moved = yield from _move(job, State.DELIVERED, owner, _SETTLED, outcome=outcome, ended_at=now, token=None, **where)
    if moved is not None:
        yield from ledger.close(job, "settle", images=outcome.shown, micros=micros, now=now)
    return moved


Failure = Literal[State.REFUSED, State.FAILED]


def failed(
    job: Job, state: Failure, reason: str, *, micros: int, owner: str, now: float, bill_due: float | None = None
) -> Transaction[Job | None]:
    """The job ends without pictures: the quota is given back, ``micros`` is what was spent all the same.

    ``bill_due`` is when to ask the provider for the cost of a task that may still finish without us.
    """
    later = _NOTHING if bill_due is None else {"bill_due": bill_due}
    moved = yield from _move(job, state, owner, later, ended_at=now, reason=reason)
    if moved is not None:
        yield from ledger.close(job, "refund", images=0, micros=micros, now=now)
    if moved is not None and job.state is State.HELD:
        yield from cases.withdrawn(job.id, now=now)
    return moved


def cancel(job_id: int, reason: str, *, deadline: float = DEADLINE_SECONDS, now: float) -> Transaction[Job | None]:
    """Take a job back for its author, who gets all of its pictures back; ``None`` when it is too late for that.

    Those that came of the same interaction go with it. What the provider was already asked for stays in the ledger's
    dollars: it cannot be called off there. Until its record tells what that cost (``bill_due`` is when to ask), or
    ``deadline`` seconds after it was submitted, the task counts as running.
    """
    jobs = yield from _cancelled(job_id, reason, deadline, now)
    for job in jobs:
        yield from ledger.close(job, "refund", images=0, micros=job.cost, now=now)
    return jobs[0] if jobs else None


def take_back(job_id: int, *, user_id: int, deadline: float = DEADLINE_SECONDS, now: float) -> Transaction[Job | None]:
    """As :func:`cancel`, by the author: what the provider has already uses up pictures as if it were delivered.

    Otherwise one member could have any number of pictures drawn that nobody sees. For the same reason it counts as a
    refusal does (:mod:`~bot.domain.pauses`). The provider's record may give the pictures back (:mod:`bot.billing`).
    """
    yield locks.member(user_id)
    jobs = yield from _cancelled(job_id, None, deadline, now)
    for job in jobs:
        yield from ledger.close(job, "refund", images=still_counted(job), micros=job.cost, now=now)
    if not jobs:
        return None
    submitted = [job for job in jobs if job.submitted_at is not None]
    if submitted and jobs[0].guild_id is not None:
        yield from strikes.add(jobs[0].guild_id, user_id, now=now)
    return jobs[0]


def _cancelled(job_id: int, reason: str | None, deadline: float, now: float) -> Transaction[list[Job]]:
    """The job and those of its interaction, cancelled with that reason or with the sentence for their author."""
    jobs = yield from _cancelled_where("id = ?", job_id, deadline, now)
    if not jobs:
        return []
    others = yield from _cancelled_where("batch_id = ?", job_id, deadline, now)
    told = {jobs[0].id: reason or cancelled_sentence([*jobs, *others])}
    told |= {other.id: reason or cancelled_sentence([other]) for other in others}
    for job in (*jobs, *others):
        yield "UPDATE jobs SET reason = ? WHERE id = ?", (told[job.id], job.id)
        yield from cases.withdrawn(job.id, now=now)
    for other in others:
        if other.message_id is None:
            yield from answered(other.id)  # its end is told with that of the first
    return [replace(job, reason=told[job.id]) for job in (*jobs, *others)]


def _cancelled_where(which: str, number: int, deadline: float, now: float) -> Transaction[list[Job]]:
    drawn = "submitted_at IS NOT NULL AND ready_at IS NULL"
    rows = yield (
        "UPDATE jobs SET state = 'cancelled', ended_at = ?, lease_owner = NULL, lease_until = NULL,"  # noqa: S608 – this module's words
        f" bill_due = CASE WHEN {drawn} THEN CAST(? AS DOUBLE PRECISION) ELSE bill_due END,"
        f" busy_until = CASE WHEN {drawn} THEN submitted_at + CAST(? AS DOUBLE PRECISION) END"
        f" WHERE {which} AND state IN ('reserved', 'waiting', 'submitted', 'held') RETURNING *",
        (now, now + BILL_AFTER, deadline, number),
    )
    return read_jobs(rows)


def answered(job_id: int, *, removed_at: float | None = None) -> Transaction[None]:
    """The member knows how it ended: nothing is left to do, the token is forgotten.

    ``removed_at`` is what they were told of that; where it is otherwise by now, they are still to be told.
    """
    yield (
        "UPDATE jobs SET answered = 1, token = NULL, lease_owner = NULL, lease_until = NULL"
        " WHERE id = ? AND ended_at IS NOT NULL AND COALESCE(removed_at, 0) = ?",
        (job_id, removed_at or 0.0),
    )


def _move(
    job: Job, target: State, owner: str, columns: Mapping[str, Value] = _NOTHING, **fields: Any
) -> Transaction[Job | None]:
    if target not in TRANSITIONS[job.state]:
        raise ValueError(f"a job that is {job.state} cannot become {target}")
    return (yield from _change(job, owner, columns, state=target, **fields))


def _change(job: Job, owner: str, columns: Mapping[str, Value] = _NOTHING, **fields: Any) -> Transaction[Job | None]:
    """Write fields of the job, and columns that no field shows; ``None`` when it is not what or whose it was."""
    values = {**{name: written(field) for name, field in fields.items()}, **columns}
    changes = ", ".join(f"{name} = ?" for name in values)
    rows = yield (
        f"UPDATE jobs SET {changes} WHERE id = ? AND state = ? AND lease_owner = ? RETURNING id",  # noqa: S608 – column names are this module's
        (*values.values(), job.id, job.state.value, owner),
    )
    return replace(job, **fields) if rows else None


def released(job: Job, request: Request, *, lease: Lease) -> Transaction[Job | None]:
    """Moderators let held pictures be shown; the lease's owner goes on with that. ``None`` when it is not held."""
    rows = yield (
        "UPDATE jobs SET state = 'ready', request = ?, lease_owner = ?, lease_until = ?"
        " WHERE id = ? AND state = 'held' RETURNING *",
        (written(request), *lease, job.id),
    )
    return read_first(rows)


def declined(job: Job, reason: str, *, micros: int, lease: Lease, now: float) -> Transaction[Job | None]:
    """Moderators do not let held pictures be shown, or nobody decided: the quota is given back.

    The lease's owner tells the member. ``None`` when it is not held.
    """
    rows = yield (
        "UPDATE jobs SET state = 'refused', ended_at = ?, reason = ?, lease_owner = ?, lease_until = ?"
        " WHERE id = ? AND state = 'held' RETURNING *",
        (now, reason, *lease, job.id),
    )
    if rows:
        yield from ledger.close(job, "refund", images=0, micros=micros, now=now)
    return read_first(rows)


def shown_anew(job_id: int, *, lease: Lease) -> Transaction[None]:
    """What an ended job's message shows is no longer so: the lease's owner brings it up to date."""
    yield (
        "UPDATE jobs SET answered = 0, lease_owner = ?, lease_until = ? WHERE id = ? AND ended_at IS NOT NULL",
        (*lease, job_id),
    )


def turn_away(reason: str, *, lease: Lease, limit: int, now: float) -> Transaction[list[Job]]:
    """End jobs that wait in the line, with their quota given back; the caller tells their members."""
    yield locks.LINE
    rows = yield (
        "UPDATE jobs SET state = 'failed', ended_at = ?, reason = ?, lease_owner = ?, lease_until = ? WHERE id IN"
        " (SELECT id FROM jobs WHERE state = 'waiting' ORDER BY turn, id LIMIT ?) AND state = 'waiting' RETURNING *",
        (now, reason, *lease, limit),
    )
    jobs = sorted(read_jobs(rows), key=_served)
    for job in jobs:
        yield from ledger.close(job, "refund", images=0, micros=0, now=now)
    return jobs


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def get(job_id: int) -> Transaction[Job | None]:
    """The job of that id."""
    rows = yield "SELECT * FROM jobs WHERE id = ?", (job_id,)
    return read_first(rows)


def cancelled_with(job: Job) -> Transaction[list[Job]]:
    """The job and those of the same interaction that were cancelled at the same moment."""
    first = job.id if job.batch_id is None else job.batch_id
    rows = yield (
        "SELECT * FROM jobs WHERE (id = ? OR batch_id = ?) AND state = 'cancelled' AND ended_at = ?",
        (first, first, job.ended_at),
    )
    return read_jobs(rows)


def unfinished(user_id: int) -> Transaction[list[Job]]:
    """A member's jobs that have not ended, oldest first."""
    return read_jobs((yield "SELECT * FROM jobs WHERE user_id = ? AND ended_at IS NULL ORDER BY id", (user_id,)))


def place(job: Job, *, now: float) -> Transaction[Place]:
    """Where a job stands in the line, or would stand once its member has an answer."""
    (row,) = yield _PLACE, (job.turn, job.id, job.id, now)
    return Place(row["before"] + 1, row["others"] + 1, row["drawing"])


def line(*, offset: int, limit: int, now: float) -> Transaction[tuple[list[tuple[Job, Place]], int]]:
    """A part of the line with everyone's place, and how many wait in all."""
    rows = yield "SELECT * FROM jobs WHERE state = 'waiting' ORDER BY turn, id LIMIT ? OFFSET ?", (limit, offset)
    (count,) = yield "SELECT COUNT(*) AS n FROM jobs WHERE state = 'waiting'", ()
    total, drawing = count["n"], (yield from running(now=now))
    return [(job, Place(offset + n, total, drawing)) for n, job in enumerate(read_jobs(rows), 1)], total


def counts() -> Transaction[dict[str, int]]:
    """How many unfinished jobs there are in each state."""
    rows = yield (
        "SELECT state, COUNT(*) AS n FROM jobs WHERE state IN ('reserved', 'waiting', 'submitted', 'ready', 'held')"
        " GROUP BY state",
        (),
    )
    return {row["state"]: row["n"] for row in rows}


def recent_durations(limit: int) -> Transaction[list[tuple[tuple[str, Resolution, bool], float]]]:
    """What the last tasks took from being sent until their pictures were ready, in seconds and in the order of ids."""
    rows = yield (
        "SELECT request, ready_at - submitted_at AS seconds FROM jobs"
        " WHERE ready_at IS NOT NULL AND submitted_at IS NOT NULL ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return [(Request.model_validate_json(row["request"]).kind, row["seconds"]) for row in reversed(rows)]
