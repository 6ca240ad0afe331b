"""Polls that must not wait for others: what a hint asks for goes out at once."""

import asyncio
from collections.abc import Sequence
from uuid import UUID, uuid4

from aiohttp import web

from bot.runware.client import RunwareClient
from bot.runware.poll_batcher import PollBatcher
from bot.runware.replies import Reply, parse_reply
from bot.runware.tasks import GetResponse

from .conftest import Json, ScriptedProvider


def finished(task_uuid: UUID) -> Json:
    return {
        "taskUUID": str(task_uuid),
        "status": "success",
        "imageUUID": "a",
        "imageURL": "https://im.runware.ai/a.jpg",
    }


async def batched(uuids: Sequence[UUID], *, at_once: UUID) -> list[list[UUID]]:
    """What goes out when all are asked for in a batch that would wait for an hour, and one of them at once."""
    posted: list[list[UUID]] = []

    async def post(tasks: Sequence[GetResponse]) -> Reply:
        posted.append([task.task_uuid for task in tasks])
        return Reply()

    batcher = PollBatcher(post, window=3600)
    waiting = [asyncio.create_task(batcher.get_progress(task_uuid)) for task_uuid in uuids]
    await asyncio.sleep(0)
    async with asyncio.timeout(2):
        await batcher.get_progress(at_once, immediately=True)
        await asyncio.gather(*waiting)
    await batcher.close()
    return posted


async def test_immediate_poll_goes_out_at_once_with_the_waiting_polls() -> None:
    first, second, other = uuid4(), uuid4(), uuid4()
    assert await batched([], at_once=other) == [[other]]
    assert await batched([first, second], at_once=other) == [[first, second, other]]
    assert await batched([first, second], at_once=first) == [[first, second]]


async def test_immediate_poll_sends_a_new_query_while_an_older_query_is_pending() -> None:
    arrived, answered = asyncio.Event(), asyncio.Event()

    async def post(tasks: Sequence[GetResponse]) -> Reply:
        if not arrived.is_set():
            arrived.set()
            await answered.wait()
            return Reply()
        return parse_reply({"data": [finished(tasks[0].task_uuid)]})

    batcher, task_uuid = PollBatcher(post), uuid4()
    older = asyncio.create_task(batcher.get_progress(task_uuid))
    await arrived.wait()
    assert len((await batcher.get_progress(task_uuid, immediately=True)).results) == 1
    answered.set()
    assert (await older).results == ()
    await batcher.close()


async def test_immediate_polls_of_the_client_share_a_request_without_waiting(
    client: RunwareClient, provider: ScriptedProvider
) -> None:
    client._batcher = PollBatcher(client._endpoint.post, window=3600)
    provider.default = lambda tasks: web.json_response({"data": [finished(UUID(task["taskUUID"])) for task in tasks]})
    async with asyncio.timeout(2):
        told = await asyncio.gather(*(client.poll(uuid4(), immediately=True) for _ in range(5)))
    assert [len(progress.results) for progress in told] == [1] * 5
    assert [len(body) for body in provider.request_bodies] == [5]
