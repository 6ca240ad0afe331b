"""A stage for the real bot as a real process."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import _empty_database
from tests.process.stage import Stage, raised


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage on SQLite whose provider takes a tenth of a second."""
    async with raised(tmp_path, f"sqlite:///{tmp_path / 'easel.db'}") as stage:
        yield stage


@pytest.fixture
async def postgres_stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """The same on PostgreSQL."""
    async with _empty_database(request, tmp_path / "unused", "postgres") as url, raised(tmp_path, url) as stage:
        yield stage
