"""Calendar months, each as its first day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo


def month_of(moment: float, zone: tzinfo = UTC) -> date:
    """The month of a time in seconds since the epoch."""
    return datetime.fromtimestamp(moment, zone).date().replace(day=1)


def next_month(month: date) -> date:
    """The month after this one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def previous_month(month: date) -> date:
    """The month before this one."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def months_between(first: date, end: date) -> Iterator[date]:
    """The months from ``first`` until before ``end``."""
    while first < end:
        yield first
        first = next_month(first)
