"""Pictures that a server's managers give a member once."""

from typing import NamedTuple


class Grant(NamedTuple):
    """Pictures that managers gave a member on a server; ``expires_at`` of ``None`` is until they are used."""

    id: int
    images_left: int
    expires_at: float | None
    created_at: float
    actor_id: int | None
    reason: str
