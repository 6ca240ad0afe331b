"""Presses that somebody acts on, where several processes hear of each."""

from typing import Final

from bot.errors import Repeated
from bot.storage.database import Transaction

RETENTION_SECONDS: Final = 3600.0
"""Seconds for which a press is remembered; Discord gives three to answer it."""


def claim(interaction_id: int, *, now: float) -> Transaction[None]:
    """Whoever comes first acts on the press; :class:`Repeated` for everybody else."""
    yield "DELETE FROM presses WHERE at < ?", (now - RETENTION_SECONDS,)
    rows = yield (
        "INSERT INTO presses (id, at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING RETURNING id",
        (interaction_id, now),
    )
    if not rows:
        raise Repeated
