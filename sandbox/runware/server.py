"""The HTTP server: one endpoint for tasks, one for pictures, and the control API."""

import asyncio
import hmac
import json
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from pydantic import ValidationError

from sandbox.runware.account import RunwareAccount, TaskReply
from sandbox.runware.control.api import RunwareControlApi
from sandbox.runware.control.inventory import InventoryApi
from sandbox.runware.delivery.downloads import PictureServer
from sandbox.runware.delivery.push import ResultPusher
from sandbox.runware.errors import Json, RequestRejected, from_validation_error
from sandbox.runware.faults import REQUEST_ROLES, FaultContext, FaultInjector, Parameters
from sandbox.runware.journal import Exchange, Journal
from sandbox.runware.models import Model
from sandbox.runware.pictures.store import PictureStore
from sandbox.runware.tasks.planning import DEMO_SECONDS, SecondsPolicy
from sandbox.runware.tasks.requests import Authentication
from sandbox.runware.tasks.task import Task

MAX_BODY_BYTES: Final = 64 * 1024 * 1024
"""Largest request in bytes; reference pictures are sent inside it as base64."""
_FAULT_ERRORS: Final = {
    "bad_key": (401, "invalidApiKey", "Invalid API key. Get one at https://my.runware.ai/signup"),
    "refused": (400, "invalidRequest", "The request cannot be processed."),
    "payment_required": (402, "insufficientCredits", "Insufficient credits. Please top up your wallet."),
    "rate_limited": (429, "rateLimitExceeded", "Too many requests. Please slow down."),
    "server_error": (500, "internalServerError", "Internal server error."),
    "unavailable": (503, "serviceUnavailable", "No capacity at the moment."),
    "gateway_timeout": (504, "providerGatewayTimeout", "The maximum queue wait was exceeded."),
}

_OVERRIDABLE_FIELDS: Final = frozenset({"code", "message", "parameter"})
"""Fields of these error objects that a fault's parameters may replace."""


class _ConnectionDropped(Exception):
    """A fault drops the connection instead of sending a response."""


class FakeRunware:
    """A stand-in for Runware with one account.

    ``public_url`` is the base of picture URLs; by default the address that the client called. ``seconds`` is the
    duration of a task. With ``seed`` all results except times are reproducible. ``one_per_size`` draws one picture for
    each size and format, which makes drawing free. ``balance`` is in US dollars.
    """

    def __init__(
        self,
        *,
        api_key: str = "sandbox-key",
        public_url: Callable[[], str] | str | None = None,
        seconds: SecondsPolicy = DEMO_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        seed: int | None = None,
        balance: float = 100.0,
        one_per_size: bool = False,
    ) -> None:
        self.journal = Journal()
        self.account = RunwareAccount(
            clock=clock, task_durations=seconds, seed=seed, balance_dollars=balance, one_per_size=one_per_size
        )
        self._api_key = api_key
        self._public_url = public_url
        self.result_pusher = ResultPusher(self.account, self.journal)
        self.picture_server = PictureServer(self.account)
        self._control_api = RunwareControlApi(self.account, self.journal, self.picture_server)
        self._inventory_api = InventoryApi(self.account)

    @property
    def faults(self) -> FaultInjector:
        """The fault injector."""
        return self.account.faults

    @property
    def models(self) -> dict[str, Model]:
        """The available models by AIR; additions and removals take effect at once."""
        return self.account.models

    @property
    def tasks(self) -> dict[str, Task]:
        """All accepted tasks by UUID, oldest first."""
        return self.account.tasks

    @property
    def picture_store(self) -> PictureStore:
        """The store of generated and uploaded pictures."""
        return self.account.picture_store

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``."""
        return [
            web.post("/v1", self._handle_post),
            web.get("/im/{name}", self.picture_server.serve),
            *self._control_api.routes(),
            *self._inventory_api.routes(),
        ]

    async def close(self) -> None:
        """Stop the running webhook calls and the uploads of results to clients' storage."""
        await self.result_pusher.close()

    async def _handle_post(self, request: web.Request) -> web.StreamResponse:
        body = _parse_json(await _read_body(request))
        exchange = self.journal.add_exchange(self.account.clock(), body)
        try:
            response = await self._build_response(request, body, exchange)
        except RequestRejected as refusal:
            response = web.json_response({"errors": refusal.errors}, status=refusal.status)
        except _ConnectionDropped:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        exchange.status = response.status
        return response

    async def _build_response(self, request: web.Request, body: object, exchange: Exchange) -> web.Response:
        tasks = self._read_tasks(request, body)
        context = self._fault_context(tasks)
        if (faulty := self._fault_response(context)) is not None:
            return faulty
        self._check_batch(tasks, context)
        address = self._picture_base_url(request)
        replies = await asyncio.gather(*(self.account.answer_task(task, address, exchange.accepted) for task in tasks))
        late = self.faults.trigger("slow_answer", context)
        if late is not None:
            await self.account.wait_until(self.account.clock() + float(late.get("seconds", 5)))
        if self.faults.trigger("drop_after", context) is not None:
            raise _ConnectionDropped
        if self.faults.trigger("malformed", context) is not None:
            return web.Response(text='{"data":[{"taskType":"imageInf', content_type="application/json")
        return _build_envelope(replies, with_unknown_fields=self.faults.trigger("unknown_field", context) is not None)

    def _read_tasks(self, request: web.Request, body: object) -> list[Any]:
        """The tasks of an authenticated request; RequestRejected for a wrong format or key."""
        if not isinstance(body, list) or not body:
            raise RequestRejected.single("invalidRequest", "The request body must be a JSON array of task objects.")
        if request.content_type != "application/json":
            raise RequestRejected.single("invalidContentType", "The Content-Type must be application/json.")
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        key = key if scheme.lower() == "bearer" else ""
        if isinstance(body[0], dict) and body[0].get("taskType") == "authentication":
            key, body = key or _parse_key(body[0]), body[1:]
        if not hmac.compare_digest(key.encode(), self._api_key.encode()):
            status, code, message = _FAULT_ERRORS["bad_key"]
            fields = {"parameter": "apiKey", "taskType": "authentication"}
            raise RequestRejected.single(code, message, status=status, **fields)
        return body

    def _fault_context(self, tasks: list[Any]) -> FaultContext:
        objects = [task for task in tasks if isinstance(task, dict)]
        task_uuids = [str(task.get("taskUUID")) for task in objects]
        prompts = [
            self.tasks[uuid].request.positive_prompt if uuid in self.tasks else str(task.get("positivePrompt", ""))
            for uuid, task in zip(task_uuids, objects, strict=True)
        ]
        role = REQUEST_ROLES.get(str(objects[0].get("taskType")), "submit") if objects else "submit"
        return FaultContext(prompts, ",".join(task_uuids), role)

    def _fault_response(self, context: FaultContext) -> web.Response | None:
        if self.faults.trigger("drop_before", context) is not None:
            raise _ConnectionDropped
        for kind in ("html_block", "foreign_json"):
            if (parameters := self.faults.trigger(kind, context)) is not None:
                return _proxy_response(kind, parameters)
        for kind, (status, code, message) in _FAULT_ERRORS.items():
            parameters = self.faults.trigger(kind, context)
            if parameters is not None:
                headers = (
                    {"Retry-After": str(parameters.get("retry_after", 1))}
                    if status == HTTPStatus.TOO_MANY_REQUESTS
                    else {}
                )
                replaced = {name: value for name, value in parameters.items() if name in _OVERRIDABLE_FIELDS}
                errors = RequestRejected.single(**{"code": code, "message": message, **replaced}).errors
                return web.json_response({"errors": errors}, status=status, headers=headers)
        return None

    def _check_batch(self, tasks: list[Any], context: FaultContext) -> None:
        """Raise arrayTooLong for several getResponse tasks, if batches are not allowed or a fault says so."""
        polls = [task for task in tasks if isinstance(task, dict) and task.get("taskType") == "getResponse"]
        if len(polls) <= 1 or (self.account.allow_batches and self.faults.trigger("batch_refused", context) is None):
            return
        raise RequestRejected.single("arrayTooLong", "Only one getResponse task is allowed in a request.")

    def _picture_base_url(self, request: web.Request) -> str:
        address = self._public_url() if callable(self._public_url) else self._public_url
        return (address or f"{request.scheme}://{request.host}").rstrip("/")


def _proxy_response(kind: str, parameters: Parameters) -> web.Response:
    """The response of a proxy or gateway in front of Runware."""
    status = int(parameters.get("status", 403))
    headers = {"Retry-After": str(parameters["retry_after"])} if "retry_after" in parameters else {}
    if kind == "foreign_json":
        return web.json_response(parameters.get("body", {"message": "Forbidden"}), status=status, headers=headers)
    page = f"<!doctype html><title>{status}</title><h1>Request blocked</h1>"
    return web.Response(text=page, status=status, headers=headers, content_type="text/html")


async def _read_body(request: web.Request) -> bytes:
    """Read the whole body with a limit of its own, as the application's default of 1 MiB is too small."""
    data = bytearray()
    async for chunk in request.content.iter_chunked(2**16):
        data += chunk
        if len(data) > MAX_BODY_BYTES:
            raise web.HTTPRequestEntityTooLarge(max_size=MAX_BODY_BYTES, actual_size=len(data))
    return bytes(data)


def _parse_json(data: bytes) -> Any:
    """The parsed JSON; the text itself if it is not JSON, for the journal."""
    try:
        return json.loads(data)
    except ValueError:
        return data.decode(errors="replace")


def _parse_key(task: Json) -> str:
    try:
        return Authentication.model_validate(task).api_key
    except ValidationError as failure:
        raise from_validation_error(failure) from None


def _build_envelope(replies: Iterable[TaskReply], *, with_unknown_fields: bool) -> web.Response:
    replies = list(replies)
    data = [item for reply in replies for item in reply.data]
    errors = [error for reply in replies for error in reply.errors]
    # The SDK treats any body with the key ``errors`` as a failure, even if the list is empty.
    envelope: Json = {"data": data} | ({"errors": errors} if errors else {})
    status = 200 if data or not errors else max(reply.status for reply in replies)
    if with_unknown_fields:
        envelope |= {"data": [{**item, "routing": {"tier": 7}, "mood": None} for item in data], "meta": {"v": [1]}}
    return web.json_response(envelope, status=status)
