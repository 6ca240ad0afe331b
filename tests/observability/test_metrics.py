"""What Prometheus reads."""

import asyncio
import time

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from bot.observability.metrics import Metrics

NAMES = {
    "easel_jobs_total": ("state", "model"),
    "easel_job_seconds_count": ("phase",),
    "easel_jobs_unfinished": ("state",),
    "easel_servers": ("admission",),
    "easel_stopped": (),
    "easel_pictures_total": ("model",),
    "easel_spent_dollars_total": ("model",),
    "easel_refusals_total": ("reason",),
    "easel_provider_errors_total": ("class",),
    "easel_discord_errors_total": ("status",),
    "easel_held_total": (),
    "easel_rescued_total": ("state",),
    "easel_operator_needed": (),
    "easel_balance_dollars": (),
    "easel_in_flight": (),
    "easel_in_flight_limit": (),
    "easel_loop_lag_seconds": (),
    "easel_ack_seconds_count": (),
}


@pytest.fixture
def metrics() -> Metrics:
    """Metrics with a registry of their own."""
    return Metrics(CollectorRegistry())


def samples(metrics: Metrics) -> dict[str, dict[str, str]]:
    families = text_string_to_metric_families(metrics.render().decode())
    return {sample.name: sample.labels for family in families for sample in family.samples}


def test_the_page_has_every_name_with_its_labels(metrics: Metrics) -> None:
    metrics.record_job_end("delivered", "pro", pictures=4, micros=280_000)
    metrics.record_phase("draw", 4.2)
    metrics.set_load({"waiting": 3}, running=5, limit=8)
    metrics.set_servers({"waiting": 1}, is_stopped=True)
    metrics.record_refusal("over_quota")
    metrics.record_provider_error("unavailable")
    metrics.record_discord_error("404")
    metrics.record_rescue("submitted")
    page = samples(metrics)
    assert {name: set(page[name]) for name in NAMES} == {name: set(labels) for name, labels in NAMES.items()}


def test_counter_values_are_readable(metrics: Metrics) -> None:
    metrics.record_cost("pro", 70_000)
    metrics.record_cost("pro", 70_000)
    assert metrics.registry.get_sample_value("easel_spent_dollars_total", {"model": "pro"}) == pytest.approx(0.14)


def test_metrics_of_two_bots_in_a_process_are_separate(metrics: Metrics) -> None:
    metrics.set_load({}, running=5, limit=8)
    assert Metrics(CollectorRegistry()).registry.get_sample_value("easel_in_flight") == 0


def test_acknowledgement_after_three_seconds_exceeds_every_finite_bucket(metrics: Metrics) -> None:
    metrics.record_acknowledgement(3.1)
    assert metrics.registry.get_sample_value("easel_ack_seconds_bucket", {"le": "3.0"}) == 0
    assert metrics.registry.get_sample_value("easel_ack_seconds_bucket", {"le": "+Inf"}) == 1


async def test_a_loop_that_is_held_up_shows_as_lag(metrics: Metrics) -> None:
    watch = asyncio.create_task(metrics.measure_loop_lag(interval_seconds=0.01))
    await asyncio.sleep(0)
    time.sleep(0.1)  # noqa: ASYNC251 - holding up the loop is the point
    async with asyncio.timeout(2):
        while not metrics.registry.get_sample_value("easel_loop_lag_seconds"):  # noqa: ASYNC110 - a gauge has no event
            await asyncio.sleep(0)
    watch.cancel()
    assert (metrics.registry.get_sample_value("easel_loop_lag_seconds") or 0) > 0.05
