"""What managers share out: changes that meet keep each other, and a grant that arrives twice counts once."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.clock import DAY_SECONDS
from bot.domain.limit_resolution import Place
from bot.domain.limits import Limits, Plan
from bot.domain.server_quotas import WHOLE_SERVER, Budget, Quota, QuotaTarget
from bot.errors import Invalid, Repeated
from bot.policy.managers_desk import ManagerAction, ManagersDesk
from bot.storage import grants
from bot.storage.database import Database
from tests.support.clock import ManualClock
from tests.support.policy_fakes import build_limits_in_force

GUILD, ALICE, BOSS = 7, 1, 2
CONFIGURED = Limits(plans={"default": Plan(images_per_user_per_day=10, guild_daily_budget=1_000_000)})
ACTION = ManagerAction(interaction_id=5, guild_id=GUILD, user_id=ALICE, manager_id=BOSS, reason="a contest")


@pytest.fixture
def desk(database: Database, clock: ManualClock) -> ManagersDesk:
    limits_in_force = build_limits_in_force(database, CONFIGURED, clock)
    return ManagersDesk(database=database, gate=limits_in_force.gate, limits_in_force=limits_in_force, clock=clock)


async def test_grant_that_arrives_twice_counts_once(desk: ManagersDesk, clock: ManualClock) -> None:
    assert await desk.grant(ACTION, 3, days=2) == clock() + 2 * DAY_SECONDS
    with pytest.raises(Repeated):
        await desk.grant(ACTION, 3, days=2)
    await desk.grant(replace(ACTION, interaction_id=6), 4, days=None)
    found = await desk.database.run(grants.list_open, GUILD, ALICE, clock())
    assert [(grant.images_left, grant.actor_id, grant.reason) for grant in found] == [
        (3, BOSS, "a contest"),
        (4, BOSS, "a contest"),
    ]


async def test_change_returns_the_rules_before_and_after(desk: ManagersDesk) -> None:
    target = QuotaTarget("members", ALICE)
    before, after = await desk.set_quota(GUILD, target, Quota(images=3))
    assert (before.quotas.get(target), after.quotas.get(target)) == (None, Quota(images=3))
    before, after = await desk.remove_quota(GUILD, target)
    assert (before.quotas.get(target), after.quotas.get(target)) == (Quota(images=3), None)
    before, after = await desk.remove_quota(GUILD, target)
    assert before == after


async def test_concurrent_changes_keep_each_other(desk: ManagersDesk) -> None:
    targets = [WHOLE_SERVER, *(QuotaTarget(kind, n) for kind in ("members", "roles", "channels") for n in range(3))]
    await asyncio.gather(
        desk.set_calendar(GUILD, "Asia/Kathmandu"),
        desk.set_budget(GUILD, lambda budget: budget.model_copy(update={"daily": 5})),
        desk.set_budget(GUILD, lambda budget: budget.model_copy(update={"monthly": 6})),
        *(desk.set_quota(GUILD, target, Quota(images=1)) for target in targets),
    )
    desk.gate.clear_cache()
    rules = await desk.gate.rules(GUILD)
    assert {target for target, _ in rules.quotas.list_all()} == set(targets)
    assert rules.budget == Budget(daily=5, monthly=6)
    assert rules.calendar is not None


async def test_refused_changes_store_nothing(desk: ManagersDesk) -> None:
    with pytest.raises(Invalid):
        await desk.set_quota(GUILD, WHOLE_SERVER, Quota(images=11))
    with pytest.raises(Invalid):
        await desk.set_quota(GUILD, QuotaTarget("channels", 3), Quota(images=1, cooldown=5))
    with pytest.raises(Invalid):
        await desk.set_budget(GUILD, lambda _: Budget(daily=1_000_001))
    rules = await desk.gate.rules(GUILD)
    assert (rules.quotas.list_all(), rules.budget) == ([], Budget())


async def test_channel_may_have_more_pictures_than_a_member(desk: ManagersDesk) -> None:
    await desk.set_quota(GUILD, QuotaTarget("channels", 3), Quota(images=1000))
    limits = await desk.limits_in_force.explained_limits_of(GUILD, Place(user_id=ALICE, channel_id=3))
    assert limits.limits.channel_images_per_day == 1000


async def test_same_zone_again_keeps_when_it_was_chosen(desk: ManagersDesk, clock: ManualClock) -> None:
    _, first = await desk.set_calendar(GUILD, "Asia/Kathmandu")
    clock.advance(60)
    _, again = await desk.set_calendar(GUILD, "Asia/Kathmandu")
    _, other = await desk.set_calendar(GUILD, "UTC")
    assert first == again
    assert first.calendar is not None
    assert other.calendar is not None
    assert other.calendar.since == first.calendar.since + 60
    _, none = await desk.set_calendar(GUILD, None)
    assert none.calendar is None
