"""Deliverer with in-memory fakes that reject invalid calls; only the database is real."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from prometheus_client import CollectorRegistry

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Job, MessageRef, QueuePosition, Result, State
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.request import Reference
from bot.errors import DiscordDown, Undeliverable
from bot.jobs.context import JobContext
from bot.jobs.deliver import Deliverer
from bot.jobs.fetch_results import ResultFetcher
from bot.jobs.finish import JobFinisher
from bot.jobs.hold import ReviewHold
from bot.jobs.ports import Delivery, DeliveryReceipt, Picture
from bot.jobs.run import JobRun
from bot.localization.messages import Sentence
from bot.observability.metrics import Metrics
from bot.storage import cases, jobs, open_database
from tests.support.clock import ManualClock
from tests.support.databases import copy_database
from tests.support.job_driver import JobDriver, require_job
from tests.support.moderation_driver import ModerationDriver
from tests.support.policy_fakes import build_limits_in_force

DEADLINE_SECONDS = 180.0
FOLLOW_UP_ID = 9001
UNDELIVERABLE_TEXT = "Discord has no place for these pictures."


@dataclass
class RecordingMessenger:
    """Records what members would be shown, and asserts that each call is valid in the job's state."""

    calls: list[tuple[str, int]] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    discord_down: bool = False
    undeliverable: bool = False
    message_ref: MessageRef = field(default_factory=lambda: MessageRef(6, 7))
    found_message: tuple[int, int] | None = (6, 7)
    rejected_image_uuids: frozenset[str] = frozenset()
    """Image UUIDs of pictures that Discord rejects."""
    during_next_call: Callable[[], Awaitable[object]] | None = None
    """Called once, during the next call to Discord."""

    async def _record_call(self, call: str, job: Job) -> None:
        if self.discord_down:
            raise DiscordDown
        if self.undeliverable:
            raise Undeliverable(UNDELIVERABLE_TEXT)
        self.calls.append((call, job.id))
        if self.during_next_call is not None:
            callback, self.during_next_call = self.during_next_call, None
            await callback()

    async def find_answer(self, job: Job) -> tuple[int, int] | None:
        assert job.state is State.RESERVED
        if self.discord_down:
            raise DiscordDown
        return self.found_message

    async def show_progress(self, job: Job, position: QueuePosition | None) -> bool:
        assert (position is None) == (job.state is State.SUBMITTED)
        self.calls.append(("progress", job.id))
        return True

    async def deliver(
        self, delivery: Delivery, *, on_follow_up_sent: Callable[[int], Awaitable[None]]
    ) -> DeliveryReceipt:
        assert delivery.job.state is State.READY
        assert delivery.pictures
        await self._record_call("deliver", delivery.job)
        self.deliveries.append(delivery)
        if len(delivery.pictures) > 10:
            await on_follow_up_sent(FOLLOW_UP_ID)
        accepted = [one for one in delivery.pictures if one.result.image_uuid not in self.rejected_image_uuids]
        return DeliveryReceipt(accepted, self.message_ref)

    async def show_held(self, job: Job) -> MessageRef:
        assert job.state is State.HELD
        await self._record_call("hold", job)
        return self.message_ref

    async def show_end(self, job: Job) -> None:
        assert job.state.is_final
        assert job.reason or job.removed_at is not None
        await self._record_call(f"end {job.state}", job)

    async def restore(self, delivery: Delivery) -> None:
        assert delivery.job.state is State.DELIVERED
        assert delivery.job.removed_at is None
        assert delivery.pictures
        await self._record_call("restore", delivery.job)
        self.deliveries.append(delivery)

    async def get_file_url(self, reference: Reference) -> str | None:
        raise AssertionError(f"get_file_url is not expected in these tests: {reference}")

    async def alert(self, text: Sentence) -> None:
        self.alerts.append(str(text))


class RecordingMetrics(Metrics):
    """Metrics that keep every call."""

    def __init__(self) -> None:
        super().__init__(CollectorRegistry())
        self.phases: list[tuple[str, float]] = []
        self.ended_jobs: list[tuple[str, str, int, int]] = []
        """State, model, pictures and micro-dollars of each job that ended."""
        self.costs: list[tuple[str, int]] = []
        """Model and micro-dollars of each recorded cost."""
        self.held_count = 0
        self.rescued_states: list[str] = []
        self.operator_needed_values: list[bool] = []

    def record_phase(self, phase: str, seconds: float) -> None:
        assert phase in {"queue", "provider", "fetch", "deliver"}
        assert seconds >= 0
        self.phases.append((phase, seconds))

    def record_job_end(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        self.ended_jobs.append((str(state), model, pictures, micros))

    def record_cost(self, model: str, micros: int) -> None:
        self.costs.append((model, micros))

    def record_hold(self) -> None:
        self.held_count += 1

    def record_adoption(self, state: str) -> None:
        self.rescued_states.append(str(state))

    def set_spending_stopped(self, needed: bool) -> None:
        self.operator_needed_values.append(needed)


@dataclass
class FakeResultFetcher:
    """Returns every result, except ``unreadable_image_uuids``; raises ``error`` if one is set."""

    error: Exception | None = None
    unreadable_image_uuids: frozenset[str] = frozenset()
    requested_image_uuids: list[list[str]] = field(default_factory=list)

    async def fetch_and_record(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        assert job.state is State.READY
        return await self.fetch(job, results)

    async def fetch(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        self.requested_image_uuids.append([result.image_uuid for result in results])
        if self.error is not None:
            raise self.error
        readable = [result for result in results if result.image_uuid not in self.unreadable_image_uuids]
        size = job.request.size or Size(64, 48)
        return [Picture(one.image_uuid.encode(), job.request.format, size, one) for one in readable]


@dataclass
class FakeArchive:
    """An archive that keeps the stored files in memory: key, data, media type."""

    stored_files: list[tuple[str, bytes, str]] = field(default_factory=list)

    def object_key(self, job_id: int, number: int, created_at: float, file_format: OutputFormat) -> str:
        return f"{job_id}/{number}/{created_at:.0f}.{file_format}"

    def presigned_put_url(self, key: str, *, seconds: int) -> str:
        return f"https://archive.example/{key}?seconds={seconds}"

    def store(self, key: str, data: bytes, media_type: str) -> None:
        self.stored_files.append((key, data, media_type))


class DeliveryDriver:
    """A Deliverer, its fakes and its database; the process (lease owner) is called “one”."""

    def __init__(self, job_driver: JobDriver, *, limits: Limits | None = None) -> None:
        self.job_driver, self.mod_driver, self.clock = job_driver, ModerationDriver(job_driver), job_driver.clock
        self.messenger, self.metrics, self.fetcher, self.archive = (
            RecordingMessenger(),
            RecordingMetrics(),
            FakeResultFetcher(),
            FakeArchive(),
        )
        self.card_count = 0
        operator = limits or Limits(images_per_user_per_day=20, jobs_per_user=UNLIMITED, cooldown_seconds=0)
        job_driver.limits = operator
        self.context = JobContext(
            database=job_driver.database,
            messenger=self.messenger,
            metrics=self.metrics,
            clock=self.clock,
            monotonic=self.clock,
            owner="one",
        )
        self.finisher = JobFinisher(self.context)
        self.review_hold = ReviewHold(context=self.context, finisher=self.finisher, on_held=self._count_card)
        self.deliverer = Deliverer(
            context=self.context,
            finisher=self.finisher,
            fetcher=cast(ResultFetcher, self.fetcher),
            review_hold=self.review_hold,
            limits_in_force=build_limits_in_force(job_driver.database, operator, self.clock),
            archive=self.archive,
        )

    def _count_card(self) -> None:
        self.card_count += 1

    def make_run(self, job: Job) -> JobRun:
        """A new run of the job, which starts now."""
        return JobRun(job, self.clock, deadline_at=self.clock() + DEADLINE_SECONDS)

    async def deliver(self, run: JobRun) -> Job:
        """Deliver once; returns the job as stored afterwards."""
        await self.deliverer.deliver(run)
        return await self.reload(run.job)

    async def reload(self, job: Job) -> Job:
        return require_job(await self.job_driver.database.run(jobs.get, job.id))

    async def approve(self, job: Job) -> Job:
        """Approve the held pictures; returns the job, which the same process continues."""
        (case,) = await self.mod_driver.run(cases.list_by_job(job.id))
        decided = await self.mod_driver.run(self.mod_driver.approve(case)())
        return require_job(decided.job)


@asynccontextmanager
async def open_delivery_driver(
    file: Path, template: Path, clock: ManualClock, *, limits: Limits | None = None
) -> AsyncIterator[DeliveryDriver]:
    """Open a driver with its own copy of the template database."""
    await copy_database(template, file)
    database = await open_database(f"sqlite:///{file}")
    try:
        yield DeliveryDriver(JobDriver(database, clock), limits=limits)
    finally:
        await database.close()
