"""Records what the operator does: as an audit entry, as a log line, and for the moderators of the server concerned."""

import logging
from typing import Final

from bot.domain.audit import AuditEntry, OperatorAction
from bot.domain.clock import Clock
from bot.localization.messages import Sentence
from bot.moderation.audit_log import AuditLog

log: Final = logging.getLogger(__name__)


class ActionLog:
    """Builds audit entries, which the caller commits together with the decision, and publishes them afterwards."""

    def __init__(self, audit_log: AuditLog, clock: Clock) -> None:
        self._audit_log = audit_log
        self._clock = clock

    def build_entry(self, action: OperatorAction, guild_id: int, actor_id: int, detail: Sentence) -> AuditEntry:
        """Build the entry of an action that concerns this server."""
        return AuditEntry(guild_id, actor_id, action, None, None, detail, self._clock())

    async def publish(self, entry: AuditEntry) -> None:
        """Log a committed action, and show it to the moderators of its server."""
        self.log(entry)
        await self._audit_log.post_entry(entry)

    @staticmethod
    def log(entry: AuditEntry) -> None:
        """Log a committed action."""
        log.info(
            "The operator %s: %s (server %s)",
            *(entry.actor_id, entry.action, entry.guild_id),
            extra={
                "event": "operator_action",
                "action": OperatorAction(str(entry.action)).name.lower(),
                "operator": entry.actor_id,
                "server": entry.guild_id,
                "member": entry.user_id,
            },
        )
