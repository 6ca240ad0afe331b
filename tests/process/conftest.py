"""A stage for the real bot as a real process."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.databases import create_empty_database
from tests.support.process_stage import ProcessStage, open_stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[ProcessStage]:
    """A stage on SQLite whose provider takes a tenth of a second."""
    async with open_stage(tmp_path, f"sqlite:///{tmp_path / 'easel.db'}") as stage:
        yield stage


@pytest.fixture
async def postgres_stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ProcessStage]:
    """The same on PostgreSQL."""
    async with (
        create_empty_database(request, tmp_path / "unused", "postgres") as url,
        open_stage(tmp_path, url) as stage,
    ):
        yield stage
