"""Results that are brought to the client: webhooks and uploads, to this machine only."""

import asyncio
from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Final

import aiohttp

from sandbox.runware.refusals import Json
from sandbox.runware.service import Service
from sandbox.runware.tasks import Item, Task
from sandbox.runware.wire import is_loopback

_TRIES: Final = 4
_FIRST_PAUSE: Final = 0.25
_TIMEOUT: Final = aiohttp.ClientTimeout(total=5)


class Courier:
    """Calls each task's ``webhookURL`` and fills its ``uploadEndpoint``, one result at a time, best effort."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._rounds: set[asyncio.Task[None]] = set()
        service.accepted.append(self._start)

    async def close(self) -> None:
        """Leave what is not delivered yet."""
        for round_ in self._rounds:
            round_.cancel()
        await asyncio.gather(*self._rounds, return_exceptions=True)

    def _start(self, task: Task) -> None:
        wanted = (task.request.webhook_url, task.request.upload_endpoint)
        if any(address is not None and is_loopback(address) for address in wanted):
            round_ = asyncio.create_task(self._deliver(task))
            self._rounds.add(round_)
            round_.add_done_callback(self._rounds.discard)

    async def _deliver(self, task: Task) -> None:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            for item in task.items:
                await self._service.until(task, item)
                await self._bring(session, task, item)

    async def _bring(self, session: aiohttp.ClientSession, task: Task, item: Item) -> None:
        upload, webhook = task.request.upload_endpoint, task.request.webhook_url
        if upload is not None and is_loopback(upload) and item.failure is None:
            data = await self._service.gallery.read(item.image_uuid)
            await _insist(lambda: _sent(session.put(upload, data=BytesIO(data), allow_redirects=False)))
        if webhook is not None and is_loopback(webhook):
            result = await self._message(task, item)
            await _insist(lambda: _sent(session.post(webhook, json=result, allow_redirects=False)))

    async def _message(self, task: Task, item: Item) -> Json:
        return await self._service.result(task, item) if item.failure is None else task.failed(item)


async def _sent(call: Awaitable[aiohttp.ClientResponse]) -> bool:
    try:
        response = await call
    except (aiohttp.ClientError, TimeoutError):
        return False
    response.release()
    return response.ok


async def _insist(send: Callable[[], Awaitable[bool]]) -> None:
    pause = _FIRST_PAUSE
    for _ in range(_TRIES):
        if await send():
            return
        await asyncio.sleep(pause)
        pause *= 2
