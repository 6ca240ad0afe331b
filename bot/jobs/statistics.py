"""The statistics of a server or of all servers, as people get them: charts, their description, and a CSV file."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from math import ceil
from typing import Final, NamedTuple

from bot.charts.renderer import ChartRenderer, ChartsUnavailable
from bot.charts.statistics_sheet import statistics_sheet
from bot.domain.catalog import DEFAULT_MODELS, Catalog
from bot.domain.clock import Clock
from bot.domain.statistics import (
    Day,
    DaySums,
    Period,
    Statistics,
    add_up,
    build_statistics,
    days_of_month,
    last_days,
)
from bot.domain.statistics_alt_text import statistics_alt_text
from bot.domain.statistics_csv import statistics_csv
from bot.domain.statistics_labels import StatisticsLabels, all_servers_label
from bot.errors import Closed
from bot.localization.messages import Message
from bot.storage import refusal_counts
from bot.storage import statistics as stored_statistics
from bot.storage.database import Database

MAX_REPORTS_IN_PROGRESS: Final = 4
"""Maximum number of servers' reports in progress; they are drawn one after the other."""
MAX_REQUESTS_AT_ONCE: Final = 20_000
"""About how many requests one transaction sums up; that many take SQLite less than a quarter of a second."""


class TooManyCharts(Closed):
    """So many reports are in progress that another one would take too long, or one of the same server is."""

    sentence = Message("stats-too-many")


class StatisticsReport(NamedTuple):
    """The statistics, and the files of a message that shows them."""

    statistics: Statistics
    labels: StatisticsLabels
    picture: bytes | None
    """A PNG; ``None`` if it could not be drawn."""
    csv: bytes
    alt_text: str


@dataclass(slots=True)
class StatisticsReporter:
    """Sums up the ledger, and draws the charts."""

    database: Database
    catalog: Catalog
    renderer: ChartRenderer
    clock: Clock
    _in_progress: set[int | None] = field(default_factory=set, init=False)
    """The servers whose reports are in progress; ``None`` is that of everything."""

    async def report_server(self, guild_id: int, name: str, days: int, zone: tzinfo = UTC) -> StatisticsReport:
        """The report of one server over the last ``days`` days, today included.

        Raises :class:`TooManyCharts`. Only one report of a server is in progress at a time, so that its managers do
        not keep others waiting.
        """
        return await self._report(guild_id, days, zone, name, lambda _: None)

    async def report_everything(self, days: int, server_name: Callable[[int], str | None]) -> StatisticsReport:
        """The report of all servers and direct messages, with the dearest servers, in UTC.

        ``server_name`` returns the name of a server, or ``None`` if it is not known. Raises as :meth:`report_server`.
        """
        return await self._report(None, days, UTC, all_servers_label(), server_name)

    async def _report(
        self, guild_id: int | None, days: int, zone: tzinfo, title: str, server_name: Callable[[int], str | None]
    ) -> StatisticsReport:
        others = self._in_progress - {None}
        if guild_id in self._in_progress or (guild_id is not None and len(others) >= MAX_REPORTS_IN_PROGRESS):
            raise TooManyCharts
        self._in_progress.add(guild_id)
        try:
            statistics = await self.get_statistics(guild_id, days, zone)
            return await self._build(statistics, self.build_labels(title, statistics, server_name))
        finally:
            self._in_progress.discard(guild_id)

    async def get_statistics(self, guild_id: int | None, days: int, zone: tzinfo = UTC) -> Statistics:
        """The statistics of a server, or (``None``) of everything, over the last ``days`` days.

        Refusals are counted by UTC days: in another zone, those of the first day may be some hours too many.
        """
        return await self._get_statistics(guild_id, last_days(days, self.clock(), zone))

    async def get_month(self, guild_id: int | None, month: date, zone: tzinfo = UTC) -> Statistics:
        """The statistics of a month that is over, otherwise as :meth:`get_statistics`; ``month`` is its first day."""
        return await self._get_statistics(guild_id, days_of_month(month, zone))

    async def _get_statistics(self, guild_id: int | None, period: Period) -> Statistics:
        parts = [await self._get_parts(guild_id, day) for day in period.days]
        refusals = await self.database.run(refusal_counts.get_by_kind, guild_id, period.utc_day_numbers)
        return await asyncio.to_thread(_build, guild_id, period, parts, refusals)  # seconds for many members

    async def _get_parts(self, guild_id: int | None, day: Day) -> list[DaySums]:
        """The sums of the parts of a day, few enough requests in each that nobody waits long for the database."""
        keys = tuple(self._model_labels())
        requests = await self.database.run(stored_statistics.count_requests, day)
        parts = day.split(max(1, ceil(requests / MAX_REQUESTS_AT_ONCE)))
        return [await self.database.run(stored_statistics.get_day_sums, guild_id, part, keys) for part in parts]

    def build_labels(
        self, title: str, statistics: Statistics, server_name: Callable[[int], str | None] = lambda _: None
    ) -> StatisticsLabels:
        """The names that people read in these statistics."""
        guild_ids = [server.guild_id for server in statistics.dearest if server.guild_id is not None]
        servers = {guild_id: server_name(guild_id) or "" for guild_id in guild_ids}
        return StatisticsLabels(title=title, models=self._model_labels(), servers=servers)

    async def _build(self, statistics: Statistics, labels: StatisticsLabels) -> StatisticsReport:
        picture = None
        with suppress(ChartsUnavailable):  # the renderer has logged it; the numbers are worth having without it
            picture = await self.renderer.draw(statistics_sheet(statistics, labels))
        return StatisticsReport(
            statistics=statistics,
            labels=labels,
            picture=picture,
            csv=statistics_csv(statistics, labels),
            alt_text=statistics_alt_text(statistics, labels),
        )

    def _model_labels(self) -> Mapping[str, str]:
        """The labels of the models in use, and of those that may have been in use."""
        return {key: model.label for key, model in {**DEFAULT_MODELS, **self.catalog}.items()}


def _build(
    guild_id: int | None, period: Period, parts: Sequence[Sequence[DaySums]], refusals: Mapping[str, int]
) -> Statistics:
    return build_statistics(guild_id, period, [add_up(of_day) for of_day in parts], refusals)
