"""An entry of a server's audit log."""

from typing import NamedTuple


class AuditEntry(NamedTuple):
    """One decision; ``actor_id`` is ``None`` where Easel itself decided, ``detail`` is text for people."""

    guild_id: int
    actor_id: int | None
    action: str
    user_id: int | None
    job_id: int | None
    detail: str
    at: float
