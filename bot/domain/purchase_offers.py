"""Which purchases at Discord would give a member or a server more than they have."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import Final, NamedTuple

from bot.domain.budgets import check_budgets
from bot.domain.limit_checks import check_images
from bot.domain.limits import Limits, count_rank
from bot.domain.request import Request
from bot.domain.standing import Standing
from bot.domain.usage import Usage
from bot.errors import OverBudget, OverQuota

MAX_PURCHASE_OFFERS: Final = 3
"""Purchases that one refusal offers, the smallest first."""


class PurchaseOffer(NamedTuple):
    """An item of Discord's shop, and the limits that the member or server would have after buying it."""

    sku_id: int
    limits: Limits


def list_offers(
    configured: Limits, standing: Standing, resolve: Callable[[Standing], Limits], *, has_server: bool, for_budget: bool
) -> list[PurchaseOffer]:
    """What would give more pictures, or with ``for_budget`` a larger server's budget; the smallest first.

    No plan is offered where there is no server, and nothing that would change nothing for this member: it is bought
    already, or managers cap it, which ``resolve`` knows.
    """
    now, rank = resolve(standing), _budget_rank if for_budget else _image_rank
    offers = {
        sku_id: PurchaseOffer(sku_id, resolve(after))
        for sku_id, after in _standings_after(configured, standing, has_server=has_server)
    }
    better = [
        offer for offer in offers.values() if any(a > b for a, b in zip(rank(offer.limits), rank(now), strict=True))
    ]
    return sorted(better, key=lambda offer: (_image_rank(offer.limits), _budget_rank(offer.limits), offer.sku_id))


def is_enough(requests: Sequence[Request], limits: Limits, usage: Usage) -> bool:
    """Whether quota and budgets allow the requests; if there are none, whether the quota allows one picture."""
    try:
        check_images(sum(request.quota_images for request in requests) if requests else 1, limits, usage)
        check_budgets(requests, limits, usage)
    except (OverQuota, OverBudget):
        return False
    return True


def _standings_after(configured: Limits, standing: Standing, *, has_server: bool) -> Iterator[tuple[int, Standing]]:
    for sku_id in configured.tier_skus:
        yield sku_id, replace(standing, member_skus=standing.member_skus | {sku_id})
    if has_server:
        for sku_id in configured.plan_skus:
            yield sku_id, replace(standing, server_skus=standing.server_skus | {sku_id})


def _image_rank(limits: Limits) -> tuple[float, ...]:
    highest = limits.max_images_per_user_per_day
    return (
        count_rank(limits.images_per_user_per_day),
        count_rank(limits.images_on_all_servers),
        inf if highest is None else count_rank(highest),
    )


def _budget_rank(limits: Limits) -> tuple[float, ...]:
    budgets = (limits.guild_daily_budget, limits.guild_monthly_budget)
    return (*(inf if budget is None else budget for budget in budgets), limits.pro_until)
