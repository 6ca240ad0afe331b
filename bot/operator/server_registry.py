"""Keeps the table of servers as Discord reports them, and decides what joining and leaving means.

The gateway reports a server that it cannot reach as unavailable, and leaves out what it cannot read, so a server that is
missing at the start of a session has only left if Discord's API says so.
"""

import logging
from collections.abc import Callable, Collection
from typing import Final, Protocol

from bot.domain.admission import AdmissionRules
from bot.domain.clock import Clock
from bot.domain.servers import Arrival, ServerDetails
from bot.jobs.end_recorder import JobEndRecorder
from bot.jobs.inbox import Inbox
from bot.storage import servers
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

CANCELLED_BY_LEAVING: Final = "Easel was removed from this server; nothing was charged."


class MembershipProbe(Protocol):
    """Asks Discord's API about servers."""

    async def has_left(self, guild_id: int) -> bool:
        """Whether Discord says that the bot is not on this server; ``False`` if it does not say."""
        ...


class ServerRegistry:
    """Records which servers Easel is on."""

    def __init__(
        self,
        database: Database,
        admission: AdmissionRules,
        probe: MembershipProbe,
        clock: Clock,
        *,
        end_recorder: JobEndRecorder,
        inbox: Inbox,
    ) -> None:
        self._database = database
        self._admission = admission
        self._probe = probe
        self._clock = clock
        self._end_recorder = end_recorder
        self._inbox = inbox
        self._unrecorded_session: tuple[frozenset[int], Callable[[int], bool]] | None = None

    async def record_session(self, guild_ids: Collection[int], belongs: Callable[[int], bool]) -> None:
        """Compare the servers that a new session of the gateway names with the stored ones.

        ``belongs`` is whether this session would name a server, which it does only for servers of its shard. If the
        database is unavailable, :meth:`finish_session` repeats it.
        """
        self._unrecorded_session = (frozenset(guild_ids), belongs)
        await self.finish_session()

    async def finish_session(self) -> None:
        """Record the servers of the last session, unless that is done."""
        if self._unrecorded_session is None:
            return
        guild_ids, belongs = self._unrecorded_session
        if await self._database.run(servers.record_first, guild_ids, now=self._clock()):
            log.info("%s servers are admitted", len(guild_ids), extra={"event": "admission_began"})
        stored = await self._database.run(servers.list_present_ids)
        self._unrecorded_session = None
        for guild_id in stored:
            if guild_id not in guild_ids and belongs(guild_id) and await self._probe.has_left(guild_id):
                await self.record_left(guild_id)

    async def record_present(self, server: ServerDetails) -> Arrival:
        """Record that Easel is on this server, and what it looks like."""
        admit = self._admission.admits_at_once(server.guild_id)
        arrival = await self._database.run(servers.record_present, server, admit=admit, now=self._clock())
        if arrival is not Arrival.KNOWN:
            log.info(
                "Easel is on the server %s (%s)",
                *(server.guild_id, arrival),
                extra={"event": f"server_{arrival}", "guild_id": server.guild_id, "admitted": admit},
            )
        return arrival

    async def record_left(self, guild_id: int) -> None:
        """Record that Easel is not on this server any more, and cancel the requests that wait there.

        Members get their quota back; what is being drawn is finished and settled. Nothing is deleted.
        """
        cancelled = await self._database.run(servers.mark_left, guild_id, CANCELLED_BY_LEAVING, now=self._clock())
        if cancelled is None:
            return
        log.info(
            "Easel left the server %s; %s requests were cancelled",
            *(guild_id, len(cancelled)),
            extra={"event": "server_left", "guild_id": guild_id, "cancelled": len(cancelled)},
        )
        await self._end_recorder.record_cancelled(cancelled)
        if cancelled:
            self._inbox.wake()
