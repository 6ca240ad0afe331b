"""Alerts the operator when the budget of the whole bot is used up."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Final

from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.text import format_dollars
from bot.errors import OverBudget
from bot.jobs.ports import Messenger
from bot.storage import kv
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

BUDGET_ALERT: Final = (
    "Easel refused a request because the budget of the whole bot, {budget} in 24 hours (`limits.dollars_per_day`), has "
    "no room for it. {resets}To allow more, raise the budget in the configuration and restart Easel."
)
_FREES_AT_MESSAGE: Final = "There is room for it again <t:{at}:f>. "


@dataclass
class BudgetAlarm:
    """Alerts the operator when the bot's daily budget is used up: once a day over all processes."""

    database: Database
    messenger: Messenger
    clock: Clock
    budget: int
    """Micro-dollars in 24 hours."""
    _alert_tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def handle_refusal(self, refusal: OverBudget) -> None:
        """If the refusal is due to the bot's budget, send an alert in the background."""
        if not refusal.is_bot_budget:
            return
        key = f"{kv.BUDGET_USED_UP_PREFIX}{self.budget}"  # a changed budget causes a new alert
        if await self.database.run(kv.put_time_if_older, key, min_age_seconds=DAY_SECONDS, now=self.clock()):
            extra = {"event": "budget_used_up", "budget_micros": self.budget, "frees_at": refusal.retry_at}
            log.warning("The budget of the whole bot has no room for a request", extra=extra)
            resets = "" if refusal.retry_at is None else _FREES_AT_MESSAGE.format(at=int(refusal.retry_at) + 1)
            text = BUDGET_ALERT.format(budget=format_dollars(self.budget), resets=resets)
            task = asyncio.create_task(self.messenger.alert(text))
            self._alert_tasks.add(task)
            task.add_done_callback(self._alert_tasks.discard)
