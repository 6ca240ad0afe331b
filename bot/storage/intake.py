"""Transactions that start jobs: check the member, reserve jobs and quota, queue jobs with a waiting message.

Also drafts, refusals that can be appealed, and the free jobs of accepted appeals.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple
from uuid import UUID

from bot.domain.admission import AdmissionRules
from bot.domain.budgets import BudgetLevel, server_budget_levels
from bot.domain.cooldowns import Strikes
from bot.domain.job import Job, QueuePosition, Requester, State
from bot.domain.limit_checks import QuotaShare, split_images
from bot.domain.limit_resolution import Place
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.request import Request
from bot.domain.standing import Standing
from bot.domain.usage import Usage
from bot.domain.windows import Span, window_start
from bot.errors import Repeated
from bot.localization.languages import Language
from bot.localization.messages import Sentence
from bot.refusals import SourceDeleted, SourceRemoved
from bot.storage import affordability, appeals, drafts, ledger, locks, removals, restrictions, standing, strikes
from bot.storage.appeals import Appeal
from bot.storage.database import Transaction, placeholders
from bot.storage.drafts import PendingRequest
from bot.storage.jobs import claim, count_submitted, next_round, queue_position
from bot.storage.leases import Lease
from bot.storage.rows import to_row

_SNOWFLAKE_WORKER_STEP: Final = 1 << 17
"""Adding this to a Snowflake changes its worker id (bits 17 to 21).

The further jobs of an interaction get its id plus multiples of this, which no later interaction has.
"""


class Reservation(NamedTuple):
    """Reserved jobs, the queue position of the first, and what is now spent of the budgets."""

    jobs: list[Job]
    position: QueuePosition
    budget_levels: list[BudgetLevel]


def reserve(
    asker: Requester,
    requests: Sequence[Request],
    *,
    task_uuids: Sequence[UUID],
    limits: Limits,
    admission: AdmissionRules,
    lease: Lease,
    now: float,
) -> Transaction[Reservation]:
    """Insert a job for each request and reserve their quota in one commit: all of them, or none.

    Raises :class:`~bot.errors.Refused` if the operator stopped or blocked requests, the member is blocked or paused,
    the draft or a source picture does not exist any more, or the quota or a budget is exhausted;
    :class:`~bot.errors.Repeated` if this interaction has created a job before (its id is the idempotency key).
    """
    yield locks.member(asker.user_id)
    if (yield "SELECT id FROM jobs WHERE id = ?", (asker.interaction_id,)):
        raise Repeated
    yield from standing.check_access(asker.user_id, asker.guild_id, admission, now)
    if asker.draft_id is not None:
        yield from drafts.consume(asker.draft_id, user_id=asker.user_id)
    yield from _check_sources(requests)
    used = yield from affordability.check(asker, requests, limits, now)
    jobs = yield from _insert_jobs(asker, requests, task_uuids, lease, now)
    position = yield from queue_position(jobs[0], now=now)
    yield from _book(jobs, asker.quota_channel_id, limits, used, now)
    estimate = sum(request.estimate for request in requests)
    levels = [level._replace(spent=level.spent + estimate) for level in server_budget_levels(limits, used)]
    return Reservation(jobs, position, levels)


def _book(jobs: Sequence[Job], channel_id: int, limits: Limits, used: Usage, now: float) -> Transaction[None]:
    """Reserve the jobs in the ledger, the last step: on PostgreSQL it locks a row that others update too."""
    share = split_images(sum(job.request.quota_images for job in jobs), limits, used)
    image_limit = None if limits.images_per_user_per_day == UNLIMITED else limits.images_per_user_per_day
    of_day, counted_since = share.of_day, window_start(now, Span.DAY, limits.calendar)
    for job in jobs:
        images = min(of_day, job.request.quota_images)
        own = QuotaShare(images, job.request.quota_images - images)
        yield from ledger.reserve(
            job, now, own, channel_id=channel_id, image_limit=image_limit, counted_since=counted_since
        )
        of_day -= images


def check_member(
    asker: Requester, *, resolve: Callable[[Standing], Limits], admission: AdmissionRules, now: float
) -> Transaction[Limits]:
    """Raise the refusal if the member may request nothing now: stopped or blocked, paused, or out of quota.

    Returns the limits that ``resolve`` makes of the server's standing. A cheap check before the request itself is
    examined, which takes longer. It takes no lock and reserves nothing; :func:`reserve` decides. Raises
    :class:`~bot.errors.Repeated` if this interaction has created a job before.
    """
    if (yield "SELECT id FROM jobs WHERE id = ?", (asker.interaction_id,)):
        raise Repeated
    decided = yield from standing.check_access(asker.user_id, asker.guild_id, admission, now)
    limits = resolve(decided)
    yield from restrictions.check(asker.guild_id, asker.user_id, now)
    yield from affordability.check_one_picture(asker, limits, now)
    return limits


def record_refusal(
    asker: Requester, requests: Sequence[Request], reason: Sentence, *, now: float
) -> Transaction[tuple[Strikes, Appeal]]:
    """Record a refusal by the word list as a strike, and keep the requests so that their author may appeal.

    For a blocked or paused member it raises :class:`~bot.errors.Blocked` or :class:`~bot.errors.Paused`, without a
    strike; for an interaction that was recorded already :class:`~bot.errors.Repeated`.
    """
    assert asker.guild_id is not None
    yield locks.member(asker.user_id)
    yield from restrictions.check(asker.guild_id, asker.user_id, now)
    updated = yield from strikes.add(asker.guild_id, asker.user_id, now=now)
    return updated, (yield from appeals.store(asker, requests, reason, now=now))


def insert_free_jobs(
    appeal: Appeal,
    *,
    interaction_id: int,
    task_uuids: Sequence[UUID],
    resolve: Callable[[Standing, Place], Limits],
    admission: AdmissionRules,
    language: Language = Language.ENGLISH,
    now: float,
) -> Transaction[list[Job]]:
    """Insert a free job for each request of an accepted appeal.

    The jobs enter the queue at once and get messages of their own in the server's ``language``. ``resolve`` returns the
    member's limits. Raises
    :class:`~bot.errors.OverBudget` if a budget has no room, :class:`~bot.errors.OverQuota` if the member got
    too many free pictures in the last 24 hours, and what :func:`~bot.storage.standing.check_access` raises.
    """
    yield locks.member(appeal.user_id)
    asker = replace(_appellant(appeal, interaction_id), language=language, server_language=language)
    requests = [request.with_policy(free=True) for request in appeal.requests]
    decided = yield from standing.check_access(asker.user_id, asker.guild_id, admission, now)
    limits = resolve(decided, Place(user_id=asker.user_id, channel_id=asker.channel_id))
    yield from _check_sources(requests)
    used = yield from affordability.check_free(asker, requests, limits.for_tier(requests[0].policy.tier), now)
    jobs = yield from _insert_jobs(asker, requests, task_uuids, None, now)
    yield from _book(jobs, asker.quota_channel_id, limits, used, now)
    return jobs


def _appellant(appeal: Appeal, interaction_id: int) -> Requester:
    return Requester(
        interaction_id=interaction_id,
        user_id=appeal.user_id,
        guild_id=appeal.guild_id,
        channel_id=appeal.channel_id,
        token="",
        attachment_limit=appeal.attachment_limit,
        parent_job_id=appeal.parent_job_id,
    )


def create_draft(
    asker: Requester, requests: Sequence[Request], unexpanded: Request | None = None, *, limits: Limits, now: float
) -> Transaction[tuple[PendingRequest, Usage]]:
    """Store the requests as a draft until their author confirms them; raises the refusal if there is no room for them.

    ``unexpanded`` is the request with the prompt as typed, braces included, which the author may choose instead.
    """
    usage = yield from affordability.check(asker, requests, limits, now)
    draft = yield from drafts.put(asker, requests, unexpanded, now=now)
    return draft, usage


def _insert_jobs(
    asker: Requester, requests: Sequence[Request], task_uuids: Sequence[UUID], lease: Lease | None, now: float
) -> Transaction[list[Job]]:
    """Insert a job for each request, in consecutive rounds; without a lease (an accepted appeal) they wait at once."""
    first_round = yield from next_round(asker.user_id)
    batch_id = asker.interaction_id if lease is not None and len(requests) > 1 else None
    jobs = [
        _build_job(asker, request, task_uuid, n, batch_id=batch_id, round_number=first_round + n, now=now)
        for n, (request, task_uuid) in enumerate(zip(requests, task_uuids, strict=True))
    ]
    if lease is None:
        jobs = [replace(job, token=None, state=State.WAITING) for job in jobs]
    owner, expires_at = lease or (None, None)
    for job in jobs:
        row = {**to_row(job), "lease_owner": owner, "lease_expires_at": expires_at}
        yield f"INSERT INTO jobs ({', '.join(row)}) VALUES ({placeholders(len(row))})", tuple(row.values())
    return jobs


def _build_job(
    asker: Requester, request: Request, task_uuid: UUID, n: int, *, batch_id: int | None, round_number: int, now: float
) -> Job:
    """Build the interaction's job number ``n`` (from 0), reserved."""
    return Job(
        id=asker.interaction_id + n * _SNOWFLAKE_WORKER_STEP,
        task_uuid=task_uuid,
        state=State.RESERVED,
        request=request,
        user_id=asker.user_id,
        guild_id=asker.guild_id,
        channel_id=asker.channel_id,
        message_id=None,
        follow_up_message_id=None,
        parent_job_id=asker.parent_job_id,
        batch_id=batch_id,
        token=asker.token,
        attachment_limit=asker.attachment_limit,
        round=round_number,
        outcome=None,
        reason=None,
        created_at=now,
        submitted_at=None,
        ready_at=None,
        ended_at=None,
        language=asker.language if request.private else asker.server_language,
    )


def _check_sources(requests: Sequence[Request]) -> Transaction[None]:
    """Raise Gone if a picture that a request starts from was deleted or removed."""
    for job_id in {request.source_image[0] for request in requests if request.source_image}:
        yield from check_source(job_id)


def check_source(job_id: int) -> Transaction[None]:
    """Raise Gone if the job was deleted, or if it or any job that it descends from was removed by moderators."""
    if (yield from removals.has_removed_ancestor(job_id)):
        raise SourceRemoved
    if (yield "SELECT id FROM jobs WHERE id = ? AND removed_at IS NOT NULL", (job_id,)):
        raise SourceDeleted


def acknowledge(job: Job, *, channel_id: int, message_id: int) -> Transaction[bool]:
    """Queue a job, because its member sees the waiting message, and release its lease.

    The other jobs of the same interaction are queued too, and get messages of their own later. The caller need not own
    the lease. Returns ``False`` if the job is no longer reserved.
    """
    first = job.id if job.batch_id is None else job.batch_id
    rows = yield (
        "UPDATE jobs SET state = 'waiting', channel_id = ?, lease_owner = NULL, lease_expires_at = NULL,"
        " message_id = CASE WHEN id = ? THEN CAST(? AS BIGINT) END"
        " WHERE (id = ? OR batch_id = ?) AND state = 'reserved' RETURNING id",
        (channel_id, first, message_id, first, first),
    )
    return bool(rows)


def acknowledge_and_claim(
    job: Job, *, channel_id: int, message_id: int, max_running: int, lease: Lease, now: float
) -> Transaction[list[Job]]:
    """:func:`acknowledge` and :func:`~bot.storage.jobs.claim` in one commit; returns the jobs that were claimed.

    Nothing is claimed, and the queue is not locked, when ``max_running`` tasks are running already.
    """
    yield from acknowledge(job, channel_id=channel_id, message_id=message_id)
    if max_running <= 0 or (yield from count_submitted(now=now)) >= max_running:
        return []
    return (yield from claim(max_running=max_running, lease=lease, now=now))
