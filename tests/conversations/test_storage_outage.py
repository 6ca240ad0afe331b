"""A disk that gets full and has room again: nothing paid for is lost, nothing new is spent, all hear the truth."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from simcord.builders import UserHandle

from bot.discord import outbox
from bot.domain.job import Job
from bot.errors import StorageUnavailable
from bot.jobs import run
from bot.storage import jobs
from bot.storage.database import Transaction
from tests.support.stage import BotStage, job_id_of, response_view


@pytest.fixture(autouse=True)
def short_retry_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses between two tries be short."""
    monkeypatch.setattr(run, "MAX_BACKOFF_SECONDS", 0.05)


async def set_full(stage: BotStage, full: bool) -> None:
    """Make SQLite refuse every change, as with a full disk; reads still work."""
    database = stage.app.database._database  # type: ignore[attr-defined]
    statement = f"PRAGMA query_only = {'ON' if full else 'OFF'}"
    await database._thread.run(lambda connection: connection.execute(statement))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)


async def test_paid_picture_is_delivered_once_the_disk_has_room_again(stage: BotStage) -> None:
    async with stage.worker_running():
        result = await stage.imagine("a fox")
        await until(lambda: len(stage.runware.tasks) == 1)
        await set_full(stage, True)
        refused = await stage.imagine("an owl", stage.bob)
        assert response_view(refused).text == str(StorageUnavailable.user_message)
        assert response_view(refused).ephemeral
        await asyncio.sleep(0.5)  # many tries fail
        assert response_view(result).gallery == []
        assert "Something went wrong" not in response_view(result).text
        await set_full(stage, False)
        await until(lambda: len(response_view(result).gallery) == 1)
    assert len(stage.runware.tasks) == 1
    assert await stage.images_left() == 19
    assert await stage.images_left(stage.bob) == 20


async def test_pictures_are_sent_once_if_recording_their_delivery_is_delayed(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, refusals = jobs.deliver, 4

    def refused_at_first(*args: Any, **kwargs: Any) -> Transaction[Job | None]:
        nonlocal refusals
        refusals -= 1
        if refusals >= 0:
            raise StorageUnavailable("The database refused a change: database or disk is full.")
        return original(*args, **kwargs)

    monkeypatch.setattr(jobs, "deliver", refused_at_first)
    result = await stage.imagine_and_wait("a fox")
    assert refusals == -1
    assert len(response_view(result).gallery) == 1
    assert (await stage.job(job_id_of(result))).delivered_count == 1
    edits = [request for request in stage.env.http_requests if request.method == "PATCH"]
    assert len(edits) == 1


async def test_storage_outage_alerts_the_operator_once(
    stage: BotStage,
    operator: UserHandle,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with stage.worker_running():
        await set_full(stage, True)
        for _ in range(3):
            await stage.imagine("an owl", stage.bob)
        await until(lambda: len(stage.direct_messages(operator)) == 1)
        await set_full(stage, False)
        result = await stage.imagine("a fox")
        await until(lambda: len(response_view(result).gallery) == 1)
    (letter,) = stage.direct_messages(operator)
    assert "Easel cannot write to its database" in letter.text
    noted = [record for record in caplog.records if getattr(record, "event", "") == "storage_unavailable"]
    assert [record.levelno for record in noted] == [logging.ERROR]
    assert not [record for record in caplog.records if getattr(record, "event", "") == "interaction_failed"]


async def test_storage_outage_alert_is_retried_until_discord_accepts_it(
    stage: BotStage, operator: UserHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "FIRST_RETRY_DELAY_SECONDS", 0.01)
    stage.env.inject_error("GET", "/oauth2/applications/@me", status=403, code=0, times=2)
    async with stage.worker_running():
        await set_full(stage, True)
        await stage.imagine("an owl", stage.bob)
        await until(lambda: len(stage.direct_messages(operator)) == 1)
        await set_full(stage, False)
    (letter,) = stage.direct_messages(operator)
    assert "Easel cannot write to its database" in letter.text
