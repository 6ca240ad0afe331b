"""A task that took too long: given up with its bill still to come, or delivered from the provider's record."""

import logging
from dataclasses import dataclass
from typing import cast
from unittest.mock import create_autospec
from uuid import UUID

import pytest

from bot.domain.catalog import Catalog
from bot.domain.durations import Durations
from bot.domain.job import Job, Outcome, State
from bot.domain.rate_limits import CircuitBreaker, ConcurrencyLimiter
from bot.errors import ProviderUnavailable
from bot.jobs.generate import TIMED_OUT_MESSAGE, Generator
from bot.jobs.model_availability import ModelAvailability
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.run import JobRun
from bot.jobs.spending_switch import SpendingSwitch
from bot.jobs.upload_references import ReferenceUploader
from bot.runware.client import RunwareClient
from bot.runware.poll_schedule import PollSchedule
from bot.runware.task_progress import TaskProgress
from bot.runware.tasks import OutputOptions
from bot.storage import unbilled
from bot.storage.jobs import COST_LOOKUP_DELAY_SECONDS
from tests.support.delivery_driver import DEADLINE_SECONDS, DeliveryDriver
from tests.support.moderation_driver import REAL_PRICE_MICROS, make_outcome


@dataclass
class NeverFinishingProvider:
    """Draws for ever; its record shows what a test put there, or cannot be asked."""

    record: Outcome | None = None
    silent: bool = False

    async def poll(self, task_uuid: UUID, *, immediately: bool = False) -> TaskProgress:
        assert isinstance(task_uuid, UUID)
        assert not immediately
        return TaskProgress(is_processing=True)

    async def get_outcome(self, task_uuid: UUID) -> Outcome | None:
        assert isinstance(task_uuid, UUID)
        if self.silent:
            raise ProviderUnavailable("Runware does not answer.")
        return self.record


async def begun(driver: DeliveryDriver, provider: NeverFinishingProvider) -> tuple[Generator, JobRun]:
    """A task that the provider took just now."""
    drawing = Generator(
        context=driver.context,
        finisher=driver.finisher,
        provider=cast(RunwareClient, provider),
        catalog=Catalog(),
        poll_schedule=PollSchedule(first=1.0, max_interval=5.0),
        limiter=ConcurrencyLimiter(8, driver.clock),
        durations=Durations(),
        spending=SpendingSwitch(driver.context, CircuitBreaker(driver.clock)),
        reference_uploader=create_autospec(ReferenceUploader, instance=True),
        availability=create_autospec(ModelAvailability, instance=True),
        model_breakers=create_autospec(ModelBreakers, instance=True),
        outputs=OutputOptions(),
        archive=None,
        webhooks=None,
    )
    await driver.job_driver.acknowledge(await driver.mod_driver.reserve())
    (job,) = await driver.job_driver.claim()
    run = driver.make_run(job)
    run.accepted_at = driver.clock()
    return drawing, run


async def at_the_deadline(driver: DeliveryDriver, drawing: Generator, run: JobRun) -> Job:
    driver.clock.advance(DEADLINE_SECONDS - 1)
    await drawing.poll(run)
    assert (await driver.reload(run.job)).state is State.SUBMITTED
    assert run.due_at <= run.deadline_at
    driver.clock.advance(1)
    await drawing.poll(run)
    return await driver.reload(run.job)


@pytest.mark.parametrize("silent", [False, True])
async def test_task_abandoned_at_the_deadline_is_billed_later(
    delivery_driver: DeliveryDriver, silent: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    job = await at_the_deadline(delivery_driver, *await begun(delivery_driver, NeverFinishingProvider(silent=silent)))
    assert (job.state, job.reason) == (State.FAILED, TIMED_OUT_MESSAGE)
    due = await delivery_driver.job_driver.database.run(
        unbilled.claim_due, now=delivery_driver.clock() + COST_LOOKUP_DELAY_SECONDS, limit=9
    )
    assert [one.id for one in due] == [job.id]
    assert (await delivery_driver.mod_driver.ledger_totals(job))[0] == 0
    events = [(record.levelname, getattr(record, "event", "")) for record in caplog.records]
    assert [one for one in events if one[1]] == [("WARNING", "job_failed")]
    assert "token" not in caplog.text


async def test_results_in_the_record_at_the_deadline_are_delivered_and_paid_once(
    delivery_driver: DeliveryDriver,
) -> None:
    job = await at_the_deadline(
        delivery_driver, *await begun(delivery_driver, NeverFinishingProvider(record=make_outcome(3)))
    )
    assert job.state is State.READY
    assert (await delivery_driver.deliver(delivery_driver.make_run(job))).state is State.DELIVERED
    assert await delivery_driver.mod_driver.ledger_totals(job) == (3, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.metrics.phases == [("provider", DEADLINE_SECONDS), ("fetch", 0.0), ("deliver", 0.0)]
