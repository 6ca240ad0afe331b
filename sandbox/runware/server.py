"""The stand-in over HTTP: one endpoint for tasks, one for pictures, and the control of both."""

import asyncio
import hmac
import json
import time
from collections.abc import Callable, Iterable
from typing import Any, Final

from aiohttp import web
from pydantic import ValidationError

from sandbox.runware.control import Control
from sandbox.runware.courier import Courier
from sandbox.runware.downloads import Downloads
from sandbox.runware.faults import ROLES, Faults, Occasion
from sandbox.runware.gallery import Gallery
from sandbox.runware.journal import Exchange, Journal
from sandbox.runware.models import Model
from sandbox.runware.pace import DEMO, SecondsPolicy
from sandbox.runware.refusals import Json, Refusal, from_validation
from sandbox.runware.service import Reply, Service
from sandbox.runware.stock import Stock
from sandbox.runware.tasks import Task
from sandbox.runware.wire import Authentication

MAX_BODY: Final = 64 * 1024 * 1024
"""Bytes of a request: reference pictures travel inside it as base64."""
_INSTEAD: Final = {
    "bad_key": (401, "invalidApiKey", "Invalid API key. Get one at https://my.runware.ai/signup"),
    "refused": (400, "invalidRequest", "The request cannot be processed."),
    "payment_required": (402, "insufficientCredits", "Insufficient credits. Please top up your wallet."),
    "rate_limited": (429, "rateLimitExceeded", "Too many requests. Please slow down."),
    "server_error": (500, "internalServerError", "Internal server error."),
    "unavailable": (503, "serviceUnavailable", "No capacity at the moment."),
    "gateway_timeout": (504, "providerGatewayTimeout", "The maximum queue wait was exceeded."),
}

_TOLD: Final = frozenset({"code", "message", "parameter"})
"""What the parameters of those faults may say instead."""


class _Dropped(Exception):
    """The connection is broken instead of an answer."""


class Runware:
    """One stand-in: what it was told, what it made, and what it shall get wrong.

    ``public_url`` is the address that picture URLs begin with; by default the one that the client called.
    ``seconds`` is how long a task takes. With ``seed``, everything but the time is the same in each run.
    ``batches=False`` refuses requests with several ``getResponse`` tasks. ``one_per_size`` makes drawing free.
    ``balance`` is in US dollars.
    """

    def __init__(
        self,
        *,
        api_key: str = "sandbox-key",
        public_url: Callable[[], str] | str | None = None,
        seconds: SecondsPolicy = DEMO,
        clock: Callable[[], float] = time.monotonic,
        seed: int | None = None,
        balance: float = 100.0,
        batches: bool = True,
        one_per_size: bool = False,
    ) -> None:
        self.journal = Journal()
        self.service = Service(clock=clock, seconds=seconds, seed=seed, balance=balance, one_per_size=one_per_size)
        self.batches = batches
        self._api_key = api_key
        self._public_url = public_url
        self.courier = Courier(self.service, self.journal)
        self.downloads = Downloads(self.service)
        self._control = Control(self)
        self._stock = Stock(self.service)

    @property
    def faults(self) -> Faults:
        """What shall go wrong."""
        return self.service.faults

    @property
    def models(self) -> dict[str, Model]:
        """The models by AIR; adding and removing takes effect at once, as :meth:`Service.retire` does."""
        return self.service.models

    @property
    def tasks(self) -> dict[str, Task]:
        """Every accepted task by UUID, oldest first."""
        return self.service.tasks

    @property
    def gallery(self) -> Gallery:
        """The pictures."""
        return self.service.gallery

    def routes(self) -> list[web.RouteDef]:
        """What an application has to add."""
        return [
            web.post("/v1", self._post),
            web.get("/im/{name}", self.downloads.get),
            *self._control.routes(),
            *self._stock.routes(),
        ]

    async def close(self) -> None:
        """Stop calling webhooks and uploading."""
        await self.courier.close()

    async def _post(self, request: web.Request) -> web.StreamResponse:
        text = await _body(request)
        body = _parsed(text)
        exchange = self.journal.open(self.service.clock(), body)
        try:
            response = await self._response(request, body, exchange)
        except Refusal as refusal:
            response = web.json_response({"errors": refusal.errors}, status=refusal.status)
        except _Dropped:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        exchange.status = response.status
        return response

    async def _response(self, request: web.Request, body: Any, exchange: Exchange) -> web.Response:
        tasks = self._authenticated(request, body)
        occasion = self._occasion(tasks)
        refused = self._instead(occasion) or self._batch(tasks, occasion)
        if refused is not None:
            return refused
        address = self._address(request)
        replies = await asyncio.gather(*(self.service.answer(task, address, exchange.accepted) for task in tasks))
        late = self.faults.strike("slow_answer", occasion)
        if late is not None:
            await self.service.until_time(self.service.clock() + float(late.get("seconds", 5)))
        if self.faults.strike("drop_after", occasion) is not None:
            raise _Dropped
        if self.faults.strike("malformed", occasion) is not None:
            return web.Response(text='{"data":[{"taskType":"imageInf', content_type="application/json")
        return _envelope(replies, strange=self.faults.strike("unknown_field", occasion) is not None)

    def _authenticated(self, request: web.Request, body: object) -> list[Any]:
        if not isinstance(body, list) or not body:
            raise Refusal.of("invalidRequest", "The request body must be a JSON array of task objects.")
        if request.content_type != "application/json":
            raise Refusal.of("invalidContentType", "The Content-Type must be application/json.")
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        key = key if scheme.lower() == "bearer" else ""
        if isinstance(body[0], dict) and body[0].get("taskType") == "authentication":
            key, body = key or _key(body[0]), body[1:]
        if not hmac.compare_digest(key.encode(), self._api_key.encode()):
            status, code, message = _INSTEAD["bad_key"]
            fields = {"parameter": "apiKey", "taskType": "authentication"}
            raise Refusal.of(code, message, status=status, **fields)
        return body

    def _occasion(self, tasks: list[Any]) -> Occasion:
        objects = [task for task in tasks if isinstance(task, dict)]
        names = [str(task.get("taskUUID")) for task in objects]
        prompts = [
            self.tasks[name].request.positive_prompt if name in self.tasks else str(task.get("positivePrompt", ""))
            for name, task in zip(names, objects, strict=True)
        ]
        role = ROLES.get(str(objects[0].get("taskType")), "submit") if objects else "submit"
        return Occasion(prompts, ",".join(names), role)

    def _instead(self, occasion: Occasion) -> web.Response | None:
        if self.faults.strike("drop_before", occasion) is not None:
            raise _Dropped
        for kind in ("html_block", "foreign_json"):
            if (parameters := self.faults.strike(kind, occasion)) is not None:
                return _foreign(kind, parameters)
        for kind, (status, code, message) in _INSTEAD.items():
            parameters = self.faults.strike(kind, occasion)
            if parameters is not None:
                headers = {"Retry-After": str(parameters.get("retry_after", 1))} if status == 429 else {}  # noqa: PLR2004 - the status that Retry-After belongs to
                told = {name: value for name, value in parameters.items() if name in _TOLD}
                errors = Refusal.of(**{"code": code, "message": message, **told}).errors
                return web.json_response({"errors": errors}, status=status, headers=headers)
        return None

    def _batch(self, tasks: list[Any], occasion: Occasion) -> web.Response | None:
        polls = [task for task in tasks if isinstance(task, dict) and task.get("taskType") == "getResponse"]
        if len(polls) < 2 or (self.batches and self.faults.strike("batch_refused", occasion) is None):  # noqa: PLR2004 - two are a batch
            return None
        raise Refusal.of("arrayTooLong", "Only one getResponse task is allowed in a request.")

    def _address(self, request: web.Request) -> str:
        address = self._public_url() if callable(self._public_url) else self._public_url
        return (address or f"{request.scheme}://{request.host}").rstrip("/")


def _foreign(kind: str, parameters: dict[str, Any]) -> web.Response:
    """What a proxy or gateway says in Runware's place."""
    status = int(parameters.get("status", 403))
    headers = {"Retry-After": str(parameters["retry_after"])} if "retry_after" in parameters else {}
    if kind == "foreign_json":
        return web.json_response(parameters.get("body", {"message": "Forbidden"}), status=status, headers=headers)
    page = f"<!doctype html><title>{status}</title><h1>Request blocked</h1>"
    return web.Response(text=page, status=status, headers=headers, content_type="text/html")


async def _body(request: web.Request) -> bytes:
    """The whole body, up to a limit of our own: the application's default of 1 MiB is for other routes."""
    data = bytearray()
    async for chunk in request.content.iter_chunked(2**16):
        data += chunk
        if len(data) > MAX_BODY:
            raise web.HTTPRequestEntityTooLarge(max_size=MAX_BODY, actual_size=len(data))
    return bytes(data)


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text.decode(errors="replace")


def _key(task: Json) -> str:
    try:
        return Authentication.model_validate(task).api_key
    except ValidationError as failure:
        raise from_validation(failure) from None


def _envelope(replies: Iterable[Reply], *, strange: bool) -> web.Response:
    replies = list(replies)
    data = [item for reply in replies for item in reply.data]
    errors = [error for reply in replies for error in reply.errors]
    # The SDK takes any body with an ``errors`` key for a failure, even an empty list.
    envelope: Json = {"data": data} | ({"errors": errors} if errors else {})
    status = 200 if data or not errors else max(reply.status for reply in replies)
    if strange:
        envelope |= {"data": [{**item, "routing": {"tier": 7}, "mood": None} for item in data], "meta": {"v": [1]}}
    return web.json_response(envelope, status=status)
