"""What is charged for tasks that nobody waits for any more ends up in the ledger, pictures and dollars."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import create_autospec
from uuid import uuid4

import pytest
from prometheus_client import CollectorRegistry

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.catalog import Catalog
from bot.domain.job import Job, MessageRef, Outcome, Requester, Result
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.request import Options, build_request
from bot.errors import Invalid
from bot.jobs.context import JobContext
from bot.jobs.cost_reconciler import GIVE_UP_AFTER_SECONDS, MAX_BATCH_JOBS, CostReconciler
from bot.jobs.finish import JobFinisher
from bot.jobs.model_availability import MODEL_RETRY_SECONDS, ModelAvailability
from bot.jobs.ports import Messenger
from bot.jobs.run import JobRun
from bot.observability.metrics import Metrics
from bot.runware.client import RunwareClient
from bot.runware.tasks import build_image_inference
from bot.storage import cancelling, intake, jobs
from bot.storage.database import Database
from bot.storage.jobs import COST_LOOKUP_DELAY_SECONDS
from bot.storage.leases import Lease
from bot.storage.unbilled import RECORD_LOOKUP_AFTER_SECONDS, RECORD_LOOKUP_INTERVAL_SECONDS
from sandbox.runware import FakeRunware as StandIn
from sandbox.runware.faults import Fault
from sandbox.runware.serving import serve_runware
from tests.support.clock import ManualClock
from tests.support.delivery_driver import RecordingMetrics
from tests.support.usage import get_day_usage

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
async def provider(stand_in: StandIn) -> AsyncIterator[RunwareClient]:
    async with serve_runware(stand_in) as address, RunwareClient(KEY, url=f"{address}/v1") as client:
        yield client


@dataclass
class CostSetup:
    """One member’s requests for pictures of the pro model, and the billing of them."""

    database: Database
    clock: ManualClock
    provider: RunwareClient
    catalog: Catalog
    operator: Any
    billing: CostReconciler
    told: list[tuple[str, int]]
    """The bills that metrics heard of: model and micro-dollars."""

    async def drawn(self, *, number: int = 1, count: int = 2, sent: bool = True) -> Job:
        """A request that the provider has, or that is just about to be sent to it."""
        request = build_request("a fox", Options(model="pro", count=count), self.catalog)
        asker = Requester(
            interaction_id=number, user_id=MEMBER, guild_id=number, channel_id=3, token="t", attachment_limit=10_000_000
        )
        (asked,), *_ = await self.database.run(
            intake.reserve,
            asker,
            [request],
            task_uuids=[uuid4()],
            limits=OPEN,
            admission=OPEN_TO_ALL,
            lease=LEASE,
            now=self.clock(),
        )
        await self.database.run(intake.acknowledge, asked, channel_id=3, message_id=4)
        (claimed,) = await self.database.run(jobs.claim, max_running=1000, lease=LEASE, now=self.clock())
        job = await self.database.run(jobs.record_submission, claimed, owner=LEASE.owner, now=self.clock())
        assert job is not None
        if sent:
            await self.provider.submit(
                build_image_inference(request, self.catalog["pro"], job.task_uuid), deadline=None
            )
        return job

    async def cancelled(self, *, number: int = 1, count: int = 2, sent: bool = True) -> Job:
        """The same, taken back by its author."""
        job = await self.drawn(number=number, count=count, sent=sent)
        back = await self.database.run(cancelling.cancel_by_author, job.id, user_id=MEMBER, now=self.clock())
        assert back is not None
        return back

    async def given_up(self, *, count: int = 2, sent: bool = True) -> Job:
        """The same, given up by the bot at its deadline."""
        job = await self.drawn(count=count, sent=sent)
        context = JobContext(
            database=self.database,
            messenger=create_autospec(Messenger, instance=True),
            metrics=Metrics(CollectorRegistry()),
            clock=self.clock,
            monotonic=self.clock,
            owner="one",
        )
        await JobFinisher(context).abandon(JobRun(job, self.clock, deadline_at=self.clock()), "It took too long.")
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
        return await self.billing.run_once()

    async def spent(self) -> tuple[int, int]:
        """Pictures and micro-dollars that count for the member."""
        usage = await self.database.run(get_day_usage, MEMBER, self.clock())
        return usage.images, usage.micro_dollars

    async def at_work(self) -> int:
        usage = await self.database.run(get_day_usage, MEMBER, self.clock())
        assert usage.jobs == await self.database.run(jobs.count_submitted, now=self.clock())
        return usage.jobs


@pytest.fixture
def cost_setup(database: Database, clock: ManualClock, provider: RunwareClient) -> CostSetup:
    catalog, operator = Catalog(), create_autospec(Messenger, instance=True)
    retirement = ModelAvailability(catalog=catalog, database=database, messenger=operator, clock=clock)
    metrics = RecordingMetrics()
    billing = CostReconciler(database, provider, retirement, clock, metrics)
    return CostSetup(database, clock, provider, catalog, operator, billing, metrics.costs)


async def test_job_cancelled_after_submission_is_booked_at_its_real_cost(
    cost_setup: CostSetup, stand_in: StandIn
) -> None:
    stand_in.models[PRO] = replace(stand_in.models[PRO], price=0.05)
    job = await cost_setup.cancelled()
    assert await cost_setup.spent() == (2, 2 * PRICE)  # by the catalogue, until the bill is known
    await cost_setup.finished(job)
    assert await cost_setup.later(COST_LOOKUP_DELAY_SECONDS - 0.1) == 0
    assert (await cost_setup.spent(), await cost_setup.at_work()) == ((2, 2 * PRICE), 1)
    assert cost_setup.told == []
    assert await cost_setup.later(0.1) == 1
    assert (await cost_setup.spent(), await cost_setup.at_work()) == ((2, 100_000), 0)
    assert await cost_setup.later(RECORD_LOOKUP_INTERVAL_SECONDS) == 0  # once is enough
    assert cost_setup.told == [("pro", 100_000)]
    (told,) = alerts(cost_setup)
    assert "Runware billed $0.10 for what costs $0.14" in told


async def test_missing_pictures_are_refunded_with_their_cost(cost_setup: CostSetup, stand_in: StandIn) -> None:
    stand_in.faults.armed.append(Fault("one_moderated"))
    job = await cost_setup.cancelled(count=3)
    await cost_setup.finished(job)
    assert await cost_setup.later(COST_LOOKUP_DELAY_SECONDS) == 1
    assert await cost_setup.spent() == (2, 2 * PRICE)


async def test_failed_task_is_refunded_completely(cost_setup: CostSetup, stand_in: StandIn) -> None:
    stand_in.faults.armed.append(Fault("moderated"))
    job = await cost_setup.cancelled(count=3)
    await cost_setup.finished(job)
    assert await cost_setup.later(COST_LOOKUP_DELAY_SECONDS) == 1
    assert await cost_setup.spent() == (0, 0)


async def test_unfinished_task_is_not_billed(cost_setup: CostSetup, stand_in: StandIn) -> None:
    stand_in.account.task_durations = 3600
    await cost_setup.cancelled()
    stand_in.account.clock = lambda: 0.0
    for _ in range(6):
        assert await cost_setup.later(60) == 0
    assert await cost_setup.spent() == (2, 2 * PRICE)


async def test_cost_lookups_become_less_frequent(cost_setup: CostSetup, stand_in: StandIn) -> None:
    stand_in.faults.armed.append(Fault("never_finishes"))
    await cost_setup.cancelled()
    asked, before = [], len(stand_in.journal.as_json())
    for second in range(1, 1200):
        await cost_setup.later(1)
        if (now := len(stand_in.journal.as_json())) > before:
            asked.append(second)
            before = now
    assert asked == [5, 10, 20, 40, 80, 160, 320, 640]


async def test_cost_lookups_due_at_the_same_time_share_a_request(cost_setup: CostSetup, stand_in: StandIn) -> None:
    for number in range(1, MAX_BATCH_JOBS + 1):
        await cost_setup.cancelled(number=number, count=1)
    before = len(stand_in.journal.as_json("getResponse"))
    await cost_setup.later(COST_LOOKUP_DELAY_SECONDS)
    assert len(stand_in.journal.as_json("getResponse")) - before == 1


@pytest.mark.parametrize("begun", ["cancelled", "given up"])
async def test_task_unknown_to_the_provider_is_refunded_in_the_end(begun: str, cost_setup: CostSetup) -> None:
    await (cost_setup.cancelled(sent=False) if begun == "cancelled" else cost_setup.given_up(sent=False))
    images = 2 if begun == "cancelled" else 0
    for _ in range(5):
        assert await cost_setup.later(RECORD_LOOKUP_AFTER_SECONDS) == 0  # the record may only be late
    assert await cost_setup.spent() == (images, 2 * PRICE)
    assert await cost_setup.later(GIVE_UP_AFTER_SECONDS - 5 * RECORD_LOOKUP_AFTER_SECONDS - 1) == 0
    assert await cost_setup.spent() == (images, 2 * PRICE)
    assert await cost_setup.later(RECORD_LOOKUP_INTERVAL_SECONDS) == 1
    rows = await cost_setup.database.run(booked)
    assert rows == (0, 0)


def booked() -> Any:
    (row,) = yield "SELECT SUM(images) AS images, SUM(micro_dollars) AS micro_dollars FROM ledger", ()
    return int(row["images"]), int(row["micro_dollars"])


async def test_unavailable_provider_never_leads_to_a_refund(cost_setup: CostSetup, stand_in: StandIn) -> None:
    await cost_setup.cancelled()
    stand_in.faults.armed.append(Fault("unavailable", None, role="any"))
    for _ in range(30):
        assert await cost_setup.later(RECORD_LOOKUP_INTERVAL_SECONDS) == 0
    assert await cost_setup.database.run(booked) == (2, 2 * PRICE)
    stand_in.faults.armed.clear()
    assert await cost_setup.later(RECORD_LOOKUP_INTERVAL_SECONDS) == 1
    assert await cost_setup.database.run(booked) == (2, 2 * PRICE)


async def test_abandoned_task_stays_booked_until_billed_and_refunds_the_quota(
    cost_setup: CostSetup, stand_in: StandIn
) -> None:
    stand_in.models[PRO] = replace(stand_in.models[PRO], price=0.03)
    job = await cost_setup.given_up()
    assert await cost_setup.spent() == (0, 2 * PRICE)
    await cost_setup.finished(job)
    assert await cost_setup.later(COST_LOOKUP_DELAY_SECONDS) == 1
    assert await cost_setup.spent() == (0, 60_000)


@pytest.mark.parametrize("later", [0, 2])
async def test_results_after_a_partial_delivery_are_booked_without_using_quota(
    later: int, cost_setup: CostSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await cost_setup.drawn(count=3, sent=False)
    part = Outcome(
        results=(Result(image_uuid="u", url="https://im.invalid/u", cost=60_000),), delivered_count=1, outstanding=2
    )
    ready = await cost_setup.database.run(jobs.store_results, job, part, owner="one", now=cost_setup.clock())
    assert ready is not None
    assert await cost_setup.later(RECORD_LOOKUP_AFTER_SECONDS) == 0  # it has not ended
    place = MessageRef(3, 4)
    delivered = jobs.deliver(ready, part, message=place, micro_dollars=ready.cost, owner="one", now=cost_setup.clock())
    await cost_setup.database.run(lambda: delivered)
    assert await cost_setup.spent() == (1, 60_000 + 2 * PRICE)
    monkeypatch.setattr(cost_setup.provider, "get_outcome", billed(*[60_000] * (1 + later)))
    assert await cost_setup.later(RECORD_LOOKUP_AFTER_SECONDS) == 1
    assert await cost_setup.spent() == (1, (1 + later) * 60_000)


def alerts(cost_setup: CostSetup) -> list[str]:
    return [str(call.args[0]) for call in cost_setup.operator.alert.call_args_list]


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
        ((None,), PRICE),
    ],
)
async def test_missing_cost_is_awaited_for_a_day_and_then_booked_at_the_catalogue_price(
    costs: tuple[Any, ...], micros: int, cost_setup: CostSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        await cost_setup.cancelled(number=number)
    monkeypatch.setattr(cost_setup.provider, "get_outcome", billed(*costs))
    assert await cost_setup.later(RECORD_LOOKUP_AFTER_SECONDS) == 0
    assert await cost_setup.spent() == (4, 4 * PRICE)
    (told,) = alerts(cost_setup)
    assert "has not named the cost of pictures by the model “pro”" in told
    assert await cost_setup.later(GIVE_UP_AFTER_SECONDS) == 2
    assert await cost_setup.database.run(booked) == (2 * len(costs), 2 * micros)


@pytest.mark.parametrize(("costs", "told"), [((0, 0), 1), ((), 0)])
async def test_nothing_is_booked_for_a_task_that_was_not_billed(
    costs: tuple[int, ...], told: int, cost_setup: CostSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    await cost_setup.cancelled()
    monkeypatch.setattr(cost_setup.provider, "get_outcome", billed(*costs))
    assert await cost_setup.later(RECORD_LOOKUP_AFTER_SECONDS) == 1
    assert await cost_setup.spent() == (len(costs), 0)
    assert ["Runware billed $0.00 for what costs $0.14" in text for text in alerts(cost_setup)] == [True] * told


async def test_late_cost_of_delivered_pictures_is_booked_when_it_comes(
    cost_setup: CostSetup, stand_in: StandIn
) -> None:
    stand_in.faults.armed.append(Fault("late_cost", parameters={"seconds": 3600}))
    job = await cost_setup.drawn()
    await cost_setup.finished(job)
    outcome = (await cost_setup.provider.poll(job.task_uuid)).outcome.model_copy(update={"delivered_count": 2})
    assert outcome.unpriced_count == 2
    ready = await cost_setup.database.run(jobs.store_results, job, outcome, owner="one", now=cost_setup.clock())
    assert ready is not None
    place, now = MessageRef(3, 4), cost_setup.clock()
    delivered = jobs.deliver(ready, outcome, message=place, micro_dollars=ready.cost, owner="one", now=now)
    ended = await cost_setup.database.run(lambda: delivered)
    assert ended is not None
    assert ended.final_cost == 0
    assert await cost_setup.later(RECORD_LOOKUP_AFTER_SECONDS) == 0
    assert await cost_setup.spent() == (2, 2 * PRICE)
    time = stand_in.account.clock()
    stand_in.account.clock = lambda: time + 3600
    assert await cost_setup.later(RECORD_LOOKUP_INTERVAL_SECONDS) == 1
    assert await cost_setup.spent() == (2, 2 * PRICE)
    assert cost_setup.told == [("pro", 2 * PRICE)]


async def test_failed_pictures_that_are_billed_are_booked(cost_setup: CostSetup, stand_in: StandIn) -> None:
    stand_in.faults.armed += [Fault("one_moderated"), Fault("failed_billed")]
    job = await cost_setup.cancelled(count=3)
    await cost_setup.finished(job)
    assert await cost_setup.later(COST_LOOKUP_DELAY_SECONDS) == 1
    assert await cost_setup.spent() == (2, 3 * PRICE)
    (told,) = alerts(cost_setup)
    assert "Runware billed $0.21 for what costs $0.14" in told


async def test_member_cannot_stop_a_model_for_everybody_with_refused_pictures_that_are_billed(
    cost_setup: CostSetup, stand_in: StandIn
) -> None:
    stand_in.faults.armed += [Fault("moderated"), Fault("failed_billed")]
    job = await cost_setup.cancelled(count=3)
    await cost_setup.finished(job)
    assert await cost_setup.later(COST_LOOKUP_DELAY_SECONDS) == 1
    assert await cost_setup.spent() == (0, 3 * PRICE)
    (told,) = alerts(cost_setup)
    assert "it charged pictures that it refused" in told
    assert "draws no more" not in told
    assert cost_setup.catalog.resolve_model("pro").key == "pro"


async def test_bill_above_the_price_is_booked_and_alerts_the_operator_once(
    cost_setup: CostSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        await cost_setup.cancelled(number=number, count=1)
    monkeypatch.setattr(cost_setup.provider, "get_outcome", billed(PRICE + 1))
    assert await cost_setup.later(RECORD_LOOKUP_AFTER_SECONDS) == 2
    assert await cost_setup.spent() == (2, 2 * (PRICE + 1))
    (told,) = [str(call.args[0]) for call in cost_setup.operator.alert.call_args_list]
    assert "“pro”" in told
    assert "draws no more" not in told
    assert cost_setup.catalog.resolve_model("pro").key == "pro"


async def test_bill_far_above_the_price_is_booked_and_disables_the_model_for_a_day(
    cost_setup: CostSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    await cost_setup.cancelled(count=1)
    monkeypatch.setattr(cost_setup.provider, "get_outcome", billed(999_999_000_000))
    assert await cost_setup.later(RECORD_LOOKUP_AFTER_SECONDS) == 1
    assert await cost_setup.spent() == (1, 999_999_000_000)
    (told,) = [str(call.args[0]) for call in cost_setup.operator.alert.call_args_list]
    assert "$999,999.00" in told
    assert "draws no more" in told
    with pytest.raises(Invalid, match=r"Easel does not draw with Grok Imagine Pro .* you can use standard"):
        cost_setup.catalog.resolve_model("pro")
    assert cost_setup.catalog.resolve_model("standard").key == "standard"
    elsewhere = Catalog()
    other = ModelAvailability(
        catalog=elsewhere, database=cost_setup.database, messenger=cost_setup.operator, clock=cost_setup.clock
    )
    await other.refresh()  # another process hears of it
    with pytest.raises(Invalid, match="does not draw with"):
        elsewhere.resolve_model("pro")
    cost_setup.clock.advance(MODEL_RETRY_SECONDS)
    await other.refresh()
    assert elsewhere.resolve_model("pro").key == "pro"
