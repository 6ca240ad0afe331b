"""Monthly statements: what a server, or the whole bot, drew and spent in a calendar month."""

from dataclasses import dataclass
from datetime import date

from bot.domain.statistics import Statistics
from bot.domain.statistics_labels import StatisticsLabels


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The statistics of a month that is over, with the names in it; ``month`` is its first day.

    ``monthly_budget`` is the server's budget of a month as it is now, in micro-dollars; ``None`` without one.
    """

    month: date
    statistics: Statistics
    labels: StatisticsLabels
    monthly_budget: int | None = None
