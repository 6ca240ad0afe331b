"""Strikes and appeals: refusals count, pauses apply to every request, and refused requests are stored for a day."""

import pytest

from bot.domain.blocks import Block
from bot.domain.cooldowns import FIRST_PAUSE_SECONDS, STRIKES_BEFORE_PAUSE, Strikes
from bot.errors import Blocked, Gone, NotYours, Paused, Repeated
from bot.storage import appeals, blocks, intake, strikes
from bot.storage.database import Database
from tests.support.job_driver import UNLIMITED_LIMITS
from tests.support.moderation_driver import ADA, AUTHOR, DAY_SECONDS, GUILD, OTHER_GUILD, ModerationDriver, race


async def strike(court: ModerationDriver, times: int = 1, member: int = AUTHOR) -> Strikes:
    counted = Strikes()
    for _ in range(times):
        counted = await court.run(strikes.add(GUILD, member, now=court.job_driver.clock()))
    return counted


async def test_pause_refuses_requests_and_drafts_until_it_ends(mod_driver: ModerationDriver) -> None:
    await strike(mod_driver, STRIKES_BEFORE_PAUSE - 1)
    await mod_driver.reserve()
    counted = await strike(mod_driver)
    with pytest.raises(Paused) as refused:
        await mod_driver.reserve()
    assert refused.value.retry_at == counted.paused_until == mod_driver.job_driver.clock() + FIRST_PAUSE_SECONDS
    offer = intake.create_draft(
        mod_driver.make_requester(),
        [mod_driver.make_request()],
        limits=UNLIMITED_LIMITS,
        now=mod_driver.job_driver.clock(),
    )
    with pytest.raises(Paused):
        await mod_driver.run(offer)
    mod_driver.job_driver.clock.advance(FIRST_PAUSE_SECONDS)
    await mod_driver.reserve()


@pytest.mark.parametrize(("member", "guild"), [(2, GUILD), (AUTHOR, OTHER_GUILD), (AUTHOR, None)])
async def test_pause_applies_to_a_single_member_in_a_single_server(
    member: int, guild: int | None, mod_driver: ModerationDriver
) -> None:
    await strike(mod_driver, STRIKES_BEFORE_PAUSE)
    await mod_driver.reserve(None, member, guild_id=guild)


async def test_concurrent_refusals_are_all_counted(
    mod_driver: ModerationDriver, process_databases: list[Database]
) -> None:
    now = mod_driver.job_driver.clock()
    await race(process_databases, *[lambda: strikes.add(GUILD, AUTHOR, now=now)] * 6)
    assert [row["level"] for row in await mod_driver.job_driver.select("SELECT level FROM strikes")] == [6.0]


async def test_refusals_of_paused_or_blocked_members_are_not_counted(mod_driver: ModerationDriver) -> None:
    await strike(mod_driver, STRIKES_BEFORE_PAUSE)
    with pytest.raises(Paused):
        await mod_driver.create_appealable_refusal()
    block = Block(GUILD, AUTHOR, None, "spam", ADA, mod_driver.job_driver.clock())
    await mod_driver.run(blocks.put(block, reason_for_jobs="Called off."))
    with pytest.raises(Blocked):
        await mod_driver.create_appealable_refusal()
    (row,) = await mod_driver.job_driver.select("SELECT level FROM strikes")
    assert row["level"] == STRIKES_BEFORE_PAUSE
    assert await mod_driver.job_driver.count_rows("appeals") == 0


async def test_repeated_refusal_counts_once(mod_driver: ModerationDriver, process_databases: list[Database]) -> None:
    asker, now = mod_driver.make_requester(), mod_driver.job_driver.clock()
    results = await race(
        process_databases, *[lambda: intake.record_refusal(asker, [mod_driver.make_request()], "a word", now=now)] * 2
    )
    assert sorted(type(one).__name__ for one in results) == ["Repeated", "tuple"]
    assert [row["level"] for row in await mod_driver.job_driver.select("SELECT level FROM strikes")] == [1.0]
    with pytest.raises(Repeated):
        await mod_driver.run(intake.record_refusal(asker, [mod_driver.make_request()], "a word", now=now))


async def test_refused_requests_are_stored_unchanged_for_an_appeal(mod_driver: ModerationDriver) -> None:
    requests = [mod_driver.make_request(2, tier="gold", approval=True), mod_driver.make_request(1)]
    appeal = await mod_driver.create_appealable_refusal(requests)
    assert appeal.requests == tuple(requests)
    assert await mod_driver.run(appeals.get(appeal.id)) == appeal
    with pytest.raises(NotYours):
        await mod_driver.run(appeals.get(appeal.id, user_id=2))
    with pytest.raises(Gone):
        await mod_driver.run(appeals.get(404))


async def test_refused_results_can_be_appealed(mod_driver: ModerationDriver) -> None:
    job = await mod_driver.create_delivered_job()
    await mod_driver.run(
        appeals.store_from_job(job, mod_driver.make_request(3), "flagged", now=mod_driver.job_driver.clock())
    )
    appeal = await mod_driver.run(appeals.get(job.id, user_id=AUTHOR, now=mod_driver.job_driver.clock()))
    assert (appeal.channel_id, appeal.requests, appeal.refusal_reason) == (
        job.channel_id,
        (mod_driver.make_request(3),),
        "flagged",
    )


async def test_refusals_are_deleted_after_a_day_unless_appealed(mod_driver: ModerationDriver) -> None:
    forgotten, appealed = await mod_driver.create_appealable_refusal(), await mod_driver.create_appeal_case()
    mod_driver.job_driver.clock.advance(DAY_SECONDS + 1)
    fresh = await mod_driver.create_appealable_refusal(user_id=2)
    assert await mod_driver.run(appeals.get(forgotten.id)) == forgotten  # whoever appeals just now finds it
    mod_driver.job_driver.clock.advance(3600)
    await mod_driver.create_appealable_refusal(user_id=3)
    with pytest.raises(Gone):
        await mod_driver.run(appeals.get(forgotten.id))
    for appeal_id in (fresh.id, appealed.appeal_id or 0):
        assert await mod_driver.run(appeals.get(appeal_id))


async def test_declined_picture_counts_as_a_strike(mod_driver: ModerationDriver) -> None:
    await mod_driver.run(mod_driver.decline(await mod_driver.create_held_case())())
    assert [row["level"] for row in await mod_driver.job_driver.select("SELECT level FROM strikes")] == [1.0]
