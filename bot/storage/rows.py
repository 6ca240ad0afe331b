"""A row of the table of jobs, and the :class:`~bot.domain.job.Job` that it tells of."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from bot.domain.job import Job, Outcome, State
from bot.domain.request import Request
from bot.storage.database import Row, Value

_PLAIN_COLUMNS: Final = (
    *("id", "user_id", "guild_id", "channel_id", "message_id", "follow_up_id", "parent_id", "batch_id"),
    *("token", "attachment_limit", "turn", "reason", "created_at", "submitted_at", "ready_at", "ended_at"),
    "removed_at",
)
_IMAGE_DATA_FIELDS: Final = {"results": {"__all__": {"base64_data", "data_uri"}}}


def read_job(row: Row) -> Job:
    """The job that the row tells of."""
    outcome = row["outcome"]
    return Job(
        task_uuid=UUID(row["task_uuid"]),
        state=State(row["state"]),
        request=Request.model_validate_json(row["request"]),
        outcome=Outcome.model_validate_json(outcome) if outcome else None,
        **{column: row[column] for column in _PLAIN_COLUMNS},
    )


def read_jobs(rows: Iterable[Row]) -> list[Job]:
    """The jobs of several rows."""
    return [read_job(row) for row in rows]


def read_first(rows: Iterable[Row]) -> Job | None:
    """The job of the first row, if there is one."""
    return next(map(read_job, rows), None)


def to_column(field: Outcome | Request | State | Value) -> Value:
    """A field of a job as its column holds it; pictures themselves are not kept."""
    match field:
        case Outcome():
            return field.model_dump_json(exclude_none=True, exclude=_IMAGE_DATA_FIELDS)
        case Request():
            return field.model_dump_json(exclude_defaults=True)
        case State():
            return field.value
        case _:
            return field
