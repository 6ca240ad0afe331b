"""Checks whether requests fit into the quotas and budgets, and counts what is used of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.domain.budgets import BudgetsExceeded
from bot.domain.clock import DAY_SECONDS
from bot.domain.job import Requester
from bot.domain.limit_checks import QuotaExceeded, check_can_request, check_free_requests, check_limits
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.request import Request
from bot.domain.usage import Usage
from bot.errors import Refused
from bot.storage import locks, restrictions, spending, totals, usage
from bot.storage.database import Transaction

_SUM_FREE_IMAGES: Final = """
    SELECT COALESCE(SUM(free_images), 0) AS images FROM jobs
    WHERE user_id = ? AND created_at > ? AND state NOT IN ('refused', 'failed', 'cancelled')
"""


def check_one_picture(asker: Requester, limits: Limits, now: float) -> Transaction[None]:
    """Raise the refusal if the member may not even have one picture now. Takes no lock, and looks at no budget."""
    used = yield from usage.get_member_usage(asker.user_id, asker.guild_id, limits, now)
    used = yield from usage.with_channel_usage(used, asker.quota_channel_id, limits, now)
    try:
        check_can_request(limits, used, now=now)
    except Refused as refusal:
        raise (yield from _with_time(refusal, asker, limits, now)) from None


def check(asker: Requester, requests: Sequence[Request], limits: Limits, now: float) -> Transaction[Usage]:
    """Raise the refusal if there is no room for the requests: blocked, paused, or out of quota or budget.

    The configured budgets and the channel's quota stay locked until the commit.
    """
    yield from restrictions.check(asker.guild_id, asker.user_id, now)
    used = yield from _lock_and_get_usage(asker, limits, now)
    try:
        check_limits(requests, limits, used, now=now)
    except Refused as refusal:
        raise (yield from _with_time(refusal, asker, limits, now)) from None
    return used


def check_free(asker: Requester, requests: Sequence[Request], limits: Limits, now: float) -> Transaction[Usage]:
    """Raise the refusal if the free requests of an accepted appeal do not fit into the budgets, or are too many.

    What is configured stays locked as in :func:`check`.
    """
    used = yield from _lock_and_get_usage(asker, limits, now)
    free = yield from count_free_images(asker.user_id, now)
    try:
        check_free_requests(requests, limits, used, free_images=free)
    except Refused as refusal:
        raise (yield from _with_time(refusal, asker, limits, now)) from None
    return used


def count_free_images(user_id: int, now: float) -> Transaction[int]:
    """Number of a member's free pictures of the last 24 hours; jobs that ended without pictures do not count."""
    (row,) = yield _SUM_FREE_IMAGES, (user_id, now - DAY_SECONDS)
    return int(row["images"])


def _with_time(refusal: Refused, asker: Requester, limits: Limits, now: float) -> Transaction[Refused]:
    """The refusal, with the time when a quota or a budget has room again."""
    if isinstance(refusal, BudgetsExceeded):
        return (yield from spending.over_budget_error(refusal, asker.user_id, asker.guild_id, limits, now))
    if isinstance(refusal, QuotaExceeded):
        place = (asker.user_id, asker.guild_id, asker.quota_channel_id)
        return (yield from usage.over_quota_error(refusal, *place, limits, now))
    return refusal


def _lock_and_get_usage(asker: Requester, limits: Limits, now: float) -> Transaction[Usage]:
    """Lock the configured budgets and the channel's quota until the commit; return the usage of all of them."""
    used = yield from usage.get_member_usage(asker.user_id, asker.guild_id, limits, now)
    if limits.channel_images_per_day != UNLIMITED:
        yield locks.channel_quota(asker.quota_channel_id)
    has_guild_budget = limits.guild_daily_budget is not None or limits.guild_monthly_budget is not None
    if asker.guild_id is not None and has_guild_budget:
        yield locks.guild_budget(asker.guild_id)
    if limits.bot_daily_budget is not None:
        yield locks.BOT_BUDGET
    of_channel = usage.channel_windows(asker.quota_channel_id, limits, now)
    of_budgets = spending.budget_windows(asker.guild_id, limits, now)
    return replace(used, **(yield from totals.get_sums({**of_channel, **of_budgets})))
