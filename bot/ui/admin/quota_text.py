"""Quotas and budgets in words, for answers and the audit log."""

from collections.abc import Iterator
from typing import Final

from bot.domain.limit_resolution import highest_quota
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.server_quotas import Budget, Quota, QuotaTarget
from bot.domain.text import format_dollars
from bot.domain.windows import Calendar
from bot.localization.lists import join_with_commas
from bot.localization.messages import Message, Sentence

NO_SETTING: Final = Message("admin-quota-none")
ROLLING_DAY: Final = "Rolling 24 hours"
"""The value of the option that stands for the last 24 hours."""


def pictures_text(count: int) -> Message:
    """A number of pictures: ``one picture``, ``5 pictures``; -1 is ``any number of pictures``."""
    return Message("admin-pictures", count=count)


def quota_text(quota: Quota | None, target: QuotaTarget) -> Sentence:
    """A quota as managers set it for the target."""
    return NO_SETTING if quota is None else join_with_commas(list(_quota_parts(quota, target)))


def plan_text(plan: Limits) -> Sentence:
    """What a server's plan allows one member."""
    parts = [Message("admin-pictures-a-day", count=plan.images_per_user_per_day)]
    if highest_quota(plan) != plan.images_per_user_per_day:
        parts.append(Message("admin-pictures-a-day-if-set", count=highest_quota(plan)))
    if plan.jobs_per_user != UNLIMITED:
        parts.append(requests_text(plan.jobs_per_user))
    if plan.cooldown_seconds > 0:
        parts.append(_cooldown_text(plan.cooldown_seconds))
    return join_with_commas(parts)


def budget_text(budget: Budget) -> Sentence:
    """The budgets as managers set them."""
    return join_with_commas(list(_budget_parts(budget)) or [Message("admin-budget-as-plan")])


def calendar_text(calendar: Calendar | None) -> Message:
    """What counts as a day."""
    if calendar is None:
        return Message("admin-quota-day-rolling")
    return Message("admin-quota-day-of-calendar", zone=calendar.time_zone)


def requests_text(count: int) -> Message:
    """A number of unfinished requests; -1 is any number."""
    return Message("admin-requests-at-once", count=count)


def _budget_parts(budget: Budget) -> Iterator[Message]:
    if budget.daily is not None:
        yield Message("admin-budget-a-day", dollars=format_dollars(budget.daily))
    if budget.monthly is not None:
        yield Message("admin-budget-a-month", dollars=format_dollars(budget.monthly))
    if budget.pro_until is not None:
        yield Message("admin-budget-dearer-share", percent=round(budget.pro_until * 100, 2))


def _quota_parts(quota: Quota, target: QuotaTarget) -> Iterator[Message]:
    if quota.images == UNLIMITED and target.kind != "channels":
        yield Message("admin-pictures-as-plan")
    else:
        yield Message("admin-pictures-a-day", count=quota.images)
    if quota.concurrent is not None:
        yield requests_text(quota.concurrent)
    if quota.cooldown is not None:
        yield _cooldown_text(quota.cooldown)
    if quota.max_count is not None:
        yield Message("admin-pictures-a-request", count=quota.max_count)
    if quota.max_resolution is not None:
        yield Message("admin-resolution-at-most", resolution=quota.max_resolution)


def _cooldown_text(seconds: float) -> Message:
    return Message("admin-cooldown", seconds=seconds)
