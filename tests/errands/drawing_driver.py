"""A job at a provider that says what a test tells it to, on a real file; time passes only when a test says so."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import create_autospec
from uuid import uuid4

from prometheus_client import CollectorRegistry

from bot.domain.catalog import Catalog
from bot.domain.durations import Durations
from bot.domain.job import Asker, Job, Outcome, Result, State
from bot.domain.quota import Limits
from bot.domain.rate_limits import Breaker, Throttle
from bot.domain.request import Options, Reference, validated
from bot.images.member_uploads import ReferenceReader
from bot.jobs.deliver import Delivering
from bot.jobs.finish import Ending
from bot.jobs.generate import Drawing
from bot.jobs.hold import Holding
from bot.jobs.model_availability import Retirement
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.pipeline import Runner
from bot.jobs.run import Errand, Messenger
from bot.jobs.upload_references import Preparing
from bot.meter import PrometheusMeter
from bot.metrics import Metrics
from bot.runware.client import Runware
from bot.runware.errors import Fault, class_of
from bot.runware.poll_schedule import PollSchedule
from bot.runware.replies import Progress
from bot.runware.tasks import Outputs
from bot.storage import intake, jobs, open_database
from bot.storage.database import Database, Transaction
from bot.storage.leases import Lease
from tests.conftest import HandClock, copied

DEADLINE = 180.0
OWNER = "one"
MONOTONIC_START = 1000.0


class DrawingDriver:
    """Everybody whom drawing needs. ``provider`` is a strict fake: a test sets what its methods return or raise.

    ``clock`` is the wall clock; the monotonic one goes with it, unless ``jump`` moves the wall clock alone.
    """

    def __init__(self, database: Database, clock: HandClock) -> None:
        self.database = database
        self.clock = clock
        self._jumped = 0.0
        self._began = clock()
        self.catalog = Catalog()
        self.provider: Any = create_autospec(Runware, instance=True)
        self.provider.details.return_value = None
        self.messenger: Any = create_autospec(Messenger, instance=True)
        self.files: Any = create_autospec(ReferenceReader, instance=True)
        self.throttle = Throttle(8, self.monotonic)
        self.breaker = Breaker(self.monotonic)
        self.durations = Durations()
        self.metrics = Metrics(CollectorRegistry())
        self.models = ModelBreakers(catalog=self.catalog, database=database, clock=self.wall, monotonic=self.monotonic)
        self.ending = Ending(
            database=database,
            messenger=self.messenger,
            meter=PrometheusMeter(self.metrics),
            clock=self.wall,
            monotonic=self.monotonic,
            owner=OWNER,
        )
        self.preparing = Preparing(ending=self.ending, provider=self.provider, files=self.files)
        self.drawing = Drawing(
            ending=self.ending,
            provider=self.provider,
            catalog=self.catalog,
            schedule=PollSchedule(first=1.0, longest=5.0),
            throttle=self.throttle,
            breaker=self.breaker,
            durations=self.durations,
            preparing=self.preparing,
            retirement=Retirement(catalog=self.catalog, database=database, messenger=self.messenger, clock=self.wall),
            models=self.models,
            outputs=Outputs(),
        )
        self.delivering: Any = create_autospec(Delivering, instance=True)
        self.delivering.holding = create_autospec(Holding, instance=True)
        self.runner = Runner(drawing=self.drawing, delivering=self.delivering, ending=self.ending, deadline=DEADLINE)
        self._next_id = 1

    def wall(self) -> float:
        """The wall clock."""
        return self.clock() + self._jumped

    def monotonic(self) -> float:
        """The monotonic clock, which begins somewhere else."""
        return self.clock() - self._began + MONOTONIC_START

    def jump(self, seconds: float) -> None:
        """Set the wall clock."""
        self._jumped += seconds

    async def job(self, *, count: int = 1, references: Sequence[Reference] = (), guild_id: int | None = 2) -> Job:
        """A job that was claimed just now: on disk as submitted, not sent yet."""
        self._next_id += 1
        asker = Asker(
            interaction_id=self._next_id,
            user_id=7,
            guild_id=guild_id,
            channel_id=3,
            token="t",
            attachment_limit=10_000_000,
        )
        request = validated("foxes", Options(count=count), self.catalog)
        request = request.model_copy(update={"references": tuple(references)})
        lease = Lease(OWNER, self.wall() + 3600)
        limits = Limits(jobs_per_user=-1, cooldown_seconds=0)
        (asked,), _ = await self.database.run(
            intake.reserve, asker, [request], task_uuids=[uuid4()], limits=limits, lease=lease, now=self.wall()
        )
        (job,) = await self.database.run(
            intake.joined, asked, channel_id=3, message_id=4, at_once=100, lease=lease, now=self.wall()
        )
        return job

    async def orphan(self, **options: Any) -> Job:
        """A job whose process wrote down that it sends the task, and died: nobody knows whether it did."""
        job = await self.database.run(jobs.sending, await self.job(**options), owner=OWNER, now=self.wall())
        assert job is not None
        return job

    async def sent(self, **options: Any) -> Errand:
        """The errand of a job that the provider took just now."""
        errand = self.runner.begin(await self.job(**options))
        await self.runner.step(errand)
        assert errand.accepted_at == self.monotonic()
        return errand

    async def stored(self, errand: Errand) -> Job:
        """The job as it stands on disk."""
        job = await self.database.run(jobs.get, errand.job.id)
        assert job is not None
        return job

    async def booked(self, errand: Errand) -> int:
        """Micro-dollars that the ledger holds for the job."""
        return await self.database.run(_booked, errand.job.id)

    async def bill_due(self, errand: Errand) -> float | None:
        """When the provider is asked what the job cost."""
        return await self.database.run(_bill_due, errand.job.id)


def _booked(job_id: int) -> Transaction[int]:
    (row,) = yield "SELECT COALESCE(SUM(micros), 0) AS micros FROM ledger WHERE job_id = ?", (job_id,)
    return int(row["micros"])


def _bill_due(job_id: int) -> Transaction[float | None]:
    (row,) = yield "SELECT bill_due FROM jobs WHERE id = ?", (job_id,)
    due: float | None = row["bill_due"]
    return due


def result(name: str, **fields: Any) -> Result:
    """A finished picture."""
    return Result(**{"image_uuid": name, "url": f"https://im.runware.ai/{name}.jpg", "cost": 20_000, **fields})


def ready(clock: HandClock, *results: Result, job_id: int = 1, model: str | None = None) -> Job:
    """A job whose task was finished just now with these results; it is not on disk."""
    request = validated("foxes", Options(count=len(results), model=model), Catalog())
    return Job(
        id=job_id, task_uuid=uuid4(), state=State.READY, request=request, user_id=7, guild_id=2, channel_id=3,
        message_id=4, follow_up_id=None, parent_id=None, batch_id=None, token=None, attachment_limit=1, turn=1,
        outcome=Outcome(results=results), reason=None, created_at=clock() - 9, submitted_at=clock() - 9,
        ready_at=clock(), ended_at=None,
    )  # fmt: skip


def progress(*names: str, failed: Sequence[str] = (), processing: bool = False) -> Progress:
    """What a poll tells: finished pictures by name, failures by code."""
    failures = tuple(Fault(code, class_of(code)) for code in failed)
    return Progress(tuple(result(name) for name in names), failures, processing)


def outcome(*names: str, failed: Sequence[str] = ()) -> Outcome:
    """What the provider's record tells."""
    return progress(*names, failed=failed).outcome


@asynccontextmanager
async def opened_driver(template: Path, file: Path, clock: HandClock) -> AsyncIterator[DrawingDriver]:
    """A driver on a file at the newest schema."""
    await copied(template, file)
    database = await open_database(f"sqlite:///{file}")
    try:
        yield DrawingDriver(database, clock)
    finally:
        await database.close()
