"""Wraps a database to report each outage once, independent of the number of failed transactions."""

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from bot.errors import StorageUnavailable
from bot.storage.database import Database, P, T, Transaction

log: Final = logging.getLogger(__name__)

RECOVERY_SECONDS: Final = 120.0
"""Seconds without a failure after which an outage is over; a single success proves nothing (reads on a full disk)."""


def _ignore(_module: str, _seconds: float) -> None:
    """Measure nothing."""


def _module_of(transaction: Callable[..., object]) -> str:
    """The name of the module that a transaction is in, without its packages."""
    function = transaction.func if isinstance(transaction, partial) else transaction
    return str(getattr(function, "__module__", "")).rpartition(".")[2]


class MonitoredDatabase:
    """A :class:`~bot.storage.database.Database` that calls its subscribers once at the start of each outage."""

    def __init__(
        self,
        database: Database,
        monotonic: Callable[[], float] = time.monotonic,
        *,
        on_finished: Callable[[str, float], None] = _ignore,
    ) -> None:
        """``on_finished`` is called with the module of each transaction and the seconds that it took."""
        self.exclusive = database.exclusive
        self.size_query = database.size_query
        self._database = database
        self._monotonic = monotonic
        self._on_finished = on_finished
        self._failed_at: float | None = None
        self._subscribers: list[Callable[[StorageUnavailable], None]] = []

    @property
    def is_failing(self) -> bool:
        """Whether there is an outage now."""
        return self._failed_at is not None

    def subscribe(self, callback: Callable[[StorageUnavailable], None]) -> None:
        """Call ``callback`` with the error at the start of each outage."""
        self._subscribers.append(callback)

    async def run(self, transaction: Callable[P, Transaction[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """See :meth:`bot.storage.database.Database.run`."""
        started_at = self._monotonic()
        try:
            result = await self._database.run(transaction, *args, **kwargs)
        except StorageUnavailable as error:
            self._record_failure(error)
            raise
        finally:
            self._on_finished(_module_of(transaction), self._monotonic() - started_at)
        if self._failed_at is not None and self._monotonic() >= self._failed_at + RECOVERY_SECONDS:
            self._failed_at = None
            log.info("The database takes changes again", extra={"event": "storage_available"})
        return result

    def _record_failure(self, error: StorageUnavailable) -> None:
        was_failing, self._failed_at = self.is_failing, self._monotonic()
        if was_failing:
            return
        log.error("The database takes no changes: %s", error, extra={"event": "storage_unavailable"})
        for callback in self._subscribers:
            callback(error)

    async def close(self) -> None:
        """See :meth:`bot.storage.database.Database.close`."""
        await self._database.close()
