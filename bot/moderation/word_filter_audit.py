"""Audit entries about the word filter: blocked prompts, and unreadable AutoMod rules."""

import asyncio
import logging
from typing import Final

from bot.domain.text import sanitize_line
from bot.moderation.audit_log import AuditLog
from bot.policy.gate import BlockedPrompt

log: Final = logging.getLogger(__name__)

AUTOMOD_UNREADABLE: Final = (
    "AutoMod’s rules apply to pictures, but Easel lacks the permission Manage Server to read them: every request "
    "is refused until it has it, or until /mod words automod is switched off."
)
MAX_PROMPT_LENGTH: Final = 300
"""Maximum number of characters of the blocked prompt in an entry."""


class WordFilterAudit:
    """Writes entries in background tasks, so that the response to the member does not wait for them."""

    def __init__(self, audit_log: AuditLog) -> None:
        self._audit_log = audit_log
        self._tasks: set[asyncio.Task[None]] = set()

    def record_blocked_prompt(self, blocked: BlockedPrompt) -> None:
        """Add an entry with the reason and the prompt."""
        prompt = sanitize_line(blocked.text, MAX_PROMPT_LENGTH)
        detail = f"{blocked.match.sentence(blocked.text)} It was in: {prompt}"
        self._add_entry(blocked.guild_id, "Words refused", detail, user_id=blocked.user_id)

    def record_automod_unreadable(self, guild_id: int) -> None:
        """Add an entry with the reason why every request on the server is refused."""
        self._add_entry(guild_id, "AutoMod’s rules cannot be read", AUTOMOD_UNREADABLE)

    def _add_entry(self, guild_id: int, action: str, detail: str, *, user_id: int | None = None) -> None:
        task = asyncio.create_task(self._audit_log.add_entry(guild_id, None, action, detail, user_id=user_id))
        self._tasks.add(task)
        task.add_done_callback(self._finish)

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("A refusal was not written down", exc_info=error, extra={"event": "audit_write_failed"})
