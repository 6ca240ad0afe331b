"""Finds the purchases with which a refused request would be accepted."""

from collections.abc import Callable, Sequence

from bot.domain.job import Requester
from bot.domain.limits import Limits
from bot.domain.purchase_offers import MAX_PURCHASE_OFFERS, is_enough, list_offers
from bot.domain.request import Request
from bot.domain.standing import Standing
from bot.errors import OverBudget, OverQuota
from bot.storage import spending, standing, usage
from bot.storage.database import Transaction


def list_sufficient_skus(
    asker: Requester,
    requests: Sequence[Request],
    refusal: OverQuota | OverBudget,
    *,
    configured: Limits,
    resolve: Callable[[Standing], Limits],
    now: float,
) -> Transaction[tuple[int, ...]]:
    """The SKU ids of the smallest purchases that would be enough, at most :data:`MAX_PURCHASE_OFFERS`.

    ``configured`` are the limits of the configuration. Takes no lock and changes nothing.
    """
    decided = yield from standing.get_standing(asker.user_id, asker.guild_id, now)
    offers = list_offers(
        configured,
        decided,
        resolve,
        has_server=asker.guild_id is not None,
        for_budget=isinstance(refusal, OverBudget),
    )
    found: list[int] = []
    for offer in offers:
        limits = offer.limits
        used = yield from usage.get_member_usage(asker.user_id, asker.guild_id, limits, now)
        used = yield from usage.with_channel_usage(used, asker.quota_channel_id, limits, now)
        used = yield from spending.with_spending(used, asker.guild_id, limits, now)
        if is_enough(requests, limits, used):
            found.append(offer.sku_id)
        if len(found) == MAX_PURCHASE_OFFERS:
            break
    return tuple(found)
