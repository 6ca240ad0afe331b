"""What Prometheus reads."""

import asyncio
import time

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from bot.observability.metrics import Metrics


@pytest.fixture
def metrics() -> Metrics:
    """Metrics with a registry of their own."""
    return Metrics(CollectorRegistry())


def samples(metrics: Metrics) -> dict[str, dict[str, str]]:
    families = text_string_to_metric_families(metrics.render().decode())
    return {sample.name: sample.labels for family in families for sample in family.samples}


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def test_the_page_has_no_creation_times(metrics: Metrics) -> None:
    metrics.record_job_end("delivered", "pro")
    metrics.record_phase("queue", 1)
    assert not [name for name in samples(metrics) if name.endswith("_created")]


def test_every_metric_has_the_prefix_a_help_text_and_a_unit_that_is_a_base_unit(metrics: Metrics) -> None:
    for family in text_string_to_metric_families(metrics.render().decode()):
        assert family.documentation
        assert family.name.startswith(("easel_", "process_", "python_"))
        assert not family.name.endswith(("_ms", "_milliseconds", "_micros", "_percent", "_kb"))


def test_what_runs_is_on_the_page_and_counters_of_known_models_start_at_zero(metrics: Metrics) -> None:
    metrics.declare(version="0.1.0", database="SQLite", models=["pro"])
    assert samples(metrics)["easel_build_info"].items() >= {"version": "0.1.0", "database": "SQLite"}.items()
    assert value(metrics, "easel_spent_dollars_total", model="pro") == 0
    assert value(metrics, "easel_jobs_ended_total", model="pro", state="failed") == 0


def test_counter_values_are_readable(metrics: Metrics) -> None:
    metrics.record_cost("pro", 70_000)
    metrics.record_cost("pro", 70_000)
    assert metrics.registry.get_sample_value("easel_spent_dollars_total", {"model": "pro"}) == pytest.approx(0.14)


def test_metrics_of_two_bots_in_a_process_are_separate(metrics: Metrics) -> None:
    metrics.set_spending_stopped(True)
    assert value(Metrics(CollectorRegistry()), "easel_spending_stopped") == 0


def test_acknowledgement_after_three_seconds_exceeds_every_finite_bucket(metrics: Metrics) -> None:
    metrics.record_acknowledgement(3.1)
    assert metrics.registry.get_sample_value("easel_acknowledgement_seconds_bucket", {"le": "3.0"}) == 0
    assert metrics.registry.get_sample_value("easel_acknowledgement_seconds_bucket", {"le": "+Inf"}) == 1


async def test_a_loop_that_is_held_up_shows_as_lag(metrics: Metrics) -> None:
    watch = asyncio.create_task(metrics.measure_loop_lag(interval_seconds=0.01))
    await asyncio.sleep(0)
    time.sleep(0.1)  # noqa: ASYNC251 - holding up the loop is the point
    async with asyncio.timeout(2):
        while not value(metrics, "easel_event_loop_lag_seconds_count"):  # noqa: ASYNC110 - a metric has no event
            await asyncio.sleep(0)
    watch.cancel()
    assert (value(metrics, "easel_event_loop_lag_seconds_sum") or 0) > 0.05
