"""Moderators' transactions about a job that need no case: remove, undo, delete, cancel."""

from typing import Final

from bot.domain.case import MAX_REASON_LENGTH, Verdict
from bot.domain.case_actions import CASE_ACTIONS, CaseAction
from bot.domain.job import Job
from bot.domain.text import sanitize_line
from bot.errors import NotYours
from bot.jobs.queue import CANCELLED_BY_MODERATOR_MESSAGE
from bot.localization.messages import Message
from bot.moderation.recording import Actor, DecisionResult, add_entry, close_case
from bot.storage import cancelling, cases, jobs, library, locks, removals
from bot.storage.database import Transaction
from bot.storage.leases import Lease

OWN_CASE: Final = Message("own-case")


def remove(job_id: int, reason: str | None, by: Actor, *, lease: Lease) -> Transaction[DecisionResult]:
    """Remove a job's pictures, reported or not, and close the open case of the reports about them."""
    unlocked = yield from jobs.get(job_id)
    if unlocked is not None:
        yield locks.member(unlocked.user_id)
    job = yield from remove_pictures(job_id, reason, by, lease)
    rule = CASE_ACTIONS[CaseAction.REMOVE]
    about_job = yield from cases.list_by_job(job_id)
    case = next((case for case in about_job if case.kind is rule.kind and case.is_open), None)
    if case is None:
        result = yield from add_entry(rule.audit_text, job, reason, by)
    else:
        result = yield from close_case(case, rule.verdict, rule.audit_text, reason, by)
    return result._replace(job=job)


def undo(job_id: int, by: Actor, *, lease: Lease) -> Transaction[DecisionResult]:
    """Restore a job's pictures that were removed less than a day ago; raises NotYours for the moderator's own."""
    job = yield from removals.undo(job_id, guild_id=by.guild_id, lease=lease, now=by.at)
    if job.user_id == by.user_id:
        raise NotYours(OWN_CASE)
    for case in (yield from cases.list_by_job(job_id)):
        if case.verdict is Verdict.REMOVED:
            yield from cases.change_verdict(case.id, Verdict.KEPT, by_id=by.user_id, now=by.at)
    return (yield from add_entry(Message("audit-removal-undone"), job, None, by))._replace(job=job)


def delete(job: Job, by: Actor) -> Transaction[DecisionResult | None]:
    """Delete a member's request that ended without pictures; ``None`` if it is already deleted."""
    if not (yield from library.delete(job.id, now=by.at)):
        return None
    return (yield from add_entry(Message("audit-request-deleted"), job, None, by))


def cancel(job: Job, by: Actor, *, deadline: float) -> Transaction[DecisionResult | None]:
    """Cancel a member's unfinished request; ``None`` if it has ended or is being delivered."""
    cancelled = yield from cancelling.cancel(job.id, CANCELLED_BY_MODERATOR_MESSAGE, deadline=deadline, now=by.at)
    if cancelled is None:
        return None
    return (yield from add_entry(Message("audit-request-cancelled"), job, None, by))._replace(cancelled=(cancelled,))


def remove_pictures(job_id: int, reason: str | None, by: Actor, lease: Lease) -> Transaction[Job]:
    """Remove a job's pictures; its message then shows the reason. Raises Gone if there are none."""
    reason = sanitize_line(reason, MAX_REASON_LENGTH) if reason else None
    job = yield from removals.remove(
        job_id, guild_id=by.guild_id, by_id=by.user_id or 0, lease=lease, now=by.at, reason=reason
    )
    return job
