"""The schema rejects invalid rows."""

import pytest

from bot.domain.case import Verdict
from bot.domain.job import State
from bot.errors import StorageError
from bot.storage import jobs
from tests.support.job_driver import PRICE_MICROS, JobDriver
from tests.support.moderation_driver import ModerationDriver

LEDGER = (
    "INSERT INTO ledger (job_id, kind, user_id, images, micro_dollars, window_at, created_at, reason)"
    " VALUES (?, ?, 1, ?, 0, 0, 0, '')"
)


@pytest.mark.parametrize(
    "change",
    [
        "state = 'lost'",
        "state = 'delivered'",
        "state = 'submitted', ended_at = 5",
        "ended_at = 5",
        "notified = 2",
        "user_id = NULL",
        "created_at = NULL",
        "task_uuid = (SELECT task_uuid FROM jobs WHERE id = 2)",
        "round = 'soon'",
    ],
)
async def test_inconsistent_job_row_is_refused(change: str, job_driver: JobDriver) -> None:
    job, _ = [await job_driver.reserve(interaction_id=number) for number in (1, 2)]
    before = await job_driver.job_row(job)
    with pytest.raises(StorageError):
        await job_driver.select(f"UPDATE jobs SET {change} WHERE id = 1")
    assert await job_driver.job_row(job) == before


@pytest.mark.parametrize("state", State)
async def test_every_job_state_can_be_stored(state: State, job_driver: JobDriver) -> None:
    await job_driver.reserve(interaction_id=1)
    ended_at = 5.0 if state.is_final else None
    await job_driver.select("UPDATE jobs SET state = ?, ended_at = ? WHERE id = 1", state.value, ended_at)
    assert (await job_driver.database.run(jobs.get, 1)) is not None


async def test_every_verdict_can_be_stored(mod_driver: ModerationDriver) -> None:
    case, refused = await mod_driver.create_report_case(), []
    for verdict in Verdict:
        decided_at = None if verdict is Verdict.OPEN else 5.0
        update = "UPDATE cases SET verdict = ?, decided_at = ? WHERE id = ?"
        try:
            await mod_driver.job_driver.select(update, verdict.value, decided_at, case.id)
        except StorageError:
            refused.append(verdict.value)
    assert refused == [], "add a migration that changes the CHECK known_verdict of cases, on both engines"


@pytest.mark.parametrize(
    "change",
    [
        *(
            f"UPDATE ledger SET {column} = {column}"
            for column in ("images", "micro_dollars", "window_at", "created_at", "job_id")
        ),
        "UPDATE ledger SET kind = 'refund'",
        "DELETE FROM ledger",
        "DELETE FROM jobs",
    ],
)
async def test_ledger_rows_cannot_be_changed_or_deleted(change: str, job_driver: JobDriver) -> None:
    job = await job_driver.reserve(images=3)
    with pytest.raises(StorageError):
        await job_driver.select(change)
    assert await job_driver.ledger_entries(job) == [("reserve", 3, 3 * PRICE_MICROS)]


async def test_ledger_row_can_be_anonymised(job_driver: JobDriver) -> None:
    await job_driver.reserve()
    await job_driver.select("UPDATE ledger SET user_id = -1, guild_id = NULL")


@pytest.mark.parametrize(
    ("job_id", "kind"), [(1, "reserve"), (1, "settle"), (1, "refund"), (1, "grant"), (1, "gift"), (404, "reserve")]
)
async def test_job_is_reserved_once_and_settled_or_refunded_once(job_id: int, kind: str, job_driver: JobDriver) -> None:
    await job_driver.reserve(interaction_id=1)
    await job_driver.select(LEDGER, 1, "settle", 0)
    with pytest.raises(StorageError):
        await job_driver.select(LEDGER, job_id, kind, -1)
    assert await job_driver.count_rows("ledger") == 2


async def test_member_can_be_granted_pictures_more_than_once(job_driver: JobDriver) -> None:
    for _ in range(2):
        await job_driver.select(LEDGER, None, "grant", -5)
    with pytest.raises(StorageError):
        await job_driver.select(LEDGER, None, "reserve", 5)


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'complaint'",
        "kind = 'appeal'",
        "verdict = 'lost'",
        "verdict = 'approved'",
        "decided_at = 5",
        "job_id = NULL",
        "job_id = 404",
        "appeal_id = 5",
        "job_id = NULL, appeal_id = 5",
        "guild_id = NULL",
        "prompt = NULL",
        "posted_version = 2",
        "card_channel_id = 5",
        "opened_at = 'soon'",
    ],
)
async def test_inconsistent_case_row_is_refused(change: str, mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_held_case()
    with pytest.raises(StorageError):
        await mod_driver.job_driver.select(f"UPDATE cases SET {change}")
    assert await mod_driver.reload(case) == case


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO cases (guild_id, kind, job_id, user_id, review_reason, prompt, opened_at)"
        " SELECT guild_id, kind, job_id, user_id, review_reason, prompt, opened_at FROM cases",
        "INSERT INTO cases (guild_id, kind, appeal_id, user_id, review_reason, prompt, opened_at)"
        " VALUES (7, 'appeal', 1, 1, '', '', 0), (7, 'appeal', 1, 1, '', '', 0)",
        "INSERT INTO reports (case_id, user_id, reason, reported_at)"
        " SELECT case_id, user_id, reason, reported_at FROM reports",
        "INSERT INTO reports (case_id, user_id, reason, reported_at) VALUES (404, 1, '', 0)",
        "DELETE FROM cases",
        "INSERT INTO removals (job_id, guild_id, moderator_id, removed_at) VALUES (404, 7, 1, 0)",
        "INSERT INTO strikes (guild_id, user_id, level, updated_at, paused_until) VALUES (7, 1, -1, 0, 0)",
        "INSERT INTO strikes (guild_id, user_id, level, updated_at, paused_until)"
        " VALUES (7, 1, 1, 0, 0), (7, 1, 1, 0, 0)",
        "INSERT INTO edit_consents (user_id, may_edit) VALUES (1, 2)",
        "INSERT INTO edit_consents (user_id, may_edit) VALUES (1, NULL)",
        "INSERT INTO word_list_entries (guild_id, kind, text) VALUES (7, 'rumour', 'fox')",
    ],
)
async def test_duplicate_or_inconsistent_moderation_rows_are_refused(change: str, mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_report_case()
    with pytest.raises(StorageError):
        await mod_driver.job_driver.select(change)
    assert await mod_driver.reload(case) == case
    for table in ("removals", "strikes", "edit_consents", "word_list_entries"):
        assert await mod_driver.job_driver.count_rows(table) == 0


async def test_pattern_and_term_of_the_same_text_can_coexist(job_driver: JobDriver) -> None:
    await job_driver.select(
        "INSERT INTO word_list_entries (guild_id, kind, text) VALUES (7, 'pattern', 'fox'), (7, 'term', 'fox')"
    )
    assert await job_driver.count_rows("word_list_entries") == 2
