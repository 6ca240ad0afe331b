"""How answers of Discord's API are read, over a socket, and what discord.py makes of them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeAlias

import aiohttp
import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord.http import HTTPClient

from bot.discord import rest_responses
from bot.discord.api_errors import Cure, OutageResponse, diagnose
from sandbox.discord.rest.faults import REPLIES, Reply

Ask: TypeAlias = Callable[[Reply], Awaitable[Any]]
PASSED = {"limit_shared", "limit_global"}
"""Limits so short that discord.py waits for them itself."""
DISCORDS = {"too_large": Cure.SMALLER, "archived": Cure.NEXT_WAY, "refused": Cure.NEXT_WAY}


@pytest.fixture
async def ask() -> AsyncIterator[Ask]:
    """How a test gets what is made of an answer."""
    current: list[Reply] = []

    async def answer(_: web.Request) -> web.Response:
        reply = current[-1]
        return web.Response(
            status=reply.status, body=reply.data, headers=reply.headers, content_type=reply.content_type
        )

    application = web.Application()
    application.router.add_get("/", answer)
    async with TestServer(application, port=0) as server, aiohttp.ClientSession() as session:

        async def asking(reply: Reply) -> Any:
            current.append(reply)
            async with session.get(server.make_url("/")) as response:
                return await rest_responses.read(response)

        yield asking


@pytest.mark.parametrize("kind", sorted(REPLIES.keys() - PASSED - DISCORDS.keys()))
async def test_a_response_of_a_proxy_is_neither_not_found_nor_forbidden(ask: Ask, kind: str) -> None:
    if kind in {"html_503", "html_520"}:
        assert await ask(REPLIES[kind]) == ""  # discord.py repeats these by itself
        return
    with pytest.raises(OutageResponse) as raised:
        await ask(REPLIES[kind])
    assert not isinstance(raised.value, discord.NotFound | discord.Forbidden)
    assert diagnose(raised.value).cure is (Cure.SMALLER if kind == "html_413" else Cure.WAIT)


@pytest.mark.parametrize("kind", sorted(PASSED))
async def test_a_short_rate_limit_is_left_to_discord_py_for_this_request_alone(ask: Ask, kind: str) -> None:
    told = await ask(REPLIES[kind])
    assert (told["retry_after"], told["global"]) == (0.3, False)


@pytest.mark.parametrize(("kind", "cure"), DISCORDS.items())
async def test_error_objects_of_the_api_are_passed_on_unchanged(ask: Ask, kind: str, cure: Cure) -> None:
    reply = REPLIES[kind]
    assert await ask(reply) == reply.body
    response: Any = type("Response", (), {"status": reply.status, "reason": "", "headers": {}})()
    assert diagnose(discord.HTTPException(response, reply.body)).cure is cure


def limit(retry_after: object, *, is_global: bool = False, via: bool = True) -> Reply:
    body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": is_global}
    return Reply("", 429, body, {"Via": "1.1 google"} if via else {})


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
        (Reply("", 429, b"error code: 1015", {"Retry-After": "8"}, "text/plain"), 8.0, True),
        (Reply("", 503, b"<html>", {"Retry-After": "6"}, "text/html"), 6.0, True),
        (Reply("", 403, b"<html>", {"Retry-After": "nan"}, "text/html"), None, True),
        (Reply("", 403, b'{"message": "x", "code": "50001"}'), None, True),
        (Reply("", 404, b'{"message": "x", "code": 10008'), None, True),
        (Reply("", 404, b"\xff\xfe"), None, True),
        (Reply("", 404, b"[" * 100_000), None, True),
        (Reply("", 200, b"12", {}, "text/plain"), None, False),
        (Reply("", 200, b""), None, False),
    ],
)
async def test_an_outage_has_its_retry_after_and_its_scope(
    ask: Ask, reply: Reply, retry_after: float | None, everywhere: bool
) -> None:
    with pytest.raises(OutageResponse) as raised:
        await ask(reply)
    assert (raised.value.retry_after, raised.value.everywhere) == (retry_after, everywhere)


async def test_successful_responses_are_read_as_by_discord_py(ask: Ask) -> None:
    assert await ask(Reply("", 200, {"id": "1"})) == {"id": "1"}
    assert await ask(Reply("", 200, [1])) == [1]
    assert await ask(Reply("", 204, b"")) == ""
    assert await ask(Reply("", 500, {"message": "500: Internal Server Error", "code": 0})) == {
        "message": "500: Internal Server Error",
        "code": 0,
    }


@pytest.mark.parametrize("errors", [None, [], "x", {"a": None}, {"a": {"_errors": 3}}, {"a": {"_errors": [{}]}}])
async def test_a_form_whose_faults_cannot_be_read_is_still_refused(ask: Ask, errors: object) -> None:
    told = await ask(Reply("", 400, {"message": "Invalid Form Body", "code": 50035, "errors": errors}))
    assert told["code"] == 50035
    assert told["message"].startswith("Invalid Form Body")
    response: Any = type("Response", (), {"status": 400, "reason": "", "headers": {}})()
    assert discord.HTTPException(response, told).code == 50035


async def test_the_faults_of_a_form_are_told(ask: Ask) -> None:
    errors = {"content": {"_errors": [{"code": "X", "message": "Too long."}]}}
    told = await ask(Reply("", 400, {"message": "Invalid Form Body", "code": 50035, "errors": errors}))
    assert told["message"] == "Invalid Form Body\nIn content: Too long."


def test_discord_py_reads_all_answers_this_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (discord.http, discord.webhook.async_):
        monkeypatch.setitem(vars(module), "json_or_text", vars(module)["json_or_text"])
    rest_responses.install()
    assert HTTPClient.request.__globals__["json_or_text"] is rest_responses.read
    assert discord.webhook.async_.AsyncWebhookAdapter.request.__globals__["json_or_text"] is rest_responses.read


def test_what_discord_py_waits_for_itself_fits_into_the_life_of_an_interaction() -> None:
    assert rest_responses.LONGEST_SLEEP_SECONDS <= 5
