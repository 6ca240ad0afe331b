"""What moderators decide about cases: the decision, what follows from it, and its row in the record, in one commit.

All that is decided about one member stands in line (the member's lock), and finds the case as the one before left it.
Then every transaction takes what it needs in one order, so that PostgreSQL has no reason to end one of two: the line
and the job (:mod:`~bot.storage.locks`), then rows of jobs, the ledger, cases, the record.
"""

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from bot.domain.case import Case, Kind, Verdict
from bot.domain.job import Job
from bot.domain.quota import Limits
from bot.domain.text import plain
from bot.errors import AlreadyDecided, Gone, NotYours
from bot.storage import appeals, audit, blocks, cases, intake, jobs, library, locks, removals, strikes
from bot.storage.audit import Entry
from bot.storage.blocks import Block, Decision
from bot.storage.cases import REASON
from bot.storage.database import Transaction
from bot.storage.leases import Lease

DECLINED: Final = "This server’s moderators declined these pictures: {}. Nothing was charged."
EXPIRED: Final = "No moderator decided on these pictures in time. Nothing was charged; you can send the request again."
NOT_YOUR_OWN: Final = "You cannot decide on your own picture or request; another moderator can."
NOT_APPROVABLE: Final = "The picture this was made from was removed, so this cannot be shown; please decline it."
APPEALED: Final = MappingProxyType(
    {
        Verdict.ACCEPTED: "The moderators already accepted your appeal; your request is drawn free of charge.",
        Verdict.REJECTED: "The moderators already rejected your appeal; please request something else.",
        Verdict.EXPIRED: "No moderator decided on your appeal in time; please ask a moderator here.",
    }
)
"""What is told to somebody who appeals once more."""
OVER: Final = "These pictures are no longer waiting for approval."


class Decided(NamedTuple):
    """A decision as it is on disk: its case, if there is one, its row in the record, and what it changed."""

    case: Case | None
    entry: Entry
    job: Job | None = None
    granted: tuple[Job, ...] = ()
    block: Decision | None = None


class By(NamedTuple):
    """Who decides, where and when; without ``user_id`` Easel itself."""

    guild_id: int
    user_id: int | None
    at: float


# ── pictures that wait to be shown ───────────────────────────────────────────────────────────────────────────────────


def approve(case_id: int, by: By, *, lease: Lease) -> Transaction[Decided]:
    """The pictures may be shown."""
    case = yield from _others(case_id, Kind.APPROVAL, by)
    job = yield from _held(case)
    source = job.request.source
    if source is not None and (yield from removals.is_above(source[0])):
        raise Gone(NOT_APPROVABLE)
    released = yield from jobs.released(job, job.request.treated(approved=True), lease=lease)
    if released is None:
        raise (yield from _too_late(case))
    return (yield from _decided(case, Verdict.APPROVED, "Picture approved", None, by, job=released))


def decline(
    case_id: int, reason: str, by: By, *, lease: Lease, block: Block | None, block_reason: str
) -> Transaction[Decided]:
    """The pictures are not shown: the member gets their quota back and is told why."""
    case = yield from _open(case_id, Kind.APPROVAL, by)
    if block is not None:
        yield locks.LINE  # what blocks.put needs before the ledger
    job = yield from _held(case)
    sentence = DECLINED.format(plain(reason, REASON).rstrip("."))
    ended = yield from jobs.declined(job, sentence, micros=job.cost, lease=lease, now=by.at)
    if ended is None:
        raise (yield from _too_late(case))
    yield from strikes.add(by.guild_id, job.user_id, now=by.at)
    decided = yield from _decided(case, Verdict.DECLINED, "Picture declined", reason, by, job=ended)
    return (yield from _blocked(decided, block, block_reason))


def expire(case: Case, *, lease: Lease, now: float) -> Transaction[Decided | None]:
    """Nobody decided in time; ``None`` when somebody did after all."""
    by = By(case.guild_id, None, now)
    yield locks.member(case.user_id)
    if not (yield from cases.get(case.id, guild_id=case.guild_id)).is_open:
        return None
    if case.kind is Kind.APPROVAL:
        job = yield from jobs.get(case.job_id or 0)
        ended = None
        if job is not None:
            ended = yield from jobs.declined(job, EXPIRED, micros=job.cost, lease=lease, now=now)
        if ended is None:
            yield from cases.withdrawn(case.job_id or 0, now=now)
            return None
        return (yield from _decided(case, Verdict.EXPIRED, "Approval expired", None, by, job=ended))
    return (yield from _decided(case, Verdict.EXPIRED, "Appeal expired", None, by))


# ── pictures that were shown ─────────────────────────────────────────────────────────────────────────────────────────


def keep(case_id: int, by: By) -> Transaction[Decided]:
    """The reported picture stays, and is not reported again."""
    case = yield from _others(case_id, Kind.REPORT, by)
    return (yield from _decided(case, Verdict.KEPT, "Reported picture kept", None, by))


def dismiss(case_id: int, by: By) -> Transaction[Decided]:
    """The reports come to nothing."""
    case = yield from _others(case_id, Kind.REPORT, by)
    return (yield from _decided(case, Verdict.DISMISSED, "Reports dismissed", None, by))


def remove(job_id: int, reason: str | None, by: By, *, lease: Lease) -> Transaction[Decided]:
    """Remove a job's pictures; a case of reports about them is decided by that."""
    found = yield from jobs.get(job_id)
    if found is not None:
        yield locks.member(found.user_id)
    return (yield from _removed(job_id, reason, by, lease))


def remove_reported(
    case_id: int, reason: str | None, by: By, *, lease: Lease, block: Block | None, block_reason: str
) -> Transaction[Decided]:
    """Remove the pictures that an open case of reports is about."""
    case = yield from _open(case_id, Kind.REPORT, by)
    decided = yield from _removed(case.job_id or 0, reason, by, lease)
    return (yield from _blocked(decided, block, block_reason))


def _removed(job_id: int, reason: str | None, by: By, lease: Lease) -> Transaction[Decided]:
    told = plain(reason, REASON) if reason else None
    job = yield from removals.put(
        job_id, guild_id=by.guild_id, by_id=by.user_id or 0, lease=lease, now=by.at, reason=told
    )
    found = yield from cases.of_job(job_id)
    case = next((case for case in found if case.kind is Kind.REPORT and case.is_open), None)
    if case is not None:
        case = yield from cases.close(case, Verdict.REMOVED, by_id=by.user_id, reason=reason, now=by.at)
    entry = _entry("Picture removed", job.user_id, job.id, reason, by, case_id=None if case is None else case.id)
    yield from audit.add(entry)
    return Decided(case, entry, job)


def undo(job_id: int, by: By, *, lease: Lease) -> Transaction[Decided]:
    """Put a job's pictures back that were removed within a day."""
    job = yield from removals.take_back(job_id, guild_id=by.guild_id, lease=lease, now=by.at)
    if job.user_id == by.user_id:
        raise NotYours(NOT_YOUR_OWN)
    entry = _entry("Removal undone", job.user_id, job.id, None, by)
    yield from audit.add(entry)
    for case in (yield from cases.of_job(job_id)):
        if case.verdict is Verdict.REMOVED:
            yield from cases.reopened_as(case.id, Verdict.KEPT, by_id=by.user_id, now=by.at)
    return Decided(None, entry, job)


def delete(job_id: int, by: By) -> Transaction[Decided | None]:
    """Forget a request of somebody's that ended without pictures; ``None`` when that was done before."""
    if not (yield from library.delete(job_id, now=by.at)):
        return None
    return (yield from _about_request("Request deleted", job_id, by))


def cancel(job_id: int, reason: str, by: By, *, deadline: float = jobs.DEADLINE_SECONDS) -> Transaction[Decided | None]:
    """Take back what somebody asked for; ``None`` when it is too late for that."""
    if (yield from jobs.cancel(job_id, reason, deadline=deadline, now=by.at)) is None:
        return None
    return (yield from _about_request("Request cancelled", job_id, by))


def _about_request(action: str, job_id: int, by: By) -> Transaction[Decided]:
    job = yield from jobs.get(job_id)
    assert job is not None
    entry = _entry(action, job.user_id, job_id, None, by)
    yield from audit.add(entry)
    return Decided(None, entry, job)


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def appeal(appeal_id: int, *, user_id: int, now: float) -> Transaction[Case]:
    """The author of a refused request wants moderators to look at it."""
    refused = yield from appeals.get(appeal_id, user_id=user_id, now=now)
    prompt = " / ".join(request.prompt for request in refused.requests)
    case = yield from cases.open_appeal(refused.id, refused.guild_id, user_id, refused.why, prompt, now=now)
    if not case.is_open:
        raise Gone(APPEALED[case.verdict])
    return case


def accept(
    case_id: int, by: By, *, interaction_id: int, task_uuids: Callable[[int], Sequence[UUID]], limits: Limits
) -> Transaction[Decided]:
    """The refusal was wrong: the requests are drawn, free of charge for the member, who is forgiven one refusal."""
    case = yield from _others(case_id, Kind.APPEAL, by)
    refused = yield from appeals.get(case.appeal_id or 0)
    uuids = task_uuids(len(refused.requests))
    granted = yield from intake.granted(
        refused, interaction_id=interaction_id, task_uuids=uuids, limits=limits, now=by.at
    )
    yield from strikes.forgive(by.guild_id, case.user_id, now=by.at)
    decided = yield from _decided(case, Verdict.ACCEPTED, "Appeal accepted", None, by)
    return decided._replace(granted=tuple(granted))


def reject(case_id: int, by: By, reason: str | None) -> Transaction[Decided]:
    """The refusal was right."""
    case = yield from _open(case_id, Kind.APPEAL, by)
    return (yield from _decided(case, Verdict.REJECTED, "Appeal rejected", reason, by))


# ── what all have in common ──────────────────────────────────────────────────────────────────────────────────────────


def _open(case_id: int, kind: Kind, by: By) -> Transaction[Case]:
    """An open case; until this is committed, nobody else decides about its member."""
    case = yield from cases.open_one(case_id, guild_id=by.guild_id, kind=kind)
    yield locks.member(case.user_id)
    return (yield from cases.open_one(case_id, guild_id=by.guild_id, kind=kind))


def _too_late(case: Case) -> Transaction[Gone | AlreadyDecided]:
    """Why the pictures of an open case do not wait: their author was faster."""
    now = yield from cases.get(case.id, guild_id=case.guild_id)
    return Gone(OVER) if now.is_open else cases.decided(now)


def _others(case_id: int, kind: Kind, by: By) -> Transaction[Case]:
    """An open case that is not about whoever decides."""
    case = yield from _open(case_id, kind, by)
    if case.user_id == by.user_id:
        raise NotYours(NOT_YOUR_OWN)
    return case


def _held(case: Case) -> Transaction[Job]:
    job = yield from jobs.get(case.job_id or 0)
    if job is None:
        raise Gone(OVER)
    return job


def _decided(
    case: Case, verdict: Verdict, action: str, reason: str | None, by: By, *, job: Job | None = None
) -> Transaction[Decided]:
    closed = yield from cases.close(case, verdict, by_id=by.user_id, reason=reason, now=by.at)
    entry = _entry(action, case.user_id, case.job_id, reason, by, case_id=case.id)
    yield from audit.add(entry)
    return Decided(closed, entry, job)


def _blocked(decided: Decided, block: Block | None, reason_for_jobs: str) -> Transaction[Decided]:
    if block is None:
        return decided
    return decided._replace(block=(yield from blocks.put(block, reason_for_jobs=reason_for_jobs)))


def _entry(
    action: str, user_id: int, job_id: int | None, reason: str | None, by: By, *, case_id: int | None = None
) -> Entry:
    said = [f"case {case_id}" if case_id else "", plain(reason, REASON) if reason else ""]
    detail = ": ".join(filter(None, said)) or "no reason was given"
    return Entry(by.guild_id, by.user_id, action, user_id, job_id, detail, by.at)
