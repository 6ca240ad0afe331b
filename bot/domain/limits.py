"""The limits in force for a member on a server: what the operator allows, and how managers share it out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any, Final

from bot.domain.catalog import Resolution
from bot.domain.windows import Calendar

UNLIMITED: Final = -1
"""The value of a limit that means “no limit”; 0 means that nothing is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Limits for the members of a tier, instead of the default ones. ``skus`` are purchases that bring the tier."""

    images_per_user_per_day: int
    jobs_per_user: int
    cooldown_seconds: float
    skus: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a server may use; ``None`` leaves the general limit. Budgets are in micro-dollars.

    ``max_images_per_user_per_day`` is the most that the server's managers may give one member. ``models`` and ``tiers``
    are the names of those that the server may use (``None``: all). ``skus`` are purchases that bring the plan.
    """

    images_per_user_per_day: int | None = None
    jobs_per_user: int | None = None
    cooldown_seconds: float | None = None
    max_images_per_user_per_day: int | None = None
    guild_daily_budget: int | None = None
    guild_monthly_budget: int | None = None
    pro_until: float | None = None
    models: tuple[str, ...] | None = None
    tiers: tuple[str, ...] | None = None
    skus: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a member, a server and the whole bot; :data:`UNLIMITED` is no limit.

    Budgets are in micro-dollars; ``None`` is no budget.
    """

    images_per_user_per_day: int = 20
    """Pictures on this server."""
    images_on_all_servers_per_day: int | None = None
    """Pictures on all servers together; ``None`` is as many as on this one."""
    max_images_per_user_per_day: int | None = None
    """Pictures on this server including those that managers granted or reset; ``None`` if the plan does not say."""
    jobs_per_user: int = 2
    cooldown_seconds: float = 5.0
    max_count: int | None = None
    """Pictures of one request."""
    max_resolution: Resolution | None = None
    channel_images_per_day: int = UNLIMITED
    """Pictures of all members together in the channel where the request is made."""
    models: tuple[str, ...] | None = None
    """Keys of the models that the server may use; ``None`` is all."""
    guild_daily_budget: int | None = None
    guild_monthly_budget: int | None = None
    bot_daily_budget: int | None = None
    pro_until: float = 1.0
    """The share of the server's budgets after which only the cheapest model draws."""
    dearer_models: frozenset[str] = frozenset()
    """Keys of the models that cost more than the cheapest one."""
    calendar: Calendar | None = None
    """The calendar whose days and months count; ``None`` for the last 24 hours and 30 days."""
    confirm_above: int | None = None
    """Micro-dollars above which the member must confirm a request."""
    max_image_price: int | None = None
    """Highest price of a picture in micro-dollars, for the member's daily budget; ``None`` for no such budget."""
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    """The tiers by name, as the operator configured them; each server assigns them to its roles."""
    plans: Mapping[str, Plan] = field(default_factory=dict)
    """The plans by name, as the operator configured them; ``default`` is that of servers without another."""

    @property
    def images_on_all_servers(self) -> int:
        """A member's pictures a day on all servers together."""
        on_all = self.images_on_all_servers_per_day
        return self.images_per_user_per_day if on_all is None else on_all

    @property
    def tier_skus(self) -> frozenset[int]:
        """The purchases that bring a tier to a member."""
        return frozenset().union(*(tier.skus for tier in self.tiers.values()))

    @property
    def plan_skus(self) -> frozenset[int]:
        """The purchases that bring a plan to a server."""
        return frozenset().union(*(plan.skus for plan in self.plans.values()))

    def has_effect(self, sku_id: int, *, is_of_server: bool) -> bool:
        """Whether a purchase brings something: a member's a tier, a server's a plan."""
        return sku_id in (self.plan_skus if is_of_server else self.tier_skus)

    def for_tier(self, tier: str | None) -> "Limits":
        """The limits of a member of that tier; the default limits if the tier no longer exists."""
        known = self.tiers.get(tier or "")
        return self if known is None else self.with_tier(known)

    def with_tier(self, tier: "Tier") -> "Limits":
        """The limits with those of a tier."""
        return replace(
            self,
            images_per_user_per_day=tier.images_per_user_per_day,
            jobs_per_user=tier.jobs_per_user,
            cooldown_seconds=tier.cooldown_seconds,
        )

    def best_tier(self, tiers: Sequence[str]) -> str | None:
        """The tier with the most pictures a day (then jobs, then shortest cooldown); ``None`` if none is configured."""
        known = [tier for tier in tiers if tier in self.tiers]
        return max(known, key=lambda tier: _tier_rank(self.tiers[tier]), default=None)

    def with_plan(self, plan: Plan | None) -> "Limits":
        """The limits of a server with this plan."""
        if plan is None:
            return self
        own: dict[str, Any] = {
            "images_per_user_per_day": plan.images_per_user_per_day,
            "jobs_per_user": plan.jobs_per_user,
            "cooldown_seconds": plan.cooldown_seconds,
            "max_images_per_user_per_day": plan.max_images_per_user_per_day,
            "guild_daily_budget": plan.guild_daily_budget,
            "guild_monthly_budget": plan.guild_monthly_budget,
            "pro_until": plan.pro_until,
            "models": plan.models,
        }
        limits = replace(
            self,
            **{name: limit for name, limit in own.items() if limit is not None},
            tiers={name: tier for name, tier in self.tiers.items() if plan.tiers is None or name in plan.tiers},
        )
        if limits.max_images_per_user_per_day is None:
            return limits
        most = lower_limit(limits.images_per_user_per_day, limits.max_images_per_user_per_day)
        return replace(limits, images_per_user_per_day=most)

    def tiers_bought(self, skus: Iterable[int]) -> list[str]:
        """The names of the tiers that these purchases bring."""
        bought = frozenset(skus)
        return [name for name, tier in self.tiers.items() if tier.skus & bought]

    def plan_bought(self, skus: Iterable[int]) -> str | None:
        """The name of the plan that these purchases bring; of several, the one with the most pictures a day."""
        bought = frozenset(skus)
        names = [name for name, plan in self.plans.items() if plan.skus & bought]
        return max(names, key=lambda name: _plan_rank(self, self.plans[name]), default=None)


def count_rank(limit: int) -> float:
    """A limit as a number that can be compared: no limit is the most."""
    return inf if limit == UNLIMITED else limit


def lower_limit(first: int, second: int) -> int:
    """The stricter one of two limits."""
    return min(first, second, key=count_rank)


def higher_limit(first: int, second: int) -> int:
    """The looser one of two limits."""
    return max(first, second, key=count_rank)


def lower_budget(first: int | None, second: int | None) -> int | None:
    """The smaller one of two budgets, of which ``None`` is no budget."""
    return min((budget for budget in (first, second) if budget is not None), default=None)


def _tier_rank(tier: Tier) -> tuple[float, float, float]:
    return count_rank(tier.images_per_user_per_day), count_rank(tier.jobs_per_user), -tier.cooldown_seconds


def _plan_rank(limits: Limits, plan: Plan) -> float:
    return count_rank(limits.with_plan(plan).images_per_user_per_day)
