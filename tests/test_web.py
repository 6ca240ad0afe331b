"""Health, readiness and metrics, over real sockets."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.errors import StorageError
from bot.web import Check, serve

ANYWHERE = "127.0.0.1:0"


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """A client."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as opened:
        yield opened


def page() -> bytes:
    return b"easel_in_flight 3.0\n"


async def good() -> str | None:
    return None


async def offline() -> str | None:
    return "the gateway is not connected"


async def broken() -> str | None:
    raise StorageError("The disk is full.")


async def stuck() -> str | None:
    await asyncio.Event().wait()
    return None


async def test_health_answers_while_the_loop_does(session: aiohttp.ClientSession) -> None:
    async with (
        serve(ANYWHERE, metrics=page, checks={"stuck": stuck}) as port,
        session.get(f"http://127.0.0.1:{port}/healthz") as reply,
    ):
        assert (reply.status, await reply.json()) == (200, {"alive": True})


@pytest.mark.parametrize(
    ("checks", "status", "reasons"),
    [
        ({}, 200, {}),
        ({"gateway": good, "database": good}, 200, {}),
        ({"gateway": offline, "database": good}, 503, {"gateway": "the gateway is not connected"}),
        ({"gateway": good, "database": broken}, 503, {"database": "The disk is full."}),
        (
            {"database": stuck, "gateway": stuck},
            503,
            dict.fromkeys(("database", "gateway"), "no answer within 0.1 seconds"),
        ),
    ],
)
async def test_readiness_tells_why_not(
    session: aiohttp.ClientSession,
    monkeypatch: pytest.MonkeyPatch,
    checks: dict[str, Check],
    status: int,
    reasons: dict[str, str],
) -> None:
    monkeypatch.setattr("bot.web.CHECK_SECONDS", 0.1)
    async with (
        serve(ANYWHERE, metrics=page, checks=checks) as port,
        session.get(f"http://127.0.0.1:{port}/readyz") as reply,
    ):
        assert reply.status == status
        assert await reply.json() == {"ready": not reasons, "reasons": reasons}


async def test_metrics_are_text_for_prometheus(session: aiohttp.ClientSession) -> None:
    async with (
        serve(ANYWHERE, metrics=page, checks={}) as port,
        session.get(f"http://127.0.0.1:{port}/metrics") as reply,
    ):
        assert reply.headers["Content-Type"].startswith("text/plain; version=")
        assert await reply.read() == page()


async def test_others_can_add_their_routes(session: aiohttp.ClientSession) -> None:
    async def hook(request: web.Request) -> web.Response:
        return web.Response(text=request.match_info["token"])

    routes = [web.post("/webhooks/runware/{token}", hook)]
    async with serve(ANYWHERE, metrics=page, checks={}, routes=routes) as port:
        url = f"http://127.0.0.1:{port}/webhooks/runware/abc"
        async with session.post(url) as reply:
            assert await reply.text() == "abc"
        async with session.get(url) as reply:
            assert reply.status == 405


async def test_a_taken_port_does_not_stop_the_bot(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        async with serve(listen, metrics=page, checks={}) as port:
            assert port is None
    (record,) = [record for record in caplog.records if record.name == "bot.web"]
    assert record.levelno == logging.ERROR
    assert f"http.listen: {listen} cannot be used" in record.getMessage()


async def test_a_host_that_does_not_exist_does_not_stop_the_bot(caplog: pytest.LogCaptureFixture) -> None:
    async with serve("nowhere.invalid:1", metrics=page, checks={}) as port:
        assert port is None
    assert "cannot be used" in caplog.text


async def test_an_empty_address_serves_nothing() -> None:
    async with serve("", metrics=page, checks={}) as port:
        assert port is None


async def test_the_port_is_free_again_afterwards() -> None:
    async with serve(ANYWHERE, metrics=page, checks={}) as port:
        assert port
    async with serve(f"127.0.0.1:{port}", metrics=page, checks={}) as again:
        assert again == port


async def test_a_fault_of_ours_in_a_check_is_not_told_to_whoever_asks(session: aiohttp.ClientSession) -> None:
    async def faulty() -> str | None:
        raise RuntimeError("postgres://easel:secret@db")

    async with serve(ANYWHERE, metrics=page, checks={"database": faulty}) as port:
        async with session.get(f"http://127.0.0.1:{port}/readyz") as reply:
            assert reply.status == 500
            assert "secret" not in await reply.text()
        async with session.get(f"http://127.0.0.1:{port}/healthz") as reply:
            assert (reply.status, await reply.json()) == (200, {"alive": True})
