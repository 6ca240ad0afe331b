"""Refuses what managers set above their server's plan, with a sentence that names the plan's most."""

from typing import Final

from bot.domain.limit_resolution import highest_quota
from bot.domain.limits import UNLIMITED, Limits, count_rank
from bot.domain.server_quotas import Budget, Quota
from bot.domain.text import format_dollars
from bot.errors import Invalid

CHANNEL_HAS_NO_PACE: Final = (
    "A channel has no requests at once and no cooldown of its own; set those for members, roles or the whole server. "
    "Nothing was changed."
)


def check_quota(quota: Quota, plan: Limits) -> None:
    """Raise :class:`~bot.errors.Invalid` if a member, a role or the whole server would have more than the plan allows.

    Pictures and requests of -1 are as many as the plan allows.
    """
    most = highest_quota(plan)
    if quota.images != UNLIMITED and count_rank(quota.images) > count_rank(most):
        raise Invalid(f"This server’s plan allows a member at most {_pictures(most)} a day. Nothing was changed.")
    if quota.concurrent is not None and quota.concurrent > count_rank(plan.jobs_per_user):
        requests = "one request" if plan.jobs_per_user == 1 else f"{plan.jobs_per_user} requests"
        raise Invalid(f"This server’s plan allows a member at most {requests} at once. Nothing was changed.")
    if quota.cooldown is not None and quota.cooldown < plan.cooldown_seconds:
        pause = f"{plan.cooldown_seconds:g} second{'' if plan.cooldown_seconds == 1 else 's'}"
        raise Invalid(f"This server’s plan requires a cooldown of at least {pause}. Nothing was changed.")


def check_channel_quota(quota: Quota) -> None:
    """Raise :class:`~bot.errors.Invalid` for limits that a channel cannot have."""
    if quota.concurrent is not None or quota.cooldown is not None:
        raise Invalid(CHANNEL_HAS_NO_PACE)


def check_budget(budget: Budget, plan: Limits) -> None:
    """Raise :class:`~bot.errors.Invalid` for a budget above that of the plan."""
    for name, wanted, most in (
        ("day", budget.daily, plan.guild_daily_budget),
        ("month", budget.monthly, plan.guild_monthly_budget),
    ):
        if wanted is not None and most is not None and wanted > most:
            raise Invalid(f"This server may spend at most {format_dollars(most)} a {name}. Nothing was changed.")
    if budget.pro_until is not None and budget.pro_until > plan.pro_until:
        raise Invalid(
            f"On this server dearer models draw until at most {plan.pro_until:g} of the budget is used. Nothing was "
            "changed."
        )


def _pictures(count: int) -> str:
    return "one picture" if count == 1 else f"{count} pictures"
