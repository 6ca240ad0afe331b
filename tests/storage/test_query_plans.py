"""Nothing that happens for every request reads a whole table, however many jobs there have been."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.case import Case, Kind, Report, Verdict
from bot.domain.job import Asker, Job, State
from bot.domain.request import Reference
from bot.storage import (
    audit,
    cases,
    edit_consents,
    intake,
    jobs,
    leases,
    ledger,
    library,
    open_database,
    removals,
    strikes,
    unbilled,
)
from bot.storage.cases import Wanted
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
THEIR_CASES = """
    INSERT INTO cases (guild_id, kind, verdict, job_id, appeal_id, user_id, why, prompt, opened_at, decided_at,
                       shown_version)
    SELECT guild_id, CASE WHEN id % 3 = 0 THEN 'appeal' WHEN id % 3 = 1 THEN 'report' ELSE 'approval' END,
           CASE WHEN id % 50 = 0 THEN 'open' ELSE 'withdrawn' END, CASE WHEN id % 3 > 0 THEN id END,
           CASE WHEN id % 3 = 0 THEN id END, user_id, '', '', id, CASE WHEN id % 50 > 0 THEN id END, id % 100 <> 0
    FROM jobs WHERE id <= 10000
"""
THEIR_REMOVALS = (
    "INSERT INTO removals (job_id, guild_id, by_id, at) SELECT id, guild_id, 1, id FROM jobs WHERE id % 9 = 0"
)
THEIR_STRIKES = """
    INSERT INTO strikes (guild_id, user_id, level, at, until) SELECT DISTINCT guild_id, user_id, 1, 0, 0 FROM jobs
    WHERE guild_id IS NOT NULL
"""
THEIR_REFUSALS = """
    INSERT INTO appeals (id, guild_id, user_id, channel_id, attachment_limit, requests, why, at)
    SELECT id, guild_id, user_id, 1, 1, '[]', '', id FROM jobs WHERE id <= 10000
"""
THEIR_RECORD = """
    INSERT INTO audit (guild_id, action, user_id, job_id, detail, at)
    SELECT guild_id, 'Picture removed', user_id, id, '', id FROM jobs WHERE id <= 10000
"""
SMALL = "jobs_leased|jobs_unanswered|jobs_unfinished|cases_to_show|cases_waiting|removals_to_wipe"
"""Indexes of what goes on at the moment: reading one of them from end to end is no waste."""
TABLES = "jobs|ledger|spent_by_hour|cases|reports|removals|strikes|appeals|consents|audit"
WASTE = re.compile(rf"SCAN ({TABLES})\b(?! USING (COVERING )?INDEX ({SMALL})\b)|AUTOMATIC")
LIMITS = replace(OPEN, images_per_user_per_day=10**6, guild_day=10**9, guild_month=10**9, bot_day=10**9)
ASKER = Asker(interaction_id=1 << 60, user_id=7, guild_id=7, channel_id=1, token="token", attachment_limit=1)
NOW = 9000.0
MINE = Lease("one", NOW)
CASE = Case(7, 7, Kind.APPROVAL, Verdict.OPEN, 7, None, 7, "", "", 0.0)
HOT: dict[str, Callable[[Job], Transaction[Any]]] = {
    "reserve": lambda _: intake.reserve(
        ASKER, [pictures(1)], task_uuids=[uuid4()], limits=LIMITS, lease=MINE, now=NOW + 99
    ),
    "member_usage": lambda _: ledger.member_usage(7, NOW),
    "budgets": lambda _: ledger.budgets(7, LIMITS, NOW),
    "acknowledged": lambda job: intake.acknowledged(job, channel_id=1, message_id=2),
    "joined": lambda job: intake.joined(job, channel_id=1, message_id=2, at_once=9999, lease=MINE, now=NOW),
    "claim": lambda _: jobs.claim(at_once=9999, lease=MINE, now=NOW),
    "place": lambda job: jobs.place(job, now=NOW),
    "line": lambda _: jobs.line(offset=20, limit=20, now=NOW),
    "ready": lambda job: jobs.ready(job, OUTCOME, owner="one", now=NOW),
    "failed": lambda job: jobs.failed(job, State.FAILED, "It broke.", micros=0, owner="one", now=NOW),
    "cancel": lambda job: jobs.cancel(job.id, "Taken back.", now=NOW),
    "take back": lambda job: jobs.take_back(job.id, user_id=7, now=NOW),
    "bills due": lambda _: unbilled.claim_due(now=NOW, limit=20),
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
    "remove": lambda _: library.delete(7, now=NOW),
    "reserve from a picture": lambda _: intake.reserve(
        *(ASKER, [pictures(1).model_copy(update={"references": (Reference(job_id=7, number=1),)})]),
        task_uuids=[uuid4()],
        limits=LIMITS,
        lease=MINE,
        now=NOW + 99,
    ),
    "refused": lambda _: intake.refused(ASKER, [pictures(1)], "a word", now=NOW + 10**6),
    "to_show": lambda _: cases.to_show(now=NOW, limit=10),
    "shown": lambda _: cases.shown(CASE, (1, 2)),
    "touched": lambda _: cases.touched(7),
    "withdrawn": lambda _: cases.withdrawn(7, now=NOW),
    "open_held": lambda job: cases.open_held(job, "approval", now=NOW),
    "report": lambda job: cases.report(replace(job, id=11, guild_id=11), Report(1, "ugly", NOW)),
    "of_job": lambda _: cases.of_job(7),
    "page": lambda _: cases.page(7, Wanted(), offset=0, limit=10),
    "page of open ones": lambda _: cases.page(7, Wanted(open=True, kind=Kind.REPORT, user_id=7), offset=0, limit=10),
    "waiting_since": lambda _: cases.waiting_since(NOW, kind=Kind.APPROVAL, limit=20),
    "is_above": lambda _: removals.is_above(7),
    "wipe": lambda _: removals.wipe(now=NOW, limit=5),
    "check": lambda _: strikes.check(7, 7, now=NOW),
    "add": lambda _: strikes.add(7, 7, now=NOW),
    "of_authors": lambda _: edit_consents.of_authors([1, 2, 3]),
    "record of a job": lambda _: audit.of_job(7, 7),
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
        for rows in (THEIR_LEDGER, THEIR_CASES, THEIR_REMOVALS, THEIR_STRIKES, THEIR_REFUSALS, THEIR_RECORD):
            await desk.read(rows)
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
