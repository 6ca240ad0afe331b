"""Purchases are recorded before they are consumed, and what Discord did not answer is tried again."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from bot.domain.entitlements import Observation, ObservationList
from bot.domain.limits import Limits, Tier
from bot.errors import DiscordDown, StorageUnavailable
from bot.jobs import purchases as purchases_module
from bot.jobs.purchases import Purchases
from bot.storage import entitlements, standing
from bot.storage.database import Database
from tests.support.clock import ManualClock
from tests.support.job_driver import select_rows

SKU, PACK, MEMBER = 500, 501, 7
LIMITS = Limits(
    tiers={"all": Tier(images_per_user_per_day=50, jobs_per_user=2, cooldown_seconds=0, skus=frozenset({SKU, PACK}))}
)


@dataclass
class FakeShop:
    """What Discord would answer. ``fails`` are the names of methods during whose next call it is down."""

    database: Database
    entitlements: list[Observation] = field(default_factory=list)
    fails: list[str] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    consumed: list[int] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    is_complete: bool = True
    """Whether every entitlement of the list can be read."""
    stuck: set[int] = field(default_factory=set)
    """Entitlements about whose consumption Discord never answers."""

    def is_ready(self) -> bool:
        return "is_ready" not in self.fails

    async def list_entitlements(self, seen_at: float) -> ObservationList:
        self._call("list_entitlements")
        return ObservationList([replace(one, seen_at=seen_at) for one in self.entitlements], self.is_complete)

    async def list_consumables(self) -> Mapping[int, bool]:
        self._call("list_consumables")
        return {SKU: False, PACK: True}

    async def consume(self, entitlement_id: int) -> bool:
        self._call("consume")
        assert await self.database.run(entitlements.get, entitlement_id) is not None, "consumed before it is recorded"
        if entitlement_id in self.stuck:
            raise DiscordDown("Discord does not answer.")
        if entitlement_id in self.refused:
            return False
        self.consumed.append(entitlement_id)
        return True

    def _call(self, name: str) -> None:
        self.calls.append(name)
        if name in self.fails:
            self.fails.remove(name)
            raise DiscordDown("Discord does not answer.")


def bought(entitlement_id: int, sku_id: int = SKU, *, seen_at: float = 0.0) -> Observation:
    return Observation(
        id=entitlement_id,
        sku_id=sku_id,
        user_id=MEMBER,
        guild_id=None,
        starts_at=None,
        ends_at=None,
        is_deleted=False,
        is_consumed=False,
        seen_at=seen_at,
    )


@pytest.fixture
def shop(database: Database) -> FakeShop:
    return FakeShop(database)


@pytest.fixture
def purchases(database: Database, shop: FakeShop, clock: ManualClock) -> Purchases:
    return Purchases(database=database, shop=shop, limits=LIMITS, clock=clock)


async def skus(purchases: Purchases) -> set[int]:
    found = await purchases.database.run(standing.get_standing, MEMBER, None, purchases.clock())
    return set(found.member_skus)


async def changes(purchases: Purchases) -> list[str]:
    return [row["change"] for row in await purchases.database.run(select_rows, "SELECT change FROM entitlement_events")]


async def test_event_counts_at_once_and_is_consumed_by_the_next_run(purchases: Purchases, shop: FakeShop) -> None:
    await purchases.record_event(bought(1, PACK))
    assert await skus(purchases) == {PACK}
    assert shop.consumed == []
    await purchases.run_once()
    await purchases.run_once()
    assert shop.consumed == [1]
    assert await changes(purchases) == ["bought", "consumed"]


async def test_consumption_that_discord_never_answers_keeps_no_other_waiting(
    purchases: Purchases, shop: FakeShop
) -> None:
    for entitlement_id in (1, 2):
        await purchases.record_event(bought(entitlement_id, PACK))
    shop.stuck.add(1)
    await purchases.run_once()
    assert shop.consumed == [2]
    shop.stuck.clear()
    await purchases.run_once()
    assert shop.consumed == [2, 1]


async def test_list_that_does_not_come_keeps_nothing_from_being_consumed(purchases: Purchases, shop: FakeShop) -> None:
    await purchases.record_event(bought(1, PACK))
    shop.fails.append("list_entitlements")
    purchases.request_list()
    await purchases.run_once()
    assert shop.consumed == [1]


async def test_list_with_an_unreadable_entitlement_is_recorded_and_ends_nothing(
    purchases: Purchases, shop: FakeShop
) -> None:
    await purchases.record_event(bought(1))
    shop.entitlements, shop.is_complete = [bought(2, PACK)], False
    purchases.clock.advance(60)  # type: ignore[attr-defined]  # it is a ManualClock
    purchases.request_list()
    await purchases.run_once()
    assert await skus(purchases) == {SKU, PACK}


@pytest.mark.parametrize("failing", ["consume", "is_ready"])
async def test_consumption_is_tried_until_discord_accepts_it(
    purchases: Purchases, shop: FakeShop, failing: str
) -> None:
    await purchases.record_event(bought(1, PACK))
    shop.fails.append(failing)
    await purchases.run_once()
    assert shop.consumed == []
    assert await skus(purchases) == {PACK}
    shop.fails.clear()
    await purchases.run_once()
    assert shop.consumed == [1]


async def test_refused_consumption_does_not_stop_the_others(purchases: Purchases, shop: FakeShop) -> None:
    for n in (1, 2):
        await purchases.record_event(bought(n, PACK))
    shop.refused.add(1)
    await purchases.run_once()
    assert shop.consumed == [2]
    shop.refused.clear()
    await purchases.run_once()
    assert shop.consumed == [2, 1]


async def test_event_of_an_unknown_sku_is_read_with_the_list_if_discord_does_not_answer(
    purchases: Purchases, shop: FakeShop
) -> None:
    shop.fails.append("list_consumables")
    await purchases.record_event(bought(1, PACK))
    assert await skus(purchases) == set()
    shop.entitlements = [bought(1, PACK)]
    await purchases.run_once()
    assert await skus(purchases) == {PACK}
    assert shop.consumed == [1]


async def test_event_that_the_database_does_not_take_is_read_with_the_list(
    purchases: Purchases, shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> object:
        raise StorageUnavailable("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(entitlements, "record", refuse)
        await purchases.record_event(bought(1))
        await purchases.record_unknown([bought(1)])
    shop.entitlements = [bought(1)]
    await purchases.run_once()
    assert await skus(purchases) == {SKU}


async def test_failed_list_ends_nothing_and_is_read_again(
    purchases: Purchases, shop: FakeShop, clock: ManualClock
) -> None:
    await purchases.record_event(bought(1))
    clock.advance(10)
    shop.fails.append("list_entitlements")
    purchases.request_list()
    await purchases.run_once()
    assert await skus(purchases) == {SKU}
    await purchases.run_once()
    assert await skus(purchases) == set()
    shop.calls.clear()
    await purchases.run_once()
    assert shop.calls == []


async def test_event_while_the_list_is_read_is_newer_than_the_list(
    purchases: Purchases, shop: FakeShop, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await purchases.record_event(bought(1))
    shop.entitlements = [bought(1)]
    original = shop.list_entitlements

    async def list_slowly(seen_at: float) -> ObservationList:
        listed = await original(seen_at)
        clock.advance(5)
        await purchases.record_event(replace(bought(1), ends_at=clock(), seen_at=clock()))
        return listed

    monkeypatch.setattr(shop, "list_entitlements", list_slowly)
    purchases.request_list()
    await purchases.run_once()
    assert await skus(purchases) == set()
    assert await changes(purchases) == ["bought", "ended"]


async def test_known_entitlements_of_an_interaction_cost_nothing(
    purchases: Purchases, shop: FakeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    await purchases.record_event(bought(1))
    shop.calls.clear()
    monkeypatch.setattr(purchases, "database", None)
    await purchases.record_unknown([])
    await purchases.record_unknown([bought(1)])
    assert shop.calls == []


async def test_interaction_never_waits_for_discord(purchases: Purchases, shop: FakeShop) -> None:
    await purchases.record_unknown([bought(1)])  # whether its SKU is a consumable is not known yet
    assert shop.calls == []
    shop.entitlements = [bought(1)]
    await purchases.run_once()
    assert await skus(purchases) == {SKU}


async def test_remembered_entitlements_are_bounded(purchases: Purchases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purchases_module, "MAX_REMEMBERED", 2)
    for n in range(1, 9):
        await purchases.record_event(bought(n))
    assert len(purchases._remembered) <= 3


async def test_configured_sku_that_the_application_does_not_have_is_reported_once(
    purchases: Purchases, caplog: pytest.LogCaptureFixture
) -> None:
    purchases.limits = Limits(tiers={"typo": replace(LIMITS.tiers["all"], skus=frozenset({999}))})
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            purchases.request_list()
            await purchases.run_once()
    assert [record.getMessage() for record in caplog.records] == [
        "The configuration names SKU 999, and this application has none with that id"
    ]
