"""The rules of the ledger: they hold for all that Easel does, and each kind of wrong row is found and named."""

from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic

import pytest

from bot.domain.job import Job, State
from bot.domain.limits import Limits
from bot.domain.windows import Calendar
from bot.errors import OverQuota, StorageError, StorageUnavailable
from bot.storage import cancelling, grants, invariants, open_for_reading, unbilled
from bot.storage.database import Database, Transaction
from bot.storage.read_only import ReadOnlySqlite
from tests.support.clock import ManualClock
from tests.support.databases import ENGINES, create_empty_database
from tests.support.job_driver import JobDriver, require_job

DAY = 24 * 3600.0
GUILD = 8
LIMITS = Limits(images_per_user_per_day=5, jobs_per_user=-1, cooldown_seconds=0)
RULES = tuple(invariants.CHECKS)
COLUMNS = "job_id, grant_id, kind, user_id, guild_id, images, granted_images, micro_dollars, image_limit, counted_since"


async def violations(driver: JobDriver) -> dict[str, str]:
    found = await driver.database.run(invariants.find_violations, driver.clock())
    assert tuple(found) == RULES
    return {rule: row for rule, row in found.items() if row is not None}


async def lived(driver: JobDriver) -> Job:
    """A day with a bit of everything; the last delivered job."""
    for state in State:
        if state not in {State.HELD, State.REFUSED}:
            await driver.create_in_state(state, user_id=2)
    taken_back = await driver.create_in_state(State.SUBMITTED, user_id=3)
    await driver.database.run(cancelling.cancel_by_author, taken_back.id, user_id=3, now=driver.clock())
    await driver.database.run(unbilled.settle, taken_back, images=1, micro_dollars=5, now=driver.clock())
    await driver.database.run(
        grants.add, GUILD, 1, images=4, expires_at=None, by_id=9, reason="a prize", now=driver.clock()
    )
    job = await granted(driver, 3)
    await granted(driver, 4)
    since = driver.clock() - DAY
    await driver.database.run(grants.reset_day, GUILD, 1, since=since, by_id=9, reason="why not", now=driver.clock())
    await driver.database.run(grants.reset_day, GUILD, 1, since=since, by_id=9, reason="again", now=driver.clock())
    await granted(driver, 7, delivered=6)
    return job


async def granted(driver: JobDriver, images: int, *, delivered: int | None = None) -> Job:
    """A delivered job of a member with a limit; by default half of its pictures arrived."""
    job = await driver.acknowledge(await driver.reserve(1, images, guild_id=GUILD, limits=LIMITS))
    (job,) = await driver.claim()
    job = require_job(await driver.store_results(job))
    return require_job(await driver.deliver(job, images=images // 2 + 1 if delivered is None else delivered))


async def test_everything_that_easel_does_keeps_the_rules(job_driver: JobDriver) -> None:
    await lived(job_driver)
    assert await violations(job_driver) == {}
    with pytest.raises(OverQuota):
        await granted(job_driver, 20)
    job_driver.clock.advance(DAY / 2)
    await granted(job_driver, 1)
    job_driver.clock.advance(-3600)
    await granted(job_driver, 1)
    assert await violations(job_driver) == {}


async def test_calendar_day_is_counted_from_midnight(job_driver: JobDriver) -> None:
    calendar = Calendar(time_zone="UTC", since=0)
    limits = Limits(images_per_user_per_day=5, jobs_per_user=-1, cooldown_seconds=0, calendar=calendar)
    job_driver.clock.advance(DAY - job_driver.clock() % DAY - 60)
    await job_driver.reserve(1, 5, guild_id=GUILD, limits=limits)
    job_driver.clock.advance(120)
    await job_driver.reserve(1, 5, guild_id=GUILD, limits=limits)
    assert await violations(job_driver) == {}


def insert(values: str) -> str:
    return f"INSERT INTO ledger ({COLUMNS}, window_at, created_at, reason) SELECT {values}, {{now}}, {{now}}, 'planted'"


PLANTED = {
    "not reserved": ("every job is reserved once", "DELETE FROM ledger WHERE job_id = {job} AND kind = 'reserve'"),
    "no row at all": ("every job is reserved once", "DELETE FROM ledger WHERE job_id = {job}"),
    "not closed": (
        "every ended job is settled or refunded once",
        "DELETE FROM ledger WHERE job_id = {job} AND kind = 'settle'",
    ),
    "closed too early": (
        "every ended job is settled or refunded once",
        "UPDATE jobs SET state = 'held', ended_at = NULL WHERE id = {job}",
    ),
    "above the limit": (
        "no member got more than their limit",
        "UPDATE ledger SET image_limit = 2 WHERE job_id = {job} AND kind = 'reserve'",
    ),
    "pictures below zero": (
        "no job adds up to less than nothing",
        insert("{job}, NULL, 'reset', 1, 8, -9, 0, 0, 0, 0"),
    ),
    "dollars below zero": (
        "no job adds up to less than nothing",
        insert("{job}, NULL, 'adjust', 1, 8, 0, 0, -999999, 0, 0"),
    ),
    "overdrawn": (
        "no grant is overdrawn",
        "UPDATE ledger SET granted_images = 0 WHERE kind = 'grant'",
    ),
    "returned too much": (
        "no grant is overdrawn",
        "UPDATE ledger SET granted_images = 50 WHERE kind = 'return'",
    ),
    "grant that never was": ("no grant is overdrawn", "DELETE FROM ledger WHERE kind = 'grant'"),
    "another sum": ("the totals add up to the ledger", "UPDATE ledger_totals SET amount = amount + 1"),
    "a lost hour": ("the totals add up to the ledger", "DELETE FROM ledger_totals WHERE scope = 8"),
    "a lost bot": ("the totals add up to the ledger", "DELETE FROM ledger_totals WHERE scope = 0"),
    "a lost minute": ("the totals add up to the ledger", "DELETE FROM ledger_totals WHERE seconds = 60"),
    "a lost channel": ("the totals add up to the ledger", "DELETE FROM ledger_totals WHERE scope < 0"),
    "a row that nobody added up": (
        "the totals add up to the ledger",
        "UPDATE ledger SET micro_dollars = micro_dollars + 1 WHERE job_id = {job} AND kind = 'reserve'",
    ),
    "consumed in silence": (
        "consumed purchases are recorded",
        "INSERT INTO entitlements (id, sku_id, is_consumable, consumed_at, first_seen_at, seen_at)"
        " VALUES (1, 2, 1, {now}, {now}, {now})",
    ),
}


@pytest.mark.parametrize(("rule", "statement"), PLANTED.values(), ids=PLANTED)
async def test_planted_row_breaks_its_rule_alone(job_driver: JobDriver, rule: str, statement: str) -> None:
    job = await lived(job_driver)
    job_driver.clock.advance(3600)
    await job_driver.database.run(plant, statement.format(job=job.id, now=job_driver.clock()), job_driver.database)
    found = await violations(job_driver)
    assert rule in found
    if "{job}" in statement and rule != "the totals add up to the ledger":
        assert str(job.id) in found[rule]


def plant(statement: str, database: Database) -> Transaction[None]:
    """Run the statement without the triggers that refuse it."""
    triggers = ("ledger_keeps_amounts", "ledger_keeps_rows")
    for trigger in triggers:
        yield f"DROP TRIGGER {trigger}{'' if database.exclusive else ' ON ledger'}", ()
    yield statement, ()


async def test_rows_older_than_the_period_are_not_looked_at(job_driver: JobDriver) -> None:
    job = await lived(job_driver)
    await job_driver.database.run(plant, f"DELETE FROM ledger WHERE job_id = {job.id}", job_driver.database)
    assert await violations(job_driver)
    job_driver.clock.advance(31 * DAY)
    await granted(job_driver, 1)
    assert await violations(job_driver) == {}


# ── reading beside a running bot ─────────────────────────────────────────────


@pytest.fixture(params=ENGINES)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    async with create_empty_database(request, tmp_path / "easel.db", request.param, migrated=True) as url:
        yield url


async def test_database_opened_for_reading_refuses_writes(url: str, clock: ManualClock) -> None:
    async with open_for_reading(url) as database:
        assert set((await database.run(invariants.find_violations, clock())).values()) == {None}
        with pytest.raises(StorageError):
            await database.run(put_something)


def put_something() -> Transaction[None]:
    yield "INSERT INTO key_values (name, value) VALUES ('a', 'b')", ()


async def test_reading_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    began = monotonic()
    (tmp_path / "empty.db").touch()
    with pytest.raises(StorageUnavailable, match="took longer than 0"):
        await ReadOnlySqlite(tmp_path / "empty.db", timeout=0.1).run(count_for_ever)
    assert monotonic() - began < 20


def count_for_ever() -> Transaction[None]:
    yield "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT SUM(i) FROM n", ()
