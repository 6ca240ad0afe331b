"""The limits of a member: never above the plan, the best role counts, and nobody is lowered below what they bought."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalog import Resolution
from bot.domain.limit_resolution import (
    LimitSource,
    Place,
    ResolvedLimits,
    explain_limits,
    highest_quota,
    resolve_direct_limits,
    resolve_limits,
    server_limits,
)
from bot.domain.limits import UNLIMITED, Limits, Plan, Tier, count_rank
from bot.domain.server_quotas import Budget, Quota, Quotas
from bot.domain.server_rules import ServerRules
from bot.domain.standing import NO_STANDING, Standing

ALICE, CHANNEL, PAINTERS, GUESTS, SUPPORTERS = 1, 10, 100, 101, 102
TIER_SKU, PLAN_SKU = 7, 8
PLAN = Plan(images_per_user_per_day=20, max_images_per_user_per_day=50, jobs_per_user=3, cooldown_seconds=10)
CONFIGURED = Limits(
    plans={"default": PLAN, "large": Plan(images_per_user_per_day=100, skus=frozenset({PLAN_SKU}))},
    tiers={
        "supporter": Tier(images_per_user_per_day=80, jobs_per_user=5, cooldown_seconds=1),
        "patron": Tier(images_per_user_per_day=90, jobs_per_user=6, cooldown_seconds=0, skus=frozenset({TIER_SKU})),
    },
)
BOUGHT = Standing(member_skus=frozenset({TIER_SKU}))


def quota(images: int, **options: Any) -> Quota:
    return Quota(images=images, **options)


def explain(
    *,
    roles_of: tuple[int, ...] = (),
    standing: Standing = NO_STANDING,
    tiers: Mapping[int, str] | None = None,
    **quotas: Any,
) -> ResolvedLimits:
    """The limits of Alice with these roles, where the managers set these quotas."""
    rules = ServerRules(quotas=Quotas(**quotas), tiers=tiers or {})
    return explain_limits(CONFIGURED, rules, standing, Place(user_id=ALICE, channel_id=CHANNEL, roles={*roles_of}))


# ── the plan ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_member_without_settings_has_the_limits_of_the_plan() -> None:
    resolved = explain()
    assert resolved.source is LimitSource.PLAN
    limits = resolved.limits
    assert (limits.images_per_user_per_day, limits.jobs_per_user, limits.cooldown_seconds) == (20, 3, 10)
    assert limits.max_images_per_user_per_day == 50


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (NO_STANDING, 20),
        (Standing(plan="large"), 100),
        (Standing(plan="no longer configured"), 20),
        (Standing(server_skus=frozenset({PLAN_SKU})), 100),
        (Standing(plan="default", server_skus=frozenset({PLAN_SKU})), 100),
    ],
)
def test_plan_is_the_one_bought_then_the_operators_then_the_default(standing: Standing, expected: int) -> None:
    assert server_limits(CONFIGURED, standing).images_per_user_per_day == expected


def test_operators_figures_for_a_server_replace_the_budgets_of_its_plan() -> None:
    standing = Standing(guild_daily_budget=3, guild_monthly_budget=0)
    limits = server_limits(replace(CONFIGURED, guild_daily_budget=1), standing)
    assert (limits.guild_daily_budget, limits.guild_monthly_budget) == (3, 0)


@pytest.mark.parametrize(
    ("plan", "most"),
    [
        (Limits(images_per_user_per_day=20), 20),
        (Limits(images_per_user_per_day=20, max_images_per_user_per_day=50), 50),
        (Limits(images_per_user_per_day=20, max_images_per_user_per_day=UNLIMITED), UNLIMITED),
        (Limits(images_per_user_per_day=UNLIMITED), UNLIMITED),
    ],
)
def test_most_that_managers_may_give_is_named_by_the_plan_or_is_its_usual_limit(plan: Limits, most: int) -> None:
    assert highest_quota(plan) == most


def test_highest_quota_of_a_plan_also_lowers_the_general_limit() -> None:
    limits = Limits(images_per_user_per_day=20).with_plan(Plan(max_images_per_user_per_day=5))
    assert limits.images_per_user_per_day == 5


# ── who wins ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("options", "expected", "source"),
    [
        ({"everyone": quota(5)}, 5, LimitSource.SERVER),
        ({"everyone": quota(5), "roles": {PAINTERS: quota(9)}}, 5, LimitSource.SERVER),
        ({"everyone": quota(5), "roles": {PAINTERS: quota(9)}, "roles_of": (PAINTERS,)}, 9, LimitSource.ROLE),
        ({"roles": {GUESTS: quota(2)}, "roles_of": (GUESTS,)}, 2, LimitSource.ROLE),
        ({"roles": {GUESTS: quota(2), PAINTERS: quota(9)}, "roles_of": (GUESTS, PAINTERS)}, 9, LimitSource.ROLE),
        ({"roles": {GUESTS: quota(-1)}, "roles_of": (GUESTS,)}, 50, LimitSource.ROLE),
        ({"members": {ALICE: quota(1)}, "roles": {PAINTERS: quota(9)}, "roles_of": (PAINTERS,)}, 1, LimitSource.MEMBER),
        ({"members": {ALICE: quota(-1)}}, 50, LimitSource.MEMBER),
        ({"members": {99: quota(1)}}, 20, LimitSource.PLAN),
        ({"tiers": {SUPPORTERS: "supporter"}, "roles_of": (SUPPORTERS,)}, 50, LimitSource.TIER),
        ({"tiers": {SUPPORTERS: "gone"}, "roles_of": (SUPPORTERS,)}, 20, LimitSource.PLAN),
        ({"standing": BOUGHT}, 90, LimitSource.PURCHASE),
        ({"standing": BOUGHT, "members": {ALICE: quota(1)}}, 90, LimitSource.PURCHASE),
        (
            {"standing": BOUGHT, "everyone": quota(0), "roles": {1: quota(1)}, "roles_of": (1,)},
            90,
            LimitSource.PURCHASE,
        ),
    ],
)
def test_most_specific_setting_counts_and_of_several_the_best(
    options: dict[str, Any], expected: int, source: LimitSource
) -> None:
    resolved = explain(**options)
    assert (resolved.limits.images_per_user_per_day, resolved.source) == (expected, source)


def test_source_names_the_role_and_the_tier() -> None:
    resolved = explain(roles_of=(SUPPORTERS,), tiers={SUPPORTERS: "supporter"})
    assert (resolved.role_id, resolved.tier) == (SUPPORTERS, "supporter")


def test_highest_quota_of_the_plan_does_not_lower_a_purchase() -> None:
    assert explain(standing=BOUGHT).limits.max_images_per_user_per_day == 90


def test_tier_outside_the_plan_counts_only_when_it_is_bought() -> None:
    configured = replace(CONFIGURED, plans={"default": replace(PLAN, tiers=())})
    rules = ServerRules(tiers={SUPPORTERS: "patron"})
    place = Place(user_id=ALICE, channel_id=CHANNEL, roles={SUPPORTERS})
    assert resolve_limits(configured, rules, NO_STANDING, place).images_per_user_per_day == 20
    assert resolve_limits(configured, rules, BOUGHT, place).images_per_user_per_day == 90


def test_purchase_makes_no_other_limit_stricter() -> None:
    tier = Tier(images_per_user_per_day=90, jobs_per_user=2, cooldown_seconds=60, skus=frozenset({TIER_SKU}))
    configured = replace(CONFIGURED, tiers={"slow": tier})
    place = Place(user_id=ALICE, channel_id=CHANNEL)
    for bought in (
        resolve_limits(configured, ServerRules(), BOUGHT, place),
        resolve_direct_limits(replace(configured, jobs_per_user=3, cooldown_seconds=10), BOUGHT),
    ):
        assert bought.images_per_user_per_day == 90
        assert (bought.jobs_per_user, bought.cooldown_seconds) == (3, 10)


def test_what_a_quota_leaves_out_is_as_for_the_whole_server() -> None:
    everyone = quota(5, concurrent=1, cooldown=60, max_count=2, max_resolution=Resolution.K1)
    limits = explain(everyone=everyone, members={ALICE: quota(9, max_count=4)}).limits
    assert (limits.images_per_user_per_day, limits.jobs_per_user, limits.cooldown_seconds) == (9, 1, 60)
    assert (limits.max_count, limits.max_resolution) == (4, Resolution.K1)


def test_channel_adds_its_own_limits_and_the_stricter_size_counts() -> None:
    channels = {CHANNEL: quota(30, max_count=3), 99: quota(1)}
    limits = explain(everyone=quota(5, max_count=10), channels=channels).limits
    assert (limits.channel_images_per_day, limits.max_count, limits.images_per_user_per_day) == (30, 3, 5)
    assert explain(everyone=quota(5, max_count=2), channels=channels).limits.max_count == 2


@pytest.mark.parametrize(
    ("plan", "own", "expected"), [(None, None, None), (None, 5, 5), (5, None, 5), (5, 3, 3), (3, 5, 3), (5, 0, 0)]
)
def test_budgets_of_managers_only_lower_those_of_the_plan(
    plan: int | None, own: int | None, expected: int | None
) -> None:
    configured = Limits(guild_daily_budget=plan, guild_monthly_budget=plan)
    rules = ServerRules(budget=Budget(daily=own, monthly=own))
    limits = resolve_limits(configured, rules, NO_STANDING, Place(user_id=ALICE, channel_id=CHANNEL))
    assert (limits.guild_daily_budget, limits.guild_monthly_budget) == (expected, expected)


@pytest.mark.parametrize(("usual", "own", "on_all"), [(20, 5, 20), (20, 50, 50), (-1, 5, -1), (20, -1, 50)])
def test_all_servers_together_have_the_larger_of_the_general_limit_and_this_servers(
    usual: int, own: int, on_all: int
) -> None:
    configured = replace(CONFIGURED, images_per_user_per_day=usual)
    rules = ServerRules(quotas=Quotas(everyone=quota(own)))
    limits = resolve_limits(configured, rules, NO_STANDING, Place(user_id=ALICE, channel_id=CHANNEL))
    assert limits.images_on_all_servers == on_all


def test_purchase_raises_the_limit_in_direct_messages_and_never_lowers_it() -> None:
    assert resolve_direct_limits(CONFIGURED, NO_STANDING).images_per_user_per_day == 20
    assert resolve_direct_limits(CONFIGURED, BOUGHT).images_per_user_per_day == 90
    richer = replace(CONFIGURED, images_per_user_per_day=UNLIMITED)
    assert resolve_direct_limits(richer, BOUGHT).images_per_user_per_day == UNLIMITED


# ── whatever managers set ────────────────────────────────────────────────────────────────────────────────────────────

COUNTS = st.integers(-1, 60)
QUOTAS = st.builds(
    Quota,
    images=COUNTS,
    concurrent=st.none() | st.integers(0, 10),
    cooldown=st.none() | st.floats(0, 100),
    max_count=st.none() | st.integers(1, 20),
    max_resolution=st.none() | st.sampled_from(Resolution),
)
ROLES = st.sets(st.sampled_from([PAINTERS, GUESTS, SUPPORTERS]))
SETTINGS = st.builds(
    Quotas,
    everyone=st.none() | QUOTAS,
    roles=st.dictionaries(st.sampled_from([PAINTERS, GUESTS, SUPPORTERS]), QUOTAS),
    members=st.dictionaries(st.sampled_from([ALICE, 2]), QUOTAS),
    channels=st.dictionaries(st.sampled_from([CHANNEL, 11]), QUOTAS),
)
BUDGETS = st.none() | st.integers(0, 100)
PLANS = st.builds(
    Limits,
    images_per_user_per_day=COUNTS,
    max_images_per_user_per_day=st.none() | COUNTS,
    jobs_per_user=st.integers(-1, 10),
    cooldown_seconds=st.floats(0, 100),
    guild_daily_budget=BUDGETS,
    guild_monthly_budget=BUDGETS,
    pro_until=st.floats(0, 1),
)


@given(configured=PLANS, settings=SETTINGS, roles=ROLES, budget=st.builds(Budget, daily=BUDGETS, monthly=BUDGETS))
def test_nothing_that_managers_set_is_above_the_plan(
    configured: Limits, settings: Quotas, roles: set[int], budget: Budget
) -> None:
    rules = ServerRules(quotas=settings, budget=budget)
    plan = server_limits(configured, NO_STANDING)
    limits = resolve_limits(configured, rules, NO_STANDING, Place(user_id=ALICE, channel_id=CHANNEL, roles=roles))
    assert count_rank(limits.images_per_user_per_day) <= count_rank(highest_quota(plan))
    assert limits.max_images_per_user_per_day == plan.max_images_per_user_per_day
    assert count_rank(limits.jobs_per_user) <= count_rank(plan.jobs_per_user)
    assert limits.cooldown_seconds >= plan.cooldown_seconds
    assert limits.pro_until <= plan.pro_until
    for field in ("guild_daily_budget", "guild_monthly_budget"):
        most, given_budget = getattr(plan, field), getattr(limits, field)
        assert most is None or given_budget <= most


@given(settings=SETTINGS, roles=ROLES)
def test_another_role_never_lowers_below_the_best_one(settings: Quotas, roles: set[int]) -> None:
    rules, place = ServerRules(quotas=settings.model_copy(update={"members": {}})), Place(user_id=ALICE, channel_id=0)

    def rank(*of: int) -> float:
        limits = resolve_limits(CONFIGURED, rules, NO_STANDING, replace(place, roles={*of}))
        return count_rank(limits.images_per_user_per_day)

    alone = [rank(role) for role in roles if role in settings.roles]
    assert rank(*roles) == max(alone, default=rank())


@given(settings=SETTINGS, roles=ROLES)
def test_members_own_quota_is_the_same_with_any_roles(settings: Quotas, roles: set[int]) -> None:
    rules = ServerRules(quotas=settings.with_quota("members", ALICE, quota(7)))
    place = Place(user_id=ALICE, channel_id=CHANNEL)
    assert resolve_limits(CONFIGURED, rules, NO_STANDING, replace(place, roles=roles)) == resolve_limits(
        CONFIGURED, rules, NO_STANDING, place
    )


@given(settings=SETTINGS, roles=ROLES)
def test_purchase_is_never_lowered(settings: Quotas, roles: set[int]) -> None:
    rules = ServerRules(quotas=settings)
    limits = resolve_limits(CONFIGURED, rules, BOUGHT, Place(user_id=ALICE, channel_id=CHANNEL, roles=roles))
    assert count_rank(limits.images_per_user_per_day) >= 90
    assert limits.max_images_per_user_per_day == 90
