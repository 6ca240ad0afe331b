"""``python -m bot reconcile``: compares the ledger with the provider's record and balance, and corrects it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final

from bot.config import Config
from bot.config.factories import build_catalog
from bot.domain.balances import BalanceSnapshot, explain_change
from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.reconciliation import Difference
from bot.domain.text import format_dollars
from bot.errors import ConfigError, DatabaseInUse, ProviderError, ProviderUnavailable, StorageError
from bot.jobs.reconciliation import Comparison, Reconciliation
from bot.observability.log import print_redacted
from bot.runware.client import RunwareClient
from bot.storage import inspect_database, kv, open_database, open_for_reading, reconciliation
from bot.storage.database import Database

DEFAULT_PERIOD_SECONDS: Final = 30 * DAY_SECONDS
"""How far back tasks are compared without ``--since``."""
REQUEST_TIMEOUT_SECONDS: Final = 15.0
BALANCE_RETRY_SECONDS: Final = 1.0
_BALANCE_ATTEMPTS: Final = 3
_MAX_UNREAD_LINES: Final = 20
"""Lines about single tasks that the provider did not answer for; the others are counted."""


def parse_since(text: str) -> float:
    """Parse a date (YYYY-MM-DD) to the beginning of that day in UTC; raises ConfigError with one sentence."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).timestamp()
    except ValueError:
        raise ConfigError([f"--since must be a date such as 2026-11-01 (year-month-day, UTC), not “{text}”."]) from None


async def reconcile(config: Config, *, since: float | None, mend: bool, clock: Clock = time.time) -> int:
    """Print each difference and the sums; return 0 if there is no difference and everything was compared, else 1.

    ``mend`` books the differences that have one explanation. It needs a SQLite file for itself.
    """
    url, since = config.database.url.get_secret_value(), clock() - DEFAULT_PERIOD_SECONDS if since is None else since
    await _require_newest_schema(config)
    assert config.runware.api_key is not None
    key, address = config.runware.api_key.get_secret_value(), config.runware.url
    async with (
        _open(url, writable=mend) as database,
        RunwareClient(key, url=address, timeout=REQUEST_TIMEOUT_SECONDS) as provider,
    ):
        report = _Report(database, mend=mend, clock=clock, models={k: m.air for k, m in build_catalog(config).items()})
        async for comparison in Reconciliation(database, provider).compare_tasks(since):
            await report.add(comparison)
        report.print_sums(since)
        snapshot = await _take_snapshot(database, provider, report, clock)
        agrees = snapshot is not None and await _compare_balance(database, snapshot)
    if snapshot is not None:
        await _store_snapshot(url, snapshot)
    return 0 if agrees and report.is_clean else 1


async def _require_newest_schema(config: Config) -> None:
    inspection = await inspect_database(config.database.url.get_secret_value())
    if not inspection.exists:
        raise StorageError(
            f"The database {config.database.redacted_url} does not exist yet: there is nothing to compare."
        )
    if inspection.pending:
        raise StorageError(
            f"The database {config.database.redacted_url} has an older schema: start `python -m bot run` once first."
        )


@asynccontextmanager
async def _open(url: str, *, writable: bool) -> AsyncIterator[Database]:
    if not writable:
        async with open_for_reading(url) as database:
            yield database
        return
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()


@dataclass(slots=True)
class _Report:
    """Prints differences as they are found, mends them, and sums up."""

    database: Database
    mend: bool
    clock: Clock
    models: dict[str, str]
    tasks: int = 0
    booked: int = 0
    billed: int = 0
    differences: int = 0
    mended: int = 0
    unread: int = 0
    known_drift: int = 0
    """Micro-dollars that were billed but are not booked (yet)."""

    @property
    def is_clean(self) -> bool:
        return not self.differences and not self.unread

    async def add(self, comparison: Comparison) -> None:
        task = comparison.task
        self.tasks += 1
        self.booked += task.micro_dollars
        if comparison.error is not None:
            self._add_unread(comparison)
            return
        self._print_other_models(comparison)
        billed = None if comparison.record is None else comparison.record.micro_dollars
        self.billed += billed or 0
        if comparison.difference is not None:
            self.differences += 1
            is_mended = await self._mend(comparison.difference)
            print_redacted(f"{comparison.difference}{' (booked now)' if is_mended else ''}")

    async def _mend(self, difference: Difference) -> bool:
        if not difference.is_explained or difference.billed is None:
            return False
        if not self.mend:
            if not difference.task.is_bill_pending:
                self.known_drift += difference.billed - difference.task.micro_dollars
            return False
        await self.database.run(reconciliation.mend, difference, now=self.clock())
        self.mended += 1
        return True

    def _add_unread(self, comparison: Comparison) -> None:
        self.unread += 1
        if self.unread <= _MAX_UNREAD_LINES:
            code = comparison.error.code if comparison.error else ""
            print_redacted(f"not looked at job {comparison.task.job.short_id}: Runware did not say ({code})")

    def _print_other_models(self, comparison: Comparison) -> None:
        request = comparison.task.job.request
        wanted = self.models.get(request.model)
        answered = comparison.record.models if comparison.record else frozenset()
        others = sorted(answered - {wanted}) if wanted else []
        if others:
            names = " ".join(", ".join(others).split())
            print_redacted(f"note job {comparison.task.job.short_id}: {wanted} was requested, drawn by {names}")

    def print_sums(self, since: float) -> None:
        if self.unread > _MAX_UNREAD_LINES:
            print_redacted(f"not looked at {self.unread - _MAX_UNREAD_LINES} more jobs")
        day = f"{datetime.fromtimestamp(since, UTC):%Y-%m-%d %H:%M} UTC"
        print_redacted(
            f"{self.tasks} tasks since {day}: booked {format_dollars(self.booked)}, Runware’s record says "
            f"{format_dollars(self.billed)}; differences: {self.differences}, booked now: {self.mended}, "
            f"not looked at: {self.unread}"
        )


# ── the balance ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def _take_snapshot(
    database: Database, provider: RunwareClient, report: _Report, clock: Clock
) -> BalanceSnapshot | None:
    """Read the balance and what was spent until now; prints why if Runware does not tell."""
    dollars, reason = await _read_balance(provider)
    if dollars is None:
        print_redacted(f"not looked at balance: {reason}")
        return None
    spent, uncertain = await database.run(reconciliation.get_spent)
    balance = round(dollars * MICRO_DOLLARS_PER_DOLLAR)
    return BalanceSnapshot(at=clock(), balance=balance, spent=spent + report.known_drift, uncertain=uncertain)


async def _read_balance(provider: RunwareClient) -> tuple[float | None, str]:
    """The balance in US dollars, or why it is not known."""
    reason = "Runware’s answer has none"
    for _ in range(_BALANCE_ATTEMPTS):
        try:
            return await provider.get_balance(), reason
        except ProviderUnavailable as error:
            reason = f"Runware did not say ({error.code})"
            await asyncio.sleep(BALANCE_RETRY_SECONDS)
        except ProviderError as error:
            return None, f"Runware did not say ({error.code})"
    return None, reason


async def _compare_balance(database: Database, snapshot: BalanceSnapshot) -> bool:
    """Print the balance and how it changed; return whether the ledger explains the change."""
    stored = await database.run(kv.get, kv.RECONCILED_BALANCE_KEY)
    balance = f"balance {format_dollars(snapshot.balance)}"
    if stored is None:
        print_redacted(f"{balance}; the next run compares its change with the ledger")
        return True
    before = BalanceSnapshot(**json.loads(stored))
    change = explain_change(before, snapshot)
    since = f"{datetime.fromtimestamp(before.at, UTC):%Y-%m-%d %H:%M} UTC"
    print_redacted(f"{balance}, {format_dollars(before.balance)} at {since}: {change.sentence}")
    return change.is_explained


async def _store_snapshot(url: str, snapshot: BalanceSnapshot) -> None:
    try:
        async with _open(url, writable=True) as database:
            await database.run(partial(kv.put, kv.RECONCILED_BALANCE_KEY, json.dumps(snapshot._asdict())))
    except DatabaseInUse:
        print_redacted("The balance was not stored for the next run, because a running bot has locked the SQLite file.")
