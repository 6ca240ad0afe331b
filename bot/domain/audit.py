"""An entry of a server's audit log."""

from enum import StrEnum
from typing import Final, NamedTuple


class OperatorAction(StrEnum):
    """The operator's actions. Servers' moderators read them without the operator's name."""

    ADMIT = "Admit the server"
    REFUSE = "Refuse the server"
    CHANGE = "Change the server’s limits"
    LEAVE = "Leave the server"
    BLOCK = "Block everywhere"
    UNBLOCK = "Lift a block everywhere"
    STOP = "Stop all requests"
    RESUME = "Accept requests again"


OPERATOR_ACTIONS: Final[frozenset[str]] = frozenset(OperatorAction)


class AuditEntry(NamedTuple):
    """One decision; ``actor_id`` is ``None`` if Easel itself decided, ``detail`` is text for moderators."""

    guild_id: int
    actor_id: int | None
    action: str
    user_id: int | None
    job_id: int | None
    detail: str
    created_at: float
