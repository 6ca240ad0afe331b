"""Purchases as rows: one for each entitlement, one for each change, in whatever order Discord tells them."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.entitlements import CONSUMABLE_SECONDS, Entitlement, Observation
from bot.domain.limits import Limits, Plan, Tier
from bot.storage import entitlements, standing
from bot.storage.database import Database
from tests.support.clock import ManualClock
from tests.support.job_driver import select_rows

SKU, OTHER_SKU, PLAN_SKU, MEMBER, GUILD = 500, 501, 502, 7, 70
LIMITS = Limits(
    tiers={"fan": Tier(images_per_user_per_day=5, jobs_per_user=1, cooldown_seconds=0, skus=frozenset({SKU}))},
    plans={"gold": Plan(skus=frozenset({PLAN_SKU}))},
)
SEEN = Observation(
    id=1,
    sku_id=SKU,
    user_id=MEMBER,
    guild_id=None,
    starts_at=None,
    ends_at=None,
    is_deleted=False,
    is_consumed=False,
    seen_at=0.0,
)
PACK = replace(SEEN, is_consumable=True)


class Books:
    """Records observations, and reads what the database says."""

    def __init__(self, database: Database, clock: ManualClock) -> None:
        self.database = database
        self.clock = clock

    async def record(self, *seen: Observation, process: Database | None = None, limits: Limits = LIMITS) -> None:
        await (process or self.database).run(entitlements.record, seen, limits=limits, now=self.clock())

    async def state(self, entitlement_id: int = 1) -> Entitlement:
        found = await self.database.run(entitlements.get, entitlement_id)
        assert found is not None
        return found

    async def changes(self, entitlement_id: int = 1) -> list[str]:
        sql = "SELECT change FROM entitlement_events WHERE entitlement_id = ? ORDER BY id"
        return [row["change"] for row in await self.database.run(select_rows, sql, entitlement_id)]

    async def skus(self, user_id: int = MEMBER, guild_id: int | None = GUILD) -> tuple[set[int], set[int]]:
        """The SKUs of the member and of the server that bring something now."""
        found = await self.database.run(standing.get_standing, user_id, guild_id, self.clock())
        return set(found.member_skus), set(found.server_skus)

    async def run(self, transaction: Any, *args: Any, **kwargs: Any) -> Any:
        return await self.database.run(transaction, *args, **kwargs)


@pytest.fixture
def books(database: Database, clock: ManualClock) -> Books:
    return Books(database, clock)


async def test_recorded_purchase_counts_at_once_and_is_one_row_and_one_event(books: Books) -> None:
    assert await books.skus() == (set(), set())
    await books.record(SEEN, SEEN)
    await books.record(SEEN)
    assert await books.skus() == ({SKU}, set())
    assert await books.changes() == ["bought"]


async def test_purchase_of_a_server_brings_its_buyer_nothing_elsewhere(books: Books) -> None:
    await books.record(replace(SEEN, guild_id=GUILD))
    assert await books.skus() == (set(), {SKU})
    assert await books.skus(guild_id=None) == (set(), set())
    assert await books.skus(guild_id=GUILD + 1) == (set(), set())


async def test_late_older_observation_changes_nothing(books: Books) -> None:
    end = books.clock() - 1
    await books.record(replace(SEEN, ends_at=end, seen_at=2.0), SEEN)
    assert (await books.state()).ends_at == end
    assert await books.skus() == (set(), set())


async def test_renewed_ended_and_refunded_are_events(books: Books) -> None:
    now = books.clock()
    await books.record(replace(SEEN, ends_at=now + 10))
    await books.record(replace(SEEN, ends_at=now + 20, seen_at=1.0))
    await books.record(replace(SEEN, ends_at=now - 5, seen_at=2.0))
    await books.record(replace(SEEN, is_deleted=True, seen_at=3.0))
    assert await books.changes() == ["bought", "renewed", "ended", "renewed", "refunded"]
    assert await books.skus() == (set(), set())


async def test_refund_stays_whatever_is_seen_later(books: Books) -> None:
    await books.record(SEEN, replace(SEEN, is_deleted=True), replace(SEEN, seen_at=9.0))
    assert await books.skus() == (set(), set())
    assert await books.changes() == ["bought", "refunded"]


async def test_end_that_has_come_is_recorded_once_for_each_end(books: Books) -> None:
    await books.record(replace(SEEN, ends_at=books.clock() + 10))
    for seconds in (5, 10, 10):
        books.clock.advance(seconds)
        await books.run(entitlements.record_ends, books.clock())
    assert await books.changes() == ["bought", "ended"]
    await books.record(replace(SEEN, ends_at=books.clock() + 10, seen_at=1.0))
    books.clock.advance(11)
    await books.run(entitlements.record_ends, books.clock())
    assert await books.changes() == ["bought", "ended", "renewed", "ended"]


async def test_two_processes_record_the_same_events_once(books: Books, process_databases: list[Database]) -> None:
    ended = replace(SEEN, ends_at=5.0, seen_at=2.0)
    events = [SEEN, ended, replace(ended, is_deleted=True, seen_at=3.0)]
    await asyncio.gather(
        *(books.record(*events[::step], process=process) for process in process_databases for step in (1, -1))
    )
    assert sorted(await books.changes()) in (["bought", "ended", "refunded"], ["bought", "refunded"])
    changes = await books.changes()
    assert len(changes) == len(set(changes))
    state = await books.state()
    assert state.deleted_at is not None


async def test_consumable_of_one_owner_counts_after_another_in_two_processes(
    books: Books, process_databases: list[Database]
) -> None:
    packs = [replace(PACK, id=n) for n in range(1, 7)]
    await asyncio.gather(*(books.record(pack, process=process) for pack in packs for process in process_databases))
    starts = sorted([(await books.state(pack.id)).starts_at or 0.0 for pack in packs])
    assert starts == [books.clock() + n * CONSUMABLE_SECONDS for n in range(6)]
    assert [await books.changes(pack.id) for pack in packs] == [["bought"]] * 6
    assert await books.skus() == ({SKU}, set())
    books.clock.advance(6 * CONSUMABLE_SECONDS - 1)
    assert await books.skus() == ({SKU}, set())
    books.clock.advance(2)
    assert await books.skus() == (set(), set())


async def test_consumables_of_others_do_not_wait_for_each_other(books: Books) -> None:
    of_server = replace(PACK, sku_id=PLAN_SKU, guild_id=GUILD)
    others = [replace(PACK, id=2, user_id=8), replace(of_server, id=3), replace(of_server, id=4, guild_id=71)]
    await books.record(PACK, *others)
    assert {(await books.state(n)).starts_at for n in range(1, 5)} == {books.clock()}


async def test_refunded_consumable_gives_its_days_to_the_next_one(books: Books) -> None:
    await books.record(PACK, replace(PACK, id=2))
    books.clock.advance(100)
    await books.record(replace(PACK, is_deleted=True))
    assert (await books.state(2)).starts_at == books.clock()
    assert await books.changes(2) == ["bought", "ended"]  # it ends earlier than was known
    assert await books.skus() == ({SKU}, set())


async def test_consumable_waits_until_a_tier_or_plan_names_it(books: Books) -> None:
    await books.record(PACK, limits=Limits())
    assert await books.run(entitlements.list_to_consume) == []
    await books.run(entitlements.begin_consumables, Limits(), books.clock())
    books.clock.advance(2 * CONSUMABLE_SECONDS)
    await books.run(entitlements.begin_consumables, LIMITS, books.clock())
    assert (await books.state()).starts_at == books.clock()
    assert await books.run(entitlements.list_to_consume) == [1]
    assert await books.changes() == ["bought"]


async def test_consumable_that_brings_its_owner_nothing_is_not_consumed(books: Books) -> None:
    await books.record(replace(PACK, sku_id=PLAN_SKU), replace(PACK, id=2, guild_id=GUILD))
    await books.run(entitlements.begin_consumables, LIMITS, books.clock())
    assert await books.run(entitlements.list_to_consume) == []


async def test_consumed_is_recorded_once_and_leaves_its_days(books: Books) -> None:
    await books.record(PACK)
    before = await books.state()
    await books.run(entitlements.mark_consumed, 1, books.clock())
    await books.run(entitlements.mark_consumed, 1, books.clock())
    await books.record(replace(PACK, is_consumed=True, seen_at=5.0))
    assert await books.changes() == ["bought", "consumed"]
    assert (await books.state()).ends_at == before.ends_at
    assert await books.run(entitlements.list_to_consume) == []


async def test_refunded_consumable_is_not_consumed(books: Books) -> None:
    await books.record(replace(PACK, is_deleted=True))
    assert await books.run(entitlements.list_to_consume) == []


async def test_unlisted_entitlement_ends_and_a_later_list_takes_that_back(books: Books) -> None:
    await books.record(SEEN, replace(SEEN, id=2), replace(PACK, id=3, sku_id=OTHER_SKU))
    books.clock.advance(10)
    gone = await books.run(entitlements.end_unlisted, frozenset({2}), read_at=books.clock())
    assert [one.id for one in gone] == [1]
    assert await books.changes(1) == ["bought", "ended"]
    assert await books.changes(2) == await books.changes(3) == ["bought"]
    await books.record(replace(SEEN, seen_at=books.clock() + 1))
    assert await books.changes(1) == ["bought", "ended", "renewed"]


async def test_entitlement_bought_while_the_list_was_read_does_not_end(books: Books) -> None:
    read_at = books.clock()
    books.clock.advance(1)
    await books.record(SEEN)
    assert await books.run(entitlements.end_unlisted, frozenset(), read_at=read_at) == []
    assert await books.skus() == ({SKU}, set())


async def test_events_are_append_only(books: Books) -> None:
    await books.record(SEEN)
    for sql in ("DELETE FROM entitlement_events", "UPDATE entitlement_events SET change = 'ended'"):
        with pytest.raises(Exception, match="append-only"):
            await books.database.run(select_rows, sql)
