"""The audit log: a permanent row for each decision, and a line in the server's moderators' channel."""

import logging
from typing import Final, Protocol

from bot.domain.audit import OPERATOR_ACTIONS, AuditEntry
from bot.domain.clock import Clock
from bot.domain.short_ids import format_short_id, make_short_id
from bot.domain.text import sanitize_line
from bot.localization.languages import in_language
from bot.localization.messages import Sentence, text
from bot.policy.gate import PolicyGate
from bot.policy.server_languages import ServerLanguages
from bot.storage import audit
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

MAX_DETAIL_LENGTH: Final = 1000
"""Characters of an entry's detail."""


class ChannelPoster(Protocol):
    """Posts lines of the audit log into a channel."""

    async def post_audit_line(self, channel_id: int, text: str) -> bool:
        """Post the line; return ``False`` if that is not possible."""
        ...


class AuditLog:
    """Stores audit entries, and posts them into the moderators' channel if the server has one.

    Entries are written in the server's language.
    """

    def __init__(
        self, database: Database, gate: PolicyGate, poster: ChannelPoster, languages: ServerLanguages, clock: Clock
    ) -> None:
        self._database = database
        self._gate = gate
        self._languages = languages
        self._poster = poster
        self._clock = clock

    async def add_entry(
        self, guild_id: int, actor_id: int | None, action: Sentence, detail: Sentence, *, user_id: int | None = None
    ) -> None:
        """Store and post an entry; ``actor_id`` is ``None`` if Easel itself acted."""
        with in_language(await self._languages.get(guild_id)):
            title, line = str(action), sanitize_line(str(detail), MAX_DETAIL_LENGTH)
        entry = AuditEntry(guild_id, actor_id, title, user_id, None, line, self._clock())
        await self._database.run(audit.add, entry)
        await self.post_entry(entry)

    async def post_entry(self, entry: AuditEntry) -> None:
        """Post an entry that is already stored."""
        rules = await self._gate.rules(entry.guild_id)
        if rules.log_channel is None:
            return
        with in_language(await self._languages.get(entry.guild_id)):
            line = format_entry(entry)
        if not await self._poster.post_audit_line(rules.log_channel, line):
            log.info(
                "The moderators’ channel of server %s cannot be written to",
                entry.guild_id,
                extra={"event": "mod_channel_unwritable"},
            )


def format_entry(entry: AuditEntry) -> str:
    """Format the entry for the moderators' channel."""
    user = "" if entry.user_id is None else f" · <@{entry.user_id}>"
    job = "" if entry.job_id is None else f" · `{format_short_id(make_short_id(entry.job_id))}`"
    detail = sanitize_line(str(entry.detail), MAX_DETAIL_LENGTH)
    if entry.action in OPERATOR_ACTIONS:
        line = text("audit-line-by-operator", title=entry.title, about=user + job)
    else:
        who = "Easel" if entry.actor_id is None else f"<@{entry.actor_id}>"
        line = text("audit-line", title=entry.title, who=who, about=user + job)
    return f"{line}\n-# {detail}"
