"""The gauges of the database on the metrics page."""

import math
from dataclasses import dataclass
from typing import Any

import pytest
from prometheus_client import CollectorRegistry

from bot.domain.catalog import Catalog
from bot.domain.limits import Limits
from bot.errors import StorageUnavailable
from bot.jobs.stored_gauges import StoredGaugeReader
from bot.observability.metrics import Metrics
from bot.storage.gauges import StoredGauges
from tests.support.clock import ManualClock

FOUND = StoredGauges(
    servers={"admitted": 3},
    unfinished={("waiting", "pro"): 2},
    queued=2,
    oldest_queued_seconds=7.5,
    tasks=1,
    spent_in_day=2_500_000,
    is_stopped=True,
    database_bytes=4096,
)


@dataclass
class FakeDatabase:
    """Finds the same always, or does not answer."""

    is_available: bool = True
    exclusive = True
    size_query = "SELECT 1 AS bytes"

    async def run(self, *_arguments: Any, **_options: Any) -> Any:
        if not self.is_available:
            raise StorageUnavailable("The disk is full.")
        return FOUND

    async def close(self) -> None:
        """Nothing is open."""


def build(database: FakeDatabase, budget: int | None) -> tuple[StoredGaugeReader, CollectorRegistry]:
    metrics = Metrics(CollectorRegistry())
    reader = StoredGaugeReader(
        database=database,
        gauges=metrics.gauges,
        catalog=Catalog(),
        limits=lambda: Limits(bot_daily_budget=budget),
        clock=ManualClock(),
    )
    return reader, metrics.registry


async def test_everything_that_was_found_is_on_the_page() -> None:
    reader, registry = build(FakeDatabase(), 10_000_000)
    await reader.run_once()
    values = {
        name: registry.get_sample_value(f"easel_{name}")
        for name in (
            *("queued_jobs", "oldest_queued_job_seconds", "provider_tasks", "requests_stopped", "database_bytes"),
            *("budget_dollars", "budget_used_dollars", "budget_used_ratio"),
        )
    }
    assert list(values.values()) == [2, 7.5, 1, 1, 4096, 10, 2.5, 0.25]
    assert registry.get_sample_value("easel_servers", {"admission": "admitted"}) == 3
    assert registry.get_sample_value("easel_servers", {"admission": "waiting"}) == 0
    assert registry.get_sample_value("easel_jobs_unfinished", {"state": "waiting", "model": "pro"}) == 2


@pytest.mark.parametrize(("budget", "dollars", "ratio"), [(None, math.inf, 0), (0, 0, 1)])
async def test_bot_without_a_budget_never_uses_it_up(budget: int | None, dollars: float, ratio: float) -> None:
    reader, registry = build(FakeDatabase(), budget)
    await reader.run_once()
    assert registry.get_sample_value("easel_budget_dollars") == dollars
    assert registry.get_sample_value("easel_budget_used_ratio") == ratio


async def test_old_values_are_not_shown_while_the_database_does_not_answer() -> None:
    database = FakeDatabase()
    reader, registry = build(database, 10_000_000)
    await reader.run_once()
    database.is_available = False
    with pytest.raises(StorageUnavailable):
        await reader.run_once()
    assert math.isnan(registry.get_sample_value("easel_queued_jobs") or 0)
    assert registry.get_sample_value("easel_servers", {"admission": "admitted"}) is None
    assert registry.get_sample_value("easel_jobs_unfinished", {"state": "waiting", "model": "pro"}) is None
