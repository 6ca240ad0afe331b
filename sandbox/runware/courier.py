"""Results that are brought to the client: webhooks and uploads, to this machine only."""

import asyncio
import json
from collections.abc import Coroutine, Iterator
from io import BytesIO
from random import Random
from typing import Any, Final, Literal

import aiohttp
from yarl import URL

from sandbox.runware.faults import Occasion, Stage
from sandbox.runware.gallery import MEDIA_TYPES
from sandbox.runware.journal import Delivery, Journal
from sandbox.runware.refusals import Json
from sandbox.runware.service import Service
from sandbox.runware.tasks import Item, Task
from sandbox.runware.wire import is_loopback

TRIES: Final = 8
"""Calls of a webhook that does not answer with 2xx; how many Runware makes is not documented."""
_FIRST_PAUSE: Final = 0.25
_LONGEST_PAUSE: Final = 8.0
_PATIENCE: Final = 5.0
"""Seconds that an answer may take (Webhooks, platform documentation)."""
_LATE: Final = 5.0
_JSON: Final = {"Content-Type": "application/json"}


def _body(result: Json) -> BytesIO:
    """The result as it is sent, from a file, because aiohttp warns of large bodies in bytes."""
    return BytesIO(json.dumps(result).encode())


def pauses(random: Random) -> Iterator[float]:
    """Seconds between the tries of one call: 250 ms, doubling up to 8 s, each up to a fifth shorter."""
    for number in range(TRIES - 1):
        yield min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**number) * random.uniform(0.8, 1)


class Courier:
    """Calls each task's ``webhookURL`` and fills its ``uploadEndpoint``, whatever comes of it.

    Each result is called out by itself as it becomes available. Uploads of a task follow one another, so that the
    last result is what stays at the address; nobody promises a second try, so there is none.
    """

    def __init__(self, service: Service, journal: Journal) -> None:
        self._service = service
        self.patience = _PATIENCE
        self._journal = journal
        self._random = Random()
        self._session: aiohttp.ClientSession | None = None
        self._errands: set[asyncio.Task[None]] = set()
        service.accepted.append(self._start)

    async def close(self) -> None:
        """Leave what is not delivered yet."""
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _start(self, task: Task) -> None:
        if task.request.upload_endpoint is not None:
            self._run(self._archive(task, task.request.upload_endpoint))
        if task.request.webhook_url is not None:
            for item in task.items:
                self._run(self._announce(task, item, task.request.webhook_url))

    def _run(self, errand: Coroutine[Any, Any, None]) -> None:
        running = asyncio.create_task(errand)
        self._errands.add(running)
        running.add_done_callback(self._errands.discard)

    async def _archive(self, task: Task, address: str) -> None:
        for item in task.items:
            await self._service.until(task, item)
            if item.failure is None:
                delivery = self._entry("upload", address, task, item)
                if not delivery.done:
                    await self._put(delivery, task, item)

    async def _put(self, delivery: Delivery, task: Task, item: Item) -> None:
        data = BytesIO(await self._service.gallery.read(item.image_uuid))
        # Of a presigned address only the host is signed: these two headers are all that may be said besides.
        headers = {"Content-Type": MEDIA_TYPES[task.request.output_format]}
        delivery.statuses.append(await self._status("PUT", delivery.address, data=data, headers=headers))
        delivery.done = True

    async def _announce(self, task: Task, item: Item, address: str) -> None:
        await self._service.until(task, item)
        struck = self._struck(task)
        if "webhook_late" in struck:
            await self._service.until_time(item.at + float(struck["webhook_late"].get("seconds", _LATE)))
        result = await self._service.result(task, item) if item.failure is None else task.failed(item)
        times = 2 if "webhook_twice" in struck else 1
        note = "webhook_never" if "webhook_never" in struck else ""
        await asyncio.gather(
            *(self._insist(self._entry("webhook", address, task, item, note), result) for _ in range(times))
        )

    def _struck(self, task: Task) -> dict[str, dict[str, Any]]:
        occasion = Occasion([task.request.positive_prompt], task.uuid, "webhook")
        return dict(self._service.faults.every(Stage.WEBHOOK, occasion))

    def _entry(
        self, kind: Literal["webhook", "upload"], address: str, task: Task, item: Item, note: str = ""
    ) -> Delivery:
        if not is_loopback(address):
            note = "The sandbox calls only this machine."
        delivery = Delivery(
            self._service.clock(), kind, address, task.uuid, item.image_uuid, done=bool(note), note=note
        )
        self._journal.deliveries.append(delivery)
        return delivery

    async def _insist(self, delivery: Delivery, result: Json) -> None:
        if delivery.done:
            return
        for pause in [*pauses(self._random), None]:
            delivery.statuses.append(await self._status("POST", delivery.address, data=_body(result), headers=_JSON))
            if delivery.delivered or pause is None:
                break
            await self._service.until_time(self._service.clock() + pause)
        delivery.done = True

    async def _status(self, method: str, address: str, **content: Any) -> int | None:
        """What the address answers; it is called letter by letter, as a signature covers the letters."""
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        how = {"allow_redirects": False, "timeout": aiohttp.ClientTimeout(total=self.patience), **content}
        try:
            async with self._session.request(method, URL(address, encoded=True), **how) as response:
                return response.status
        except (aiohttp.ClientError, TimeoutError):
            return None
