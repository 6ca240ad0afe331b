"""Statistics of one server, or of all servers and direct messages together, over the last days.

Pictures, money and members are those of the requests made on a day, as in the ledger, also if a request ended later.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from math import ceil
from typing import Final, NamedTuple, TypeVar

from bot.domain.clock import DAY_SECONDS

_Key = TypeVar("_Key")

PERIODS_DAYS: Final = (7, 30, 90)
"""The numbers of days that people can choose."""
MAX_DEAREST_SERVERS: Final = 10
OTHER_MODELS: Final = ""
"""The key of all models that are not configured any more."""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day: from ``start`` until before ``end``, in seconds since the epoch."""

    date: date
    start: float
    end: float

    def split(self, parts: int) -> list["Day"]:
        """Divide the day into parts of the same length."""
        bounds = [self.start + (self.end - self.start) * part / parts for part in range(parts)]
        return [Day(self.date, start, end) for start, end in zip(bounds, [*bounds[1:], self.end], strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Consecutive days."""

    days: tuple[Day, ...]
    until: float
    """In seconds since the epoch: now, if the last day is not over yet, or a second before its end."""
    zone_name: str = "UTC"

    @property
    def since(self) -> float:
        """The start of the first day, in seconds since the epoch."""
        return self.days[0].start

    @property
    def utc_day_numbers(self) -> range:
        """The UTC days that the period touches, as days since the epoch."""
        return range(utc_day_number(self.since), utc_day_number(self.until) + 1)


def last_days(count: int, now: float, zone: tzinfo = UTC) -> Period:
    """The ``count`` days that end with today. Days of a zone with summer time may have 23 or 25 hours."""
    today = datetime.fromtimestamp(now, zone).date()
    days = _days([today - timedelta(days=ago) for ago in range(count - 1, -1, -1)], zone)
    return Period(days=days, until=now, zone_name=str(zone))


def days_of_month(month: date, zone: tzinfo = UTC) -> Period:
    """All days of a month, which is over; ``month`` is its first day."""
    days = _days([month + timedelta(days=number) for number in range(monthrange(month.year, month.month)[1])], zone)
    return Period(days=days, until=days[-1].end - 1, zone_name=str(zone))


def days_around_month(month: date) -> tuple[Day, ...]:
    """The UTC days that the month touches in any time zone."""
    first, last = month - timedelta(days=1), days_of_month(month).days[-1].date + timedelta(days=1)
    return _days([first + timedelta(days=number) for number in range((last - first).days + 1)], UTC)


def _days(dates: Sequence[date], zone: tzinfo) -> tuple[Day, ...]:
    bounds = [datetime.combine(day, time.min, zone).timestamp() for day in (*dates, dates[-1] + timedelta(days=1))]
    return tuple(Day(*day) for day in zip(dates, bounds[:-1], bounds[1:], strict=True))


def utc_day_number(moment: float) -> int:
    """The UTC day of a time, as days since the epoch."""
    return int(moment // DAY_SECONDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySums:
    """The sums of one day. The keys of servers are their ids, ``None`` for direct messages."""

    micro_dollars_by_server: Mapping[int | None, int] = field(default_factory=dict)
    pictures_by_server: Mapping[int | None, int] = field(default_factory=dict)
    pictures_by_model: Mapping[str, int] = field(default_factory=dict)
    member_ids: frozenset[int] = frozenset()
    """The members who got pictures."""
    jobs_by_wait: Mapping[int, int] = field(default_factory=dict)
    """The number of delivered requests by how long their members waited, in tenths of a second."""
    requests: int = 0
    """The number of accepted requests, whatever became of them."""


def add_up(parts: Sequence[DaySums]) -> DaySums:
    """The sums of a day from those of its parts."""
    if len(parts) == 1:
        return parts[0]
    members: set[int] = set()
    for part in parts:
        members |= part.member_ids
    return DaySums(
        micro_dollars_by_server=_add(part.micro_dollars_by_server for part in parts),
        pictures_by_server=_add(part.pictures_by_server for part in parts),
        pictures_by_model=_add(part.pictures_by_model for part in parts),
        member_ids=frozenset(members),
        jobs_by_wait=_add(part.jobs_by_wait for part in parts),
        requests=sum(part.requests for part in parts),
    )


class Waits(NamedTuple):
    """Half of the requests were answered within ``median`` seconds, nine of ten within ``ninetieth`` seconds."""

    median: float
    ninetieth: float


class ServerSpending(NamedTuple):
    """What the requests of one server cost, and how many pictures they brought; ``None`` is direct messages."""

    guild_id: int | None
    micro_dollars: int
    pictures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStatistics:
    """The statistics of one day; ``waits`` is ``None`` if nothing was delivered."""

    date: date
    pictures: int
    micro_dollars: int
    members: int
    waits: Waits | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The statistics of a server, or (``guild_id`` is ``None``) of everything.

    ``pictures_by_model`` (by the models' keys) and ``refusals`` (by :attr:`bot.errors.Refused.kind`) begin with the
    largest number. ``dearest`` are the servers that cost most, the dearest first; it is empty for a single server.
    """

    guild_id: int | None
    period: Period
    days: tuple[DayStatistics, ...]
    members: int
    """The number of different members who got pictures."""
    pictures_by_model: tuple[tuple[str, int], ...]
    refusals: tuple[tuple[str, int], ...]
    waits: Waits | None
    requests: int = 0
    """The number of accepted requests, whatever became of them."""
    servers: int = 0
    """The number of servers that requests came from."""
    dearest: tuple[ServerSpending, ...] = ()

    @property
    def pictures(self) -> int:
        """The number of all pictures."""
        return sum(day.pictures for day in self.days)

    @property
    def micro_dollars(self) -> int:
        """What all requests cost."""
        return sum(day.micro_dollars for day in self.days)


def build_statistics(
    guild_id: int | None, period: Period, sums: Sequence[DaySums], refusals: Mapping[str, int]
) -> Statistics:
    """Build the statistics from the sums of each day of the period, in the order of its days."""
    return Statistics(
        guild_id=guild_id,
        period=period,
        days=tuple(_day_statistics(day.date, of_day) for day, of_day in zip(period.days, sums, strict=True)),
        members=_count_members(sums),
        pictures_by_model=_largest_first(_add(of_day.pictures_by_model for of_day in sums)),
        refusals=_largest_first(refusals),
        waits=calculate_waits(_add(of_day.jobs_by_wait for of_day in sums)),
        requests=sum(of_day.requests for of_day in sums),
        servers=len(_servers(sums)),
        dearest=_dearest(sums) if guild_id is None else (),
    )


def _count_members(sums: Sequence[DaySums]) -> int:
    members: set[int] = set()
    for of_day in sums:  # day by day, because Python runs nothing else during one union of many sets
        members |= of_day.member_ids
    return len(members)


def _day_statistics(day: date, sums: DaySums) -> DayStatistics:
    return DayStatistics(
        date=day,
        pictures=sum(sums.pictures_by_server.values()),
        micro_dollars=sum(sums.micro_dollars_by_server.values()),
        members=len(sums.member_ids),
        waits=calculate_waits(sums.jobs_by_wait),
    )


def calculate_waits(jobs_by_wait: Mapping[int, int]) -> Waits | None:
    """The median and the ninetieth percentile (nearest rank), in seconds; ``None`` without any job."""
    total = sum(jobs_by_wait.values())
    if total == 0:
        return None
    return Waits(_percentile(jobs_by_wait, ceil(total * 5 / 10)), _percentile(jobs_by_wait, ceil(total * 9 / 10)))


def _percentile(jobs_by_wait: Mapping[int, int], rank: int) -> float:
    """The seconds of the job with this rank (from 1), if jobs are sorted by how long they took."""
    for tenths, jobs in sorted(jobs_by_wait.items()):
        rank -= jobs
        if rank <= 0:
            return tenths / 10
    raise AssertionError("the rank is larger than the number of jobs")


def _dearest(sums: Sequence[DaySums]) -> tuple[ServerSpending, ...]:
    micro_dollars = _add(of_day.micro_dollars_by_server for of_day in sums)
    pictures = _add(of_day.pictures_by_server for of_day in sums)
    spending = [ServerSpending(server, spent, pictures[server]) for server, spent in micro_dollars.items() if spent > 0]
    spending.sort(key=lambda server: (-server.micro_dollars, -server.pictures, server.guild_id or 0))
    return tuple(spending[:MAX_DEAREST_SERVERS])


def _servers(sums: Sequence[DaySums]) -> frozenset[int]:
    return frozenset(server for of_day in sums for server in of_day.pictures_by_server if server is not None)


def _add(counts: Iterable[Mapping[_Key, int]]) -> Counter[_Key]:
    total: Counter[_Key] = Counter()
    for count in counts:
        total.update(count)
    return total


def _largest_first(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(
        sorted(((key, count) for key, count in counts.items() if count > 0), key=lambda row: (-row[1], row[0]))
    )
