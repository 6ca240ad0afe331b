"""A task that took too long: given up with its bill still to come, or delivered from the provider's record."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from unittest.mock import create_autospec
from uuid import UUID

import pytest

from bot.domain.catalog import Catalog
from bot.domain.durations import Durations
from bot.domain.job import Job, Outcome, State
from bot.domain.rate_limits import Breaker, Throttle
from bot.errors import Unavailable
from bot.jobs.generate import LATE, Drawing
from bot.jobs.model_availability import Retirement
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.run import Errand
from bot.jobs.upload_references import Preparing
from bot.runware.client import Runware
from bot.runware.poll_schedule import PollSchedule
from bot.runware.replies import Progress
from bot.runware.tasks import Outputs
from bot.storage import unbilled
from bot.storage.jobs import BILL_AFTER
from tests.conftest import HandClock
from tests.errands.crew import DEADLINE, Crew, hired
from tests.storage.court import REAL, drawn


@dataclass
class Provider:
    """Draws for ever; its record shows what a test put there, or cannot be asked."""

    record: Outcome | None = None
    silent: bool = False

    async def poll(self, task_uuid: UUID, *, at_once: bool = False) -> Progress:
        assert isinstance(task_uuid, UUID)
        assert not at_once
        return Progress(processing=True)

    async def details(self, task_uuid: UUID) -> Outcome | None:
        assert isinstance(task_uuid, UUID)
        if self.silent:
            raise Unavailable("Runware does not answer.")
        return self.record


@pytest.fixture
async def crew(tmp_path: Path, sqlite_template: Path, clock: HandClock) -> AsyncIterator[Crew]:
    async with hired(tmp_path / "easel.db", sqlite_template, clock) as crew:
        yield crew


async def begun(crew: Crew, provider: Provider) -> tuple[Drawing, Errand]:
    """A task that the provider took just now."""
    drawing = Drawing(
        ending=crew.ending,
        provider=cast(Runware, provider),
        catalog=Catalog(),
        schedule=PollSchedule(first=1.0, longest=5.0),
        throttle=Throttle(8, crew.clock),
        breaker=Breaker(crew.clock),
        durations=Durations(),
        preparing=create_autospec(Preparing, instance=True),
        retirement=create_autospec(Retirement, instance=True),
        models=create_autospec(ModelBreakers, instance=True),
        outputs=Outputs(),
    )
    await crew.desk.acknowledge(await crew.court.reserved())
    (job,) = await crew.desk.claim()
    errand = crew.errand(job)
    errand.accepted_at = crew.clock()
    return drawing, errand


async def at_the_deadline(crew: Crew, drawing: Drawing, errand: Errand) -> Job:
    crew.clock.advance(DEADLINE - 1)
    await drawing.look(errand)
    assert (await crew.job(errand.job)).state is State.SUBMITTED
    assert errand.due <= errand.deadline
    crew.clock.advance(1)
    await drawing.look(errand)
    return await crew.job(errand.job)


@pytest.mark.parametrize("silent", [False, True])
async def test_a_task_that_is_given_up_has_its_bill_still_to_come(
    crew: Crew, silent: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    job = await at_the_deadline(crew, *await begun(crew, Provider(silent=silent)))
    assert (job.state, job.reason) == (State.FAILED, LATE)
    due = await crew.desk.database.run(unbilled.claim_due, now=crew.clock() + BILL_AFTER, limit=9)
    assert [one.id for one in due] == [job.id]
    assert (await crew.court.sums(job))[0] == 0
    events = [(record.levelname, getattr(record, "event", "")) for record in caplog.records]
    assert [one for one in events if one[1]] == [("WARNING", "provider_refused"), ("INFO", "job_failed")]
    assert "token" not in caplog.text


async def test_what_the_record_shows_at_the_deadline_is_delivered_and_paid_once(crew: Crew) -> None:
    job = await at_the_deadline(crew, *await begun(crew, Provider(record=drawn(3))))
    assert job.state is State.READY
    assert (await crew.deliver(crew.errand(job))).state is State.DELIVERED
    assert await crew.court.sums(job) == (3, 3 * REAL)
    assert crew.meter.phases == [("draw", DEADLINE), ("deliver", 0.0)]
