"""Polls share requests, and one task does not affect another."""

import asyncio
from uuid import UUID, uuid4

import pytest
from aiohttp import web

from bot.errors import OperatorNeeded, ProviderError, ProviderUnavailable
from bot.runware.client import RunwareClient
from bot.runware.task_progress import TaskProgress
from tests.runware.test_client import (
    done,
    pictures,
    raw,
    result,
)

from .conftest import (
    Json,
    ResponseFactory,
    ScriptedProvider,
    refuse_with,
)


async def test_simultaneous_polls_share_requests_of_at_most_fifty(
    client: RunwareClient, provider: ScriptedProvider
) -> None:
    provider.default = done
    uuids = [uuid4() for _ in range(120)]
    told = await poll_all(client, uuids)
    assert sorted(len(body) for body in provider.request_bodies) == [20, 50, 50]
    assert list(pictures(told)) == [f"picture of {task_uuid}" for task_uuid in uuids]
    assert provider.request_bodies[0][0] == {"taskType": "getResponse", "taskUUID": str(uuids[0])}


async def test_polls_of_the_same_task_share_a_single_query(client: RunwareClient, provider: ScriptedProvider) -> None:
    provider.default = done
    task_uuid = uuid4()
    told = await poll_all(client, [task_uuid, task_uuid])
    assert len(list(pictures(told))) == 2
    assert [len(body) for body in provider.request_bodies] == [1]


@pytest.mark.parametrize("status", [400, 200])
async def test_refused_batch_switches_to_single_polls_permanently(
    client: RunwareClient, provider: ScriptedProvider, status: int
) -> None:
    def single_only(tasks: list[Json]) -> web.Response:
        return done(tasks) if len(tasks) == 1 else refuse_with("arrayTooLong", status=status)(tasks)

    provider.default = single_only
    uuids = [uuid4() for _ in range(5)]
    assert len(list(pictures(await poll_all(client, uuids)))) == 5
    assert [len(body) for body in provider.request_bodies] == [5, 1, 1, 1, 1, 1]
    assert len(list(pictures(await poll_all(client, uuids)))) == 5
    assert [len(body) for body in provider.request_bodies[6:]] == [1] * 5


async def test_failed_task_does_not_affect_others_in_the_batch(
    client: RunwareClient, provider: ScriptedProvider
) -> None:
    bad, good = uuid4(), uuid4()
    error = {"code": "invalidPositivePrompt", "taskUUID": str(bad), "taskType": "imageInference"}
    provider.default = lambda _: web.json_response({"data": [result(str(good))], "errors": [error]}, status=400)
    told_bad, told_good = await asyncio.gather(client.poll(bad), client.poll(good))
    assert told_bad.outcome.failures == ("invalidPositivePrompt",)
    assert len(told_good.results) == 1
    assert told_good.failures == ()


async def test_picture_without_a_task_uuid_is_ignored(client: RunwareClient, provider: ScriptedProvider) -> None:
    provider.default = lambda _: web.json_response({"data": [{**result("x"), "taskUUID": None}]})
    assert list(pictures(await poll_all(client, [uuid4(), uuid4()]))) == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (raw("<html>", 502), ProviderUnavailable),
        (raw("{broken"), ProviderUnavailable),
        (raw("not found", 404), ProviderUnavailable),
        (refuse_with("rateLimitExceeded", status=429), ProviderUnavailable),
        (refuse_with("rateLimitExceeded", taskType="getResponse"), ProviderUnavailable),
        (refuse_with("internalServerError", status=200), ProviderUnavailable),
        (refuse_with("invalidApiKey", status=401), OperatorNeeded),
    ],
)
async def test_failed_poll_raises_an_error_and_says_nothing_about_the_tasks(
    client: RunwareClient, provider: ScriptedProvider, answer: ResponseFactory, error: type[ProviderError]
) -> None:
    provider.script = [answer]
    provider.default = done
    uuids = [uuid4(), uuid4()]
    assert [type(told) for told in await poll_all(client, uuids)] == [error, error]
    assert len(list(pictures(await poll_all(client, uuids)))) == 2


async def test_cancelled_poll_does_not_affect_other_polls(client: RunwareClient, provider: ScriptedProvider) -> None:
    provider.default = done
    task_uuid = uuid4()
    first, second = asyncio.create_task(client.poll(task_uuid)), asyncio.create_task(client.poll(task_uuid))
    await asyncio.sleep(0)
    first.cancel()
    assert len((await second).results) == 1


async def test_closing_ends_every_waiting_poll(provider: ScriptedProvider) -> None:
    async with RunwareClient("key", url=provider.url) as client:
        waiting = asyncio.create_task(client.poll(uuid4()))
        await asyncio.sleep(0)
    with pytest.raises(ProviderUnavailable):
        await waiting
    assert provider.request_bodies == []


async def poll_all(client: RunwareClient, uuids: list[UUID]) -> list[TaskProgress | BaseException]:
    return await asyncio.gather(*(client.poll(task_uuid) for task_uuid in uuids), return_exceptions=True)
