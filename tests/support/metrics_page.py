"""Compares a bot's ``/metrics`` page with Discord's journal, the provider's charges and the database."""

import asyncio
import json
import socket
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from sandbox.app import HOST
from tests.support.process_stage import ProcessStage

Labels = frozenset[tuple[str, str]]
MICROS_PER_DOLLAR: Final = 1_000_000


def free_port() -> int:
    """A TCP port that is currently free."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


class MetricsPage:
    """The samples of one bot's ``/metrics`` page."""

    def __init__(self, page: str) -> None:
        self._samples = {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(page)
            for sample in family.samples
        }

    def value(self, name: str, **labels: str) -> float:
        """The value of one sample; 0 if it is not on the page, as for counters that never counted."""
        return self._samples.get((name, frozenset(labels.items())), 0.0)

    def by_labels(self, name: str, *labels: str) -> dict[Any, float]:
        """All samples of that name that are not 0, by the value of one label or a tuple of several."""
        found = {
            tuple(dict(key)[label] for label in labels): value
            for (one, key), value in self._samples.items()
            if one == name
        }
        return {key[0] if len(labels) == 1 else key: value for key, value in found.items() if value}


async def read_metrics(port: int) -> MetricsPage:
    """Fetch and parse the metrics of the bot on that port."""
    async with aiohttp.ClientSession() as session, session.get(f"http://{HOST}:{port}/metrics") as page:
        assert page.status == 200
        return MetricsPage(await page.text())


async def assert_metrics_match(
    stage: ProcessStage,
    port: int,
    *,
    refusals: Mapping[str, int] | None = None,
    provider_errors: Mapping[str, int] | None = None,
    rescued: Mapping[str, int] | None = None,
    held: int = 0,
    operator_needed: bool = False,
    lost_responses: int = 0,
) -> None:
    """Assert that the only bot of this stage counted everything that happened, and nothing else.

    ``lost_responses``: how many of Discord's responses were lost, or came after the bot's timeout.
    """
    jobs = await _wait_until_costs_known(stage)
    metrics = await read_metrics(port)
    models = {job["id"]: json.loads(job["request"])["model"] for job in jobs}
    ends = [job for job in jobs if job["ended_at"] is not None]
    ended = Counter((job["state"], models[job["id"]]) for job in ends)
    assert metrics.by_labels("easel_jobs_ended_total", "state", "model") == ended
    shown: Counter[str] = Counter()
    for interaction in stage.requests:
        if int(interaction.id) in models:
            shown[models[int(interaction.id)]] += len(stage.attachments_of(interaction))
    assert metrics.by_labels("easel_pictures_delivered_total", "model") == +shown
    service = stage.sandbox.runware.account
    not_named = {job["task_uuid"] for job in jobs if job["cost_due_at"] is not None}
    uncounted = sum(
        task.spent_micro_dollars(service.clock()) for uuid, task in service.tasks.items() if uuid in not_named
    )
    spent = service.deposit_micro_dollars - service.balance_micro_dollars
    charged_dollars = (spent - uncounted) / MICROS_PER_DOLLAR
    assert sum(metrics.by_labels("easel_spent_dollars_total", "model").values()) == pytest.approx(charged_dollars)
    assert metrics.by_labels("easel_refusals_total", "reason") == (refusals or {})
    if provider_errors is not None:
        assert metrics.by_labels("easel_provider_errors_total", "class") == provider_errors
    adopted = metrics.by_labels("easel_jobs_adopted_total", "state")
    if lost_responses:  # the worker adopts these jobs to find out whether they were acknowledged
        adopted.pop("reserved", None)
    assert adopted == (rescued or {})
    assert metrics.value("easel_jobs_held_total") == held
    assert metrics.value("easel_spending_stopped") == operator_needed
    assert metrics.value("easel_archive_pictures_lost_total") == 0
    _assert_phases_timed(metrics, jobs)
    _assert_discord_metrics(stage, metrics, lost_responses)


async def _wait_until_costs_known(stage: ProcessStage) -> list[dict[str, Any]]:
    """Wait until the bot knows the costs that it still polls for, as far as it will; returns all jobs."""
    try:
        async with asyncio.timeout(20):
            while any(job["cost_due_at"] is not None for job in await stage.jobs()):  # noqa: ASYNC110 - no event
                await asyncio.sleep(0.3)
    except TimeoutError:
        pass  # the provider has no record of the task, or names no cost
    return await stage.jobs()


def _assert_phases_timed(metrics: MetricsPage, jobs: list[dict[str, Any]]) -> None:
    """Assert that each phase was timed once, in seconds, for each job that went through it."""
    counts = metrics.by_labels("easel_job_phase_seconds_count", "phase")
    fetched = counts.pop("fetch", 0)  # once more for each repeated delivery
    sums = metrics.by_labels("easel_job_phase_seconds_sum", "phase")
    submitted = [job for job in jobs if job["submitted_at"] is not None]
    drawn = [job for job in submitted if job["ready_at"] is not None]
    delivered = [job for job in drawn if job["state"] == "delivered"]
    expected = {"queue": len(submitted), "provider": len(drawn), "deliver": len(delivered)}
    assert counts == {phase: count for phase, count in expected.items() if count}
    assert fetched >= len(delivered)
    queued = sum(job["submitted_at"] - job["created_at"] for job in submitted)
    assert sums.get("provider", 0) == pytest.approx(
        sum(job["ready_at"] - job["submitted_at"] for job in drawn), abs=0.01
    )
    assert queued - 0.01 <= sums.get("queue", 0) <= queued + len(submitted)
    assert sums.get("deliver", 0) <= sum(job["ended_at"] - job["ready_at"] for job in delivered) + 0.01


def _assert_discord_metrics(stage: ProcessStage, metrics: MetricsPage, lost_responses: int) -> None:
    """Assert that Discord's errors were counted by status, and that acknowledgements were timed."""
    errors = Counter(
        str(call.status) for call in stage.discord_requests if call.status is not None and call.status >= 400
    )
    counted = metrics.by_labels("easel_discord_errors_total", "status")
    unreached = counted.pop("unreached", 0)
    assert sum(abs(counted.get(status, 0) - errors[status]) for status in {*counted, *errors}) <= lost_responses, (
        counted,
        errors,
    )
    assert (unreached > 0) == (lost_responses > 0)
    acknowledged = metrics.value("easel_acknowledgement_seconds_count")
    assert acknowledged > 0 or not stage.requests
    assert 0 <= metrics.value("easel_acknowledgement_seconds_sum") <= 10 * acknowledged
    assert 0 <= metrics.value("easel_event_loop_lag_seconds_sum") < 10
