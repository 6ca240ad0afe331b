"""Blocks: one per member and server, with an end, checked in every transaction of a request, and audited."""

import asyncio
from uuid import uuid4

import pytest

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.blocks import Block, BlockResult
from bot.domain.job import Requester, State
from bot.errors import Blocked
from bot.storage import audit, blocks, intake, jobs
from bot.storage.database import Database
from bot.storage.leases import Lease
from tests.support.job_driver import UNLIMITED_LIMITS, JobDriver, gather_outcomes, make_request, require_job

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
GUILD, ELSEWHERE, MODERATOR = 7, 8, 99
DAY = 24 * 3600.0


def block(
    driver: JobDriver, member: int = 1, *, guild: int = GUILD, ends_in: float | None = DAY, by: int = MODERATOR
) -> Block:
    until = None if ends_in is None else driver.clock() + ends_in
    return Block(guild, member, until, "spam", by, driver.clock())


async def put(driver: JobDriver, new: Block, *, process: Database | None = None) -> BlockResult:
    return await (process or driver.database).run(blocks.put, new, reason_for_jobs="Called off.")


async def lift(
    driver: JobDriver, member: int = 1, *, by: int = MODERATOR, process: Database | None = None
) -> BlockResult | None:
    return await (process or driver.database).run(blocks.remove, GUILD, member, by_id=by, now=driver.clock())


async def standing(driver: JobDriver, member: int = 1, *, guild: int = GUILD) -> Block | None:
    return await driver.database.run(blocks.get_active, guild, member, now=driver.clock())


async def ended(driver: JobDriver, *, limit: int = 10, process: Database | None = None) -> list[Block]:
    return await (process or driver.database).run(blocks.delete_expired, now=driver.clock(), limit=limit)


async def noted(driver: JobDriver) -> list[tuple[str, int | None]]:
    """What was done and by whom, newest first."""
    return [(str(entry.action), entry.actor_id) for entry in await driver.database.run(audit.list_newest, GUILD)]


async def waiting(driver: JobDriver, *, guild: int = GUILD, member: int = 1) -> int:
    """A waiting job."""
    return (await driver.acknowledge(await driver.reserve(member, guild_id=guild))).id


# ── what holds ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_blocked_member_cannot_reserve_until_the_block_ends(job_driver: JobDriver) -> None:
    await put(job_driver, block(job_driver))
    job_driver.clock.advance(DAY - 1)
    with pytest.raises(Blocked, match="spam") as refused:
        await job_driver.reserve(guild_id=GUILD)
    assert refused.value.retry_at == job_driver.clock() + 1
    assert await job_driver.count_rows("jobs") == await job_driver.count_rows("ledger") == 0
    job_driver.clock.advance(1)
    await job_driver.reserve(guild_id=GUILD)


async def test_block_without_end_never_expires(job_driver: JobDriver) -> None:
    await put(job_driver, block(job_driver, ends_in=None))
    job_driver.clock.advance(10_000 * DAY)
    with pytest.raises(Blocked) as refused:
        await job_driver.reserve(guild_id=GUILD)
    assert refused.value.retry_at is None
    assert await ended(job_driver) == []


@pytest.mark.parametrize(("member", "guild"), [(2, GUILD), (1, ELSEWHERE), (1, None)])
async def test_block_applies_to_a_single_member_in_a_single_server(
    member: int, guild: int | None, job_driver: JobDriver
) -> None:
    await put(job_driver, block(job_driver))
    await job_driver.reserve(member, guild_id=guild)


async def test_blocked_member_gets_no_draft(job_driver: JobDriver) -> None:
    await put(job_driver, block(job_driver))
    asker = Requester(interaction_id=1, user_id=1, guild_id=GUILD, channel_id=5, token="token", attachment_limit=1)
    with pytest.raises(Blocked):
        await job_driver.database.run(
            intake.create_draft, asker, [make_request(1)], limits=UNLIMITED_LIMITS, now=job_driver.clock()
        )
    assert await job_driver.count_rows("drafts") == 0


async def test_second_block_replaces_the_first_and_returns_it(job_driver: JobDriver) -> None:
    first, second = block(job_driver), block(job_driver, ends_in=None, by=98)
    assert (await put(job_driver, first)).previous is None
    assert (await put(job_driver, second)).previous == first
    assert await standing(job_driver) == second
    assert await noted(job_driver) == [("Block", 98), ("Block", MODERATOR)]


async def test_block_can_be_lifted_only_once(job_driver: JobDriver) -> None:
    await put(job_driver, block(job_driver))
    await put(job_driver, block(job_driver, guild=ELSEWHERE))
    lifted, again = await lift(job_driver, by=98), await lift(job_driver)
    assert lifted is not None
    assert (lifted.previous, again) == (block(job_driver), None)
    assert await standing(job_driver) is None
    assert await standing(job_driver, guild=ELSEWHERE) is not None
    assert await noted(job_driver) == [("Unblock", 98), ("Block", MODERATOR)]


async def test_expired_block_is_neither_lifted_nor_returned_as_previous(job_driver: JobDriver) -> None:
    await put(job_driver, block(job_driver, 1))
    await put(job_driver, block(job_driver, 2))
    job_driver.clock.advance(DAY)
    assert await lift(job_driver, 1) is None
    assert (await put(job_driver, block(job_driver, 2))).previous is None


async def test_audit_entry_of_block_has_end_and_reason_without_markdown(job_driver: JobDriver) -> None:
    await put(job_driver, block(job_driver)._replace(expires_at=1_790_000_000.0, reason="*spam* <@5>"))
    await put(job_driver, block(job_driver, 2, ends_in=None))
    details = [str(entry.detail) for entry in await job_driver.database.run(audit.list_newest, GUILD)]
    assert details == ["forever: spam", "until 2026-09-21 14:13 UTC: ∗spam∗ ‹＠5›"]  # noqa: RUF001 – look-alikes are the point


async def test_block_list_has_active_blocks_of_the_server_ordered_by_end(job_driver: JobDriver) -> None:
    for member, ends_in in ((1, None), (2, 3 * DAY), (3, DAY), (4, 0.0)):
        await put(job_driver, block(job_driver, member, ends_in=ends_in))
    await put(job_driver, block(job_driver, 5, guild=ELSEWHERE))
    found, total = await job_driver.database.run(blocks.list_active, GUILD, now=job_driver.clock(), limit=2)
    assert ([one.user_id for one in found], total) == ([3, 2], 3)
    found, _ = await job_driver.database.run(blocks.list_active, GUILD, now=job_driver.clock(), limit=10)
    assert [one.user_id for one in found] == [3, 2, 1]


# ── what was in line ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_block_cancels_and_refunds_only_the_members_waiting_jobs_in_the_server(job_driver: JobDriver) -> None:
    drawing = await waiting(job_driver)
    await job_driver.claim(max_running=1)
    here, elsewhere, somebodys = (
        await waiting(job_driver),
        await waiting(job_driver, guild=ELSEWHERE),
        await waiting(job_driver, member=2),
    )
    decision = await put(job_driver, block(job_driver))
    assert [job.id for job in decision.cancelled] == [here]
    stored = {number: await job_driver.database.run(jobs.get, number) for number in (drawing, elsewhere, somebodys)}
    states = {number: require_job(job).state for number, job in stored.items()}
    assert states == {drawing: State.SUBMITTED, elsewhere: State.WAITING, somebodys: State.WAITING}
    cancelled = decision.cancelled[0]
    assert (cancelled.state, cancelled.reason) == (State.CANCELLED, "Called off.")
    assert [kind for kind, *_ in await job_driver.ledger_entries(cancelled)] == ["reserve", "refund"]
    assert (await job_driver.job_row(cancelled))["notified"] == 0


@pytest.mark.parametrize("drawn", [0, 1])
async def test_block_cancels_a_batch_with_a_single_notification(drawn: int, job_driver: JobDriver) -> None:
    asker = Requester(interaction_id=50, user_id=1, guild_id=GUILD, channel_id=5, token="token", attachment_limit=1)
    written, *_ = await job_driver.database.run(
        intake.reserve,
        *(asker, [make_request(1)] * 3),
        task_uuids=[uuid4() for _ in range(3)],
        limits=UNLIMITED_LIMITS,
        admission=OPEN_TO_ALL,
        lease=job_driver.make_lease(),
        now=job_driver.clock(),
    )
    await job_driver.acknowledge(written[0])
    await job_driver.claim(max_running=drawn)
    decision = await put(job_driver, block(job_driver))
    assert [job.id for job in decision.cancelled] == [written[drawn].id]
    rows = await job_driver.select("SELECT state, notified FROM jobs ORDER BY id")
    waited = [(row["state"], row["notified"]) for row in rows][drawn:]
    assert waited == [("cancelled", 0), *[("cancelled", 1)] * (2 - drawn)]
    assert await job_driver.count_rows("ledger") == 6 - drawn


# ── at the same moment ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_block_is_lifted_once_by_two_concurrent_moderators(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    await put(job_driver, block(job_driver))
    lifted = await asyncio.gather(*(lift(job_driver, process=process) for process in process_databases))
    assert sorted(one is None for one in lifted) == [False, True]
    assert await noted(job_driver) == [("Unblock", MODERATOR), ("Block", MODERATOR)]


async def test_concurrent_blocks_leave_the_second_which_returns_the_first(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    new = [block(job_driver, ends_in=None, by=98), block(job_driver, by=97)]
    decided = await asyncio.gather(
        *(put(job_driver, one, process=there) for one, there in zip(new, process_databases, strict=True))
    )
    (second,) = (decision for decision in decided if decision.previous is not None)
    held = await standing(job_driver)
    assert held is not None
    assert (await noted(job_driver))[0] == ("Block", held.moderator_id) == ("Block", second.entry.actor_id)
    assert second.previous == next(one for one in new if one != held)


@on_postgres
async def test_request_during_an_uncommitted_block_waits_and_is_refused(job_driver: JobDriver) -> None:
    asker = Requester(interaction_id=1, user_id=1, guild_id=GUILD, channel_id=5, token="token", attachment_limit=1)
    arriving = intake.reserve(
        *(asker, [make_request(1)]),
        task_uuids=[uuid4()],
        limits=UNLIMITED_LIMITS,
        admission=OPEN_TO_ALL,
        lease=Lease("two", 1e12),
        now=job_driver.clock(),
    )
    with pytest.raises(Blocked):
        await job_driver.run_overlapping(blocks.put(block(job_driver), reason_for_jobs="Called off."), arriving)
    assert await job_driver.count_rows("jobs") == 0


@on_postgres
async def test_job_claimed_before_the_block_commits_is_not_cancelled(job_driver: JobDriver) -> None:
    number = await waiting(job_driver)
    taking = jobs.claim(max_running=10, lease=job_driver.make_lease("two"), now=job_driver.clock())
    decision = await job_driver.run_overlapping(taking, blocks.put(block(job_driver), reason_for_jobs="Called off."))
    assert decision.cancelled == []
    job = await job_driver.database.run(jobs.get, number)
    assert job is not None
    assert job.state is State.SUBMITTED


@on_postgres
async def test_block_after_concurrent_lift_has_no_previous_block(job_driver: JobDriver) -> None:
    await put(job_driver, block(job_driver))
    lifting = blocks.remove(GUILD, 1, by_id=MODERATOR, now=job_driver.clock())
    assert (
        await job_driver.run_overlapping(lifting, blocks.put(block(job_driver), reason_for_jobs="Called off."))
    ).previous is None
    assert await noted(job_driver) == [("Block", MODERATOR), ("Unblock", MODERATOR), ("Block", MODERATOR)]


@on_postgres
async def test_lift_after_concurrent_block_lifts_the_new_block(job_driver: JobDriver) -> None:
    await put(job_driver, block(job_driver))
    new = block(job_driver, ends_in=None, by=98)
    lifted = await job_driver.run_overlapping(
        blocks.put(new, reason_for_jobs="Called off."), blocks.remove(GUILD, 1, by_id=MODERATOR, now=job_driver.clock())
    )
    assert lifted is not None
    assert lifted.previous == new


# ── ends ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_expired_blocks_are_returned_once_oldest_first(job_driver: JobDriver) -> None:
    for member in (1, 2, 3):
        await put(job_driver, block(job_driver, member, ends_in=DAY * (4 - member)))
    assert await ended(job_driver) == []
    job_driver.clock.advance(2 * DAY)
    assert [one.user_id for one in await ended(job_driver, limit=1)] == [3]
    assert [one.user_id for one in await ended(job_driver)] == [2]
    assert await ended(job_driver) == []
    assert await standing(job_driver, 1) is not None


async def test_expired_blocks_are_returned_once_across_processes(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    for member in range(1, 21):
        await put(job_driver, block(job_driver, member))
    job_driver.clock.advance(DAY)
    found, refused = await gather_outcomes(
        ended(job_driver, limit=20, process=process) for process in process_databases * 3
    )
    assert refused == []
    assert sorted(one.user_id for many in found for one in many) == list(range(1, 21))


@on_postgres
async def test_block_prolonged_during_expiry_stays_active(job_driver: JobDriver) -> None:
    await put(job_driver, block(job_driver))
    job_driver.clock.advance(DAY)
    longer = block(job_driver, ends_in=DAY)
    prolonging = blocks.put(longer, reason_for_jobs="Called off.")
    assert await job_driver.run_overlapping(prolonging, blocks.delete_expired(now=job_driver.clock(), limit=10)) == []
    assert await standing(job_driver) == longer


async def test_block_notifies_separate_requests_separately(job_driver: JobDriver) -> None:
    first, second = await waiting(job_driver), await waiting(job_driver)
    decided = await put(job_driver, block(job_driver))
    assert [job.id for job in decided.cancelled] == [first, second]
    rows = await job_driver.select("SELECT notified FROM jobs ORDER BY id")
    assert [row["notified"] for row in rows] == [0, 0]
