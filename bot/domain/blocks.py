"""Blocks: a blocked member cannot request pictures on a server until the block ends or is lifted."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.audit import AuditEntry
from bot.domain.job import Job


class Block(NamedTuple):
    """One member's block on one server. ``expires_at`` is in seconds since the epoch, ``None`` if it is permanent."""

    guild_id: int
    user_id: int
    expires_at: float | None
    reason: str
    moderator_id: int
    created_at: float


class BlockResult(NamedTuple):
    """The audit entry of a block or its lifting, the block that was active before, and the cancelled jobs."""

    entry: AuditEntry
    previous: Block | None
    cancelled: Sequence[Job] = ()
