"""A server's audit log, as far as it concerns the bot (documentation, "Audit Logs Resource")."""

from dataclasses import dataclass
from enum import IntEnum

from sandbox.discord.errors import Json


class AuditAction(IntEnum):
    """The kinds of entries that the stand-in writes."""

    MEMBER_KICK = 20
    BOT_ADD = 28


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry: who did what to whom."""

    id: str
    action: AuditAction
    user_id: str
    target_id: str

    def as_json(self) -> Json:
        """Discord's audit log entry object."""
        return {
            "id": self.id,
            "action_type": int(self.action),
            "user_id": self.user_id,
            "target_id": self.target_id,
        }
