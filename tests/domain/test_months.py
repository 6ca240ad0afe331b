"""Months follow each other across years, and begin at midnight of their time zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.months import month_of, months_between, next_month, previous_month
from bot.domain.statistics import days_around_month, days_of_month

JANUARY, DECEMBER = date(2027, 1, 1), date(2026, 12, 1)


def test_months_follow_each_other() -> None:
    month = date(2024, 1, 1)
    for _ in range(30):
        assert previous_month(next_month(month)) == month
        assert (next_month(month) - timedelta(days=1)).month == month.month
        month = next_month(month)
    assert month == date(2026, 7, 1)
    assert list(months_between(date(2026, 11, 1), JANUARY)) == [date(2026, 11, 1), DECEMBER]
    assert list(months_between(JANUARY, JANUARY)) == []


def test_month_of_a_moment_is_that_of_the_zone() -> None:
    moment = datetime(2026, 12, 31, 15, tzinfo=UTC).timestamp()
    assert month_of(moment) == DECEMBER
    assert month_of(moment, ZoneInfo("Asia/Tokyo")) == JANUARY


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.parametrize("month", [date(2026, 2, 1), date(2026, 3, 1), date(2026, 10, 1), date(2028, 2, 1)])
def test_days_of_a_month_touch_each_other_and_lie_within_the_days_around_it(month: date, zone: str) -> None:
    period = days_of_month(month, ZoneInfo(zone))
    assert [day.date for day in (period.days[0], period.days[-1])] == [month, next_month(month) - timedelta(days=1)]
    assert all(before.end == after.start for before, after in zip(period.days, period.days[1:], strict=False))
    assert month_of(period.until, ZoneInfo(zone)) == month
    around = days_around_month(month)
    assert around[0].start <= period.since < period.days[-1].end <= around[-1].end


def test_refusals_of_a_month_in_utc_are_those_of_its_days() -> None:
    assert len(days_of_month(DECEMBER).utc_day_numbers) == 31
