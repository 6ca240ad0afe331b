"""What was used is the sum of the ledger's rows: what was reserved, brought to what was delivered and spent."""

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

from bot.domain.job import Job, State
from bot.domain.quota import DAY, MONTH, Limits, Usage
from bot.errors import OverBudget, OverQuota, TooSoon
from bot.storage import jobs, ledger, open_database, schema
from bot.storage.database import Database, Transaction
from tests.conftest import HandClock
from tests.storage.desk import OPEN, PRICE, Desk

FIVE_A_DAY = replace(OPEN, images_per_user_per_day=5)


async def usage(desk: Desk, member: int = 1) -> Usage:
    return await desk.database.run(ledger.member_usage, member, desk.clock())


async def test_who_never_asked_used_nothing(desk: Desk) -> None:
    assert await usage(desk) == Usage()


async def test_what_is_reserved_is_used(desk: Desk) -> None:
    asked_at = desk.clock()
    await desk.at(State.SUBMITTED, images=3)
    desk.clock.advance(10)
    assert await usage(desk) == Usage(
        images=3, micros=3 * PRICE, jobs=1, last_asked_at=asked_at, frees_at=asked_at + DAY
    )


@pytest.mark.parametrize("delivered", [0, 1, 3, 4])
async def test_only_the_pictures_that_were_delivered_are_charged(delivered: int, desk: Desk) -> None:
    job = await desk.at(State.READY, images=4)
    await desk.deliver(job, images=delivered, micros=70_001)
    used = await usage(desk)
    assert (used.images, used.micros, used.jobs) == (delivered, 70_001, 0)
    assert (used.frees_at is None) == (delivered == 0)


async def test_a_failure_gives_back_the_pictures_and_keeps_what_was_spent(desk: Desk) -> None:
    await desk.fail(await desk.at(State.SUBMITTED, images=4), micros=9_999)
    used = await usage(desk)
    assert (used.images, used.micros, used.jobs, used.frees_at) == (0, 9_999, 0, None)


@pytest.mark.parametrize(("state", "spent"), [(State.RESERVED, 0), (State.WAITING, 0), (State.SUBMITTED, 2 * PRICE)])
async def test_a_moderator_s_cancellation_gives_back_the_pictures_and_what_cannot_be_spent_any_more(
    state: State, spent: int, desk: Desk
) -> None:
    await desk.cancel(await desk.at(state, images=2))
    used = await usage(desk)
    assert (used.images, used.micros, used.jobs, used.frees_at) == (0, spent, 1 if spent else 0, None)


@pytest.mark.parametrize(("state", "images"), [(State.RESERVED, 0), (State.WAITING, 0), (State.SUBMITTED, 2)])
async def test_what_a_member_takes_back_counts_once_the_provider_has_it(state: State, images: int, desk: Desk) -> None:
    job = await desk.at(state, images=2)
    assert await desk.database.run(jobs.take_back, job.id, user_id=1, now=desk.clock())
    used = await usage(desk)
    assert (used.images, used.micros, used.jobs) == (images, images * PRICE, 1 if images else 0)
    desk.clock.advance(jobs.DEADLINE_SECONDS)
    assert (await usage(desk)).jobs == 0


# ── windows ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_picture_frees_up_a_day_after_it_was_asked_for(desk: Desk) -> None:
    await desk.ask(images=5)
    desk.clock.advance(DAY - 0.001)
    with pytest.raises(OverQuota) as refusal:
        await desk.ask(limits=FIVE_A_DAY)
    assert refusal.value.frees_at is not None
    desk.clock.now = refusal.value.frees_at
    await desk.ask(images=5, limits=FIVE_A_DAY)


async def test_pictures_free_up_one_request_after_the_other(desk: Desk) -> None:
    asked_at = []
    for images in (2, 3):
        asked_at.append(desk.clock())
        await desk.ask(images=images, limits=FIVE_A_DAY)
        desk.clock.advance(3600)
    assert (await usage(desk)).frees_at == asked_at[0] + DAY
    desk.clock.now = asked_at[0] + DAY
    used = await usage(desk)
    assert (used.images, used.frees_at) == (3, asked_at[1] + DAY)


async def test_what_was_given_back_is_passed_over_by_when_the_next_picture_frees_up(desk: Desk) -> None:
    first = await desk.ask(images=1)
    desk.clock.advance(60)
    second = await desk.at(State.READY, images=4)
    desk.clock.advance(60)
    assert (await usage(desk)).frees_at == first.created_at + DAY
    await desk.cancel(first)
    assert (await usage(desk)).frees_at == second.created_at + DAY
    await desk.deliver(second, images=1)
    assert (await usage(desk)).frees_at == second.created_at + DAY


async def test_of_two_requests_of_one_moment_the_refund_of_one_leaves_the_other_counted(desk: Desk) -> None:
    kept, returned = await desk.ask(images=2), await desk.ask(images=3)
    await desk.cancel(returned)
    used = await usage(desk)
    assert (used.images, used.frees_at) == (2, kept.created_at + DAY)


async def test_a_refund_after_the_request_left_the_window_makes_no_room_for_more(desk: Desk) -> None:
    job = await desk.at(State.SUBMITTED, images=5)
    desk.clock.advance(DAY + 1)
    await desk.ask(images=5, limits=FIVE_A_DAY)
    await desk.fail(job)
    assert (await usage(desk)).images == 5
    with pytest.raises(OverQuota):
        await desk.ask(limits=FIVE_A_DAY)


async def test_a_clock_that_is_set_back_gives_nobody_more(desk: Desk) -> None:
    await desk.ask(images=5, limits=FIVE_A_DAY)
    desk.clock.advance(-2 * DAY)
    with pytest.raises(OverQuota):
        await desk.ask(limits=FIVE_A_DAY)


async def test_a_clock_that_is_set_back_does_not_stretch_the_cooldown(desk: Desk) -> None:
    limits = replace(OPEN, cooldown_seconds=5)
    await desk.ask(limits=limits)
    desk.clock.advance(-1)
    with pytest.raises(TooSoon):
        await desk.ask(limits=limits)
    desk.clock.advance(-3600)
    await desk.ask(limits=limits)


# ── budgets ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def budgets(desk: Desk, guild: int | None, limits: Limits) -> tuple[int, int, int]:
    return await desk.database.run(ledger.budgets, guild, limits, desk.clock())


async def test_budgets_sum_up_a_server_s_day_and_month_and_the_whole_bot_s_day(desk: Desk) -> None:
    limits = replace(OPEN, guild_day=0, guild_month=0, bot_day=0)
    await desk.ask(1, 1, guild=9)
    desk.clock.advance(2 * DAY)
    await desk.ask(2, 2, guild=9)
    await desk.ask(3, 4, guild=8)
    await desk.ask(4, 8)
    assert await budgets(desk, 9, limits) == (2 * PRICE, 3 * PRICE, 14 * PRICE)
    assert await budgets(desk, None, limits) == (0, 0, 14 * PRICE)
    desk.clock.advance(MONTH - 2 * DAY)
    assert await budgets(desk, 9, limits) == (0, 2 * PRICE, 0)


async def test_a_budget_that_nobody_set_is_not_summed_up(desk: Desk) -> None:
    await desk.ask(guild=9)
    assert await budgets(desk, 9, OPEN) == (0, 0, 0)
    assert await budgets(desk, 9, replace(OPEN, guild_month=1)) == (0, PRICE, 0)


async def test_a_budget_is_charged_with_what_was_spent_in_place_of_what_was_expected(desk: Desk) -> None:
    limits = replace(OPEN, guild_day=3 * PRICE)
    dearer = await desk.ask(guild=9, limits=limits)
    await desk.acknowledge(dearer)
    (claimed,) = await desk.claim()
    ready = await desk.ready(claimed)
    assert ready is not None
    await desk.deliver(ready, micros=2 * PRICE + 1)
    with pytest.raises(OverBudget):
        await desk.ask(guild=9, limits=limits)
    await desk.ask(guild=9, limits=replace(limits, guild_day=3 * PRICE + 1))


async def test_a_budget_that_is_full_has_room_again_once_something_is_given_back(desk: Desk) -> None:
    limits = replace(OPEN, bot_day=PRICE)
    job = await desk.ask(limits=limits)
    with pytest.raises(OverBudget):
        await desk.ask(2, limits=limits)
    await desk.cancel(job)
    await desk.ask(2, limits=limits)


WINDOWS = {
    "guild_day": (DAY, {"guild_day": 6 * PRICE}),
    "guild_month": (MONTH, {"guild_month": 6 * PRICE}),
    "bot_day": (DAY, {"bot_day": 6 * PRICE}),
    "member_day": (DAY, {"images_per_user_per_day": 100, "dearest": 0}),
}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("images", [1, 3, 6])
@pytest.mark.parametrize("pauses", [(0, 0), (60, 7200), (3599, 3601), (5000, 40_000)])
async def test_a_budget_has_room_again_when_it_says_and_hardly_before(
    window: str, images: int, pauses: tuple[int, int], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.domain.quota.BEYOND_QUOTA", 6 * PRICE)
    span, changes = WINDOWS[window]
    limits = replace(OPEN, **changes)  # type: ignore[arg-type]  # the keys are its own
    for number, pause in enumerate((*pauses, 0)):
        await desk.ask(images=number + 1, guild=9, limits=limits)  # 1, 2 and 3 pictures
        desk.clock.advance(pause)
    with pytest.raises(OverBudget) as refused:
        await desk.ask(images=images, guild=9, limits=limits)
    frees_at = refused.value.frees_at
    assert frees_at is not None
    assert desk.clock() < frees_at <= desk.clock() + span + 3600
    assert refused.value.whole_bot == (window == "bot_day")
    late = 0 if window == "member_day" else 3600
    desk.clock.now = frees_at - late - 0.01
    with pytest.raises(OverBudget):
        await desk.ask(images=images, guild=9, limits=limits)
    desk.clock.now = frees_at
    await desk.ask(images=images, guild=9, limits=limits)


async def test_of_several_budgets_without_room_the_last_to_have_some_is_told(desk: Desk) -> None:
    limits = replace(OPEN, guild_day=2 * PRICE, guild_month=3 * PRICE, bot_day=2 * PRICE)
    await desk.ask(images=2, guild=9, limits=limits)
    with pytest.raises(OverBudget, match="picture budget for the month") as refused:
        await desk.ask(images=2, guild=9, limits=limits)
    assert (refused.value.frees_at or 0) >= desk.clock() + MONTH
    with pytest.raises(OverBudget, match="That would cost") as never:
        await desk.ask(images=4, guild=9, limits=limits)
    assert never.value.frees_at is None


@pytest.mark.parametrize("window", ["guild_day", "guild_month", "bot_day"])
async def test_a_budget_of_nothing_lets_nothing_pass_and_never_frees_up(window: str, desk: Desk) -> None:
    limits = replace(OPEN, **{window: 0})  # type: ignore[arg-type]  # as above
    with pytest.raises(OverBudget, match="is 0, so nothing is drawn") as refused:
        await desk.ask(guild=9, limits=limits)
    assert refused.value.frees_at is None
    assert await desk.number("jobs") == 0


async def test_the_whole_bot_s_budget_frees_up_when_a_picture_fits(desk: Desk) -> None:
    limits = replace(OPEN, bot_day=2 * PRICE)
    when = ledger.bot_frees_at
    await desk.ask(images=1, limits=limits)
    assert await desk.database.run(when, limits, PRICE, desk.clock()) is None
    frees_at = await desk.database.run(when, limits, PRICE + 1, desk.clock())
    assert frees_at is not None
    assert desk.clock() + DAY <= frees_at <= desk.clock() + DAY + 3600
    for never in (None, 0):
        assert await desk.database.run(when, replace(limits, bot_day=never), PRICE, desk.clock()) is None


# ── the hours that are summed up already ─────────────────────────────────────────────────────────────────────────────

ADDED = "INSERT INTO ledger (kind, user_id, guild_id, images, micros, counts_at, at) VALUES ('grant', 1, ?, 0, ?, ?, 0)"
MOMENTS = st.integers(0, 6 * 3600 * 4).map(lambda quarters: quarters / 4) | st.floats(0, 6 * 3600)
ROWS = st.lists(st.tuples(st.sampled_from([None, 8, 9]), st.integers(-3, 3), MOMENTS), max_size=12)
EDGES = st.integers(-1, 6).map(lambda hour: hour * 3600.0)
SINCE = MOMENTS | EDGES | EDGES.map(lambda edge: nextafter(edge, inf)) | EDGES.map(lambda edge: nextafter(edge, -inf))


@asynccontextmanager
async def opened(url: str, migrations: Path = schema.MIGRATIONS) -> AsyncIterator[Database]:
    database = await open_database(url, migrations=migrations)
    yield database
    await database.close()


async def summed(desk: Desk, guild: int | None, since: float) -> int:
    """What the budgets are made of, the long way."""
    where = "counts_at > ?" if guild is None else f"guild_id = {guild} AND counts_at > ?"
    (row,) = await desk.read(f"SELECT COALESCE(SUM(micros), 0) AS micros FROM ledger WHERE {where}", since)
    return int(row["micros"])


async def spent(desk: Desk, guild: int | None, since: float) -> int:
    return await desk.database.run(ledger.spent, guild, since)


async def test_whatever_is_in_the_ledger_the_hours_say_what_its_rows_say(desk: Desk) -> None:
    @settings(max_examples=60, deadline=None)
    @given(ROWS, st.lists(SINCE, min_size=1, max_size=4), st.booleans())
    def compare(rows: list[tuple[int | None, int, float]], windows: list[float], moved: bool) -> None:
        asyncio.run_coroutine_threadsafe(check(rows, windows, moved), loop).result(30)

    async def check(rows: list[tuple[int | None, int, float]], windows: list[float], moved: bool) -> None:
        for row in rows:
            await desk.read(ADDED, *row)
        if moved:
            await desk.read("UPDATE ledger SET user_id = -1, guild_id = CASE guild_id WHEN 8 THEN 9 END")
        for guild in (None, 8, 9):
            for since in windows:
                assert await spent(desk, guild, since) == await summed(desk, guild, since)

    loop = asyncio.get_running_loop()
    await asyncio.to_thread(compare)
    assert await desk.number("ledger") > 50


async def test_what_is_rolled_back_is_in_no_hour(desk: Desk) -> None:
    def change_of_mind() -> Transaction[None]:
        yield ADDED, (9, 5, 4000.0)
        raise OverQuota("No more.")

    with pytest.raises(OverQuota):
        await desk.database.run(change_of_mind)
    assert await spent(desk, 9, 0.0) == await spent(desk, None, 0.0) == 0


async def test_those_who_spend_at_once_are_all_counted_and_none_is_run_again(
    desk: Desk, processes: list[Database]
) -> None:
    runs = 0

    def end(job: Job, micros: int) -> Transaction[None]:
        nonlocal runs
        runs += 1
        yield from jobs.failed(job, State.FAILED, "It broke.", micros=micros, owner="one", now=desk.clock())

    waiting = [await desk.at(State.WAITING, member) for member in range(12)]
    running = [await desk.ask(member, guild=9) for member in range(48)]
    turning = processes[0].run(jobs.turn_away, "Closed.", lease=desk.lease(), limit=12, now=desk.clock())
    await asyncio.gather(turning, *(processes[n % 2].run(end, job, n) for n, job in enumerate(running)))
    assert runs == len(running)
    assert await spent(desk, 9, 0.0) == await spent(desk, None, 0.0) == sum(range(48))
    assert {len(await desk.ledger(job)) for job in (*waiting, *running)} == {2}


async def test_a_ledger_that_was_written_before_the_hours_were_kept_is_summed_up(
    database_url: str, tmp_path: Path, clock: HandClock
) -> None:
    before = tmp_path / "before"
    for engine in ("sqlite", "postgres"):
        (before / engine).mkdir(parents=True)
        first = next((schema.MIGRATIONS / engine).glob("0001_*.sql"))
        shutil.copy(first, before / engine)
    async with opened(database_url, before) as old:
        for guild, micros, at in ((8, 5, 100.0), (9, 7, 3599.9), (None, 11, 3600.0), (8, 13, 8000.0)):
            await Desk(old, clock).read(ADDED, guild, micros, at)
    async with opened(database_url) as new:
        desk = Desk(new, clock)
        assert [await spent(desk, guild, -1.0) for guild in (None, 8, 9)] == [36, 18, 7]
        assert [await spent(desk, guild, 150.0) for guild in (None, 8, 9)] == [31, 13, 7]
