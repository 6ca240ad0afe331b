"""What carries jobs to their ends, on SQLite."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.clock import ManualClock
from tests.support.delivery_driver import DeliveryDriver, open_delivery_driver


@pytest.fixture
async def delivery_driver(tmp_path: Path, sqlite_template: Path, clock: ManualClock) -> AsyncIterator[DeliveryDriver]:
    async with open_delivery_driver(tmp_path / "easel.db", sqlite_template, clock) as driver:
        yield driver
