"""An entry of a server's audit log."""

from typing import NamedTuple


class AuditEntry(NamedTuple):
    """One decision; ``actor_id`` is ``None`` if Easel itself decided, ``detail`` is text for moderators."""

    guild_id: int
    actor_id: int | None
    action: str
    user_id: int | None
    job_id: int | None
    detail: str
    created_at: float
