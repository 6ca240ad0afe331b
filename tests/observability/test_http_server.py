"""Health, readiness and metrics, over real sockets."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import aiohttp
import pytest
from aiohttp import web

from bot.errors import StorageError
from bot.observability.health import LIVENESS_TIMEOUT_SECONDS, Check, build_operator_routes
from bot.observability.http_server import (
    MAX_CONNECTION_SECONDS,
    MAX_CONNECTIONS,
    ConnectionLimiter,
    Routes,
    serve,
)
from bot.runware.webhooks import BODY_TIMEOUT_SECONDS

ANYWHERE = "127.0.0.1:0"


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """A client."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as opened:
        yield opened


def page() -> bytes:
    return b"easel_provider_tasks 3.0\n"


@asynccontextmanager
async def served(checks: Mapping[str, Check], listen: str = ANYWHERE, hooks: Routes = ()) -> AsyncIterator[int | None]:
    """The port of one address that serves everything."""
    async with serve(
        listen, operator_routes=build_operator_routes(page, alive={}, ready=checks), webhook_routes=hooks
    ) as ports:
        assert ports.metrics_listen is None
        yield ports.listen


async def good() -> str | None:
    return None


async def offline() -> str | None:
    return "the gateway is not connected"


async def broken() -> str | None:
    raise StorageError("The disk is full.")


async def stuck() -> str | None:
    await asyncio.Event().wait()
    return None


async def test_healthz_answers_even_if_a_readiness_check_hangs(session: aiohttp.ClientSession) -> None:
    async with (
        served({"stuck": stuck}) as port,
        session.get(f"http://127.0.0.1:{port}/healthz") as reply,
    ):
        assert (reply.status, await reply.json()) == (200, {"alive": True, "reasons": {}})


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
async def test_readyz_lists_the_reasons_for_not_being_ready(
    session: aiohttp.ClientSession,
    monkeypatch: pytest.MonkeyPatch,
    checks: dict[str, Check],
    status: int,
    reasons: dict[str, str],
) -> None:
    monkeypatch.setattr("bot.observability.health.READINESS_TIMEOUT_SECONDS", 0.1)
    async with (
        served(checks) as port,
        session.get(f"http://127.0.0.1:{port}/readyz") as reply,
    ):
        assert reply.status == status
        assert await reply.json() == {"ready": not reasons, "reasons": reasons}


async def test_metrics_are_text_for_prometheus(session: aiohttp.ClientSession) -> None:
    async with (
        served({}) as port,
        session.get(f"http://127.0.0.1:{port}/metrics") as reply,
    ):
        assert reply.headers["Content-Type"].startswith("text/plain; version=")
        assert await reply.read() == page()


async def test_webhook_routes_are_served_alongside(session: aiohttp.ClientSession) -> None:
    async def hook(request: web.Request) -> web.Response:
        return web.Response(text=request.match_info["token"])

    routes = [web.post("/webhooks/runware/{token}", hook)]
    async with served({}, hooks=routes) as port:
        url = f"http://127.0.0.1:{port}/webhooks/runware/abc"
        async with session.post(url) as reply:
            assert await reply.text() == "abc"
        async with session.get(url) as reply:
            assert reply.status == 405


async def test_a_taken_port_does_not_stop_the_bot(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        async with served({}, listen) as port:
            assert port is None
    (record,) = [record for record in caplog.records if record.name == "bot.observability.http_server"]
    assert record.levelno == logging.ERROR
    assert f"http.listen: {listen} cannot be used" in record.getMessage()


async def test_a_host_that_does_not_exist_does_not_stop_the_bot(caplog: pytest.LogCaptureFixture) -> None:
    async with served({}, "nowhere.invalid:1") as port:
        assert port is None
    assert "cannot be used" in caplog.text


async def test_an_empty_address_serves_nothing() -> None:
    async with served({}, "") as port:
        assert port is None


async def test_the_port_is_free_again_afterwards() -> None:
    async with served({}) as port:
        assert port
    async with served({}, f"127.0.0.1:{port}") as again:
        assert again == port


# ── slow and many connections ────────────────────────────────────────────────


async def status(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, path: str = "/healthz") -> int:
    """The status of a request over this connection."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: easel\r\n\r\n".encode())
    return int((await reader.readline()).split()[1])


async def is_closed(reader: asyncio.StreamReader) -> bool:
    """Wait until the other side has closed the connection."""
    with suppress(ConnectionError):
        while await reader.read(1 << 16):
            pass
    return True


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: ea",
        b"POST /webhooks/runware/x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1",
        b"POST /webhooks/runware/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n1",
    ],
)
async def test_incomplete_request_is_disconnected_after_the_timeout(
    monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr("bot.observability.http_server.MAX_CONNECTION_SECONDS", 0.2)

    async def hook(request: web.Request) -> web.Response:
        return web.Response(body=await request.read())

    async with served({}, hooks=[web.post("/webhooks/runware/{token}", hook)]) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begun)
        async with asyncio.timeout(5):
            assert await is_closed(reader)
        writer.close()


async def test_healthz_answers_under_connection_exhaustion() -> None:
    async with served({"gateway": good}) as port, AsyncExitStack() as stack:
        slow = []
        for _ in range(3 * MAX_CONNECTIONS):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            stack.callback(writer.close)
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: ea")
            slow.append(reader)
        async with asyncio.timeout(5):
            for path in ("/healthz", "/readyz", "/metrics") * 3:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                assert await status(reader, writer, path=path) == 200
                assert await is_closed(reader)
                writer.close()
            for reader in slow[: 2 * MAX_CONNECTIONS]:
                assert await is_closed(reader)
        assert not any(reader.at_eof() or reader.exception() for reader in slow[2 * MAX_CONNECTIONS + 9 :])


async def test_finished_connection_no_longer_counts_towards_the_limit() -> None:
    closed: list[asyncio.Protocol] = []
    connections = ConnectionLimiter(asyncio.Protocol, max_connections=1, max_seconds=60.0)
    first, second = connections(), connections()
    connections.register(first, lambda: closed.append(first)).cancel()
    connections.unregister(first)
    connections.register(second, lambda: closed.append(second)).cancel()
    assert closed == []
    connections.register(first, lambda: closed.append(first)).cancel()
    assert closed == [second]


async def test_connection_timeout_lies_between_check_and_proxy_timeouts() -> None:
    assert LIVENESS_TIMEOUT_SECONDS < MAX_CONNECTION_SECONDS <= 15
    assert BODY_TIMEOUT_SECONDS < MAX_CONNECTION_SECONDS


async def test_metrics_listen_on_their_own_address_apart_from_webhooks(session: aiohttp.ClientSession) -> None:
    async def hook(_request: web.Request) -> web.Response:
        return web.Response(status=204)

    hooks = [web.post("/webhooks/runware/{token}", hook)]
    paths = ("healthz", "readyz", "metrics")
    async with serve(
        ANYWHERE, ANYWHERE, operator_routes=build_operator_routes(page, alive={}, ready={}), webhook_routes=hooks
    ) as ports:
        for path in paths:
            async with session.get(f"http://127.0.0.1:{ports.metrics_listen}/{path}") as reply:
                assert reply.status == 200
            async with session.get(f"http://127.0.0.1:{ports.listen}/{path}") as reply:
                assert reply.status == 404
        for port, expected in ((ports.listen, 204), (ports.metrics_listen, 404)):
            async with session.post(f"http://127.0.0.1:{port}/webhooks/runware/x") as reply:
                assert reply.status == expected
    async with serve(ANYWHERE, ANYWHERE, operator_routes=build_operator_routes(page, alive={}, ready={})) as ports:
        assert ports.listen is None
        assert ports.metrics_listen is not None
    async with serve("", ANYWHERE, operator_routes=build_operator_routes(page, alive={}, ready={})) as ports:
        assert ports.metrics_listen is not None


async def test_readiness_check_crash_reveals_nothing(session: aiohttp.ClientSession) -> None:
    async def faulty() -> str | None:
        raise RuntimeError("postgres://easel:secret@db")

    async with served({"database": faulty}) as port:
        async with session.get(f"http://127.0.0.1:{port}/readyz") as reply:
            assert reply.status == 500
            assert "secret" not in await reply.text()
        async with session.get(f"http://127.0.0.1:{port}/healthz") as reply:
            assert (reply.status, await reply.json()) == (200, {"alive": True, "reasons": {}})


async def test_bytes_that_are_no_request_leave_no_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async with served({}) as port:
        for sent in (b"\x00" * 5000, b"GET /healthz HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"GET " + b"/" * 70_000):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(sent + b"\r\n\r\n")
            assert b" 400 " in await reader.readline()
            writer.close()
    assert not caplog.records
