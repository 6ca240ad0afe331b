"""Quotas of channels, of plans and of grants: what is refused, how many are left, and which limit is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.limit_checks import (
    REQUESTS_DISABLED_MESSAGE,
    QuotaExceeded,
    QuotaScope,
    check_can_request,
    check_images,
    remaining_images,
    remaining_of_day,
    scarcest_day_limit,
    split_images,
)
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.usage import Usage
from bot.domain.windows import Calendar
from bot.errors import OverQuota

OPEN = Limits(images_per_user_per_day=UNLIMITED, jobs_per_user=UNLIMITED, cooldown_seconds=0)
DAY = replace(OPEN, images_per_user_per_day=10)
CHARGED = " Nothing was charged."


def channel(images: int) -> Limits:
    return replace(OPEN, channel_images_per_day=images)


def exceeded(wanted: int, limits: Limits, usage: Usage) -> QuotaExceeded | None:
    try:
        check_images(wanted, limits, usage, is_calendar_day=limits.calendar is not None)
    except QuotaExceeded as refusal:
        return refusal
    return None


def used(images: int, **fields: int) -> Usage:
    return Usage(**{"images": images, "images_on_all_servers": images, **fields})


@pytest.mark.parametrize(
    ("wanted", "limits", "usage", "sentence"),
    [
        (
            1,
            replace(OPEN, channel_images_per_day=0),
            Usage(),
            "This server’s managers allow no pictures in this channel;",
        ),
        (
            4,
            replace(OPEN, channel_images_per_day=3),
            Usage(),
            "You requested 4 pictures, and this channel has 3 a day;",
        ),
        (
            *(2, channel(3), Usage(channel_images=2)),
            "This channel has 1 of its 3 pictures of the day left, and you requested 2.",
        ),
        (
            *(1, channel(1), Usage(channel_images=1)),
            "This channel’s picture of the day is used up, by all members together; please try another channel.",
        ),
        (
            *(2, replace(OPEN, max_images_per_user_per_day=5), used(2, extra=2)),
            "This server’s plan allows a member 5 pictures a day, whatever managers give; you have 1 left and",
        ),
        (
            *(1, replace(OPEN, max_images_per_user_per_day=1), used(0, extra=1)),
            "This server’s plan allows a member one picture a day, whatever managers give; you have none left.",
        ),
        (
            *(3, DAY, used(10, granted_left=2)),
            "You have 0 of your 10 pictures of the last 24 hours left, and 2 that managers gave you, but requested 3.",
        ),
        (
            *(13, DAY, used(0, granted_left=2)),
            "You requested 13 pictures, and 10 a day is your limit and 2 more that managers gave you;",
        ),
        (
            *(1, replace(DAY, calendar=Calendar(time_zone="UTC", since=0)), used(10)),
            "You have 0 of your 10 pictures of today left.",
        ),
        (
            *(1, replace(DAY, images_on_all_servers_per_day=20), Usage(images=4, images_on_all_servers=20)),
            "You have 0 of your 20 pictures of the last 24 hours on all servers together left.",
        ),
        (1, replace(OPEN, images_per_user_per_day=0), Usage(), str(REQUESTS_DISABLED_MESSAGE)),
    ],
)
def test_refusal_says_whose_limit_it_is_and_what_is_left(
    wanted: int, limits: Limits, usage: Usage, sentence: str
) -> None:
    refusal = exceeded(wanted, limits, usage)
    assert refusal is not None
    assert str(refusal).startswith(sentence)
    assert str(refusal).endswith(CHARGED)


def test_own_limit_is_named_where_all_servers_together_have_none() -> None:
    limits = replace(OPEN, images_per_user_per_day=5, images_on_all_servers_per_day=UNLIMITED)
    refusal = exceeded(1, limits, used(5))
    assert refusal is not None
    assert [shortage.scope for shortage in refusal.shortages] == [QuotaScope.SERVER]
    assert "-1" not in str(refusal)


def test_every_limit_without_room_is_reported() -> None:
    limits = replace(DAY, channel_images_per_day=3, max_images_per_user_per_day=12)
    refusal = exceeded(3, limits, used(9, extra=2, channel_images=2))
    assert refusal is not None
    assert {shortage.scope: (shortage.missing, shortage.excess) for shortage in refusal.shortages} == {
        QuotaScope.SERVER: (2, 2),
        QuotaScope.ALL_SERVERS: (2, 2),
        QuotaScope.CHANNEL: (2, 2),
        QuotaScope.HIGHEST: (2, 2),
    }
    assert refusal.can_ever_fit


def test_lowered_limit_has_room_only_when_the_excess_has_left() -> None:
    refusal = exceeded(1, DAY, used(15))
    assert refusal is not None
    assert (refusal.shortages[0].missing, refusal.shortages[0].excess) == (1, 6)


@pytest.mark.parametrize(
    ("limits", "usage", "left"),
    [
        (OPEN, Usage(), None),
        (replace(OPEN, channel_images_per_day=5), Usage(channel_images=2), 3),
        (replace(OPEN, max_images_per_user_per_day=5), used(1, extra=1), 3),
        (replace(OPEN, max_images_per_user_per_day=UNLIMITED), used(1, extra=1), None),
        (DAY, used(4, granted_left=3), 9),
        (replace(DAY, max_images_per_user_per_day=8), used(4, granted_left=3), 4),
        (replace(DAY, channel_images_per_day=1), used(4), 1),
    ],
)
def test_remaining_images_are_those_of_the_strictest_limit(limits: Limits, usage: Usage, left: int | None) -> None:
    assert remaining_images(limits, usage) == left


COUNTS = st.integers(0, 12)
MOST = st.integers(-1, 12)
ALL_LIMITS = st.builds(
    Limits,
    images_per_user_per_day=MOST,
    images_on_all_servers_per_day=st.none() | MOST,
    max_images_per_user_per_day=st.none() | MOST,
    channel_images_per_day=MOST,
    jobs_per_user=st.just(UNLIMITED),
    cooldown_seconds=st.just(0),
)
USAGES = st.builds(
    Usage,
    images=COUNTS,
    images_on_all_servers=COUNTS,
    extra=COUNTS,
    granted_left=COUNTS,
    channel_images=COUNTS,
)


@given(limits=ALL_LIMITS, usage=USAGES, wanted=st.integers(1, 20))
def test_request_is_accepted_exactly_if_so_many_remain(limits: Limits, usage: Usage, wanted: int) -> None:
    left = remaining_images(limits, usage)
    assert (exceeded(wanted, limits, usage) is None) == (left is None or wanted <= left)


@given(limits=ALL_LIMITS, usage=USAGES, wanted=st.integers(1, 20))
def test_refusal_without_hope_does_not_fit_an_unused_day_either(limits: Limits, usage: Usage, wanted: int) -> None:
    refusal = exceeded(wanted, limits, usage)
    if refusal is not None:
        fresh = exceeded(wanted, limits, Usage(granted_left=usage.granted_left))
        assert refusal.can_ever_fit == (fresh is None)
        assert all(0 < shortage.missing <= shortage.excess for shortage in refusal.shortages)


@given(limits=ALL_LIMITS, usage=USAGES, wanted=st.integers(1, 20))
def test_grants_are_used_after_the_day_and_never_more_than_they_hold(limits: Limits, usage: Usage, wanted: int) -> None:
    share, left = split_images(wanted, limits, usage), remaining_of_day(limits, usage)
    assert share.of_day + share.of_grants == wanted
    assert share.of_grants == 0 or (left is not None and share.of_day == left)
    if exceeded(wanted, limits, usage) is None:
        assert share.of_grants <= usage.granted_left


@given(limits=ALL_LIMITS, usage=USAGES)
def test_early_check_refuses_exactly_those_without_one_picture_left(limits: Limits, usage: Usage) -> None:
    left = remaining_images(limits, usage)
    try:
        check_can_request(limits, usage, now=0)
    except OverQuota:
        assert left == 0
    else:
        assert left is None or left > 0


@given(limits=ALL_LIMITS, usage=USAGES)
def test_scarcest_limit_of_the_day_is_the_one_with_the_fewest_left(limits: Limits, usage: Usage) -> None:
    day, left = scarcest_day_limit(limits, usage), remaining_of_day(limits, usage)
    assert (None if day is None else max(0, day.limit - day.used)) == left
