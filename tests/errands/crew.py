"""Everybody whom an errand needs, each strict and in memory; only the database is a real one."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Job, Result, State
from bot.domain.quota import Limits
from bot.domain.request import Reference
from bot.errors import DiscordDown, Undeliverable
from bot.jobs.deliver import Delivering
from bot.jobs.fetch_results import Fetching
from bot.jobs.finish import Ending
from bot.jobs.hold import Holding
from bot.jobs.run import Delivery, Errand, Picture, Receipt
from bot.storage import cases, jobs, open_database
from bot.storage.jobs import Place, Shown
from tests.conftest import HandClock, copied
from tests.storage.court import Court
from tests.storage.desk import Desk, some

DEADLINE = 180.0
FOLLOW_UP = 9001
NO_PLACE = "Discord has no place for these pictures."


@dataclass
class Member:
    """A messenger who takes down what the member is shown, and refuses what makes no sense to show."""

    shown: list[tuple[str, int]] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    down: bool = False
    lost: bool = False
    place: Shown = field(default_factory=lambda: Shown(6, 7))
    answer: tuple[int, int] | None = (6, 7)
    dropped: frozenset[str] = frozenset()
    """Pictures that Discord does not take, by their names at the provider."""
    meanwhile: Callable[[], Awaitable[object]] | None = None
    """What happens while Discord is being told."""

    async def _reached(self, what: str, job: Job) -> None:
        if self.down:
            raise DiscordDown
        if self.lost:
            raise Undeliverable(NO_PLACE)
        self.shown.append((what, job.id))
        if self.meanwhile is not None:
            event, self.meanwhile = self.meanwhile, None
            await event()

    async def find(self, job: Job) -> tuple[int, int] | None:
        assert job.state is State.RESERVED
        if self.down:
            raise DiscordDown
        return self.answer

    async def progress(self, job: Job, place: Place | None) -> bool:
        assert (place is None) == (job.state is State.SUBMITTED)
        self.shown.append(("progress", job.id))
        return True

    async def deliver(self, delivery: Delivery, *, follow_up_sent: Callable[[int], Awaitable[None]]) -> Receipt:
        assert delivery.job.state is State.READY
        assert delivery.pictures
        await self._reached("deliver", delivery.job)
        self.deliveries.append(delivery)
        if len(delivery.pictures) > 10:
            await follow_up_sent(FOLLOW_UP)
        taken = [one for one in delivery.pictures if one.result.image_uuid not in self.dropped]
        return Receipt(taken, self.place)

    async def hold(self, job: Job) -> Shown:
        assert job.state is State.HELD
        await self._reached("hold", job)
        return self.place

    async def tell(self, job: Job) -> None:
        assert job.state.ended
        assert job.reason or job.removed_at is not None
        await self._reached(f"tell {job.state}", job)

    async def restore(self, delivery: Delivery) -> None:
        assert delivery.job.state is State.DELIVERED
        assert delivery.job.removed_at is None
        assert delivery.pictures
        await self._reached("restore", delivery.job)
        self.deliveries.append(delivery)

    async def address_of(self, reference: Reference) -> str | None:
        raise AssertionError(f"nobody edits here: {reference}")

    async def alert(self, sentence: str) -> None:
        self.alerts.append(sentence)


@dataclass
class Counts:
    """A meter that writes everything down."""

    phases: list[tuple[str, float]] = field(default_factory=list)
    ends: list[tuple[str, str, int, int]] = field(default_factory=list)
    """State, model, pictures and micro-dollars of each job that ended."""
    waiting: int = 0
    adopted: list[str] = field(default_factory=list)
    operator: list[bool] = field(default_factory=list)

    def took(self, phase: str, seconds: float) -> None:
        assert phase in {"queue", "draw", "deliver"}
        assert seconds >= 0
        self.phases.append((phase, seconds))

    def ended(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        self.ends.append((str(state), model, pictures, micros))

    def held(self) -> None:
        self.waiting += 1

    def rescued(self, state: str) -> None:
        self.adopted.append(str(state))

    def operator_needed(self, needed: bool) -> None:
        self.operator.append(needed)


@dataclass
class Files:
    """Where results are read from; all can be, unless a test says which cannot, or that the provider is away."""

    trouble: Exception | None = None
    unreadable: frozenset[str] = frozenset()
    asked: list[list[str]] = field(default_factory=list)

    async def finished(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        assert job.state is State.READY
        return await self.pictures(job, results)

    async def pictures(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        self.asked.append([result.image_uuid for result in results])
        if self.trouble is not None:
            raise self.trouble
        readable = [result for result in results if result.image_uuid not in self.unreadable]
        size = job.request.size or Size(64, 48)
        return [Picture(one.image_uuid.encode(), job.request.format, size, one) for one in readable]


@dataclass
class Copies:
    """An operator's archive."""

    stored: list[tuple[str, bytes, str]] = field(default_factory=list)

    def key_of(self, job_id: int, number: int, created_at: float, format: OutputFormat) -> str:  # noqa: A002 – the protocol's name
        return f"{job_id}/{number}/{created_at:.0f}.{format}"

    def address(self, key: str, *, seconds: int) -> str:
        return f"https://archive.example/{key}?seconds={seconds}"

    def store(self, key: str, data: bytes, media_type: str) -> None:
        self.stored.append((key, data, media_type))


class Crew:
    """Parts of the worker's room around one database, and the process “one” that carries errands."""

    def __init__(self, desk: Desk, *, limits: Limits | None = None) -> None:
        self.desk, self.court, self.clock = desk, Court(desk), desk.clock
        self.member, self.meter, self.files, self.archive = Member(), Counts(), Files(), Copies()
        self.cards = 0
        self.ending = Ending(
            database=desk.database,
            messenger=self.member,
            meter=self.meter,
            clock=self.clock,
            monotonic=self.clock,
            owner="one",
        )
        self.holding = Holding(ending=self.ending, on_held=self._card)
        self.delivering = Delivering(
            ending=self.ending,
            fetching=cast(Fetching, self.files),
            holding=self.holding,
            limits=limits or Limits(images_per_user_per_day=20),
            archive=self.archive,
        )

    def _card(self) -> None:
        self.cards += 1

    def errand(self, job: Job) -> Errand:
        """The process has taken this job up just now."""
        now = self.clock()
        return Errand(job=job, due=now, deadline=now + DEADLINE, begun_at=now)

    async def deliver(self, errand: Errand) -> Job:
        """Try to deliver once; the job as it is on disk then."""
        await self.delivering.deliver(errand)
        return await self.job(errand.job)

    async def job(self, job: Job) -> Job:
        return some(await self.desk.database.run(jobs.get, job.id))

    async def approved(self, job: Job) -> Job:
        """Moderators look at the pictures of this job and let them pass: it is carried on by the same process."""
        (case,) = await self.court.run(cases.of_job(job.id))
        decided = await self.court.run(self.court.approve(case)())
        return some(decided.job)


@asynccontextmanager
async def hired(file: Path, template: Path, clock: HandClock, *, limits: Limits | None = None) -> AsyncIterator[Crew]:
    """A crew with a database of its own."""
    await copied(template, file)
    database = await open_database(f"sqlite:///{file}")
    try:
        yield Crew(Desk(database, clock), limits=limits)
    finally:
        await database.close()
