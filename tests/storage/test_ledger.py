"""What was used is the sum of the ledger's rows: what was reserved, brought to what was delivered and spent."""

from dataclasses import replace

import pytest

from bot.domain.job import State
from bot.domain.quota import DAY, MONTH, Limits, Usage
from bot.errors import OverBudget, OverQuota, TooSoon
from bot.storage import ledger
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
async def test_a_cancellation_gives_back_the_pictures_and_what_cannot_be_spent_any_more(
    state: State, spent: int, desk: Desk
) -> None:
    await desk.cancel(await desk.at(state, images=2))
    used = await usage(desk)
    assert (used.images, used.micros, used.jobs, used.frees_at) == (0, spent, 0, None)


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
