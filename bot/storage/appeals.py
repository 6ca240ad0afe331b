"""Refused requests, stored for a day so that their authors can appeal."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.domain.job import Job, Requester
from bot.domain.request import Request
from bot.errors import Repeated
from bot.localization.messages import Sentence
from bot.refusals import NotRefusedMember, RefusalTooOld
from bot.storage.database import Transaction
from bot.storage.documents import REQUESTS, load_sentence
from bot.storage.rows import to_column

APPEAL_WINDOW_SECONDS: Final = 24 * 3600.0
"""Seconds within which a refusal can be appealed."""
_EXTRA_RETENTION_SECONDS: Final = 3600.0
"""Seconds after the window, so that no request is deleted while it is being appealed."""


class Appeal(NamedTuple):
    """Refused requests of one interaction (``id``), and the sentence with the reason."""

    id: int
    guild_id: int
    user_id: int
    channel_id: int
    parent_job_id: int | None
    attachment_limit: int
    requests: tuple[Request, ...]
    refusal_reason: Sentence
    refused_at: float


def store(
    asker: Requester, requests: Sequence[Request], refusal_reason: Sentence, *, now: float
) -> Transaction[Appeal]:
    """Store refused requests; raises :class:`~bot.errors.Repeated` if those of this interaction are stored already."""
    assert asker.guild_id is not None
    origin = (asker.guild_id, asker.user_id, asker.channel_id, asker.parent_job_id, asker.attachment_limit)
    appeal = Appeal(asker.interaction_id, *origin, tuple(requests), refusal_reason, now)
    if not (yield from _insert(appeal)):
        raise Repeated
    return appeal


def store_from_job(job: Job, request: Request, refusal_reason: Sentence, *, now: float) -> Transaction[None]:
    """Store the request of a job whose pictures were refused."""
    assert job.guild_id is not None
    origin = (job.guild_id, job.user_id, job.channel_id, job.parent_job_id, job.attachment_limit)
    yield from _insert(Appeal(job.id, *origin, (request,), refusal_reason, now))


def get(appeal_id: int, *, user_id: int | None = None, now: float | None = None) -> Transaction[Appeal]:
    """Read a refused request.

    Raises :class:`RefusalTooOld` if it is gone or too old, :class:`NotRefusedMember` if it is another member's. The age
    is checked only with ``now``, the member only with ``user_id``.
    """
    rows = yield "SELECT * FROM appeals WHERE id = ?", (appeal_id,)
    if not rows:
        raise RefusalTooOld
    appeal = Appeal(*(rows[0][name] for name in Appeal._fields))
    reason = load_sentence(rows[0]["refusal_reason"]) or ""
    appeal = appeal._replace(requests=REQUESTS.load(rows[0]["requests"]), refusal_reason=reason)
    if user_id is not None and appeal.user_id != user_id:
        raise NotRefusedMember
    if now is not None and appeal.refused_at < now - APPEAL_WINDOW_SECONDS:
        raise RefusalTooOld
    return appeal


def _insert(appeal: Appeal) -> Transaction[bool]:
    """Insert the appeal, and delete those that are too old; returns whether it is new."""
    yield (
        "DELETE FROM appeals WHERE refused_at < ? AND NOT EXISTS (SELECT id FROM cases WHERE appeal_id = appeals.id)",
        (appeal.refused_at - APPEAL_WINDOW_SECONDS - _EXTRA_RETENTION_SECONDS,),
    )
    rows = yield (
        "INSERT INTO appeals (id, guild_id, user_id, channel_id, parent_job_id, attachment_limit, requests,"
        " refusal_reason, refused_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING RETURNING id",
        (*appeal[:6], REQUESTS.dump(appeal.requests), to_column(appeal.refusal_reason), appeal.refused_at),
    )
    return bool(rows)
