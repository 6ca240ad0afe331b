"""Blocks: per server, with an end, in force for every request that is written down, and noted."""

import asyncio
from uuid import uuid4

import pytest

from bot.domain.job import Asker, State
from bot.errors import Blocked
from bot.storage import audit, blocks, intake, jobs
from bot.storage.blocks import Block, Decision
from bot.storage.database import Database
from bot.storage.leases import Lease
from tests.storage.desk import OPEN, Desk, outcomes, pictures

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
GUILD, ELSEWHERE, MODERATOR = 7, 8, 99
DAY = 24 * 3600.0


def block(
    desk: Desk, member: int = 1, *, guild: int = GUILD, ends_in: float | None = DAY, by: int = MODERATOR
) -> Block:
    until = None if ends_in is None else desk.clock() + ends_in
    return Block(guild, member, until, "spam", by, desk.clock())


async def put(desk: Desk, new: Block, *, process: Database | None = None) -> Decision:
    return await (process or desk.database).run(blocks.put, new, reason_for_jobs="Called off.")


async def lift(desk: Desk, member: int = 1, *, by: int = MODERATOR, process: Database | None = None) -> Decision | None:
    return await (process or desk.database).run(blocks.remove, GUILD, member, by_id=by, now=desk.clock())


async def standing(desk: Desk, member: int = 1, *, guild: int = GUILD) -> Block | None:
    return await desk.database.run(blocks.standing, guild, member, now=desk.clock())


async def ended(desk: Desk, *, limit: int = 10, process: Database | None = None) -> list[Block]:
    return await (process or desk.database).run(blocks.ended, now=desk.clock(), limit=limit)


async def noted(desk: Desk) -> list[tuple[str, int | None]]:
    """What was done and by whom, newest first."""
    return [(entry.action, entry.actor_id) for entry in await desk.database.run(audit.newest, GUILD)]


async def waiting(desk: Desk, *, guild: int = GUILD, member: int = 1) -> int:
    """A job that stands in the line."""
    return (await desk.acknowledge(await desk.ask(member, guild=guild))).id


# ── what holds ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_who_is_blocked_gets_nothing_written_down_until_the_end_comes(desk: Desk) -> None:
    await put(desk, block(desk))
    desk.clock.advance(DAY - 1)
    with pytest.raises(Blocked, match="spam") as refused:
        await desk.ask(guild=GUILD)
    assert refused.value.frees_at == desk.clock() + 1
    assert await desk.number("jobs") == await desk.number("ledger") == 0
    desk.clock.advance(1)
    await desk.ask(guild=GUILD)


async def test_a_block_without_end_stays(desk: Desk) -> None:
    await put(desk, block(desk, ends_in=None))
    desk.clock.advance(10_000 * DAY)
    with pytest.raises(Blocked) as refused:
        await desk.ask(guild=GUILD)
    assert refused.value.frees_at is None
    assert await ended(desk) == []


@pytest.mark.parametrize(("member", "guild"), [(2, GUILD), (1, ELSEWHERE), (1, None)])
async def test_a_block_is_one_members_on_one_server(member: int, guild: int | None, desk: Desk) -> None:
    await put(desk, block(desk))
    await desk.ask(member, guild=guild)


async def test_what_needs_a_yes_is_not_even_offered(desk: Desk) -> None:
    await put(desk, block(desk))
    asker = Asker(interaction_id=1, user_id=1, guild_id=GUILD, channel_id=5, token="token", attachment_limit=1)
    with pytest.raises(Blocked):
        await desk.database.run(intake.offer, asker, [pictures(1)], limits=OPEN, now=desk.clock())
    assert await desk.number("drafts") == 0


async def test_a_second_block_replaces_the_first_and_tells_of_it(desk: Desk) -> None:
    first, second = block(desk), block(desk, ends_in=None, by=98)
    assert (await put(desk, first)).before is None
    assert (await put(desk, second)).before == first
    assert await standing(desk) == second
    assert await noted(desk) == [("Block", 98), ("Block", MODERATOR)]


async def test_a_block_is_lifted_once(desk: Desk) -> None:
    await put(desk, block(desk))
    await put(desk, block(desk, guild=ELSEWHERE))
    lifted, again = await lift(desk, by=98), await lift(desk)
    assert lifted is not None
    assert (lifted.before, again) == (block(desk), None)
    assert await standing(desk) is None
    assert await standing(desk, guild=ELSEWHERE) is not None
    assert await noted(desk) == [("Unblock", 98), ("Block", MODERATOR)]


async def test_a_block_that_has_ended_is_neither_lifted_nor_replaced_as_if_it_held(desk: Desk) -> None:
    await put(desk, block(desk, 1))
    await put(desk, block(desk, 2))
    desk.clock.advance(DAY)
    assert await lift(desk, 1) is None
    assert (await put(desk, block(desk, 2))).before is None


async def test_the_record_says_until_when_and_why_without_markdown(desk: Desk) -> None:
    await put(desk, block(desk)._replace(until=1_790_000_000.0, reason="*spam* <@5>"))
    await put(desk, block(desk, 2, ends_in=None))
    details = [entry.detail for entry in await desk.database.run(audit.newest, GUILD)]
    assert details == ["forever: spam", "until 2026-09-21 14:13 UTC: ∗spam∗ ‹＠5›"]  # noqa: RUF001 – look-alikes are the point


async def test_the_list_has_what_holds_here_by_its_end(desk: Desk) -> None:
    for member, ends_in in ((1, None), (2, 3 * DAY), (3, DAY), (4, 0.0)):
        await put(desk, block(desk, member, ends_in=ends_in))
    await put(desk, block(desk, 5, guild=ELSEWHERE))
    found, total = await desk.database.run(blocks.of_guild, GUILD, now=desk.clock(), limit=2)
    assert ([one.user_id for one in found], total) == ([3, 2], 3)
    found, _ = await desk.database.run(blocks.of_guild, GUILD, now=desk.clock(), limit=10)
    assert [one.user_id for one in found] == [3, 2, 1]


# ── what was in line ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_waits_here_is_cancelled_and_given_back_and_the_rest_goes_on(desk: Desk) -> None:
    drawing = await waiting(desk)
    await desk.claim(at_once=1)
    here, elsewhere, somebodys = (
        await waiting(desk),
        await waiting(desk, guild=ELSEWHERE),
        await waiting(desk, member=2),
    )
    decision = await put(desk, block(desk))
    assert [job.id for job in decision.cancelled] == [here]
    states = {number: (await desk.database.run(jobs.get, number)).state for number in (drawing, elsewhere, somebodys)}  # type: ignore[union-attr]  # they are there
    assert states == {drawing: State.SUBMITTED, elsewhere: State.WAITING, somebodys: State.WAITING}
    cancelled = decision.cancelled[0]
    assert (cancelled.state, cancelled.reason) == (State.CANCELLED, "Called off.")
    assert [kind for kind, *_ in await desk.ledger(cancelled)] == ["reserve", "refund"]
    assert (await desk.row(cancelled))["answered"] == 0


@pytest.mark.parametrize("drawn", [0, 1])
async def test_what_came_of_one_interaction_is_cancelled_together_and_told_once(drawn: int, desk: Desk) -> None:
    asker = Asker(interaction_id=50, user_id=1, guild_id=GUILD, channel_id=5, token="token", attachment_limit=1)
    written, _ = await desk.database.run(
        intake.reserve,
        *(asker, [pictures(1)] * 3),
        task_uuids=[uuid4() for _ in range(3)],
        limits=OPEN,
        lease=desk.lease(),
        now=desk.clock(),
    )
    await desk.acknowledge(written[0])
    await desk.claim(at_once=drawn)
    decision = await put(desk, block(desk))
    assert [job.id for job in decision.cancelled] == [written[drawn].id]
    rows = await desk.read("SELECT state, answered FROM jobs ORDER BY id")
    waited = [(row["state"], row["answered"]) for row in rows][drawn:]
    assert waited == [("cancelled", 0), *[("cancelled", 1)] * (2 - drawn)]
    assert await desk.number("ledger") == 6 - drawn


# ── at the same moment ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_two_moderators_who_lift_a_block_lift_it_once(desk: Desk, processes: list[Database]) -> None:
    await put(desk, block(desk))
    lifted = await asyncio.gather(*(lift(desk, process=process) for process in processes))
    assert sorted(one is None for one in lifted) == [False, True]
    assert await noted(desk) == [("Unblock", MODERATOR), ("Block", MODERATOR)]


async def test_two_moderators_who_block_at_once_leave_one_block_and_the_second_knows_of_the_first(
    desk: Desk, processes: list[Database]
) -> None:
    new = [block(desk, ends_in=None, by=98), block(desk, by=97)]
    decided = await asyncio.gather(*(put(desk, one, process=there) for one, there in zip(new, processes, strict=True)))
    (second,) = (decision for decision in decided if decision.before is not None)
    held = await standing(desk)
    assert held is not None
    assert (await noted(desk))[0] == ("Block", held.by_id) == ("Block", second.entry.actor_id)
    assert second.before == next(one for one in new if one != held)


@on_postgres
async def test_a_request_that_comes_while_a_block_is_written_waits_and_is_refused(desk: Desk) -> None:
    asker = Asker(interaction_id=1, user_id=1, guild_id=GUILD, channel_id=5, token="token", attachment_limit=1)
    arriving = intake.reserve(
        *(asker, [pictures(1)]), task_uuids=[uuid4()], limits=OPEN, lease=Lease("two", 1e12), now=desk.clock()
    )
    with pytest.raises(Blocked):
        await desk.after(blocks.put(block(desk), reason_for_jobs="Called off."), arriving)
    assert await desk.number("jobs") == 0


@on_postgres
async def test_what_is_taken_to_be_drawn_while_a_block_comes_is_drawn(desk: Desk) -> None:
    number = await waiting(desk)
    taking = jobs.claim(at_once=10, lease=desk.lease("two"), now=desk.clock())
    decision = await desk.after(taking, blocks.put(block(desk), reason_for_jobs="Called off."))
    assert decision.cancelled == []
    job = await desk.database.run(jobs.get, number)
    assert job is not None
    assert job.state is State.SUBMITTED


@on_postgres
async def test_a_block_that_is_lifted_meanwhile_is_not_replaced(desk: Desk) -> None:
    await put(desk, block(desk))
    lifting = blocks.remove(GUILD, 1, by_id=MODERATOR, now=desk.clock())
    assert (await desk.after(lifting, blocks.put(block(desk), reason_for_jobs="Called off."))).before is None
    assert await noted(desk) == [("Block", MODERATOR), ("Unblock", MODERATOR), ("Block", MODERATOR)]


@on_postgres
async def test_a_block_is_not_lifted_behind_the_back_of_the_one_who_replaces_it(desk: Desk) -> None:
    await put(desk, block(desk))
    new = block(desk, ends_in=None, by=98)
    lifted = await desk.after(
        blocks.put(new, reason_for_jobs="Called off."), blocks.remove(GUILD, 1, by_id=MODERATOR, now=desk.clock())
    )
    assert lifted is not None
    assert lifted.before == new


# ── ends ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_blocks_that_ended_are_handed_out_once_the_oldest_first(desk: Desk) -> None:
    for member in (1, 2, 3):
        await put(desk, block(desk, member, ends_in=DAY * (4 - member)))
    assert await ended(desk) == []
    desk.clock.advance(2 * DAY)
    assert [one.user_id for one in await ended(desk, limit=1)] == [3]
    assert [one.user_id for one in await ended(desk)] == [2]
    assert await ended(desk) == []
    assert await standing(desk, 1) is not None


async def test_several_processes_hand_each_end_out_once(desk: Desk, processes: list[Database]) -> None:
    for member in range(1, 21):
        await put(desk, block(desk, member))
    desk.clock.advance(DAY)
    found, refused = await outcomes(ended(desk, limit=20, process=process) for process in processes * 3)
    assert refused == []
    assert sorted(one.user_id for many in found for one in many) == list(range(1, 21))


@on_postgres
async def test_a_block_that_is_prolonged_while_it_ends_has_not_ended(desk: Desk) -> None:
    await put(desk, block(desk))
    desk.clock.advance(DAY)
    longer = block(desk, ends_in=DAY)
    prolonging = blocks.put(longer, reason_for_jobs="Called off.")
    assert await desk.after(prolonging, blocks.ended(now=desk.clock(), limit=10)) == []
    assert await standing(desk) == longer


async def test_requests_that_have_nothing_to_do_with_each_other_are_each_told(desk: Desk) -> None:
    first, second = await waiting(desk), await waiting(desk)
    decided = await put(desk, block(desk))
    assert [job.id for job in decided.cancelled] == [first, second]
    rows = await desk.read("SELECT answered FROM jobs ORDER BY id")
    assert [row["answered"] for row in rows] == [0, 0]
