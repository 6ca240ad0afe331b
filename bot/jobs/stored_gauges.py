"""Keeps the gauges up to date that come from the database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NoReturn

from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.limits import Limits
from bot.errors import StorageError
from bot.loops import run_forever
from bot.observability.gauges import Gauges
from bot.storage import gauges
from bot.storage.database import Database

GAUGE_INTERVAL_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredGaugeReader:
    """Updates the gauges from the database every ten seconds; ``limits`` returns the configured limits."""

    database: Database
    gauges: Gauges
    catalog: Catalog
    limits: Callable[[], Limits]
    clock: Clock

    async def run(self) -> NoReturn:
        """Run :meth:`run_once` now and then, until cancelled."""
        await run_forever(self.run_once, GAUGE_INTERVAL_SECONDS, event="metrics_stale")

    async def run_once(self) -> None:
        """Read the gauges; if the database does not answer, show none of them rather than old ones."""
        try:
            read = await self.database.run(
                gauges.read_gauges, self.database.size_query, list(self.catalog), now=self.clock()
            )
        except StorageError:
            self.gauges.forget_stored()
            raise
        self.gauges.set_budget(self.limits().bot_daily_budget, read.spent_in_day)
        self.gauges.set_stored(
            servers=read.servers,
            unfinished=read.unfinished,
            queued=read.queued,
            oldest_queued_seconds=read.oldest_queued_seconds,
            tasks=read.tasks,
            is_stopped=read.is_stopped,
            database_bytes=read.database_bytes,
        )
