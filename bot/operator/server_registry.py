"""Keeps the table of servers as Discord reports them, and decides what joining and leaving means.

A session of the gateway may lack a server whose entry could not be read, so a server that is missing has only left if
Discord's API says so too.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol

from bot.domain.admission import AdmissionRules
from bot.domain.clock import Clock
from bot.domain.servers import Arrival, ServerDetails
from bot.jobs.end_recorder import JobEndRecorder
from bot.jobs.inbox import Inbox
from bot.localization.messages import Message
from bot.storage import cancelling, servers
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

CANCELLED_BY_LEAVING: Final = Message("cancelled-by-leaving")


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
        self._session: tuple[dict[int, ServerDetails], Callable[[int], bool]] | None = None
        self._reports: dict[int, ServerDetails | None] = {}
        self._lock = asyncio.Lock()

    async def record_session(self, present: Iterable[ServerDetails], belongs: Callable[[int], bool]) -> bool:
        """Compare the servers that a new session of the gateway names with the stored ones.

        ``belongs`` is whether this session would name a server, which it does only for servers of its shard. Returns
        whether Easel was not on one of them before.
        """
        self._session = ({server.guild_id: server for server in present}, belongs)
        return await self.finish()

    async def record_present(self, server: ServerDetails) -> bool:
        """Record that Easel is on this server, and what it looks like; returns whether Easel was not there before."""
        self._reports[server.guild_id] = server
        return await self.finish()

    async def record_left(self, guild_id: int) -> bool:
        """Record that Easel is not on this server any more, and cancel the requests that wait there.

        Members get their quota back; what is being drawn is finished and settled. Nothing is deleted. Returns like
        :meth:`finish`.
        """
        self._reports[guild_id] = None
        return await self.finish()

    async def cancel_waiting(self, guild_id: int, reason: Message) -> None:
        """Cancel the requests that wait on this server; what is being drawn is finished and settled."""
        cancelled = await self._database.run(
            cancelling.cancel_waiting, "guild_id = ?", (guild_id,), reason, now=self._clock()
        )
        await self._end_recorder.record_cancelled(cancelled)
        self._inbox.wake()

    async def end_first_session(self) -> bool:
        """Record the servers that Discord has named so far, and treat every server that appears later as a new one.

        Returns whether Easel is on a server where it was not before.
        """
        has_new = await self.finish()
        self._admission.is_first_session = False
        return has_new

    async def finish(self) -> bool:
        """Record what was reported and is not stored yet, for instance because the database was unavailable.

        Returns whether Easel is on a server where it was not before.
        """
        has_new = False
        async with self._lock:
            if self._session is not None:
                await self._record_session(*self._session)
            for guild_id in list(self._reports):
                server = self._reports[guild_id]
                has_new |= await (self._mark_left(guild_id) if server is None else self._store(server))
                if self._reports[guild_id] is server:
                    del self._reports[guild_id]
        return has_new

    async def _record_session(self, present: Mapping[int, ServerDetails], belongs: Callable[[int], bool]) -> None:
        if await self._database.run(servers.record_first, present.values(), now=self._clock()):
            log.info("%s servers are admitted", len(present), extra={"event": "admission_began"})
            # A session that names none may name them one by one, before it is ready.
            self._admission.is_first_session = not present
        stored = await self._database.run(servers.list_present_ids)
        self._session = None
        self._reports = {**present, **self._reports}
        for guild_id in stored:
            if guild_id not in self._reports and belongs(guild_id) and await self._probe.has_left(guild_id):
                self._reports.setdefault(guild_id, None)

    async def _store(self, server: ServerDetails) -> bool:
        admit = self._admission.admits_at_once(server.guild_id)
        arrival = await self._database.run(servers.record_present, server, admit=admit, now=self._clock())
        if arrival is not Arrival.KNOWN:
            log.info(
                "Easel is on the server %s (%s)",
                *(server.guild_id, arrival),
                extra={"event": f"server_{arrival}", "server": server.guild_id, "admitted": admit},
            )
        return arrival is not Arrival.KNOWN

    async def _mark_left(self, guild_id: int) -> bool:
        cancelled = await self._database.run(servers.mark_left, guild_id, CANCELLED_BY_LEAVING, now=self._clock())
        if cancelled is not None:
            log.info(
                "Easel left the server %s; %s requests were cancelled",
                *(guild_id, len(cancelled)),
                extra={"event": "server_left", "server": guild_id, "cancelled": len(cancelled)},
            )
            await self._end_recorder.record_cancelled(cancelled)
            self._inbox.wake()
        return False
