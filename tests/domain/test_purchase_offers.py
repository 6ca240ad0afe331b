"""What is offered: purchases that give more than the member or the server has, the smallest first."""

from collections.abc import Callable
from functools import partial

import pytest

from bot.domain.limit_resolution import Place, resolve_direct_limits, resolve_limits
from bot.domain.limits import UNLIMITED, Limits, Plan, Tier
from bot.domain.purchase_offers import is_enough, list_offers
from bot.domain.server_quotas import Quota, Quotas
from bot.domain.server_rules import ServerRules
from bot.domain.standing import NO_STANDING, Standing
from bot.domain.usage import Usage
from tests.support.job_driver import PRICE_MICROS, make_request

SMALL, LARGE, ENDLESS, SILVER, GOLD = range(1, 6)


def tier(images: int, sku_id: int) -> Tier:
    return Tier(images_per_user_per_day=images, jobs_per_user=2, cooldown_seconds=0, skus=frozenset({sku_id}))


CONFIGURED = Limits(
    images_per_user_per_day=10,
    guild_daily_budget=100,
    tiers={"endless": tier(UNLIMITED, ENDLESS), "large": tier(50, LARGE), "small": tier(20, SMALL)},
    plans={
        "gold": Plan(images_per_user_per_day=30, guild_daily_budget=1000, skus=frozenset({GOLD})),
        "silver": Plan(guild_daily_budget=500, skus=frozenset({SILVER})),
    },
)
PLACE = Place(user_id=7, channel_id=70)


def offered(
    standing: Standing = NO_STANDING,
    rules: ServerRules | None = None,
    *,
    has_server: bool = True,
    for_budget: bool = False,
) -> list[int]:
    resolve: Callable[[Standing], Limits] = partial(resolve_direct_limits, CONFIGURED)
    if has_server:
        resolve = partial(resolve_limits, CONFIGURED, rules or ServerRules(), place=PLACE)
    return [
        offer.sku_id
        for offer in list_offers(CONFIGURED, standing, resolve, has_server=has_server, for_budget=for_budget)
    ]


def test_tiers_and_plans_with_more_pictures_are_offered_smallest_first() -> None:
    assert offered() == [SMALL, GOLD, LARGE, ENDLESS]


def test_no_plan_is_offered_in_direct_messages() -> None:
    assert offered(has_server=False) == [SMALL, LARGE, ENDLESS]


def test_nothing_that_is_bought_and_nothing_smaller_is_offered() -> None:
    assert offered(Standing(member_skus=frozenset({LARGE}))) == [ENDLESS]
    assert offered(Standing(server_skus=frozenset({GOLD}))) == [LARGE, ENDLESS]
    assert offered(Standing(member_skus=frozenset({ENDLESS}))) == []


def test_only_larger_budgets_help_a_used_up_budget() -> None:
    assert offered(for_budget=True) == [SILVER, GOLD]
    assert offered(Standing(server_skus=frozenset({SILVER})), for_budget=True) == [GOLD]
    assert offered(Standing(guild_daily_budget=50), for_budget=True) == []  # the operator's figure holds for every plan


def test_plan_that_changes_nothing_for_a_member_with_a_quota_of_their_own_is_not_offered() -> None:
    rules = ServerRules(quotas=Quotas(members={7: Quota(images=3)}))
    assert offered(rules=rules) == [SMALL, LARGE, ENDLESS]  # tiers, which managers do not lower


@pytest.mark.parametrize(
    ("count", "limits", "usage", "enough"),
    [
        (2, Limits(images_per_user_per_day=10), Usage(images=8, images_on_all_servers=8), True),
        (3, Limits(images_per_user_per_day=10), Usage(images=8, images_on_all_servers=8), False),
        (1, Limits(guild_daily_budget=PRICE_MICROS), Usage(), True),
        (1, Limits(guild_daily_budget=PRICE_MICROS), Usage(guild_daily_spend=1), False),
    ],
)
def test_offer_has_to_be_enough_for_the_request(count: int, limits: Limits, usage: Usage, enough: bool) -> None:
    assert is_enough([make_request(count)], limits, usage) is enough


def test_without_a_request_one_picture_is_enough() -> None:
    assert is_enough([], Limits(images_per_user_per_day=3), Usage(images=2, images_on_all_servers=2))
    assert not is_enough([], Limits(images_per_user_per_day=2), Usage(images=2, images_on_all_servers=2))
