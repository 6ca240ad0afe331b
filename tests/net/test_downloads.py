"""Downloads from real sockets: only from listed places, only so much, only for so long."""

import asyncio
import gzip
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.net.downloads import BoundedDownloader, DownloadFailed, FailureReason

Serve = Callable[[web.Request], Awaitable[web.StreamResponse]]
BODY = b"a file " * 1000
LIMIT = 1 << 20


@dataclass
class FileServer:
    """Answers everything with ``answer``; remembers the requests."""

    answer: Serve
    port: int = 0
    asked: list[web.Request] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return await self.answer(request)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/a.bin"


def says(status: int, body: bytes = BODY, content_type: str = "image/png", **headers: str) -> Serve:
    async def serve(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body, content_type=content_type, headers=headers)

    return serve


@pytest.fixture
async def files() -> AsyncIterator[FileServer]:
    made = FileServer(says(200))
    app = web.Application()
    app.router.add_get("/{name}", made.handle)
    async with TestServer(app) as server:
        made.port = server.port or 0
        yield made


def reader(files: FileServer, **settings: Any) -> BoundedDownloader:
    return BoundedDownloader(
        ["cdn.example.org", f"127.0.0.1:{files.port}"], **{"max_bytes": LIMIT, "timeout": 2, **settings}
    )


async def reason(files: FileServer, url: str = "", **settings: Any) -> FailureReason:
    async with reader(files, **settings) as downloads:
        with pytest.raises(DownloadFailed) as refused:
            await downloads.read(url or files.url)
    return refused.value.reason


async def test_download_returns_the_file(files: FileServer) -> None:
    async with reader(files) as downloads:
        assert await downloads.read(files.url) == BODY


async def test_signed_url_is_requested_unchanged(files: FileServer) -> None:
    signed = "?ex=66a1&is=66a0&hm=0f9c%2Bx&name=a%20b&"
    async with reader(files) as downloads:
        await downloads.read(files.url + signed)
    query = files.asked[0].rel_url.query
    assert (query["ex"], query["is"], query["hm"], query["name"]) == ("66a1", "66a0", "0f9c+x", "a b")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (404, FailureReason.NOT_FOUND),
        (408, FailureReason.BUSY),
        (425, FailureReason.BUSY),
        (429, FailureReason.BUSY),
        (204, FailureReason.REFUSED),
        (206, FailureReason.REFUSED),
        (401, FailureReason.REFUSED),
        (403, FailureReason.REFUSED),
        (410, FailureReason.REFUSED),
        (500, FailureReason.UNREACHABLE),
        (503, FailureReason.UNREACHABLE),
    ],
)
async def test_http_status_maps_to_its_failure_reason(files: FileServer, status: int, expected: FailureReason) -> None:
    files.answer = says(status)
    assert await reason(files) is expected
    assert len(files.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(files: FileServer, status: int) -> None:
    files.answer = says(status, Location=files.url + "?again")
    assert await reason(files) is FailureReason.REFUSED
    assert len(files.asked) == 1


async def test_content_type_is_ignored(files: FileServer) -> None:
    files.answer = says(200, content_type="text/html")
    async with reader(files) as downloads:
        assert await downloads.read(files.url) == BODY


@pytest.mark.parametrize("too_many", [0, 1])
async def test_file_of_exactly_the_size_limit_is_read(files: FileServer, too_many: int) -> None:
    async with reader(files, max_bytes=len(BODY) - too_many) as downloads:
        if not too_many:
            assert await downloads.read(files.url) == BODY
            return
        with pytest.raises(DownloadFailed, match="too large"):
            await downloads.read(files.url)


async def test_endless_body_is_cut_at_the_size_limit(files: FileServer) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(bytes(1 << 16))
            sent += 1 << 16

    files.answer = endless
    assert await reason(files) is FailureReason.TOO_LARGE
    assert sent < 20 * LIMIT


async def test_decompression_bomb_is_cut_at_the_size_limit(files: FileServer) -> None:
    files.answer = says(200, gzip.compress(bytes(64 * LIMIT)), **{"Content-Encoding": "gzip"})
    assert await reason(files) is FailureReason.TOO_LARGE
    assert files.asked[0].headers["Accept-Encoding"] == "identity"


async def test_slow_body_is_cut_at_the_timeout(files: FileServer) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for byte in BODY:
            await response.write(bytes([byte]))
            await asyncio.sleep(0.05)
        return response

    files.answer = drip
    began = time.monotonic()
    assert await reason(files, timeout=0.2) is FailureReason.UNREACHABLE
    assert time.monotonic() - began < 1


async def test_truncated_body_is_not_accepted(files: FileServer) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(BODY))})
        await response.prepare(request)
        await response.write(BODY[:-50])
        assert request.transport is not None
        request.transport.abort()
        return response

    files.answer = cut
    assert await reason(files) is FailureReason.UNREACHABLE


async def test_closed_port_is_unreachable(files: FileServer) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        files.port = bound.getsockname()[1]
        assert await reason(files) is FailureReason.UNREACHABLE


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a.png",
        "http://cdn.example.org/a.png",
        "https://cdn.example.org@evil.example/a.png",
        "http://localhost:{port}/a.png",
        "http://0x7f.1:{port}/a.png",
        "http://user@127.0.0.1:{port}/a.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "http://[/",
        "cdn.example.org",
    ],
)
async def test_unlisted_host_is_never_contacted(files: FileServer, url: str) -> None:
    assert await reason(files, url.format(port=files.port)) is FailureReason.URL_NOT_ALLOWED
    assert files.asked == []


class LoopbackResolver(AbstractResolver):
    """Says that every name is this machine."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        flags = socket.AI_NUMERICHOST
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=flags)]

    async def close(self) -> None:
        """Nothing to close."""


async def test_listed_host_resolving_to_loopback_is_not_read(
    files: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with BoundedDownloader([f"cdn.example.org:{files.port}"], max_bytes=LIMIT, timeout=2) as downloads:
        connector: Any = downloads._sessions[False].connector
        monkeypatch.setattr(connector, "_resolver", LoopbackResolver())
        with pytest.raises(DownloadFailed, match="private"):
            await downloads.read(f"https://cdn.example.org:{files.port}/a.png")
        monkeypatch.undo()
    assert files.asked == []
