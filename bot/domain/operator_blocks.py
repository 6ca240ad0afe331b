"""What the operator keeps from requesting pictures: people, servers, or everybody."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.domain.audit import AuditEntry
from bot.domain.job import Job


class BlockKind(StrEnum):
    """What a block is about; the values are stored."""

    USER = "user"
    SERVER = "server"


class OperatorBlock(NamedTuple):
    """A person or a server that may request nothing anywhere. ``expires_at`` of ``None`` is never."""

    kind: BlockKind
    target_id: int
    reason: str
    operator_id: int
    expires_at: float | None
    created_at: float


class OperatorBlockResult(NamedTuple):
    """The block, the one that it replaces, its audit entry, and the cancelled jobs, one for each interaction."""

    block: OperatorBlock
    previous: OperatorBlock | None
    entry: AuditEntry
    cancelled: Sequence[Job] = ()


class OperatorStop(NamedTuple):
    """While there is a stop, no request is accepted anywhere."""

    reason: str
    operator_id: int
    at: float
