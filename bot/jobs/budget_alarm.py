"""Alerts the operator when the budget of the whole bot is used up."""

import asyncio
import logging
from typing import Final, Protocol

from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.text import format_dollars
from bot.errors import OverBudget
from bot.storage import kv
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

BUDGET_ALERT: Final = (
    "Easel refused a request because the budget of the whole bot, {budget} in 24 hours (`limits.dollars_per_day`), has "
    "no room for it. {resets}To allow more, raise the budget in the configuration and restart Easel."
)
_FREES_AT_MESSAGE: Final = "There is room for it again <t:{at}:f>. "


class OperatorNotifier(Protocol):
    """Sends alerts to the operator."""

    async def alert(self, text: str) -> None:
        """Send the operator a message."""
        ...


class BudgetAlarm:
    """Logs, and alerts the operator, when the bot's daily budget is used up: once a day over all processes."""

    def __init__(self, database: Database, operator: OperatorNotifier, clock: Clock, *, budget: int | None) -> None:
        """``budget`` is in micro-dollars, ``None`` where there is none."""
        self._database = database
        self._operator = operator
        self._clock = clock
        self._budget = budget or 0
        self._alert_tasks: set[asyncio.Task[None]] = set()

    async def handle_refusal(self, refusal: OverBudget) -> None:
        """Handle a request that was refused for a budget; the alert is sent in the background."""
        if not refusal.is_bot_budget:
            return
        name = f"{kv.BUDGET_USED_UP_PREFIX}{self._budget}"  # a changed budget is a new alert
        if not await self._database.run(kv.put_time_if_older, name, min_age_seconds=DAY_SECONDS, now=self._clock()):
            return
        extra = {"event": "budget_used_up", "budget_micros": self._budget, "frees_at": refusal.retry_at}
        log.warning("The budget of the whole bot has no room for a request", extra=extra)
        resets = "" if refusal.retry_at is None else _FREES_AT_MESSAGE.format(at=int(refusal.retry_at) + 1)
        alert = asyncio.create_task(
            self._operator.alert(BUDGET_ALERT.format(budget=format_dollars(self._budget), resets=resets))
        )
        self._alert_tasks.add(alert)
        alert.add_done_callback(self._alert_tasks.discard)
