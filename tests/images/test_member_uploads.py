"""Reference pictures: read from Discord only, taken for what their bytes are, and passed on only as encoded anew."""

import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.domain.catalog import OutputFormat, Size
from bot.errors import BadPicture, DiscordDown, Invalid
from bot.images import member_uploads
from bot.images import reencoder as pictures
from bot.images.member_uploads import MAX_UPLOADED_FILE_BYTES, ReferenceReader, check_size
from bot.images.reencoder import Reencoder
from bot.net.downloads import FailureReason
from tests.support.sample_images import encode_image, jpeg_bomb, noise_image, png_bomb, solid_image, webp_bomb

Serve = Callable[[web.Request], Awaitable[web.StreamResponse]]
ONE_SENTENCE = re.compile(r"[A-Z][^.!?]*; nothing was charged\.")


@dataclass
class FakeCdn:
    """Discord's file server; answers everything with ``answer``."""

    answer: Serve | None = None
    port: int = 0
    asked: int = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked += 1
        assert self.answer is not None
        return await self.answer(request)

    def gives(self, data: bytes, content_type: str = "image/png", status: int = 200) -> None:
        async def answer(_: web.Request) -> web.Response:
            return web.Response(status=status, body=data, content_type=content_type)

        self.answer = answer

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/attachments/1/2/a.png"


@pytest.fixture
async def cdn() -> AsyncIterator[FakeCdn]:
    made = FakeCdn()
    app = web.Application()
    app.router.add_get("/{name:.*}", made.handle)
    async with TestServer(app) as server:
        made.port = server.port or 0
        yield made


@pytest.fixture
async def reader(cdn: FakeCdn) -> AsyncIterator[ReferenceReader]:
    async with (
        Reencoder() as reencoder,
        ReferenceReader([f"127.0.0.1:{cdn.port}"], reencoder, timeout=20, pause=0.01) as made,
    ):
        yield made


@pytest.fixture
async def quick_reader(cdn: FakeCdn, reencoder_in_process: Reencoder) -> AsyncIterator[ReferenceReader]:
    """A reader of pictures that are refused by their header, which needs no process of its own."""
    async with ReferenceReader([f"127.0.0.1:{cdn.port}"], reencoder_in_process, timeout=20, pause=0.01) as made:
        yield made


async def refusal(cdn: FakeCdn, reader: ReferenceReader, data: bytes, content_type: str = "image/png") -> str:
    cdn.gives(data, content_type)
    with pytest.raises(BadPicture) as refused:
        await reader.read(cdn.url)
    assert ONE_SENTENCE.fullmatch(str(refused.value))
    assert cdn.asked == 1
    return str(refused.value)


@pytest.mark.parametrize("content_type", ["text/html", "application/octet-stream", "image/gif", "application/zip"])
async def test_file_extension_and_content_type_are_ignored(
    cdn: FakeCdn, reader: ReferenceReader, content_type: str
) -> None:
    cdn.gives(encode_image(solid_image(), "PNG"), content_type)
    assert (await reader.read(cdn.url + ".exe")).format is OutputFormat.JPG


FRAMES = {"save_all": True, "append_images": [solid_image("blue")], "duration": 100}


@pytest.mark.parametrize(
    "data",
    [
        encode_image(solid_image(), "GIF", **FRAMES),
        encode_image(solid_image(), "PNG", **FRAMES),
        encode_image(solid_image(), "WEBP", **FRAMES),
    ],
)
async def test_animated_picture_is_rejected_as_animated(cdn: FakeCdn, reader: ReferenceReader, data: bytes) -> None:
    assert "animated" in await refusal(cdn, reader, data)


HEIC = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + bytes(200)


@pytest.mark.parametrize("data", [HEIC, encode_image(solid_image(), "AVIF")])
async def test_heic_and_avif_are_rejected_by_name(cdn: FakeCdn, quick_reader: ReferenceReader, data: bytes) -> None:
    assert "HEIC or AVIF, not a PNG, JPG or WEBP" in await refusal(cdn, quick_reader, data)


async def test_still_gif_is_accepted(cdn: FakeCdn, reader: ReferenceReader) -> None:
    cdn.gives(encode_image(solid_image(), "GIF"), "image/gif")
    read = await reader.read(cdn.url)
    assert (read.format, read.size) == (OutputFormat.JPG, Size(64, 48))


@pytest.mark.parametrize(
    "data",
    [
        HEIC,
        b"",
        b"<html><img src=x></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"></svg>',
        b"%PDF-1.7\n",
        b"PK\x03\x04" + bytes(100),
        encode_image(solid_image(), "BMP"),
        encode_image(solid_image(), "TIFF"),
        encode_image(solid_image(), "AVIF"),
        encode_image(solid_image(), "PPM"),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 64\n",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b" " + encode_image(solid_image(), "PNG"),
    ],
)
async def test_unsupported_files_are_rejected(cdn: FakeCdn, quick_reader: ReferenceReader, data: bytes) -> None:
    assert "not a PNG, JPG or WEBP" in await refusal(cdn, quick_reader, data)


@pytest.mark.parametrize(
    ("data", "pixels"),
    [
        (png_bomb(60_000, 60_000), "3,600,000,000"),
        (png_bomb(10_955, 10_955), "120,012,025"),
        (png_bomb(1, 120_000_001), "120,000,001"),
        (webp_bomb(), "268,402,689"),
        (jpeg_bomb(), "4,290,250,000"),
    ],
)
async def test_pixel_bomb_error_names_the_pixel_count(
    cdn: FakeCdn, reader: ReferenceReader, data: bytes, pixels: str
) -> None:
    assert await refusal(cdn, reader, data) == (
        f"That picture has {pixels} pixels, and 120,000,000 is the most, so please attach a smaller one; "
        "nothing was charged."
    )


@pytest.mark.parametrize("size", [(1, 20_000), (15, 100), (100, 15), (1, 1)])
async def test_too_small_picture_error_names_its_size(
    cdn: FakeCdn, quick_reader: ReferenceReader, size: tuple[int, int]
) -> None:
    told = f"That picture has {size[0]} × {size[1]} pixels, and each side needs 16, so please"
    assert told in await refusal(cdn, quick_reader, encode_image(solid_image(size=size), "PNG"))


@pytest.mark.parametrize("size", [(20_000, 16), (20, 2561), (3000, 20)])
async def test_too_narrow_picture_error_names_its_size(
    cdn: FakeCdn, quick_reader: ReferenceReader, size: tuple[int, int]
) -> None:
    told = f"That picture has {size[0]} × {size[1]} pixels, and the long side may be 128 times as long as the short one"
    assert told in await refusal(cdn, quick_reader, encode_image(solid_image(size=size), "PNG"))


async def test_narrow_picture_within_the_limits_is_accepted(cdn: FakeCdn, reader: ReferenceReader) -> None:
    cdn.gives(encode_image(solid_image(size=(2560, 20)), "PNG"))
    assert (await reader.read(cdn.url)).size == Size(2048, 16)


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("kept", [0.5, 0.9])
async def test_truncated_picture_is_rejected(cdn: FakeCdn, reader: ReferenceReader, format_: str, kept: float) -> None:
    data = encode_image(noise_image(), format_)
    assert "broken or cut off" in await refusal(cdn, reader, data[: int(len(data) * kept)])


async def test_header_without_pixel_data_is_rejected(cdn: FakeCdn, reader: ReferenceReader) -> None:
    assert "broken or cut off" in await refusal(cdn, reader, png_bomb(64, 64))


async def test_oversized_file_is_rejected(cdn: FakeCdn, reader: ReferenceReader) -> None:
    assert "larger than 20 MiB" in await refusal(cdn, reader, bytes(MAX_UPLOADED_FILE_BYTES + 1))


@pytest.mark.parametrize("status", [403, 404, 410, 302])
async def test_expired_link_is_rejected_without_a_retry(cdn: FakeCdn, reader: ReferenceReader, status: int) -> None:
    cdn.gives(b"This content is no longer available.", "text/plain", status)
    with pytest.raises(BadPicture, match="expired or the picture was deleted") as refused:
        await reader.read(cdn.url)
    assert ONE_SENTENCE.fullmatch(str(refused.value))
    assert cdn.asked == 1


@pytest.mark.parametrize(
    "url", ["https://evil.example/a.png", "file:///etc/passwd", "http://localhost:1/", "", "a.png"]
)
async def test_hosts_other_than_discord_are_never_contacted(cdn: FakeCdn, reader: ReferenceReader, url: str) -> None:
    with pytest.raises(BadPicture, match="only read from Discord") as refused:
        await reader.read(url)
    assert ONE_SENTENCE.fullmatch(str(refused.value))
    assert cdn.asked == 0


class FakeIpResolver(AbstractResolver):
    """Says that every name is an address that proxies give out."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host, host="198.18.0.7", port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
            )
        ]

    async def close(self) -> None:
        """Nothing to close."""


async def test_fake_ip_network_is_explained_to_the_operator(caplog: pytest.LogCaptureFixture) -> None:
    async with Reencoder(max_processes=1) as reencoder, ReferenceReader(["cdn.discordapp.com"], reencoder) as reader:
        connector: Any = reader._downloads._sessions[False].connector
        original, connector._resolver = connector._resolver, FakeIpResolver()
        with pytest.raises(BadPicture, match="Easel’s network sends Discord’s pictures") as refused:
            await reader.read("https://cdn.discordapp.com/a.png")
        connector._resolver = original
    assert ONE_SENTENCE.fullmatch(str(refused.value))
    assert (
        "The download from cdn.discordapp.com was blocked: the name resolves to 198.18.0.7, which a local proxy or VPN"
        in caplog.text
    )


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_discord_error_is_retried_and_then_reported(cdn: FakeCdn, reader: ReferenceReader, status: int) -> None:
    cdn.gives(b"", "text/plain", status)
    with pytest.raises(DiscordDown) as told:
        await reader.read(cdn.url)
    assert ONE_SENTENCE.fullmatch(str(told.value))
    assert cdn.asked == 3


async def test_temporary_discord_error_is_retried(cdn: FakeCdn, reader: ReferenceReader) -> None:
    async def first_busy(_: web.Request) -> web.Response:
        return web.Response(status=503) if cdn.asked == 1 else web.Response(body=encode_image(solid_image(), "PNG"))

    cdn.answer = first_busy
    assert (await reader.read(cdn.url)).size == Size(64, 48)


@pytest.mark.parametrize("ending", [*(f"sys.exit({status})" for status in range(11)), "os.kill(os.getpid(), 9)"])
async def test_reencode_exit_codes_all_have_a_sentence(
    cdn: FakeCdn, reader: ReferenceReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: str
) -> None:
    stub = tmp_path / "reencode.py"
    stub.write_text(
        f"import os, sys\nsys.stdin.buffer.read()\nsys.stdout.write('garbage')\nsys.stdout.flush()\n{ending}"
    )
    monkeypatch.setattr(pictures, "_REENCODE_SCRIPT", stub)
    await refusal(cdn, reader, encode_image(solid_image(), "PNG"))


def test_failure_reasons_all_have_a_sentence() -> None:
    reasons = [*member_uploads._DOWNLOAD_SENTENCES.values(), *member_uploads._REENCODE_SENTENCES.values()]
    sentences = [str(reason) for reason in reasons]
    assert [sentence for sentence in sentences if not ONE_SENTENCE.fullmatch(sentence)] == []
    assert member_uploads._DOWNLOAD_SENTENCES.keys() | member_uploads._TEMPORARY_REASONS == set(FailureReason)


@pytest.mark.parametrize("size", [1, 1000, MAX_UPLOADED_FILE_BYTES])
def test_allowed_file_size_is_accepted(size: int) -> None:
    check_size(size)


@pytest.mark.parametrize(
    ("size", "told"), [(0, "empty"), (-1, "empty"), (MAX_UPLOADED_FILE_BYTES + 1, "larger than 20 MiB")]
)
def test_invalid_file_size_is_rejected(size: int, told: str) -> None:
    with pytest.raises(Invalid, match=told) as refused:
        check_size(size)
    assert ONE_SENTENCE.fullmatch(str(refused.value))
