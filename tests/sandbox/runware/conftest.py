"""A provider whose tasks take five seconds of a clock that stands still."""

from collections.abc import AsyncIterator

import pytest

from sandbox.runware import FakeRunware
from tests.support.sandbox_client import SandboxClient, SettableClock, open_client


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def runware(clock: SettableClock) -> FakeRunware:
    return FakeRunware(seconds=5.0, clock=clock, seed=1)


@pytest.fixture
async def client(runware: FakeRunware) -> AsyncIterator[SandboxClient]:
    async with open_client(runware) as client:
        yield client
