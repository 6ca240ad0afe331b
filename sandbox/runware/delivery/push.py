"""Pushes results to the client: webhook calls and uploads, to loopback addresses only."""

import asyncio
import json
from collections.abc import Coroutine, Iterator
from io import BytesIO
from random import Random
from typing import Any, Final, Literal

import aiohttp
from yarl import URL

from sandbox.runware.account import RunwareAccount
from sandbox.runware.errors import Json
from sandbox.runware.faults import ActiveFaults, FaultContext, FaultStage
from sandbox.runware.journal import Delivery, Journal
from sandbox.runware.pictures.store import MEDIA_TYPES
from sandbox.runware.tasks.requests import is_loopback
from sandbox.runware.tasks.task import Task, TaskResult

MAX_WEBHOOK_TRIES: Final = 8
"""Number of calls of a webhook that does not respond with 2xx; Runware does not document its own."""
_FIRST_RETRY_DELAY_SECONDS: Final = 0.25
_MAX_RETRY_DELAY_SECONDS: Final = 8.0
_ANSWER_TIMEOUT_SECONDS: Final = 5.0
"""Seconds in which a webhook must respond (Webhooks, platform documentation)."""
_DEFAULT_DELAY_SECONDS: Final = 5.0
_JSON_HEADERS: Final = {"Content-Type": "application/json"}


def _json_body(result: Json) -> BytesIO:
    """The JSON of the result as a file object, because aiohttp warns about large bodies in bytes."""
    return BytesIO(json.dumps(result).encode())


def retry_delays(random: Random) -> Iterator[float]:
    """Exponential backoff of one call: 250 ms, doubling up to 8 s, each with up to 20 % jitter downwards."""
    for number in range(MAX_WEBHOOK_TRIES - 1):
        yield min(_MAX_RETRY_DELAY_SECONDS, _FIRST_RETRY_DELAY_SECONDS * 2**number) * random.uniform(0.8, 1)


class ResultPusher:
    """Calls each task's ``webhookURL`` and uploads to its ``uploadEndpoint``; failures have no effect on the task.

    A webhook is called for each result as soon as it is finished. Uploads of a task run one after the other, so that
    the last result remains at the address; an upload is not retried, as none is documented.
    """

    def __init__(self, account: RunwareAccount, journal: Journal) -> None:
        self._account = account
        self.answer_timeout_seconds = _ANSWER_TIMEOUT_SECONDS
        self._journal = journal
        self._random = Random()
        self._session: aiohttp.ClientSession | None = None
        self._deliveries: set[asyncio.Task[None]] = set()
        account.on_accepted.append(self._start_deliveries)

    async def close(self) -> None:
        """Cancel all pending deliveries."""
        for delivery in self._deliveries:
            delivery.cancel()
        await asyncio.gather(*self._deliveries, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _start_deliveries(self, task: Task) -> None:
        if task.request.upload_endpoint is not None:
            self._spawn(self._upload_results(task, task.request.upload_endpoint))
        if task.request.webhook_url is not None:
            for item in task.results:
                self._spawn(self._call_webhook(task, item, task.request.webhook_url))

    def _spawn(self, delivery: Coroutine[Any, Any, None]) -> None:
        running = asyncio.create_task(delivery)
        self._deliveries.add(running)
        running.add_done_callback(self._deliveries.discard)

    async def _upload_results(self, task: Task, address: str) -> None:
        for item in task.results:
            await self._account.wait_for_result(task, item)
            if item.failure is None:
                delivery = self._record_delivery("upload", address, task, item)
                if not delivery.done:
                    await self._upload_result(delivery, task, item)

    async def _upload_result(self, delivery: Delivery, task: Task, item: TaskResult) -> None:
        data = BytesIO(await self._account.picture_store.read(item.image_uuid))
        # A presigned URL signs only the Host header; further headers could be rejected.
        headers = {"Content-Type": MEDIA_TYPES[task.request.output_format]}
        delivery.statuses.append(await self._request_status("PUT", delivery.address, data=data, headers=headers))
        delivery.done = True

    async def _call_webhook(self, task: Task, item: TaskResult, address: str) -> None:
        await self._account.wait_for_result(task, item)
        faults = self._trigger_webhook_faults(task)
        if "webhook_late" in faults:
            await self._account.wait_until(
                item.done_at + float(faults["webhook_late"].get("seconds", _DEFAULT_DELAY_SECONDS))
            )
        result = (
            await self._account.build_result(task, item)
            if item.failure is None
            else task.error_json(item, self._account.clock())
        )
        times = 2 if "webhook_twice" in faults else 1
        note = "webhook_never" if "webhook_never" in faults else ""
        await asyncio.gather(
            *(
                self._post_with_retries(self._record_delivery("webhook", address, task, item, note), result)
                for _ in range(times)
            )
        )

    def _trigger_webhook_faults(self, task: Task) -> ActiveFaults:
        context = FaultContext([task.request.positive_prompt], task.uuid, "webhook")
        return dict(self._account.faults.trigger_all(FaultStage.WEBHOOK, context))

    def _record_delivery(
        self, kind: Literal["webhook", "upload"], address: str, task: Task, item: TaskResult, note: str = ""
    ) -> Delivery:
        if not is_loopback(address):
            note = "The sandbox calls only this machine."
        delivery = Delivery(
            self._account.clock(), kind, address, task.uuid, item.image_uuid, done=bool(note), note=note
        )
        self._journal.deliveries.append(delivery)
        return delivery

    async def _post_with_retries(self, delivery: Delivery, result: Json) -> None:
        if delivery.done:
            return
        for pause in [*retry_delays(self._random), None]:
            delivery.statuses.append(
                await self._request_status("POST", delivery.address, data=_json_body(result), headers=_JSON_HEADERS)
            )
            if delivery.is_delivered or pause is None:
                break
            await self._account.wait_until(self._account.clock() + pause)
        delivery.done = True

    async def _request_status(self, method: str, address: str, **content: Any) -> int | None:
        """The status of the response. The URL is sent unchanged, because a signature may cover its exact text."""
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        how = {"allow_redirects": False, "timeout": aiohttp.ClientTimeout(total=self.answer_timeout_seconds), **content}
        try:
            async with self._session.request(method, URL(address, encoded=True), **how) as response:
                return response.status
        except (aiohttp.ClientError, TimeoutError):
            return None
