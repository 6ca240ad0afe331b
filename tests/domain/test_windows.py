"""Windows: the last 24 hours or calendar days, over daylight saving, odd zones and clocks that are set back."""

from datetime import datetime
from itertools import pairwise
from math import inf, nextafter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clock import DAY_SECONDS
from bot.domain.windows import Calendar, Span, find_time_zone, list_time_zones, next_window_start, window_start
from bot.errors import Invalid

HOUR = 3600.0
LONG_AGO = 0.0
ZONES = st.sampled_from(list_time_zones())
TIMES = st.floats(1_767_225_600, 1_900_000_000)  # 2026 to 2030
SPANS = st.sampled_from(Span)


def at(text: str, zone: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


def calendar(zone: str, since: float = LONG_AGO) -> Calendar:
    return Calendar(time_zone=zone, since=since)


def counts(moment: float, now: float, span: Span, of: Calendar | None) -> bool:
    return moment > window_start(now, span, of)


@given(now=TIMES, span=SPANS)
def test_window_without_a_calendar_slides(now: float, span: Span) -> None:
    assert window_start(now, span) == now - span.seconds
    assert next_window_start(now, span, None) is None


@pytest.mark.parametrize(
    ("zone", "midnight", "next_midnight", "hours"),
    [
        ("Europe/Berlin", "2026-03-29T00:00", "2026-03-30T00:00", 23),
        ("Europe/Berlin", "2026-10-25T00:00", "2026-10-26T00:00", 25),
        ("Asia/Kathmandu", "2026-05-01T00:00", "2026-05-02T00:00", 24),  # +05:45
        ("Pacific/Chatham", "2026-09-27T00:00", "2026-09-28T00:00", 23),  # +12:45, and daylight saving
        ("Australia/Lord_Howe", "2026-04-05T00:00", "2026-04-06T00:00", 24.5),
        ("America/Havana", "2026-11-01T00:00", "2026-11-02T00:00", 25),  # midnight comes twice
    ],
)
def test_calendar_day_lasts_from_midnight_to_midnight(
    zone: str, midnight: str, next_midnight: str, hours: float
) -> None:
    start, end = at(midnight, zone), at(next_midnight, zone)
    assert end - start == hours * HOUR
    for now in (start, start + 1, end - 1, nextafter(end, -inf)):
        assert counts(start, now, Span.DAY, calendar(zone))
        assert not counts(nextafter(start, -inf), now, Span.DAY, calendar(zone))
        assert next_window_start(now, Span.DAY, calendar(zone)) == end
    assert not counts(nextafter(end, -inf), end, Span.DAY, calendar(zone))


def test_calendar_day_begins_at_one_o_clock_where_midnight_is_skipped() -> None:
    zone = "Africa/Cairo"  # 2026-04-24: 00:00 becomes 01:00
    one = at("2026-04-24T01:00", zone)
    assert next_window_start(one - 1, Span.DAY, calendar(zone)) == one
    assert counts(one, one, Span.DAY, calendar(zone))
    assert not counts(one - 1, one, Span.DAY, calendar(zone))


@pytest.mark.parametrize(
    ("now", "start", "end"),
    [
        ("2026-02-28T23:59", "2026-02-01", "2026-03-01"),
        ("2026-03-01T00:00", "2026-03-01", "2026-04-01"),
        ("2026-12-31T23:59", "2026-12-01", "2027-01-01"),
        ("2028-02-29T12:00", "2028-02-01", "2028-03-01"),
    ],
)
def test_calendar_month_lasts_from_first_to_first(now: str, start: str, end: str) -> None:
    zone = "Asia/Kathmandu"
    window = window_start(at(now, zone), Span.MONTH, calendar(zone))
    assert nextafter(window, inf) == at(f"{start}T00:00", zone)
    assert next_window_start(at(now, zone), Span.MONTH, calendar(zone)) == at(f"{end}T00:00", zone)


@given(now=TIMES, zone=ZONES, span=SPANS)
def test_calendar_window_begins_in_the_past_and_ends_in_the_future_everywhere(
    now: float, zone: str, span: Span
) -> None:
    start, end = window_start(now, span, calendar(zone)), next_window_start(now, span, calendar(zone))
    assert end is not None
    assert start < now < end <= now + span.seconds * 1.1
    longest = DAY_SECONDS + 2 * HOUR if span is Span.DAY else 31 * DAY_SECONDS + 2 * HOUR
    assert now - start <= longest
    assert window_start(end, span, calendar(zone)) == nextafter(end, -inf)


@given(now=TIMES, back=st.floats(0, 40 * DAY_SECONDS), zone=st.none() | ZONES, span=SPANS, age=st.floats(-1e6, 1e8))
def test_window_never_shrinks_when_the_clock_is_set_back(
    now: float, back: float, zone: str | None, span: Span, age: float
) -> None:
    chosen = None if zone is None else calendar(zone, since=now - age)
    assert window_start(now - back, span, chosen) <= window_start(now, span, chosen)


@given(now=TIMES, zone=ZONES, age=st.floats(0, DAY_SECONDS))
def test_window_slides_for_a_day_after_a_zone_was_chosen(now: float, zone: str, age: float) -> None:
    chosen = calendar(zone, since=now - age)
    assert window_start(now, Span.DAY, chosen) == now - DAY_SECONDS
    assert window_start(now, Span.MONTH, chosen) == now - Span.MONTH.seconds
    assert next_window_start(now, Span.DAY, chosen) is None


@given(start=TIMES, zones=st.lists(st.tuples(ZONES, st.floats(60, 30 * HOUR)), min_size=1, max_size=12))
def test_switching_zones_never_brings_two_new_days_within_24_hours(
    start: float, zones: list[tuple[str, float]]
) -> None:
    """A manager chooses one zone after the other, each as soon as the last one began a new day."""
    now, begun = start, list[float]()
    for zone, wait in zones:
        chosen = calendar(zone, since=now)
        until = now + wait
        while (moment := _new_window(now, until, chosen, Span.DAY)) is not None:
            begun.append(moment)
            now = moment + 1
        now = until
    shortest = DAY_SECONDS - 2 * HOUR  # a day when daylight saving begins
    assert all(later - earlier >= shortest for earlier, later in pairwise(begun))


@given(start=TIMES, zones=st.lists(st.tuples(ZONES, st.floats(60, 70 * DAY_SECONDS)), min_size=1, max_size=12))
def test_switching_zones_never_brings_two_new_months_within_28_days(
    start: float, zones: list[tuple[str, float]]
) -> None:
    now, begun = start, list[float]()
    for zone, wait in zones:
        chosen = calendar(zone, since=now)
        until = now + wait
        while (moment := _new_window(now, until, chosen, Span.MONTH)) is not None:
            begun.append(moment)
            now = moment + 1
        now = until
    shortest = 28 * DAY_SECONDS - 2 * HOUR
    assert all(later - earlier >= shortest for earlier, later in pairwise(begun))


def test_budget_of_a_month_is_not_new_again_in_a_zone_where_the_month_begins_later() -> None:
    first, later = (at("2027-02-01T00:00", zone) for zone in ("Pacific/Kiritimati", "Etc/GMT+12"))
    chosen = calendar("Etc/GMT+12", since=first + 60)
    assert later > first + 60 + DAY_SECONDS
    assert window_start(later, Span.MONTH, chosen) == later - Span.MONTH.seconds


def _new_window(now: float, until: float, chosen: Calendar, span: Span) -> float | None:
    """When the calendar next begins a day or month in this time that frees what was used just before."""
    begins = next_window_start(now, span, calendar(chosen.time_zone))
    assert begins is not None
    while begins < until:
        if window_start(begins, span, chosen) == nextafter(begins, -inf):
            return begins
        begins = next_window_start(begins, span, calendar(chosen.time_zone))
        assert begins is not None
    return None


@pytest.mark.parametrize(
    ("typed", "zone"), [("europe/berlin", "Europe/Berlin"), (" Asia/Kathmandu ", "Asia/Kathmandu"), ("utc", "UTC")]
)
def test_time_zones_are_found_in_any_case(typed: str, zone: str) -> None:
    assert find_time_zone(typed) == zone


@pytest.mark.parametrize("typed", ["", "Berlin", "../../etc/passwd", "/etc/localtime", "Europe", "Europe/Berlin\0"])
def test_unknown_time_zone_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="no such time zone"):
        find_time_zone(typed)
