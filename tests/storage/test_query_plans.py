"""Nothing that happens for every request reads a whole table, however many jobs there have been."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.job import Asker, Job, State
from bot.storage import arrivals, jobs, leases, ledger, library, open_database
from bot.storage.database import Lock, Script, Statement, Transaction
from bot.storage.leases import Lease
from tests.conftest import HandClock
from tests.storage.desk import OPEN, OUTCOME, Desk, pictures, some

TEN_THOUSAND_JOBS = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    INSERT INTO jobs (id, task_uuid, state, user_id, guild_id, channel_id, attachment_limit, request, turn, answered,
                      created_at, ended_at, lease_owner, lease_until)
    SELECT i, printf('%032x', i), CASE i % 4 WHEN 0 THEN 'waiting' WHEN 1 THEN 'submitted' ELSE 'delivered' END,
           i % 500, i % 50, 1, 1, (SELECT request FROM jobs), i % 9, i % 4 > 1, i, CASE WHEN i % 4 > 1 THEN i END,
           CASE WHEN i % 4 = 1 THEN 'gone' END, i FROM n
"""
THEIR_LEDGER = """
    INSERT INTO ledger (job_id, kind, user_id, guild_id, images, micros, counts_at, at)
    SELECT id, kind, user_id, guild_id, images, 0, id, id
    FROM jobs, (SELECT 'reserve' AS kind, 1 AS images UNION ALL SELECT 'settle', 0)
    WHERE id <= 10000 AND (kind = 'reserve' OR ended_at IS NOT NULL)
"""
SMALL = "jobs_leased|jobs_unanswered|jobs_unfinished"
"""Indexes of what goes on at the moment: reading one of them from end to end is no waste."""
WASTE = re.compile(rf"SCAN (jobs|ledger|spent_by_hour)\b(?! USING (COVERING )?INDEX ({SMALL})\b)|AUTOMATIC")
LIMITS = replace(OPEN, images_per_user_per_day=10**6, guild_day=10**9, guild_month=10**9, bot_day=10**9)
ASKER = Asker(interaction_id=1 << 60, user_id=7, guild_id=7, channel_id=1, token="token", attachment_limit=1)
NOW = 9000.0
MINE = Lease("one", NOW)
HOT: dict[str, Callable[[Job], Transaction[Any]]] = {
    "reserve": lambda _: arrivals.reserve(
        ASKER, [pictures(1)], task_uuids=[uuid4()], limits=LIMITS, lease=MINE, now=NOW + 99
    ),
    "member_usage": lambda _: ledger.member_usage(7, NOW),
    "budgets": lambda _: ledger.budgets(7, LIMITS, NOW),
    "acknowledged": lambda job: arrivals.acknowledged(job, channel_id=1, message_id=2),
    "joined": lambda job: arrivals.joined(job, channel_id=1, message_id=2, at_once=9999, lease=MINE, now=NOW),
    "claim": lambda _: jobs.claim(at_once=9999, lease=MINE, now=NOW),
    "place": jobs.place,
    "line": lambda _: jobs.line(offset=20, limit=20),
    "ready": lambda job: jobs.ready(job, OUTCOME, owner="one", now=NOW),
    "failed": lambda job: jobs.failed(job, State.FAILED, "It broke.", micros=0, owner="one", now=NOW),
    "cancel": lambda job: jobs.cancel(job.id, "Taken back.", now=NOW),
    "answered": lambda job: jobs.answered(job.id),
    "unfinished": lambda _: jobs.unfinished(7),
    "counts": lambda _: jobs.counts(),
    "turn_away": lambda _: jobs.turn_away("Closed.", lease=MINE, limit=20, now=NOW),
    "renew": lambda _: leases.renew(MINE, now=NOW),
    "release": lambda job: leases.release("one", [job.id]),
    "disown": lambda job: leases.disown(job.id, owner="one"),
    "rescue": lambda _: leases.rescue(MINE, now=NOW, limit=20),
    "untold": lambda _: leases.untold(MINE, ended_before=NOW, limit=20),
    "history": lambda _: library.history(7, guild_id=7, favourites=False, offset=20, limit=5),
    "favourites": lambda _: library.history(7, guild_id=7, favourites=True, offset=20, limit=5),
    "recent": lambda _: library.recent(7, limit=50),
    "by_code": lambda job: library.by_code(job.code),
    "trail": lambda job: library.trail(job.id, limit=100),
    "toggle_favourite": lambda _: library.toggle_favourite(7, 7, now=NOW),
    "marked": lambda _: library.marked(7, [1, 2, 3]),
    "alt_texts": lambda _: library.alt_texts([1, 2, 3]),
    "describe": lambda _: library.describe(7, 1, "A fox"),
    "remove": lambda _: library.remove(7, now=NOW),
}


def explained(transaction: Transaction[Any]) -> Transaction[list[str]]:
    """What SQLite says about how it finds the rows of every statement; nothing of what they do is kept."""
    plan: list[str] = []
    yield "SAVEPOINT before", ()
    step: Statement | Lock | Script | None = next(transaction)
    while step is not None:
        if isinstance(step, tuple):
            sql, values = step
            plan += [row["detail"] for row in (yield f"EXPLAIN QUERY PLAN {sql}", values)]
        rows = yield step
        try:
            step = transaction.send(rows)
        except StopIteration:
            step = None
    yield "ROLLBACK TO before", ()
    yield "RELEASE before", ()
    return plan


@pytest.fixture
async def crowded(tmp_path: Path, clock: HandClock) -> AsyncIterator[Desk]:
    database = await open_database(f"sqlite:///{tmp_path}/easel.db")
    try:
        desk = Desk(database, clock, count(20_000))
        await desk.at(State.SUBMITTED)
        await desk.read(TEN_THOUSAND_JOBS)
        await desk.read(THEIR_LEDGER)
        yield desk
    finally:
        await database.close()


@pytest.mark.parametrize("statistics", ["", "ANALYZE"], ids=["no statistics", "with statistics"])
async def test_no_table_is_read_from_end_to_end(statistics: str, crowded: Desk) -> None:
    if statistics:
        await crowded.read(statistics)
    (row,) = await crowded.read("SELECT id FROM jobs WHERE lease_owner = 'one'")
    job = some(await crowded.database.run(jobs.get, row["id"]))
    wasteful = {}
    for name, transaction in HOT.items():
        plan = await crowded.database.run(explained, transaction(job))
        if waste := [detail for detail in plan if WASTE.search(detail)]:
            wasteful[name] = waste
    assert wasteful == {}


async def test_a_member_s_usage_is_found_among_that_member_s_rows_alone(crowded: Desk) -> None:
    plan = await crowded.database.run(explained, ledger.member_usage(7, 0.0))
    assert {
        detail.partition(" USING ")[2].replace("COVERING ", "").partition(" AND ")[0]
        for detail in plan
        if "SEARCH" in detail
    } == {
        "INDEX ledger_of_member (user_id=?",
        "INDEX jobs_unfinished (user_id=?)",
        "INDEX jobs_of_member (user_id=?)",
    }
