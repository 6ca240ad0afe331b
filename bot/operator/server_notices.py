"""Tells the operator about servers that wait, and the people of a server how to begin: each once, by any process."""

import logging
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from functools import partial
from typing import Final, Protocol

from bot.domain.admission import AdmissionRules
from bot.domain.clock import Clock
from bot.domain.servers import Server
from bot.errors import StorageError
from bot.storage import server_notices
from bot.storage.database import Database
from bot.storage.server_notices import ServerNotice

log: Final = logging.getLogger(__name__)

RETRY_SECONDS: Final = 60.0
"""After this time a notice that Discord did not accept, or whose process ended, is sent again."""
MAX_NOTICES_PER_MINUTE: Final = 10
"""Upper bound of each kind, however many servers join: Discord treats many direct messages in a short time as spam."""
MAX_RUN_SECONDS: Final = 20.0
"""No notice is begun later than this after the start of a run, so that what comes after it does not wait long."""
_MINUTE_SECONDS: Final = 60.0


MAX_LISTED_SERVERS: Final = 100
"""Servers that one run looks at."""
NAME_TIMEOUT_SECONDS: Final = 300.0
"""How long a notice waits for the server's name, which Discord sends after its id."""


class NoticeResult(Enum):
    """What became of a notice."""

    SENT = auto()
    REFUSED = auto()  #: Discord refuses it everywhere
    LATER = auto()  #: Discord may accept it later, or another process knows the server


class NoticeSender(Protocol):
    """Sends the notices. A repetition with the same server is the same message to Discord for some minutes."""

    def is_ready(self) -> bool:
        """Whether Discord is connected, and has sent the servers."""
        ...

    async def ask_operator(self, server: Server) -> NoticeResult:
        """Ask the operator whether the server is admitted."""
        ...

    async def show_setup(self, server: Server) -> NoticeResult:
        """Tell whoever brought Easel to the server how to set it up."""
        ...

    async def show_waiting(self, server: Server) -> NoticeResult:
        """Tell the server that it waits for the operator."""
        ...


class ServerNotices:
    """Sends what is due."""

    def __init__(self, database: Database, admission: AdmissionRules, sender: NoticeSender, clock: Clock) -> None:
        self._database = database
        self._admission = admission
        self._sender = sender
        self._clock = clock
        self._begun_at: dict[ServerNotice, list[float]] = {notice: [] for notice in ServerNotice}

    async def send_due(self) -> None:
        """Send the notices that no process has sent yet, if Discord is connected."""
        if not self._sender.is_ready():
            return
        if self._admission.asks_operator:
            await self._send(ServerNotice.ANNOUNCEMENT, self._announce)
        await self._send(ServerNotice.WELCOME, self._welcome)

    async def _send(self, notice: ServerNotice, send: Callable[[Server], Awaitable[None]]) -> None:
        """Send the due notices that no other process is sending. What is unreadable keeps no other server waiting."""
        start = self._clock()
        for server in await self._database.run(server_notices.list_due, notice, limit=MAX_LISTED_SERVERS):
            if not server.name and self._clock() - server.joined_at < NAME_TIMEOUT_SECONDS:
                continue
            if not 0 <= self._clock() - start < MAX_RUN_SECONDS or not await self._claim(notice, server.guild_id):
                continue
            try:
                await send(server)
            except StorageError:
                raise
            except Exception:
                extra = {"event": "server_notice_failed", "server": server.guild_id}
                log.exception("A notice about the server %s failed", server.guild_id, extra=extra)

    async def _claim(self, notice: ServerNotice, guild_id: int) -> bool:
        """Claim a notice, unless so many were begun in the last minute."""
        now = self._clock()
        begun = self._begun_at[notice]
        begun[:] = [at for at in begun if 0 <= now - at < _MINUTE_SECONDS]
        if len(begun) >= MAX_NOTICES_PER_MINUTE:
            return False
        begun.append(now)
        claim = partial(server_notices.claim, notice, guild_id, retry_seconds=RETRY_SECONDS)
        if await self._database.run(claim, now=now):
            return True
        begun.remove(now)
        return False

    async def _announce(self, server: Server) -> None:
        if self._admission.is_admitted(server.guild_id, server.decision):
            return  # the configuration names it
        result = await self._sender.ask_operator(server)
        if result is NoticeResult.REFUSED:
            text = "The operator could not be asked about the server %s"
            extra = {"event": "server_announcement_failed", "server": server.guild_id}
            log.warning(text, server.guild_id, extra=extra)
        if result is NoticeResult.SENT:
            log.info("The operator was asked about the server %s", server.guild_id, extra={"event": "server_announced"})
            await self._database.run(server_notices.mark_announced, server.guild_id, now=self._clock())

    async def _welcome(self, server: Server) -> None:
        if self._admission.is_admitted(server.guild_id, server.decision):
            result = await self._sender.show_setup(server)
        else:
            result = await self._sender.show_waiting(server)
        if result is not NoticeResult.LATER:
            log.info("The server %s was told how to begin", server.guild_id, extra={"event": "server_welcomed"})
            await self._database.run(server_notices.mark_welcomed, server, now=self._clock())
