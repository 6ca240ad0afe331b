"""The time over which quotas and budgets count: the last 24 hours and 30 days, or calendar days and months."""

from datetime import datetime, tzinfo
from enum import StrEnum
from math import inf, nextafter
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from bot.domain.clock import DAY_SECONDS
from bot.errors import Invalid

MONTH_SECONDS: Final = 30 * DAY_SECONDS


class Span(StrEnum):
    """How long a window is."""

    DAY = "day"
    MONTH = "month"

    @property
    def seconds(self) -> float:
        """Length of the sliding window."""
        return DAY_SECONDS if self is Span.DAY else MONTH_SECONDS


class Calendar(BaseModel):
    """A time zone whose calendar days and months count, and when managers chose it (``since``).

    Until the first day that begins more than 24 hours after ``since``, sliding windows count. Otherwise a manager could
    choose one zone after the other, and each time begin a new day.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    time_zone: str
    since: float

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.time_zone)


def find_zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name; raises :class:`~bot.errors.Invalid`."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Invalid("There is no such time zone; choose one from the list, such as Europe/Berlin.") from None


def window_start(now: float, span: Span, calendar: Calendar | None = None) -> float:
    """The time after which usage counts, in seconds since the epoch."""
    sliding = now - span.seconds
    if calendar is None:
        return sliding
    start = _period_start(now, span, ZoneInfo(calendar.time_zone))
    return nextafter(start, -inf) if start >= calendar.since + DAY_SECONDS else sliding


def next_window_start(now: float, span: Span, calendar: Calendar | None) -> float | None:
    """When the calendar day or month ends; ``None`` while the window slides."""
    if calendar is None or window_start(now, span, calendar) == now - span.seconds:
        return None
    zone = ZoneInfo(calendar.time_zone)
    return _period_start(_period_start(now, span, zone) + span.seconds * 1.1, span, zone)


def _period_start(now: float, span: Span, zone: tzinfo) -> float:
    midnight = datetime.fromtimestamp(now, zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    start = midnight if span is Span.DAY else midnight.replace(day=1)
    return start.timestamp()
