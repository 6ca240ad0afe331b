"""Strikes and appeals: refusals count, pauses hold for every request, and what was refused is kept for a day."""

import pytest

from bot.domain.cooldowns import FIRST, PATIENCE, Strikes
from bot.errors import Blocked, Gone, NotYours, Paused, Repeated
from bot.storage import appeals, blocks, intake, strikes
from bot.storage.blocks import Block
from bot.storage.database import Database
from tests.storage.court import ADA, AUTHOR, DAY, ELSEWHERE, GUILD, Court, race
from tests.storage.desk import OPEN


async def strike(court: Court, times: int = 1, member: int = AUTHOR) -> Strikes:
    counted = Strikes()
    for _ in range(times):
        counted = await court.run(strikes.add(GUILD, member, now=court.desk.clock()))
    return counted


async def test_a_pause_holds_for_requests_and_offers_until_it_ends(court: Court) -> None:
    await strike(court, PATIENCE - 1)
    await court.reserved()
    counted = await strike(court)
    with pytest.raises(Paused) as refused:
        await court.reserved()
    assert refused.value.frees_at == counted.until == court.desk.clock() + FIRST
    offer = intake.offer(court.asker(), [court.request()], limits=OPEN, now=court.desk.clock())
    with pytest.raises(Paused):
        await court.run(offer)
    court.desk.clock.advance(FIRST)
    await court.reserved()


@pytest.mark.parametrize(("member", "guild"), [(2, GUILD), (AUTHOR, ELSEWHERE), (AUTHOR, None)])
async def test_a_pause_is_one_member_s_on_one_server(member: int, guild: int | None, court: Court) -> None:
    await strike(court, PATIENCE)
    await court.reserved(None, member, guild=guild)


async def test_refusals_at_once_are_all_counted(court: Court, processes: list[Database]) -> None:
    now = court.desk.clock()
    await race(processes, *[lambda: strikes.add(GUILD, AUTHOR, now=now)] * 6)
    assert [row["level"] for row in await court.desk.read("SELECT level FROM strikes")] == [6.0]


async def test_who_is_paused_or_blocked_is_told_that_and_nothing_is_counted(court: Court) -> None:
    await strike(court, PATIENCE)
    with pytest.raises(Paused):
        await court.refused()
    block = Block(GUILD, AUTHOR, None, "spam", ADA, court.desk.clock())
    await court.run(blocks.put(block, reason_for_jobs="Called off."))
    with pytest.raises(Blocked):
        await court.refused()
    (row,) = await court.desk.read("SELECT level FROM strikes")
    assert row["level"] == PATIENCE
    assert await court.desk.number("appeals") == 0


async def test_a_refusal_that_arrives_twice_counts_once(court: Court, processes: list[Database]) -> None:
    asker, now = court.asker(), court.desk.clock()
    results = await race(processes, *[lambda: intake.refused(asker, [court.request()], "a word", now=now)] * 2)
    assert sorted(type(one).__name__ for one in results) == ["Repeated", "tuple"]
    assert [row["level"] for row in await court.desk.read("SELECT level FROM strikes")] == [1.0]
    with pytest.raises(Repeated):
        await court.run(intake.refused(asker, [court.request()], "a word", now=now))


async def test_what_was_refused_is_kept_as_it_was_asked_for(court: Court) -> None:
    requests = [court.request(2, tier="gold", approval=True), court.request(1)]
    appeal = await court.refused(requests)
    assert appeal.requests == tuple(requests)
    assert await court.run(appeals.get(appeal.id)) == appeal
    with pytest.raises(NotYours):
        await court.run(appeals.get(appeal.id, user_id=2))
    with pytest.raises(Gone):
        await court.run(appeals.get(404))


async def test_what_was_refused_for_its_pictures_may_be_appealed_against_too(court: Court) -> None:
    job = await court.delivered()
    await court.run(appeals.keep_of_job(job, court.request(3), "flagged", now=court.desk.clock()))
    appeal = await court.run(appeals.get(job.id, user_id=AUTHOR, now=court.desk.clock()))
    assert (appeal.channel_id, appeal.requests, appeal.why) == (job.channel_id, (court.request(3),), "flagged")


async def test_refusals_are_forgotten_after_their_day_unless_somebody_appealed(court: Court) -> None:
    forgotten, appealed = await court.refused(), await court.appealed()
    court.desk.clock.advance(DAY + 1)
    fresh = await court.refused(member=2)
    assert await court.run(appeals.get(forgotten.id)) == forgotten  # whoever appeals just now finds it
    court.desk.clock.advance(3600)
    await court.refused(member=3)
    with pytest.raises(Gone):
        await court.run(appeals.get(forgotten.id))
    for appeal_id in (fresh.id, appealed.appeal_id or 0):
        assert await court.run(appeals.get(appeal_id))


async def test_a_declined_picture_counts(court: Court) -> None:
    await court.run(court.decline(await court.held())())
    assert [row["level"] for row in await court.desk.read("SELECT level FROM strikes")] == [1.0]
