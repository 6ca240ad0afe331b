"""What is charged for tasks that nobody waits for any more ends up in the ledger, pictures and dollars."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import create_autospec
from uuid import uuid4

import pytest
from prometheus_client import CollectorRegistry

from bot.domain.catalog import Catalog
from bot.domain.job import Asker, Job, Outcome, Result
from bot.domain.quota import UNLIMITED, Limits
from bot.domain.request import Options, validated
from bot.errors import Invalid
from bot.jobs.cost_reconciler import AT_ONCE, GIVE_UP_AFTER_SECONDS, Billing
from bot.jobs.finish import Ending
from bot.jobs.model_availability import AGAIN_AFTER, Retirement
from bot.jobs.run import Errand, Messenger
from bot.meter import PrometheusMeter
from bot.metrics import Metrics
from bot.runware.client import Runware
from bot.runware.tasks import image_inference
from bot.storage import intake, jobs, ledger
from bot.storage.database import Database
from bot.storage.jobs import BILL_AFTER, Shown
from bot.storage.leases import Lease
from bot.storage.unbilled import RECORD_AFTER_SECONDS, RECORD_EVERY_SECONDS
from sandbox.runware import Runware as StandIn
from sandbox.runware.faults import Fault
from sandbox.runware.serving import serving
from tests.conftest import HandClock

KEY = "sandbox-key"
PRO = "xai:grok-imagine@image-pro"
MEMBER = 7
PRICE = 70_000
LEASE = Lease("one", 10.0**12)
OPEN = Limits(images_per_user_per_day=UNLIMITED, jobs_per_user=UNLIMITED, cooldown_seconds=0)


@pytest.fixture
def stand_in() -> StandIn:
    return StandIn(api_key=KEY, seconds=0.01, one_per_size=True)


@pytest.fixture
async def provider(stand_in: StandIn) -> AsyncIterator[Runware]:
    async with serving(stand_in) as address, Runware(KEY, url=f"{address}/v1") as client:
        yield client


@dataclass
class Desk:
    """One member’s requests for pictures of the pro model, and the billing of them."""

    database: Database
    clock: HandClock
    provider: Runware
    catalog: Catalog
    operator: Any
    billing: Billing
    told: list[tuple[str, int]]
    """The bills that metrics heard of: model and micro-dollars."""

    async def drawn(self, *, number: int = 1, count: int = 2, sent: bool = True) -> Job:
        """A request that the provider has, or that is just about to be sent to it."""
        request = validated("a fox", Options(model="pro", count=count), self.catalog)
        asker = Asker(
            interaction_id=number, user_id=MEMBER, guild_id=number, channel_id=3, token="t", attachment_limit=10_000_000
        )
        (asked,), _ = await self.database.run(
            intake.reserve, asker, [request], task_uuids=[uuid4()], limits=OPEN, lease=LEASE, now=self.clock()
        )
        await self.database.run(intake.acknowledged, asked, channel_id=3, message_id=4)
        (claimed,) = await self.database.run(jobs.claim, at_once=1000, lease=LEASE, now=self.clock())
        job = await self.database.run(jobs.sending, claimed, owner=LEASE.owner, now=self.clock())
        assert job is not None
        if sent:
            await self.provider.submit(image_inference(request, self.catalog["pro"], job.task_uuid), until=None)
        return job

    async def cancelled(self, *, number: int = 1, count: int = 2, sent: bool = True) -> Job:
        """The same, taken back by its author."""
        job = await self.drawn(number=number, count=count, sent=sent)
        back = await self.database.run(jobs.take_back, job.id, user_id=MEMBER, now=self.clock())
        assert back is not None
        return back

    async def given_up(self, *, count: int = 2, sent: bool = True) -> Job:
        """The same, given up by the bot at its deadline."""
        job = await self.drawn(count=count, sent=sent)
        ending = Ending(
            database=self.database,
            messenger=create_autospec(Messenger, instance=True),
            meter=PrometheusMeter(Metrics(CollectorRegistry())),
            clock=self.clock,
            owner="one",
        )
        await ending.give_up(Errand(job=job, due=self.clock(), deadline=self.clock()), "It took too long.")
        return job

    async def finished(self, job: Job) -> None:
        """All of it is done at the provider."""
        async with asyncio.timeout(20):
            while True:
                progress = await self.provider.poll(job.task_uuid)
                if len(progress.results) + len(progress.failures) >= job.request.count:
                    return
                await asyncio.sleep(0.01)

    async def later(self, seconds: float) -> int:
        self.clock.advance(seconds)
        return await self.billing.step()

    async def spent(self) -> tuple[int, int]:
        """Pictures and micro-dollars that count for the member."""
        usage = await self.database.run(ledger.member_usage, MEMBER, self.clock())
        return usage.images, usage.micros

    async def at_work(self) -> int:
        usage = await self.database.run(ledger.member_usage, MEMBER, self.clock())
        assert usage.jobs == await self.database.run(jobs.running, now=self.clock())
        return usage.jobs


@pytest.fixture
def desk(database: Database, clock: HandClock, provider: Runware) -> Desk:
    catalog, operator = Catalog(), create_autospec(Messenger, instance=True)
    retirement = Retirement(catalog=catalog, database=database, messenger=operator, clock=clock)
    told: list[tuple[str, int]] = []
    billing = Billing(
        database, provider, retirement, clock, on_billed=lambda model, micros: told.append((model, micros))
    )
    return Desk(database, clock, provider, catalog, operator, billing, told)


async def test_what_was_cancelled_too_late_is_booked_at_what_it_really_cost(desk: Desk, stand_in: StandIn) -> None:
    stand_in.models[PRO] = replace(stand_in.models[PRO], price=0.05)
    job = await desk.cancelled()
    assert await desk.spent() == (2, 2 * PRICE)  # by the catalogue, until the bill is known
    await desk.finished(job)
    assert await desk.later(BILL_AFTER - 0.1) == 0
    assert (await desk.spent(), await desk.at_work()) == ((2, 2 * PRICE), 1)
    assert desk.told == []
    assert await desk.later(0.1) == 1
    assert (await desk.spent(), await desk.at_work()) == ((2, 100_000), 0)
    assert await desk.later(RECORD_EVERY_SECONDS) == 0  # once is enough
    assert desk.told == [("pro", 100_000)]
    desk.operator.alert.assert_not_called()


async def test_pictures_that_were_not_drawn_are_given_back_with_their_dollars(desk: Desk, stand_in: StandIn) -> None:
    stand_in.faults.armed.append(Fault("one_moderated"))
    job = await desk.cancelled(count=3)
    await desk.finished(job)
    assert await desk.later(BILL_AFTER) == 1
    assert await desk.spent() == (2, 2 * PRICE)


async def test_a_task_that_failed_is_given_back_whole(desk: Desk, stand_in: StandIn) -> None:
    stand_in.faults.armed.append(Fault("moderated"))
    job = await desk.cancelled(count=3)
    await desk.finished(job)
    assert await desk.later(BILL_AFTER) == 1
    assert await desk.spent() == (0, 0)


async def test_a_task_is_not_billed_before_all_of_it_is_done(desk: Desk, stand_in: StandIn) -> None:
    stand_in.service.seconds = 3600
    await desk.cancelled()
    stand_in.service.clock = lambda: 0.0
    for _ in range(6):
        assert await desk.later(60) == 0
    assert await desk.spent() == (2, 2 * PRICE)


async def test_questions_grow_rare(desk: Desk, stand_in: StandIn) -> None:
    stand_in.faults.armed.append(Fault("never_finishes"))
    await desk.cancelled()
    asked, before = [], len(stand_in.journal.as_json())
    for second in range(1, 1200):
        await desk.later(1)
        if (now := len(stand_in.journal.as_json())) > before:
            asked.append(second)
            before = now
    assert asked == [5, 10, 20, 40, 80, 160, 320, 640]


async def test_the_tasks_of_one_moment_are_asked_for_together(desk: Desk, stand_in: StandIn) -> None:
    for number in range(1, AT_ONCE + 1):
        await desk.cancelled(number=number, count=1)
    before = len(stand_in.journal.as_json("getResponse"))
    await desk.later(BILL_AFTER)
    assert len(stand_in.journal.as_json("getResponse")) - before == 1


@pytest.mark.parametrize("begun", ["cancelled", "given up"])
async def test_a_task_that_never_reached_the_provider_costs_nothing_in_the_end(begun: str, desk: Desk) -> None:
    await (desk.cancelled(sent=False) if begun == "cancelled" else desk.given_up(sent=False))
    images = 2 if begun == "cancelled" else 0
    for _ in range(5):
        assert await desk.later(RECORD_AFTER_SECONDS) == 0  # the record may only be late
    assert await desk.spent() == (images, 2 * PRICE)
    assert await desk.later(GIVE_UP_AFTER_SECONDS - 5 * RECORD_AFTER_SECONDS - 1) == 0
    assert await desk.spent() == (images, 2 * PRICE)
    assert await desk.later(RECORD_EVERY_SECONDS) == 1
    rows = await desk.database.run(booked)
    assert rows == (0, 0)


def booked() -> Any:
    (row,) = yield "SELECT SUM(images) AS images, SUM(micros) AS micros FROM ledger", ()
    return int(row["images"]), int(row["micros"])


async def test_a_provider_that_does_not_answer_never_says_that_nothing_was_charged(
    desk: Desk, stand_in: StandIn
) -> None:
    await desk.cancelled()
    stand_in.faults.armed.append(Fault("unavailable", None, on="any"))
    for _ in range(30):
        assert await desk.later(RECORD_EVERY_SECONDS) == 0
    assert await desk.database.run(booked) == (2, 2 * PRICE)
    stand_in.faults.armed.clear()
    assert await desk.later(RECORD_EVERY_SECONDS) == 1
    assert await desk.database.run(booked) == (2, 2 * PRICE)


async def test_what_is_given_up_stays_booked_until_the_bill_comes_and_costs_no_pictures(
    desk: Desk, stand_in: StandIn
) -> None:
    stand_in.models[PRO] = replace(stand_in.models[PRO], price=0.03)
    job = await desk.given_up()
    assert await desk.spent() == (0, 2 * PRICE)
    await desk.finished(job)
    assert await desk.later(BILL_AFTER) == 1
    assert await desk.spent() == (0, 60_000)


@pytest.mark.parametrize("later", [0, 2])
async def test_what_came_after_a_part_was_delivered_is_booked_and_charges_no_pictures(
    later: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await desk.drawn(count=3, sent=False)
    part = Outcome(results=(Result(image_uuid="u", url="https://im.invalid/u", cost=60_000),), shown=1, outstanding=2)
    ready = await desk.database.run(jobs.ready, job, part, owner="one", now=desk.clock())
    assert ready is not None
    assert await desk.later(RECORD_AFTER_SECONDS) == 0  # it has not ended
    place = Shown(3, 4)
    delivered = jobs.delivered(ready, part, place=place, micros=ready.cost, owner="one", now=desk.clock())
    await desk.database.run(lambda: delivered)
    assert await desk.spent() == (1, 60_000 + 2 * PRICE)
    monkeypatch.setattr(desk.provider, "details", billed(*[60_000] * (1 + later)))
    assert await desk.later(RECORD_AFTER_SECONDS) == 1
    assert await desk.spent() == (1, (1 + later) * 60_000)
    desk.operator.alert.assert_not_called()


def billed(*costs: Any) -> Callable[..., Any]:
    """What a provider tells that drew as many pictures, at these micro-dollars each."""
    results = tuple(
        Result(image_uuid=f"u{n}", url="https://im.runware.ai/u", cost=cost) for n, cost in enumerate(costs)
    )

    async def details(_: Any) -> Outcome:
        return Outcome(results=results)

    return details


@pytest.mark.parametrize(
    ("costs", "micros"),
    [
        ((None, None), 2 * PRICE),
        ((50_000, None), 50_000 + PRICE),
        ((-1, -70_000), 2 * PRICE),
        ((float("nan"), float("inf")), 2 * PRICE),
        ((0, 0), 0),
        ((None,), PRICE),
        ((), 0),
    ],
)
async def test_a_bill_without_a_cost_means_the_price_of_the_catalogue(
    costs: tuple[Any, ...], micros: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.cancelled()
    monkeypatch.setattr(desk.provider, "details", billed(*costs))
    assert await desk.later(RECORD_AFTER_SECONDS) == 1
    assert await desk.spent() == (len(costs), micros)
    desk.operator.alert.assert_not_called()


async def test_a_bill_above_the_price_is_booked_and_told_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        await desk.cancelled(number=number, count=1)
    monkeypatch.setattr(desk.provider, "details", billed(PRICE + 1))
    assert await desk.later(RECORD_AFTER_SECONDS) == 2
    assert await desk.spent() == (2, 2 * (PRICE + 1))
    (told,) = [call.args[0] for call in desk.operator.alert.call_args_list]
    assert "“pro”" in told
    assert "draws no more" not in told
    assert desk.catalog.choose("pro").key == "pro"


async def test_a_bill_far_above_the_price_is_booked_and_stops_the_model_for_a_day(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.cancelled(count=1)
    monkeypatch.setattr(desk.provider, "details", billed(999_999_000_000))
    assert await desk.later(RECORD_AFTER_SECONDS) == 1
    assert await desk.spent() == (1, 999_999_000_000)
    (told,) = [call.args[0] for call in desk.operator.alert.call_args_list]
    assert "$999,999.00" in told
    assert "draws no more" in told
    with pytest.raises(Invalid, match=r"Easel does not draw with Grok Imagine Pro .* you can use standard"):
        desk.catalog.choose("pro")
    assert desk.catalog.choose("standard").key == "standard"
    elsewhere = Catalog()
    other = Retirement(catalog=elsewhere, database=desk.database, messenger=desk.operator, clock=desk.clock)
    await other.refresh()  # another process hears of it
    with pytest.raises(Invalid, match="does not draw with"):
        elsewhere.choose("pro")
    desk.clock.advance(AGAIN_AFTER)
    await other.refresh()
    assert elsewhere.choose("pro").key == "pro"
