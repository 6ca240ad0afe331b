"""Databases of every released schema: the current code upgrades them, reads their content, and continues their jobs."""

import json
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.case import CaseFilter, CaseKind
from bot.domain.job import Job, State
from bot.errors import Gone, Paused
from bot.storage import (
    affordability,
    appeals,
    blocks,
    cases,
    drafts,
    edit_consents,
    intake,
    jobs,
    kv,
    leases,
    library,
    preferences,
    removals,
    server_rules,
    strikes,
    styles,
    unbilled,
    word_lists,
)
from bot.storage.documents import DOCUMENT_COLUMNS
from tests.support import kept_databases
from tests.support.clock import ManualClock
from tests.support.job_driver import UNLIMITED_LIMITS, JobDriver, require_job, select_rows
from tests.support.kept_rows import AUTHOR, BLOCKED, DETAILED_REQUEST, OPTIONS, OTHER, PAUSED, RULES, STYLE, WORDS
from tests.support.moderation_driver import GUILD, ModerationDriver

KEPT = sorted(kept_databases.FOLDER.glob("*.sql"))


@pytest.fixture(params=KEPT, ids=lambda kept: kept.stem)
async def kept_driver(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path
) -> AsyncIterator[ModerationDriver]:
    opened = await kept_databases.load(database_url, request.param, tmp_path / "migrations")
    yield ModerationDriver(JobDriver(opened, ManualClock(), count(5000)))
    await opened.close()


async def read_jobs(driver: ModerationDriver, state: State, *, guild: int | None = None) -> list[Job]:
    where = "guild_id IS NULL" if guild is None else f"guild_id = {guild}"
    rows = await driver.run(select_rows(f"SELECT id FROM jobs WHERE state = ? AND {where} ORDER BY id", state.value))
    return [require_job(await driver.run(jobs.get(row["id"]))) for row in rows]


def test_every_schema_has_a_kept_database() -> None:
    migrations = len(kept_databases.migration_names())
    assert [kept.stem for kept in KEPT] == [f"{version:04}" for version in range(1, migrations + 1)], (
        "write the rows of a new migration's schema: python -m tests.support.kept_databases"
    )


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.stem)
def test_migrations_are_never_edited_after_their_database_was_kept(kept: Path) -> None:
    assert kept_databases.checksums(int(kept.stem)) in kept.read_text(encoding="utf-8").partition("\n")[0]


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.stem)
def test_kept_databases_hold_every_table(kept: Path) -> None:
    text = kept.read_text(encoding="utf-8")
    assert [table for table in kept_databases.tables(int(kept.stem)) if f"INSERT INTO {table} (" not in text] == []


async def test_documents_hold_every_field_of_their_models(kept_driver: ModerationDriver) -> None:
    """A field that a document lacks would be read as its default, which may be wrong for older rows."""
    for (table, column), document in DOCUMENT_COLUMNS.items():
        rows = await kept_driver.run(select_rows(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"))
        assert rows
        for row in rows:
            stored = row[column]
            assert json.loads(document.dump(document.load(stored))) == json.loads(stored), f"migrate {table}.{column}"


async def test_every_json_column_is_known(kept_driver: ModerationDriver) -> None:
    for kept in KEPT:
        for table in kept_databases.tables(int(kept.stem)):
            if table == "key_values":
                continue
            for row in await kept_driver.run(select_rows(f"SELECT * FROM {table}")):
                found = {name for name, value in row.items() if isinstance(value, str) and value.startswith(("{", "["))}
                assert found - {column for of_table, column in DOCUMENT_COLUMNS if of_table == table} in (
                    set(),
                    {"text"},  # of a style
                )


async def test_pending_jobs_finish(kept_driver: ModerationDriver) -> None:
    job_driver, adopted = kept_driver.job_driver, set()
    job_driver.clock.advance(leases.LEASE_SECONDS + 1)
    while found := await job_driver.adopt_orphans("two"):
        adopted |= {job.state for job in found}
        for job in found:
            await finish(job_driver, job, "two")
    assert adopted >= {State.RESERVED, State.SUBMITTED, State.READY}
    for job in await job_driver.claim(owner="two"):
        await finish(job_driver, job, "two")
    rows = await job_driver.select("SELECT DISTINCT state FROM jobs WHERE ended_at IS NULL")
    assert {row["state"] for row in rows} == {"held"}


async def finish(job_driver: JobDriver, job: Job, owner: str) -> None:
    """Move an adopted job to its next state, or to its end."""
    match job.state:
        case State.RESERVED:
            await job_driver.acknowledge(job)
        case State.SUBMITTED:
            await job_driver.deliver(require_job(await job_driver.store_results(job, owner)), owner=owner)
        case State.READY:
            await job_driver.deliver(job, owner=owner)
        case _:
            await job_driver.database.run(jobs.mark_notified, job.id, removed_at=job.removed_at)


async def test_delivered_pictures_can_be_edited(kept_driver: ModerationDriver) -> None:
    first, edit, detailed, *_ = await read_jobs(kept_driver, State.DELIVERED, guild=GUILD)
    assert (first.delivered_count, edit.request.source_image, detailed.request) == (3, (first.id, 1), DETAILED_REQUEST)
    for job in (first, edit, detailed):
        assert job.delivered_count == job.request.count
        assert job.result(1).url == "https://im.runware.ai/u"
        await kept_driver.create_edit(job)


async def test_the_library_keeps_marks_and_descriptions(kept_driver: ModerationDriver) -> None:
    first, *_ = await read_jobs(kept_driver, State.DELIVERED, guild=GUILD)
    assert await kept_driver.run(library.list_favourite_ids(OTHER, [first.id])) == {first.id}
    assert await kept_driver.run(library.get_alt_texts([first.id])) == {(first.id, 2): "A fox, asleep"}
    assert first in await kept_driver.run(library.list_by_code(first.short_id))


async def test_drafts_can_be_confirmed(kept_driver: ModerationDriver) -> None:
    now = kept_driver.job_driver.clock()
    plain, braced = [await kept_driver.run(drafts.get(number, user_id=AUTHOR, now=now)) for number in (1000, 1001)]
    assert ([one.count for one in plain.requests], plain.unexpanded) == ([4], None)
    assert ([one.count for one in braced.requests], braced.unexpanded and braced.unexpanded.count) == ([1, 2], 1)


async def test_open_cases_can_be_decided(kept_driver: ModerationDriver) -> None:
    found, _ = await kept_driver.run(cases.list_page(GUILD, CaseFilter(open=True), offset=0, limit=100))
    kinds = {CaseKind.APPROVAL: "approve", CaseKind.REPORT: "remove_reported", CaseKind.APPEAL: "accept"}
    assert {case.kind for case in found} == set(kinds)
    for case in found:
        await kept_driver.run(getattr(kept_driver, kinds[case.kind])(case)())
        assert not (await kept_driver.reload(case)).is_open
    (report,) = (case for case in found if case.kind is CaseKind.REPORT)
    assert len(await kept_driver.run(cases.list_reports(report.id))) == 2


async def test_refusals_can_be_appealed(kept_driver: ModerationDriver) -> None:
    rows = await kept_driver.job_driver.select("SELECT id FROM appeals WHERE user_id = 15")
    refused = await kept_driver.run(appeals.get(rows[0]["id"], user_id=15, now=kept_driver.job_driver.clock()))
    assert refused.requests == (DETAILED_REQUEST,)


async def test_removals_can_be_undone_or_purged(kept_driver: ModerationDriver) -> None:
    rows = await kept_driver.job_driver.select("SELECT job_id FROM removals WHERE purged_at IS NULL ORDER BY job_id")
    *_, last = [row["job_id"] for row in rows]
    assert (await kept_driver.run(kept_driver.undo(last)())).job.id == last
    later = kept_driver.job_driver.clock() + removals.UNDO_WINDOW_SECONDS
    assert await kept_driver.run(removals.purge(now=later, limit=10)) == len(rows) - 1
    with pytest.raises(Gone):
        await kept_driver.run(kept_driver.undo(rows[0]["job_id"])())


async def test_members_and_servers_keep_what_they_chose(kept_driver: ModerationDriver) -> None:
    now = kept_driver.job_driver.clock()
    assert await kept_driver.run(preferences.get(AUTHOR)) == OPTIONS
    assert [await kept_driver.run(edit_consents.get(member)) for member in (AUTHOR, OTHER, 9)] == [True, False, None]
    assert await kept_driver.run(server_rules.get_rules(GUILD)) == RULES
    assert await kept_driver.run(word_lists.get_words(GUILD)) == WORDS
    assert await kept_driver.run(styles.list_by_guild(GUILD)) == [STYLE]
    block = await kept_driver.run(blocks.get_active(GUILD, BLOCKED, now=now))
    assert block is not None
    assert (block.expires_at, block.reason) == (None, "spam")
    with pytest.raises(Paused):
        await kept_driver.run(strikes.check_not_paused(GUILD, PAUSED, now=now))
    assert list(await kept_driver.run(kv.list_by_prefix(kv.LOST_MODEL_PREFIX))) == [kv.lost_model_key("pro")]


async def test_costs_and_quotas_go_on(kept_driver: ModerationDriver) -> None:
    job_driver = kept_driver.job_driver
    (spent,) = await job_driver.select("SELECT SUM(micro_dollars) AS total FROM ledger")
    (by_hour,) = await job_driver.select(
        "SELECT SUM(amount) AS total FROM ledger_totals WHERE scope = 0 AND seconds = 3600"
    )
    assert int(spent["total"]) == int(by_hour["total"]) > 0
    assert len(await kept_driver.run(unbilled.claim_due(now=job_driver.clock() + 60, limit=10))) == 1
    assert await kept_driver.run(affordability.count_free_images(11, job_driver.clock())) == 4
    repeated = intake.reserve(
        kept_driver.make_requester(),
        [DETAILED_REQUEST],
        task_uuids=[uuid4()],
        limits=UNLIMITED_LIMITS,
        admission=OPEN_TO_ALL,
        lease=job_driver.make_lease(),
        now=job_driver.clock(),
    )
    await kept_driver.run(repeated)
