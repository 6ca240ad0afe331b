"""The acknowledgement: in time on a slow disk, and never lost when the bot dies around it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import aiohttp
import discord
import pytest

from bot.discord import replies
from bot.discord.error_texts import DISCORD_DOWN, INTERNAL_ERROR
from bot.domain.job import State
from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE
from bot.errors import StorageError
from bot.jobs.queue import JobQueue
from bot.jobs.service import RequestService
from bot.jobs.worker import HEARTBEAT_SECONDS
from tests.conversations.conftest import StageFactory
from tests.support.stage import BotStage, job_id_of, response_message, response_view

DEFER, MESSAGE = 5, 4


@pytest.fixture
def short_ack_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reception that loses patience with a slow disk at once."""
    monkeypatch.setattr(replies, "ACK_DELAY_SECONDS", 0.02)


@contextmanager
def slow_disk(stage: BotStage) -> Iterator[None]:
    """Let everything that is asked of the database take a while."""
    run = stage.app.database.run

    async def run_slowly(transaction: Any, *args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(0.1)
        return await run(transaction, *args, **kwargs)

    with patch.object(stage.app.database, "run", run_slowly):
        yield


@pytest.mark.usefixtures("short_ack_timeout")
async def test_imagine_on_a_slow_disk_is_deferred_and_still_drawn(stage: BotStage) -> None:
    with slow_disk(stage):
        result = await stage.imagine("a fox")
    assert [response["type"] for response in stage.initial_responses()] == [DEFER]
    assert "a fox" in response_view(result).text
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1
    assert len(stage.messages()) == 1


@pytest.mark.usefixtures("short_ack_timeout")
async def test_private_request_on_a_slow_disk_is_ephemeral_from_the_start(stage: BotStage) -> None:
    with slow_disk(stage):
        result = await stage.imagine("a secret fox", private=True)
    assert response_view(result).ephemeral
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1
    assert stage.messages(stage.bob) == []


@pytest.mark.usefixtures("short_ack_timeout")
@pytest.mark.parametrize("private", [False, True])
async def test_refusal_on_a_slow_disk_is_ephemeral(make_stage: StageFactory, private: bool) -> None:
    stage = await make_stage(limits={"images_per_user_per_day": 1})
    with slow_disk(stage):
        result = await stage.imagine("foxes", count=3, private=private)
    assert [response["type"] for response in stage.initial_responses()] == [DEFER]
    told = [message for message in stage.messages(stage.alice) if "You requested 3 pictures" in message.text]
    assert len(told) == 1
    assert told[0].ephemeral
    assert stage.messages(stage.bob) == []
    assert (result.response is None) is not private


@pytest.mark.usefixtures("short_ack_timeout")
async def test_reroll_on_a_slow_disk_posts_a_new_message(stage: BotStage) -> None:
    first = await stage.imagine_and_wait("a fox")
    with slow_disk(stage):
        second = await stage.press("Reroll", first)
    await stage.run_worker_until_idle()
    assert response_message(second).id != response_message(first).id
    assert [len(message.gallery) for message in stage.messages()] == [1, 1]


@pytest.mark.usefixtures("short_ack_timeout")
@pytest.mark.parametrize("command", ["quota", "queue", "cancel", "help"])
async def test_commands_on_a_slow_disk_are_acknowledged_and_answered_ephemerally(stage: BotStage, command: str) -> None:
    await stage.imagine("a fox")
    with slow_disk(stage):
        result = await stage.alice.slash(stage.channel, command)
    assert [response["type"] for response in stage.initial_responses()] == [
        MESSAGE,
        MESSAGE if command == "help" else DEFER,
    ]
    assert response_view(result).ephemeral
    assert len(response_view(result).text) > 20


@pytest.mark.usefixtures("short_ack_timeout")
async def test_buttons_on_a_slow_disk_work_as_usual(stage: BotStage) -> None:
    drawn, waiting = await stage.imagine_and_wait("a fox"), await stage.imagine("an owl")
    await stage.step_worker()
    with slow_disk(stage):
        await stage.press("Cancel", waiting)
        details = await stage.press("Details", drawn, stage.bob)
        refused = await stage.press("Delete", drawn, stage.bob)
        assert len(stage.messages()) == 2
        await stage.press("Delete", drawn)
    assert "Cancelled. It was already being drawn, so it still counts: 1 picture." in response_view(waiting).text
    assert response_view(details).ephemeral
    assert "Requested by" in response_view(details).text
    assert [message.ephemeral for message in refused.followups] == [True]
    assert [message.id for message in stage.messages()] == [response_message(waiting).id]


@pytest.mark.usefixtures("short_ack_timeout")
async def test_storage_error_on_a_slow_disk_leaves_no_public_message(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> Any:
        await asyncio.sleep(0.1)
        raise StorageError("The database refused a change: secret words.")

    monkeypatch.setattr(RequestService, "submit_prompt", broken)
    await stage.imagine("a fox")
    (told,) = stage.messages(stage.alice)
    assert told.ephemeral
    assert told.text == str(INTERNAL_ERROR)
    assert stage.messages(stage.bob) == []


async def test_internal_error_is_reported_ephemerally_without_details(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("disk on fire")

    monkeypatch.setattr(RequestService, "submit_prompt", broken)
    result = await stage.imagine("a fox")
    assert response_view(result).ephemeral
    assert "Something went wrong inside the bot; nothing was charged." in response_view(result).text
    assert "fire" not in response_view(result).text
    assert len(stage.env.errors) == 1


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 50035), (403, 50001)])
async def test_acknowledgement_refused_by_discord_cancels_the_job_free_of_charge(
    stage: BotStage, status: int, code: int
) -> None:
    stage.env.inject_error("POST", "/interactions/*/callback", status=status, code=code, times=1)
    result = await stage.imagine("a fox")
    await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(result))).state is State.CANCELLED
    assert await stage.images_left() == 20
    assert stage.provider_tasks() == []
    assert len(stage.env.errors) == (status != 404)


@pytest.mark.parametrize(
    "error",
    [
        *(KeyError("retry_after"), TypeError("'<=' not supported"), AttributeError("get"), ValueError("Expecting")),
        *(RuntimeError("Session is closed"), TimeoutError(), discord.RateLimited(60)),
    ],
)
@pytest.mark.parametrize("seen_after_all", [False, True])
async def test_job_is_drawn_after_an_acknowledgement_error_only_if_its_message_exists(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch, error: Exception, seen_after_all: bool
) -> None:
    send = discord.InteractionResponse.send_message

    async def broken(*args: Any, **kwargs: Any) -> None:
        if seen_after_all:
            await send(*args, **kwargs)
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(discord.InteractionResponse, "send_message", broken)
        result = await stage.imagine("a fox")
    await settled(stage)
    job = await stage.job(job_id_of(result))
    assert job.state is (State.DELIVERED if seen_after_all else State.FAILED)
    assert len(stage.provider_tasks()) == await charged(stage) == seen_after_all
    assert [len(message.gallery) for message in stage.messages()] == [1] * seen_after_all


async def test_job_acknowledged_by_another_process_is_delivered_in_its_message(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = discord.InteractionResponse.send_message

    async def second(response: discord.InteractionResponse[Any], *args: Any, **kwargs: Any) -> None:
        await send(response, *args, **kwargs)  # the other process
        refusal: Any = SimpleNamespace(status=400, reason="Bad Request", headers={})
        raise discord.HTTPException(refusal, {"message": "Already acknowledged.", "code": 40060})

    with monkeypatch.context() as patch:
        patch.setattr(discord.InteractionResponse, "send_message", second)
        result = await stage.imagine("a fox")
    assert (await stage.job(job_id_of(result))).state is State.RESERVED
    await settled(stage)
    assert (await stage.job(job_id_of(result))).state is State.DELIVERED
    assert [len(message.gallery) for message in stage.messages()] == [1]
    assert await charged(stage) == 1


@pytest.mark.parametrize(("status", "code"), [(403, 0), (404, 0), (401, 0), (429, 0), (403, 40333), (503, 0)])
async def test_uncertain_acknowledgement_is_verified_with_the_interaction_token(
    stage: BotStage, status: int, code: int
) -> None:
    stage.env.inject_error("POST", "/interactions/*/callback", status=status, code=code, times=None)
    stage.env.inject_error("GET", "/webhooks/*", status=404, code=0, times=2)
    result = await stage.imagine("a fox")
    assert (await stage.job(job_id_of(result))).state is State.RESERVED
    await stage.env.advance_time(HEARTBEAT_SECONDS + 1)
    await stage.step_worker()
    assert (
        await stage.job(job_id_of(result))
    ).state is State.RESERVED  # a page in HTML does not tell that nobody saw it
    await settled(stage)
    assert (await stage.job(job_id_of(result))).state is State.FAILED
    assert stage.provider_tasks() == []
    assert await charged(stage) == 0


async def settled(stage: BotStage) -> None:
    """Let the worker find out what became of it, and go on with it."""
    for _ in range(4):
        await stage.env.advance_time(HEARTBEAT_SECONDS + 1)
        await stage.run_worker_until_idle()


async def charged(stage: BotStage) -> int:
    """How many pictures of the day are charged."""
    return 20 - await stage.images_left()


@pytest.mark.usefixtures("short_ack_timeout")
async def test_public_placeholder_that_cannot_be_deleted_cancels_a_private_job(stage: BotStage) -> None:
    stage.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=403, code=0, times=None)
    await stage.app.services.preferences.change(stage.alice.id, lambda options: replace(options, private=True))
    with slow_disk(stage):
        result = await stage.imagine("a secret fox")
    assert len(stage.env.errors) == 1
    assert str(DISCORD_DOWN) in [message.text for message in stage.messages(stage.alice)]
    await settled(stage)
    assert (await stage.job(job_id_of(result))).state is State.CANCELLED
    assert stage.provider_tasks() == []
    assert await charged(stage) == 0


def test_acknowledgement_delay_is_at_most_half_of_discords_three_seconds() -> None:
    assert 0 < replies.ACK_DELAY_SECONDS <= 1.5


async def test_job_without_acknowledgement_is_refunded_after_a_restart(stage: BotStage) -> None:
    stage.env.inject_error("POST", "/interactions/*/callback", status=500, times=None)
    result = await stage.imagine("a fox")
    assert (await stage.job(job_id_of(result))).state is State.RESERVED
    await stage.restart()
    await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(result))).state is State.FAILED
    assert await stage.images_left() == 20
    assert stage.provider_tasks() == []


async def test_acknowledged_job_that_was_not_enqueued_resumes_after_a_restart(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def died(*_: Any, **__: Any) -> None:
        return

    with monkeypatch.context() as patch:
        patch.setattr(JobQueue, "enqueue", died)
        result = await stage.imagine("a fox")
    assert (await stage.job(job_id_of(result))).state is State.RESERVED
    await stage.restart()
    await stage.run_worker_until_idle()
    await stage.run_worker_until_idle()
    (message,) = stage.messages()
    assert message.id == response_message(result).id
    assert len(message.gallery) == 1
    assert await stage.images_left() == 19


async def test_job_with_lost_acknowledgement_is_refunded_without_a_restart(stage: BotStage) -> None:
    stage.env.inject_error("POST", "/interactions/*/callback", status=500, times=None)
    result = await stage.imagine("a fox")
    await stage.env.advance_time(HEARTBEAT_SECONDS + 1)
    await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(result))).state is State.FAILED
    assert await stage.images_left() == 20


@pytest.mark.usefixtures("short_ack_timeout")
async def test_interaction_expired_on_a_slow_disk_cancels_the_job_free_of_charge(stage: BotStage) -> None:
    stage.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=None)
    with slow_disk(stage):
        result = await stage.imagine("a fox")
    await stage.run_worker_until_idle()
    assert (await stage.job(job_id_of(result))).state is State.CANCELLED
    assert await stage.images_left() == 20


async def test_connection_lost_after_the_acknowledgement_does_not_lose_the_job(
    stage: BotStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = discord.InteractionResponse.send_message

    async def broken(*args: Any, **kwargs: Any) -> None:
        await send(*args, **kwargs)
        raise aiohttp.ServerDisconnectedError

    with monkeypatch.context() as patch:
        patch.setattr(discord.InteractionResponse, "send_message", broken)
        result = await stage.imagine("a fox")
    await stage.env.advance_time(HEARTBEAT_SECONDS + 1)
    await stage.run_worker_until_idle()
    await stage.run_worker_until_idle()
    assert len(response_view(result).gallery) == 1
    assert len(stage.messages()) == 1
    assert await stage.images_left() == 19


async def test_duplicate_interaction_creates_a_single_job_and_a_single_answer(stage: BotStage) -> None:
    emit = stage.env.backend.emit

    def doubled(event: str, payload: Any) -> None:
        emit(event, payload)
        if event == "INTERACTION_CREATE":
            emit(event, payload)

    stage.env.backend.emit = doubled  # type: ignore[method-assign]  # as two processes would hear it
    result = await stage.imagine("a fox")
    stage.env.backend.emit = emit  # type: ignore[method-assign]  # as above
    await stage.run_worker_until_idle()
    assert len(stage.provider_tasks()) == 1
    assert [len(message.gallery) for message in stage.messages(stage.alice)] == [1]
    assert result.followups == []
    assert await stage.images_left() == 19


async def test_unfinished_jobs_resume_after_a_restart(stage: BotStage) -> None:
    waiting = await stage.imagine("a fox")
    drawing = await stage.imagine("an owl", stage.bob)
    await stage.step_worker(2)
    await stage.restart()
    await stage.run_worker_until_idle()
    assert [len(response_view(one).gallery) for one in (waiting, drawing)] == [1, 1]
    assert len(stage.runware.tasks) == 2


async def test_closing_bot_asks_members_to_try_again_in_a_minute(stage: BotStage) -> None:
    stage.app.services.capacity.is_closing = True
    result = await stage.imagine("a fox")
    assert response_view(result).ephemeral
    assert response_view(result).text == "Easel is restarting; please try again in a minute. Nothing was charged."
    assert response_view(result).text != str(SPENDING_STOPPED_MESSAGE)


@pytest.mark.usefixtures("short_ack_timeout")
async def test_cancel_autocomplete_on_a_slow_disk_is_empty_instead_of_late(stage: BotStage) -> None:
    owl = await stage.imagine("an owl")
    with slow_disk(stage):
        assert await stage.alice.autocomplete(stage.channel, "cancel", "id", "") == []
    (offered,) = await stage.alice.autocomplete(stage.channel, "cancel", "id", "")
    assert offered["value"] == str(job_id_of(owl))
