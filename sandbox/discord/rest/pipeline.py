"""How every request to the REST API is taken: written down, read, let in, counted, checked, done, answered."""

import asyncio
import hmac
import json
import re
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias

from aiohttp import web

from sandbox.discord.rest import request_body
from sandbox.discord.rest.errors import ApiError, Json, Refusal
from sandbox.discord.rest.faults import Fault, Faults, Reply
from sandbox.discord.rest.journal import Entry, Journal
from sandbox.discord.rest.openapi import OpenApi
from sandbox.discord.rest.rate_limits import RateLimit, refusal
from sandbox.discord.rest.request_body import Body

BASE: Final = "/api/v10"
_TOKENS: Final = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/]+")
_SECONDS_OF_FAULT: Final = 0.5


@dataclass(slots=True)
class Call:
    """A request that was let in."""

    request: web.Request
    body: Body
    entry: Entry

    @property
    def payload(self) -> Json:
        """The body's object, empty when it is none."""
        return self.body.payload if isinstance(self.body.payload, dict) else {}

    def part(self, name: str) -> str:
        """A part of the path."""
        return self.request.match_info[name]


class Answer(NamedTuple):
    """What is answered; no body is 204."""

    body: Any = None
    status: int = 200


Handler: TypeAlias = Callable[[Call], Awaitable[Answer]]


class Endpoint(NamedTuple):
    """A route of the REST API; its path is the template that the OpenAPI file has."""

    method: str
    path: str
    handler: Handler
    with_token: bool = True
    """Whether it needs the bot's token; those that do not carry a token of their own in the path."""


class _Broken(Exception):
    """The connection is broken instead of an answer."""


class Rest:
    """What all endpoints have in common."""

    def __init__(
        self, token: str, journal: Journal, faults: Faults, openapi: OpenApi | None, clock: Callable[[], float]
    ) -> None:
        self.openapi = openapi
        self.everywhere = RateLimit(50, 1.0, clock)
        self.webhooks = RateLimit(5, 2.0, clock)
        self._authorization = f"Bot {token}".encode()
        self._journal = journal
        self._faults = faults

    def route(self, endpoint: Endpoint) -> web.RouteDef:
        """The endpoint as an application takes it."""

        async def handle(request: web.Request) -> web.StreamResponse:
            entry = self._journal.open(endpoint.method, _TOKENS.sub(r"\1…", request.path))
            try:
                response = await self._answered(request, endpoint, entry)
                self._break("reset_after", request.path)
            except _Broken:
                entry.error = {"message": "The connection was broken on request."}
                _reset(request)
                return web.Response()
            entry.status = response.status
            return response

        return web.route(endpoint.method, BASE + endpoint.path, handle)

    async def _answered(self, request: web.Request, endpoint: Endpoint, entry: Entry) -> web.StreamResponse:
        headers: dict[str, str] = {}
        try:
            body = await self._read(request, entry)
            if (instead := await self._instead(request, entry)) is not None:
                return instead
            if endpoint.with_token:
                self._authorize(request)
            if (limited := self._limited(request, endpoint, headers)) is not None:
                return limited
            self._check(endpoint, body, entry)
            answer = await endpoint.handler(Call(request, body, entry))
        except ApiError as error:
            entry.error = error.body
            return _response(Answer(error.body, error.status), headers)
        return _response(answer, headers)

    async def _read(self, request: web.Request, entry: Entry) -> Body:
        body = await request_body.read(request)
        entry.body = body.payload
        entry.files = [
            {"number": number, "filename": upload.filename, "size": len(upload.data)}
            for number, upload in body.uploads.items()
        ]
        return body

    def _authorize(self, request: web.Request) -> None:
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, self._authorization):
            raise ApiError(Refusal.UNAUTHORIZED)

    def _limited(self, request: web.Request, endpoint: Endpoint, headers: dict[str, str]) -> web.Response | None:
        if endpoint.with_token:
            verdict = self.everywhere.count("bot")
        elif "webhook_token" in request.match_info:
            verdict = self.webhooks.count(request.match_info["webhook_token"])
            headers |= verdict.headers
        else:
            return None  # the callback of an interaction comes once
        if not verdict.exceeded:
            return None
        body, more = refusal(verdict.reset_after, everywhere=endpoint.with_token)
        return _response(Answer(body, 429), headers | more)

    def _check(self, endpoint: Endpoint, body: Body, entry: Entry) -> None:
        if self.openapi is None or body.payload is None:
            return
        if faults := self.openapi.faults(endpoint.method, endpoint.path, body.payload):
            self._journal.violated(entry, faults)
            raise ApiError(Refusal.INVALID_FORM, faults)

    async def _instead(self, request: web.Request, entry: Entry) -> web.StreamResponse | None:
        path = request.path
        if fault := self._faults.strike("slow", path):
            await asyncio.sleep(fault.seconds)
        self._break("reset", path)
        if self._faults.strike("rest_500", path):
            raise ApiError(Refusal.SERVER_ERROR)
        if self._faults.strike("rest_503", path):
            raise ApiError(Refusal.UNAVAILABLE)
        if self._faults.strike("rate_limited", path):
            body, headers = refusal(_SECONDS_OF_FAULT, everywhere=False)
            return _response(Answer(body, 429), headers)
        if (struck := self._faults.reply(path)) is not None:
            entry.error = struck[0].body if isinstance(struck[0].body, dict) else None
            return _in_its_place(*struck)
        return None

    def _break(self, kind: str, path: str) -> None:
        if self._faults.strike(kind, path):
            raise _Broken


def _reset(request: web.Request) -> None:
    """Reset the connection: without lingering, closing is no end in good order."""
    assert request.transport is not None
    lingering = struct.pack("ii", 1, 0)
    request.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, lingering)
    request.transport.abort()


def _in_its_place(reply: Reply, fault: Fault) -> web.Response:
    headers = dict(reply.headers)
    if fault.retry_after is not None:
        headers["Retry-After"] = f"{fault.retry_after:g}"
    return web.Response(body=reply.data, status=reply.status, headers=headers, content_type=reply.content_type)


def _response(answer: Answer, headers: dict[str, str]) -> web.Response:
    if answer.body is None:
        return web.Response(status=204, headers=headers)
    # discord.py takes a body for text unless the type is exactly this, without a charset.
    data = json.dumps(answer.body, separators=(",", ":")).encode()
    return web.Response(body=data, status=answer.status, headers=headers, content_type="application/json")


async def nothing(call: Call) -> Answer:
    """Refuse a route that the stand-in does not have."""
    call.entry.error = {"message": f"The sandbox has no {call.request.method} {call.request.path}."}
    raise ApiError(Refusal.NOT_FOUND)
