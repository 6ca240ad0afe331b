"""The schema itself refuses what must never be written."""

import pytest

from bot.domain.job import State
from bot.errors import StorageError
from bot.storage import jobs
from tests.storage.court import Court
from tests.storage.desk import PRICE, Desk

LEDGER = "INSERT INTO ledger (job_id, kind, user_id, images, micros, counts_at, at) VALUES (?, ?, 1, ?, 0, 0, 0)"


@pytest.mark.parametrize(
    "change",
    [
        "state = 'lost'",
        "state = 'delivered'",
        "state = 'submitted', ended_at = 5",
        "ended_at = 5",
        "answered = 2",
        "user_id = NULL",
        "created_at = NULL",
        "task_uuid = (SELECT task_uuid FROM jobs WHERE id = 2)",
        "turn = 'soon'",
    ],
)
async def test_a_job_that_makes_no_sense_is_refused(change: str, desk: Desk) -> None:
    job, _ = [await desk.ask(interaction=number) for number in (1, 2)]
    before = await desk.row(job)
    with pytest.raises(StorageError):
        await desk.read(f"UPDATE jobs SET {change} WHERE id = 1")
    assert await desk.row(job) == before


@pytest.mark.parametrize("state", State)
async def test_every_state_of_a_job_can_be_written(state: State, desk: Desk) -> None:
    await desk.ask(interaction=1)
    ended_at = 5.0 if state.ended else None
    await desk.read("UPDATE jobs SET state = ?, ended_at = ? WHERE id = 1", state.value, ended_at)
    assert (await desk.database.run(jobs.get, 1)) is not None


@pytest.mark.parametrize(
    "change",
    [
        *(f"UPDATE ledger SET {column} = {column}" for column in ("images", "micros", "counts_at", "at", "job_id")),
        "UPDATE ledger SET kind = 'refund'",
        "DELETE FROM ledger",
        "DELETE FROM jobs",
    ],
)
async def test_what_the_ledger_holds_can_be_neither_changed_nor_deleted(change: str, desk: Desk) -> None:
    job = await desk.ask(images=3)
    with pytest.raises(StorageError):
        await desk.read(change)
    assert await desk.ledger(job) == [("reserve", 3, 3 * PRICE)]


async def test_a_ledger_row_can_be_separated_from_its_member(desk: Desk) -> None:
    await desk.ask()
    await desk.read("UPDATE ledger SET user_id = -1, guild_id = NULL")


@pytest.mark.parametrize(
    ("job_id", "kind"), [(1, "reserve"), (1, "settle"), (1, "refund"), (1, "grant"), (1, "gift"), (404, "reserve")]
)
async def test_a_job_is_charged_once_and_settled_or_refunded_once(job_id: int, kind: str, desk: Desk) -> None:
    await desk.ask(interaction=1)
    await desk.read(LEDGER, 1, "settle", 0)
    with pytest.raises(StorageError):
        await desk.read(LEDGER, job_id, kind, -1)
    assert await desk.number("ledger") == 2


async def test_a_member_may_be_granted_pictures_more_than_once(desk: Desk) -> None:
    for _ in range(2):
        await desk.read(LEDGER, None, "grant", -5)
    with pytest.raises(StorageError):
        await desk.read(LEDGER, None, "reserve", 5)


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
        "shown_version = 2",
        "card_channel_id = 5",
        "opened_at = 'soon'",
    ],
)
async def test_a_case_that_makes_no_sense_is_refused(change: str, court: Court) -> None:
    case = await court.held()
    with pytest.raises(StorageError):
        await court.desk.read(f"UPDATE cases SET {change}")
    assert await court.now(case) == case


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO cases (guild_id, kind, job_id, user_id, why, prompt, opened_at)"
        " SELECT guild_id, kind, job_id, user_id, why, prompt, opened_at FROM cases",
        "INSERT INTO cases (guild_id, kind, appeal_id, user_id, why, prompt, opened_at)"
        " VALUES (7, 'appeal', 1, 1, '', '', 0), (7, 'appeal', 1, 1, '', '', 0)",
        "INSERT INTO reports (case_id, user_id, reason, at) SELECT case_id, user_id, reason, at FROM reports",
        "INSERT INTO reports (case_id, user_id, reason, at) VALUES (404, 1, '', 0)",
        "DELETE FROM cases",
        "INSERT INTO removals (job_id, guild_id, by_id, at) VALUES (404, 7, 1, 0)",
        "INSERT INTO strikes (guild_id, user_id, level, at, until) VALUES (7, 1, -1, 0, 0)",
        "INSERT INTO strikes (guild_id, user_id, level, at, until) VALUES (7, 1, 1, 0, 0), (7, 1, 1, 0, 0)",
        "INSERT INTO consents (user_id, may_edit) VALUES (1, 2)",
        "INSERT INTO consents (user_id, may_edit) VALUES (1, NULL)",
        "INSERT INTO words (guild_id, kind, text) VALUES (7, 'rumour', 'fox')",
    ],
)
async def test_what_moderators_decide_about_is_there_once(change: str, court: Court) -> None:
    case = await court.reported()
    with pytest.raises(StorageError):
        await court.desk.read(change)
    assert await court.now(case) == case
    for table in ("removals", "strikes", "consents", "words"):
        assert await court.desk.number(table) == 0


async def test_a_server_may_have_a_pattern_beside_the_same_word(desk: Desk) -> None:
    await desk.read("INSERT INTO words (guild_id, kind, text) VALUES (7, 'pattern', 'fox'), (7, 'term', 'fox')")
    assert await desk.number("words") == 2
