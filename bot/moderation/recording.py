"""The last steps of every moderation transaction: close the case, and add an audit entry."""

from typing import NamedTuple

from bot.domain.audit import AuditEntry
from bot.domain.blocks import BlockResult
from bot.domain.case import MAX_REASON_LENGTH, Case, Verdict
from bot.domain.job import Job
from bot.domain.text import sanitize_line
from bot.localization.messages import Message, Sentence
from bot.storage import audit, cases
from bot.storage.database import Transaction


class Actor(NamedTuple):
    """Who decides, on which server and when; ``user_id`` is ``None`` if Easel itself decides."""

    guild_id: int
    user_id: int | None
    at: float


class DecisionResult(NamedTuple):
    """The committed changes of a decision: the closed case, if any, its audit entries, and the changed jobs.

    The worker updates the message of ``job``, the caller those of the ``cancelled`` jobs.
    """

    case: Case | None
    entries: tuple[AuditEntry, ...]
    job: Job | None = None
    free_jobs: tuple[Job, ...] = ()
    block: BlockResult | None = None
    cancelled: tuple[Job, ...] = ()


def close_case(
    case: Case, verdict: Verdict, audit_text: Message, reason: str | None, by: Actor
) -> Transaction[DecisionResult]:
    """Close the case with the verdict, and add the audit entry; raises AlreadyDecided if it is already closed."""
    closed = yield from cases.close(case, verdict, by_id=by.user_id, reason=reason, now=by.at)
    entry = _build_entry(audit_text, case.user_id, case.job_id, reason, by, case_id=case.id)
    yield from audit.add(entry)
    return DecisionResult(closed, (entry,))


def add_entry(audit_text: Message, job: Job, reason: str | None, by: Actor) -> Transaction[DecisionResult]:
    """Add the audit entry of a decision about a job without a case."""
    entry = _build_entry(audit_text, job.user_id, job.id, reason, by)
    yield from audit.add(entry)
    return DecisionResult(None, (entry,))


def _build_entry(
    action: Message, user_id: int, job_id: int | None, reason: str | None, by: Actor, *, case_id: int | None = None
) -> AuditEntry:
    return AuditEntry(by.guild_id, by.user_id, action, user_id, job_id, _detail(reason, case_id), by.at)


def _detail(reason: str | None, case_id: int | None) -> Sentence:
    shown = sanitize_line(reason, MAX_REASON_LENGTH) if reason else ""
    if case_id:
        return (
            Message("audit-case-with-reason", case=case_id, reason=shown)
            if shown
            else Message("audit-case", case=case_id)
        )
    return shown or Message("audit-no-reason")
