"""Result pictures from real sockets: only from listed places, only so much, only what was asked for."""

import asyncio
import base64
import gzip
import io
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from PIL import Image

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Result
from bot.errors import BadPicture, EaselError, ProviderUnavailable
from bot.images import inspect
from bot.images.inspect import PictureFile
from bot.runware.result_images import ResultImageReader

from .conftest import serve_app

SIZE = Size(64, 32)
Reader = ResultImageReader[PictureFile]
Serve = Callable[[web.Request], Awaitable[web.StreamResponse]]


def picture(format_: str = "JPEG", size: tuple[int, int] = SIZE) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, format_)
    return out.getvalue()


JPEG = picture()


@dataclass
class ImageServer:
    """Serves ``answers`` in order and then ``JPEG``."""

    port: int = 0
    answers: list[Serve] = field(default_factory=list)
    always: Serve | None = None
    asked: int = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else self.always
        return await answer(request) if answer else web.Response(body=JPEG, content_type="image/jpeg")

    def result(self, path: str = "a.jpg", host: str = "127.0.0.1") -> Result:
        return Result(image_uuid="a", url=f"http://{host}:{self.port}/{path}")


@pytest.fixture
async def storage() -> AsyncIterator[ImageServer]:
    made = ImageServer()
    app = web.Application()
    app.router.add_get("/{name}", made.handle)
    async with serve_app(app) as port:
        made.port = port
        yield made


@pytest.fixture
async def media(storage: ImageServer) -> AsyncIterator[Reader]:
    async with reader(storage) as made:
        yield made


def reader(storage: ImageServer, **settings: Any) -> Reader:
    hosts = ["*.runware.ai", f"127.0.0.1:{storage.port}"]
    return ResultImageReader(hosts, inspect=inspect.parse_picture, **{"timeout": 2, "pause": 0.01, **settings})


def says(status: int, body: bytes = JPEG, content_type: str = "image/jpeg", **headers: str) -> Serve:
    async def serve(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body, content_type=content_type, headers=headers)

    return serve


async def cut(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "image/jpeg", "Content-Length": str(len(JPEG))})
    await response.prepare(request)
    await response.write(JPEG[:-50])
    assert request.transport is not None
    request.transport.abort()
    return response


async def test_result_picture_is_read(media: Reader, storage: ImageServer) -> None:
    assert (await media.read(storage.result())).data == JPEG


@pytest.mark.parametrize("content_type", ["application/octet-stream", "text/html", "image/jpeg", "x/y"])
@pytest.mark.parametrize(("called", "is_really"), [("JPEG", "JPG"), ("PNG", "PNG"), ("WEBP", "WEBP")])
@pytest.mark.parametrize("size", [SIZE, (63, 33)])
@pytest.mark.parametrize("after", [b"", b"\n", bytes(1000), b"<!-- cached --> \xff\xd9"])
async def test_picture_format_is_detected_from_its_bytes(
    media: Reader,
    storage: ImageServer,
    content_type: str,
    called: str,
    is_really: str,
    size: tuple[int, int],
    after: bytes,
) -> None:
    body = picture(called, size)
    storage.answers = [says(200, body + after, content_type)]
    assert await media.read(storage.result("a.gif")) == PictureFile(body, OutputFormat(is_really), Size(*size))
    assert storage.asked == 1


LATE = [says(404), says(403), says(401), says(410), says(500), says(503), says(429), says(200, b""), cut]
"""What storage answers while a file is not there yet."""


@pytest.mark.parametrize("late", LATE)
async def test_missing_file_is_retried_until_it_appears(storage: ImageServer, late: Serve) -> None:
    storage.answers = [late] * 7
    async with reader(storage, tries=1) as media:
        assert (await media.read(storage.result(), retry_missing_seconds=30)).data == JPEG
    assert storage.asked == 8


@pytest.mark.parametrize("late", LATE)
async def test_missing_file_is_given_up_after_the_retry_time(storage: ImageServer, late: Serve) -> None:
    now = 0.0

    async def served(request: web.Request) -> web.StreamResponse:
        nonlocal now
        now += 8
        return await late(request)

    storage.always = served
    async with reader(storage, tries=2, monotonic=lambda: now) as media:
        with pytest.raises(EaselError):
            await media.read(storage.result(), retry_missing_seconds=30)
    assert storage.asked == 4


async def test_retry_after_of_the_storage_is_respected(storage: ImageServer) -> None:
    storage.answers = [says(429, b"", "text/html", **{"Retry-After": "0.3"})]
    async with reader(storage) as media:
        began = time.monotonic()
        assert (await media.read(storage.result(), retry_missing_seconds=30)).data == JPEG
    assert 0.3 <= time.monotonic() - began < 2


async def test_invalid_picture_is_retried_only_a_few_times(storage: ImageServer) -> None:
    storage.always = says(200, b"<html>", "text/html")
    async with reader(storage) as media:
        with pytest.raises(BadPicture):
            await media.read(storage.result(), retry_missing_seconds=30)
    assert storage.asked == 4


@pytest.mark.parametrize("passing", [says(404), says(500), says(503), says(429), cut, says(200, JPEG[:-50])])
async def test_temporary_download_error_is_retried(media: Reader, storage: ImageServer, passing: Serve) -> None:
    storage.answers = [passing, passing]
    assert (await media.read(storage.result())).data == JPEG
    assert storage.asked == 3


@pytest.mark.parametrize(
    ("lasting", "error"), [(says(404), BadPicture), (says(503), ProviderUnavailable), (cut, ProviderUnavailable)]
)
async def test_lasting_download_error_is_given_up(
    media: Reader, storage: ImageServer, lasting: Serve, error: type[EaselError]
) -> None:
    storage.always = lasting
    with pytest.raises(error):
        await media.read(storage.result())
    assert storage.asked == 4


@pytest.mark.parametrize("body", [picture("GIF"), b"", b"\xff\xd8\xff", JPEG[:-40], picture("PNG")[:-20], b"<html>"])
async def test_incomplete_picture_is_rejected(media: Reader, storage: ImageServer, body: bytes) -> None:
    storage.always = says(200, body)
    with pytest.raises(BadPicture):
        await media.read(storage.result())


async def test_picture_with_an_excessive_content_length_is_not_read(storage: ImageServer) -> None:
    async with reader(storage, max_bytes=len(JPEG) - 1) as media:
        with pytest.raises(BadPicture, match="larger than"):
            await media.read(storage.result())
    assert storage.asked == 1


async def test_endless_body_is_cut_at_the_size_limit(storage: ImageServer) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Type": "image/jpeg"})
        await response.prepare(request)
        while True:
            await response.write(bytes(1 << 16))
            sent += 1 << 16

    storage.always = endless
    async with reader(storage, max_bytes=1 << 20) as media:
        with pytest.raises(BadPicture, match="larger than"):
            await media.read(storage.result())
    assert sent < 20 << 20


async def test_decompression_bomb_is_cut_at_the_size_limit(storage: ImageServer) -> None:
    packed = gzip.compress(bytes(64 << 20))
    storage.always = says(200, packed, **{"Content-Encoding": "gzip"})
    async with reader(storage, max_bytes=1 << 20) as media:
        with pytest.raises(BadPicture, match="larger than"):
            await media.read(storage.result())


async def test_slow_body_is_cut_at_the_timeout(storage: ImageServer) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "image/jpeg"})
        await response.prepare(request)
        for byte in JPEG:
            await response.write(bytes([byte]))
            await asyncio.sleep(0.05)
        return response

    storage.always = drip
    async with reader(storage, timeout=0.2, tries=1) as media:
        began = time.monotonic()
        with pytest.raises(ProviderUnavailable):
            await media.read(storage.result())
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a.jpg",
        "http://im.runware.ai/a.jpg",
        "http://localhost:{port}/a.jpg",
        "http://[::ffff:127.0.0.1]:{port}/a.jpg",
        "http://0x7f.1:{port}/a.jpg",
        "file:///etc/passwd",
        "http://[/",
        "https://evil.example\\.im.runware.ai/",
        "http://[::1",
        "http://[]/",
        "//[",
        "http://127.0.0.1:99999999/a.jpg",
        "http://127.0.0.1:x/a.jpg",
        "https://xn--\ud800/",
        "http://" + "a" * 300 + ".runware.ai/",
        "",
    ],
)
async def test_unlisted_host_is_never_contacted(media: Reader, storage: ImageServer, url: str) -> None:
    with pytest.raises(BadPicture):
        await media.read(Result(image_uuid="a", url=url.format(port=storage.port)))
    assert storage.asked == 0


class LoopbackResolver(AbstractResolver):
    """Says that every name is this machine."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
            )
        ]

    async def close(self) -> None:
        """Nothing to close."""


async def test_listed_host_resolving_to_loopback_is_not_read(storage: ImageServer) -> None:
    media = ResultImageReader(
        [f"pictures.runware.ai:{storage.port}", "127.0.0.1"], inspect=inspect.parse_picture, pause=0.01
    )
    async with media:
        connector: Any = media._downloads._sessions[False].connector
        original, connector._resolver = connector._resolver, LoopbackResolver()
        with pytest.raises(BadPicture, match="not on the internet"):
            await media.read(Result(image_uuid="a", url=f"https://pictures.runware.ai:{storage.port}/a.jpg"))
        connector._resolver = original
    assert storage.asked == 0


@pytest.mark.parametrize(
    "result",
    [
        Result(image_uuid="a", base64_data=base64.b64encode(JPEG).decode()),
        Result(image_uuid="a", base64_data="data:image/jpeg;base64," + base64.b64encode(JPEG).decode()),
        Result(image_uuid="a", data_uri="data:image/jpeg;base64," + base64.b64encode(JPEG).decode()),
    ],
)
async def test_inline_picture_is_decoded(media: Reader, result: Result) -> None:
    assert (await media.read(result)).data == JPEG


@pytest.mark.parametrize(
    "result",
    [
        Result(image_uuid="a"),
        Result(image_uuid="a", base64_data="!!"),
        Result(image_uuid="a", base64_data="ünïcode"),
        Result(image_uuid="a", base64_data=base64.b64encode(b"<html>").decode()),
        Result(image_uuid="a", data_uri="data:text/html;base64," + base64.b64encode(JPEG).decode()),
        Result(image_uuid="a", data_uri="data:image/jpeg,%FF%D8"),
    ],
)
async def test_invalid_inline_picture_is_rejected(media: Reader, result: Result) -> None:
    with pytest.raises(BadPicture):
        await media.read(result)


async def test_inline_picture_has_the_same_size_limit(storage: ImageServer) -> None:
    async with reader(storage, max_bytes=100) as media:
        with pytest.raises(BadPicture, match="larger than"):
            await media.read(Result(image_uuid="a", base64_data=base64.b64encode(JPEG).decode()))
