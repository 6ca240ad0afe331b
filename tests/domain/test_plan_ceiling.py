"""What managers set above their plan is refused with the plan's figure, and everything below is accepted."""

from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.limit_resolution import highest_quota, with_quota
from bot.domain.limits import UNLIMITED, Limits, count_rank
from bot.domain.plan_ceiling import CHANNEL_HAS_NO_PACE, check_budget, check_channel_quota, check_quota
from bot.domain.server_quotas import Budget, Quota
from bot.errors import Invalid
from tests.domain.test_limit_resolution import PLANS, QUOTAS

PLAN = Limits(images_per_user_per_day=1, jobs_per_user=1, cooldown_seconds=1, guild_daily_budget=2_500_000)


@pytest.mark.parametrize(
    ("quota", "sentence"),
    [
        (Quota(images=2), "This server’s plan allows a member at most one picture a day. Nothing was changed."),
        (
            Quota(images=1, concurrent=2),
            "This server’s plan allows a member at most one request at once. Nothing was changed.",
        ),
        (
            Quota(images=1, cooldown=0.5),
            "This server’s plan requires a cooldown of at least 1 second. Nothing was changed.",
        ),
    ],
)
def test_quota_above_the_plan_is_refused_with_the_plans_most(quota: Quota, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_quota(quota, PLAN)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("quota", [Quota(images=-1), Quota(images=0), Quota(images=1, concurrent=0, cooldown=60)])
def test_quota_within_the_plan_is_accepted(quota: Quota) -> None:
    check_quota(quota, PLAN)


@given(plan=PLANS, quota=QUOTAS)
def test_accepted_quota_is_in_force_as_it_was_set(plan: Limits, quota: Quota) -> None:
    try:
        check_quota(quota, plan)
    except Invalid:
        return
    limits = with_quota(plan, plan, quota)
    most = highest_quota(plan) if quota.images == UNLIMITED else quota.images
    assert count_rank(limits.images_per_user_per_day) == count_rank(most)
    assert quota.concurrent is None or limits.jobs_per_user == quota.concurrent
    assert quota.cooldown is None or limits.cooldown_seconds == quota.cooldown


@pytest.mark.parametrize("quota", [Quota(images=5, concurrent=1), Quota(images=5, cooldown=0)])
def test_channel_has_no_pace(quota: Quota) -> None:
    with pytest.raises(Invalid, match=str(CHANNEL_HAS_NO_PACE)):
        check_channel_quota(quota)
    check_channel_quota(Quota(images=5, max_count=2))


@given(wanted=st.none() | st.integers(0, 10), most=st.none() | st.integers(0, 10))
def test_budget_is_refused_exactly_above_that_of_the_plan(wanted: int | None, most: int | None) -> None:
    fits = wanted is None or most is None or wanted <= most
    for field, name in (("daily", "day"), ("monthly", "month")):
        plan = Limits(guild_daily_budget=most, guild_monthly_budget=most)
        with nullcontext() if fits else pytest.raises(Invalid, match=f"a {name}. Nothing was changed"):
            check_budget(Budget(**{field: wanted}), plan)


def test_budget_refusal_names_the_figure() -> None:
    with pytest.raises(Invalid, match=r"at most \$2\.50 a day"):
        check_budget(Budget(daily=2_500_001), PLAN)


@pytest.mark.parametrize(("share", "fits"), [(0.0, True), (0.5, True), (0.51, False)])
def test_share_of_dearer_models_is_at_most_that_of_the_plan(share: float, fits: bool) -> None:
    with nullcontext() if fits else pytest.raises(Invalid, match=r"at most 0\.5 of the budget"):
        check_budget(Budget(pro_until=share), Limits(pro_until=0.5))
