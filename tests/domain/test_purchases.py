"""What was bought, by the name of the tier or plan, until the last of several ends."""

from dataclasses import replace

from bot.domain.entitlements import Observation, first_state
from bot.domain.limits import Limits, Plan, Tier
from bot.domain.purchases import Purchase, name_purchases

LIMITS = Limits(
    tiers={"fan": Tier(images_per_user_per_day=5, jobs_per_user=1, cooldown_seconds=0, skus=frozenset({1, 2}))},
    plans={"gold": Plan(skus=frozenset({3}))},
)
BOUGHT = first_state(
    Observation(
        id=1,
        sku_id=1,
        user_id=7,
        guild_id=None,
        starts_at=None,
        ends_at=100.0,
        is_deleted=False,
        is_consumed=False,
        seen_at=0.0,
    ),
    0.0,
)


def test_several_purchases_of_a_tier_count_until_the_last_ends() -> None:
    later, endless = replace(BOUGHT, sku_id=2, ends_at=200.0), replace(BOUGHT, ends_at=None)
    assert name_purchases(LIMITS, [BOUGHT, later]) == (Purchase("fan", is_plan=False, ends_at=200.0),)
    assert name_purchases(LIMITS, [endless, later]) == (Purchase("fan", is_plan=False, ends_at=None),)


def test_purchase_of_a_server_is_a_plan_and_no_tier() -> None:
    assert name_purchases(LIMITS, [replace(BOUGHT, sku_id=3, guild_id=70)]) == (Purchase("gold", True, 100.0),)
    assert name_purchases(LIMITS, [replace(BOUGHT, guild_id=70), replace(BOUGHT, sku_id=3)]) == ()


def test_purchase_that_nothing_names_is_not_shown() -> None:
    assert name_purchases(LIMITS, [replace(BOUGHT, sku_id=9)]) == ()
