"""Servers: who is admitted when the database first hears of admission, and what stays when one returns."""

import asyncio

from bot.domain.audit import AuditEntry, OperatorAction
from bot.domain.job import State
from bot.domain.servers import Arrival, Server, ServerDetails, ServerSort
from bot.storage import audit, servers
from bot.storage.database import Database
from tests.support.job_driver import JobDriver, require_job

GUILD, OTHER, OPERATOR = 7, 8, 99
DAY = 24 * 3600.0


def details(guild_id: int = GUILD, name: str = "Atelier") -> ServerDetails:
    return ServerDetails(guild_id, name, 5, 120)


async def begin(driver: JobDriver, *guild_ids: int) -> bool:
    present = [ServerDetails(guild_id, "", None, None) for guild_id in guild_ids]
    return await driver.database.run(servers.record_first, present, now=driver.clock())


async def arrive(driver: JobDriver, server: ServerDetails | None = None, *, admit: bool = False) -> Arrival:
    return await driver.database.run(servers.record_present, server or details(), admit=admit, now=driver.clock())


async def stored(driver: JobDriver, guild_id: int = GUILD) -> Server:
    server = await driver.database.run(servers.get, guild_id)
    assert server is not None
    return server


async def decide(
    driver: JobDriver, *, admit: bool, plan: str | None = None, guild_id: int = GUILD, only_undecided: bool = False
) -> Server | None:
    entry = AuditEntry(guild_id, OPERATOR, OperatorAction.ADMIT, None, None, "x", driver.clock())
    return await driver.database.run(
        servers.decide, guild_id, entry, admit=admit, plan=plan, only_undecided=only_undecided
    )


async def leave(driver: JobDriver, guild_id: int = GUILD) -> list[int] | None:
    cancelled = await driver.database.run(servers.mark_left, guild_id, "Gone.", now=driver.clock())
    return None if cancelled is None else [job.id for job in cancelled]


# ── coming and going ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_servers_of_the_first_session_are_admitted_and_later_ones_wait(job_driver: JobDriver) -> None:
    assert await begin(job_driver, GUILD)
    assert not await begin(job_driver, OTHER)
    assert (await stored(job_driver)).decision is True
    assert await arrive(job_driver) is Arrival.KNOWN
    assert (await stored(job_driver)).name == "Atelier"
    assert await arrive(job_driver, details(OTHER)) is Arrival.JOINED
    assert (await stored(job_driver, OTHER)).decision is None


async def test_server_that_is_sent_before_the_first_session_was_recorded_is_admitted(job_driver: JobDriver) -> None:
    assert await arrive(job_driver) is Arrival.KNOWN
    server = await stored(job_driver)
    assert (server.decision, server.welcomed_at) == (True, job_driver.clock())


async def test_first_session_is_recorded_by_one_process(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    first = await asyncio.gather(
        *(process.run(servers.record_first, [details()], now=job_driver.clock()) for process in process_databases)
    )
    assert sorted(first) == [False, True]


async def test_new_server_is_admitted_at_once_where_nobody_waits(job_driver: JobDriver) -> None:
    await begin(job_driver)
    assert await arrive(job_driver, admit=True) is Arrival.JOINED
    assert (await stored(job_driver)).decision is True
    assert await job_driver.database.run(servers.count_waiting) == 0


async def test_returning_server_finds_decision_plan_and_budgets_as_they_were(job_driver: JobDriver) -> None:
    await begin(job_driver)
    await arrive(job_driver)
    await decide(job_driver, admit=True, plan="small")
    entry = AuditEntry(GUILD, OPERATOR, OperatorAction.CHANGE, None, None, "x", job_driver.clock())
    await job_driver.database.run(servers.update_settings, GUILD, {"daily_budget": 5_000_000}, entry)
    job_driver.clock.advance(DAY)
    assert await leave(job_driver) == []
    assert (await stored(job_driver)).left_at == job_driver.clock()
    assert await leave(job_driver) is None
    job_driver.clock.advance(DAY)
    assert await arrive(job_driver) is Arrival.RETURNED
    server = await stored(job_driver)
    assert (server.decision, server.plan, server.daily_budget) == (True, "small", 5_000_000)
    assert (server.left_at, server.joined_at) == (None, job_driver.clock())


async def test_known_server_keeps_its_details_while_discord_sends_none(job_driver: JobDriver) -> None:
    await begin(job_driver)
    await arrive(job_driver)
    await arrive(job_driver, ServerDetails(GUILD, "", None, None))
    server = await stored(job_driver)
    assert (server.name, server.owner_id, server.member_count) == ("Atelier", 5, 120)


async def test_leaving_refunds_waiting_jobs_of_the_server_and_no_others(job_driver: JobDriver) -> None:
    await begin(job_driver, GUILD, OTHER)
    running = await job_driver.acknowledge(await job_driver.reserve(3, guild_id=GUILD))
    await job_driver.claim()
    waiting = await job_driver.acknowledge(await job_driver.reserve(1, guild_id=GUILD))
    elsewhere = await job_driver.acknowledge(await job_driver.reserve(2, guild_id=OTHER))
    assert await leave(job_driver) == [waiting.id]
    states = [(await job_driver.get(job)).state for job in (waiting, running, elsewhere)]
    assert states == [State.CANCELLED, State.SUBMITTED, State.WAITING]
    assert (await job_driver.get(waiting)).reason == "Gone."
    sums = await job_driver.select("SELECT SUM(images) AS images FROM ledger WHERE job_id = ?", waiting.id)
    assert [row["images"] for row in sums] == [0]


# ── decisions ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_two_operators_decide_once_between_them(job_driver: JobDriver, process_databases: list[Database]) -> None:
    await begin(job_driver)
    await arrive(job_driver)
    entry = AuditEntry(GUILD, OPERATOR, OperatorAction.ADMIT, None, None, "x", job_driver.clock())
    results = await asyncio.gather(
        *(process.run(servers.decide, GUILD, entry, admit=True, only_undecided=True) for process in process_databases)
    )
    assert sorted(result is None for result in results) == [False, True]
    assert len(await job_driver.database.run(audit.list_newest, GUILD)) == 1


async def test_decision_about_an_unknown_server_changes_and_records_nothing(job_driver: JobDriver) -> None:
    assert await decide(job_driver, admit=True) is None
    assert await job_driver.database.run(audit.list_newest, GUILD) == []


# ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def listed(
    driver: JobDriver, sort: ServerSort, *, offset: int = 0, limit: int = 10
) -> list[tuple[int, int, int]]:
    page, total = await driver.database.run(
        servers.list_page, sort, since=driver.clock() - 30 * DAY, offset=offset, limit=limit
    )
    assert total == 3
    return [(totals.server.guild_id, totals.micro_dollars, totals.images) for totals in page]


async def test_servers_are_sorted_by_spending_pictures_or_joining(job_driver: JobDriver) -> None:
    await begin(job_driver, 1)
    await job_driver.reserve(images=5, guild_id=1)
    job_driver.clock.advance(31 * DAY)
    for guild_id in (2, 3):
        job_driver.clock.advance(10)
        await arrive(job_driver, details(guild_id))
    await job_driver.reserve(images=2, guild_id=1)
    await job_driver.acknowledge(await job_driver.reserve(images=3, guild_id=3))
    (claimed,) = await job_driver.claim()
    ready = require_job(await job_driver.store_results(claimed))
    await job_driver.deliver(ready, images=1, micro_dollars=90_000)
    assert await listed(job_driver, ServerSort.SPENT) == [(3, 90_000, 1), (1, 40_000, 2), (2, 0, 0)]
    assert [row[0] for row in await listed(job_driver, ServerSort.PICTURES)] == [1, 3, 2]
    assert [row[0] for row in await listed(job_driver, ServerSort.JOINED)] == [3, 2, 1]
    assert [row[0] for row in await listed(job_driver, ServerSort.JOINED, offset=1, limit=1)] == [2]
    await leave(job_driver, 3)
    assert [row[0] for row in await listed(job_driver, ServerSort.JOINED)] == [2, 1, 3]
    totals = await job_driver.database.run(servers.get_totals, 1, since=job_driver.clock() - 30 * DAY)
    assert totals is not None
    assert (totals.micro_dollars, totals.images) == (40_000, 2)


async def test_servers_are_counted_by_admission_without_those_that_left(job_driver: JobDriver) -> None:
    await begin(job_driver, 1, 2)
    for guild_id in (3, 4, 5):
        await arrive(job_driver, details(guild_id))
    await decide(job_driver, admit=False, guild_id=4)
    await leave(job_driver, 5)
    counts = await job_driver.database.run(servers.count_by_admission)
    assert counts == {"admitted": 2, "waiting": 1, "refused": 1}
    assert await job_driver.database.run(servers.count_waiting) == 1


# ── finding one ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_servers_are_found_by_a_part_of_their_name_or_the_beginning_of_their_id(job_driver: JobDriver) -> None:
    async def found(text: str, limit: int = 25) -> list[int]:
        return [one.guild_id for one in await job_driver.database.run(servers.list_named, text, limit=limit)]

    await begin(job_driver)
    for guild_id, name in ((71, "Atelier 100%"), (72, "Ärzte_Kreis"), (730, "Book Circle")):
        job_driver.clock.advance(1)
        await arrive(job_driver, details(guild_id, name))
    await decide(job_driver, admit=True, guild_id=730)
    await leave(job_driver, 72)
    assert await found("") == [71, 730, 72]
    assert await found("", limit=1) == [71]
    assert await found("CIRCLE") == [730]
    assert await found("Ärzte") == [72]
    assert await found("0%") == [71]
    assert await found("e_k") == [72]
    assert await found("73") == [730]
    assert await found("3") == []
