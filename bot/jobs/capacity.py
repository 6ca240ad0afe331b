"""Decides whether requests are accepted now, and how many tasks may run."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE, CircuitBreaker, ConcurrencyLimiter, available_slots
from bot.domain.request import Request
from bot.errors import Closed
from bot.jobs.model_breakers import ModelBreakers
from bot.localization.messages import Message
from bot.storage import kv
from bot.storage.database import Database

RESTARTING_MESSAGE: Final = Message("restarting")


@dataclass(slots=True, kw_only=True)
class Capacity:
    """Refuses requests while this process drains, spending is stopped, or a model's circuit breaker is open."""

    database: Database
    limiter: ConcurrencyLimiter
    breaker: CircuitBreaker
    model_breakers: ModelBreakers
    is_closing: bool = False
    """Whether this process drains: it accepts no requests and claims no jobs."""

    @property
    def slots(self) -> int:
        """The number of tasks that may be at the provider now."""
        return available_slots(self.limiter, self.breaker)

    def check_accepting(self, requests: Iterable[Request]) -> None:
        """Raise :class:`Closed` with the reason if these requests cannot be accepted now."""
        if self.is_closing:
            raise Closed(RESTARTING_MESSAGE)
        if not self.breaker.allows_requests:
            raise Closed(SPENDING_STOPPED_MESSAGE)
        for request in requests:
            reason = self.model_breakers.closed_reason(request.model)
            if reason is not None:
                raise Closed(reason)

    async def is_provider_usable(self) -> bool:
        """Whether no known problem with the API key or the credit prevents spending."""
        return not self.breaker.tripped and await self.database.run(kv.get, kv.OPERATOR_NEEDED_KEY) is None
