"""A part of the maintenance that fails keeps no other part from running."""

from unittest.mock import AsyncMock, create_autospec

import pytest

from bot.errors import StorageUnavailable
from bot.jobs.model_availability import ModelAvailability
from bot.maintenance import BlockExpiryNotifier, Maintenance
from bot.moderation.service import Moderation
from bot.policy.gate import PolicyGate
from bot.policy.style_registry import StyleRegistry
from bot.storage.database import Database
from tests.support.clock import ManualClock


def maintenance(database: Database, clock: ManualClock, *steps: AsyncMock) -> Maintenance:
    notifier = create_autospec(BlockExpiryNotifier, instance=True)
    notifier.is_ready.return_value = False
    return Maintenance(
        database=database,
        notifier=notifier,
        clock=clock,
        styles=create_autospec(StyleRegistry, instance=True),
        gate=create_autospec(PolicyGate, instance=True),
        model_availability=create_autospec(ModelAvailability, instance=True),
        moderation=create_autospec(Moderation, instance=True),
        further_steps=steps,
    )


async def test_step_that_fails_does_not_stop_the_next_ones(
    database: Database, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    broken, next_step = AsyncMock(side_effect=KeyError("odd")), AsyncMock()
    await maintenance(database, clock, broken, next_step).run_once()
    next_step.assert_awaited_once()
    assert [record.event for record in caplog.records] == ["maintenance_failed"]  # type: ignore[attr-defined]


async def test_outage_of_the_database_ends_the_run(database: Database, clock: ManualClock) -> None:
    waiting, next_step = AsyncMock(side_effect=StorageUnavailable("It is away.")), AsyncMock()
    with pytest.raises(StorageUnavailable):
        await maintenance(database, clock, waiting, next_step).run_once()
    next_step.assert_not_awaited()
