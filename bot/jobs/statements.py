"""Sends the monthly statements: to the moderators of each server that requested anything, and to the operator.

A statement is due when the month is over, in the server's time zone. It is marked as done in the database after Discord
took it, so one that Discord did not take, or whose process ended, is sent again, by any process.
"""

import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from math import inf
from typing import Final, Protocol

from bot.domain.clock import DAY_SECONDS, Clock
from bot.domain.months import month_of, months_between, previous_month
from bot.domain.statements import Statement
from bot.domain.statistics import days_around_month, days_of_month
from bot.errors import DiscordDown, Undeliverable
from bot.jobs.statistics import StatisticsReporter
from bot.localization.languages import in_language
from bot.policy.limits_in_force import LimitsInForce
from bot.policy.server_languages import ServerLanguages
from bot.storage import kv, statements
from bot.storage.database import Database
from bot.storage.statements import OPERATOR

log: Final = logging.getLogger(__name__)

MAX_STATEMENTS_PER_RUN: Final = 20
"""Upper bound of the messages of one run, so that a new month begins without a burst."""
MAX_MONTHS_CAUGHT_UP: Final = 3
"""How many months back a statement is still sent, if the bot was away."""
LIST_INTERVAL_SECONDS: Final = 600.0
"""How long after the last list of due statements the next one is made."""
REFUSED_RETRY_SECONDS: Final = 6 * 3600.0
"""How long after Discord refused a statement it is sent again."""
MAX_RUN_SECONDS: Final = 120.0
"""No statement is begun later than this after the start of a run."""
LEASE_SECONDS: Final = 900.0
"""How long no other process sends statements after the one that did has ended without saying so."""


class StatementSender(Protocol):
    """Sends statements to Discord.

    Raises DiscordDown if Discord may take one later, Undeliverable if it refuses it. A repetition is the same message
    to Discord for some minutes.
    """

    def is_ready(self) -> bool:
        """Whether Discord is connected."""
        ...

    def server_name(self, guild_id: int) -> str | None:
        """The name of a server, if it is known."""
        ...

    async def post(self, channel_id: int, statement: Statement) -> None:
        """Post a server's statement in its moderators' channel."""
        ...

    async def send_to_operator(self, statement: Statement) -> None:
        """Send the operator the statement of the whole bot."""
        ...


@dataclass(frozen=True, slots=True)
class _Due:
    """A statement to send: of a server, or of the whole bot."""

    month: date
    server: int


@dataclass
class MonthlyStatements:
    """Sends what is due, a few statements in each run.

    Each is in the language of its server, that of the whole bot in the language of ``operator_guild_id``.
    """

    database: Database
    statistics: StatisticsReporter
    limits_in_force: LimitsInForce
    sender: StatementSender
    languages: ServerLanguages
    clock: Clock
    operator_guild_id: int | None = None
    _since: float | None = field(default=None, init=False)
    _due: deque[_Due] = field(default_factory=deque, init=False)
    _listed_at: float = field(default=-inf, init=False)
    _refused_at: dict[_Due, float] = field(default_factory=dict, init=False)

    async def send_due(self) -> None:
        """Send up to :data:`MAX_STATEMENTS_PER_RUN` statements, if Discord is connected and no other process does."""
        if self._since is None:
            self._since = await self.database.run(statements.get_first_start, self.clock())
        if not self.sender.is_ready():
            return
        if not self._due and not 0 <= self.clock() - self._listed_at < LIST_INTERVAL_SECONDS:
            self._due.extend(await self._list_due(self._since))
            self._listed_at = self.clock()
        if self._due and await self._claim():
            try:
                await self._send_some()
            finally:
                await self.database.run(kv.remove, kv.STATEMENTS_LEASE_KEY)

    async def _claim(self) -> bool:
        claim = partial(kv.put_time_if_older, kv.STATEMENTS_LEASE_KEY, min_age_seconds=LEASE_SECONDS)
        return await self.database.run(claim, now=self.clock())

    # ── which are due ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _list_due(self, since: float) -> list[_Due]:
        """The statements of the last months that are not done, the oldest first."""
        latest = month_of(self.clock() + DAY_SECONDS)  # somewhere it may have begun already
        first = latest
        for _ in range(MAX_MONTHS_CAUGHT_UP):
            first = previous_month(first)
        due = []
        for month in months_between(max(first, month_of(since)), latest):
            due += [_Due(month, server) for server in await self._list_servers(month)]
        now = self.clock()
        return [one for one in due if now - self._refused_at.get(one, -inf) >= REFUSED_RETRY_SECONDS]

    async def _list_servers(self, month: date) -> list[int]:
        """The operator, and the servers where pictures were requested in the month of any time zone."""
        servers = {OPERATOR}
        for day in days_around_month(month):
            servers |= await self.database.run(statements.list_servers, day)
        return sorted(servers - await self.database.run(statements.list_stated, month))

    # ── sending ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _send_some(self) -> None:
        start, sent = self.clock(), 0
        while self._due and sent < MAX_STATEMENTS_PER_RUN and 0 <= self.clock() - start < MAX_RUN_SECONDS:
            due = self._due.popleft()
            if await self.database.run(statements.is_stated, due.server, due.month):
                continue
            try:
                sent += await self._state(due)
            except DiscordDown as error:
                log.info("Statements wait for Discord: %s", error, extra={"event": "statements_postponed"})
                self._due.appendleft(due)
                return

    async def _state(self, due: _Due) -> bool:
        """Send the statement if its month is over; returns whether Discord was asked."""
        if due.server == OPERATOR:
            return await self._state_everything(due)
        rules = await self.limits_in_force.gate.rules(due.server)
        if self.clock() < days_of_month(due.month, rules.zone).days[-1].end:
            return False
        sums = await self.statistics.get_month(due.server, due.month, rules.zone)
        if rules.log_channel is None or sums.requests == 0:
            await self.database.run(statements.mark_stated, due.server, due.month)
            return False
        limits = await self.limits_in_force.server_limits_of(due.server)
        labels = self.statistics.build_labels("", sums)
        budget = limits.guild_monthly_budget
        statement = Statement(month=due.month, statistics=sums, labels=labels, monthly_budget=budget)
        await self._send(due, partial(self.sender.post, rules.log_channel, statement))
        return True

    async def _state_everything(self, due: _Due) -> bool:
        if self.clock() < days_of_month(due.month).days[-1].end:
            return False
        sums = await self.statistics.get_month(None, due.month)
        if sums.requests == 0:
            await self.database.run(statements.mark_stated, due.server, due.month)
            return False
        labels = self.statistics.build_labels("", sums, self.sender.server_name)
        statement = Statement(month=due.month, statistics=sums, labels=labels)
        await self._send(due, partial(self.sender.send_to_operator, statement))
        return True

    async def _send(self, due: _Due, send: Callable[[], Awaitable[None]]) -> None:
        extra = {"server": due.server, "month": due.month.isoformat()}
        reader = self.operator_guild_id if due.server == OPERATOR else due.server
        language = await self.languages.get(reader)
        try:
            with in_language(language):
                await send()
        except Undeliverable as error:
            log.warning("Discord refused a statement: %s", error, extra={"event": "statement_refused", **extra})
            self._refused_at[due] = self.clock()
            return
        log.info("A statement was sent", extra={"event": "statement_sent", **extra})
        await self.database.run(statements.mark_stated, due.server, due.month)
