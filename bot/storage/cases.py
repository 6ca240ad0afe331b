"""The tables ``cases`` and ``reports``. A case is shown on a card; ``version`` counts the changes it has to show."""

from collections.abc import Sequence
from typing import Final

from bot.domain.case import (
    MAX_APPEAL_PROMPT_LENGTH,
    MAX_PROMPT_PREVIEW_LENGTH,
    Case,
    CaseFilter,
    CaseKind,
    Report,
    Verdict,
)
from bot.domain.case_actions import POSSIBLE_VERDICTS
from bot.domain.job import Job
from bot.domain.text import sanitize_line
from bot.errors import Invalid
from bot.localization.messages import Message, Sentence
from bot.refusals import (
    AlreadyReported,
    AppealTooLong,
    CaseAlreadyDecided,
    CaseNotFound,
    ReportAlreadyDecided,
    ReportedPictureGone,
    TooManyReports,
)
from bot.storage import locks
from bot.storage.appeals import Appeal
from bot.storage.database import Row, Transaction, Value
from bot.storage.documents import load_sentence
from bot.storage.rows import to_column

MAX_REPORTS_PER_HOUR: Final = 10
"""Maximum number of pictures that a member can report per hour on all servers together."""
_HOUR_SECONDS: Final = 3600.0
_CARD_CLAIM_SECONDS: Final = 60.0
"""Seconds for which a claimed card is updated by no other process."""
_REPORTABLE_VERDICTS: Final = frozenset({Verdict.OPEN, Verdict.DISMISSED})
"""A case with another verdict accepts no further reports."""
_SELECT_DESCENDANT_IDS: Final = """
    WITH RECURSIVE line (id) AS (
        SELECT CAST(? AS BIGINT) UNION SELECT jobs.id FROM line JOIN jobs ON jobs.source_job_id = line.id
    )
    SELECT id FROM line
"""


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def open_approval(job: Job, review_reason: Sentence, *, now: float) -> Transaction[Case]:
    """Open the case of held pictures, or return it."""
    return (yield from _get_or_open(CaseKind.APPROVAL, job, review_reason, _prompt_preview(job), now))


def open_appeal(appeal: Appeal, prompt: str, *, now: float) -> Transaction[Case]:
    """Open the case of an appeal, or return it; :class:`AppealTooLong` if a card cannot show all of the prompt."""
    prompt = sanitize_line(prompt, MAX_APPEAL_PROMPT_LENGTH + 1)
    if len(prompt) > MAX_APPEAL_PROMPT_LENGTH:
        raise AppealTooLong
    return (yield from _get_or_open(CaseKind.APPEAL, appeal, appeal.refusal_reason, prompt, now))


def report(job: Job, by: Report) -> Transaction[Case]:
    """Add a member's report to the case of a job; the first report opens the case.

    Raises :class:`AlreadyReported`, :class:`ReportAlreadyDecided` (moderators keep the picture),
    :class:`ReportedPictureGone` or :class:`TooManyReports`.
    """
    yield locks.member(by.user_id)
    yield from _check_report_limit(by)
    yield locks.job(job.id)
    if not (yield "SELECT id FROM jobs WHERE id = ? AND state = 'delivered' AND removed_at IS NULL", (job.id,)):
        raise ReportedPictureGone
    rows = yield "SELECT * FROM cases WHERE job_id = ? AND kind = 'report'", (job.id,)
    if rows:
        case = _case_from_row(rows[0])
    else:
        case = yield from _get_or_open(CaseKind.REPORT, job, "", _prompt_preview(job), by.reported_at)
    return (yield from _add_report(case, by))


def _add_report(case: Case, by: Report) -> Transaction[Case]:
    """Insert the report, and reopen the case if moderators dismissed the earlier reports."""
    if case.verdict not in _REPORTABLE_VERDICTS:
        raise ReportAlreadyDecided
    added = yield (
        "INSERT INTO reports (case_id, user_id, reason, reported_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        " RETURNING case_id",
        (case.id, *by),
    )
    if not added:
        raise AlreadyReported
    rows = yield (
        "UPDATE cases SET verdict = 'open', decided_at = NULL, decided_by = NULL, reason = NULL,"
        " version = version + 1, post_at = 0 WHERE id = ? AND verdict IN ('open', 'dismissed') RETURNING *",
        (case.id,),
    )
    if not rows:
        raise ReportAlreadyDecided
    return _case_from_row(rows[0])


def check_reportable(job_id: int, user_id: int) -> Transaction[None]:
    """Raise :class:`ReportAlreadyDecided` or :class:`AlreadyReported`; :func:`report` checks again."""
    rows = yield (
        "SELECT verdict, EXISTS (SELECT 1 FROM reports WHERE case_id = cases.id AND user_id = ?) AS known"
        " FROM cases WHERE job_id = ? AND kind = 'report'",
        (user_id, job_id),
    )
    if rows and Verdict(rows[0]["verdict"]) not in _REPORTABLE_VERDICTS:
        raise ReportAlreadyDecided
    if rows and rows[0]["known"]:
        raise AlreadyReported


def _check_report_limit(by: Report) -> Transaction[None]:
    """Raise :class:`TooManyReports` if the member reported the maximum number of pictures in the last hour."""
    rows = yield (
        "SELECT reported_at FROM reports WHERE user_id = ? AND reported_at > ? ORDER BY reported_at",
        (by.user_id, by.reported_at - _HOUR_SECONDS),
    )
    if len(rows) >= MAX_REPORTS_PER_HOUR:
        raise TooManyReports(MAX_REPORTS_PER_HOUR, retry_at=rows[0]["reported_at"] + _HOUR_SECONDS)


def _prompt_preview(job: Job) -> str:
    return sanitize_line(job.request.prompt, MAX_PROMPT_PREVIEW_LENGTH)


def _get_or_open(
    kind: CaseKind, subject: Job | Appeal, review_reason: Sentence, prompt: str, now: float
) -> Transaction[Case]:
    job_id, appeal_id = (subject.id, None) if isinstance(subject, Job) else (None, subject.id)
    rows = yield (
        "INSERT INTO cases (guild_id, kind, job_id, appeal_id, user_id, review_reason, prompt, opened_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING *",
        (subject.guild_id or 0, kind.value, job_id, appeal_id, subject.user_id, to_column(review_reason), prompt, now),
    )
    if not rows:
        sql = "SELECT * FROM cases WHERE kind = ? AND (job_id = ? OR appeal_id = ?)"
        rows = yield sql, (kind.value, job_id, appeal_id)
    return _case_from_row(rows[0])


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def close(case: Case, verdict: Verdict, *, by_id: int | None, reason: str | None, now: float) -> Transaction[Case]:
    """Decide an open case; raises :class:`CaseAlreadyDecided` if it is closed."""
    if verdict not in POSSIBLE_VERDICTS[case.kind]:
        raise Invalid(Message("case-verdict-impossible", verdict=Message(f"verdict-{verdict}")))
    rows = yield (
        "UPDATE cases SET verdict = ?, decided_at = ?, decided_by = ?, reason = ?, version = version + 1, post_at = 0"
        " WHERE id = ? AND verdict = 'open' RETURNING *",
        (verdict.value, now, by_id, reason, case.id),
    )
    if not rows:
        raise CaseAlreadyDecided((yield from get(case.id, guild_id=case.guild_id)))
    return _case_from_row(rows[0])


def change_verdict(case_id: int, verdict: Verdict, *, by_id: int | None, now: float) -> Transaction[None]:
    """Change the verdict of a decided case, for example when a removal is undone."""
    yield (
        "UPDATE cases SET verdict = ?, decided_by = ?, decided_at = ?, reason = NULL,"
        " version = version + 1, post_at = 0 WHERE id = ?",
        (verdict.value, by_id, now, case_id),
    )


def withdraw(job_id: int, *, now: float) -> Transaction[None]:
    """Close the open cases of a job whose author withdrew the pictures."""
    yield (
        "UPDATE cases SET verdict = 'withdrawn', decided_at = ?, version = version + 1, post_at = 0"
        " WHERE job_id = ? AND verdict = 'open'",
        (now, job_id),
    )


def redact(job_id: int, replacement: str) -> Transaction[None]:
    """Replace the stored prompt in a job's cases; the caller marks their cards as stale."""
    yield "UPDATE cases SET prompt = ? WHERE job_id = ?", (replacement, job_id)


def mark_cards_stale(job_id: int) -> Transaction[None]:
    """Mark the cards of a job's cases, and of cases of its descendants, as outdated."""
    yield f"UPDATE cases SET version = version + 1, post_at = 0 WHERE job_id IN ({_SELECT_DESCENDANT_IDS})", (job_id,)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def get(case_id: int, *, guild_id: int) -> Transaction[Case]:
    """The server's case with this id; raises :class:`CaseNotFound`."""
    rows = yield "SELECT * FROM cases WHERE id = ? AND guild_id = ?", (case_id, guild_id)
    if not rows:
        raise CaseNotFound
    return _case_from_row(rows[0])


def get_open(case_id: int, *, guild_id: int, kind: CaseKind) -> Transaction[Case]:
    """The open case; raises :class:`CaseNotFound` if it is of another kind, :class:`CaseAlreadyDecided` if closed."""
    case = yield from get(case_id, guild_id=guild_id)
    if case.kind is not kind:
        raise CaseNotFound
    if not case.is_open:
        raise CaseAlreadyDecided(case)
    return case


def list_by_job(job_id: int) -> Transaction[list[Case]]:
    """All cases about a job, oldest first."""
    return _cases_from_rows((yield "SELECT * FROM cases WHERE job_id = ? ORDER BY id", (job_id,)))


def list_reports(case_id: int) -> Transaction[list[Report]]:
    """The reports of a case, oldest first."""
    rows = yield (
        "SELECT user_id, reason, reported_at FROM reports WHERE case_id = ? ORDER BY reported_at, user_id",
        (case_id,),
    )
    return [Report(row["user_id"], row["reason"], row["reported_at"]) for row in rows]


def list_page(
    guild_id: int, case_filter: CaseFilter, *, offset: int, limit: int
) -> Transaction[tuple[list[Case], int]]:
    """A page of a server's cases, newest first, and the number of all that match."""
    condition, values = _filter_condition(guild_id, case_filter)
    rows = yield f"SELECT * FROM cases WHERE {condition} ORDER BY id DESC LIMIT ? OFFSET ?", (*values, limit, offset)
    (count,) = yield f"SELECT COUNT(*) AS count FROM cases WHERE {condition}", values
    return _cases_from_rows(rows), count["count"]


def _filter_condition(guild_id: int, case_filter: CaseFilter) -> tuple[str, list[Value]]:
    values: dict[str, Value] = {"guild_id": guild_id, "kind": case_filter.kind, "user_id": case_filter.user_id}
    values = {column: value for column, value in values.items() if value is not None}
    conditions = [f"{column} = ?" for column in values]
    if case_filter.open is not None:
        conditions.append("verdict = 'open'" if case_filter.open else "verdict <> 'open'")
    return " AND ".join(conditions), list(values.values())


def list_opened_before(before: float, *, kind: CaseKind, limit: int) -> Transaction[list[Case]]:
    """Open cases of a kind that were opened before this time, oldest first."""
    rows = yield (
        "SELECT * FROM cases WHERE verdict = 'open' AND kind = ? AND opened_at < ? ORDER BY opened_at LIMIT ?",
        (kind.value, before, limit),
    )
    return _cases_from_rows(rows)


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def claim_due_cards(*, now: float, limit: int) -> Transaction[list[Case]]:
    """Cases with outdated or missing cards, each claimed for a minute."""
    # PostgreSQL rechecks only the outer condition after an update waited for another transaction.
    outdated = "version <> posted_version AND post_at <= ?"
    due = f"SELECT id FROM cases WHERE {outdated} ORDER BY post_at, id LIMIT ?"
    rows = yield (
        f"UPDATE cases SET post_at = ? WHERE id IN ({due}) AND {outdated} RETURNING *",
        (now + _CARD_CLAIM_SECONDS, now, limit, now),
    )
    return sorted(_cases_from_rows(rows), key=lambda case: case.id)


def mark_posted(
    case: Case, message: tuple[int, int] | None, *, overflow_message_id: int | None = None
) -> Transaction[None]:
    """Record that the card shows this version of the case, and its channel and message if they are new.

    ``overflow_message_id`` is the message with the pictures that do not fit into the card. If another process posted
    the case at the same time, it is unknown which version the card shows, so it is posted again.
    """
    channel_id, message_id = message or (None, None)
    yield (
        "UPDATE cases SET posted_version = CASE WHEN posted_version = ? THEN CAST(? AS BIGINT) ELSE 0 END,"
        " card_channel_id = COALESCE(?, card_channel_id), card_message_id = COALESCE(?, card_message_id),"
        " card_overflow_message_id = COALESCE(?, card_overflow_message_id), post_at = 0 WHERE id = ?",
        (case.posted_version, case.version, channel_id, message_id, overflow_message_id, case.id),
    )


def adopt_card(case_id: int, channel_id: int, message_id: int) -> Transaction[None]:
    """Record a card that was found in the channel, posted by a process that ended before it could record it."""
    yield (
        "UPDATE cases SET card_channel_id = ?, card_message_id = ?, version = version + 1, post_at = 0"
        " WHERE id = ? AND card_message_id IS NULL",
        (channel_id, message_id, case_id),
    )


def postpone_card(case_id: int, *, at: float) -> Transaction[None]:
    """Retry the card at this time, unless the case changed since the last attempt: then it stays due now."""
    yield "UPDATE cases SET post_at = ? WHERE id = ? AND post_at <> 0", (at, case_id)


def retry_stale_cards() -> Transaction[None]:
    """Make all outdated cards due now, because the processes that claimed them have ended."""
    yield "UPDATE cases SET post_at = 0 WHERE version <> posted_version", ()


def repost_all(guild_id: int) -> Transaction[None]:
    """Make open cases without a card due now, after the moderators' channel changed."""
    yield (
        "UPDATE cases SET post_at = 0 WHERE guild_id = ? AND verdict = 'open' AND card_message_id IS NULL",
        (guild_id,),
    )


def _cases_from_rows(rows: Sequence[Row]) -> list[Case]:
    return [_case_from_row(row) for row in rows]


def _case_from_row(row: Row) -> Case:
    values = {name: row[name] for name in Case._fields}
    values["review_reason"] = load_sentence(row["review_reason"])
    return Case(**{**values, "kind": CaseKind(row["kind"]), "verdict": Verdict(row["verdict"])})
