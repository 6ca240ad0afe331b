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
from bot.localization.messages import Message

_ROLLING_DAY: Final = "rolling"
_CALENDAR_DAY: Final = "calendar"
REQUESTS_DISABLED_MESSAGE: Final = Message("quota-zero")


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
    sentence: Message
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
        raise OverQuota(Message("quota-free-pictures-used-up", count=free_images + wanted, limit=limit))
    check_budgets(requests, limits, usage, member_sentence=FREE_REQUEST_BUDGET_MESSAGE)


def check_images(wanted: int, limits: Limits, usage: Usage, *, is_calendar_day: bool = False) -> None:
    """Raise :class:`QuotaExceeded` with every quota that has too few pictures left.

    ``is_calendar_day`` is whether the server counts a calendar day now, for the sentence: after a choice of a time
    zone the last 24 hours go on counting for a while.
    """
    day = _CALENDAR_DAY if is_calendar_day else _ROLLING_DAY
    shortages = [] if wanted == 0 else [*_list_shortages(wanted, limits, usage, day)]
    if shortages:
        raise QuotaExceeded(shortages)


def check_size(requests: Sequence[Request], limits: Limits) -> None:
    """Raise :class:`Forbidden` for a model, a resolution or a number of pictures that is not allowed there."""
    for request in requests:
        _check_model(request, limits)
        if limits.max_resolution is not None and request.resolution > limits.max_resolution:
            raise Forbidden(Message("limit-resolution", most=limits.max_resolution, requested=request.resolution))
    count = sum(request.count for request in requests)
    if limits.max_count is not None and count > limits.max_count:
        raise Forbidden(Message("limit-count", requested=count, most=limits.max_count))


def _check_model(request: Request, limits: Limits) -> None:
    if limits.models is None or request.model in limits.models:
        return
    if not limits.models:
        raise Forbidden(Message("limit-model-nor-another", model=request.model))
    raise Forbidden(Message("limit-model", model=request.model, able=join_with_or(limits.models)))


def _check_running_jobs(limits: Limits, usage: Usage) -> None:
    if limits.jobs_per_user == UNLIMITED or usage.jobs < limits.jobs_per_user:
        return
    if limits.jobs_per_user == 0:
        raise TooMany(REQUESTS_DISABLED_MESSAGE)
    raise TooMany(Message("limit-running", running=usage.jobs, limit=limits.jobs_per_user))


def _check_cooldown(limits: Limits, usage: Usage, now: float) -> None:
    """Raise :class:`TooSoon` within the cooldown; if the clock was set back, the wait is at most twice the cooldown."""
    if limits.cooldown_seconds <= 0 or usage.last_request_at is None:
        return
    frees_at = next_arrival([usage.last_request_at], interval_seconds=limits.cooldown_seconds)
    if now < frees_at < now + 2 * limits.cooldown_seconds:
        raise TooSoon(Message("limit-cooldown", seconds=limits.cooldown_seconds), retry_at=frees_at)


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
            counted = scope.value if scope is QuotaScope.ALL_SERVERS else day
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


def _day_sentence(wanted: int, granted: int, day: str, *, limit: int, used: int) -> Message:
    left = max(0, limit - used)
    if limit == 0 and not granted:
        return REQUESTS_DISABLED_MESSAGE
    if wanted > limit + granted:
        if granted:
            return Message("quota-smaller-than-request-with-grants", requested=wanted, limit=limit, granted=granted)
        return Message("quota-smaller-than-request", requested=wanted, limit=limit)
    if granted:
        return Message("quota-rest-with-grants", left=left, limit=limit, day=day, granted=granted, requested=wanted)
    if left:
        return Message("quota-rest", left=left, limit=limit, day=day, requested=wanted)
    return Message("quota-used-up", limit=limit, day=day)


def _channel_sentence(wanted: int, limit: int, left: int) -> Message:
    if limit == 0:
        return Message("channel-quota-zero")
    if wanted > limit:
        return Message("channel-quota-smaller-than-request", requested=wanted, limit=limit)
    if left:
        return Message("channel-quota-rest", left=left, limit=limit, requested=wanted)
    return Message("channel-quota-used-up", limit=limit)


def _highest_sentence(wanted: int, limit: int, left: int) -> Message:
    if left:
        return Message("plan-quota-rest", limit=limit, left=left, requested=wanted)
    return Message("plan-quota-used-up", limit=limit)


def _shortage(scope: QuotaScope, sentence: Message, wanted: int, *, limit: int, used: int) -> QuotaShortage:
    return QuotaShortage(scope, sentence, wanted - max(0, limit - used), wanted + used - limit, wanted <= limit)
