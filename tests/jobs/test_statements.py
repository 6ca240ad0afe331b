"""Statements are sent once when a month is over, again if Discord did not take them, and never in a burst."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.charts.renderer import ChartRenderer
from bot.domain.catalog import Catalog
from bot.domain.clock import DAY_SECONDS
from bot.domain.limits import Limits
from bot.domain.statements import Statement
from bot.domain.windows import Calendar
from bot.errors import DiscordDown, Undeliverable
from bot.jobs.statements import (
    LIST_INTERVAL_SECONDS,
    MAX_STATEMENTS_PER_RUN,
    REFUSED_RETRY_SECONDS,
    MonthlyStatements,
)
from bot.jobs.statistics import StatisticsReporter
from bot.policy.server_languages import ServerLanguages
from bot.storage.database import Database
from tests.support.driver_fixtures import job_driver, process_databases
from tests.support.job_driver import PRICE_MICROS, JobDriver
from tests.support.policy_fakes import build_limits_in_force

__all__ = ["job_driver", "process_databases"]
FOX, OWL, CHANNEL = 50, 51, 900
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
OPERATOR = None


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> float:
    """A time in UTC, in seconds since the epoch."""
    year = 2026 + (month - 1) // 12
    return datetime(year, (month - 1) % 12 + 1, day, hour, minute, tzinfo=UTC).timestamp()


@dataclass
class FakeSender:
    """Keeps what it is given, unless it fails."""

    sent: list[tuple[int | None, Statement]] = field(default_factory=list)
    attempts: int = 0
    ready: bool = True
    fail: Callable[[], None] = lambda: None

    def is_ready(self) -> bool:
        return self.ready

    def server_name(self, guild_id: int) -> str | None:
        return {FOX: "Fox Den"}.get(guild_id)

    async def post(self, channel_id: int, statement: Statement) -> None:
        await self._send(channel_id, statement)

    async def send_to_operator(self, statement: Statement) -> None:
        await self._send(OPERATOR, statement)

    async def _send(self, target: int | None, statement: Statement) -> None:
        self.attempts += 1
        await asyncio.sleep(0)
        self.fail()
        self.sent.append((target, statement))

    def months(self, target: int | None) -> list[date]:
        """The months of the statements that were sent there."""
        return [statement.month for to, statement in self.sent if to == target]


@dataclass
class Stage:
    """Servers with requests, and what sends their statements."""

    driver: JobDriver
    sender: FakeSender
    statements: MonthlyStatements

    async def set_rules(self, guild_id: int, **rules: Any) -> None:
        await self.statements.limits_in_force.gate.change_rules(guild_id, lambda old: old.model_copy(update=rules))

    async def request(self, moment: float, guild_id: int | None = FOX, images: int = 1) -> None:
        self.driver.clock.now = moment
        await self.driver.reserve(1, images, guild_id=guild_id)

    async def run(self, moment: float) -> None:
        """Run the step at that time."""
        self.driver.clock.now = moment
        await self.statements.send_due()


def build_statements(driver: JobDriver, sender: FakeSender, database: Database | None = None) -> MonthlyStatements:
    database = database or driver.database
    limits = Limits(guild_monthly_budget=5_000_000)
    statistics = StatisticsReporter(database, Catalog(), ChartRenderer(), driver.clock)
    limits_in_force = build_limits_in_force(database, limits, driver.clock)
    return MonthlyStatements(
        database=database,
        statistics=statistics,
        limits_in_force=limits_in_force,
        sender=sender,
        languages=ServerLanguages(limits_in_force.gate, lambda _: None),
        clock=driver.clock,
    )


@pytest.fixture
async def stage(job_driver: JobDriver) -> Stage:
    """A bot that first started in the middle of October; one server has a moderators' channel."""
    sender = FakeSender()
    stage = Stage(job_driver, sender, build_statements(job_driver, sender))
    await stage.run(at(10, 15))
    await stage.set_rules(FOX, log_channel=CHANNEL)
    return stage


async def test_statement_has_the_numbers_of_the_month(stage: Stage) -> None:
    await stage.request(at(10, 31, 23, 59), images=5)
    await stage.request(at(11, 1), images=2)
    await stage.request(at(11, 30, 23, 59), OWL, images=3)
    await stage.run(at(12, 1))
    (statement,) = [one for to, one in stage.sender.sent if to == CHANNEL and one.month == NOVEMBER]
    assert (statement.statistics.pictures, statement.statistics.micro_dollars) == (2, 2 * PRICE_MICROS)
    assert statement.monthly_budget == 5_000_000
    (everything,) = [one for to, one in stage.sender.sent if to == OPERATOR and one.month == NOVEMBER]
    assert (everything.statistics.pictures, everything.statistics.servers) == (5, 2)
    assert [everything.labels.server(one.guild_id) for one in everything.statistics.dearest] == ["Server 51", "Fox Den"]


async def test_statement_is_sent_once(stage: Stage) -> None:
    await stage.request(at(11, 3))
    for minute in range(0, 60, 5):
        await stage.run(at(12, 1, 0, minute))
    await stage.run(at(12, 31, 23))
    assert stage.sender.months(CHANNEL) == stage.sender.months(OPERATOR) == [NOVEMBER]


async def test_nothing_is_sent_before_the_month_is_over(stage: Stage) -> None:
    await stage.request(at(11, 3))
    await stage.run(at(11, 30, 23, 59))
    assert stage.sender.sent == []


async def test_month_ends_in_the_time_zone_of_the_server(stage: Stage) -> None:
    await stage.set_rules(FOX, calendar=Calendar(time_zone="Asia/Tokyo", since=0.0))
    await stage.request(at(11, 30, 14, 59))
    await stage.request(at(11, 30, 15), images=7)  # midnight in Tokyo
    await stage.run(at(11, 30, 15))
    assert [(to, one.statistics.pictures) for to, one in stage.sender.sent] == [(CHANNEL, 1)]
    await stage.set_rules(OWL, log_channel=CHANNEL + 1, calendar=Calendar(time_zone="America/New_York", since=0.0))
    await stage.request(at(12, 1, 4, 59), OWL)
    await stage.run(at(12, 1, 4, 59))
    assert stage.sender.months(CHANNEL + 1) == []
    await stage.run(at(12, 1, 5, 10))
    assert stage.sender.months(CHANNEL + 1) == [NOVEMBER]


async def test_server_without_a_channel_or_without_requests_gets_none(stage: Stage) -> None:
    await stage.request(at(11, 3), OWL)
    await stage.run(at(12, 1))
    assert stage.sender.months(CHANNEL) == []
    await stage.set_rules(OWL, log_channel=CHANNEL + 1)
    await stage.run(at(12, 2))
    assert stage.sender.months(CHANNEL + 1) == [], "a channel that is chosen later hears from the next month on"


async def test_month_without_requests_is_not_told_to_the_operator(stage: Stage) -> None:
    await stage.run(at(12, 1))
    assert stage.sender.sent == []


async def test_statement_is_caught_up_after_the_bot_was_away(stage: Stage) -> None:
    await stage.request(at(10, 20))
    await stage.request(at(11, 3))
    await stage.run(at(13, 17))
    assert stage.sender.months(CHANNEL) == stage.sender.months(OPERATOR) == [OCTOBER, NOVEMBER]


async def test_months_before_the_first_start_have_no_statement(job_driver: JobDriver) -> None:
    sender = FakeSender()
    stage = Stage(job_driver, sender, build_statements(job_driver, sender))
    await stage.set_rules(FOX, log_channel=CHANNEL)
    await stage.request(at(10, 20))
    await stage.request(at(11, 3))
    await stage.run(at(11, 30))
    await stage.run(at(12, 1))
    assert sender.months(CHANNEL) == [NOVEMBER]


async def test_statement_waits_while_discord_is_down(stage: Stage) -> None:
    await stage.request(at(11, 3))

    def fail() -> None:
        raise DiscordDown

    stage.sender.fail = fail
    await stage.run(at(12, 1))
    assert stage.sender.attempts == 1, "an outage ends the run"
    stage.sender.fail = lambda: None
    await stage.run(at(12, 1) + 30)
    assert stage.sender.months(CHANNEL) == stage.sender.months(OPERATOR) == [NOVEMBER]


async def test_refused_statement_is_tried_again_later(stage: Stage) -> None:
    await stage.request(at(11, 3))

    def fail() -> None:
        raise Undeliverable("No.")

    stage.sender.fail = fail
    for minute in range(0, 60, 15):
        await stage.run(at(12, 1, 0, minute))
    assert stage.sender.attempts == 2, "one for the server, one for the operator"
    stage.sender.fail = lambda: None
    await stage.run(at(12, 1) + REFUSED_RETRY_SECONDS + LIST_INTERVAL_SECONDS)
    assert stage.sender.months(CHANNEL) == stage.sender.months(OPERATOR) == [NOVEMBER]


async def test_nothing_is_sent_while_discord_is_not_connected(stage: Stage) -> None:
    await stage.request(at(11, 3))
    stage.sender.ready = False
    await stage.run(at(12, 1))
    assert stage.sender.attempts == 0
    stage.sender.ready = True
    await stage.run(at(12, 1) + 30)
    assert stage.sender.months(CHANNEL) == [NOVEMBER]


async def test_statements_are_spread(stage: Stage) -> None:
    guilds = range(1000, 1000 + MAX_STATEMENTS_PER_RUN + 5)
    for guild_id in guilds:
        await stage.set_rules(guild_id, log_channel=guild_id)
        await stage.request(at(11, 3), guild_id)
    await stage.run(at(12, 1))
    assert len(stage.sender.sent) == MAX_STATEMENTS_PER_RUN
    await stage.run(at(12, 1) + 30)
    assert sorted(to for to, _ in stage.sender.sent if to is not None) == list(guilds)


async def test_only_one_process_sends(stage: Stage, job_driver: JobDriver, process_databases: list[Database]) -> None:
    await stage.request(at(11, 3))
    job_driver.clock.now = at(12, 1)
    processes = [build_statements(job_driver, stage.sender, database) for database in process_databases]
    await asyncio.gather(*(process.send_due() for process in processes))
    job_driver.clock.advance(DAY_SECONDS)
    await asyncio.gather(*(process.send_due() for process in processes))
    assert stage.sender.months(CHANNEL) == stage.sender.months(OPERATOR) == [NOVEMBER]


async def test_statement_of_a_process_that_ended_is_sent_by_another(stage: Stage, job_driver: JobDriver) -> None:
    await stage.request(at(11, 3))

    def end() -> None:
        raise asyncio.CancelledError

    stage.sender.fail = end
    with pytest.raises(asyncio.CancelledError):
        await stage.run(at(12, 1))
    stage.sender.fail = lambda: None
    job_driver.clock.advance(DAY_SECONDS)
    await build_statements(job_driver, stage.sender).send_due()
    assert stage.sender.months(CHANNEL) == [NOVEMBER]
