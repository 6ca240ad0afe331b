"""Drafts: what waits for its author's yes before anything is spent."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from bot.domain.job import Asker
from bot.domain.request import Request
from bot.errors import Gone, NotYours
from bot.storage.database import Transaction

KEPT: Final = 24 * 3600.0
"""Seconds after which a draft that nobody confirmed is forgotten."""
GONE: Final = (
    "That offer was already answered or is too old; send the request again if you still want it. Nothing was charged."
)
_REQUESTS: Final = TypeAdapter(tuple[Request, ...])
_WITH_TYPED: Final = TypeAdapter(tuple[tuple[Request, ...], Request])


class Draft(NamedTuple):
    """Requests that are not made yet. ``id`` is that of the interaction that they came with.

    ``typed`` may be made instead: the words as they were typed, with their braces.
    """

    id: int
    user_id: int
    parent_id: int | None
    requests: tuple[Request, ...]
    typed: Request | None = None


def put(asker: Asker, requests: Sequence[Request], typed: Request | None = None, *, now: float) -> Transaction[Draft]:
    """Keep the requests until their author confirms them, in place of the draft that they were offered with before."""
    if asker.draft_id is not None:
        yield from take(asker.draft_id, user_id=asker.user_id)
    draft = Draft(asker.interaction_id, asker.user_id, asker.parent_id, tuple(requests), typed)
    yield "DELETE FROM drafts WHERE created_at < ?", (now - KEPT,)
    yield (
        "INSERT INTO drafts (id, user_id, parent_id, requests, created_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (draft.id, draft.user_id, draft.parent_id, _dumped(draft), now),
    )
    return draft


def get(draft_id: int, *, user_id: int, now: float) -> Transaction[Draft]:
    """The draft; :class:`Gone` when there is none any more, :class:`NotYours` when it is another member's."""
    rows = yield "SELECT * FROM drafts WHERE id = ? AND created_at >= ?", (draft_id, now - KEPT)
    if not rows:
        raise Gone(GONE)
    (row,) = rows
    if row["user_id"] != user_id:
        raise NotYours("Only the member who made this request can answer it.")
    return Draft(row["id"], row["user_id"], row["parent_id"], *_read(row["requests"]))


def take(draft_id: int, *, user_id: int) -> Transaction[None]:
    """Use the draft up; :class:`Gone` when somebody was faster."""
    if not (yield "DELETE FROM drafts WHERE id = ? AND user_id = ? RETURNING id", (draft_id, user_id)):
        raise Gone(GONE)


def _dumped(draft: Draft) -> str:
    if draft.typed is None:
        return _REQUESTS.dump_json(draft.requests).decode()
    return _WITH_TYPED.dump_json((draft.requests, draft.typed)).decode()


def _read(text: str) -> tuple[tuple[Request, ...], Request | None]:
    """The requests, which are objects, or a list of them followed by the one for the words as they were typed."""
    if text.startswith("[["):
        return _WITH_TYPED.validate_json(text)
    return _REQUESTS.validate_json(text), None
