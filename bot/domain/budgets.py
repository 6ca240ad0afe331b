"""Budgets: whether the price of requests fits into what a member, a server and the whole bot may spend."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from bot.domain.limits import UNLIMITED, Limits
from bot.domain.request import Request
from bot.domain.text import format_dollars
from bot.domain.usage import Usage
from bot.domain.windows import Span
from bot.errors import OverBudget
from bot.localization.messages import Message

UNDELIVERED_ALLOWANCE_MICRO_DOLLARS: Final = 1_000_000
"""Micro-dollars that a member may cost in a day in addition to their daily pictures at the highest price.

It covers pictures that are billed but not delivered (declined by moderators, unreadable, too late), and free
requests of accepted appeals. A member who receives most of their pictures never reaches it.
"""


class BudgetWindow(StrEnum):
    """The budgets: whose spending each limits, and over which time."""

    MEMBER_DAY = "member_day"
    GUILD_DAY = "guild_day"
    GUILD_MONTH = "guild_month"
    BOT_DAY = "bot_day"

    @property
    def span(self) -> Span:
        """Length of the window."""
        return Span.MONTH if self is BudgetWindow.GUILD_MONTH else Span.DAY


class BudgetLevel(NamedTuple):
    """A budget and what is spent of it, in micro-dollars."""

    window: BudgetWindow
    spent: int
    budget: int


class BudgetShortage(NamedTuple):
    """A budget that is too small for the requests.

    ``excess_micro_dollars`` is the spending that must first expire from the window; ``None`` if they can never fit.
    """

    window: BudgetWindow
    excess_micro_dollars: int | None
    sentence: Message


class BudgetsExceeded(OverBudget):
    """Budgets are too small for the requests; the ledger computes when they will be large enough."""

    def __init__(self, shortages: Sequence[BudgetShortage]) -> None:
        super().__init__(shortages[0].sentence, is_bot_budget=shortages[0].window is BudgetWindow.BOT_DAY)
        self.shortages = tuple(shortages)


MEMBER_BUDGET_MESSAGE: Final = Message("budget-member-used-up")
FREE_REQUEST_BUDGET_MESSAGE: Final = Message("budget-member-used-up-for-moderators")


def member_daily_budget(limits: Limits, usage: Usage) -> int | None:
    """Micro-dollars that a member may cost in a day, delivered or not; ``None`` is no limit.

    It is the price of their pictures of the day (those that managers granted or reset too, as far as the plan lets the
    member use them) with the dearest model, and :data:`UNDELIVERED_ALLOWANCE_MICRO_DOLLARS`.
    """
    if limits.max_image_price is None or limits.images_on_all_servers == UNLIMITED:
        return None
    highest, extra = limits.max_images_per_user_per_day, usage.granted_left + usage.extra
    if highest is not None and highest != UNLIMITED:
        extra = min(extra, max(0, highest - limits.images_per_user_per_day))
    images = limits.images_on_all_servers + extra + (usage.extra_on_all_servers - usage.extra)
    return images * limits.max_image_price + UNDELIVERED_ALLOWANCE_MICRO_DOLLARS


def server_budget_levels(limits: Limits, usage: Usage) -> list[BudgetLevel]:
    """What is spent of the budgets of the server and of the whole bot, if they have one."""
    budgets = (
        (BudgetWindow.GUILD_DAY, usage.guild_daily_spend, limits.guild_daily_budget),
        (BudgetWindow.GUILD_MONTH, usage.guild_monthly_spend, limits.guild_monthly_budget),
        (BudgetWindow.BOT_DAY, usage.bot_daily_spend, limits.bot_daily_budget),
    )
    return [
        BudgetLevel(window, spent, budget) for window, spent, budget in budgets if budget is not None and budget >= 0
    ]


def check_budgets(
    requests: Sequence[Request], limits: Limits, usage: Usage, *, member_sentence: Message = MEMBER_BUDGET_MESSAGE
) -> None:
    """Raise :class:`BudgetsExceeded` with every budget that is too small; ``member_sentence`` is for the member's."""
    levels = _budget_levels(limits, usage)
    estimate = sum(request.estimate for request in requests)
    image_price = min((request.estimate // request.count for request in requests), default=0)
    shortages = _list_shortages(levels, estimate, image_price, member_sentence)
    shortages += _dear_shortages(requests, limits, levels, estimate)
    if shortages:
        raise BudgetsExceeded(shortages)


def check_room(image_price: int, limits: Limits, usage: Usage) -> None:
    """Raise :class:`BudgetsExceeded` with every budget that has no room for one picture at this price."""
    shortages = _list_shortages(_budget_levels(limits, usage), image_price, image_price, MEMBER_BUDGET_MESSAGE)
    if shortages:
        raise BudgetsExceeded(shortages)


def _budget_levels(limits: Limits, usage: Usage) -> list[BudgetLevel]:
    """What is spent of all budgets, the member's first."""
    budget, levels = member_daily_budget(limits, usage), server_budget_levels(limits, usage)
    own = [] if budget is None else [BudgetLevel(BudgetWindow.MEMBER_DAY, usage.micro_dollars, budget)]
    return [*own, *levels]


def _list_shortages(
    levels: Sequence[BudgetLevel], estimate: int, image_price: int, member_sentence: Message
) -> list[BudgetShortage]:
    return [
        BudgetShortage(
            level.window,
            None if estimate > level.budget else level.spent + estimate - level.budget,
            _budget_sentence(level, estimate, image_price) or member_sentence,
        )
        for level in levels
        if level.spent + estimate > level.budget
    ]


def _dear_shortages(
    requests: Sequence[Request], limits: Limits, levels: Sequence[BudgetLevel], estimate: int
) -> list[BudgetShortage]:
    """The server's budgets that dearer models have used up, because they may use only a share of each."""
    if limits.pro_until >= 1 or not any(request.model in limits.dearer_models for request in requests):
        return []
    shares = [
        level._replace(budget=round(level.budget * limits.pro_until))
        for level in levels
        if level.window in {BudgetWindow.GUILD_DAY, BudgetWindow.GUILD_MONTH}
    ]
    return [
        BudgetShortage(
            level.window,
            None if estimate > level.budget else level.spent + estimate - level.budget,
            _dear_sentence(level, estimate, limits.pro_until),
        )
        for level in shares
        if level.spent + estimate > level.budget
    ]


def _dear_sentence(share: BudgetLevel, estimate: int, pro_until: float) -> Message:
    window = share.window.value
    if share.budget == 0:
        return Message("budget-cheapest-model-only")
    if estimate > share.budget:
        price, most = format_dollars(estimate), format_dollars(share.budget)
        return Message("budget-dearer-models-cost-too-much", price=price, most=most, window=window)
    return Message("budget-dearer-models-closed", share=f"{pro_until:.0%}", window=window)


def _budget_sentence(level: BudgetLevel, estimate: int, image_price: int) -> Message | None:
    """The sentence about a budget that is too small, ``None`` for the member's."""
    window, spent, budget = level
    if window is BudgetWindow.MEMBER_DAY:
        return None
    if budget == 0:
        return Message("budget-zero", window=window.value)
    if estimate > budget:
        name = "budget-smaller-than-price" if estimate > image_price else "budget-smaller-than-one-picture"
        return Message(name, window=window.value, price=format_dollars(estimate), budget=format_dollars(budget))
    if spent + image_price > budget:
        return Message("budget-used-up", window=window.value)
    return Message("budget-rest-too-small", window=window.value)
