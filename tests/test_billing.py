"""What is charged for tasks that nobody waits for any more ends up in the ledger."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import uuid4

import pytest

from bot.billing import AGAIN_AFTER, GIVE_UP_AFTER, Billing
from bot.domain.catalog import Catalog
from bot.domain.job import Asker, Job
from bot.domain.quota import Limits
from bot.domain.request import Options, validated
from bot.runware.client import Runware
from bot.runware.tasks import image_inference
from bot.storage import arrivals, jobs, ledger
from bot.storage.database import Database
from bot.storage.jobs import BILL_AFTER
from bot.storage.leases import Lease
from sandbox.runware import Runware as StandIn
from sandbox.runware.faults import Fault
from sandbox.runware.serving import serving
from tests.conftest import HandClock

KEY = "sandbox-key"
PRO = "xai:grok-imagine@image-pro"
MEMBER = 7


@pytest.fixture
def stand_in() -> StandIn:
    return StandIn(api_key=KEY, seconds=0.01, one_per_size=True)


@pytest.fixture
async def provider(stand_in: StandIn) -> AsyncIterator[Runware]:
    async with serving(stand_in) as address, Runware(KEY, url=f"{address}/v1") as client:
        yield client


async def cancelled_while_drawn(database: Database, clock: HandClock, *, sent_to: Runware | None) -> Job:
    """A request for two pictures that was taken back when the provider had it already, or was about to."""
    catalog, lease = Catalog(), Lease("one", clock() + 15)
    request = validated("a fox", Options(model="pro", count=2), catalog)
    asker = Asker(interaction_id=1, user_id=MEMBER, guild_id=2, channel_id=3, token="t", attachment_limit=10_000_000)
    (job,), _ = await database.run(
        arrivals.reserve, asker, [request], task_uuids=[uuid4()], limits=Limits(), lease=lease, now=clock()
    )
    await database.run(arrivals.acknowledged, job, channel_id=3, message_id=4)
    await database.run(jobs.claim, at_once=1, lease=lease, now=clock())
    if sent_to is not None:
        await sent_to.submit(image_inference(request, catalog["pro"], job.task_uuid), until=None)
    cancelled = await database.run(jobs.cancel, job.id, "Cancelled.", now=clock())
    assert cancelled is not None
    return cancelled


async def drawn(job: Job, provider: Runware) -> None:
    """Both pictures are finished at the provider."""
    async with asyncio.timeout(5):
        while len((await provider.poll(job.task_uuid)).results) < 2:  # noqa: ASYNC110 – only polling tells
            await asyncio.sleep(0.01)


async def spent(database: Database, clock: HandClock) -> tuple[int, int]:
    """Pictures and micro-dollars that count for the member."""
    usage = await database.run(ledger.member_usage, MEMBER, clock())
    return usage.images, usage.micros


async def test_a_task_cancelled_too_late_is_booked_at_what_it_really_cost(
    database: Database, clock: HandClock, provider: Runware, stand_in: StandIn
) -> None:
    stand_in.models[PRO] = replace(stand_in.models[PRO], price=0.05)
    job = await cancelled_while_drawn(database, clock, sent_to=provider)
    assert await spent(database, clock) == (0, 140_000)  # by the catalogue, until the bill is known
    await drawn(job, provider)
    billing = Billing(database, provider, clock)
    assert await billing.step() == 0  # not due yet
    clock.advance(BILL_AFTER + 1)
    assert await billing.step() == 1
    assert await spent(database, clock) == (0, 100_000)
    clock.advance(BILL_AFTER + 1)
    assert await billing.step() == 0  # once is enough


async def test_a_task_that_never_reached_the_provider_costs_nothing_in_the_end(
    database: Database, clock: HandClock, provider: Runware
) -> None:
    await cancelled_while_drawn(database, clock, sent_to=None)
    billing = Billing(database, provider, clock)
    clock.advance(BILL_AFTER + 1)
    assert await billing.step() == 0  # the record may only be late
    clock.advance(GIVE_UP_AFTER - 2 * BILL_AFTER)
    assert (await spent(database, clock))[1] == 140_000
    clock.advance(BILL_AFTER)
    assert await billing.step() == 1


async def test_a_provider_that_does_not_answer_is_asked_again_later(
    database: Database, clock: HandClock, provider: Runware, stand_in: StandIn
) -> None:
    job = await cancelled_while_drawn(database, clock, sent_to=provider)
    await drawn(job, provider)
    stand_in.faults.armed.append(Fault("unavailable", on="any"))
    billing = Billing(database, provider, clock)
    clock.advance(BILL_AFTER + 1)
    assert await billing.step() == 0
    clock.advance(3601)
    assert await billing.step() == 1
    assert await spent(database, clock) == (0, 140_000)


async def test_a_provider_that_does_not_answer_is_not_asked_every_minute(
    database: Database, clock: HandClock, provider: Runware, stand_in: StandIn
) -> None:
    await cancelled_while_drawn(database, clock, sent_to=None)
    billing = Billing(database, provider, clock)
    clock.advance(BILL_AFTER + 1)
    await billing.step()
    asked = len(stand_in.journal.exchanges)
    assert asked == 1
    clock.advance(AGAIN_AFTER - 1)
    await billing.step()
    assert len(stand_in.journal.exchanges) == asked
    clock.advance(1)
    await billing.step()
    assert len(stand_in.journal.exchanges) == asked + 1
