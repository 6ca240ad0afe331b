"""Cases on disk: opened once, decided once, shown on a card that follows what is here."""

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
from bot.storage.database import Row, Transaction, Value

MAX_REPORTS_PER_HOUR: Final = 10
"""Pictures that a member may report in an hour, on all servers, so that nobody floods the moderators."""
_HOUR_SECONDS: Final = 3600.0
_CARD_CLAIM_SECONDS: Final = 60.0
"""Seconds for which nobody else tries to bring a card up to date."""
_COLUMNS: Final = ", ".join(Case._fields)
_SELECT_DESCENDANT_IDS: Final = """
    WITH RECURSIVE line (id) AS (
        SELECT CAST(? AS BIGINT) UNION SELECT jobs.id FROM line JOIN jobs ON jobs.source_job_id = line.id
    )
    SELECT id FROM line
"""


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def open_approval(job: Job, review_reason: str, *, now: float) -> Transaction[Case]:
    """The case of pictures that wait to be shown."""
    prompt = sanitize_line(job.request.prompt, MAX_PROMPT_PREVIEW_LENGTH)
    return (
        yield from _get_or_open(
            CaseKind.APPROVAL, job.guild_id or 0, job.user_id, review_reason, prompt, now, job_id=job.id
        )
    )


def open_appeal(
    appeal_id: int, guild_id: int, user_id: int, review_reason: str, prompt: str, *, now: float
) -> Transaction[Case]:
    """Open the case of an appeal, or return it; :class:`AppealTooLong` if a card cannot show all of the prompt."""
    words = sanitize_line(prompt, MAX_APPEAL_PROMPT_LENGTH + 1)
    if len(words) > MAX_APPEAL_PROMPT_LENGTH:
        raise AppealTooLong
    return (yield from _get_or_open(CaseKind.APPEAL, guild_id, user_id, review_reason, words, now, appeal_id=appeal_id))


def report(job: Job, by: Report) -> Transaction[Case]:
    """Add a member's report to the case of a picture, which the first report opens.

    Raises :class:`AlreadyReported`, :class:`ReportAlreadyDecided` (moderators keep the picture),
    :class:`ReportedPictureGone` or :class:`TooManyReports`.
    """
    assert job.guild_id is not None
    yield locks.member(by.user_id)
    yield from _check_report_limit(by)
    yield locks.job(job.id)
    if not (yield "SELECT id FROM jobs WHERE id = ? AND state = 'delivered' AND removed_at IS NULL", (job.id,)):
        raise ReportedPictureGone
    rows = yield f"SELECT {_COLUMNS} FROM cases WHERE job_id = ? AND kind = 'report'", (job.id,)
    if rows:
        case = _case_from_row(rows[0])
    else:
        prompt = sanitize_line(job.request.prompt, MAX_PROMPT_PREVIEW_LENGTH)
        case = yield from _get_or_open(
            CaseKind.REPORT, job.guild_id, job.user_id, "", prompt, by.reported_at, job_id=job.id
        )
    if case.verdict not in {Verdict.OPEN, Verdict.DISMISSED}:
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
        f" version = version + 1, post_at = 0 WHERE id = ? AND verdict IN ('open', 'dismissed') RETURNING {_COLUMNS}",
        (case.id,),
    )
    if not rows:
        raise ReportAlreadyDecided
    return _case_from_row(rows[0])


def check_reportable(job_id: int, user_id: int) -> Transaction[None]:
    """Pass where a report of this member's would be heard, as far as is known; raises as :func:`report`."""
    rows = yield (
        "SELECT verdict, EXISTS (SELECT 1 FROM reports WHERE case_id = cases.id AND user_id = ?) AS known"
        " FROM cases WHERE job_id = ? AND kind = 'report'",
        (user_id, job_id),
    )
    if rows and Verdict(rows[0]["verdict"]) not in {Verdict.OPEN, Verdict.DISMISSED}:
        raise ReportAlreadyDecided
    if rows and rows[0]["known"]:
        raise AlreadyReported


def _check_report_limit(by: Report) -> Transaction[None]:
    """Pass unless this member reported many pictures of late."""
    rows = yield (
        "SELECT reported_at FROM reports WHERE user_id = ? AND reported_at > ? ORDER BY reported_at",
        (by.user_id, by.reported_at - _HOUR_SECONDS),
    )
    if len(rows) >= MAX_REPORTS_PER_HOUR:
        raise TooManyReports(MAX_REPORTS_PER_HOUR, retry_at=rows[0]["reported_at"] + _HOUR_SECONDS)


def _get_or_open(
    kind: CaseKind,
    guild_id: int,
    user_id: int,
    review_reason: str,
    prompt: str,
    now: float,
    *,
    job_id: int | None = None,
    appeal_id: int | None = None,
) -> Transaction[Case]:
    """A new case, or the one that there is."""
    rows = yield (
        "INSERT INTO cases (guild_id, kind, job_id, appeal_id, user_id, review_reason, prompt, opened_at)"
        f" VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING {_COLUMNS}",
        (guild_id, kind.value, job_id, appeal_id, user_id, review_reason, prompt, now),
    )
    if not rows:
        rows = yield (
            f"SELECT {_COLUMNS} FROM cases WHERE kind = ? AND (job_id = ? OR appeal_id = ?)",
            (kind.value, job_id, appeal_id),
        )
    return _case_from_row(rows[0])


# ── deciding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def close(case: Case, verdict: Verdict, *, by_id: int | None, reason: str | None, now: float) -> Transaction[Case]:
    """Decide an open case; :class:`CaseAlreadyDecided` says who decided it before."""
    if verdict not in POSSIBLE_VERDICTS[case.kind]:
        raise Invalid(f"A case of this kind cannot be {verdict}.")
    rows = yield (
        "UPDATE cases SET verdict = ?, decided_at = ?, decided_by = ?, reason = ?, version = version + 1, post_at = 0"
        f" WHERE id = ? AND verdict = 'open' RETURNING {_COLUMNS}",
        (verdict.value, now, by_id, reason, case.id),
    )
    if not rows:
        raise CaseAlreadyDecided((yield from get(case.id, guild_id=case.guild_id)))
    return _case_from_row(rows[0])


def change_verdict(case_id: int, verdict: Verdict, *, by_id: int | None, now: float) -> Transaction[None]:
    """Change a decision after all, as when a removal is taken back."""
    yield (
        "UPDATE cases SET verdict = ?, decided_by = ?, decided_at = ?, reason = NULL,"
        " version = version + 1, post_at = 0 WHERE id = ?",
        (verdict.value, by_id, now, case_id),
    )


def withdraw(job_id: int, *, now: float) -> Transaction[None]:
    """What was to be decided about a job's pictures is needless by now: their author took them away."""
    yield (
        "UPDATE cases SET verdict = 'withdrawn', decided_at = ?, version = version + 1, post_at = 0"
        " WHERE job_id = ? AND verdict = 'open'",
        (now, job_id),
    )


def redact(job_id: int, replacement: str) -> Transaction[None]:
    """What was asked for is not kept any longer; this stands in its place. The caller tells the cards."""
    yield "UPDATE cases SET prompt = ? WHERE job_id = ?", (replacement, job_id)


def mark_cards_stale(job_id: int) -> Transaction[None]:
    """What the cards of a job, and of all that was made from it, tell is no longer so."""
    yield f"UPDATE cases SET version = version + 1, post_at = 0 WHERE job_id IN ({_SELECT_DESCENDANT_IDS})", (job_id,)


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def get(case_id: int, *, guild_id: int) -> Transaction[Case]:
    """The case of that number, if it is this server's; otherwise :class:`CaseNotFound`."""
    rows = yield f"SELECT {_COLUMNS} FROM cases WHERE id = ? AND guild_id = ?", (case_id, guild_id)
    if not rows:
        raise CaseNotFound
    return _case_from_row(rows[0])


def get_open(case_id: int, *, guild_id: int, kind: CaseKind) -> Transaction[Case]:
    """The case, if it is of that kind and still to be decided."""
    case = yield from get(case_id, guild_id=guild_id)
    if case.kind is not kind:
        raise CaseNotFound
    if not case.is_open:
        raise CaseAlreadyDecided(case)
    return case


def list_by_job(job_id: int) -> Transaction[list[Case]]:
    """All cases about a job, the oldest first."""
    return _cases_from_rows((yield f"SELECT {_COLUMNS} FROM cases WHERE job_id = ? ORDER BY id", (job_id,)))


def list_reports(case_id: int) -> Transaction[list[Report]]:
    """Who reported it and why, the first one first."""
    rows = yield (
        "SELECT user_id, reason, reported_at FROM reports WHERE case_id = ? ORDER BY reported_at, user_id",
        (case_id,),
    )
    return [Report(row["user_id"], row["reason"], row["reported_at"]) for row in rows]


def list_page(
    guild_id: int, case_filter: CaseFilter, *, offset: int, limit: int
) -> Transaction[tuple[list[Case], int]]:
    """A part of a server's cases, the newest first, and how many there are in all."""
    conditions = ["guild_id = ?"]
    given: list[Value] = [guild_id]
    if case_filter.open is not None:
        conditions.append("verdict = 'open'" if case_filter.open else "verdict <> 'open'")
    if case_filter.kind is not None:
        conditions.append("kind = ?")
        given.append(case_filter.kind.value)
    if case_filter.user_id is not None:
        conditions.append("user_id = ?")
        given.append(case_filter.user_id)
    which = f"FROM cases WHERE {' AND '.join(conditions)}"
    rows = yield f"SELECT {_COLUMNS} {which} ORDER BY id DESC LIMIT ? OFFSET ?", (*given, limit, offset)
    (count,) = yield f"SELECT COUNT(*) AS count {which}", given
    return _cases_from_rows(rows), count["count"]


def list_opened_before(before: float, *, kind: CaseKind, limit: int) -> Transaction[list[Case]]:
    """Open cases of a kind that were opened before then, the oldest first."""
    rows = yield (
        f"SELECT {_COLUMNS} FROM cases WHERE verdict = 'open' AND kind = ? AND opened_at < ?"
        " ORDER BY opened_at LIMIT ?",
        (kind.value, before, limit),
    )
    return _cases_from_rows(rows)


# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def claim_due_cards(*, now: float, limit: int) -> Transaction[list[Case]]:
    """Cases whose cards do not show how they stand; whoever gets one has a minute for it."""
    # On PostgreSQL an update that waited for another transaction asks the outer condition again, not the inner one.
    behind = "version <> posted_version AND post_at <= ?"
    due = f"SELECT id FROM cases WHERE {behind} ORDER BY post_at, id LIMIT ?"
    rows = yield (
        f"UPDATE cases SET post_at = ? WHERE id IN ({due}) AND {behind} RETURNING {_COLUMNS}",
        (now + _CARD_CLAIM_SECONDS, now, limit, now),
    )
    return sorted(_cases_from_rows(rows), key=lambda case: case.id)


def mark_posted(
    case: Case, message: tuple[int, int] | None, *, overflow_message_id: int | None = None
) -> Transaction[None]:
    """Record that the card shows this version of the case, in the given channel and message if they are new.

    ``overflow_message_id`` is the message with the pictures that the card has no room for. If another process posted
    the case in the meantime, it is unknown whose version the card shows: then the card is due once more.
    """
    channel_id, message_id = message or (None, None)
    yield (
        "UPDATE cases SET posted_version = CASE WHEN posted_version = ? THEN CAST(? AS BIGINT) ELSE 0 END,"
        " card_channel_id = COALESCE(?, card_channel_id), card_message_id = COALESCE(?, card_message_id),"
        " card_overflow_message_id = COALESCE(?, card_overflow_message_id), post_at = 0 WHERE id = ?",
        (case.posted_version, case.version, channel_id, message_id, overflow_message_id, case.id),
    )


def adopt_card(case_id: int, channel_id: int, message_id: int) -> Transaction[None]:
    """A card turned up that was posted by a process which could not write it down any more."""
    yield (
        "UPDATE cases SET card_channel_id = ?, card_message_id = ?, version = version + 1, post_at = 0"
        " WHERE id = ? AND card_message_id IS NULL",
        (channel_id, message_id, case_id),
    )


def postpone_card(case_id: int, *, at: float) -> Transaction[None]:
    """The card cannot be shown at the moment; one that changed since it was tried is due at once all the same."""
    yield "UPDATE cases SET post_at = ? WHERE id = ? AND post_at <> 0", (at, case_id)


def retry_stale_cards() -> Transaction[None]:
    """Whoever had cards to bring up to date is gone: they are due at once."""
    yield "UPDATE cases SET post_at = 0 WHERE version <> posted_version", ()


def repost_all(guild_id: int) -> Transaction[None]:
    """The server's moderators have another channel: open cases without a card get one."""
    yield (
        "UPDATE cases SET post_at = 0 WHERE guild_id = ? AND verdict = 'open' AND card_message_id IS NULL",
        (guild_id,),
    )


def _cases_from_rows(rows: Sequence[Row]) -> list[Case]:
    return [_case_from_row(row) for row in rows]


def _case_from_row(row: Row) -> Case:
    values = {name: row[name] for name in Case._fields}
    return Case(**{**values, "kind": CaseKind(row["kind"]), "verdict": Verdict(row["verdict"])})
