"""The record of decisions: a row that stays, and a line in the moderators' channel."""

import logging
from typing import Final, Protocol

from bot.domain.clock import (
    Clock,
)
from bot.domain.short_ids import code_of, spaced
from bot.domain.text import plain
from bot.policy.gate import Gate
from bot.storage import audit
from bot.storage.audit import Entry
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

DETAIL: Final = 1000
"""Characters of what is told about a decision."""


class Voice(Protocol):
    """How a channel is told something."""

    async def say(self, channel_id: int, text: str) -> bool:
        """Write into the channel; ``False`` when that is not possible."""
        ...


class Record:
    """Writes every decision down, and tells the moderators' channel where there is one."""

    def __init__(self, database: Database, gate: Gate, voice: Voice, clock: Clock) -> None:
        self._database = database
        self._gate = gate
        self._voice = voice
        self._clock = clock

    async def note(
        self,
        guild_id: int,
        actor_id: int | None,
        action: str,
        detail: str,
        *,
        user_id: int | None = None,
        job_id: int | None = None,
    ) -> None:
        """Who decided what, about whom and why; ``actor_id`` is ``None`` where Easel itself did."""
        entry = Entry(guild_id, actor_id, action, user_id, job_id, plain(detail, DETAIL), self._clock())
        await self._database.run(audit.add, entry)
        await self.tell(entry)

    async def tell(self, entry: Entry) -> None:
        """Tell the moderators' channel of a decision whose row is written already."""
        rules = await self._gate.rules(entry.guild_id)
        if rules.log_channel is not None and not await self._voice.say(rules.log_channel, told(entry)):
            log.info(
                "The moderators’ channel of server %s cannot be written to",
                entry.guild_id,
                extra={"event": "log_channel_closed"},
            )


def told(entry: Entry) -> str:
    """The line for people."""
    who = "Easel" if entry.actor_id is None else f"<@{entry.actor_id}>"
    whom = "" if entry.user_id is None else f" · <@{entry.user_id}>"
    what = "" if entry.job_id is None else f" · `{spaced(code_of(entry.job_id))}`"
    return f"**{entry.action}** by {who}{whom}{what}\n-# {entry.detail}"
