"""What members and servers bought, by the names that they know: of a tier or of a plan."""

from collections.abc import Iterable
from math import inf
from typing import NamedTuple

from bot.domain.entitlements import Entitlement
from bot.domain.limits import Limits


class Purchase(NamedTuple):
    """A tier that a member bought, or a plan that a server has; ``ends_at`` is ``None`` while no end is known."""

    name: str
    is_plan: bool
    ends_at: float | None


def name_purchases(limits: Limits, bought: Iterable[Entitlement]) -> tuple[Purchase, ...]:
    """The tiers and plans that these entitlements bring, each once, until the last of them ends."""
    ends: dict[tuple[bool, str], float] = {}
    for entitlement in bought:
        is_plan, skus = entitlement.guild_id is not None, [entitlement.sku_id]
        plan = limits.plan_bought(skus)
        names = ([] if plan is None else [plan]) if is_plan else limits.tiers_bought(skus)
        for name in names:
            end = inf if entitlement.ends_at is None else entitlement.ends_at
            ends[is_plan, name] = max(end, ends.get((is_plan, name), 0.0))
    return tuple(Purchase(name, is_plan, None if end == inf else end) for (is_plan, name), end in ends.items())
