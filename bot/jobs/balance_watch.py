"""Watches the balance at the provider: warns when it is low, and stops spending before a task is refused for it."""

import logging
from dataclasses import dataclass
from math import inf
from typing import Final

from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR, Catalog
from bot.domain.clock import DAY_SECONDS
from bot.domain.text import format_dollars
from bot.errors import ProviderError
from bot.jobs.context import JobContext
from bot.jobs.operator_alerts import claim_alert
from bot.jobs.spending_switch import BALANCE_USED_UP_CODE, SpendingSwitch
from bot.localization.messages import Message
from bot.loops import run_forever
from bot.runware.client import RunwareClient
from bot.runware.error_classes import ErrorClass, classify_error
from bot.storage import kv, spending

log: Final = logging.getLogger(__name__)

BALANCE_INTERVAL_SECONDS: Final = 600.0
LOW_BALANCE_INTERVAL_SECONDS: Final = 60.0
"""Pause while the balance is low, so that it is noticed before it is used up."""
STOPPED_INTERVAL_SECONDS: Final = 30.0
"""Pause while spending is stopped, so that it resumes soon after a top-up."""
MAX_HOLD_UNREAD_SECONDS: Final = 1800.0
"""How long spending stays stopped for a balance that was used up while the provider does not tell the balance any more.

After that a task is tried now and then.
"""
LOW_BALANCE_MICRO_DOLLARS: Final = 1_000_000
"""A balance below this, or below what the last 24 hours cost, is low."""


@dataclass(slots=True)
class BalanceWatch:
    """Reads the balance periodically; a provider that does not tell it changes nothing at first."""

    context: JobContext
    provider: RunwareClient
    spending: SpendingSwitch
    catalog: Catalog
    _asked_at: float = -inf
    _read_at: float = -inf
    _interval_seconds: float = BALANCE_INTERVAL_SECONDS
    _balance_when_refused: int | None = None
    """The balance when it was first read after the provider had refused a task for it, in micro-dollars."""

    async def run(self) -> None:
        """Run :meth:`run_if_due` periodically until cancelled."""
        await run_forever(self.run_if_due, STOPPED_INTERVAL_SECONDS, event="balance_unread")

    async def run_if_due(self) -> None:
        """Read the balance if the time has come, or spending is stopped."""
        now = self.context.monotonic()
        if self.spending.breaker.tripped or now >= self._asked_at + self._interval_seconds:
            self._asked_at = now
            await self.run_once()

    async def run_once(self) -> None:
        """Read the balance, and act on it."""
        try:
            dollars = await self.provider.get_balance()
        except ProviderError as error:
            log.info("The balance could not be read: %s", error.code, extra={"event": "balance_unread"})
            dollars = None
        now = self.context.monotonic()
        if dollars is None:
            if self.spending.breaker.is_held and now >= self._read_at + MAX_HOLD_UNREAD_SECONDS:
                self.spending.breaker.end_hold()
            return
        self._read_at = now
        self.context.metrics.gauges.set_balance(dollars)
        balance, price = round(dollars * MICRO_DOLLARS_PER_DOLLAR), self.catalog.max_image_price
        is_low = await self._check_low(balance, will_stop=balance < price)
        self._interval_seconds = LOW_BALANCE_INTERVAL_SECONDS if is_low else BALANCE_INTERVAL_SECONDS
        if balance < price:
            await self.spending.hold(balance=balance, price=price)
        elif self.spending.breaker.tripped:
            await self._release_if_covered(balance)
        else:
            self._balance_when_refused = None

    async def _check_low(self, balance: int, *, will_stop: bool) -> bool:
        """Alert the operator once when the balance becomes low; a stop has an alert of its own."""
        database, now = self.context.database, self.context.clock()
        spent = await database.run(spending.get_spending, None, now - DAY_SECONDS)
        if balance >= max(LOW_BALANCE_MICRO_DOLLARS, spent):
            await self._forget_low_balance(balance)
            return False
        if await claim_alert(database, kv.LOW_BALANCE_KEY, str(balance)) and not will_stop:
            text = Message("alert-balance-low", balance=format_dollars(balance), spent=format_dollars(spent))
            log.warning("The balance is low", extra={"event": "balance_low", "balance_micros": balance})
            await self.context.messenger.alert(text)
        return True

    async def _forget_low_balance(self, balance: int) -> None:
        """Alert again next time, if credit was added: spending of the last 24 hours alone may fall too."""
        stored = await self.context.database.run(kv.get, kv.LOW_BALANCE_KEY)
        if stored is not None and balance > int(stored):
            await self.context.database.run(kv.remove, kv.LOW_BALANCE_KEY)

    async def _release_if_covered(self, balance: int) -> None:
        """Resume if spending was stopped for credit that is there now.

        After the provider itself refused a task for its credit, only a higher balance than then counts: it may demand
        more than the price (xAI models need $5 of credit). The trial task of the circuit breaker decides otherwise.
        """
        code = await self.context.database.run(kv.get, kv.OPERATOR_NEEDED_KEY)
        if self.spending.breaker.is_held or code == BALANCE_USED_UP_CODE:
            await self.spending.release()
        elif code is not None and classify_error(code) is ErrorClass.QUOTA:
            if self._balance_when_refused is None:
                self._balance_when_refused = balance
            elif balance > self._balance_when_refused:
                self._balance_when_refused = None
                await self.spending.release()
