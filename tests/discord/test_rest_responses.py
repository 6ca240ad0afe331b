"""Reading of responses of Discord's API over a socket, and their handling by discord.py."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeAlias

import aiohttp
import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord.http import HTTPClient

from bot.discord import rest_responses
from bot.discord.api_errors import OutageResponse, Recovery, diagnose_error
from sandbox.discord.faults import FAULT_REPLIES, FaultReply

ReadResponse: TypeAlias = Callable[[FaultReply], Awaitable[Any]]
PASSED = {"limit_shared", "limit_global"}
"""Rate limits so short that discord.py sleeps by itself."""
DISCORDS = {"too_large": Recovery.SHRINK_FILES, "archived": Recovery.NEXT_ROUTE, "refused": Recovery.NEXT_ROUTE}


@pytest.fixture
async def read_response() -> AsyncIterator[ReadResponse]:
    """A function that gets a prepared response over a socket, and returns the result of reading it."""
    current: list[FaultReply] = []

    async def answer(_: web.Request) -> web.Response:
        reply = current[-1]
        return web.Response(
            status=reply.status, body=reply.data, headers=reply.headers, content_type=reply.content_type
        )

    application = web.Application()
    application.router.add_get("/", answer)
    async with TestServer(application, port=0) as server, aiohttp.ClientSession() as session:

        async def asking(reply: FaultReply) -> Any:
            current.append(reply)
            async with session.get(server.make_url("/")) as response:
                return await rest_responses.read_response(response)

        yield asking


@pytest.mark.parametrize("kind", sorted(FAULT_REPLIES.keys() - PASSED - DISCORDS.keys()))
async def test_a_response_of_a_proxy_is_neither_not_found_nor_forbidden(read_response: ReadResponse, kind: str) -> None:
    if kind in {"html_503", "html_520"}:
        assert await read_response(FAULT_REPLIES[kind]) == ""  # discord.py repeats these by itself
        return
    with pytest.raises(OutageResponse) as raised:
        await read_response(FAULT_REPLIES[kind])
    assert not isinstance(raised.value, discord.NotFound | discord.Forbidden)
    assert diagnose_error(raised.value).recovery is (
        Recovery.SHRINK_FILES if kind == "html_413" else Recovery.RETRY_LATER
    )


@pytest.mark.parametrize("kind", sorted(PASSED))
async def test_short_rate_limit_is_left_to_discord_py_as_a_limit_of_this_request(
    read_response: ReadResponse, kind: str
) -> None:
    told = await read_response(FAULT_REPLIES[kind])
    assert (told["retry_after"], told["global"]) == (0.3, False)


@pytest.mark.parametrize(("kind", "cure"), DISCORDS.items())
async def test_error_objects_of_the_api_are_passed_on_unchanged(
    read_response: ReadResponse, kind: str, cure: Recovery
) -> None:
    reply = FAULT_REPLIES[kind]
    assert await read_response(reply) == reply.body
    response: Any = type("Response", (), {"status": reply.status, "reason": "", "headers": {}})()
    assert diagnose_error(discord.HTTPException(response, reply.body)).recovery is cure


def limit(retry_after: object, *, is_global: bool = False, via: bool = True) -> FaultReply:
    body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": is_global}
    return FaultReply("", 429, body, {"Via": "1.1 google"} if via else {})


@pytest.mark.parametrize(
    ("reply", "retry_after", "everywhere"),
    [
        (limit(30), 30.0, False),
        (limit(30, is_global=True), 30.0, True),
        (limit("30"), 30.0, False),
        (limit("soon"), None, False),
        (limit(-5, is_global=True), None, True),
        (limit(1e9), None, False),
        (limit(0.3, via=False), None, True),
        (limit(0.3, via=False)._replace(headers={"Retry-After": "4"}), 4.0, True),
        (FaultReply("", 429, b"error code: 1015", {"Retry-After": "8"}, "text/plain"), 8.0, True),
        (FaultReply("", 503, b"<html>", {"Retry-After": "6"}, "text/html"), 6.0, True),
        (FaultReply("", 403, b"<html>", {"Retry-After": "nan"}, "text/html"), None, True),
        (FaultReply("", 403, b'{"message": "x", "code": "50001"}'), None, True),
        (FaultReply("", 404, b'{"message": "x", "code": 10008'), None, True),
        (FaultReply("", 404, b"\xff\xfe"), None, True),
        (FaultReply("", 404, b"[" * 100_000), None, True),
        (FaultReply("", 200, b"12", {}, "text/plain"), None, False),
        (FaultReply("", 200, b""), None, False),
    ],
)
async def test_an_outage_has_its_retry_after_and_its_scope(
    read_response: ReadResponse, reply: FaultReply, retry_after: float | None, everywhere: bool
) -> None:
    with pytest.raises(OutageResponse) as raised:
        await read_response(reply)
    assert (raised.value.retry_after, raised.value.affects_all_requests) == (retry_after, everywhere)


async def test_successful_responses_are_read_as_by_discord_py(read_response: ReadResponse) -> None:
    assert await read_response(FaultReply("", 200, {"id": "1"})) == {"id": "1"}
    assert await read_response(FaultReply("", 200, [1])) == [1]
    assert await read_response(FaultReply("", 204, b"")) == ""
    assert await read_response(FaultReply("", 500, {"message": "500: Internal Server Error", "code": 0})) == {
        "message": "500: Internal Server Error",
        "code": 0,
    }


@pytest.mark.parametrize("errors", [None, [], "x", {"a": None}, {"a": {"_errors": 3}}, {"a": {"_errors": [{}]}}])
async def test_form_error_with_unreadable_details_is_still_an_http_exception(
    read_response: ReadResponse, errors: object
) -> None:
    told = await read_response(FaultReply("", 400, {"message": "Invalid Form Body", "code": 50035, "errors": errors}))
    assert told["code"] == 50035
    assert told["message"].startswith("Invalid Form Body")
    response: Any = type("Response", (), {"status": 400, "reason": "", "headers": {}})()
    assert discord.HTTPException(response, told).code == 50035


async def test_form_error_message_includes_its_details(read_response: ReadResponse) -> None:
    errors = {"content": {"_errors": [{"code": "X", "message": "Too long."}]}}
    told = await read_response(FaultReply("", 400, {"message": "Invalid Form Body", "code": 50035, "errors": errors}))
    assert told["message"] == "Invalid Form Body\nIn content: Too long."


def test_response_reader_is_installed_for_http_and_webhooks(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (discord.http, discord.webhook.async_):
        monkeypatch.setitem(vars(module), "json_or_text", vars(module)["json_or_text"])
    rest_responses.install_response_reader()
    assert HTTPClient.request.__globals__["json_or_text"] is rest_responses.read_response
    assert (
        discord.webhook.async_.AsyncWebhookAdapter.request.__globals__["json_or_text"] is rest_responses.read_response
    )


def test_rate_limit_sleep_of_discord_py_fits_into_the_interaction_timeout() -> None:
    assert rest_responses.MAX_RATE_LIMIT_SLEEP_SECONDS <= 5
