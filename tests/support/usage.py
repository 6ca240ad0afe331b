"""A member's usage of the last 24 hours on all servers together, and spending, as the ledger says."""

from typing import NamedTuple

from bot.domain.limits import Limits
from bot.domain.usage import Usage
from bot.storage import spending, usage
from bot.storage.database import Transaction


class DayUsage(NamedTuple):
    """What a member used in the last 24 hours."""

    images: int = 0
    micro_dollars: int = 0
    jobs: int = 0
    last_request_at: float | None = None
    oldest_image_expires_at: float | None = None


def get_day_usage(user_id: int, now: float) -> Transaction[DayUsage]:
    """The member's usage, and when their next picture is available again."""
    limits = Limits()
    used = yield from usage.get_member_usage(user_id, None, limits, now)
    frees_at = yield from usage.next_image_frees_at(user_id, None, limits, used, now)
    return DayUsage(used.images, used.micro_dollars, used.jobs, used.last_request_at, frees_at)


def get_budget_spending(guild_id: int | None, limits: Limits, now: float) -> Transaction[tuple[int, int, int]]:
    """Micro-dollars of the server's day and month, and of the whole bot's day."""
    used = yield from spending.with_spending(Usage(), guild_id, limits, now)
    return used.guild_daily_spend, used.guild_monthly_spend, used.bot_daily_spend
