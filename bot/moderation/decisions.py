"""The transactions of cases: a decision, its consequences and its audit entry are committed together.

Decisions about one member are serialized by the member's lock, so each one sees the result of the previous one. Every
transaction takes its locks in the same order, so that PostgreSQL cannot deadlock: the locks of the member, of the job
queue and of the job (:mod:`~bot.storage.locks`), then rows of jobs, the ledger, cases and the audit log.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import uuid4

from bot.domain.admission import AdmissionRules
from bot.domain.block_duration import BlockDuration
from bot.domain.blocks import Block
from bot.domain.case import MAX_REASON_LENGTH, Case, CaseKind, Verdict
from bot.domain.case_actions import CASE_ACTIONS, CaseAction
from bot.domain.job import Job
from bot.domain.text import sanitize_line
from bot.errors import AlreadyDecided, Gone, NotYours
from bot.jobs.queue import CANCELLED_BY_MODERATOR_MESSAGE
from bot.localization.messages import Message
from bot.moderation.job_actions import OWN_CASE, remove_pictures
from bot.moderation.recording import Actor, DecisionResult, close_case
from bot.policy.limits_in_force import ServerLimitResolver
from bot.refusals import CaseAlreadyDecided
from bot.storage import appeals, blocks, cases, intake, jobs, locks, removals, strikes
from bot.storage.database import Transaction
from bot.storage.leases import Lease

EXPIRED: Final = Message("pictures-expired")
CANNOT_BLOCK_YOURSELF: Final = Message("block-yourself")
SOURCE_WAS_REMOVED: Final = Message("approve-source-removed")
APPEAL_ALREADY_DECIDED: Final = MappingProxyType(
    {
        Verdict.ACCEPTED: Message("appeal-already-accepted"),
        Verdict.REJECTED: Message("appeal-already-rejected"),
        Verdict.EXPIRED: Message("appeal-already-expired"),
    }
)
"""The response to a second appeal against the same refusal."""
NO_LONGER_WAITING: Final = Message("approve-too-late")


class Decision(NamedTuple):
    """A moderator's validated decision, and the values that its transaction needs.

    ``lease`` is for the jobs whose messages change; ``interaction_id``, ``resolve`` and ``admission`` are for the jobs
    of an accepted appeal.
    """

    by: Actor
    lease: Lease
    resolve: ServerLimitResolver
    admission: AdmissionRules
    interaction_id: int
    reason: str | None = None
    block_duration: BlockDuration | None = None


class Consequences(NamedTuple):
    """The job that a decision changed, and the jobs that it created."""

    job: Job | None = None
    free_jobs: tuple[Job, ...] = ()


def decide(action: CaseAction, case_id: int, decision: Decision) -> Transaction[DecisionResult]:
    """Decide an open case, with the consequences of the action, and block its author if the action does so.

    Raises Gone if this server has no such case of the action's kind, AlreadyDecided if it is closed, NotYours if it is
    the moderator's own and the action favours or blocks its author.
    """
    rule, by = CASE_ACTIONS[action], decision.by
    case = yield from _lock_open_case(case_id, rule.kind, by)
    if rule.favours_author and case.user_id == by.user_id:
        raise NotYours(OWN_CASE)
    block = None
    if rule.blocks_author and decision.block_duration is not None:
        block = build_block(case.user_id, decision.block_duration, decision.reason or "", by)
        yield locks.JOB_QUEUE  # blocks.put takes this lock; it precedes the rows of jobs
    job, free_jobs = yield from CONSEQUENCES[action](case, decision)
    result = yield from close_case(case, rule.verdict, rule.audit_text, decision.reason, by)
    result = result._replace(job=job, free_jobs=free_jobs)
    return result if block is None else (yield from _put_block(result, block))


def expire(case: Case, *, lease: Lease, now: float) -> Transaction[DecisionResult | None]:
    """Close a case that nobody decided in time; ``None`` if it is closed or its pictures are no longer held."""
    yield locks.member(case.user_id)
    if not (yield from cases.get(case.id, guild_id=case.guild_id)).is_open:
        return None
    job = None
    if case.kind is CaseKind.APPROVAL:
        job = yield from _decline_expired(case, lease, now)
        if job is None:
            return None
    by = Actor(case.guild_id, None, now)
    result = yield from close_case(case, Verdict.EXPIRED, Message(f"audit-{case.kind}-expired"), None, by)
    return result._replace(job=job)


def _decline_expired(case: Case, lease: Lease, now: float) -> Transaction[Job | None]:
    """Decline the held pictures of an approval; withdraw the case if they are no longer held."""
    held = yield from jobs.get(case.job_id or 0)
    job = None
    if held is not None:
        job = yield from jobs.decline_held(held, EXPIRED, micro_dollars=held.cost, lease=lease, now=now)
    if job is None:
        yield from cases.withdraw(case.job_id or 0, now=now)
    return job


def appeal(appeal_id: int, *, user_id: int, now: float) -> Transaction[Case]:
    """Open the case of a refused request for its author; raises Gone if an appeal against it was decided."""
    refused = yield from appeals.get(appeal_id, user_id=user_id, now=now)
    prompt = " / ".join(request.prompt for request in refused.requests)
    case = yield from cases.open_appeal(refused, prompt, now=now)
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
    reason = sanitize_line(decision.reason or "", MAX_REASON_LENGTH).rstrip(".")
    sentence = Message("pictures-declined", reason=reason)
    refused = yield from jobs.decline_held(job, sentence, micro_dollars=job.cost, lease=decision.lease, now=by.at)
    if refused is None:
        raise (yield from _no_longer_open_error(case))
    yield from strikes.add(by.guild_id, job.user_id, now=by.at)
    return Consequences(refused)


def _remove(case: Case, decision: Decision) -> Transaction[Consequences]:
    """Remove the reported pictures."""
    return Consequences((yield from remove_pictures(case.job_id or 0, decision.reason, decision.by, decision.lease)))


def _accept(case: Case, decision: Decision) -> Transaction[Consequences]:
    """Reserve the refused requests free of charge, and forgive the member one strike."""
    refused = yield from appeals.get(case.appeal_id or 0)
    free_jobs = yield from intake.insert_free_jobs(
        refused,
        interaction_id=decision.interaction_id,
        task_uuids=[uuid4() for _ in refused.requests],
        resolve=decision.resolve,
        admission=decision.admission,
        now=decision.by.at,
    )
    yield from strikes.forgive(case.guild_id, case.user_id, now=decision.by.at)
    return Consequences(free_jobs=tuple(free_jobs))


def _only_close(_case: Case, _decision: Decision) -> Transaction[Consequences]:
    """Change nothing but the case."""
    yield from ()  # makes this function a generator
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
"""The changes of each action before it closes the case."""


# ── shared steps ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _lock_open_case(case_id: int, kind: CaseKind, by: Actor) -> Transaction[Case]:
    """Lock the case's member until the commit, and read the case again, because it may have changed before."""
    case = yield from cases.get_open(case_id, guild_id=by.guild_id, kind=kind)
    yield locks.member(case.user_id)
    return (yield from cases.get_open(case_id, guild_id=by.guild_id, kind=kind))


def _get_held_job(case: Case) -> Transaction[Job]:
    job = yield from jobs.get(case.job_id or 0)
    if job is None:
        raise Gone(NO_LONGER_WAITING)
    return job


def _no_longer_open_error(case: Case) -> Transaction[Gone | AlreadyDecided]:
    """The error for a case whose job is no longer held: it was decided, or its author withdrew the job."""
    current = yield from cases.get(case.id, guild_id=case.guild_id)
    return Gone(NO_LONGER_WAITING) if current.is_open else CaseAlreadyDecided(current)


def _put_block(result: DecisionResult, block: Block) -> Transaction[DecisionResult]:
    blocked = yield from blocks.put(block, reason_for_jobs=CANCELLED_BY_MODERATOR_MESSAGE)
    entries = (*result.entries, blocked.entry)
    return result._replace(entries=entries, block=blocked, cancelled=tuple(blocked.cancelled))


def build_block(user_id: int, duration: BlockDuration, reason: str, by: Actor) -> Block:
    """Build a block that begins now; raises NotYours if moderators block themselves."""
    assert by.user_id is not None
    if user_id == by.user_id:
        raise NotYours(CANNOT_BLOCK_YOURSELF)
    return Block(by.guild_id, user_id, duration.ends_at(by.at), reason, by.user_id, by.at)
