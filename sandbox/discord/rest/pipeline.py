"""The steps of every request to the REST API: journal, read, inject faults, authorize, rate limit, validate, handle."""

import asyncio
import hmac
import json
import re
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from aiohttp import web

from sandbox.discord.errors import ApiError, ErrorCode, Json
from sandbox.discord.faults import Fault, FaultInjector, FaultReply
from sandbox.discord.rest import request_body
from sandbox.discord.rest.journal import Journal, JournalEntry
from sandbox.discord.rest.openapi import OpenApiValidator
from sandbox.discord.rest.rate_limits import RateLimit, rate_limit_response
from sandbox.discord.rest.request_body import Body

BASE_PATH: Final = "/api/v10"
_TOKEN_PATTERN: Final = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/]+")
_FAULT_RETRY_AFTER_SECONDS: Final = 0.5


@dataclass(slots=True)
class EndpointCall:
    """A request that passed all checks of its endpoint, with its body and its journal entry."""

    request: web.Request
    body: Body
    entry: JournalEntry

    @property
    def json_object(self) -> Json:
        """The body's JSON object; an empty one if the body is none."""
        return self.body.payload if isinstance(self.body.payload, dict) else {}

    def path_part(self, name: str) -> str:
        """The value of a parameter of the path."""
        return self.request.match_info[name]


class RestResponse(NamedTuple):
    """Status and JSON body of a response; no body means 204."""

    body: object = None
    status: int = 200


Handler: TypeAlias = Callable[[EndpointCall], Awaitable[RestResponse]]


class Endpoint(NamedTuple):
    """A route of the REST API; ``path`` is the path template of the OpenAPI file."""

    method: str
    path: str
    handler: Handler
    needs_token: bool = True
    """Whether the bot's token is required; the other endpoints have a token in their path."""


class _ConnectionReset(Exception):
    """A fault resets the connection instead of sending a response."""


class RestPipeline:
    """Runs all steps of a request around the handler of its endpoint."""

    def __init__(
        self,
        token: str,
        journal: Journal,
        faults: FaultInjector,
        body_validator: OpenApiValidator | None,
        clock: Callable[[], float],
    ) -> None:
        self.body_validator = body_validator
        self.global_limit = RateLimit(50, window_seconds=1.0, clock=clock)
        self.webhook_limit = RateLimit(5, window_seconds=2.0, clock=clock)
        self._authorization = f"Bot {token}".encode()
        self._journal = journal
        self._faults = faults

    def route(self, endpoint: Endpoint) -> web.RouteDef:
        """The aiohttp route of an endpoint."""

        async def handle(request: web.Request) -> web.StreamResponse:
            entry = self._journal.add_entry(endpoint.method, _TOKEN_PATTERN.sub(r"\1…", request.path))
            try:
                response = await self._handle(request, endpoint, entry)
                self._reset_if_armed("reset_after", request.path)
            except _ConnectionReset:
                entry.error = {"message": "An injected fault reset the connection."}
                _reset_connection(request)
                return web.Response()
            entry.status = response.status
            return response

        return web.route(endpoint.method, BASE_PATH + endpoint.path, handle)

    async def _handle(self, request: web.Request, endpoint: Endpoint, entry: JournalEntry) -> web.StreamResponse:
        headers: dict[str, str] = {}
        try:
            body = await self._read(request, entry)
            if (instead := await self._fault_response(request, entry)) is not None:
                return instead
            if endpoint.needs_token:
                self._authorize(request)
            if (limited := self._check_rate_limit(request, endpoint, headers)) is not None:
                return limited
            self._check_body(endpoint, body, entry)
            answer = await endpoint.handler(EndpointCall(request, body, entry))
        except ApiError as error:
            entry.error = error.body
            return _build_response(RestResponse(error.body, error.status), headers)
        return _build_response(answer, headers)

    async def _read(self, request: web.Request, entry: JournalEntry) -> Body:
        body = await request_body.read_body(request)
        entry.body = body.payload
        entry.files = [
            {"number": number, "filename": upload.filename, "size": len(upload.data)}
            for number, upload in body.uploads.items()
        ]
        return body

    def _authorize(self, request: web.Request) -> None:
        given = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, self._authorization):
            raise ApiError(ErrorCode.UNAUTHORIZED)

    def _check_rate_limit(
        self, request: web.Request, endpoint: Endpoint, headers: dict[str, str]
    ) -> web.Response | None:
        """Count the request; returns a 429 response if a limit is exceeded. Adds the limit's headers to ``headers``."""
        if endpoint.needs_token:
            status = self.global_limit.record_request("bot")
        elif "webhook_token" in request.match_info:
            status = self.webhook_limit.record_request(request.match_info["webhook_token"])
            headers |= status.headers
        else:
            return None  # callbacks have no rate limit: each comes once
        if not status.is_exceeded:
            return None
        body, more = rate_limit_response(status.reset_after, is_global=endpoint.needs_token)
        return _build_response(RestResponse(body, 429), headers | more)

    def _check_body(self, endpoint: Endpoint, body: Body, entry: JournalEntry) -> None:
        if self.body_validator is None or body.payload is None:
            return
        if errors := self.body_validator.find_errors(endpoint.method, endpoint.path, body.payload):
            self._journal.record_violations(entry, errors)
            raise ApiError(ErrorCode.INVALID_FORM, errors)

    async def _fault_response(self, request: web.Request, entry: JournalEntry) -> web.StreamResponse | None:
        path = request.path
        if fault := self._faults.trigger("slow", path):
            await asyncio.sleep(fault.seconds)
        self._reset_if_armed("reset", path)
        if self._faults.trigger("rest_500", path):
            raise ApiError(ErrorCode.SERVER_ERROR)
        if self._faults.trigger("rest_503", path):
            raise ApiError(ErrorCode.UNAVAILABLE)
        if self._faults.trigger("rate_limited", path):
            body, headers = rate_limit_response(_FAULT_RETRY_AFTER_SECONDS, is_global=False)
            return _build_response(RestResponse(body, 429), headers)
        if (triggered := self._faults.trigger_reply(path)) is not None:
            entry.error = triggered[0].body if isinstance(triggered[0].body, dict) else None
            return _build_fault_response(*triggered)
        return None

    def _reset_if_armed(self, kind: str, path: str) -> None:
        if self._faults.trigger(kind, path):
            raise _ConnectionReset


def _reset_connection(request: web.Request) -> None:
    """Reset the connection (TCP RST): SO_LINGER 0 prevents an orderly close."""
    assert request.transport is not None
    lingering = struct.pack("ii", 1, 0)
    request.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, lingering)
    request.transport.abort()


def _build_fault_response(reply: FaultReply, fault: Fault) -> web.Response:
    headers = dict(reply.headers)
    if fault.retry_after is not None:
        headers["Retry-After"] = f"{fault.retry_after:g}"
    return web.Response(body=reply.data, status=reply.status, headers=headers, content_type=reply.content_type)


def _build_response(answer: RestResponse, headers: dict[str, str]) -> web.Response:
    if answer.body is None:
        return web.Response(status=204, headers=headers)
    # discord.py parses JSON only if the content type is exactly this, without a charset.
    data = json.dumps(answer.body, separators=(",", ":")).encode()
    return web.Response(body=data, status=answer.status, headers=headers, content_type="application/json")


async def unknown_route(call: EndpointCall) -> RestResponse:
    """Reject a route that the stand-in does not implement."""
    call.entry.error = {"message": f"The sandbox has no {call.request.method} {call.request.path}."}
    raise ApiError(ErrorCode.NOT_FOUND)
