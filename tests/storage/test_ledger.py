"""DayUsage is the sum of the ledger's rows: the reservation, corrected to what was delivered and spent."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from math import inf, nextafter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.clock import DAY_SECONDS
from bot.domain.job import Job, State
from bot.domain.limits import Limits
from bot.domain.windows import MONTH_SECONDS
from bot.errors import OverBudget, OverQuota, TooSoon
from bot.storage import cancelling, jobs, open_database, schema, spending
from bot.storage.database import Database, Transaction
from tests.support.clock import ManualClock
from tests.support.job_driver import PRICE_MICROS, UNLIMITED_LIMITS, JobDriver
from tests.support.usage import DayUsage, get_budget_spending, get_day_usage

FIVE_A_DAY = replace(UNLIMITED_LIMITS, images_per_user_per_day=5)


async def usage(driver: JobDriver, member: int = 1) -> DayUsage:
    return await driver.database.run(get_day_usage, member, driver.clock())


async def test_usage_is_empty_without_requests(job_driver: JobDriver) -> None:
    assert await usage(job_driver) == DayUsage()


async def test_usage_includes_reservations(job_driver: JobDriver) -> None:
    asked_at = job_driver.clock()
    await job_driver.create_in_state(State.SUBMITTED, images=3)
    job_driver.clock.advance(10)
    assert await usage(job_driver) == DayUsage(
        images=3,
        micro_dollars=3 * PRICE_MICROS,
        jobs=1,
        last_request_at=asked_at,
        oldest_image_expires_at=asked_at + DAY_SECONDS,
    )


@pytest.mark.parametrize("delivered", [0, 1, 3, 4])
async def test_quota_is_charged_only_for_delivered_pictures(delivered: int, job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.READY, images=4)
    await job_driver.deliver(job, images=delivered, micro_dollars=70_001)
    used = await usage(job_driver)
    assert (used.images, used.micro_dollars, used.jobs) == (delivered, 70_001, 0)
    assert (used.oldest_image_expires_at is None) == (delivered == 0)


async def test_failed_job_refunds_the_quota_and_books_the_spent_cost(job_driver: JobDriver) -> None:
    await job_driver.fail(await job_driver.create_in_state(State.SUBMITTED, images=4), micro_dollars=9_999)
    used = await usage(job_driver)
    assert (used.images, used.micro_dollars, used.jobs, used.oldest_image_expires_at) == (0, 9_999, 0, None)


@pytest.mark.parametrize(
    ("state", "spent"), [(State.RESERVED, 0), (State.WAITING, 0), (State.SUBMITTED, 2 * PRICE_MICROS)]
)
async def test_moderator_cancellation_refunds_quota_and_unspent_cost(
    state: State, spent: int, job_driver: JobDriver
) -> None:
    await job_driver.cancel(await job_driver.create_in_state(state, images=2))
    used = await usage(job_driver)
    assert (used.images, used.micro_dollars, used.jobs, used.oldest_image_expires_at) == (
        0,
        spent,
        1 if spent else 0,
        None,
    )


@pytest.mark.parametrize(("state", "images"), [(State.RESERVED, 0), (State.WAITING, 0), (State.SUBMITTED, 2)])
async def test_author_cancellation_is_charged_once_the_task_is_submitted(
    state: State, images: int, job_driver: JobDriver
) -> None:
    job = await job_driver.create_in_state(state, images=2)
    assert await job_driver.database.run(cancelling.cancel_by_author, job.id, user_id=1, now=job_driver.clock())
    used = await usage(job_driver)
    assert (used.images, used.micro_dollars, used.jobs) == (images, images * PRICE_MICROS, 1 if images else 0)
    job_driver.clock.advance(cancelling.TASK_DEADLINE_SECONDS)
    assert (await usage(job_driver)).jobs == 0


# ── windows ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_quota_frees_up_a_day_after_the_request(job_driver: JobDriver) -> None:
    await job_driver.reserve(images=5)
    job_driver.clock.advance(DAY_SECONDS - 0.001)
    with pytest.raises(OverQuota) as refusal:
        await job_driver.reserve(limits=FIVE_A_DAY)
    assert refusal.value.retry_at is not None
    job_driver.clock.now = refusal.value.retry_at
    await job_driver.reserve(images=5, limits=FIVE_A_DAY)


async def test_quota_frees_up_request_by_request(job_driver: JobDriver) -> None:
    asked_at = []
    for images in (2, 3):
        asked_at.append(job_driver.clock())
        await job_driver.reserve(images=images, limits=FIVE_A_DAY)
        job_driver.clock.advance(3600)
    assert (await usage(job_driver)).oldest_image_expires_at == asked_at[0] + DAY_SECONDS
    job_driver.clock.now = asked_at[0] + DAY_SECONDS
    used = await usage(job_driver)
    assert (used.images, used.oldest_image_expires_at) == (3, asked_at[1] + DAY_SECONDS)


async def test_oldest_image_expiry_ignores_refunded_pictures(job_driver: JobDriver) -> None:
    first = await job_driver.reserve(images=1)
    job_driver.clock.advance(60)
    second = await job_driver.create_in_state(State.READY, images=4)
    job_driver.clock.advance(60)
    assert (await usage(job_driver)).oldest_image_expires_at == first.created_at + DAY_SECONDS
    await job_driver.cancel(first)
    assert (await usage(job_driver)).oldest_image_expires_at == second.created_at + DAY_SECONDS
    await job_driver.deliver(second, images=1)
    assert (await usage(job_driver)).oldest_image_expires_at == second.created_at + DAY_SECONDS


async def test_refund_leaves_a_simultaneous_request_counted(job_driver: JobDriver) -> None:
    kept, returned = await job_driver.reserve(images=2), await job_driver.reserve(images=3)
    await job_driver.cancel(returned)
    used = await usage(job_driver)
    assert (used.images, used.oldest_image_expires_at) == (2, kept.created_at + DAY_SECONDS)


async def test_refund_of_an_expired_request_frees_no_quota(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.SUBMITTED, images=5)
    job_driver.clock.advance(DAY_SECONDS + 1)
    await job_driver.reserve(images=5, limits=FIVE_A_DAY)
    await job_driver.fail(job)
    assert (await usage(job_driver)).images == 5
    with pytest.raises(OverQuota):
        await job_driver.reserve(limits=FIVE_A_DAY)


async def test_clock_set_back_frees_no_quota(job_driver: JobDriver) -> None:
    await job_driver.reserve(images=5, limits=FIVE_A_DAY)
    job_driver.clock.advance(-2 * DAY_SECONDS)
    with pytest.raises(OverQuota):
        await job_driver.reserve(limits=FIVE_A_DAY)


async def test_clock_set_back_does_not_prolong_the_cooldown(job_driver: JobDriver) -> None:
    limits = replace(UNLIMITED_LIMITS, cooldown_seconds=5)
    await job_driver.reserve(limits=limits)
    job_driver.clock.advance(-1)
    with pytest.raises(TooSoon):
        await job_driver.reserve(limits=limits)
    job_driver.clock.advance(-3600)
    await job_driver.reserve(limits=limits)


# ── budgets ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def budgets(driver: JobDriver, guild: int | None, limits: Limits) -> tuple[int, int, int]:
    return await driver.database.run(get_budget_spending, guild, limits, driver.clock())


async def test_budget_spending_covers_server_day_server_month_and_bot_day(job_driver: JobDriver) -> None:
    limits = replace(UNLIMITED_LIMITS, guild_daily_budget=0, guild_monthly_budget=0, bot_daily_budget=0)
    await job_driver.reserve(1, 1, guild_id=9)
    job_driver.clock.advance(2 * DAY_SECONDS)
    await job_driver.reserve(2, 2, guild_id=9)
    await job_driver.reserve(3, 4, guild_id=8)
    await job_driver.reserve(4, 8)
    assert await budgets(job_driver, 9, limits) == (2 * PRICE_MICROS, 3 * PRICE_MICROS, 14 * PRICE_MICROS)
    assert await budgets(job_driver, None, limits) == (0, 0, 14 * PRICE_MICROS)
    job_driver.clock.advance(MONTH_SECONDS - 2 * DAY_SECONDS)
    assert await budgets(job_driver, 9, limits) == (0, 2 * PRICE_MICROS, 0)


async def test_budget_spending_skips_unset_budgets(job_driver: JobDriver) -> None:
    await job_driver.reserve(guild_id=9)
    assert await budgets(job_driver, 9, UNLIMITED_LIMITS) == (0, 0, 0)
    assert await budgets(job_driver, 9, replace(UNLIMITED_LIMITS, guild_monthly_budget=1)) == (0, PRICE_MICROS, 0)


async def test_budget_counts_the_real_cost_instead_of_the_reserved_price(job_driver: JobDriver) -> None:
    limits = replace(UNLIMITED_LIMITS, guild_daily_budget=3 * PRICE_MICROS)
    dearer = await job_driver.reserve(guild_id=9, limits=limits)
    await job_driver.acknowledge(dearer)
    (claimed,) = await job_driver.claim()
    ready = await job_driver.store_results(claimed)
    assert ready is not None
    await job_driver.deliver(ready, micro_dollars=2 * PRICE_MICROS + 1)
    with pytest.raises(OverBudget):
        await job_driver.reserve(guild_id=9, limits=limits)
    await job_driver.reserve(guild_id=9, limits=replace(limits, guild_daily_budget=3 * PRICE_MICROS + 1))


async def test_full_budget_has_room_again_after_a_refund(job_driver: JobDriver) -> None:
    limits = replace(UNLIMITED_LIMITS, bot_daily_budget=PRICE_MICROS)
    job = await job_driver.reserve(limits=limits)
    with pytest.raises(OverBudget):
        await job_driver.reserve(2, limits=limits)
    await job_driver.cancel(job)
    await job_driver.reserve(2, limits=limits)


WINDOWS = {
    "guild_day": (DAY_SECONDS, {"guild_daily_budget": 6 * PRICE_MICROS}),
    "guild_month": (MONTH_SECONDS, {"guild_monthly_budget": 6 * PRICE_MICROS}),
    "bot_day": (DAY_SECONDS, {"bot_daily_budget": 6 * PRICE_MICROS}),
    "member_day": (DAY_SECONDS, {"images_per_user_per_day": 100, "max_image_price": 0}),
}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("images", [1, 3, 6])
@pytest.mark.parametrize("pauses", [(0, 0), (60, 7200), (3599, 3601), (5000, 40_000)])
async def test_budget_has_room_at_retry_at_and_not_much_earlier(
    window: str, images: int, pauses: tuple[int, int], job_driver: JobDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.domain.budgets.UNDELIVERED_ALLOWANCE_MICRO_DOLLARS", 6 * PRICE_MICROS)
    span, changes = WINDOWS[window]
    limits = replace(UNLIMITED_LIMITS, **changes)  # type: ignore[arg-type]  # the keys are its own
    for number, pause in enumerate((*pauses, 0)):
        await job_driver.reserve(images=number + 1, guild_id=9, limits=limits)  # 1, 2 and 3 pictures
        job_driver.clock.advance(pause)
    with pytest.raises(OverBudget) as refused:
        await job_driver.reserve(images=images, guild_id=9, limits=limits)
    frees_at = refused.value.retry_at
    assert frees_at is not None
    assert job_driver.clock() < frees_at <= job_driver.clock() + span + 3600
    assert refused.value.is_bot_budget == (window == "bot_day")
    late = 0 if window == "member_day" else 3600
    job_driver.clock.now = frees_at - late - 0.01
    with pytest.raises(OverBudget):
        await job_driver.reserve(images=images, guild_id=9, limits=limits)
    job_driver.clock.now = frees_at
    await job_driver.reserve(images=images, guild_id=9, limits=limits)


async def test_over_budget_error_names_the_budget_that_frees_up_last(job_driver: JobDriver) -> None:
    limits = replace(
        UNLIMITED_LIMITS,
        guild_daily_budget=2 * PRICE_MICROS,
        guild_monthly_budget=3 * PRICE_MICROS,
        bot_daily_budget=2 * PRICE_MICROS,
    )
    await job_driver.reserve(images=2, guild_id=9, limits=limits)
    with pytest.raises(OverBudget, match="picture budget for the month") as refused:
        await job_driver.reserve(images=2, guild_id=9, limits=limits)
    assert (refused.value.retry_at or 0) >= job_driver.clock() + MONTH_SECONDS
    with pytest.raises(OverBudget, match="That would cost") as never:
        await job_driver.reserve(images=4, guild_id=9, limits=limits)
    assert never.value.retry_at is None


@pytest.mark.parametrize("window", ["guild_daily_budget", "guild_monthly_budget", "bot_daily_budget"])
async def test_zero_budget_refuses_everything_and_never_frees_up(window: str, job_driver: JobDriver) -> None:
    limits = replace(UNLIMITED_LIMITS, **{window: 0})  # type: ignore[arg-type]  # as above
    with pytest.raises(OverBudget, match="is 0, so nothing is drawn") as refused:
        await job_driver.reserve(guild_id=9, limits=limits)
    assert refused.value.retry_at is None
    assert await job_driver.count_rows("jobs") == 0


async def test_bot_budget_frees_up_once_the_price_fits(job_driver: JobDriver) -> None:
    limits = replace(UNLIMITED_LIMITS, bot_daily_budget=2 * PRICE_MICROS)
    when = spending.bot_budget_frees_at
    await job_driver.reserve(images=1, limits=limits)
    assert await job_driver.database.run(when, limits, PRICE_MICROS, job_driver.clock()) is None
    frees_at = await job_driver.database.run(when, limits, PRICE_MICROS + 1, job_driver.clock())
    assert frees_at is not None
    assert job_driver.clock() + DAY_SECONDS <= frees_at <= job_driver.clock() + DAY_SECONDS + 3600
    for never in (None, 0):
        assert (
            await job_driver.database.run(
                when, replace(limits, bot_daily_budget=never), PRICE_MICROS, job_driver.clock()
            )
            is None
        )


# ── the hours that are summed up already ─────────────────────────────────────────────────────────────────────────────

ADDED = (
    "INSERT INTO ledger (kind, user_id, guild_id, images, micro_dollars, window_at, created_at, reason)"
    " VALUES ('grant', 1, ?, 0, ?, ?, 0, '')"
)
ADDED_TO_FIRST_SCHEMA = ADDED.replace(", reason", "").replace(", ''", "")
MOMENTS = st.integers(0, 6 * 3600 * 4).map(lambda quarters: quarters / 4) | st.floats(0, 6 * 3600)
ROWS = st.lists(st.tuples(st.sampled_from([None, 8, 9]), st.integers(-3, 3), MOMENTS), max_size=12)
EDGES = st.integers(-1, 6).map(lambda hour: hour * 3600.0)
SINCE = MOMENTS | EDGES | EDGES.map(lambda edge: nextafter(edge, inf)) | EDGES.map(lambda edge: nextafter(edge, -inf))


@asynccontextmanager
async def opened(url: str, migrations: Path = schema.MIGRATIONS) -> AsyncIterator[Database]:
    database = await open_database(url, migrations=migrations)
    yield database
    await database.close()


async def summed(driver: JobDriver, guild: int | None, since: float) -> int:
    """The spending as the sum of all rows, without ``ledger_totals``."""
    where = "window_at > ?" if guild is None else f"guild_id = {guild} AND window_at > ?"
    (row,) = await driver.select(
        f"SELECT COALESCE(SUM(micro_dollars), 0) AS micro_dollars FROM ledger WHERE {where}", since
    )
    return int(row["micro_dollars"])


async def spent(driver: JobDriver, guild: int | None, since: float) -> int:
    return await driver.database.run(spending.get_spending, guild, since)


async def test_hourly_totals_equal_the_sum_of_ledger_rows(job_driver: JobDriver) -> None:
    @settings(max_examples=60, deadline=None)
    @given(ROWS, st.lists(SINCE, min_size=1, max_size=4), st.booleans())
    def compare(rows: list[tuple[int | None, int, float]], windows: list[float], moved: bool) -> None:
        asyncio.run_coroutine_threadsafe(check(rows, windows, moved), loop).result(30)

    async def check(rows: list[tuple[int | None, int, float]], windows: list[float], moved: bool) -> None:
        for row in rows:
            await job_driver.select(ADDED, *row)
        if moved:
            await job_driver.select("UPDATE ledger SET user_id = -1, guild_id = CASE guild_id WHEN 8 THEN 9 END")
        for guild in (None, 8, 9):
            for since in windows:
                assert await spent(job_driver, guild, since) == await summed(job_driver, guild, since)

    loop = asyncio.get_running_loop()
    await asyncio.to_thread(compare)
    assert await job_driver.count_rows("ledger") > 50


async def test_hourly_totals_exclude_rolled_back_rows(job_driver: JobDriver) -> None:
    def change_of_mind() -> Transaction[None]:
        yield ADDED, (9, 5, 4000.0)
        raise OverQuota("No more.")

    with pytest.raises(OverQuota):
        await job_driver.database.run(change_of_mind)
    assert await spent(job_driver, 9, 0.0) == await spent(job_driver, None, 0.0) == 0


async def test_concurrent_spending_is_fully_counted_without_retries(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    runs = 0

    def end(job: Job, micros: int) -> Transaction[None]:
        nonlocal runs
        runs += 1
        yield from jobs.fail(job, State.FAILED, "It broke.", micro_dollars=micros, owner="one", now=job_driver.clock())

    waiting = [await job_driver.create_in_state(State.WAITING, member) for member in range(12)]
    running = [await job_driver.reserve(member, guild_id=9) for member in range(48)]
    turning = process_databases[0].run(
        jobs.fail_waiting, "Closed.", lease=job_driver.make_lease(), limit=12, now=job_driver.clock()
    )
    await asyncio.gather(turning, *(process_databases[n % 2].run(end, job, n) for n, job in enumerate(running)))
    assert runs == len(running)
    assert await spent(job_driver, 9, 0.0) == await spent(job_driver, None, 0.0) == sum(range(48))
    assert {len(await job_driver.ledger_entries(job)) for job in (*waiting, *running)} == {2}


async def test_migration_fills_hourly_totals_from_an_older_ledger(
    database_url: str, tmp_path: Path, clock: ManualClock
) -> None:
    before = tmp_path / "before"
    for engine in ("sqlite", "postgres"):
        (before / engine).mkdir(parents=True)
        first = next((schema.MIGRATIONS / engine).glob("0001_*.sql"))
        shutil.copy(first, before / engine)
    async with opened(database_url, before) as old:
        for guild, micros, at in ((8, 5, 100.0), (9, 7, 3599.9), (None, 11, 3600.0), (8, 13, 8000.0)):
            await JobDriver(old, clock).select(ADDED_TO_FIRST_SCHEMA, guild, micros, at)
    async with opened(database_url) as new:
        driver = JobDriver(new, clock)
        assert [await spent(driver, guild, -1.0) for guild in (None, 8, 9)] == [36, 18, 7]
        assert [await spent(driver, guild, 150.0) for guild in (None, 8, 9)] == [31, 13, 7]
