"""Resolves the limits of one member at one place.

From the general limits to the member: the server's plan, the operator's figures for the server, what managers share
out, roles and tiers, the member's own quota. Nothing that managers set is above the plan; the best role wins.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.limits import Limits, count_rank, higher_limit, lower_budget, lower_limit
from bot.domain.server_quotas import Quota
from bot.domain.server_rules import ServerRules
from bot.domain.standing import Standing

DEFAULT_PLAN: Final = "default"
"""The name of the plan of servers that have no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A member in a channel of a server; ``channel_id`` of a thread is its parent channel."""

    user_id: int
    channel_id: int
    roles: AbstractSet[int] = frozenset()


def server_limits(operator: Limits, standing: Standing) -> Limits:
    """The limits of a server with its plan, before its managers share them out."""
    bought = operator.plan_bought(standing.server_skus)
    chosen = next((name for name in (bought, standing.plan, DEFAULT_PLAN) if name in operator.plans), None)
    limits = operator.with_plan(None if chosen is None else operator.plans[chosen])
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


def resolve_limits(operator: Limits, rules: ServerRules, standing: Standing, place: Place) -> Limits:
    """The limits of a member on a server, in one of its channels."""
    plan = server_limits(operator, standing)
    limits = managed_limits(plan, rules)
    own = rules.quotas.members.get(place.user_id)
    if own is not None:
        limits = with_quota(limits, plan, own)
    else:
        limits = _best_of_roles(limits, plan, operator, standing, rules, place.roles)
    limits = _with_channel(limits, rules, place.channel_id)
    on_all = higher_limit(operator.images_per_user_per_day, limits.images_per_user_per_day)
    return replace(limits, images_on_all_servers_per_day=on_all)


def resolve_direct_limits(operator: Limits, standing: Standing) -> Limits:
    """The limits of a member in direct messages, where no server's plan and rules hold."""
    tier = operator.best_tier(operator.tiers_bought(standing.member_skus))
    limits = operator.for_tier(tier)
    on_all = higher_limit(operator.images_per_user_per_day, limits.images_per_user_per_day)
    return replace(limits, images_on_all_servers_per_day=on_all)


def with_quota(limits: Limits, plan: Limits, quota: Quota) -> Limits:
    """The limits with a quota that managers set, never above the plan."""
    return replace(
        limits,
        images_per_user_per_day=lower_limit(quota.images, highest_quota(plan)),
        jobs_per_user=plan.jobs_per_user
        if quota.concurrent is None
        else lower_limit(quota.concurrent, plan.jobs_per_user),
        cooldown_seconds=plan.cooldown_seconds
        if quota.cooldown is None
        else max(quota.cooldown, plan.cooldown_seconds),
        max_count=quota.max_count if quota.max_count is not None else limits.max_count,
        max_resolution=quota.max_resolution if quota.max_resolution is not None else limits.max_resolution,
    )


def highest_quota(plan: Limits) -> int:
    """The most pictures a day that managers may give one member."""
    if plan.max_images_per_user_per_day == -1:
        return plan.images_per_user_per_day
    return higher_limit(plan.images_per_user_per_day, plan.max_images_per_user_per_day)


def _best_of_roles(
    limits: Limits, plan: Limits, operator: Limits, standing: Standing, rules: ServerRules, roles: AbstractSet[int]
) -> Limits:
    """The limits with the best of the member's roles, tiers and purchases; purchases never lower them."""
    quotas = [with_quota(limits, plan, rules.quotas.roles[role]) for role in roles if role in rules.quotas.roles]
    tiers = [limits.with_images(plan.tiers[name]) for name in rules.tiers_of(roles) if name in plan.tiers]
    bought = [limits.with_images(operator.tiers[name]) for name in operator.tiers_bought(standing.member_skus)]
    candidates = [*quotas, *(_capped(tier, plan) for tier in tiers), *bought, *([limits] if bought else [])]
    return max(candidates, key=_rank, default=limits)


def _capped(limits: Limits, plan: Limits) -> Limits:
    return replace(
        limits, images_per_user_per_day=lower_limit(limits.images_per_user_per_day, plan.max_images_per_user_per_day)
    )


def _rank(limits: Limits) -> tuple[float, float, float]:
    return count_rank(limits.images_per_user_per_day), count_rank(limits.jobs_per_user), -limits.cooldown_seconds


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
