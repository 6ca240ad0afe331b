"""What ``/metrics`` says in the end, compared with what Discord, the provider and the database saw."""

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
    """A port that nobody listens on at the moment."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


class MetricsPage:
    """The page of one bot that was read."""

    def __init__(self, page: str) -> None:
        self._samples = {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(page)
            for sample in family.samples
        }

    def value(self, name: str, **labels: str) -> float:
        """One sample; a counter that never counted is not on the page."""
        return self._samples.get((name, frozenset(labels.items())), 0.0)

    def by_labels(self, name: str, *labels: str) -> dict[Any, float]:
        """All samples of that name that are not 0, by one label or several."""
        found = {
            tuple(dict(key)[label] for label in labels): value
            for (one, key), value in self._samples.items()
            if one == name
        }
        return {key[0] if len(labels) == 1 else key: value for key, value in found.items() if value}


async def read_metrics(port: int) -> MetricsPage:
    """What the bot on that port tells Prometheus now."""
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
    """The one bot of this stage counted everything that happened, and nothing else.

    ``unheard`` answers of Discord were lost on their way, or came after their request was given up.
    """
    jobs = await _wait_until_costs_known(stage)
    numbers = await read_metrics(port)
    models = {job["id"]: json.loads(job["request"])["model"] for job in jobs}
    ends = [job for job in jobs if job["ended_at"] is not None]
    ended = Counter((job["state"], models[job["id"]]) for job in ends)
    assert numbers.by_labels("easel_jobs_total", "state", "model") == ended
    shown: Counter[str] = Counter()
    for asked in stage.requests:
        if int(asked.id) in models:
            shown[models[int(asked.id)]] += len(stage.attachments_of(asked))
    assert numbers.by_labels("easel_pictures_total", "model") == +shown
    service = stage.sandbox.runware.account
    bill = (service.deposit_micro_dollars - service.balance_micro_dollars) / MICROS_PER_DOLLAR
    assert sum(numbers.by_labels("easel_spent_dollars_total", "model").values()) == pytest.approx(bill)
    assert numbers.by_labels("easel_refusals_total", "reason") == (refusals or {})
    if provider_errors is not None:
        assert numbers.by_labels("easel_provider_errors_total", "class") == provider_errors
    adopted = numbers.by_labels("easel_rescued_total", "state")
    if lost_responses:  # of whom nobody knows whether they saw an answer, the worker adopts and finds out
        adopted.pop("reserved", None)
    assert adopted == (rescued or {})
    assert numbers.value("easel_held_total") == held
    assert numbers.value("easel_operator_needed") == operator_needed
    assert numbers.value("easel_archive_lost_total") == 0
    _assert_phases_timed(numbers, jobs)
    _assert_discord_metrics(stage, numbers, lost_responses)


async def _wait_until_costs_known(stage: ProcessStage) -> list[dict[str, Any]]:
    """All jobs, once the bot knows what those cost that were cancelled or given up; it asks every few seconds."""
    try:
        async with asyncio.timeout(20):
            while any(job["bill_due"] is not None for job in await stage.jobs()):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.3)
    except TimeoutError:
        pass  # the provider's record never tells: then nothing was billed either
    return await stage.jobs()


def _assert_phases_timed(numbers: MetricsPage, jobs: list[dict[str, Any]]) -> None:
    """Each phase was timed once for each job that went through it, in seconds."""
    counts = numbers.by_labels("easel_job_seconds_count", "phase")
    sums = numbers.by_labels("easel_job_seconds_sum", "phase")
    submitted = [job for job in jobs if job["submitted_at"] is not None]
    drawn = [job for job in submitted if job["ready_at"] is not None]
    delivered = [job for job in drawn if job["state"] == "delivered"]
    wanted = {"queue": len(submitted), "draw": len(drawn), "deliver": len(delivered)}
    assert counts == {phase: count for phase, count in wanted.items() if count}
    queued = sum(job["submitted_at"] - job["created_at"] for job in submitted)
    assert sums.get("draw", 0) == pytest.approx(sum(job["ready_at"] - job["submitted_at"] for job in drawn), abs=0.01)
    assert queued - 0.01 <= sums.get("queue", 0) <= queued + len(submitted)
    assert sums.get("deliver", 0) <= sum(job["ended_at"] - job["ready_at"] for job in delivered) + 0.01


def _assert_discord_metrics(stage: ProcessStage, numbers: MetricsPage, lost_responses: int) -> None:
    """Discord's refusals by status, and how fast members had their first answer."""
    refused = Counter(
        str(call.status) for call in stage.discord_requests if call.status is not None and call.status >= 400
    )
    told = numbers.by_labels("easel_discord_errors_total", "status")
    unreached = told.pop("unreached", 0)
    assert sum(abs(told.get(status, 0) - refused[status]) for status in {*told, *refused}) <= lost_responses, (
        told,
        refused,
    )
    assert (unreached > 0) == (lost_responses > 0)
    acknowledged = numbers.value("easel_ack_seconds_count")
    assert acknowledged > 0 or not stage.requests
    assert 0 <= numbers.value("easel_ack_seconds_sum") <= 10 * acknowledged
    assert 0 <= numbers.value("easel_loop_lag_seconds") < 10
