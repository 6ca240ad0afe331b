"""Pictures: told apart by their headers, made smaller in a process that ends."""

import asyncio
import io
import os
import struct
import sys
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from bot.domain.catalog import OutputFormat, Size
from bot.errors import BadPicture
from bot.images import inspect
from bot.images import reencoder as pictures
from bot.images.reencode_child import ExitCode
from bot.images.reencoder import ReencodeFailed, Reencoder

NAMES = {OutputFormat.JPG: "JPEG", OutputFormat.PNG: "PNG", OutputFormat.WEBP: "WEBP"}


def noise(format_: OutputFormat, size: tuple[int, int] = (300, 200), mode: str = "RGB", **fields: Any) -> bytes:
    out = io.BytesIO()
    Image.frombytes(mode, size, os.urandom(size[0] * size[1] * len(mode))).save(out, NAMES[format_], **fields)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A whole PNG of a few bytes whose header promises very many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


WHOLE = {format_: noise(format_) for format_ in OutputFormat}


@pytest.mark.parametrize("format_", OutputFormat)
def test_format_and_size_are_read_from_the_header(format_: OutputFormat) -> None:
    assert inspect.parse_picture(WHOLE[format_])[1:] == (format_, Size(300, 200))


@pytest.mark.parametrize("format_", OutputFormat)
@pytest.mark.parametrize("kept", [0.02, 0.5, 0.98])
def test_inspect_rejects_truncated_pictures(format_: OutputFormat, kept: float) -> None:
    with pytest.raises(BadPicture):
        inspect.parse_picture(WHOLE[format_][: int(len(WHOLE[format_]) * kept)])


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8 "]))
def test_arbitrary_bytes_never_crash_inspect(data: bytes, signature: bytes) -> None:
    try:
        inspect.parse_picture(signature + data)
    except BadPicture:
        return


@given(st.data())
def test_damaged_picture_never_crashes_inspect(data: st.DataObject) -> None:
    damaged = bytearray(WHOLE[data.draw(st.sampled_from(OutputFormat))])
    for _ in range(data.draw(st.integers(1, 10))):
        damaged[data.draw(st.integers(0, 200))] = data.draw(st.integers(0, 255))
    try:
        inspect.parse_picture(bytes(damaged))
    except BadPicture:
        return


@pytest.mark.parametrize("size", [(5000, 5000), (12_000, 12_000), (60_000, 60_000)])
def test_excessive_pixels_are_rejected_before_decoding(size: tuple[int, int]) -> None:
    with pytest.raises(BadPicture):
        inspect.parse_picture(bomb(*size))


def progressive() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((300, 200), 80).convert("RGB").save(file, "JPEG", progressive=True, exif=b"Exif\0\0\xff\xd9")
    return file.getvalue()


@pytest.mark.parametrize("data", [*WHOLE.values(), progressive()])
@given(after=st.binary(max_size=300) | st.sampled_from([b"\xff\xd9", b"IEND\xaeB`\x82", bytes(5000)]))
def test_trailing_data_is_cut_off(data: bytes, after: bytes) -> None:
    assert inspect.parse_picture(data + after).data == data


@pytest.mark.parametrize("data", [*WHOLE.values(), progressive()])
@given(missing=st.integers(1, 2000))
def test_parse_picture_rejects_truncated_pictures(data: bytes, missing: int) -> None:
    with pytest.raises(BadPicture):
        inspect.parse_picture(data[:-missing])


@pytest.fixture
async def reencoder() -> AsyncIterator[Reencoder]:
    async with Reencoder() as made:
        yield made
    assert children() == []


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "reencode_child.py" in " ".join(child.cmdline())]


async def test_picture_within_the_limit_is_returned_unchanged(reencoder: Reencoder) -> None:
    data = WHOLE[OutputFormat.PNG]
    assert await reencoder.shrink(data, limit=len(data), format=OutputFormat.PNG) == (data, OutputFormat.PNG)


@pytest.mark.parametrize(
    ("format_", "made"),
    [
        (OutputFormat.JPG, OutputFormat.JPG),
        (OutputFormat.PNG, OutputFormat.WEBP),
        (OutputFormat.WEBP, OutputFormat.WEBP),
    ],
)
async def test_shrink_reduces_quality_before_size(
    reencoder: Reencoder, format_: OutputFormat, made: OutputFormat
) -> None:
    data = noise(format_, quality=99)
    limit = int(len(data) * 0.6)
    smaller, format_now = await reencoder.shrink(data, limit=limit, format=format_)
    assert len(smaller) <= limit
    assert format_now is made
    assert inspect.parse_picture(smaller)[1:] == (made, Size(300, 200))


async def test_shrink_reduces_size_if_lower_quality_is_not_enough(reencoder: Reencoder) -> None:
    data = noise(OutputFormat.JPG, quality=99)
    smaller, _ = await reencoder.shrink(data, limit=len(data) // 12, format=OutputFormat.JPG)
    size = inspect.parse_picture(smaller).size
    assert len(smaller) <= len(data) // 12
    assert size.width < 300
    assert size.width / size.height == pytest.approx(1.5, abs=0.05)


async def test_transparency_is_kept(reencoder: Reencoder) -> None:
    data = noise(OutputFormat.PNG, mode="RGBA")
    smaller, _ = await reencoder.shrink(data, limit=len(data) // 2, format=OutputFormat.PNG)
    assert Image.open(io.BytesIO(smaller)).mode == "RGBA"


async def test_metadata_is_gone(reencoder: Reencoder) -> None:
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    data = noise(OutputFormat.JPG, quality=99, exif=exif, comment=b"who I am")
    smaller, _ = await reencoder.shrink(data, limit=len(data) - 1, format=OutputFormat.JPG)
    assert b"where I live" in data
    assert b"where I live" not in smaller
    assert b"who I am" not in smaller
    text = PngImagePlugin.PngInfo()
    text.add_text("prompt", "a secret")
    png = noise(OutputFormat.PNG, pnginfo=text, exif=exif)
    smaller, _ = await reencoder.shrink(png, limit=len(png) - 1, format=OutputFormat.PNG)
    assert b"a secret" not in smaller
    assert b"where I live" not in smaller


@pytest.mark.parametrize(
    "data",
    [b"no picture" * 100, bomb(12_000, 12_000) + bytes(200), WHOLE[OutputFormat.JPG][:-100], bomb(64, 64) + bytes(40)],
)
async def test_undecodable_picture_is_rejected(reencoder: Reencoder, data: bytes) -> None:
    with pytest.raises(BadPicture):
        await reencoder.shrink(data, limit=100, format=OutputFormat.PNG)


async def test_picture_that_cannot_reach_the_limit_is_rejected(reencoder: Reencoder) -> None:
    with pytest.raises(BadPicture):
        await reencoder.shrink(WHOLE[OutputFormat.JPG], limit=200, format=OutputFormat.JPG)


async def test_reencode_child_is_killed_after_the_timeout() -> None:
    async with Reencoder(timeout=0.01) as reencoder:
        with pytest.raises(BadPicture, match="too long"):
            await reencoder.shrink(WHOLE[OutputFormat.JPG], limit=1000, format=OutputFormat.JPG)
        assert children() == []


async def test_closing_leaves_no_process_behind() -> None:
    reencoder = Reencoder(max_processes=2)
    data = noise(OutputFormat.PNG, (1500, 1500))
    running = [asyncio.create_task(reencoder.shrink(data, limit=1000, format=OutputFormat.PNG)) for _ in range(3)]
    async with asyncio.timeout(5):
        while len(children()) < 2:  # noqa: ASYNC110 - another process starts, which no event tells
            await asyncio.sleep(0.01)
    await reencoder.close()
    assert children() == []
    ended = await asyncio.gather(*running, return_exceptions=True)
    assert [type(end) for end in ended] == [asyncio.CancelledError] * 3


async def test_reencode_child_does_not_inherit_secrets(
    reencoder: Reencoder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EASEL_DISCORD__TOKEN", "a secret")
    spy, told = tmp_path / "reencode.py", tmp_path / "told"
    spy.write_text(f"import os, pathlib\npathlib.Path({str(told)!r}).write_text(repr(sorted(os.environ)))")
    monkeypatch.setattr(pictures, "_REENCODE_SCRIPT", spy)
    with pytest.raises(BadPicture):
        await reencoder.shrink(WHOLE[OutputFormat.JPG], limit=1000, format=OutputFormat.JPG)
    assert "EASEL" not in told.read_text()


async def test_reencode_child_cannot_write_files_or_use_much_memory() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import reencode_child; reencode_child.limit_resources()\n"
        "try:\n    bytes(2 << 30)\nexcept MemoryError:\n    print('no memory')\n"
        "import signal, tempfile; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n    tempfile.TemporaryFile(buffering=0).write(b'a')\nexcept OSError:\n    print('no files')"
    )
    folder = str(Path(pictures.__file__).parent)
    child = await asyncio.create_subprocess_exec(sys.executable, "-I", "-c", script, folder, stdout=-1)
    output, _ = await child.communicate()
    assert output.split(b"\n")[:2] == [b"no memory", b"no files"]


async def test_reference_timeout_has_its_own_exit_code() -> None:
    async with Reencoder(timeout=0.01) as reencoder:
        with pytest.raises(ReencodeFailed) as ended:
            await reencoder.encode_reference(WHOLE[OutputFormat.JPG])
        assert ended.value.exit_code is ExitCode.RESOURCES_EXCEEDED
        assert children() == []
