"""Requests that were refused, kept for a day so that their authors may appeal."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from bot.domain.job import Job, Requester
from bot.domain.request import Request
from bot.errors import Gone, NotYours, Repeated
from bot.storage.database import Row, Transaction

APPEAL_WINDOW_SECONDS: Final = 24 * 3600.0
"""Seconds within which a refusal may be appealed against."""
TOO_OLD: Final = "That refusal is more than a day old and can no longer be appealed; please send the request again."
NOT_REQUEST_AUTHOR: Final = "Only the member who made this request can appeal."
_EXTRA_RETENTION_SECONDS: Final = 3600.0
"""Seconds for which more is kept, so that nothing is forgotten while it is appealed against."""
_REQUESTS_ADAPTER: Final = TypeAdapter(tuple[Request, ...])


class Appeal(NamedTuple):
    """Requests that were refused, and ``why``. ``id`` is that of the interaction that they came with."""

    id: int
    guild_id: int
    user_id: int
    channel_id: int
    parent_id: int | None
    attachment_limit: int
    requests: tuple[Request, ...]
    why: str
    at: float


def store(asker: Requester, requests: Sequence[Request], why: str, *, now: float) -> Transaction[Appeal]:
    """Keep refused requests for a day, so that their author may appeal.

    :class:`~bot.errors.Repeated` for an interaction whose requests are kept already.
    """
    assert asker.guild_id is not None
    where = (asker.guild_id, asker.user_id, asker.channel_id, asker.parent_job_id, asker.attachment_limit)
    appeal = Appeal(asker.interaction_id, *where, tuple(requests), why, now)
    if not (yield from _insert(appeal)):
        raise Repeated
    return appeal


def store_from_job(job: Job, request: Request, why: str, *, now: float) -> Transaction[None]:
    """Keep the request of a job that ended for what was drawn, so that its author may appeal."""
    assert job.guild_id is not None
    where = (job.guild_id, job.user_id, job.channel_id, job.parent_id, job.attachment_limit)
    yield from _insert(Appeal(job.id, *where, (request,), why, now))


def get(appeal_id: int, *, user_id: int | None = None, now: float | None = None) -> Transaction[Appeal]:
    """What may be appealed against; :class:`Gone` when it is too old ``now``, :class:`NotYours` for anybody else."""
    rows = yield "SELECT * FROM appeals WHERE id = ?", (appeal_id,)
    if not rows:
        raise Gone(TOO_OLD)
    found = _appeal_from_row(rows[0])
    if user_id is not None and found.user_id != user_id:
        raise NotYours(NOT_REQUEST_AUTHOR)
    if now is not None and found.at < now - APPEAL_WINDOW_SECONDS:
        raise Gone(TOO_OLD)
    return found


def _insert(appeal: Appeal) -> Transaction[bool]:
    """Keep it unless it is kept already, and forget those that are too old; returns whether it is new."""
    yield (
        "DELETE FROM appeals WHERE at < ? AND NOT EXISTS (SELECT id FROM cases WHERE appeal_id = appeals.id)",
        (appeal.at - APPEAL_WINDOW_SECONDS - _EXTRA_RETENTION_SECONDS,),
    )
    rows = yield (
        "INSERT INTO appeals (id, guild_id, user_id, channel_id, parent_id, attachment_limit, requests, why, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING RETURNING id",
        (*appeal[:6], _REQUESTS_ADAPTER.dump_json(appeal.requests).decode(), appeal.why, appeal.at),
    )
    return bool(rows)


def _appeal_from_row(row: Row) -> Appeal:
    values = {name: row[name] for name in Appeal._fields}
    return Appeal(**{**values, "requests": _REQUESTS_ADAPTER.validate_json(row["requests"])})
