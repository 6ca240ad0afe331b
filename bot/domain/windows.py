"""The time over which quotas and budgets count: the last 24 hours and 30 days, or calendar days and months."""

from datetime import datetime, tzinfo
from enum import StrEnum
from functools import cache
from math import floor, inf, nextafter
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict

from bot.domain.clock import DAY_SECONDS
from bot.errors import Invalid
from bot.localization.messages import Message

MONTH_SECONDS: Final = 30 * DAY_SECONDS


class Span(StrEnum):
    """How long a window is."""

    DAY = "day"
    MONTH = "month"

    @property
    def seconds(self) -> float:
        """The length of the sliding window in seconds: 24 hours or 30 days."""
        return DAY_SECONDS if self is Span.DAY else MONTH_SECONDS


class Calendar(BaseModel):
    """A time zone whose calendar days and months count, and when managers chose it (``since``).

    Sliding windows count until the first day that begins more than 24 hours after ``since``, and the first month that
    begins more than 30 days after it. Otherwise a manager could choose one zone after the other, and each time begin a
    new day or month: from the first midnight on earth to the last it is more than 24 hours.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    time_zone: str
    since: float

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.time_zone)


@cache
def list_time_zones() -> tuple[str, ...]:
    """The IANA names of all time zones, in alphabetical order."""
    return tuple(sorted(available_timezones()))


def find_time_zone(name: str) -> str:
    """The time zone of that IANA name, in any case; raises :class:`~bot.errors.Invalid`."""
    wanted = name.strip().casefold()
    for zone in list_time_zones():
        if zone.casefold() == wanted:
            return zone
    raise Invalid(Message("time-zone-unknown"))


def window_start(now: float, span: Span, calendar: Calendar | None = None) -> float:
    """The time after which usage counts, in seconds since the epoch."""
    start = _calendar_start(now, span, calendar)
    return now - span.seconds if start is None else nextafter(start, -inf)


def next_window_start(now: float, span: Span, calendar: Calendar | None) -> float | None:
    """When the calendar day or month ends; ``None`` while the window slides."""
    start = _calendar_start(now, span, calendar)
    if start is None or calendar is None:
        return None
    longer_than_one_period = span.seconds * 1.1
    return _period_start(start + longer_than_one_period, span, ZoneInfo(calendar.time_zone))


def _calendar_start(now: float, span: Span, calendar: Calendar | None) -> float | None:
    """When the calendar day or month began; ``None`` while the window slides."""
    if calendar is None:
        return None
    start = _period_start(now, span, ZoneInfo(calendar.time_zone))
    return start if start >= calendar.since + span.seconds else None


def _period_start(now: float, span: Span, zone: tzinfo) -> float:
    # Whole seconds, because ``fromtimestamp`` rounds: the last moment of a day would be in the next one.
    midnight = datetime.fromtimestamp(floor(now), zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    start = midnight if span is Span.DAY else midnight.replace(day=1)
    return start.timestamp()
