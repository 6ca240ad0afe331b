"""Drafts: requests that wait until their author confirms the price."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.domain.job import Requester
from bot.domain.request import Request
from bot.refusals import DraftGone, NotDraftAuthor
from bot.storage.database import Transaction
from bot.storage.documents import REQUEST, REQUESTS

DRAFT_TTL_SECONDS: Final = 24 * 3600.0
"""Seconds after which an unconfirmed draft is deleted."""


class PendingRequest(NamedTuple):
    """Requests of one interaction (``id``) that wait for confirmation.

    ``unexpanded`` is the request with the prompt as typed, braces included, which the author may choose instead.
    """

    id: int
    user_id: int
    parent_job_id: int | None
    requests: tuple[Request, ...]
    unexpanded: Request | None = None


def put(
    asker: Requester, requests: Sequence[Request], unexpanded: Request | None = None, *, now: float
) -> Transaction[PendingRequest]:
    """Store the requests as a draft; it replaces the draft ``asker.draft_id``, if any."""
    if asker.draft_id is not None:
        yield from consume(asker.draft_id, user_id=asker.user_id)
    draft = PendingRequest(asker.interaction_id, asker.user_id, asker.parent_job_id, tuple(requests), unexpanded)
    yield "DELETE FROM drafts WHERE created_at < ?", (now - DRAFT_TTL_SECONDS,)
    yield (
        "INSERT INTO drafts (id, user_id, parent_job_id, requests, unexpanded, created_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (*draft[:3], REQUESTS.dump(draft.requests), None if unexpanded is None else REQUEST.dump(unexpanded), now),
    )
    return draft


def get(draft_id: int, *, user_id: int, now: float) -> Transaction[PendingRequest]:
    """Read a draft; raises :class:`DraftGone`, or :class:`NotDraftAuthor` if it is another member's."""
    rows = yield "SELECT * FROM drafts WHERE id = ? AND created_at >= ?", (draft_id, now - DRAFT_TTL_SECONDS)
    if not rows:
        raise DraftGone
    (row,) = rows
    if row["user_id"] != user_id:
        raise NotDraftAuthor
    unexpanded = None if row["unexpanded"] is None else REQUEST.load(row["unexpanded"])
    return PendingRequest(row["id"], user_id, row["parent_job_id"], REQUESTS.load(row["requests"]), unexpanded)


def consume(draft_id: int, *, user_id: int) -> Transaction[None]:
    """Delete the draft; raises :class:`DraftGone` if it was confirmed or dismissed before."""
    if not (yield "DELETE FROM drafts WHERE id = ? AND user_id = ? RETURNING id", (draft_id, user_id)):
        raise DraftGone
