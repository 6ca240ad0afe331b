"""Resolves the limits of one member at one place.

From the general limits to the member: the server's plan, the operator's figures for the server, what managers share
out, roles and tiers, the member's own quota. Nothing that managers set is above the plan; the best role wins. What a
member bought is never lowered.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.domain.limits import Limits, count_rank, higher_limit, lower_budget, lower_limit
from bot.domain.server_quotas import Quota
from bot.domain.server_rules import ServerRules
from bot.domain.standing import Standing

DEFAULT_PLAN: Final = "default"
"""The name of the plan of servers that have no other."""


class PlanSource(StrEnum):
    """Where a server's plan comes from."""

    BOUGHT = "bought"
    CHOSEN = "chosen"  #: by the operator
    DEFAULT = "default"  #: the configuration's plan for servers without another


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A member in a channel of a server; ``channel_id`` of a thread is its parent channel."""

    user_id: int
    channel_id: int
    roles: AbstractSet[int] = frozenset()


def plan_in_force(configured: Limits, standing: Standing) -> tuple[str | None, PlanSource | None]:
    """The name of a server's plan and where it comes from; ``None`` for a server without a plan."""
    names = {
        PlanSource.BOUGHT: configured.plan_bought(standing.server_skus),
        PlanSource.CHOSEN: standing.plan,
        PlanSource.DEFAULT: DEFAULT_PLAN,
    }
    return next(((name, source) for source, name in names.items() if name in configured.plans), (None, None))


class LimitSource(StrEnum):
    """What decides about a member's pictures a day."""

    PLAN = "plan"  #: the server's plan, or the general limits
    SERVER = "server"  #: the managers' quota for the whole server
    ROLE = "role"  #: the managers' quota for a role
    TIER = "tier"  #: a tier that managers gave to a role
    MEMBER = "member"  #: the managers' quota for this member
    PURCHASE = "purchase"  #: a tier that the member bought


@dataclass(frozen=True, slots=True)
class ResolvedLimits:
    """Limits and where they come from, with the id of the role or the name of the tier."""

    limits: Limits
    source: LimitSource
    role_id: int | None = None
    tier: str | None = None


def server_limits(configured: Limits, standing: Standing) -> Limits:
    """The limits of a server with its plan, before its managers share them out."""
    plan, _ = plan_in_force(configured, standing)
    limits = configured.with_plan(None if plan is None else configured.plans[plan])
    if standing.guild_daily_budget is not None:
        limits = replace(limits, guild_daily_budget=standing.guild_daily_budget)
    if standing.guild_monthly_budget is not None:
        limits = replace(limits, guild_monthly_budget=standing.guild_monthly_budget)
    return limits


def managed_limits(plan: Limits, rules: ServerRules) -> Limits:
    """The limits of a server with its managers' budgets and calendar, and of members without a quota of their own."""
    budget = rules.budget
    limits = replace(
        plan,
        guild_daily_budget=lower_budget(plan.guild_daily_budget, budget.daily),
        guild_monthly_budget=lower_budget(plan.guild_monthly_budget, budget.monthly),
        pro_until=plan.pro_until if budget.pro_until is None else min(plan.pro_until, budget.pro_until),
        calendar=rules.calendar,
    )
    return limits if rules.quotas.everyone is None else with_quota(limits, plan, rules.quotas.everyone)


def resolve_limits(configured: Limits, rules: ServerRules, standing: Standing, place: Place) -> Limits:
    """The limits of a member on a server, in one of its channels."""
    return explain_limits(configured, rules, standing, place).limits


def explain_limits(configured: Limits, rules: ServerRules, standing: Standing, place: Place) -> ResolvedLimits:
    """The limits of a member on a server, in one of its channels, and where they come from."""
    plan = server_limits(configured, standing)
    shared = managed_limits(plan, rules)
    given = [*_given_limits(shared, plan, rules, place)]
    if not given:
        given = [ResolvedLimits(shared, LimitSource.SERVER if rules.quotas.everyone else LimitSource.PLAN)]
    best = max(given, key=lambda each: _rank(each.limits))
    bought = _bought_limits(shared, configured, standing, without=best.limits)
    best = max((best, *bought), key=lambda each: _rank(each.limits))
    limits = _with_channel(best.limits, rules, place.channel_id)
    return replace(best, limits=_with_all_servers(limits, configured))


def resolve_direct_limits(configured: Limits, standing: Standing) -> Limits:
    """The limits of a member in direct messages, where no server's plan and rules hold."""
    return explain_direct_limits(configured, standing).limits


def explain_direct_limits(configured: Limits, standing: Standing) -> ResolvedLimits:
    """The limits of a member in direct messages, and where they come from."""
    candidates = (
        ResolvedLimits(configured, LimitSource.PLAN),
        *_bought_limits(configured, configured, standing, without=configured),
    )
    best = max(candidates, key=lambda each: _rank(each.limits))
    return replace(best, limits=_with_all_servers(best.limits, configured))


def with_quota(limits: Limits, plan: Limits, quota: Quota) -> Limits:
    """The limits with a quota that managers set, never above the plan.

    What the quota leaves open is as in ``limits``.
    """
    jobs, cooldown = quota.concurrent, quota.cooldown
    return replace(
        limits,
        images_per_user_per_day=lower_limit(quota.images, highest_quota(plan)),
        jobs_per_user=limits.jobs_per_user if jobs is None else lower_limit(jobs, plan.jobs_per_user),
        cooldown_seconds=limits.cooldown_seconds if cooldown is None else max(cooldown, plan.cooldown_seconds),
        max_count=limits.max_count if quota.max_count is None else quota.max_count,
        max_resolution=limits.max_resolution if quota.max_resolution is None else quota.max_resolution,
    )


def highest_quota(plan: Limits) -> int:
    """The most pictures a day that managers may give one member."""
    highest = plan.max_images_per_user_per_day
    return plan.images_per_user_per_day if highest is None else higher_limit(plan.images_per_user_per_day, highest)


def _given_limits(limits: Limits, plan: Limits, rules: ServerRules, place: Place) -> Iterator[ResolvedLimits]:
    """The limits of the member's own quota; without one, those of each of their roles with a quota or a tier."""
    own = rules.quotas.members.get(place.user_id)
    if own is not None:
        yield ResolvedLimits(with_quota(limits, plan, own), LimitSource.MEMBER)
        return
    for role in sorted(place.roles):
        if role in rules.quotas.roles:
            yield ResolvedLimits(with_quota(limits, plan, rules.quotas.roles[role]), LimitSource.ROLE, role)
        tier = rules.tiers.get(role)
        if tier is not None and tier in plan.tiers:
            yield ResolvedLimits(_capped(limits.with_tier(plan.tiers[tier]), plan), LimitSource.TIER, role, tier)


def _bought_limits(
    limits: Limits, configured: Limits, standing: Standing, *, without: Limits
) -> Iterator[ResolvedLimits]:
    """The limits of each tier that the member bought; the plan's highest quota does not lower them.

    ``without`` are the member's limits without a purchase, which makes none of them stricter.
    """
    for name in configured.tiers_bought(standing.member_skus):
        bought, highest = limits.with_tier(configured.tiers[name]), limits.max_images_per_user_per_day
        if highest is not None:
            highest = higher_limit(highest, bought.images_per_user_per_day)
        bought = replace(
            bought,
            max_images_per_user_per_day=highest,
            jobs_per_user=higher_limit(bought.jobs_per_user, without.jobs_per_user),
            cooldown_seconds=min(bought.cooldown_seconds, without.cooldown_seconds),
        )
        yield ResolvedLimits(bought, LimitSource.PURCHASE, tier=name)


def _capped(limits: Limits, plan: Limits) -> Limits:
    highest = plan.max_images_per_user_per_day
    images = limits.images_per_user_per_day
    return limits if highest is None else replace(limits, images_per_user_per_day=lower_limit(images, highest))


def _rank(limits: Limits) -> tuple[float, float, float]:
    return count_rank(limits.images_per_user_per_day), count_rank(limits.jobs_per_user), -limits.cooldown_seconds


def _with_all_servers(limits: Limits, configured: Limits) -> Limits:
    on_all = higher_limit(configured.images_per_user_per_day, limits.images_per_user_per_day)
    return replace(limits, images_on_all_servers_per_day=on_all)


def _with_channel(limits: Limits, rules: ServerRules, channel_id: int) -> Limits:
    quota = rules.quotas.channels.get(channel_id)
    if quota is None:
        return limits
    counts = [count for count in (limits.max_count, quota.max_count) if count is not None]
    resolutions = [each for each in (limits.max_resolution, quota.max_resolution) if each is not None]
    return replace(
        limits,
        channel_images_per_day=quota.images,
        max_count=min(counts, default=None),
        max_resolution=min(resolutions, default=None),
    )
