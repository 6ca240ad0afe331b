"""May this be afforded? The limits, what was used of them, and the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Final

from bot.domain.request import Request
from bot.errors import OverBudget, OverQuota, TooMany, TooSoon

DAY: Final = 24 * 3600.0
MONTH: Final = 30 * DAY
UNLIMITED: Final = -1
NOBODY: Final = (
    "Nobody may ask for pictures here at the moment: Easel’s operator set that limit, and can change it. "
    "Nothing was charged."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Limits that hold for some members in place of the usual ones."""

    images_per_user_per_day: int
    jobs_per_user: int
    cooldown_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a member, a server and the whole bot may use; -1 is no limit, budgets are micro-dollars or ``None``."""

    images_per_user_per_day: int = 20
    jobs_per_user: int = 2
    cooldown_seconds: float = 5.0
    guild_day: int | None = None
    guild_month: int | None = None
    bot_day: int | None = None
    confirm_above: int | None = None
    """Micro-dollars above which a request is asked about before it spends."""
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    """By the names that the operator gave them; servers say whose they are."""

    def of(self, tier: str | None) -> "Limits":
        """What holds for a member of that tier; the usual limits for one that the operator does not have any more."""
        known = self.tiers.get(tier or "")
        if known is None:
            return self
        return replace(
            self,
            images_per_user_per_day=known.images_per_user_per_day,
            jobs_per_user=known.jobs_per_user,
            cooldown_seconds=known.cooldown_seconds,
        )

    def best(self, tiers: Sequence[str]) -> str | None:
        """The one of these tiers with the most pictures a day; ``None`` when the operator has none of them."""
        known = [tier for tier in tiers if tier in self.tiers]
        return max(known, key=lambda tier: _most(self.tiers[tier]), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What was used up to now; windows roll, so a day is the last 24 hours and a month the last 30 days.

    ``frees_at`` is when the oldest counted picture leaves the window; amounts of money are micro-dollars.
    """

    images: int = 0
    micros: int = 0
    jobs: int = 0
    last_asked_at: float | None = None
    frees_at: float | None = None
    guild_day: int = 0
    guild_month: int = 0
    bot_day: int = 0


def _most(tier: Tier) -> tuple[float, float, float]:
    images, jobs = (inf if one == UNLIMITED else one for one in (tier.images_per_user_per_day, tier.jobs_per_user))
    return images, jobs, -tier.cooldown_seconds


def left(limits: Limits, usage: Usage) -> int | None:
    """Pictures that a member has left; ``None`` when there is no limit."""
    if limits.images_per_user_per_day == UNLIMITED:
        return None
    return max(0, limits.images_per_user_per_day - usage.images)


def afford(requests: Sequence[Request], limits: Limits, usage: Usage, *, now: float) -> None:
    """Pass when the requests may be made together now; otherwise raise the first refusal, which says when they may."""
    _jobs(limits, usage)
    _cooldown(limits, usage, now)
    _images(sum(request.charge for request in requests), limits, usage)
    _budgets(sum(request.estimate for request in requests), limits, usage)


def may_ask(limits: Limits, usage: Usage, *, now: float) -> None:
    """Pass when the member may make any request at all now: otherwise :func:`afford` would refuse each of them."""
    _jobs(limits, usage)
    _cooldown(limits, usage, now)
    _images(1, limits, usage)


def afford_free(requests: Sequence[Request], limits: Limits, usage: Usage, *, given: int) -> None:
    """Pass when there are dollars for requests that somebody else granted the member, whose sentences these are.

    With the ``given`` pictures of the last day they stay within what the member may ask for in a day: otherwise two
    who agree, one of them a moderator, would have no limit.
    """
    limit, wanted = limits.images_per_user_per_day, sum(request.count for request in requests)
    if limit != UNLIMITED and given + wanted > limit:
        raise OverQuota(
            f"That would be {given + wanted} pictures free of charge for this member within 24 hours, and {limit} a "
            "day is their limit; accept it later, or reject it."
        )
    _budgets(sum(request.estimate for request in requests), limits, usage)


def _jobs(limits: Limits, usage: Usage) -> None:
    if limits.jobs_per_user == UNLIMITED or usage.jobs < limits.jobs_per_user:
        return
    if limits.jobs_per_user == 0:
        raise TooMany(NOBODY)
    running = "a request" if usage.jobs == 1 else f"{usage.jobs} requests"
    raise TooMany(
        f"You have {running} running already, and {limits.jobs_per_user} at once is your limit; wait for one to finish,"
        " or take one back with /cancel. Nothing was charged."
    )


def _cooldown(limits: Limits, usage: Usage, now: float) -> None:
    """The last request may lie ahead of now: by little where two clocks differ, by much after one was set back."""
    if limits.cooldown_seconds <= 0 or usage.last_asked_at is None:
        return
    if abs(now - usage.last_asked_at) < limits.cooldown_seconds:
        frees_at = usage.last_asked_at + limits.cooldown_seconds
        pause = f"{limits.cooldown_seconds:g} seconds"
        raise TooSoon(f"Your limit is one request every {pause}; nothing was charged.", frees_at=frees_at)


def _images(wanted: int, limits: Limits, usage: Usage) -> None:
    remaining = left(limits, usage)
    if remaining is None or wanted <= remaining:
        return
    limit = limits.images_per_user_per_day
    if limit == 0:
        raise OverQuota(NOBODY)
    if wanted > limit:
        raise OverQuota(
            f"You asked for {wanted} pictures, and {limit} a day is your limit; please ask for fewer. "
            "Nothing was charged."
        )
    have = f"You have {remaining} of your {limit} pictures of the last 24 hours left"
    sentence = f"{have} and asked for {wanted}." if remaining else f"{have}."
    raise OverQuota(f"{sentence} Nothing was charged.", frees_at=usage.frees_at)


def _budgets(estimate: int, limits: Limits, usage: Usage) -> None:
    for spent, budget, sentence in (
        (usage.guild_day, limits.guild_day, "This server’s picture budget for the day is used up."),
        (usage.guild_month, limits.guild_month, "This server’s picture budget for the month is used up."),
        (usage.bot_day, limits.bot_day, "The bot’s picture budget for the day is used up."),
    ):
        if budget is not None and budget >= 0 and spent + estimate > budget:
            raise OverBudget(f"{sentence} Nothing was charged; please ask again later.")
