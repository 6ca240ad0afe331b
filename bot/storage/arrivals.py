"""Jobs that come in: reserved in one commit, and in the line once their member has an answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from bot.domain.job import Asker, Job, State
from bot.domain.pauses import Strikes
from bot.domain.quota import DAY, Limits, Short, Usage, afford, afford_free, may_ask
from bot.domain.request import Request
from bot.domain.text import plain
from bot.errors import Blocked, Gone, Repeated
from bot.storage import appeals, blocks, drafts, ledger, locks, removals, strikes
from bot.storage.appeals import Appeal
from bot.storage.database import Transaction
from bot.storage.drafts import Draft
from bot.storage.jobs import Place, claim, place, running
from bot.storage.leases import Lease

DELETED: Final = (
    "That picture was deleted, so nothing can be made from it; please start from another one. Nothing was charged."
)
SOURCE_REMOVED: Final = (
    "This server’s moderators removed the original picture, so nothing can be made from it; please start from "
    "another one. Nothing was charged."
)
_WORKER: Final = 1 << 17
"""What sets the ids of two of Discord's workers apart (Snowflakes).

Ids that follow each other come from the same one, so the further jobs of an interaction get numbers that the next
interaction will not have.
"""
_ADD: Final = """
    INSERT INTO jobs (id, task_uuid, state, user_id, guild_id, channel_id, parent_id, batch_id, source_id, code, token,
                      attachment_limit, request, turn, created_at, lease_owner, lease_until)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_GIVEN: Final = """
    SELECT request FROM jobs WHERE user_id = ? AND created_at > ? AND state NOT IN ('refused', 'failed', 'cancelled')
    AND request LIKE '%"free":true%'
"""
"""In what members write the quotation marks have backslashes, so that it is not found there."""
_ROUNDS: Final = """
    SELECT COALESCE((SELECT MAX(turn) FROM jobs WHERE state = 'submitted'),
                    (SELECT MIN(turn) FROM jobs WHERE state = 'waiting'), 0) AS current,
           (SELECT MAX(turn) FROM jobs WHERE user_id = ? AND ended_at IS NULL
            AND state IN ('reserved', 'waiting', 'submitted')) AS own
"""


def reserve(
    asker: Asker, requests: Sequence[Request], *, task_uuids: Sequence[UUID], limits: Limits, lease: Lease, now: float
) -> Transaction[tuple[list[Job], Place]]:
    """Write a job for each request and take their quota in one commit: all of them, or none.

    Returns the jobs and the place of the first one. Raises a :class:`~bot.errors.Refused` when they cannot be afforded
    or their draft is gone, and :class:`~bot.errors.Repeated` for an interaction that is a job already.
    """
    yield locks.member(asker.user_id)
    if (yield "SELECT id FROM jobs WHERE id = ?", (asker.interaction_id,)):
        raise Repeated
    if asker.draft_id is not None:
        yield from drafts.take(asker.draft_id, user_id=asker.user_id)
    yield from _check_sources(requests)
    yield from _check(asker, requests, limits, now)
    turn = yield from _next_turn(asker.user_id)
    batch_id = asker.interaction_id if len(requests) > 1 else None
    jobs = [
        _new(asker, request, task_uuid, asker.interaction_id + n * _WORKER, batch_id, turn + n, now)
        for n, (request, task_uuid) in enumerate(zip(requests, task_uuids, strict=True))
    ]
    for job in jobs:
        yield from _add(job, lease)
    standing = yield from place(jobs[0], now=now)
    for job in jobs:
        yield from ledger.reserve(job, now)  # last: on PostgreSQL it keeps a row that others want to add to
    return jobs, standing


def check_member(asker: Asker, *, limits: Limits, now: float) -> Transaction[None]:
    """Pass unless this member's request would be refused whatever it is for: blocked, paused, or out of quota.

    It is asked before a request is looked at, which takes longer. Nothing is locked or taken: what holds is decided by
    :func:`reserve`. :class:`~bot.errors.Repeated` for an interaction that is a job already.
    """
    if (yield "SELECT id FROM jobs WHERE id = ?", (asker.interaction_id,)):
        raise Repeated
    yield from _check_block(asker, now)
    may_ask(limits, (yield from ledger.member_usage(asker.user_id, now)), now=now)


def refused(asker: Asker, requests: Sequence[Request], why: str, *, now: float) -> Transaction[tuple[Strikes, Appeal]]:
    """Count a refusal for words, and keep the requests so that their author may appeal.

    A member who may not ask at all is told that instead, and nothing is counted; :class:`~bot.errors.Repeated` for an
    interaction that is counted already.
    """
    assert asker.guild_id is not None
    yield locks.member(asker.user_id)
    yield from _check_block(asker, now)
    counted = yield from strikes.add(asker.guild_id, asker.user_id, now=now)
    return counted, (yield from appeals.keep(asker, requests, why, now=now))


def granted(
    appeal: Appeal, *, interaction_id: int, task_uuids: Sequence[UUID], limits: Limits, now: float
) -> Transaction[list[Job]]:
    """Write a free job for each refused request: moderators say that the refusal was wrong.

    They stand in the line at once, and get messages of their own. :class:`~bot.errors.OverBudget` when there are no
    dollars for them, :class:`~bot.errors.OverQuota` when the member was given too many of late.
    """
    yield locks.member(appeal.user_id)
    asker = Asker(
        interaction_id=interaction_id,
        user_id=appeal.user_id,
        guild_id=appeal.guild_id,
        channel_id=appeal.channel_id,
        token="",
        attachment_limit=appeal.attachment_limit,
        parent_id=appeal.parent_id,
    )
    requests = [request.treated(free=True) for request in appeal.requests]
    yield from _check_sources(requests)
    usage = yield from _budgeted(asker, limits, (yield from ledger.member_usage(appeal.user_id, now)), now)
    given = yield from _given(appeal.user_id, now)
    try:
        afford_free(requests, limits.of(requests[0].treatment.tier), usage, given=given)
    except Short as short:
        raise (yield from ledger.refusal(short, user_id=asker.user_id, guild_id=asker.guild_id, now=now)) from None
    turn = yield from _next_turn(appeal.user_id)
    jobs = [
        replace(
            _new(asker, request, task_uuid, interaction_id + n * _WORKER, None, turn + n, now),
            token=None,
            state=State.WAITING,
        )
        for n, (request, task_uuid) in enumerate(zip(requests, task_uuids, strict=True))
    ]
    for job in jobs:
        yield from _add(job, None)
    for job in jobs:
        yield from ledger.reserve(job, now)
    return jobs


def offer(
    asker: Asker, requests: Sequence[Request], typed: Request | None = None, *, limits: Limits, now: float
) -> Transaction[tuple[Draft, Usage]]:
    """Keep the requests until their author confirms them; refused when they cannot be afforded, so nobody is asked.

    ``typed`` is what may be chosen instead.
    """
    usage = yield from _check(asker, requests, limits, now)
    draft = yield from drafts.put(asker, requests, typed, now=now)
    return draft, usage


def _new(
    asker: Asker, request: Request, task_uuid: UUID, job_id: int, batch_id: int | None, turn: int, now: float
) -> Job:
    """A job as it begins."""
    return Job(
        id=job_id,
        task_uuid=task_uuid,
        state=State.RESERVED,
        request=request,
        user_id=asker.user_id,
        guild_id=asker.guild_id,
        channel_id=asker.channel_id,
        message_id=None,
        follow_up_id=None,
        parent_id=asker.parent_id,
        batch_id=batch_id,
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


def _add(job: Job, lease: Lease | None) -> Transaction[None]:
    source = job.request.source
    yield (
        _ADD,
        (
            *(job.id, str(job.task_uuid), job.state.value, job.user_id, job.guild_id, job.channel_id, job.parent_id),
            *(job.batch_id, source[0] if source else None, job.code, job.token, job.attachment_limit),
            *(job.request.model_dump_json(exclude_defaults=True), job.turn, job.created_at, *(lease or (None, None))),
        ),
    )


def _check(asker: Asker, requests: Sequence[Request], limits: Limits, now: float) -> Transaction[Usage]:
    yield from _check_block(asker, now)
    usage = yield from _budgeted(asker, limits, (yield from ledger.member_usage(asker.user_id, now)), now)
    try:
        afford(requests, limits, usage, now=now)
    except Short as short:
        raise (yield from ledger.refusal(short, user_id=asker.user_id, guild_id=asker.guild_id, now=now)) from None
    return usage


def _budgeted(asker: Asker, limits: Limits, usage: Usage, now: float) -> Transaction[Usage]:
    """The usage, with what was spent of the budgets that are set."""
    if asker.guild_id is not None and (limits.guild_day is not None or limits.guild_month is not None):
        yield locks.guild(asker.guild_id)
    if limits.bot_day is not None:
        yield locks.BOT
    day, month, whole = yield from ledger.budgets(asker.guild_id, limits, now)
    return replace(usage, guild_day=day, guild_month=month, bot_day=whole)


def _given(user_id: int, now: float) -> Transaction[int]:
    """Pictures of the last 24 hours that were granted to a member, or are being drawn for them."""
    rows = yield _GIVEN, (user_id, now - DAY)
    return sum(Request.model_validate_json(row["request"]).count for row in rows)


def _check_block(asker: Asker, now: float) -> Transaction[None]:
    """Pass unless the server's moderators blocked this member, or a pause lasts, whichever way the request came in."""
    if asker.guild_id is None:
        return
    block = yield from blocks.standing(asker.guild_id, asker.user_id, now=now)
    if block is not None:
        reason = plain(block.reason, 200)
        raise Blocked(f"This server’s moderators blocked you from requesting pictures: {reason}.", frees_at=block.until)
    yield from strikes.check(asker.guild_id, asker.user_id, now=now)


def _check_sources(requests: Sequence[Request]) -> Transaction[None]:
    """Pass unless a picture that is to be started from was deleted, which may be so since it was chosen."""
    for job_id in {request.source[0] for request in requests if request.source}:
        yield from check_source(job_id)


def check_source(job_id: int) -> Transaction[None]:
    """Pass unless the job was deleted; what moderators removed is not started from in any number of steps."""
    if (yield from removals.is_above(job_id)):
        raise Gone(SOURCE_REMOVED)
    if (yield "SELECT id FROM jobs WHERE id = ? AND removed_at IS NOT NULL", (job_id,)):
        raise Gone(DELETED)


def _next_turn(user_id: int) -> Transaction[int]:
    """The round in which the member is served next.

    Rounds make the line fair (start-time fair queueing): whoever asks once stands in the round that is served now,
    a member's second request stands in the round after the first one's, and inside a round who came first goes first.
    """
    (round_,) = yield _ROUNDS, (user_id,)
    current, own = round_["current"], round_["own"]
    return int(current if own is None else max(current, own + 1))


def acknowledged(job: Job, *, channel_id: int, message_id: int) -> Transaction[bool]:
    """The member sees the waiting message: from here on the job stands in the line, and nobody owns it.

    Those that came of the same interaction stand there too, and will get messages of their own. Whoever knows of the
    message may say so, the owner or not; ``False`` when the job is no longer reserved.
    """
    first = job.id if job.batch_id is None else job.batch_id
    rows = yield (
        "UPDATE jobs SET state = 'waiting', channel_id = ?, lease_owner = NULL, lease_until = NULL,"
        " message_id = CASE WHEN id = ? THEN CAST(? AS BIGINT) END"
        " WHERE (id = ? OR batch_id = ?) AND state = 'reserved' RETURNING id",
        (channel_id, first, message_id, first, first),
    )
    return bool(rows)


def joined(
    job: Job, *, channel_id: int, message_id: int, at_once: int, lease: Lease, now: float
) -> Transaction[list[Job]]:
    """:func:`acknowledged` and :func:`~bot.storage.jobs.claim` in one commit; returns the jobs that were claimed.

    The line is left alone, and so is its lock, when ``at_once`` tasks run already; with 0 nothing is claimed.
    """
    yield from acknowledged(job, channel_id=channel_id, message_id=message_id)
    if at_once <= 0 or (yield from running(now=now)) >= at_once:
        return []
    return (yield from claim(at_once=at_once, lease=lease, now=now))
