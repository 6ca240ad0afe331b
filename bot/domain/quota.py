"""Quotas and budgets: the limits, the usage, and whether requests fit into them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf
from typing import Final, NamedTuple

from bot.domain.clock import DAY_SECONDS
from bot.domain.request import Request
from bot.domain.text import format_dollars
from bot.errors import OverBudget, OverQuota, TooMany, TooSoon

MONTH_SECONDS: Final = 30 * DAY_SECONDS
UNLIMITED: Final = -1
"""The value of a limit that means “no limit”; 0 means that nothing is allowed."""
UNDELIVERED_ALLOWANCE_MICRO_DOLLARS: Final = 1_000_000
"""Micro-dollars that a member may cost in a day in addition to their daily pictures at the highest price.

It covers pictures that are billed but not delivered (declined by moderators, unreadable, too late), and requests that
moderators grant. A member who receives most of their pictures never reaches it.
"""
REQUESTS_DISABLED_MESSAGE: Final = (
    "Nobody can request pictures here right now: Easel’s operator set that limit, and can change it. "
    "Nothing was charged."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Limits for the members of a tier, instead of the default ones."""

    images_per_user_per_day: int
    jobs_per_user: int
    cooldown_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a member, a server and the whole bot; :data:`UNLIMITED` is no limit.

    Budgets are in micro-dollars; ``None`` is no budget.
    """

    images_per_user_per_day: int = 20
    jobs_per_user: int = 2
    cooldown_seconds: float = 5.0
    guild_daily_budget: int | None = None
    guild_monthly_budget: int | None = None
    bot_daily_budget: int | None = None
    confirm_above: int | None = None
    """Micro-dollars above which the member must confirm a request."""
    max_image_price: int | None = None
    """Highest price of a picture in micro-dollars, for :attr:`member_daily_budget`; ``None`` for no such budget."""
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    """The tiers by name, as the operator configured them; each server assigns them to its roles."""

    def for_tier(self, tier: str | None) -> "Limits":
        """The limits of a member of that tier; the default limits if the tier no longer exists."""
        known = self.tiers.get(tier or "")
        if known is None:
            return self
        return replace(
            self,
            images_per_user_per_day=known.images_per_user_per_day,
            jobs_per_user=known.jobs_per_user,
            cooldown_seconds=known.cooldown_seconds,
        )

    @property
    def member_daily_budget(self) -> int | None:
        """Micro-dollars that a member may cost in a day, delivered or not; ``None`` is no limit."""
        if self.max_image_price is None or self.images_per_user_per_day == UNLIMITED:
            return None
        return self.images_per_user_per_day * self.max_image_price + UNDELIVERED_ALLOWANCE_MICRO_DOLLARS

    def best_tier(self, tiers: Sequence[str]) -> str | None:
        """The tier with the most pictures a day (then jobs, then shortest cooldown); ``None`` if none is configured."""
        known = [tier for tier in tiers if tier in self.tiers]
        return max(known, key=lambda tier: _tier_rank(self.tiers[tier]), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Usage in sliding windows: a day is the last 24 hours, a month the last 30 days.

    ``oldest_image_expires_at`` is when the oldest counted picture leaves the window; money is in micro-dollars.
    """

    images: int = 0
    micro_dollars: int = 0
    jobs: int = 0
    last_request_at: float | None = None
    oldest_image_expires_at: float | None = None
    guild_daily_spend: int = 0
    guild_monthly_spend: int = 0
    bot_daily_spend: int = 0


class BudgetWindow(StrEnum):
    """The budgets: whose spending each limits, and over which time."""

    MEMBER_DAY = "member_day"
    GUILD_DAY = "guild_day"
    GUILD_MONTH = "guild_month"
    BOT_DAY = "bot_day"

    @property
    def seconds(self) -> float:
        """Length of the sliding window."""
        return MONTH_SECONDS if self is BudgetWindow.GUILD_MONTH else DAY_SECONDS


class BudgetShortage(NamedTuple):
    """A budget that is too small for the requests.

    ``excess_micro_dollars`` is the spending that must first expire from the window; ``None`` if they can never fit.
    """

    window: BudgetWindow
    excess_micro_dollars: int | None
    sentence: str


class BudgetsExceeded(OverBudget):
    """Budgets are too small for the requests; the ledger computes when they will be large enough."""

    def __init__(self, shortages: Sequence[BudgetShortage]) -> None:
        super().__init__(shortages[0].sentence, is_bot_budget=shortages[0].window is BudgetWindow.BOT_DAY)
        self.shortages = tuple(shortages)


_BUDGET_NAMES: Final = {
    BudgetWindow.GUILD_DAY: "This server’s picture budget for the day",
    BudgetWindow.GUILD_MONTH: "This server’s picture budget for the month",
    BudgetWindow.BOT_DAY: "The bot’s picture budget for the day",
}
_MEMBER_BUDGET_MESSAGE: Final = (
    "Your requests of the last 24 hours have cost as much as one member’s may, because pictures were drawn that did "
    "not reach you. Nothing was charged."
)
_GRANT_BUDGET_MESSAGE: Final = (
    "This member’s requests of the last 24 hours have cost as much as one member’s may, whatever became of the "
    "pictures; accept it later, or reject it."
)


def _tier_rank(tier: Tier) -> tuple[float, float, float]:
    images, jobs = (
        inf if limit == UNLIMITED else limit for limit in (tier.images_per_user_per_day, tier.jobs_per_user)
    )
    return images, jobs, -tier.cooldown_seconds


def remaining_images(limits: Limits, usage: Usage) -> int | None:
    """Pictures that a member has left; ``None`` if there is no limit."""
    if limits.images_per_user_per_day == UNLIMITED:
        return None
    return max(0, limits.images_per_user_per_day - usage.images)


def check_limits(requests: Sequence[Request], limits: Limits, usage: Usage, *, now: float) -> None:
    """Raise the first refusal, with the time when it ends, if the requests do not fit into the limits and budgets."""
    _check_running_jobs(limits, usage)
    _check_cooldown(limits, usage, now)
    _check_images(sum(request.quota_images for request in requests), limits, usage)
    _check_budgets(requests, limits, usage, member_sentence=_MEMBER_BUDGET_MESSAGE)


def check_can_request(limits: Limits, usage: Usage, *, now: float) -> None:
    """Raise the refusal of running jobs, cooldown or quota that any request of this member would get now."""
    _check_running_jobs(limits, usage)
    _check_cooldown(limits, usage, now)
    _check_images(1, limits, usage)


def check_free_grant(requests: Sequence[Request], limits: Limits, usage: Usage, *, granted_images: int) -> None:
    """Raise a refusal for the moderator if free requests for a member do not fit into the budgets.

    With the ``granted_images`` of the last day they must also fit into the member's daily limit; otherwise a member and
    a moderator together would have no limit.
    """
    limit, wanted = limits.images_per_user_per_day, sum(request.count for request in requests)
    if limit != UNLIMITED and granted_images + wanted > limit:
        raise OverQuota(
            f"That would be {granted_images + wanted} pictures free of charge for this member within 24 hours, "
            f"and {limit} a day is their limit; accept it later, or reject it."
        )
    _check_budgets(requests, limits, usage, member_sentence=_GRANT_BUDGET_MESSAGE)


def _check_running_jobs(limits: Limits, usage: Usage) -> None:
    if limits.jobs_per_user == UNLIMITED or usage.jobs < limits.jobs_per_user:
        return
    if limits.jobs_per_user == 0:
        raise TooMany(REQUESTS_DISABLED_MESSAGE)
    running = "a request" if usage.jobs == 1 else f"{usage.jobs} requests"
    raise TooMany(
        f"You have {running} running already, and {limits.jobs_per_user} at once is your limit; wait for one to finish,"
        " or cancel one that is still in the queue with /cancel. Nothing was charged."
    )


def _check_cooldown(limits: Limits, usage: Usage, now: float) -> None:
    """Raise :class:`TooSoon` within the cooldown; if the clock was set back, the wait is at most twice the cooldown."""
    if limits.cooldown_seconds <= 0 or usage.last_request_at is None:
        return
    if abs(now - usage.last_request_at) < limits.cooldown_seconds:
        frees_at = usage.last_request_at + limits.cooldown_seconds
        pause = f"{limits.cooldown_seconds:g} seconds"
        raise TooSoon(f"Your limit is one request every {pause}; nothing was charged.", retry_at=frees_at)


def _check_images(wanted: int, limits: Limits, usage: Usage) -> None:
    remaining = remaining_images(limits, usage)
    if remaining is None or wanted <= remaining:
        return
    limit = limits.images_per_user_per_day
    if limit == 0:
        raise OverQuota(REQUESTS_DISABLED_MESSAGE)
    if wanted > limit:
        raise OverQuota(
            f"You requested {wanted} pictures, and {limit} a day is your limit; please ask for fewer. "
            "Nothing was charged."
        )
    have = f"You have {remaining} of your {limit} pictures of the last 24 hours left"
    sentence = f"{have} and requested {wanted}." if remaining else f"{have}."
    raise OverQuota(f"{sentence} Nothing was charged.", retry_at=usage.oldest_image_expires_at)


def _check_budgets(requests: Sequence[Request], limits: Limits, usage: Usage, *, member_sentence: str) -> None:
    """Raise :class:`BudgetsExceeded` with every budget that is too small; ``member_sentence`` is for the member's."""
    estimate = sum(request.estimate for request in requests)
    image_price = min((request.estimate // request.count for request in requests), default=0)
    budgets = (
        (BudgetWindow.MEMBER_DAY, usage.micro_dollars, limits.member_daily_budget),
        (BudgetWindow.GUILD_DAY, usage.guild_daily_spend, limits.guild_daily_budget),
        (BudgetWindow.GUILD_MONTH, usage.guild_monthly_spend, limits.guild_monthly_budget),
        (BudgetWindow.BOT_DAY, usage.bot_daily_spend, limits.bot_daily_budget),
    )
    shortages = [
        BudgetShortage(
            window,
            None if estimate > budget else spent + estimate - budget,
            _budget_sentence(window, spent, estimate, image_price, budget) or member_sentence,
        )
        for window, spent, budget in budgets
        if budget is not None and budget >= 0 and spent + estimate > budget
    ]
    if shortages:
        raise BudgetsExceeded(shortages)


def _budget_sentence(window: BudgetWindow, spent: int, estimate: int, image_price: int, budget: int) -> str | None:
    """The sentence about a budget that is too small, ``None`` for the member's.

    ``image_price`` is the lowest price of one requested picture.
    """
    if window is BudgetWindow.MEMBER_DAY:
        return None
    name = _BUDGET_NAMES[window]
    lower_name = name[0].lower() + name[1:]
    if budget == 0:
        sentence = f"{name} is 0, so nothing is drawn until Easel’s operator changes that."
    elif estimate > budget:
        price, most = format_dollars(estimate), format_dollars(budget)
        sentence = f"That would cost {price}, and {lower_name} is {most}; please ask for fewer pictures."
    elif spent + image_price > budget:
        sentence = f"{name} is used up."
    else:
        sentence = f"What is left of {lower_name} is not enough for this; please ask for fewer pictures."
    return f"{sentence} Nothing was charged."
