"""Whether requests fit into the quotas, the unfinished requests, the cooldown and the size that a member may have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from bot.domain.budgets import FREE_REQUEST_BUDGET_MESSAGE, check_budgets
from bot.domain.gcra import next_arrival
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.request import Request
from bot.domain.usage import Usage
from bot.domain.windows import Span, next_window_start
from bot.errors import Forbidden, OverQuota, TooMany, TooSoon
from bot.localization.lists import join_with_or

_ROLLING_DAY: Final = "the last 24 hours"
REQUESTS_DISABLED_MESSAGE: Final = (
    "You cannot request pictures here: your limit is 0. A manager of this server or Easel’s operator can change that. "
    "Nothing was charged."
)


class QuotaScope(StrEnum):
    """Whose pictures are used up."""

    SERVER = "server"  #: the member's on this server
    ALL_SERVERS = "all_servers"  #: the member's on all servers together
    HIGHEST = "highest"  #: the most that managers may give one member, with grants and resets
    CHANNEL = "channel"  #: all members' in this channel


@dataclass(frozen=True, slots=True)
class QuotaShare:
    """How many pictures of a request count against the member's day, and how many are taken from grants."""

    of_day: int
    of_grants: int = 0


class DayLimit(NamedTuple):
    """A limit of the member's day, and the pictures that are used of it."""

    scope: QuotaScope
    limit: int
    used: int


class QuotaShortage(NamedTuple):
    """Too few pictures are left: ``missing`` more are needed. ``scope`` says whose they are.

    ``excess`` is how many must first leave the window; more than ``missing`` where the limit was lowered.
    """

    scope: QuotaScope
    sentence: str
    missing: int
    excess: int
    can_ever_fit: bool


class QuotaExceeded(OverQuota):
    """Too few pictures are left; the ledger computes when enough are."""

    def __init__(self, shortages: Sequence[QuotaShortage]) -> None:
        super().__init__(shortages[0].sentence, missing=shortages[0].missing)
        self.shortages = tuple(shortages)

    @property
    def can_ever_fit(self) -> bool:
        """Whether the request can be accepted later without any change."""
        return all(shortage.can_ever_fit for shortage in self.shortages)


def remaining_images(limits: Limits, usage: Usage) -> int | None:
    """Pictures that a member has left, those of grants included; ``None`` if there is no limit."""
    of_day = remaining_of_day(limits, usage)
    left = _others_left(limits, usage)
    return min(left if of_day is None else [of_day + usage.granted_left, *left], default=None)


def remaining_of_day(limits: Limits, usage: Usage) -> int | None:
    """Pictures that a member has left of their day; ``None`` if there is no limit."""
    return min((max(0, limit - used) for _, limit, used in _day_limits(limits, usage)), default=None)


def scarcest_day_limit(limits: Limits, usage: Usage) -> DayLimit | None:
    """The limit of the member's day with the fewest pictures left; ``None`` if there is no limit."""
    return min(_day_limits(limits, usage), key=lambda day: day.limit - day.used, default=None)


def split_images(wanted: int, limits: Limits, usage: Usage) -> QuotaShare:
    """Take pictures from the member's day as far as it goes, and the rest from grants."""
    left = remaining_of_day(limits, usage)
    of_day = wanted if left is None else min(wanted, left)
    return QuotaShare(of_day, wanted - of_day)


def check_limits(requests: Sequence[Request], limits: Limits, usage: Usage, *, now: float) -> None:
    """Raise the first refusal, with the time when it ends, if the requests do not fit into the limits and budgets."""
    _check_running_jobs(limits, usage)
    _check_cooldown(limits, usage, now)
    check_size(requests, limits)
    wanted = sum(request.quota_images for request in requests)
    check_images(wanted, limits, usage, is_calendar_day=_is_calendar_day(limits, now))
    check_budgets(requests, limits, usage)


def check_can_request(limits: Limits, usage: Usage, *, now: float) -> None:
    """Raise the refusal of running jobs, cooldown or quota that any request of this member would get now."""
    _check_running_jobs(limits, usage)
    _check_cooldown(limits, usage, now)
    check_images(1, limits, usage, is_calendar_day=_is_calendar_day(limits, now))


def check_free_requests(requests: Sequence[Request], limits: Limits, usage: Usage, *, free_images: int) -> None:
    """Raise a refusal for the moderator if free requests for a member do not fit into the budgets.

    With the ``free_images`` of the last day they must also fit into the member's daily limit; otherwise a member and
    a moderator together would have no limit.
    """
    limit, wanted = limits.images_per_user_per_day, sum(request.count for request in requests)
    if limit != UNLIMITED and free_images + wanted > limit:
        raise OverQuota(
            f"That would be {free_images + wanted} pictures free of charge for this member within 24 hours, "
            f"and {limit} a day is their limit; accept it later, or reject it."
        )
    check_budgets(requests, limits, usage, member_sentence=FREE_REQUEST_BUDGET_MESSAGE)


def check_images(wanted: int, limits: Limits, usage: Usage, *, is_calendar_day: bool = False) -> None:
    """Raise :class:`QuotaExceeded` with every quota that has too few pictures left.

    ``is_calendar_day`` is whether the server counts a calendar day now, for the sentence: after a choice of a time
    zone the last 24 hours go on counting for a while.
    """
    day = "today" if is_calendar_day else _ROLLING_DAY
    shortages = [] if wanted == 0 else [*_list_shortages(wanted, limits, usage, day)]
    if shortages:
        raise QuotaExceeded(shortages)


def check_size(requests: Sequence[Request], limits: Limits) -> None:
    """Raise :class:`Forbidden` for a model, a resolution or a number of pictures that is not allowed there."""
    for request in requests:
        _check_model(request, limits)
        if limits.max_resolution is not None and request.resolution > limits.max_resolution:
            raise Forbidden(
                f"This server’s managers allow pictures in {limits.max_resolution} here, not in {request.resolution}; "
                f"please choose {limits.max_resolution}. Nothing was charged."
            )
    count = sum(request.count for request in requests)
    if limits.max_count is not None and count > limits.max_count:
        most = "one picture" if limits.max_count == 1 else f"at most {limits.max_count} pictures"
        raise Forbidden(
            f"You requested {count} pictures at once, and this server’s managers allow {most} a request here; please "
            "ask for fewer. Nothing was charged."
        )


def _check_model(request: Request, limits: Limits) -> None:
    if limits.models is None or request.model in limits.models:
        return
    choice = f"please choose {join_with_or(limits.models)}" if limits.models else "and it includes no other model"
    raise Forbidden(f"This server’s plan does not include the model {request.model}; {choice}. Nothing was charged.")


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
    frees_at = next_arrival([usage.last_request_at], interval_seconds=limits.cooldown_seconds)
    if now < frees_at < now + 2 * limits.cooldown_seconds:
        pause = "second" if limits.cooldown_seconds == 1 else f"{limits.cooldown_seconds:g} seconds"
        raise TooSoon(f"Your limit is one request every {pause}; nothing was charged.", retry_at=frees_at)


def _day_limits(limits: Limits, usage: Usage) -> list[DayLimit]:
    days = (
        DayLimit(QuotaScope.SERVER, limits.images_per_user_per_day, usage.images),
        DayLimit(QuotaScope.ALL_SERVERS, limits.images_on_all_servers, usage.images_on_all_servers),
    )
    return [day for day in days if day.limit != UNLIMITED]


def _others_left(limits: Limits, usage: Usage) -> list[int]:
    """What is left of the limits that also hold for pictures of grants."""
    pairs = (
        (limits.max_images_per_user_per_day, usage.images + usage.extra),
        (limits.channel_images_per_day, usage.channel_images),
    )
    return [max(0, limit - used) for limit, used in pairs if limit not in {None, UNLIMITED}]


def _is_calendar_day(limits: Limits, now: float) -> bool:
    return next_window_start(now, Span.DAY, limits.calendar) is not None


def _list_shortages(wanted: int, limits: Limits, usage: Usage, day: str) -> Iterator[QuotaShortage]:
    granted = usage.granted_left
    for scope, limit, used in _day_limits(limits, usage):
        if wanted > max(0, limit - used) + granted:
            # Other servers do not count this server's calendar day.
            counted = f"{_ROLLING_DAY} on all servers together" if scope is QuotaScope.ALL_SERVERS else day
            sentence = _day_sentence(wanted, usage.granted_left, counted, limit=limit, used=used)
            yield _shortage(scope, sentence, wanted - granted, limit=limit, used=used)
    limit, used = limits.channel_images_per_day, usage.channel_images
    if limit != UNLIMITED and used + wanted > limit:
        sentence = _channel_sentence(wanted, limit, max(0, limit - used))
        yield _shortage(QuotaScope.CHANNEL, sentence, wanted, limit=limit, used=used)
    highest, used = limits.max_images_per_user_per_day, usage.images + usage.extra
    if highest is not None and highest != UNLIMITED and used + wanted > highest:
        sentence = _highest_sentence(wanted, highest, max(0, highest - used))
        yield _shortage(QuotaScope.HIGHEST, sentence, wanted, limit=highest, used=used)


def _day_sentence(wanted: int, granted: int, day: str, *, limit: int, used: int) -> str:
    left = max(0, limit - used)
    if limit == 0 and not granted:
        return REQUESTS_DISABLED_MESSAGE
    if wanted > limit + granted:
        more = f" and {granted} more that managers gave you" if granted else ""
        return f"You requested {wanted} pictures, and {limit} a day is your limit{more}; please ask for fewer."
    gave = f", and {granted} that managers gave you, but" if granted else " and"
    requested = f"{gave} requested {wanted}" if left + granted else ""
    if limit == 1 and not left + granted:
        return f"Your one picture of {day} is used up."
    return f"You have {left} of your {limit} pictures of {day} left{requested}."


def _channel_sentence(wanted: int, limit: int, left: int) -> str:
    if limit == 0:
        return "This server’s managers allow no pictures in this channel; please try another one."
    if wanted > limit:
        return f"You requested {wanted} pictures, and this channel has {limit} a day; please ask for fewer."
    if left:
        return f"This channel has {left} of its {limit} pictures of the day left, and you requested {wanted}."
    pictures = "picture of the day is" if limit == 1 else f"{limit} pictures of the day are"
    return f"This channel’s {pictures} used up, by all members together; please try another channel."


def _highest_sentence(wanted: int, limit: int, left: int) -> str:
    pictures = "no pictures" if limit == 0 else "one picture a day" if limit == 1 else f"{limit} pictures a day"
    rest = f"you have {left} left and requested {wanted}" if left else "you have none left"
    return f"This server’s plan allows a member {pictures}, whatever managers give; {rest}."


def _shortage(scope: QuotaScope, sentence: str, wanted: int, *, limit: int, used: int) -> QuotaShortage:
    if sentence != REQUESTS_DISABLED_MESSAGE:
        sentence = f"{sentence} Nothing was charged."
    return QuotaShortage(scope, sentence, wanted - max(0, limit - used), wanted + used - limit, wanted <= limit)
