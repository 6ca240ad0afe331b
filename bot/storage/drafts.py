"""Drafts: what waits for its author's yes before anything is spent."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from bot.domain.job import Requester
from bot.domain.request import Request
from bot.errors import Gone, NotYours
from bot.storage.database import Transaction

DRAFT_TTL_SECONDS: Final = 24 * 3600.0
"""Seconds after which a draft that nobody confirmed is forgotten."""
DRAFT_GONE: Final = (
    "That offer was already answered or is too old; send the request again if you still want it. Nothing was charged."
)
_REQUESTS_ADAPTER: Final = TypeAdapter(tuple[Request, ...])
_REQUESTS_AND_UNEXPANDED_ADAPTER: Final = TypeAdapter(tuple[tuple[Request, ...], Request])


class PendingRequest(NamedTuple):
    """Requests that are not made yet. ``id`` is that of the interaction that they came with.

    ``typed`` may be made instead: the words as they were typed, with their braces.
    """

    id: int
    user_id: int
    parent_job_id: int | None
    requests: tuple[Request, ...]
    unexpanded: Request | None = None


def put(
    asker: Requester, requests: Sequence[Request], unexpanded: Request | None = None, *, now: float
) -> Transaction[PendingRequest]:
    """Keep the requests until their author confirms them, in place of the draft that they were offered with before."""
    if asker.draft_id is not None:
        yield from consume(asker.draft_id, user_id=asker.user_id)
    draft = PendingRequest(asker.interaction_id, asker.user_id, asker.parent_job_id, tuple(requests), unexpanded)
    yield "DELETE FROM drafts WHERE created_at < ?", (now - DRAFT_TTL_SECONDS,)
    yield (
        "INSERT INTO drafts (id, user_id, parent_job_id, requests, created_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (draft.id, draft.user_id, draft.parent_job_id, _serialize(draft), now),
    )
    return draft


def get(draft_id: int, *, user_id: int, now: float) -> Transaction[PendingRequest]:
    """The draft; :class:`Gone` when there is none any more, :class:`NotYours` when it is another member's."""
    rows = yield "SELECT * FROM drafts WHERE id = ? AND created_at >= ?", (draft_id, now - DRAFT_TTL_SECONDS)
    if not rows:
        raise Gone(DRAFT_GONE)
    (row,) = rows
    if row["user_id"] != user_id:
        raise NotYours("Only the member who made this request can answer it.")
    return PendingRequest(row["id"], row["user_id"], row["parent_job_id"], *_deserialize(row["requests"]))


def consume(draft_id: int, *, user_id: int) -> Transaction[None]:
    """Use the draft up; :class:`Gone` when somebody was faster."""
    if not (yield "DELETE FROM drafts WHERE id = ? AND user_id = ? RETURNING id", (draft_id, user_id)):
        raise Gone(DRAFT_GONE)


def _serialize(draft: PendingRequest) -> str:
    if draft.unexpanded is None:
        return _REQUESTS_ADAPTER.dump_json(draft.requests).decode()
    return _REQUESTS_AND_UNEXPANDED_ADAPTER.dump_json((draft.requests, draft.unexpanded)).decode()


def _deserialize(text: str) -> tuple[tuple[Request, ...], Request | None]:
    """The requests, which are objects, or a list of them followed by the one for the words as they were typed."""
    if text.startswith("[["):
        return _REQUESTS_AND_UNEXPANDED_ADAPTER.validate_json(text)
    return _REQUESTS_ADAPTER.validate_json(text), None
