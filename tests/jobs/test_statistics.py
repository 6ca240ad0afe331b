"""A report holds the numbers of the database, charts, a description and a CSV file."""

import asyncio
import threading
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.charts.renderer import ChartRenderer, ChartsUnavailable
from bot.charts.sheet import Sheet
from bot.domain.catalog import Catalog
from bot.domain.statistics import (
    PERIODS_DAYS,
    ServerSpending,
    Statistics,
    build_statistics,
    days_of_month,
    last_days,
    utc_day_number,
)
from bot.images.inspect import parse_picture
from bot.jobs import statistics
from bot.jobs.statistics import StatisticsReporter, TooManyCharts
from bot.storage import refusal_counts
from bot.storage.refusal_counts import RefusalKey
from tests.support.clock import ManualClock
from tests.support.driver_fixtures import job_driver
from tests.support.job_driver import PRICE_MICROS, JobDriver

__all__ = ["job_driver"]
FOX, OWL = 50, 51


class FakeRenderer(ChartRenderer):
    """Draws nothing, and may fail or take forever."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.fails = False
        self.open = asyncio.Event()
        self.open.set()

    async def draw(self, sheet: Sheet) -> bytes:
        self.sheets.append(sheet)
        await self.open.wait()
        if self.fails:
            raise ChartsUnavailable
        return b"a picture"


@pytest.fixture
def renderer() -> FakeRenderer:
    return FakeRenderer()


@pytest.fixture
def reporter(job_driver: JobDriver, renderer: FakeRenderer) -> StatisticsReporter:
    return StatisticsReporter(job_driver.database, Catalog(), renderer, job_driver.clock)


async def fill(driver: JobDriver) -> None:
    """Two pictures on one server yesterday, one on another server today, and some refusals."""
    await driver.reserve(1, 2, guild_id=FOX)
    driver.clock.advance(24 * 3600)
    await driver.reserve(2, 1, guild_id=OWL)
    today = int(driver.clock() // (24 * 3600))
    counts = {RefusalKey(FOX, today, "TooSoon"): 4, RefusalKey(OWL, today - 50, "TooSoon"): 5}
    await driver.database.run(refusal_counts.add, counts)


async def test_report_of_a_server_has_only_its_numbers(reporter: StatisticsReporter, job_driver: JobDriver) -> None:
    await fill(job_driver)
    report = await reporter.report_server(FOX, "Fox Den", 7)
    assert [day.pictures for day in report.statistics.days] == [0, 0, 0, 0, 0, 2, 0]
    assert report.statistics.micro_dollars == 2 * PRICE_MICROS
    assert report.statistics.refusals == (("TooSoon", 4),)
    assert report.picture == b"a picture"
    assert report.csv.startswith(b"\xef\xbb\xbfsection,name,")
    assert report.alt_text.startswith("Charts of Fox Den since ")
    assert "Grok Imagine 2." in report.alt_text


async def test_report_of_everything_names_the_dearest_servers(
    reporter: StatisticsReporter, renderer: FakeRenderer, job_driver: JobDriver
) -> None:
    await fill(job_driver)
    report = await reporter.report_everything(90, {FOX: "Fox Den"}.get)
    assert report.statistics.dearest == (
        ServerSpending(FOX, 2 * PRICE_MICROS, 2),
        ServerSpending(OWL, PRICE_MICROS, 1),
    )
    assert report.statistics.refusals == (("TooSoon", 9),)
    assert "Fox Den $0.04, Server 51 $0.02." in report.alt_text
    assert renderer.sheets[0].title == "All servers"


@pytest.mark.parametrize("days", PERIODS_DAYS)
async def test_empty_database_has_a_report(reporter: StatisticsReporter, days: int) -> None:
    report = await reporter.report_everything(days, lambda _: None)
    assert len(report.statistics.days) == days
    assert report.statistics.pictures == report.statistics.micro_dollars == report.statistics.members == 0


async def test_numbers_and_file_arrive_without_a_drawing(
    reporter: StatisticsReporter, renderer: FakeRenderer, job_driver: JobDriver
) -> None:
    await fill(job_driver)
    renderer.fails = True
    report = await reporter.report_server(FOX, "Fox Den", 7)
    assert report.picture is None
    assert report.statistics.pictures == 2
    assert b",2,0.040000,1," in report.csv


async def test_month_has_all_its_days_and_no_others(reporter: StatisticsReporter, job_driver: JobDriver) -> None:
    november = days_of_month(date(2026, 11, 1), ZoneInfo("Europe/Berlin"))
    for moment in (november.since - 1, november.since, november.until, november.days[-1].end):
        job_driver.clock.now = moment
        await job_driver.reserve(1, 1, guild_id=FOX)
        day = utc_day_number(moment)
        await job_driver.database.run(refusal_counts.add, {RefusalKey(FOX, day, "TooSoon"): 1})
    month = await reporter.get_month(FOX, date(2026, 11, 1), ZoneInfo("Europe/Berlin"))
    assert (len(month.days), month.pictures, month.requests, month.servers) == (30, 2, 2, 1)
    assert [day.pictures for day in (month.days[0], month.days[-1])] == [1, 1]
    assert (month.period.zone_name, month.waits) == ("Europe/Berlin", None)


@pytest.mark.parametrize("at_once", [1, 2, 1000])
async def test_parts_of_a_busy_day_add_up_to_the_day(
    reporter: StatisticsReporter, job_driver: JobDriver, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(statistics, "MAX_REQUESTS_AT_ONCE", at_once)
    clock = job_driver.clock
    clock.now = last_days(1, clock()).since  # the first moment of a day
    for member, guild in ((1, FOX), (1, OWL), (2, FOX), (1, FOX), (3, FOX)):
        await job_driver.reserve(member, 2, guild_id=guild)
        clock.advance(5 * 3600)
    found = await reporter.get_statistics(None, 7)
    assert [day.pictures for day in found.days] == [0, 0, 0, 0, 0, 10, 0]
    assert (found.members, found.requests, found.micro_dollars, found.servers) == (3, 5, 10 * PRICE_MICROS, 2)
    assert found.dearest == (ServerSpending(FOX, 8 * PRICE_MICROS, 8), ServerSpending(OWL, 2 * PRICE_MICROS, 2))
    assert (await reporter.get_statistics(OWL, 7)).pictures == 2


async def test_numbers_are_summed_up_off_the_event_loop(
    reporter: StatisticsReporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []

    def build(*values: Any) -> Statistics:
        threads.append(threading.get_ident())
        return build_statistics(*values)

    monkeypatch.setattr(statistics, "build_statistics", build)
    await reporter.report_server(FOX, "Fox Den", 90)
    await reporter.get_month(None, date(2026, 11, 1))
    assert len(threads) == 2
    assert threading.get_ident() not in threads


async def drawn(renderer: FakeRenderer, count: int) -> None:
    """Wait until the renderer has so many sheets: the reports read the database first."""
    async with asyncio.timeout(10):
        while len(renderer.sheets) < count:  # noqa: ASYNC110 - the fake sends no event
            await asyncio.sleep(0.01)


async def test_too_many_reports_at_once_are_refused(
    reporter: StatisticsReporter, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "MAX_REPORTS_IN_PROGRESS", 2)
    renderer.open.clear()
    first = [asyncio.create_task(reporter.report_server(guild, "Den", 7)) for guild in (FOX, OWL)]
    await drawn(renderer, 2)
    with pytest.raises(TooManyCharts):
        await reporter.report_server(52, "Elk Den", 7)
    renderer.open.set()
    await asyncio.gather(*first)
    await reporter.report_server(52, "Elk Den", 7)


async def test_managers_of_one_server_do_not_keep_other_servers_and_the_operator_waiting(
    reporter: StatisticsReporter, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "MAX_REPORTS_IN_PROGRESS", 2)
    renderer.open.clear()
    first = asyncio.create_task(reporter.report_server(FOX, "Fox Den", 7))
    await drawn(renderer, 1)
    for _ in range(3):
        with pytest.raises(TooManyCharts):
            await reporter.report_server(FOX, "Fox Den", 90)
    others = [
        asyncio.create_task(reporter.report_server(OWL, "Owl Den", 7)),
        asyncio.create_task(reporter.report_everything(7, lambda _: None)),
    ]
    await drawn(renderer, 3)
    renderer.open.set()
    await asyncio.gather(first, *others)


async def test_charts_of_a_real_report_are_a_picture(job_driver: JobDriver, clock: ManualClock) -> None:
    await fill(job_driver)
    async with ChartRenderer(timeout=60) as renderer:
        report = await StatisticsReporter(job_driver.database, Catalog(), renderer, clock).report_server(FOX, "Fox", 30)
    assert report.picture is not None
    assert parse_picture(report.picture).size.width == 1080
