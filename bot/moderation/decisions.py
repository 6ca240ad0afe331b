"""What moderators decide about cases: the decision, what follows from it, and its row in the record, in one commit.

All that is decided about one member stands in line (the member's lock), and finds the case as the one before left it.
Then every transaction takes what it needs in one order, so that PostgreSQL has no reason to end one of two: the line
and the job (:mod:`~bot.storage.locks`), then rows of jobs, the ledger, cases, the record.
"""

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from bot.domain.audit import AuditEntry
from bot.domain.blocks import Block, BlockResult
from bot.domain.case import MAX_REASON_LENGTH, Case, CaseKind, Verdict
from bot.domain.job import Job
from bot.domain.quota import Limits
from bot.domain.text import sanitize_line
from bot.errors import AlreadyDecided, Gone, NotYours
from bot.refusals import CaseAlreadyDecided
from bot.storage import appeals, audit, blocks, cases, intake, jobs, library, locks, removals, strikes
from bot.storage.database import Transaction
from bot.storage.leases import Lease

DECLINED: Final = "This server’s moderators declined these pictures: {}. Nothing was charged."
EXPIRED: Final = "No moderator decided on these pictures in time. Nothing was charged; you can send the request again."
OWN_CASE: Final = "You cannot decide on your own picture or request; another moderator can."
SOURCE_WAS_REMOVED: Final = "The picture this was made from was removed, so this cannot be shown; please decline it."
APPEAL_ALREADY_DECIDED: Final = MappingProxyType(
    {
        Verdict.ACCEPTED: "The moderators already accepted your appeal; your request is drawn free of charge.",
        Verdict.REJECTED: "The moderators already rejected your appeal; please request something else.",
        Verdict.EXPIRED: "No moderator decided on your appeal in time; please ask a moderator here.",
    }
)
"""What is told to somebody who appeals once more."""
NO_LONGER_WAITING: Final = "These pictures are no longer waiting for approval."


class DecisionResult(NamedTuple):
    """A decision as it is on disk: its case, if there is one, its row in the record, and what it changed."""

    case: Case | None
    entry: AuditEntry
    job: Job | None = None
    granted: tuple[Job, ...] = ()
    block: BlockResult | None = None


class Actor(NamedTuple):
    """Who decides, where and when; without ``user_id`` Easel itself."""

    guild_id: int
    user_id: int | None
    at: float


# ── pictures that wait to be shown ───────────────────────────────────────────────────────────────────────────────────


def approve(case_id: int, by: Actor, *, lease: Lease) -> Transaction[DecisionResult]:
    """The pictures may be shown."""
    case = yield from _lock_case_of_another(case_id, CaseKind.APPROVAL, by)
    job = yield from _get_held_job(case)
    source = job.request.source_image
    if source is not None and (yield from removals.has_removed_ancestor(source[0])):
        raise Gone(SOURCE_WAS_REMOVED)
    released = yield from jobs.release_held(job, job.request.with_policy(approved=True), lease=lease)
    if released is None:
        raise (yield from _no_longer_open_error(case))
    return (yield from _close_case(case, Verdict.APPROVED, "Picture approved", None, by, job=released))


def decline(
    case_id: int, reason: str, by: Actor, *, lease: Lease, block: Block | None, block_reason: str
) -> Transaction[DecisionResult]:
    """The pictures are not shown: the member gets their quota back and is told why."""
    case = yield from _lock_open_case(case_id, CaseKind.APPROVAL, by)
    if block is not None:
        yield locks.JOB_QUEUE  # what blocks.put needs before the ledger
    job = yield from _get_held_job(case)
    sentence = DECLINED.format(sanitize_line(reason, MAX_REASON_LENGTH).rstrip("."))
    ended = yield from jobs.decline_held(job, sentence, micro_dollars=job.cost, lease=lease, now=by.at)
    if ended is None:
        raise (yield from _no_longer_open_error(case))
    yield from strikes.add(by.guild_id, job.user_id, now=by.at)
    decided = yield from _close_case(case, Verdict.DECLINED, "Picture declined", reason, by, job=ended)
    return (yield from _apply_block(decided, block, block_reason))


def expire(case: Case, *, lease: Lease, now: float) -> Transaction[DecisionResult | None]:
    """Nobody decided in time; ``None`` when somebody did after all."""
    by = Actor(case.guild_id, None, now)
    yield locks.member(case.user_id)
    if not (yield from cases.get(case.id, guild_id=case.guild_id)).is_open:
        return None
    if case.kind is CaseKind.APPROVAL:
        job = yield from jobs.get(case.job_id or 0)
        ended = None
        if job is not None:
            ended = yield from jobs.decline_held(job, EXPIRED, micro_dollars=job.cost, lease=lease, now=now)
        if ended is None:
            yield from cases.withdraw(case.job_id or 0, now=now)
            return None
        return (yield from _close_case(case, Verdict.EXPIRED, "Approval expired", None, by, job=ended))
    return (yield from _close_case(case, Verdict.EXPIRED, "Appeal expired", None, by))


# ── pictures that were shown ─────────────────────────────────────────────────────────────────────────────────────────


def keep(case_id: int, by: Actor) -> Transaction[DecisionResult]:
    """The reported picture stays, and is not reported again."""
    case = yield from _lock_case_of_another(case_id, CaseKind.REPORT, by)
    return (yield from _close_case(case, Verdict.KEPT, "Reported picture kept", None, by))


def dismiss(case_id: int, by: Actor) -> Transaction[DecisionResult]:
    """The reports come to nothing."""
    case = yield from _lock_case_of_another(case_id, CaseKind.REPORT, by)
    return (yield from _close_case(case, Verdict.DISMISSED, "Reports dismissed", None, by))


def remove(job_id: int, reason: str | None, by: Actor, *, lease: Lease) -> Transaction[DecisionResult]:
    """Remove a job's pictures; a case of reports about them is decided by that."""
    found = yield from jobs.get(job_id)
    if found is not None:
        yield locks.member(found.user_id)
    return (yield from _remove(job_id, reason, by, lease))


def remove_reported(
    case_id: int, reason: str | None, by: Actor, *, lease: Lease, block: Block | None, block_reason: str
) -> Transaction[DecisionResult]:
    """Remove the pictures that an open case of reports is about."""
    case = yield from _lock_open_case(case_id, CaseKind.REPORT, by)
    decided = yield from _remove(case.job_id or 0, reason, by, lease)
    return (yield from _apply_block(decided, block, block_reason))


def _remove(job_id: int, reason: str | None, by: Actor, lease: Lease) -> Transaction[DecisionResult]:
    told = sanitize_line(reason, MAX_REASON_LENGTH) if reason else None
    job = yield from removals.remove(
        job_id, guild_id=by.guild_id, by_id=by.user_id or 0, lease=lease, now=by.at, reason=told
    )
    found = yield from cases.list_by_job(job_id)
    case = next((case for case in found if case.kind is CaseKind.REPORT and case.is_open), None)
    if case is not None:
        case = yield from cases.close(case, Verdict.REMOVED, by_id=by.user_id, reason=reason, now=by.at)
    entry = _build_entry("Picture removed", job.user_id, job.id, reason, by, case_id=None if case is None else case.id)
    yield from audit.add(entry)
    return DecisionResult(case, entry, job)


def undo(job_id: int, by: Actor, *, lease: Lease) -> Transaction[DecisionResult]:
    """Put a job's pictures back that were removed within a day."""
    job = yield from removals.undo(job_id, guild_id=by.guild_id, lease=lease, now=by.at)
    if job.user_id == by.user_id:
        raise NotYours(OWN_CASE)
    entry = _build_entry("Removal undone", job.user_id, job.id, None, by)
    yield from audit.add(entry)
    for case in (yield from cases.list_by_job(job_id)):
        if case.verdict is Verdict.REMOVED:
            yield from cases.change_verdict(case.id, Verdict.KEPT, by_id=by.user_id, now=by.at)
    return DecisionResult(None, entry, job)


def delete(job_id: int, by: Actor) -> Transaction[DecisionResult | None]:
    """Forget a request of somebody's that ended without pictures; ``None`` when that was done before."""
    if not (yield from library.delete(job_id, now=by.at)):
        return None
    return (yield from _record_request_action("Request deleted", job_id, by))


def cancel(
    job_id: int, reason: str, by: Actor, *, deadline: float = jobs.TASK_DEADLINE_SECONDS
) -> Transaction[DecisionResult | None]:
    """Take back what somebody asked for; ``None`` when it is too late for that."""
    if (yield from jobs.cancel(job_id, reason, deadline=deadline, now=by.at)) is None:
        return None
    return (yield from _record_request_action("Request cancelled", job_id, by))


def _record_request_action(action: str, job_id: int, by: Actor) -> Transaction[DecisionResult]:
    job = yield from jobs.get(job_id)
    assert job is not None
    entry = _build_entry(action, job.user_id, job_id, None, by)
    yield from audit.add(entry)
    return DecisionResult(None, entry, job)


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def appeal(appeal_id: int, *, user_id: int, now: float) -> Transaction[Case]:
    """The author of a refused request wants moderators to look at it."""
    refused = yield from appeals.get(appeal_id, user_id=user_id, now=now)
    prompt = " / ".join(request.prompt for request in refused.requests)
    case = yield from cases.open_appeal(refused.id, refused.guild_id, user_id, refused.refusal_reason, prompt, now=now)
    if not case.is_open:
        raise Gone(APPEAL_ALREADY_DECIDED[case.verdict])
    return case


def accept(
    case_id: int, by: Actor, *, interaction_id: int, task_uuids: Callable[[int], Sequence[UUID]], limits: Limits
) -> Transaction[DecisionResult]:
    """The refusal was wrong: the requests are drawn, free of charge for the member, who is forgiven one refusal."""
    case = yield from _lock_case_of_another(case_id, CaseKind.APPEAL, by)
    refused = yield from appeals.get(case.appeal_id or 0)
    uuids = task_uuids(len(refused.requests))
    granted = yield from intake.grant(
        refused, interaction_id=interaction_id, task_uuids=uuids, limits=limits, now=by.at
    )
    yield from strikes.forgive(by.guild_id, case.user_id, now=by.at)
    decided = yield from _close_case(case, Verdict.ACCEPTED, "Appeal accepted", None, by)
    return decided._replace(granted=tuple(granted))


def reject(case_id: int, by: Actor, reason: str | None) -> Transaction[DecisionResult]:
    """The refusal was right."""
    case = yield from _lock_open_case(case_id, CaseKind.APPEAL, by)
    return (yield from _close_case(case, Verdict.REJECTED, "Appeal rejected", reason, by))


# ── what all have in common ──────────────────────────────────────────────────────────────────────────────────────────


def _lock_open_case(case_id: int, kind: CaseKind, by: Actor) -> Transaction[Case]:
    """An open case; until this is committed, nobody else decides about its member."""
    case = yield from cases.get_open(case_id, guild_id=by.guild_id, kind=kind)
    yield locks.member(case.user_id)
    return (yield from cases.get_open(case_id, guild_id=by.guild_id, kind=kind))


def _no_longer_open_error(case: Case) -> Transaction[Gone | AlreadyDecided]:
    """Why the pictures of an open case do not wait: their author was faster."""
    now = yield from cases.get(case.id, guild_id=case.guild_id)
    return Gone(NO_LONGER_WAITING) if now.is_open else CaseAlreadyDecided(now)


def _lock_case_of_another(case_id: int, kind: CaseKind, by: Actor) -> Transaction[Case]:
    """An open case that is not about whoever decides."""
    case = yield from _lock_open_case(case_id, kind, by)
    if case.user_id == by.user_id:
        raise NotYours(OWN_CASE)
    return case


def _get_held_job(case: Case) -> Transaction[Job]:
    job = yield from jobs.get(case.job_id or 0)
    if job is None:
        raise Gone(NO_LONGER_WAITING)
    return job


def _close_case(
    case: Case, verdict: Verdict, action: str, reason: str | None, by: Actor, *, job: Job | None = None
) -> Transaction[DecisionResult]:
    closed = yield from cases.close(case, verdict, by_id=by.user_id, reason=reason, now=by.at)
    entry = _build_entry(action, case.user_id, case.job_id, reason, by, case_id=case.id)
    yield from audit.add(entry)
    return DecisionResult(closed, entry, job)


def _apply_block(result: DecisionResult, block: Block | None, reason_for_jobs: str) -> Transaction[DecisionResult]:
    if block is None:
        return result
    return result._replace(block=(yield from blocks.put(block, reason_for_jobs=reason_for_jobs)))


def _build_entry(
    action: str, user_id: int, job_id: int | None, reason: str | None, by: Actor, *, case_id: int | None = None
) -> AuditEntry:
    said = [f"case {case_id}" if case_id else "", sanitize_line(reason, MAX_REASON_LENGTH) if reason else ""]
    detail = ": ".join(filter(None, said)) or "no reason was given"
    return AuditEntry(by.guild_id, by.user_id, action, user_id, job_id, detail, by.at)
