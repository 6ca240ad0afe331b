"""Refuses what managers set above their server's plan, with a sentence that names the plan's most."""

from typing import Final

from bot.domain.limit_resolution import highest_quota
from bot.domain.limits import UNLIMITED, Limits, count_rank
from bot.domain.server_quotas import Budget, Quota
from bot.domain.text import format_dollars
from bot.errors import Invalid
from bot.localization.messages import Message

CHANNEL_HAS_NO_PACE: Final = Message("admin-quota-channel-has-no-pace")


def check_quota(quota: Quota, plan: Limits) -> None:
    """Raise :class:`~bot.errors.Invalid` if a member, a role or the whole server would have more than the plan allows.

    Pictures and requests of -1 are as many as the plan allows.
    """
    most = highest_quota(plan)
    if quota.images != UNLIMITED and count_rank(quota.images) > count_rank(most):
        raise Invalid(Message("admin-quota-pictures-above-plan", count=most))
    if quota.concurrent is not None and quota.concurrent > count_rank(plan.jobs_per_user):
        raise Invalid(Message("admin-quota-requests-above-plan", count=plan.jobs_per_user))
    if quota.cooldown is not None and quota.cooldown < plan.cooldown_seconds:
        raise Invalid(Message("admin-quota-cooldown-below-plan", seconds=plan.cooldown_seconds))


def check_channel_quota(quota: Quota) -> None:
    """Raise :class:`~bot.errors.Invalid` for limits that a channel cannot have."""
    if quota.concurrent is not None or quota.cooldown is not None:
        raise Invalid(CHANNEL_HAS_NO_PACE)


def check_budget(budget: Budget, plan: Limits) -> None:
    """Raise :class:`~bot.errors.Invalid` for a budget above that of the plan."""
    for span, wanted, most in (
        ("day", budget.daily, plan.guild_daily_budget),
        ("month", budget.monthly, plan.guild_monthly_budget),
    ):
        if wanted is not None and most is not None and wanted > most:
            raise Invalid(Message(f"admin-budget-above-plan-{span}", dollars=format_dollars(most)))
    if budget.pro_until is not None and budget.pro_until > plan.pro_until:
        raise Invalid(Message("admin-budget-share-above-plan", share=plan.pro_until))
