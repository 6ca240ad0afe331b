"""Quotas and budgets in words, for answers and the audit log."""

from collections.abc import Iterator
from typing import Final

from bot.domain.limit_resolution import highest_quota
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.server_quotas import Budget, Quota, QuotaTarget
from bot.domain.text import format_dollars
from bot.domain.windows import Calendar

NO_SETTING: Final = "nothing of its own"
ROLLING_DAY: Final = "Rolling 24 hours"


def pictures_text(count: int) -> str:
    """A number of pictures: ``one picture``, ``5 pictures``; -1 is ``any number of pictures``."""
    if count == UNLIMITED:
        return "any number of pictures"
    return "one picture" if count == 1 else f"{count} pictures"


def quota_text(quota: Quota | None, target: QuotaTarget) -> str:
    """A quota as managers set it for the target."""
    return NO_SETTING if quota is None else ", ".join(_quota_parts(quota, target))


def plan_text(plan: Limits) -> str:
    """What a server's plan allows one member."""
    parts = [f"{pictures_text(plan.images_per_user_per_day)} a day"]
    if highest_quota(plan) != plan.images_per_user_per_day:
        parts.append(f"if managers set it, {pictures_text(highest_quota(plan))} a day")
    if plan.jobs_per_user != UNLIMITED:
        parts.append(_requests_text(plan.jobs_per_user))
    if plan.cooldown_seconds > 0:
        parts.append(_cooldown_text(plan.cooldown_seconds))
    return ", ".join(parts)


def budget_text(budget: Budget) -> str:
    """The budgets as managers set them."""
    parts = [
        *([] if budget.daily is None else [f"{format_dollars(budget.daily)} a day"]),
        *([] if budget.monthly is None else [f"{format_dollars(budget.monthly)} a month"]),
        *([] if budget.pro_until is None else [f"dearer models until {round(budget.pro_until * 100, 2):g} % is spent"]),
    ]
    return ", ".join(parts) or "as the plan allows"


def calendar_text(calendar: Calendar | None) -> str:
    """What counts as a day."""
    return "any 24 hours" if calendar is None else f"the calendar day in {calendar.time_zone}"


def _quota_parts(quota: Quota, target: QuotaTarget) -> Iterator[str]:
    if quota.images == UNLIMITED and target.kind != "channels":
        yield "as many pictures a day as the plan allows"
    else:
        yield f"{pictures_text(quota.images)} a day"
    if quota.concurrent is not None:
        yield _requests_text(quota.concurrent)
    if quota.cooldown is not None:
        yield _cooldown_text(quota.cooldown)
    if quota.max_count is not None:
        yield f"at most {pictures_text(quota.max_count)} a request"
    if quota.max_resolution is not None:
        yield f"at most {quota.max_resolution}"


def _requests_text(count: int) -> str:
    return "one request at once" if count == 1 else f"{count} requests at once"


def _cooldown_text(seconds: float) -> str:
    if seconds == 0:
        return "no cooldown"
    return f"a cooldown of {seconds:g} second{'' if seconds == 1 else 's'}"
