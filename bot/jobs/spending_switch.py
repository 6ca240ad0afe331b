"""Stops all spending while the operator must act, for example without credit or with a wrong API key."""

import logging
from dataclasses import dataclass
from typing import Final

from bot.domain.rate_limits import CircuitBreaker
from bot.domain.text import format_dollars
from bot.errors import OperatorNeeded
from bot.jobs.context import JobContext
from bot.jobs.operator_alerts import claim_alert
from bot.localization.messages import Message
from bot.storage import kv

log: Final = logging.getLogger(__name__)

BALANCE_USED_UP_CODE: Final = "balanceUsedUp"
"""Easel's own code for a stop before the provider refused a task."""


@dataclass(frozen=True, slots=True)
class SpendingSwitch:
    """Trips and resets the provider's circuit breaker, stores its state across restarts, and alerts the operator.

    A stop by :meth:`hold`, for a balance that is used up, ends with :meth:`release` alone; any other with the next task
    that the provider accepts, or with :meth:`release`.
    """

    context: JobContext
    breaker: CircuitBreaker

    async def restore(self) -> None:
        """Trip the breaker if spending was stopped when an earlier process ended; the next task is the trial."""
        if await self.context.database.run(kv.get, kv.OPERATOR_NEEDED_KEY) is not None:
            self.breaker.restore_tripped()
            self.context.metrics.set_spending_stopped(True)

    async def stop(self, error: OperatorNeeded) -> None:
        """Stop spending, and alert the operator once over all processes."""
        if not self.breaker.trip():
            return
        self.context.metrics.set_spending_stopped(True)
        log.error("Spending stopped: %s", error.code, extra={"event": "spending_stopped", "code": error.code})
        if await claim_alert(self.context.database, kv.OPERATOR_NEEDED_KEY, error.code):
            await self.context.messenger.alert(Message("alert-spending-stopped", code=error.code))

    async def hold(self, *, balance: int, price: int) -> None:
        """Stop spending without trials, because ``balance`` is below the highest ``price`` (micro-dollars)."""
        if self.breaker.is_held:
            return
        self.breaker.hold()
        self.context.metrics.set_spending_stopped(True)
        extra = {"event": "spending_stopped", "code": BALANCE_USED_UP_CODE, "balance_micros": balance}
        log.error("Spending stopped: the balance is used up", extra=extra)
        if await claim_alert(self.context.database, kv.OPERATOR_NEEDED_KEY, BALANCE_USED_UP_CODE):
            text = Message("alert-balance-used-up", balance=format_dollars(balance), price=format_dollars(price))
            await self.context.messenger.alert(text)

    async def resume(self) -> None:
        """Resume spending after the provider accepted a task, unless the balance is used up."""
        if not self.breaker.is_held:
            await self.release()

    async def release(self) -> None:
        """Resume spending."""
        if self.breaker.record_success():
            await self.context.database.run(kv.remove, kv.OPERATOR_NEEDED_KEY)
            self.context.metrics.set_spending_stopped(False)
            log.info("The provider takes tasks again", extra={"event": "spending_resumed"})
