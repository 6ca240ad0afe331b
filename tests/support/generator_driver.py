"""Generator with a fake provider and a real database file; only tests advance the clock."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import create_autospec
from uuid import uuid4

from prometheus_client import CollectorRegistry

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.catalog import Catalog
from bot.domain.durations import Durations
from bot.domain.job import Job, Outcome, Requester, Result, State
from bot.domain.limits import Limits
from bot.domain.rate_limits import CircuitBreaker, ConcurrencyLimiter
from bot.domain.request import Options, Reference, build_request
from bot.images.member_uploads import ReferenceReader
from bot.jobs.context import JobContext
from bot.jobs.deliver import Deliverer
from bot.jobs.finish import JobFinisher
from bot.jobs.generate import Generator
from bot.jobs.hold import ReviewHold
from bot.jobs.model_availability import ModelAvailability
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.pipeline import JobPipeline
from bot.jobs.ports import Messenger
from bot.jobs.run import JobRun
from bot.jobs.spending_switch import SpendingSwitch
from bot.jobs.upload_references import ReferenceUploader
from bot.observability.metrics import Metrics
from bot.runware.client import RunwareClient
from bot.runware.error_classes import classify_error
from bot.runware.errors import ApiError
from bot.runware.poll_schedule import PollSchedule
from bot.runware.task_progress import TaskProgress
from bot.runware.tasks import OutputOptions
from bot.storage import intake, jobs, open_database
from bot.storage.database import Database, Transaction
from bot.storage.leases import Lease
from tests.support.clock import ManualClock
from tests.support.databases import copy_database

DEADLINE_SECONDS = 180.0
OWNER = "one"
MONOTONIC_START_SECONDS = 1000.0


class GeneratorDriver:
    """A Generator and what it needs. ``provider`` is an autospec mock: tests set its return values and errors.

    Both clocks follow ``clock``; ``shift_wall_clock`` moves the wall clock alone.
    """

    def __init__(self, database: Database, clock: ManualClock) -> None:
        self.database = database
        self.clock = clock
        self._wall_offset_seconds = 0.0
        self._started_at = clock()
        self.catalog = Catalog()
        self.provider: Any = create_autospec(RunwareClient, instance=True)
        self.provider.get_outcome.return_value = None
        self.messenger: Any = create_autospec(Messenger, instance=True)
        self.reference_reader: Any = create_autospec(ReferenceReader, instance=True)
        self.limiter = ConcurrencyLimiter(8, self.monotonic)
        self.breaker = CircuitBreaker(self.monotonic)
        self.durations = Durations()
        self.metrics = Metrics(CollectorRegistry())
        self.model_breakers = ModelBreakers(
            catalog=self.catalog, database=database, clock=self.wall_clock, monotonic=self.monotonic
        )
        self.context = JobContext(
            database=database,
            messenger=self.messenger,
            metrics=self.metrics,
            clock=self.wall_clock,
            monotonic=self.monotonic,
            owner=OWNER,
        )
        self.finisher = JobFinisher(self.context)
        self.reference_uploader = ReferenceUploader(
            context=self.context, provider=self.provider, reader=self.reference_reader
        )
        self.generator = Generator(
            context=self.context,
            finisher=self.finisher,
            provider=self.provider,
            catalog=self.catalog,
            poll_schedule=PollSchedule(first=1.0, max_interval=5.0),
            limiter=self.limiter,
            durations=self.durations,
            spending=SpendingSwitch(self.context, self.breaker),
            reference_uploader=self.reference_uploader,
            availability=ModelAvailability(
                catalog=self.catalog, database=database, messenger=self.messenger, clock=self.wall_clock
            ),
            model_breakers=self.model_breakers,
            outputs=OutputOptions(),
            archive=None,
            webhooks=None,
        )
        self.deliverer: Any = create_autospec(Deliverer, instance=True)
        self.deliverer.review_hold = create_autospec(ReviewHold, instance=True)
        self.pipeline = JobPipeline(
            context=self.context,
            generator=self.generator,
            deliverer=self.deliverer,
            finisher=self.finisher,
            task_timeout_seconds=DEADLINE_SECONDS,
        )
        self._next_id = 1

    def wall_clock(self) -> float:
        """The wall clock."""
        return self.clock() + self._wall_offset_seconds

    def monotonic(self) -> float:
        """The monotonic clock, which has another zero than the wall clock."""
        return self.clock() - self._started_at + MONOTONIC_START_SECONDS

    def shift_wall_clock(self, seconds: float) -> None:
        """Move the wall clock forward by ``seconds``; calls accumulate."""
        self._wall_offset_seconds += seconds

    async def create_claimed_job(
        self, *, count: int = 1, references: Sequence[Reference] = (), guild_id: int | None = 2
    ) -> Job:
        """Create a job that is claimed (stored as SUBMITTED) but not sent to the provider yet."""
        self._next_id += 1
        requester = Requester(
            interaction_id=self._next_id,
            user_id=7,
            guild_id=guild_id,
            channel_id=3,
            token="t",
            attachment_limit=10_000_000,
        )
        request = build_request("foxes", Options(count=count), self.catalog)
        request = request.model_copy(update={"references": tuple(references)})
        lease = Lease(OWNER, self.wall_clock() + 3600)
        limits = Limits(jobs_per_user=-1, cooldown_seconds=0)
        (reserved,), *_ = await self.database.run(
            intake.reserve,
            requester,
            [request],
            task_uuids=[uuid4()],
            limits=limits,
            admission=OPEN_TO_ALL,
            lease=lease,
            now=self.wall_clock(),
        )
        (job,) = await self.database.run(
            intake.acknowledge_and_claim,
            reserved,
            channel_id=3,
            message_id=4,
            max_running=100,
            lease=lease,
            now=self.wall_clock(),
        )
        return job

    async def create_orphan(self, **options: Any) -> Job:
        """Create a job whose process recorded the submission and then ended: it may or may not have sent the task."""
        job = await self.database.run(
            jobs.record_submission, await self.create_claimed_job(**options), owner=OWNER, now=self.wall_clock()
        )
        assert job is not None
        return job

    async def submit_new_job(self, **options: Any) -> JobRun:
        """Create a job, submit it to the provider, and return its run."""
        run = self.pipeline.create_run(await self.create_claimed_job(**options))
        await self.pipeline.advance(run)
        assert run.accepted_at == self.monotonic()
        return run

    async def reload(self, run: JobRun) -> Job:
        """Load the job from the database."""
        job = await self.database.run(jobs.get, run.job.id)
        assert job is not None
        return job

    async def booked_micros(self, run: JobRun) -> int:
        """The sum of the job's ledger entries in micro-dollars."""
        return await self.database.run(_select_booked_micros, run.job.id)

    async def cost_due_at(self, run: JobRun) -> float | None:
        """The time at which the job's cost is requested from the provider; ``None`` if it is known."""
        return await self.database.run(_select_cost_due_at, run.job.id)


def _select_booked_micros(job_id: int) -> Transaction[int]:
    (row,) = yield "SELECT COALESCE(SUM(micro_dollars), 0) AS micro_dollars FROM ledger WHERE job_id = ?", (job_id,)
    return int(row["micro_dollars"])


def _select_cost_due_at(job_id: int) -> Transaction[float | None]:
    (row,) = yield "SELECT cost_due_at FROM jobs WHERE id = ?", (job_id,)
    due: float | None = row["cost_due_at"]
    return due


def make_result(name: str, **fields: Any) -> Result:
    """A finished picture."""
    return Result(**{"image_uuid": name, "url": f"https://im.runware.ai/{name}.jpg", "cost": 20_000, **fields})


def make_ready_job(clock: ManualClock, *results: Result, job_id: int = 1, model: str | None = None) -> Job:
    """A job in the state READY with these results; it is not stored."""
    request = build_request("foxes", Options(count=len(results), model=model), Catalog())
    return Job(
        id=job_id, task_uuid=uuid4(), state=State.READY, request=request, user_id=7, guild_id=2, channel_id=3,
        message_id=4, follow_up_message_id=None, parent_job_id=None, batch_id=None, token=None, attachment_limit=1,
        round=1, outcome=Outcome(results=results), reason=None, created_at=clock() - 9, submitted_at=clock() - 9,
        ready_at=clock(), ended_at=None,
    )  # fmt: skip


def make_progress(*names: str, failed: Sequence[str] = (), processing: bool = False) -> TaskProgress:
    """The result of a poll: finished pictures by name, failures by code."""
    failures = tuple(ApiError(code, classify_error(code)) for code in failed)
    return TaskProgress(tuple(make_result(name) for name in names), failures, processing)


def make_outcome(*names: str, failed: Sequence[str] = ()) -> Outcome:
    """The outcome that the provider reports for a finished task."""
    return make_progress(*names, failed=failed).outcome


@asynccontextmanager
async def open_generator_driver(template: Path, file: Path, clock: ManualClock) -> AsyncIterator[GeneratorDriver]:
    """Open a driver with its own copy of the template database."""
    await copy_database(template, file)
    database = await open_database(f"sqlite:///{file}")
    try:
        yield GeneratorDriver(database, clock)
    finally:
        await database.close()
