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

from bot import pictures
from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Result
from bot.errors import BadPicture, EaselError, Unavailable
from bot.runware.media import Media

from .conftest import served

SIZE = Size(64, 32)
JPG = OutputFormat.JPG
Serve = Callable[[web.Request], Awaitable[web.StreamResponse]]


def picture(format_: str = "JPEG", size: tuple[int, int] = SIZE) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, format_)
    return out.getvalue()


JPEG = picture()


@dataclass
class Storage:
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
async def storage() -> AsyncIterator[Storage]:
    made = Storage()
    app = web.Application()
    app.router.add_get("/{name}", made.handle)
    async with served(app) as port:
        made.port = port
        yield made


@pytest.fixture
async def media(storage: Storage) -> AsyncIterator[Media]:
    async with reader(storage) as made:
        yield made


def reader(storage: Storage, **settings: Any) -> Media:
    hosts = ["*.runware.ai", f"127.0.0.1:{storage.port}"]
    return Media(hosts, check=pictures.check, **{"timeout": 2, "pause": 0.01, **settings})


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


async def test_a_picture_is_read(media: Media, storage: Storage) -> None:
    assert await media.read(storage.result(), SIZE, JPG) == JPEG


async def test_a_picture_of_any_size_may_be_asked_for(media: Media, storage: Storage) -> None:
    assert await media.read(storage.result(), None, JPG) == JPEG
    storage.answers = [says(200, picture("PNG"))] * 4
    with pytest.raises(BadPicture):
        await media.read(storage.result(), None, JPG)


@pytest.mark.parametrize("passing", [says(404), says(500), says(503), says(429), cut, says(200, JPEG[:-50])])
async def test_what_may_pass_is_tried_again(media: Media, storage: Storage, passing: Serve) -> None:
    storage.answers = [passing, passing]
    assert await media.read(storage.result(), SIZE, JPG) == JPEG
    assert storage.asked == 3


@pytest.mark.parametrize(("lasting", "error"), [(says(404), BadPicture), (says(503), Unavailable), (cut, Unavailable)])
async def test_what_does_not_pass_is_given_up(
    media: Media, storage: Storage, lasting: Serve, error: type[EaselError]
) -> None:
    storage.always = lasting
    with pytest.raises(error):
        await media.read(storage.result(), SIZE, JPG)
    assert storage.asked == 4


@pytest.mark.parametrize(
    "answer",
    [
        says(200, b"<html>", "text/html"),
        says(200, JPEG, "application/octet-stream"),
        says(403),
        says(302, Location="http://127.0.0.1:1/b.jpg"),
    ],
)
async def test_what_is_no_picture_is_not_asked_for_twice(media: Media, storage: Storage, answer: Serve) -> None:
    storage.always = answer
    with pytest.raises(BadPicture):
        await media.read(storage.result(), SIZE, JPG)
    assert storage.asked == 1


@pytest.mark.parametrize(
    "body", [picture(size=(64, 31)), picture("PNG"), picture("GIF"), b"", b"\xff\xd8\xff", JPEG[:-40]]
)
async def test_another_picture_than_asked_for_is_refused(media: Media, storage: Storage, body: bytes) -> None:
    storage.always = says(200, body)
    with pytest.raises(BadPicture):
        await media.read(storage.result(), SIZE, JPG)


async def test_a_picture_that_is_announced_too_large_is_not_read(storage: Storage) -> None:
    async with reader(storage, max_bytes=len(JPEG) - 1) as media:
        with pytest.raises(BadPicture, match="larger than"):
            await media.read(storage.result(), SIZE, JPG)
    assert storage.asked == 1


async def test_a_body_without_end_is_left_at_the_limit(storage: Storage) -> None:
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
            await media.read(storage.result(), SIZE, JPG)
    assert sent < 20 << 20


async def test_a_few_bytes_that_unpack_to_very_many_are_left_at_the_limit(storage: Storage) -> None:
    packed = gzip.compress(bytes(64 << 20))
    storage.always = says(200, packed, **{"Content-Encoding": "gzip"})
    async with reader(storage, max_bytes=1 << 20) as media:
        with pytest.raises(BadPicture, match="larger than"):
            await media.read(storage.result(), SIZE, JPG)


async def test_a_drip_ends_with_the_timeout(storage: Storage) -> None:
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
        with pytest.raises(Unavailable):
            await media.read(storage.result(), SIZE, JPG)
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
        "",
    ],
)
async def test_a_place_that_is_not_listed_is_not_asked(media: Media, storage: Storage, url: str) -> None:
    with pytest.raises(BadPicture):
        await media.read(Result(image_uuid="a", url=url.format(port=storage.port)), SIZE, JPG)
    assert storage.asked == 0


class Liar(AbstractResolver):
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


async def test_a_listed_name_that_leads_to_this_machine_is_not_read(storage: Storage) -> None:
    media = Media([f"pictures.runware.ai:{storage.port}", "127.0.0.1"], check=pictures.check, pause=0.01)
    async with media:
        connector: Any = media._downloads._sessions[False].connector
        original, connector._resolver = connector._resolver, Liar()
        with pytest.raises(BadPicture, match="not on the internet"):
            await media.read(Result(image_uuid="a", url=f"https://pictures.runware.ai:{storage.port}/a.jpg"), SIZE, JPG)
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
async def test_a_picture_inside_the_reply_is_decoded(media: Media, result: Result) -> None:
    assert await media.read(result, SIZE, JPG) == JPEG


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
async def test_what_is_no_picture_inside_the_reply_is_refused(media: Media, result: Result) -> None:
    with pytest.raises(BadPicture):
        await media.read(result, SIZE, JPG)


async def test_a_picture_inside_the_reply_has_the_same_limit(storage: Storage) -> None:
    async with reader(storage, max_bytes=100) as media:
        with pytest.raises(BadPicture, match="larger than"):
            await media.read(Result(image_uuid="a", base64_data=base64.b64encode(JPEG).decode()), SIZE, JPG)
