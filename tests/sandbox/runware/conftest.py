"""Fixtures: a stand-in for Runware with a manual clock, and a client of it."""

from collections.abc import AsyncIterator

import pytest

from sandbox.runware import FakeRunware
from tests.support.sandbox_client import SandboxClient, SettableClock, open_client


@pytest.fixture
def clock() -> SettableClock:
    """The clock of the stand-in."""
    return SettableClock()


@pytest.fixture
def runware(clock: SettableClock) -> FakeRunware:
    """A stand-in whose tasks take five seconds."""
    return FakeRunware(seconds=5.0, clock=clock, seed=1)


@pytest.fixture
async def client(runware: FakeRunware) -> AsyncIterator[SandboxClient]:
    """A client of the stand-in."""
    async with open_client(runware) as client:
        yield client
