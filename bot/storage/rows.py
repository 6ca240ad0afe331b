"""Converts between rows of the table ``jobs`` and :class:`~bot.domain.job.Job`."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from bot.domain.job import Job, Outcome, State
from bot.domain.request import Request
from bot.localization.languages import find_language
from bot.localization.messages import Message
from bot.storage.database import Row, Value
from bot.storage.documents import OUTCOME, REQUEST, dump_sentence, load_sentence

_PLAIN_COLUMNS: Final = (
    *("id", "user_id", "guild_id", "channel_id", "message_id", "follow_up_message_id", "parent_job_id", "batch_id"),
    *("token", "attachment_limit", "round", "created_at", "submitted_at", "ready_at", "ended_at"),
    "removed_at",
)


def read_job(row: Row) -> Job:
    """Parse a row of the table ``jobs``."""
    outcome = row["outcome"]
    return Job(
        task_uuid=UUID(row["task_uuid"]),
        state=State(row["state"]),
        request=REQUEST.load(row["request"]),
        outcome=OUTCOME.load(outcome) if outcome else None,
        reason=load_sentence(row["reason"]),
        language=find_language(row["language"]),
        **{column: row[column] for column in _PLAIN_COLUMNS},
    )


def to_row(job: Job) -> dict[str, Value]:
    """Convert a job to the values of its columns, including those that are derived from its request."""
    source = job.request.source_image
    return {
        **{column: getattr(job, column) for column in _PLAIN_COLUMNS},
        "task_uuid": str(job.task_uuid),
        "state": job.state.value,
        "request": to_column(job.request),
        "outcome": to_column(job.outcome),
        "reason": to_column(job.reason),
        "language": job.language.value,
        "short_id": job.short_id,
        "source_job_id": None if source is None else source[0],
        "free_images": job.request.count if job.request.policy.free else 0,
    }


def read_jobs(rows: Iterable[Row]) -> list[Job]:
    """Parse several rows."""
    return [read_job(row) for row in rows]


def read_first(rows: Iterable[Row]) -> Job | None:
    """Parse the first row, if there is one."""
    return next(map(read_job, rows), None)


def to_column(field: Outcome | Request | State | Message | Value) -> Value:
    """Convert a field of a job to the value of its column."""
    match field:
        case Outcome():
            return OUTCOME.dump(field)
        case Request():
            return REQUEST.dump(field)
        case State():
            return field.value
        case Message() | str():
            return dump_sentence(field)
        case _:
            return field
