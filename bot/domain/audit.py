"""An entry of a server's audit log."""

from enum import StrEnum
from typing import Final, NamedTuple

from bot.localization.messages import Message, Sentence


class OperatorAction(StrEnum):
    """The operator's actions, as they are stored. Servers' moderators read them without the operator's name."""

    ADMIT = "Admit the server"
    REFUSE = "Refuse the server"
    CHANGE = "Change the server’s limits"
    LEAVE = "Leave the server"
    BLOCK = "Block everywhere"
    UNBLOCK = "Lift a block everywhere"
    STOP = "Stop all requests"
    RESUME = "Accept requests again"


OPERATOR_ACTIONS: Final[frozenset[Sentence]] = frozenset(OperatorAction)


class AuditEntry(NamedTuple):
    """One entry of the audit log. ``actor_id`` is ``None`` if Easel decided by itself; ``detail`` is for moderators.

    ``action`` is the title, or an :class:`OperatorAction`.
    """

    guild_id: int
    actor_id: int | None
    action: Sentence
    user_id: int | None
    job_id: int | None
    detail: Sentence
    created_at: float

    @property
    def title(self) -> Sentence:
        """What was done, for moderators."""
        if self.action in OPERATOR_ACTIONS:
            return Message(f"audit-operator-{OperatorAction(str(self.action)).name.lower()}")
        return self.action
