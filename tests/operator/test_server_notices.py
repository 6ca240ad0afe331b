"""Notices about many servers at once are spread over time, and one server keeps no other waiting."""

import asyncio

import pytest

from bot.domain.admission import AdmissionMode, AdmissionRules
from bot.domain.servers import Server, ServerDetails
from bot.operator.server_notices import MAX_NOTICES_PER_MINUTE, NoticeResult, ServerNotices
from bot.storage import kv, servers
from bot.storage.database import Database
from tests.support.clock import ManualClock

MINUTE = 60.0


class FakeSender:
    """Remembers about which servers it was asked to tell; the messages about some fail."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.welcomed: list[int] = []
        self.broken: set[int] = set()

    def is_ready(self) -> bool:
        return True

    async def ask_operator(self, server: Server) -> NoticeResult:
        if server.guild_id in self.broken:
            raise KeyError("a message that cannot be built")
        self.asked.append(server.guild_id)
        return NoticeResult.SENT

    async def show_setup(self, server: Server) -> NoticeResult:
        raise AssertionError(server)

    async def show_waiting(self, server: Server) -> NoticeResult:
        self.welcomed.append(server.guild_id)
        return NoticeResult.SENT


@pytest.fixture
def sender() -> FakeSender:
    return FakeSender()


@pytest.fixture
def notices(database: Database, sender: FakeSender, clock: ManualClock) -> ServerNotices:
    return ServerNotices(database, AdmissionRules(mode=AdmissionMode.AUTO, is_public=True), sender, clock)


async def join(database: Database, count: int, now: float) -> None:
    await database.run(kv.put, kv.ADMISSION_BEGAN_KEY, repr(now))
    for guild_id in range(1, count + 1):
        details = ServerDetails(guild_id, f"Server {guild_id}", 1, 5)
        await database.run(servers.record_present, details, admit=False, now=now)


async def test_storm_of_joining_servers_is_told_a_few_a_minute_and_each_once(
    notices: ServerNotices, sender: FakeSender, database: Database, clock: ManualClock
) -> None:
    count = 3 * MAX_NOTICES_PER_MINUTE
    await join(database, count, clock())
    for minute in (1, 2, 3):
        await asyncio.gather(*(notices.send_due() for _ in range(20)))  # each event of a server that joins calls it
        assert len(sender.asked) == len(sender.welcomed) == minute * MAX_NOTICES_PER_MINUTE
        clock.advance(MINUTE)
    assert sorted(sender.asked) == sorted(sender.welcomed) == list(range(1, count + 1))


async def test_server_that_cannot_be_told_about_keeps_no_other_waiting(
    notices: ServerNotices, sender: FakeSender, database: Database, clock: ManualClock
) -> None:
    await join(database, 3, clock())
    sender.broken.add(1)
    await notices.send_due()
    assert (sender.asked, sender.welcomed) == ([2, 3], [1, 2, 3])
    sender.broken.clear()
    clock.advance(MINUTE)
    await notices.send_due()
    assert sender.asked == [2, 3, 1]


async def test_clock_that_is_set_back_stops_no_notices(
    notices: ServerNotices, sender: FakeSender, database: Database, clock: ManualClock
) -> None:
    await join(database, MAX_NOTICES_PER_MINUTE + 1, clock())
    await notices.send_due()
    clock.advance(-24 * 3600)
    await notices.send_due()
    assert len(sender.asked) == MAX_NOTICES_PER_MINUTE + 1
