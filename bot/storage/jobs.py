"""Jobs on disk: reserve, claim, move, end. Every move names the state and the owner that it starts from."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID

from bot.domain.job import TRANSITIONS, Asker, Job, Outcome, State
from bot.domain.quota import Limits, afford
from bot.domain.request import Request
from bot.errors import Repeated
from bot.storage import ledger
from bot.storage.database import Lock, Transaction, Value
from bot.storage.leases import Lease
from bot.storage.rows import read_first, read_jobs, written

LINE: Final = Lock("line")
"""Held by whoever takes jobs from the line, so that the bound on running tasks holds in however many processes."""
BILL_AFTER: Final = 600.0
"""Seconds after which an abandoned task is looked up in the provider's record: by then it has ended there."""
_NOTHING: Final[Mapping[str, Value]] = MappingProxyType({})
_SETTLED: Final[Mapping[str, Value]] = MappingProxyType({"answered": 1, "lease_owner": None, "lease_until": None})
_ROUNDS: Final = """
    SELECT COALESCE((SELECT MAX(turn) FROM jobs WHERE state = 'submitted'),
                    (SELECT MIN(turn) FROM jobs WHERE state = 'waiting'), 0) AS current,
           (SELECT MAX(turn) FROM jobs WHERE user_id = ? AND ended_at IS NULL
            AND state IN ('reserved', 'waiting', 'submitted')) AS own
"""
_PLACE: Final = """
    SELECT COUNT(*) FILTER (WHERE (turn, id) < (?, ?)) AS before, COUNT(*) FILTER (WHERE id <> ?) AS others,
           (SELECT COUNT(*) FROM jobs WHERE state = 'submitted') AS drawing
    FROM jobs WHERE state IN ('reserved', 'waiting')
"""


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
    job = _first(asker, request, task_uuid, turn, now)
    yield (
        "INSERT INTO jobs (id, task_uuid, state, user_id, guild_id, channel_id, parent_id, token, attachment_limit,"
        " request, turn, created_at, lease_owner, lease_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(job.id, str(job.task_uuid), job.state.value, job.user_id, job.guild_id),
            *(job.channel_id, job.parent_id, job.token, job.attachment_limit),
            *(request.model_dump_json(), job.turn, job.created_at, lease.owner, lease.until),
        ),
    )
    standing = yield from place(job)
    yield from ledger.reserve(asker, request, now)  # last: on PostgreSQL it keeps a row that others want to add to
    return job, standing


def _first(asker: Asker, request: Request, task_uuid: UUID, turn: int, now: float) -> Job:
    """The job as it begins."""
    return Job(
        id=asker.interaction_id,
        task_uuid=task_uuid,
        state=State.RESERVED,
        request=request,
        user_id=asker.user_id,
        guild_id=asker.guild_id,
        channel_id=asker.channel_id,
        message_id=None,
        follow_up_id=None,
        parent_id=asker.parent_id,
        token=asker.token,
        attachment_limit=asker.attachment_limit,
        turn=turn,
        outcome=None,
        reason=None,
        created_at=now,
        submitted_at=None,
        ready_at=None,
        ended_at=None,
    )


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
    (round_,) = yield _ROUNDS, (user_id,)
    current, own = round_["current"], round_["own"]
    return int(current if own is None else max(current, own + 1))


def acknowledged(job_id: int, *, channel_id: int, message_id: int) -> Transaction[bool]:
    """The member sees the waiting message: from here on the job stands in the line, and nobody owns it.

    Whoever knows of the message may say so, the owner or not; ``False`` when the job is no longer reserved.
    """
    rows = yield (
        "UPDATE jobs SET state = 'waiting', channel_id = ?, message_id = ?, lease_owner = NULL, lease_until = NULL"
        " WHERE id = ? AND state = 'reserved' RETURNING id",
        (channel_id, message_id, job_id),
    )
    return bool(rows)


def joined(
    job_id: int, *, channel_id: int, message_id: int, at_once: int, lease: Lease, now: float
) -> Transaction[list[Job]]:
    """:func:`acknowledged` and :func:`claim` in one commit; returns the jobs that were claimed.

    The line is left alone, and so is its lock, when ``at_once`` tasks run already; with 0 nothing is claimed.
    """
    yield from acknowledged(job_id, channel_id=channel_id, message_id=message_id)
    if at_once <= 0 or (yield from _running()) >= at_once:
        return []
    return (yield from claim(at_once=at_once, lease=lease, now=now))


# ── being worked on ──────────────────────────────────────────────────────────────────────────────────────────────────


def claim(*, at_once: int, lease: Lease, now: float) -> Transaction[list[Job]]:
    """Take from the line what fits below ``at_once`` running tasks: on disk as submitted before anything is sent."""
    yield LINE
    free = at_once - (yield from _running())
    if free <= 0:
        return []
    rows = yield (
        "UPDATE jobs SET state = 'submitted', submitted_at = ?, lease_owner = ?, lease_until = ? WHERE id IN"
        " (SELECT id FROM jobs WHERE state = 'waiting' ORDER BY turn, id LIMIT ?) AND state = 'waiting' RETURNING *",
        (now, *lease, free),
    )
    return sorted(read_jobs(rows), key=_served)


def _running() -> Transaction[int]:
    """How many tasks are at the provider."""
    (row,) = yield "SELECT COUNT(*) AS running FROM jobs WHERE state = 'submitted'", ()
    return int(row["running"])


def ready(job: Job, outcome: Outcome, *, owner: str, now: float) -> Transaction[Job | None]:
    """Write what came of the task; ``None`` when the job is no longer this owner's, or was cancelled."""
    return (yield from _move(job, State.READY, owner, outcome=outcome, ready_at=now))


def follow_up_sent(job: Job, message_id: int, *, owner: str) -> Transaction[Job | None]:
    """Remember the second message, for the pictures that do not fit in the first."""
    return (yield from _change(job, owner, follow_up_id=message_id))


def delivered(job: Job, *, images: int, micros: int, owner: str, now: float) -> Transaction[Job | None]:
    """The member has ``images`` pictures: settle, and forget the token."""
    moved = yield from _move(job, State.DELIVERED, owner, _SETTLED, ended_at=now, token=None)
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
    moved = yield from _move(job, state, owner, {"bill_due": bill_due}, ended_at=now, reason=reason)
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
    (row,) = yield _PLACE, (job.turn, job.id, job.id)
    return Place(row["before"] + 1, row["others"] + 1, row["drawing"])


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
