"""Alerts the operator when the budget of the whole bot is used up."""

import asyncio
import logging
from typing import Final, Protocol

from bot.domain.clock import (
    Clock,
)
from bot.domain.quota import DAY
from bot.domain.text import dollars
from bot.errors import OverBudget
from bot.storage import kv
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

ALERT: Final = (
    "Easel refused a request because the budget of the whole bot, {budget} in 24 hours (`limits.dollars_per_day`), has "
    "no room for it. {resets}To allow more, raise the budget in the configuration and restart Easel."
)
_RESETS: Final = "There is room for it again <t:{at}:f>. "


class Operator(Protocol):
    """Sends alerts to the operator."""

    async def alert(self, sentence: str) -> None:
        """Send the operator a message."""
        ...


class BudgetAlarm:
    """Logs, and alerts the operator, when the bot's daily budget is used up: once a day over all processes."""

    def __init__(self, database: Database, operator: Operator, clock: Clock, *, budget: int | None) -> None:
        """``budget`` is in micro-dollars, ``None`` where there is none."""
        self._database = database
        self._operator = operator
        self._clock = clock
        self._budget = budget or 0
        self._alerts: set[asyncio.Task[None]] = set()

    async def refused(self, refusal: OverBudget) -> None:
        """Handle a request that was refused for a budget; the alert is sent in the background."""
        if not refusal.whole_bot:
            return
        name = f"{kv.BUDGET_USED_UP}{self._budget}"  # the amount is in the name, so a changed budget is alerted anew
        if not await self._database.run(kv.put_once_in, name, seconds=DAY, now=self._clock()):
            return
        extra = {"event": "budget_used_up", "budget_micros": self._budget, "frees_at": refusal.frees_at}
        log.warning("The budget of the whole bot has no room for a request", extra=extra)
        resets = "" if refusal.frees_at is None else _RESETS.format(at=int(refusal.frees_at) + 1)
        alert = asyncio.create_task(self._operator.alert(ALERT.format(budget=dollars(self._budget), resets=resets)))
        self._alerts.add(alert)
        alert.add_done_callback(self._alerts.discard)
