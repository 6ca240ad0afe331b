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

UNDELIVERED_ALLOWANCE_MICRO_DOLLARS: Final = 1_000_000
"""Micro-dollars that a member may cost in a day in addition to their daily pictures at the highest price.

It covers pictures that are billed but not delivered (declined by moderators, unreadable, too late), and requests that
moderators grant. A member who receives most of their pictures never reaches it.
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
_WHO_CHANGES: Final = {
    BudgetWindow.GUILD_DAY: "A manager of this server can look at it with /admin budget show.",
    BudgetWindow.GUILD_MONTH: "A manager of this server can look at it with /admin budget show.",
    BudgetWindow.BOT_DAY: "All servers share it, and only Easel’s operator can raise it.",
}
MEMBER_BUDGET_MESSAGE: Final = (
    "Your requests of the last 24 hours have cost as much as one member’s may, because pictures were drawn that did "
    "not reach you. Nothing was charged."
)
FREE_REQUEST_BUDGET_MESSAGE: Final = (
    "This member’s requests of the last 24 hours have cost as much as one member’s may, whatever became of the "
    "pictures; accept it later, or reject it."
)


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
    requests: Sequence[Request], limits: Limits, usage: Usage, *, member_sentence: str = MEMBER_BUDGET_MESSAGE
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
    levels: Sequence[BudgetLevel], estimate: int, image_price: int, member_sentence: str
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


def _dear_sentence(share: BudgetLevel, estimate: int, pro_until: float) -> str:
    budget = _lower_first(_BUDGET_NAMES[share.window])
    if share.budget == 0:
        sentence = "On this server only the cheapest model draws; please choose it."
    elif estimate > share.budget:
        price, most = format_dollars(estimate), format_dollars(share.budget)
        sentence = (
            f"That would cost {price}, and dearer models may use {most} of {budget}; please choose the cheapest model "
            "or fewer pictures."
        )
    else:
        sentence = (
            f"Dearer models may use {pro_until:.0%} of {budget}, and too little of that is left; please choose the "
            "cheapest model."
        )
    return f"{sentence} Nothing was charged."


def _budget_sentence(level: BudgetLevel, estimate: int, image_price: int) -> str | None:
    """The sentence about a budget that is too small, ``None`` for the member's."""
    window, spent, budget = level
    if window is BudgetWindow.MEMBER_DAY:
        return None
    name = _BUDGET_NAMES[window]
    lower_name = _lower_first(name)
    if budget == 0:
        by = "Easel’s operator" if window is BudgetWindow.BOT_DAY else "a manager of this server or Easel’s operator"
        sentence = f"{name} is 0, so nothing is drawn until {by} changes that."
    elif estimate > budget:
        advice = "; please ask for fewer pictures" if estimate > image_price else ""
        sentence = f"That would cost {format_dollars(estimate)}, and {lower_name} is {format_dollars(budget)}{advice}."
    elif spent + image_price > budget:
        sentence = f"{name} is used up. {_WHO_CHANGES[window]}"
    else:
        sentence = f"What is left of {lower_name} is not enough for this; please ask for fewer pictures."
    return f"{sentence} Nothing was charged."


def _lower_first(text: str) -> str:
    return text[0].lower() + text[1:]
