"""Tells moderators and the operator, once in each window, that a budget is used to 80 % or used up."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Final, Protocol

from bot.domain.budgets import BudgetLevel, BudgetWindow
from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.limits import Limits
from bot.domain.text import format_dollars
from bot.domain.windows import Span, window_start
from bot.errors import OverBudget, StorageUnavailable
from bot.jobs.ports import Messenger
from bot.localization.messages import Message, Sentence
from bot.storage import kv, spending
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

WARNING_SHARE: Final = 0.8
"""The part of a budget from which it is told that the budget will soon be used up."""
ASK_INTERVAL_SECONDS: Final = 60.0


class ModeratorsNotifier(Protocol):
    """Writes into the moderators' channel of a server, and into its audit log."""

    async def add_entry(self, guild_id: int, actor_id: int | None, action: Sentence, detail: Sentence) -> None:
        """Store and post an entry; ``actor_id`` is ``None`` if Easel itself acted."""
        ...


@dataclass
class BudgetAlerts:
    """Tells about budgets once in each window, over all processes."""

    database: Database
    messenger: Messenger
    moderators: ModeratorsNotifier
    clock: Clock
    configured: Limits
    min_image_price: int
    """Micro-dollars of the cheapest picture: a budget with less room is used up."""
    _asked_at: dict[str, float] = field(default_factory=dict)
    """When this process last asked whether to tell, by the key of the budget."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def check_levels(self, guild_id: int | None, limits: Limits, levels: Sequence[BudgetLevel]) -> None:
        """Tell in the background about those budgets that a request has nearly or quite used up."""
        for level in levels:
            if level.budget > 0 and level.spent >= WARNING_SHARE * level.budget:
                self._start(self._tell(guild_id, limits, level))

    async def handle_refusal(self, refusal: OverBudget) -> None:
        """If the refusal is due to the bot's budget, tell the operator in the background."""
        budget = self.configured.bot_daily_budget
        if refusal.is_bot_budget and budget is not None:
            level = BudgetLevel(BudgetWindow.BOT_DAY, budget, budget)
            if await self._claim(f"{kv.BUDGET_USED_UP_PREFIX}{budget}", DAY_SECONDS):
                self._start(self._tell_operator(level, is_used_up=True, frees_at=refusal.retry_at))

    async def _tell(self, guild_id: int | None, limits: Limits, level: BudgetLevel) -> None:
        is_bot = level.window is BudgetWindow.BOT_DAY
        is_used_up = level.spent + self.min_image_price > level.budget
        scope = "" if is_bot else f"{guild_id}:{level.window}:"
        prefix = kv.BUDGET_USED_UP_PREFIX if is_used_up else kv.BUDGET_NEARLY_USED_UP_PREFIX
        now, calendar = self.clock(), None if is_bot else limits.calendar
        age = now - window_start(now, level.window.span, calendar)
        if not await self._claim(f"{prefix}{scope}{level.budget}", age):
            return
        if is_bot:
            room = (self.configured, self.min_image_price, now)
            frees_at = await self.database.run(spending.bot_budget_frees_at, *room) if is_used_up else None
            await self._tell_operator(level, is_used_up=is_used_up, frees_at=frees_at)
        elif guild_id is not None:
            await self._tell_moderators(guild_id, level, is_used_up=is_used_up, is_calendar=calendar is not None)

    async def _claim(self, key: str, min_age_seconds: float) -> bool:
        """Whether this process is the one that tells; a budget that was changed has another key.

        The database is asked at most once a minute, although a nearly used-up budget is checked at every request.
        """
        now = self.clock()
        if 0 <= now - self._asked_at.get(key, -inf) < ASK_INTERVAL_SECONDS:
            return False
        recent = {other: at for other, at in self._asked_at.items() if now - at < ASK_INTERVAL_SECONDS}
        self._asked_at = recent | {key: now}
        return await self.database.run(kv.put_time_if_older, key, min_age_seconds=min_age_seconds, now=now)

    async def _tell_operator(self, level: BudgetLevel, *, is_used_up: bool, frees_at: float | None) -> None:
        event = "budget_used_up" if is_used_up else "budget_nearly_used_up"
        extra = {"event": event, "budget_micros": level.budget, "frees_at": frees_at}
        log.warning("The budget of the whole bot is used up or nearly so", extra=extra)
        spent, budget = format_dollars(level.spent), format_dollars(level.budget)
        if not is_used_up:
            share = f"{level.spent / level.budget:.0%}"
            await self.messenger.alert(Message("alert-budget-nearly-used-up", share=share, spent=spent, budget=budget))
        elif frees_at is None:
            await self.messenger.alert(Message("alert-budget-used-up", budget=budget))
        else:
            when = f"<t:{int(frees_at) + 1}:f>"
            await self.messenger.alert(Message("alert-budget-used-up-until", budget=budget, when=when))

    async def _tell_moderators(self, guild_id: int, level: BudgetLevel, *, is_used_up: bool, is_calendar: bool) -> None:
        span = "day" if level.window.span is Span.DAY else "month"
        detail = Message(
            "audit-budget-used-up-detail" if is_used_up else "audit-budget-nearly-used-up-detail",
            spent=format_dollars(level.spent),
            budget=format_dollars(level.budget),
            window=f"calendar_{span}" if is_calendar else f"rolling_{span}",
        )
        extra = {"event": "server_budget_used", "server": guild_id, "window": level.window.value, "used_up": is_used_up}
        log.info("A server's budget is used up or nearly so", extra=extra)
        share = {} if is_used_up else {"share": f"{level.spent / level.budget:.0%}"}
        title = "audit-budget-used-up" if is_used_up else "audit-budget-nearly-used-up"
        await self.moderators.add_entry(guild_id, None, Message(title, span=span, **share), detail)

    def _start(self, work: Coroutine[object, None, None]) -> None:
        task = asyncio.create_task(_ignore_storage_outage(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _ignore_storage_outage(work: Coroutine[object, None, None]) -> None:
    """Run the work; without the database nothing is told, and the next request tells it."""
    try:
        await work
    except StorageUnavailable:
        log.info("A budget alert waits for the database", extra={"event": "budget_alert_postponed"})
