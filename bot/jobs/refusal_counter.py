"""Counts refused requests for statistics, in memory first: a flood of refused presses hardly writes anything."""

import asyncio
import logging
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from bot.domain.clock import Clock
from bot.domain.statistics import utc_day_number
from bot.errors import StorageError
from bot.loops import run_forever
from bot.storage import refusal_counts
from bot.storage.database import Database
from bot.storage.refusal_counts import DIRECT_MESSAGES, RefusalKey

log: Final = logging.getLogger(__name__)

WRITE_INTERVAL_SECONDS: Final = 10.0
MAX_KEYS: Final = 10_000
"""Maximum number of different counts in memory; only a database that stays away lets them grow."""
CLOSE_TIMEOUT_SECONDS: Final = 0.25
"""Short, because stopping must not take longer than ten seconds altogether."""


@dataclass
class RefusalCounter:
    """Counts refusals by server, day and kind, and adds them to the stored counts now and then.

    A process that is killed loses the counts of the last :data:`WRITE_INTERVAL_SECONDS`.
    """

    database: Database
    clock: Clock
    _counts: Counter[RefusalKey] = field(default_factory=Counter)

    def record(self, guild_id: int | None, kind: str) -> None:
        """Count one refusal of this kind (:attr:`bot.errors.Refused.kind`, or the class of a provider's error)."""
        key = RefusalKey(guild_id or DIRECT_MESSAGES, utc_day_number(self.clock()), kind)
        if key in self._counts or len(self._counts) < MAX_KEYS:
            self._counts[key] += 1

    async def run(self) -> None:
        """Write the counts every :data:`WRITE_INTERVAL_SECONDS` until cancelled."""
        await run_forever(self.write, WRITE_INTERVAL_SECONDS, event="refusal_counts_failed")

    async def write(self) -> None:
        """Add the counts to the stored ones; if the database refuses, they are kept for the next time."""
        counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            await self.database.run(refusal_counts.add, counts)
        except StorageError:
            counts.update(self._counts)
            self._counts = counts
            raise

    async def close(self) -> None:
        """Write what is left, unless the database does not answer in :data:`CLOSE_TIMEOUT_SECONDS`."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_TIMEOUT_SECONDS):
                try:
                    await self.write()
                except StorageError:
                    log.warning("Counts of refusals were lost", extra={"event": "refusal_counts_lost"})
