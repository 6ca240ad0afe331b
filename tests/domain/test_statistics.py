"""Days of a period, percentiles, and sums over days."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics import (
    MAX_DEAREST_SERVERS,
    OTHER_MODELS,
    PERIODS_DAYS,
    DaySums,
    ServerSpending,
    Waits,
    build_statistics,
    calculate_waits,
    last_days,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC).timestamp()
COUNTS = st.dictionaries(st.sampled_from([None, 1, 2, 3]), st.integers(0, 100))
SUMS = st.builds(
    DaySums,
    micro_dollars_by_server=COUNTS,
    pictures_by_server=COUNTS,
    pictures_by_model=st.dictionaries(st.sampled_from(["standard", "pro", OTHER_MODELS]), st.integers(0, 100)),
    member_ids=st.frozensets(st.integers(1, 9)),
    jobs_by_wait=st.dictionaries(st.integers(0, 500), st.integers(1, 9)),
)


@pytest.mark.parametrize("count", PERIODS_DAYS)
@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=5, minutes=30))], ids=str)
def test_days_join_without_gaps_and_end_with_today(count: int, zone: ZoneInfo) -> None:
    period = last_days(count, NOON, zone)
    assert len(period.days) == count
    assert all(first.end == second.start for first, second in pairwise(period.days))
    assert all(second.date - first.date == timedelta(days=1) for first, second in pairwise(period.days))
    assert period.days[-1].start <= NOON < period.days[-1].end
    assert period.since == period.days[0].start
    assert all(datetime.fromtimestamp(day.start, zone).time() == datetime.min.time() for day in period.days)


def test_day_on_which_clocks_are_put_back_has_25_hours() -> None:
    days = {day.date: day.end - day.start for day in last_days(90, NOON, ZoneInfo("Europe/Berlin")).days}
    assert days[date(2026, 10, 25)] == 25 * 3600
    assert days[date(2026, 10, 26)] == 24 * 3600


def test_utc_days_of_a_period_include_both_ends() -> None:
    period = last_days(7, NOON)
    days = [date(1970, 1, 1) + timedelta(days=number) for number in period.utc_day_numbers]
    assert days == [day.date for day in period.days]


def test_new_day_begins_at_midnight() -> None:
    midnight = datetime(2026, 12, 2, tzinfo=UTC).timestamp()
    assert last_days(7, midnight).days[-1].date == date(2026, 12, 2)
    assert last_days(7, midnight - 1).days[-1].date == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("jobs_by_wait", "waits"),
    [
        ({}, None),
        ({123: 1}, Waits(12.3, 12.3)),
        ({100: 9, 900: 1}, Waits(10.0, 10.0)),
        ({100: 8, 900: 2}, Waits(10.0, 90.0)),
        ({10: 1, 20: 1, 30: 1}, Waits(2.0, 3.0)),
        ({0: 5}, Waits(0.0, 0.0)),
    ],
)
def test_waits_are_percentiles_by_nearest_rank(jobs_by_wait: dict[int, int], waits: Waits | None) -> None:
    assert calculate_waits(jobs_by_wait) == waits


@given(st.dictionaries(st.integers(0, 10_000), st.integers(1, 5), min_size=1))
def test_waits_agree_with_sorted_list(jobs_by_wait: dict[int, int]) -> None:
    waits = calculate_waits(jobs_by_wait)
    each = sorted(tenths / 10 for tenths, jobs in jobs_by_wait.items() for _ in range(jobs))
    assert waits is not None
    assert waits.median in each
    if len(each) % 2:
        assert waits.median == median(each)
    assert sum(wait <= waits.ninetieth for wait in each) >= 0.9 * len(each)
    assert waits.median <= waits.ninetieth


@given(st.lists(SUMS, min_size=7, max_size=7), st.dictionaries(st.sampled_from(["TooSoon", "Gone"]), st.integers(0, 9)))
def test_totals_are_sums_of_days(sums: list[DaySums], refusals: dict[str, int]) -> None:
    statistics = build_statistics(None, last_days(7, NOON), sums, refusals)
    assert statistics.pictures == sum(sum(of_day.pictures_by_server.values()) for of_day in sums)
    assert statistics.micro_dollars == sum(sum(of_day.micro_dollars_by_server.values()) for of_day in sums)
    assert statistics.members == len({member for of_day in sums for member in of_day.member_ids})
    assert max(day.members for day in statistics.days) <= statistics.members
    models = [pictures for _, pictures in statistics.pictures_by_model]
    assert sum(models) == sum(sum(of_day.pictures_by_model.values()) for of_day in sums)
    assert models == sorted(models, reverse=True)
    assert dict(statistics.refusals) == {kind: count for kind, count in refusals.items() if count}


def test_dearest_servers_come_first_and_are_at_most_ten() -> None:
    spending: dict[int | None, int] = {guild_id: guild_id * 1000 for guild_id in range(1, 13)}
    one = DaySums(micro_dollars_by_server=spending, pictures_by_server={1: 9, 12: 3})
    other = DaySums(micro_dollars_by_server={1: 50_000, None: 40_000, 99: 0})
    dearest = build_statistics(None, last_days(2, NOON), [one, other], {}).dearest
    assert len(dearest) == MAX_DEAREST_SERVERS
    assert dearest[:3] == (ServerSpending(1, 51_000, 9), ServerSpending(None, 40_000, 0), ServerSpending(12, 12_000, 3))


def test_statistics_of_one_server_name_no_dearest_servers() -> None:
    assert build_statistics(5, last_days(1, NOON), [DaySums(micro_dollars_by_server={5: 7})], {}).dearest == ()
