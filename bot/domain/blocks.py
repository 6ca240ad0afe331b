"""A block keeps a member from requesting pictures on a server, until it ends or is lifted."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.audit import AuditEntry
from bot.domain.job import Job


class Block(NamedTuple):
    """One member's block on one server. ``until`` is seconds since the epoch, ``None`` for ever."""

    guild_id: int
    user_id: int
    until: float | None
    reason: str
    by_id: int
    at: float


class BlockResult(NamedTuple):
    """The audit entry of a block or its lifting, the block that was active before, and the cancelled jobs."""

    entry: AuditEntry
    previous: Block | None
    cancelled: Sequence[Job] = ()
