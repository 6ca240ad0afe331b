"""The transactions of moderators: a decision, its consequences and its row in the audit log, in one commit.

Decisions about one member are serialized by the member's lock, and each finds the case as the previous one left it.
Every transaction takes what it needs in one order, so that PostgreSQL sees no deadlock: the locks of the member, of the
job queue and of the job (:mod:`~bot.storage.locks`), then rows of jobs, the ledger, cases and the audit log.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import uuid4

from bot.domain.audit import AuditEntry
from bot.domain.block_duration import BlockDuration
from bot.domain.blocks import Block, BlockResult
from bot.domain.case import MAX_REASON_LENGTH, Case, CaseKind, Verdict
from bot.domain.case_actions import CASE_ACTIONS, CaseAction
from bot.domain.job import Job
from bot.domain.quota import Limits
from bot.domain.text import sanitize_line
from bot.errors import AlreadyDecided, Gone, NotYours
from bot.jobs.service import CANCELLED_BY_MODERATOR_MESSAGE
from bot.storage import appeals, audit, blocks, cases, intake, jobs, library, locks, removals, strikes
from bot.storage.database import Transaction
from bot.storage.leases import Lease

DECLINED: Final = "This server’s moderators declined these pictures: {}. Nothing was charged."
EXPIRED: Final = "No moderator decided on these pictures in time. Nothing was charged; you can send the request again."
OWN_CASE: Final = "You cannot decide on your own picture or request; another moderator can."
CANNOT_BLOCK_YOURSELF: Final = "You cannot block yourself; another moderator can."
SOURCE_WAS_REMOVED: Final = "The picture this was made from was removed, so this cannot be shown; please decline it."
APPEAL_ALREADY_DECIDED: Final = MappingProxyType(
    {
        Verdict.ACCEPTED: "The moderators already accepted your appeal; your request is drawn free of charge.",
        Verdict.REJECTED: "The moderators already rejected your appeal; please request something else.",
        Verdict.EXPIRED: "No moderator decided on your appeal in time; please ask a moderator here.",
    }
)
"""The answer to a second appeal against the same refusal."""
NO_LONGER_WAITING: Final = "These pictures are no longer waiting for approval."


class Actor(NamedTuple):
    """Who decides, where and when; ``user_id`` is ``None`` where Easel itself decides."""

    guild_id: int
    user_id: int | None
    at: float


class Decision(NamedTuple):
    """What a moderator decides a case with.

    ``lease`` is for the jobs whose messages change; ``interaction_id`` and ``limits`` are for the jobs of an accepted
    appeal.
    """

    by: Actor
    lease: Lease
    limits: Limits
    interaction_id: int
    reason: str | None = None
    block_duration: BlockDuration | None = None


class Consequences(NamedTuple):
    """The job that a decision changed, and the jobs that it created."""

    job: Job | None = None
    granted: tuple[Job, ...] = ()


class DecisionResult(NamedTuple):
    """What a decision committed: the closed case, if any, its audit entries, and the jobs that it touched.

    The worker updates the message of ``job``; the caller shows the end of the ``cancelled`` jobs.
    """

    case: Case | None
    entries: tuple[AuditEntry, ...]
    job: Job | None = None
    granted: tuple[Job, ...] = ()
    block: BlockResult | None = None
    cancelled: tuple[Job, ...] = ()


# ── cases ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def decide(action: CaseAction, case_id: int, decision: Decision) -> Transaction[DecisionResult]:
    """Decide an open case, with the consequences of the action and the block of the author where it blocks.

    Raises Gone where this server has no such case of the action's kind, AlreadyDecided where it is closed, NotYours
    where it is the moderator's own and the action favours or blocks its author.
    """
    rule, by = CASE_ACTIONS[action], decision.by
    case = yield from _lock_open_case(case_id, rule.kind, by)
    if rule.favours_author and case.user_id == by.user_id:
        raise NotYours(OWN_CASE)
    block = None
    if rule.blocks_author and decision.block_duration is not None:
        block = build_block(case.user_id, decision.block_duration, decision.reason or "", by)
        yield locks.JOB_QUEUE  # blocks.put takes this lock; it comes before the rows of jobs
    job, granted = yield from CONSEQUENCES[action](case, decision)
    result = yield from _close_case(case, rule.verdict, rule.audit_text, decision.reason, by)
    result = result._replace(job=job, granted=granted)
    return result if block is None else (yield from _put_block(result, block))


def expire(case: Case, *, lease: Lease, now: float) -> Transaction[DecisionResult | None]:
    """Close a case that nobody decided in time; ``None`` where it is closed already or its pictures do not wait."""
    by, job = Actor(case.guild_id, None, now), None
    yield locks.member(case.user_id)
    if not (yield from cases.get(case.id, guild_id=case.guild_id)).is_open:
        return None
    if case.kind is CaseKind.APPROVAL:
        held = yield from jobs.get(case.job_id or 0)
        if held is not None:
            job = yield from jobs.decline_held(held, EXPIRED, micro_dollars=held.cost, lease=lease, now=now)
        if job is None:
            yield from cases.withdraw(case.job_id or 0, now=now)
            return None
    result = yield from _close_case(case, Verdict.EXPIRED, f"{case.kind.capitalize()} expired", None, by)
    return result._replace(job=job)


def appeal(appeal_id: int, *, user_id: int, now: float) -> Transaction[Case]:
    """Open the case of a refused request for its author; raises Gone where an appeal against it was decided."""
    refused = yield from appeals.get(appeal_id, user_id=user_id, now=now)
    prompt = " / ".join(request.prompt for request in refused.requests)
    case = yield from cases.open_appeal(refused.id, refused.guild_id, user_id, refused.why, prompt, now=now)
    if not case.is_open:
        raise Gone(APPEAL_ALREADY_DECIDED[case.verdict])
    return case


# ── the consequences of each action ──────────────────────────────────────────────────────────────────────────────────


def _approve(case: Case, decision: Decision) -> Transaction[Consequences]:
    """Release the pictures for delivery."""
    job = yield from _get_held_job(case)
    source = job.request.source_image
    if source is not None and (yield from removals.has_removed_ancestor(source[0])):
        raise Gone(SOURCE_WAS_REMOVED)
    request = job.request.with_policy(approved=True)
    released = yield from jobs.release_held(job, request, lease=decision.lease)
    if released is None:
        raise (yield from _no_longer_open_error(case))
    return Consequences(released)


def _decline(case: Case, decision: Decision) -> Transaction[Consequences]:
    """Refuse the pictures with the reason, refund the member's quota, and count a strike."""
    by, job = decision.by, (yield from _get_held_job(case))
    sentence = DECLINED.format(sanitize_line(decision.reason or "", MAX_REASON_LENGTH).rstrip("."))
    refused = yield from jobs.decline_held(job, sentence, micro_dollars=job.cost, lease=decision.lease, now=by.at)
    if refused is None:
        raise (yield from _no_longer_open_error(case))
    yield from strikes.add(by.guild_id, job.user_id, now=by.at)
    return Consequences(refused)


def _remove(case: Case, decision: Decision) -> Transaction[Consequences]:
    """Remove the reported pictures."""
    return Consequences((yield from _remove_pictures(case.job_id or 0, decision.reason, decision.by, decision.lease)))


def _accept(case: Case, decision: Decision) -> Transaction[Consequences]:
    """Reserve the refused requests free of charge, and forgive the member one strike."""
    refused = yield from appeals.get(case.appeal_id or 0)
    granted = yield from intake.grant(
        refused,
        interaction_id=decision.interaction_id,
        task_uuids=[uuid4() for _ in refused.requests],
        limits=decision.limits,
        now=decision.by.at,
    )
    yield from strikes.forgive(case.guild_id, case.user_id, now=decision.by.at)
    return Consequences(granted=tuple(granted))


def _only_close(_case: Case, _decision: Decision) -> Transaction[Consequences]:
    """Change nothing but the case."""
    yield from ()
    return Consequences()


CONSEQUENCES: Final[Mapping[CaseAction, Callable[[Case, Decision], Transaction[Consequences]]]] = MappingProxyType(
    {
        CaseAction.APPROVE: _approve,
        CaseAction.DECLINE: _decline,
        CaseAction.DECLINE_AND_BLOCK: _decline,
        CaseAction.KEEP: _only_close,
        CaseAction.REMOVE: _remove,
        CaseAction.REMOVE_AND_BLOCK: _remove,
        CaseAction.DISMISS: _only_close,
        CaseAction.ACCEPT: _accept,
        CaseAction.REJECT: _only_close,
    }
)
"""What each action changes before it closes the case."""


# ── pictures and requests without a case ─────────────────────────────────────────────────────────────────────────────


def remove(job_id: int, reason: str | None, by: Actor, *, lease: Lease) -> Transaction[DecisionResult]:
    """Remove a job's pictures, reported or not, and close the open case of the reports about them."""
    found = yield from jobs.get(job_id)
    if found is not None:
        yield locks.member(found.user_id)
    job = yield from _remove_pictures(job_id, reason, by, lease)
    rule = CASE_ACTIONS[CaseAction.REMOVE]
    about_job = yield from cases.list_by_job(job_id)
    case = next((case for case in about_job if case.kind is rule.kind and case.is_open), None)
    if case is None:
        result = yield from _add_entry(rule.audit_text, job, reason, by)
    else:
        result = yield from _close_case(case, rule.verdict, rule.audit_text, reason, by)
    return result._replace(job=job)


def undo(job_id: int, by: Actor, *, lease: Lease) -> Transaction[DecisionResult]:
    """Restore a job's pictures that were removed within a day; raises NotYours for the moderator's own."""
    job = yield from removals.undo(job_id, guild_id=by.guild_id, lease=lease, now=by.at)
    if job.user_id == by.user_id:
        raise NotYours(OWN_CASE)
    for case in (yield from cases.list_by_job(job_id)):
        if case.verdict is Verdict.REMOVED:
            yield from cases.change_verdict(case.id, Verdict.KEPT, by_id=by.user_id, now=by.at)
    return (yield from _add_entry("Removal undone", job, None, by))._replace(job=job)


def delete(job: Job, by: Actor) -> Transaction[DecisionResult | None]:
    """Delete a member's request that ended without pictures; ``None`` where it is deleted already."""
    if not (yield from library.delete(job.id, now=by.at)):
        return None
    return (yield from _add_entry("Request deleted", job, None, by))


def cancel(job: Job, by: Actor, *, deadline: float = jobs.TASK_DEADLINE_SECONDS) -> Transaction[DecisionResult | None]:
    """Cancel a member's unfinished request; ``None`` where it is too late for that."""
    cancelled = yield from jobs.cancel(job.id, CANCELLED_BY_MODERATOR_MESSAGE, deadline=deadline, now=by.at)
    if cancelled is None:
        return None
    return (yield from _add_entry("Request cancelled", job, None, by))._replace(cancelled=(cancelled,))


# ── what they share ──────────────────────────────────────────────────────────────────────────────────────────────────


def _lock_open_case(case_id: int, kind: CaseKind, by: Actor) -> Transaction[Case]:
    """The open case, with its member locked until the commit."""
    case = yield from cases.get_open(case_id, guild_id=by.guild_id, kind=kind)
    yield locks.member(case.user_id)
    return (yield from cases.get_open(case_id, guild_id=by.guild_id, kind=kind))


def _get_held_job(case: Case) -> Transaction[Job]:
    job = yield from jobs.get(case.job_id or 0)
    if job is None:
        raise Gone(NO_LONGER_WAITING)
    return job


def _no_longer_open_error(case: Case) -> Transaction[Gone | AlreadyDecided]:
    """The error for an open case whose job is not held any more, because its author withdrew it first."""
    current = yield from cases.get(case.id, guild_id=case.guild_id)
    return Gone(NO_LONGER_WAITING) if current.is_open else cases.already_decided_error(current)


def _remove_pictures(job_id: int, reason: str | None, by: Actor, lease: Lease) -> Transaction[Job]:
    shown = sanitize_line(reason, MAX_REASON_LENGTH) if reason else None
    return (
        yield from removals.remove(
            job_id, guild_id=by.guild_id, by_id=by.user_id or 0, lease=lease, now=by.at, reason=shown
        )
    )


def _close_case(
    case: Case, verdict: Verdict, audit_text: str, reason: str | None, by: Actor
) -> Transaction[DecisionResult]:
    closed = yield from cases.close(case, verdict, by_id=by.user_id, reason=reason, now=by.at)
    entry = _build_entry(audit_text, case.user_id, case.job_id, reason, by, case_id=case.id)
    yield from audit.add(entry)
    return DecisionResult(closed, (entry,))


def _add_entry(audit_text: str, job: Job, reason: str | None, by: Actor) -> Transaction[DecisionResult]:
    """Add the audit entry of a decision about a job without a case."""
    entry = _build_entry(audit_text, job.user_id, job.id, reason, by)
    yield from audit.add(entry)
    return DecisionResult(None, (entry,))


def _put_block(result: DecisionResult, block: Block) -> Transaction[DecisionResult]:
    put = yield from blocks.put(block, reason_for_jobs=CANCELLED_BY_MODERATOR_MESSAGE)
    return result._replace(entries=(*result.entries, put.entry), block=put, cancelled=tuple(put.cancelled))


def build_block(user_id: int, duration: BlockDuration, reason: str, by: Actor) -> Block:
    """A block that begins now; raises NotYours for the moderator's own."""
    assert by.user_id is not None
    if user_id == by.user_id:
        raise NotYours(CANNOT_BLOCK_YOURSELF)
    return Block(by.guild_id, user_id, duration.ends_at(by.at), reason, by.user_id, by.at)


def _build_entry(
    action: str, user_id: int, job_id: int | None, reason: str | None, by: Actor, *, case_id: int | None = None
) -> AuditEntry:
    parts = [f"case {case_id}" if case_id else "", sanitize_line(reason, MAX_REASON_LENGTH) if reason else ""]
    detail = ": ".join(filter(None, parts)) or "no reason was given"
    return AuditEntry(by.guild_id, by.user_id, action, user_id, job_id, detail, by.at)
