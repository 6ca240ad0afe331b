"""Quotas: whether requests fit into the pictures, the unfinished requests and the cooldown of a member."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.budgets import GRANT_BUDGET_MESSAGE, check_budgets
from bot.domain.catalog import join_with_or
from bot.domain.gcra import next_arrival
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.request import Request
from bot.domain.usage import Usage
from bot.errors import Forbidden, OverQuota, TooMany, TooSoon

REQUESTS_DISABLED_MESSAGE: Final = (
    "Nobody can request pictures here right now: Easel’s operator or this server’s managers set that limit, and can "
    "change it. Nothing was charged."
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


class QuotaExceeded(OverQuota):
    """Too few pictures are left; the ledger computes when ``missing`` more are. ``scope`` says whose they are."""

    def __init__(self, sentence: str, scope: QuotaScope, *, missing: int, can_ever_fit: bool) -> None:
        super().__init__(sentence)
        self.scope = scope
        self.missing = missing
        self.can_ever_fit = can_ever_fit


def remaining_images(limits: Limits, usage: Usage) -> int | None:
    """Pictures that a member has left, those of grants included; ``None`` if there is no limit."""
    of_day = remaining_of_day(limits, usage)
    if of_day is None:
        return None
    return min([of_day + usage.granted_left, *_others_left(limits, usage)])


def remaining_of_day(limits: Limits, usage: Usage) -> int | None:
    """Pictures that a member has left of their day; ``None`` if there is no limit."""
    pairs = (
        (limits.images_per_user_per_day, usage.images),
        (limits.images_on_all_servers, usage.images_on_all_servers),
    )
    left = [max(0, limit - used) for limit, used in pairs if limit != UNLIMITED]
    return min(left, default=None)


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
    check_images(sum(request.quota_images for request in requests), limits, usage)
    check_budgets(requests, limits, usage)


def check_can_request(limits: Limits, usage: Usage, *, now: float) -> None:
    """Raise the refusal of running jobs, cooldown or quota that any request of this member would get now."""
    _check_running_jobs(limits, usage)
    _check_cooldown(limits, usage, now)
    check_images(1, limits, usage)


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
    check_budgets(requests, limits, usage, member_sentence=GRANT_BUDGET_MESSAGE)


def check_images(wanted: int, limits: Limits, usage: Usage) -> None:
    """Raise :class:`OverQuota` if so many pictures do not fit into what the member has left."""
    if wanted == 0:
        return
    _check_channel_images(wanted, limits, usage)
    _check_highest(wanted, limits, usage)
    left = remaining_of_day(limits, usage)
    if left is not None and wanted > left + usage.granted_left:
        raise _day_exceeded(wanted, limits, usage)


def check_size(requests: Sequence[Request], limits: Limits) -> None:
    """Raise :class:`Forbidden` for a model, a resolution or a number of pictures that is not allowed there."""
    for request in requests:
        if limits.models is not None and request.model not in limits.models:
            choices = f"you can use {join_with_or(limits.models)}" if limits.models else "it has no model to choose"
            raise Forbidden(f"This server’s plan does not include {request.model}; {choices}. Nothing was charged.")
        if limits.max_resolution is not None and request.resolution > limits.max_resolution:
            raise Forbidden(
                f"Pictures in {request.resolution} are not allowed here; please ask for {limits.max_resolution}. "
                "Nothing was charged."
            )
    count = sum(request.count for request in requests)
    if limits.max_count is not None and count > limits.max_count:
        most = "one picture" if limits.max_count == 1 else f"{limits.max_count} pictures"
        raise Forbidden(f"You requested {count} pictures, and here a request may have {most}. Nothing was charged.")


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
        pause = f"{limits.cooldown_seconds:g} seconds"
        raise TooSoon(f"Your limit is one request every {pause}; nothing was charged.", retry_at=frees_at)


def _others_left(limits: Limits, usage: Usage) -> list[int]:
    """What is left of the limits that also hold for pictures of grants."""
    pairs = (
        (limits.max_images_per_user_per_day, usage.images + usage.extra),
        (limits.channel_images_per_day, usage.channel_images),
    )
    return [max(0, limit - used) for limit, used in pairs if limit != UNLIMITED]


def _check_channel_images(wanted: int, limits: Limits, usage: Usage) -> None:
    limit = limits.channel_images_per_day
    if limit == UNLIMITED or usage.channel_images + wanted <= limit:
        return
    left = max(0, limit - usage.channel_images)
    if limit == 0:
        sentence = "This server’s managers allow no pictures in this channel; please try another one."
    elif left == 0:
        sentence = f"This channel’s {limit} pictures of the day are used up; please try another one."
    else:
        sentence = f"This channel has {left} of its {limit} pictures of the day left, and you requested {wanted}."
    raise _quota_exceeded(sentence, QuotaScope.CHANNEL, wanted - left, can_ever_fit=wanted <= limit)


def _check_highest(wanted: int, limits: Limits, usage: Usage) -> None:
    limit, used = limits.max_images_per_user_per_day, usage.images + usage.extra
    if limit == UNLIMITED or used + wanted <= limit:
        return
    left = max(0, limit - used)
    sentence = f"This server’s plan allows one member {limit} pictures a day, and you have {left} of them left."
    raise _quota_exceeded(sentence, QuotaScope.HIGHEST, wanted - left, can_ever_fit=wanted <= limit)


def _day_exceeded(wanted: int, limits: Limits, usage: Usage) -> OverQuota:
    limit, scope = limits.images_per_user_per_day, QuotaScope.SERVER
    day = "the last 24 hours" if limits.calendar is None else "today"
    if limit == UNLIMITED or limit - usage.images > limits.images_on_all_servers - usage.images_on_all_servers:
        limit, scope = limits.images_on_all_servers, QuotaScope.ALL_SERVERS
        day += " on all servers together"
    left = (remaining_of_day(limits, usage) or 0) + usage.granted_left
    missing, can_ever_fit = wanted - left, wanted <= limit + usage.granted_left
    if limit == 0 and not usage.granted_left:
        return OverQuota(REQUESTS_DISABLED_MESSAGE)
    if not can_ever_fit:
        sentence = f"You requested {wanted} pictures, and {limit} a day is your limit; please ask for fewer."
        return _quota_exceeded(sentence, scope, missing, can_ever_fit=False)
    have = f"You have {left} of your {limit} pictures of {day} left"
    sentence = f"{have} and requested {wanted}." if left else f"{have}."
    return _quota_exceeded(sentence, scope, missing, can_ever_fit=True)


def _quota_exceeded(sentence: str, scope: QuotaScope, missing: int, *, can_ever_fit: bool) -> QuotaExceeded:
    return QuotaExceeded(f"{sentence} Nothing was charged.", scope, missing=missing, can_ever_fit=can_ever_fit)
