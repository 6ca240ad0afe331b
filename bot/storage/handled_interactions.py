"""Button presses that a process has claimed: a press may reach several processes, and one of them handles it."""

from typing import Final

from bot.errors import Repeated
from bot.storage.database import Transaction

RETENTION_SECONDS: Final = 3600.0
"""Seconds for which a claimed press is stored; Discord allows three to answer it."""


def claim(interaction_id: int, *, now: float) -> Transaction[None]:
    """Claim a press for the caller (idempotency key); raises :class:`Repeated` if it was claimed before."""
    yield "DELETE FROM handled_interactions WHERE handled_at < ?", (now - RETENTION_SECONDS,)
    rows = yield (
        "INSERT INTO handled_interactions (interaction_id, handled_at) VALUES (?, ?)"
        " ON CONFLICT DO NOTHING RETURNING interaction_id",
        (interaction_id, now),
    )
    if not rows:
        raise Repeated
