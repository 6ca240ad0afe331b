"""No statement of a request reads a whole table that grows with the number of jobs."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.case import Case, CaseFilter, CaseKind, Report, Verdict
from bot.domain.job import Job, Requester, State
from bot.domain.request import Reference
from bot.domain.statistics import last_days
from bot.storage import (
    audit,
    cancelling,
    cases,
    edit_consents,
    gauges,
    intake,
    jobs,
    leases,
    library,
    open_database,
    refusal_counts,
    removals,
    statements,
    statistics,
    strikes,
    unbilled,
)
from bot.storage.database import Lock, Script, Statement, Transaction
from bot.storage.leases import Lease
from bot.storage.sqlite_thread import SQLITE_SIZE_QUERY
from tests.support.clock import ManualClock
from tests.support.job_driver import ONE_PICTURE_OUTCOME, UNLIMITED_LIMITS, JobDriver, make_request, require_job
from tests.support.usage import get_budget_spending, get_day_usage

TEN_THOUSAND_JOBS = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    INSERT INTO jobs (id, task_uuid, state, user_id, guild_id, channel_id, attachment_limit, request, round, notified,
                      created_at, ended_at, lease_owner, lease_expires_at)
    SELECT i, printf('%032x', i), CASE i % 4 WHEN 0 THEN 'waiting' WHEN 1 THEN 'submitted' ELSE 'delivered' END,
           i % 500, i % 50, 1, 1, (SELECT request FROM jobs), i % 9, i % 4 > 1, i, CASE WHEN i % 4 > 1 THEN i END,
           CASE WHEN i % 4 = 1 THEN 'gone' END, i FROM n
"""
THEIR_LEDGER = """
    INSERT INTO ledger (job_id, kind, user_id, guild_id, images, micro_dollars, window_at, created_at, reason)
    SELECT id, kind, user_id, guild_id, images, images, id, id, ''
    FROM jobs, (SELECT 'reserve' AS kind, 1 AS images UNION ALL SELECT 'settle', 0)
    WHERE id <= 10000 AND (kind = 'reserve' OR ended_at IS NOT NULL)
"""
THEIR_CASES = """
    INSERT INTO cases (guild_id, kind, verdict, job_id, appeal_id, user_id, review_reason, prompt, opened_at,
                       decided_at, posted_version)
    SELECT guild_id, CASE WHEN id % 3 = 0 THEN 'appeal' WHEN id % 3 = 1 THEN 'report' ELSE 'approval' END,
           CASE WHEN id % 50 = 0 THEN 'open' ELSE 'withdrawn' END, CASE WHEN id % 3 > 0 THEN id END,
           CASE WHEN id % 3 = 0 THEN id END, user_id, '', '', id, CASE WHEN id % 50 > 0 THEN id END, id % 100 <> 0
    FROM jobs WHERE id <= 10000
"""
THEIR_REMOVALS = """
    INSERT INTO removals (job_id, guild_id, moderator_id, removed_at)
    SELECT id, guild_id, 1, id FROM jobs WHERE id % 9 = 0
"""
THEIR_STRIKES = """
    INSERT INTO strikes (guild_id, user_id, level, updated_at, paused_until)
    SELECT DISTINCT guild_id, user_id, 1, 0, 0 FROM jobs
    WHERE guild_id IS NOT NULL
"""
THEIR_REFUSALS = """
    INSERT INTO appeals (id, guild_id, user_id, channel_id, attachment_limit, requests, refusal_reason, refused_at)
    SELECT id, guild_id, user_id, 1, 1, '[]', '', id FROM jobs WHERE id <= 10000
"""
THEIR_RECORD = """
    INSERT INTO audit (guild_id, action, user_id, job_id, detail, created_at)
    SELECT guild_id, 'Picture removed', user_id, id, '', id FROM jobs WHERE id <= 10000
"""
SMALL = "jobs_leased|jobs_unnotified|jobs_unfinished|cases_to_post|cases_open|removals_to_purge"
"""Partial indexes of current work only: a scan of one of them is cheap."""
THEIR_REFUSAL_COUNTS = """
    INSERT INTO refusal_counts (guild_id, day, kind, count)
    SELECT guild_id, id, kind, 1 FROM jobs, (SELECT 'TooSoon' AS kind UNION ALL SELECT 'Closed') WHERE id <= 10000
"""
TABLES = "jobs|ledger|ledger_totals|cases|reports|removals|strikes|appeals|edit_consents|audit|refusal_counts|reserved"
WASTE = re.compile(rf"SCAN ({TABLES})\b(?! USING (COVERING )?INDEX ({SMALL})\b)|AUTOMATIC")
LIMITS = replace(
    UNLIMITED_LIMITS,
    images_per_user_per_day=10**6,
    guild_daily_budget=10**9,
    guild_monthly_budget=10**9,
    bot_daily_budget=10**9,
)
ASKER = Requester(interaction_id=1 << 60, user_id=7, guild_id=7, channel_id=1, token="token", attachment_limit=1)
NOW = 9000.0
MINE = Lease("one", NOW)
CASE = Case(7, 7, CaseKind.APPROVAL, Verdict.OPEN, 7, None, 7, "", "", 0.0)
HOT: dict[str, Callable[[Job], Transaction[Any]]] = {
    "reserve": lambda _: intake.reserve(
        ASKER, [make_request(1)], task_uuids=[uuid4()], limits=LIMITS, admission=OPEN_TO_ALL, lease=MINE, now=NOW + 99
    ),
    "member_usage": lambda _: get_day_usage(7, NOW),
    "budgets": lambda _: get_budget_spending(7, LIMITS, NOW),
    "acknowledged": lambda job: intake.acknowledge(job, channel_id=1, message_id=2),
    "joined": lambda job: intake.acknowledge_and_claim(
        job, channel_id=1, message_id=2, max_running=9999, lease=MINE, now=NOW
    ),
    "claim": lambda _: jobs.claim(max_running=9999, lease=MINE, now=NOW),
    "place": lambda job: jobs.queue_position(job, now=NOW),
    "line": lambda _: jobs.list_queue(offset=20, limit=20, now=NOW),
    "ready": lambda job: jobs.store_results(job, ONE_PICTURE_OUTCOME, owner="one", now=NOW),
    "failed": lambda job: jobs.fail(job, State.FAILED, "It broke.", micro_dollars=0, owner="one", now=NOW),
    "cancel": lambda job: cancelling.cancel(job.id, "Taken back.", now=NOW),
    "take back": lambda job: cancelling.cancel_by_author(job.id, user_id=7, now=NOW),
    "bills due": lambda _: unbilled.claim_due(now=NOW, limit=20),
    "notified": lambda job: jobs.mark_notified(job.id),
    "unfinished": lambda _: jobs.list_unfinished(7),
    "counts": lambda _: jobs.count_by_state(),
    "gauges": lambda _: gauges.read_gauges(SQLITE_SIZE_QUERY, ("standard", "pro"), now=NOW),
    "turn_away": lambda _: jobs.fail_waiting("Closed.", lease=MINE, limit=20, now=NOW),
    "renew": lambda _: leases.renew(MINE, now=NOW),
    "release": lambda job: leases.release("one", [job.id]),
    "disown": lambda job: leases.mark_unknown(job.id, owner="one"),
    "rescue": lambda _: leases.adopt_orphans(MINE, now=NOW, limit=20),
    "untold": lambda _: leases.adopt_unnotified(MINE, ended_before=NOW, limit=20),
    "history": lambda _: library.list_history(7, guild_id=7, favourites=False, offset=20, limit=5),
    "favourites": lambda _: library.list_history(7, guild_id=7, favourites=True, offset=20, limit=5),
    "recent": lambda _: library.list_recent(7, limit=50),
    "by_code": lambda job: library.list_by_code(job.short_id),
    "trail": lambda job: library.get_lineage(job.id, limit=100),
    "toggle_favourite": lambda _: library.toggle_favourite(7, 7, now=NOW),
    "marked": lambda _: library.list_favourite_ids(7, [1, 2, 3]),
    "alt_texts": lambda _: library.get_alt_texts([1, 2, 3]),
    "describe": lambda _: library.set_alt_text(7, 1, "A fox"),
    "remove": lambda _: library.delete(7, now=NOW),
    "reserve from a picture": lambda _: intake.reserve(
        *(ASKER, [make_request(1).model_copy(update={"references": (Reference(job_id=7, number=1),)})]),
        task_uuids=[uuid4()],
        limits=LIMITS,
        admission=OPEN_TO_ALL,
        lease=MINE,
        now=NOW + 99,
    ),
    "refused": lambda _: intake.record_refusal(ASKER, [make_request(1)], "a word", now=NOW + 10**6),
    "to_show": lambda _: cases.claim_due_cards(now=NOW, limit=10),
    "shown": lambda _: cases.mark_posted(CASE, (1, 2)),
    "touched": lambda _: cases.mark_cards_stale(7),
    "withdrawn": lambda _: cases.withdraw(7, now=NOW),
    "open_held": lambda job: cases.open_approval(job, "approval", now=NOW),
    "report": lambda job: cases.report(replace(job, id=11, guild_id=11), Report(1, "ugly", NOW)),
    "of_job": lambda _: cases.list_by_job(7),
    "page": lambda _: cases.list_page(7, CaseFilter(), offset=0, limit=10),
    "page of open ones": lambda _: cases.list_page(
        7, CaseFilter(open=True, kind=CaseKind.REPORT, user_id=7), offset=0, limit=10
    ),
    "waiting_since": lambda _: cases.list_opened_before(NOW, kind=CaseKind.APPROVAL, limit=20),
    "is_above": lambda _: removals.has_removed_ancestor(7),
    "wipe": lambda _: removals.purge(now=NOW, limit=5),
    "check": lambda _: strikes.check_not_paused(7, 7, now=NOW),
    "add": lambda _: strikes.add(7, 7, now=NOW),
    "of_authors": lambda _: edit_consents.get_by_job_authors([1, 2, 3]),
    "the requests of a day": lambda _: statistics.count_requests(last_days(1, NOW).days[0]),
    "a day of a server": lambda _: statistics.get_day_sums(7, last_days(1, NOW).days[0], ("standard", "pro")),
    "servers of a day": lambda _: statements.list_servers(last_days(1, NOW).days[0]),
    "a day of everything": lambda _: statistics.get_day_sums(None, last_days(1, NOW).days[0], ("standard", "pro")),
    "refusals of a server": lambda _: refusal_counts.get_by_kind(7, range(7000, 7090)),
    "refusals of everything": lambda _: refusal_counts.get_by_kind(None, range(7000, 7090)),
    "record of a job": lambda _: audit.list_by_job(7, 7),
}


def explained(transaction: Transaction[Any]) -> Transaction[list[str]]:
    """SQLite's query plan of every statement; the changes are rolled back."""
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
async def crowded_job_driver(tmp_path: Path, clock: ManualClock) -> AsyncIterator[JobDriver]:
    database = await open_database(f"sqlite:///{tmp_path}/easel.db")
    try:
        driver = JobDriver(database, clock, count(20_000))
        await driver.create_in_state(State.SUBMITTED)
        await driver.select(TEN_THOUSAND_JOBS)
        for rows in (
            THEIR_LEDGER,
            THEIR_CASES,
            THEIR_REMOVALS,
            THEIR_STRIKES,
            THEIR_REFUSALS,
            THEIR_RECORD,
            THEIR_REFUSAL_COUNTS,
        ):
            await driver.select(rows)
        yield driver
    finally:
        await database.close()


@pytest.mark.parametrize("statistics", ["", "ANALYZE"], ids=["no statistics", "with statistics"])
async def test_frequent_queries_never_scan_a_whole_table(statistics: str, crowded_job_driver: JobDriver) -> None:
    if statistics:
        await crowded_job_driver.select(statistics)
    (row,) = await crowded_job_driver.select("SELECT id FROM jobs WHERE lease_owner = 'one'")
    job = require_job(await crowded_job_driver.database.run(jobs.get, row["id"]))
    wasteful = {}
    for name, transaction in HOT.items():
        plan = await crowded_job_driver.database.run(explained, transaction(job))
        if waste := [detail for detail in plan if WASTE.search(detail)]:
            wasteful[name] = waste
    assert wasteful == {}


async def test_member_usage_query_reads_only_that_member_and_running_tasks(
    crowded_job_driver: JobDriver,
) -> None:
    plan = await crowded_job_driver.database.run(explained, get_day_usage(7, 0.0))
    assert {
        detail.partition(" USING ")[2].replace("COVERING ", "").partition(" AND ")[0]
        for detail in plan
        if "SEARCH" in detail
    } == {
        "INDEX ledger_of_member (user_id=?",
        "INDEX jobs_unfinished (user_id=?)",
        "INDEX jobs_of_member (user_id=?)",
        "INDEX jobs_running (running_until>?",
        "INDEX ledger_grants (user_id=?",
    }


@pytest.mark.parametrize("guild_id", [7, None])
async def test_statistics_of_a_day_read_only_its_requests(guild_id: int | None, crowded_job_driver: JobDriver) -> None:
    transaction = statistics.get_day_sums(guild_id, last_days(1, NOW).days[0], ("standard", "pro"))
    plan = await crowded_job_driver.database.run(explained, transaction)
    searches = [detail for detail in plan if "SEARCH" in detail]
    assert all("window_at>?" in detail or "job_id=?" in detail or "(rowid=?)" in detail for detail in searches)
    assert len([detail for detail in searches if "window_at>?" in detail]) == 3
