"""Jobs on disk: reserve, claim, move, end. Every move names the state and the owner that it starts from."""

from dataclasses import replace
from typing import Final, Literal, NamedTuple
from uuid import UUID

from bot.domain.job import TRANSITIONS, Asker, Job, Outcome, State
from bot.domain.quota import Limits, afford
from bot.domain.request import Request
from bot.errors import Repeated
from bot.storage import ledger
from bot.storage.database import Lock, Transaction, Value
from bot.storage.leases import Lease
from bot.storage.rows import read_first, read_job, read_jobs

LINE: Final = Lock("line")
"""Held by whoever takes jobs from the line, so that the bound on running tasks holds in however many processes."""


BILL_AFTER: Final = 600.0
"""Seconds after which an abandoned task is looked up in the provider's record: by then it has ended there."""


class Place(NamedTuple):
    """Where a job stands in the line (the first position is 1), and how many tasks are at the provider meanwhile."""

    position: int
    total: int
    drawing: int = 0


def _served(job: Job) -> tuple[int, int]:
    """The order in which the line is served, as in ``ORDER BY turn, id``."""
    return job.turn, job.id


# ── coming in ────────────────────────────────────────────────────────────────────────────────────────────────────────


def reserve(
    asker: Asker, request: Request, *, task_uuid: UUID, limits: Limits, lease: Lease, now: float
) -> Transaction[tuple[Job, Place]]:
    """Write the job and take its quota in one commit; raises a :class:`~bot.errors.Refused` when it cannot be afforded.

    Raises :class:`~bot.errors.Repeated` for an interaction that is a job already.
    """
    yield Lock("member", asker.user_id)
    if (yield "SELECT id FROM jobs WHERE id = ?", (asker.interaction_id,)):
        raise Repeated
    yield from _check(asker, request, limits, now)
    turn = yield from _next_turn(asker.user_id)
    rows = yield (
        "INSERT INTO jobs (id, task_uuid, state, user_id, guild_id, channel_id, parent_id, token, attachment_limit,"
        " request, turn, created_at, lease_owner, lease_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " RETURNING *",
        (
            *(asker.interaction_id, str(task_uuid), State.RESERVED.value, asker.user_id, asker.guild_id),
            *(asker.channel_id, asker.parent_id, asker.token, asker.attachment_limit),
            *(request.model_dump_json(), turn, now, lease.owner, lease.until),
        ),
    )
    yield from ledger.reserve(asker, request, now)
    job = read_job(rows[0])
    return job, (yield from place(job))


def _check(asker: Asker, request: Request, limits: Limits, now: float) -> Transaction[None]:
    usage = yield from ledger.member_usage(asker.user_id, now)
    if asker.guild_id is not None and (limits.guild_day is not None or limits.guild_month is not None):
        yield Lock("guild", asker.guild_id)
    if limits.bot_day is not None:
        yield Lock("bot")
    day, month, whole = yield from ledger.budgets(asker.guild_id, limits, now)
    afford(request, limits, replace(usage, guild_day=day, guild_month=month, bot_day=whole), now=now)


def _next_turn(user_id: int) -> Transaction[int]:
    """The round in which the member is served next.

    Rounds make the line fair (start-time fair queueing): whoever asks once stands in the round that is served now,
    a member's second request stands in the round after the first one's, and inside a round who came first goes first.
    """
    (served,) = yield "SELECT MAX(turn) AS turn FROM jobs WHERE state = 'submitted'", ()
    (waiting,) = yield "SELECT MIN(turn) AS turn FROM jobs WHERE state = 'waiting'", ()
    (own,) = yield (
        "SELECT MAX(turn) AS turn FROM jobs WHERE user_id = ? AND ended_at IS NULL"
        " AND state IN ('reserved', 'waiting', 'submitted')",
        (user_id,),
    )
    current = next((row["turn"] for row in (served, waiting) if row["turn"] is not None), 0)
    return current if own["turn"] is None else max(current, own["turn"] + 1)


def acknowledged(job_id: int, *, channel_id: int, message_id: int) -> Transaction[Job | None]:
    """The member sees the waiting message: from here on the job stands in the line, and nobody owns it.

    Whoever knows of the message may say so, the owner or not; ``None`` when the job is no longer reserved.
    """
    rows = yield (
        "UPDATE jobs SET state = 'waiting', channel_id = ?, message_id = ?, lease_owner = NULL, lease_until = NULL"
        " WHERE id = ? AND state = 'reserved' RETURNING *",
        (channel_id, message_id, job_id),
    )
    return read_first(rows)


# ── being worked on ──────────────────────────────────────────────────────────────────────────────────────────────────


def claim(*, at_once: int, lease: Lease, now: float) -> Transaction[list[Job]]:
    """Take from the line what fits below ``at_once`` running tasks: on disk as submitted before anything is sent."""
    yield LINE
    (running,) = yield "SELECT COUNT(*) AS n FROM jobs WHERE state = 'submitted'", ()
    free = at_once - running["n"]
    if free <= 0:
        return []
    rows = yield (
        "UPDATE jobs SET state = 'submitted', submitted_at = ?, lease_owner = ?, lease_until = ? WHERE id IN"
        " (SELECT id FROM jobs WHERE state = 'waiting' ORDER BY turn, id LIMIT ?) AND state = 'waiting' RETURNING *",
        (now, *lease, free),
    )
    return sorted(read_jobs(rows), key=_served)


def ready(job: Job, outcome: Outcome, *, owner: str, now: float) -> Transaction[Job | None]:
    """Write what came of the task; ``None`` when the job is no longer this owner's, or was cancelled."""
    return (yield from _move(job, State.READY, owner, outcome=outcome.model_dump_json(exclude_none=True), ready_at=now))


def follow_up_sent(job: Job, message_id: int, *, owner: str) -> Transaction[Job | None]:
    """Remember the second message, for the pictures that do not fit in the first."""
    rows = yield (
        "UPDATE jobs SET follow_up_id = ? WHERE id = ? AND state = ? AND lease_owner = ? RETURNING *",
        (message_id, job.id, job.state.value, owner),
    )
    return read_first(rows)


def delivered(job: Job, *, images: int, micros: int, owner: str, now: float) -> Transaction[Job | None]:
    """The member has ``images`` pictures: settle, and forget the token."""
    forgotten: dict[str, Value] = {"token": None, "lease_owner": None, "lease_until": None}
    moved = yield from _move(job, State.DELIVERED, owner, ended_at=now, answered=1, **forgotten)
    if moved is not None:
        yield from ledger.close(job, "settle", images=images, micros=micros, now=now)
    return moved


Failure = Literal[State.REFUSED, State.FAILED]


def failed(
    job: Job, state: Failure, reason: str, *, micros: int, owner: str, now: float, bill_due: float | None = None
) -> Transaction[Job | None]:
    """The job ends without pictures: the quota is given back, ``micros`` is what was spent all the same.

    ``bill_due`` is when to ask the provider for the cost of a task that may still finish without us.
    """
    moved = yield from _move(job, state, owner, ended_at=now, reason=reason, bill_due=bill_due)
    if moved is not None:
        yield from ledger.close(job, "refund", images=0, micros=micros, now=now)
    return moved


def cancel(job_id: int, reason: str, *, now: float) -> Transaction[Job | None]:
    """Take a job back that nobody has pictures of yet; ``None`` when it is too late for that.

    What the provider was already asked for stays in the ledger's dollars: it cannot be called off there, and
    ``bill_due`` is when to ask what it cost.
    """
    rows = yield (
        "UPDATE jobs SET state = 'cancelled', ended_at = ?, reason = ?, lease_owner = NULL, lease_until = NULL,"
        " bill_due = CASE WHEN submitted_at IS NULL THEN NULL ELSE CAST(? AS DOUBLE PRECISION) END"
        " WHERE id = ? AND state IN ('reserved', 'waiting', 'submitted') RETURNING *",
        (now, reason, now + BILL_AFTER, job_id),
    )
    job = read_first(rows)
    if job is not None:
        spent = 0 if job.submitted_at is None else job.request.estimate
        yield from ledger.close(job, "refund", images=0, micros=spent, now=now)
    return job


def answered(job_id: int) -> Transaction[None]:
    """The member knows how it ended: nothing is left to do, the token is forgotten."""
    yield (
        "UPDATE jobs SET answered = 1, token = NULL, lease_owner = NULL, lease_until = NULL"
        " WHERE id = ? AND ended_at IS NOT NULL",
        (job_id,),
    )


def _move(job: Job, target: State, owner: str, **columns: Value) -> Transaction[Job | None]:
    if target not in TRANSITIONS[job.state]:
        raise ValueError(f"a job that is {job.state} cannot become {target}")
    changes = ", ".join(f"{column} = ?" for column in columns)
    rows = yield (
        f"UPDATE jobs SET state = ?, {changes} WHERE id = ? AND state = ? AND lease_owner = ? RETURNING *",  # noqa: S608 – column names are this module's
        (target.value, *columns.values(), job.id, job.state.value, owner),
    )
    return read_first(rows)


def turn_away(reason: str, *, lease: Lease, limit: int, now: float) -> Transaction[list[Job]]:
    """End jobs that wait in the line, with their quota given back; the caller tells their members."""
    yield LINE
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


def unfinished(user_id: int) -> Transaction[list[Job]]:
    """A member's jobs that have not ended, oldest first."""
    return read_jobs((yield "SELECT * FROM jobs WHERE user_id = ? AND ended_at IS NULL ORDER BY id", (user_id,)))


def place(job: Job) -> Transaction[Place]:
    """Where a job stands in the line, or would stand once its member has an answer."""
    (before,) = yield (
        "SELECT COUNT(*) AS n FROM jobs WHERE state IN ('reserved', 'waiting') AND (turn, id) < (?, ?)",
        (job.turn, job.id),
    )
    (other,) = yield "SELECT COUNT(*) AS n FROM jobs WHERE state IN ('reserved', 'waiting') AND id <> ?", (job.id,)
    (running,) = yield "SELECT COUNT(*) AS n FROM jobs WHERE state = 'submitted'", ()
    return Place(before["n"] + 1, other["n"] + 1, running["n"])


def line(*, offset: int, limit: int) -> Transaction[tuple[list[tuple[Job, Place]], int]]:
    """A part of the line with everyone's place, and how many wait in all."""
    rows = yield "SELECT * FROM jobs WHERE state = 'waiting' ORDER BY turn, id LIMIT ? OFFSET ?", (limit, offset)
    (count,) = yield "SELECT COUNT(*) AS n FROM jobs WHERE state = 'waiting'", ()
    total = count["n"]
    return [(job, Place(offset + n, total)) for n, job in enumerate(read_jobs(rows), 1)], total


def counts() -> Transaction[dict[str, int]]:
    """How many unfinished jobs there are in each state."""
    rows = yield (
        "SELECT state, COUNT(*) AS n FROM jobs WHERE state IN ('reserved', 'waiting', 'submitted', 'ready', 'held')"
        " GROUP BY state",
        (),
    )
    return {row["state"]: row["n"] for row in rows}
