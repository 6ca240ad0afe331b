"""Audit entries about the word filter: blocked prompts, and unreadable AutoMod rules."""

import asyncio
import logging
from typing import Final

from bot.domain.text import sanitize_line
from bot.localization.messages import Message
from bot.moderation.audit_log import AuditLog
from bot.policy.gate import BlockedPrompt

log: Final = logging.getLogger(__name__)

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
        match = blocked.match.sentence(blocked.text)
        detail = Message("audit-words-refused-detail", match=match, prompt=prompt)
        self._add_entry(blocked.guild_id, Message("audit-words-refused"), detail, user_id=blocked.user_id)

    def record_automod_unreadable(self, guild_id: int) -> None:
        """Add an entry with the reason why every request on the server is refused."""
        title, detail = Message("audit-automod-unreadable"), Message("audit-automod-unreadable-detail")
        self._add_entry(guild_id, title, detail)

    def _add_entry(self, guild_id: int, action: Message, detail: Message, *, user_id: int | None = None) -> None:
        task = asyncio.create_task(self._audit_log.add_entry(guild_id, None, action, detail, user_id=user_id))
        self._tasks.add(task)
        task.add_done_callback(self._finish)

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("A refusal was not written down", exc_info=error, extra={"event": "audit_write_failed"})
