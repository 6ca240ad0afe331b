"""The servers of the first session are admitted, however late it names them; later ones wait."""

import pytest
from prometheus_client import CollectorRegistry

from bot.domain.admission import AdmissionMode, AdmissionRules
from bot.domain.servers import ServerDetails
from bot.jobs.end_recorder import JobEndRecorder
from bot.jobs.inbox import Inbox
from bot.observability.metrics import Metrics
from bot.operator.server_registry import ServerRegistry
from bot.refusals import ServerWaiting
from bot.storage import standing
from bot.storage.database import Database
from tests.support.clock import ManualClock


class SilentProbe:
    """Never says that a server was left."""

    async def has_left(self, guild_id: int) -> bool:
        del guild_id
        return False


@pytest.fixture
def admission() -> AdmissionRules:
    return AdmissionRules(mode=AdmissionMode.AUTO, is_public=True)


@pytest.fixture
def registry(database: Database, admission: AdmissionRules, clock: ManualClock) -> ServerRegistry:
    recorder = JobEndRecorder(database, Metrics(CollectorRegistry()), lambda _guild_id, _kind: None)
    return ServerRegistry(database, admission, SilentProbe(), clock, end_recorder=recorder, inbox=Inbox())


def server(guild_id: int) -> ServerDetails:
    return ServerDetails(guild_id, f"Server {guild_id}", 1, 5)


async def is_admitted(database: Database, admission: AdmissionRules, guild_id: int) -> bool:
    try:
        await database.run(standing.check_access, 1, guild_id, admission, 0.0)
    except ServerWaiting:
        return False
    return True


async def test_server_that_asks_before_the_first_session_is_recorded_is_admitted(
    registry: ServerRegistry, database: Database, admission: AdmissionRules
) -> None:
    assert await is_admitted(database, admission, 1)
    await registry.record_session([server(1)], lambda _: True)
    assert [await is_admitted(database, admission, guild) for guild in (1, 2)] == [True, False]


async def test_server_that_the_first_session_names_later_is_admitted(
    registry: ServerRegistry, database: Database, admission: AdmissionRules
) -> None:
    await registry.record_session([], lambda _: True)
    assert await is_admitted(database, admission, 1), "before Discord has named it"
    await registry.record_present(server(1))
    await registry.end_first_session()
    assert [await is_admitted(database, admission, guild) for guild in (1, 2)] == [True, False]
    await registry.record_present(server(2))
    assert not await is_admitted(database, admission, 2)


async def test_server_that_joins_during_the_first_session_waits(
    registry: ServerRegistry, database: Database, admission: AdmissionRules
) -> None:
    await registry.record_session([server(1)], lambda _: True)
    await registry.record_present(server(2))
    assert [await is_admitted(database, admission, guild) for guild in (1, 2)] == [True, False]


async def test_server_of_a_later_session_waits(
    registry: ServerRegistry, database: Database, admission: AdmissionRules
) -> None:
    await registry.record_session([server(1)], lambda _: True)
    await registry.end_first_session()
    await registry.record_session([server(1), server(2)], lambda _: True)
    assert [await is_admitted(database, admission, guild) for guild in (1, 2)] == [True, False]
