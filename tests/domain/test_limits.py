"""Plans and tiers: what they change of the general limits, and how limits compare."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.limits import (
    UNLIMITED,
    Limits,
    Plan,
    Tier,
    count_rank,
    higher_limit,
    lower_budget,
    lower_limit,
)

TIERS = {
    "some": Tier(images_per_user_per_day=5, jobs_per_user=1, cooldown_seconds=9, skus=frozenset({1})),
    "many": Tier(images_per_user_per_day=UNLIMITED, jobs_per_user=1, cooldown_seconds=9, skus=frozenset({1, 2})),
}
LIMITS = Limits(images_per_user_per_day=7, guild_daily_budget=5, tiers=TIERS)
COUNTS = st.integers(-1, 10)


def test_plan_changes_only_what_it_names() -> None:
    assert LIMITS.with_plan(None) == LIMITS
    assert LIMITS.with_plan(Plan()) == LIMITS
    plan = Plan(images_per_user_per_day=0, guild_monthly_budget=0, pro_until=0.0, models=(), skus=frozenset({9}))
    expected = replace(LIMITS, images_per_user_per_day=0, guild_monthly_budget=0, pro_until=0.0, models=())
    assert LIMITS.with_plan(plan) == expected


@pytest.mark.parametrize(("tiers", "kept"), [(None, {"some", "many"}), ((), set()), (("many",), {"many"})])
def test_plan_keeps_its_tiers(tiers: tuple[str, ...] | None, kept: set[str]) -> None:
    assert set(LIMITS.with_plan(Plan(tiers=tiers)).tiers) == kept


def test_purchases_bring_their_tiers_and_the_plan_with_the_most_pictures() -> None:
    assert LIMITS.tiers_bought([]) == []
    assert LIMITS.tiers_bought([2, 3]) == ["many"]
    plans = {
        "small": Plan(images_per_user_per_day=3, skus=frozenset({1})),
        "large": Plan(images_per_user_per_day=UNLIMITED, skus=frozenset({1})),
        "free": Plan(images_per_user_per_day=UNLIMITED),
    }
    limits = replace(LIMITS, plans=plans)
    assert limits.plan_bought([1]) == "large"
    assert limits.plan_bought([2]) is None


@given(first=COUNTS, second=COUNTS)
def test_limits_compare_as_numbers_of_which_none_is_the_most(first: int, second: int) -> None:
    assert count_rank(lower_limit(first, second)) == min(count_rank(first), count_rank(second))
    assert count_rank(higher_limit(first, second)) == max(count_rank(first), count_rank(second))


@pytest.mark.parametrize(("first", "second", "lower"), [(None, None, None), (None, 0, 0), (3, None, 3), (3, 2, 2)])
def test_lower_budget_is_the_one_that_there_is(first: int | None, second: int | None, lower: int | None) -> None:
    assert lower_budget(first, second) == lower
