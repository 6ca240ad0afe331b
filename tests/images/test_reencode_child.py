"""What becomes of a member's picture: upright, in sRGB, not too large, and nothing but its pixels."""

import io
import struct
import zlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.domain.catalog import OutputFormat, Size
from bot.images import inspect
from bot.images.inspect import PictureFile
from bot.images.reencoder import MAX_REENCODED_REFERENCE_BYTES, ReencodeFailed, Reencoder
from tests.support.sample_images import (
    EMBEDDED_SECRETS,
    encode_image,
    jpeg_zip_polyglot,
    noise_image,
    phone_photo,
    png_chunk,
    png_with_text,
    red_green_swapped_profile,
    solid_image,
)


@pytest.fixture
async def reencoder(reencoder_in_process: Reencoder) -> Reencoder:
    return reencoder_in_process


@pytest.fixture
async def child_reencoder() -> AsyncIterator[Reencoder]:
    """The same with real child processes, and their limits."""
    async with Reencoder() as made:
        yield made


async def read(reencoder: Reencoder, data: bytes) -> tuple[PictureFile, Image.Image]:
    """What became of these bytes; it is what it says, and small enough."""
    made = await reencoder.encode_reference(data)
    assert (made.format, made.size) == inspect.parse_picture(made.data)[1:]
    assert len(made.data) <= MAX_REENCODED_REFERENCE_BYTES
    assert max(made.size) <= 2048
    opened = Image.open(io.BytesIO(made.data))
    assert not getattr(opened, "is_animated", False)
    assert not opened.getexif()
    assert opened.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background"}
    assert [secret for secret in EMBEDDED_SECRETS if secret in made.data] == []
    return made, opened.convert("RGBA")


def near(found: Any, wanted: Any) -> bool:
    return all(abs(one - other) <= 8 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
async def test_opaque_picture_is_reencoded_as_jpg_of_the_same_size(child_reencoder: Reencoder, format_: str) -> None:
    made, seen = await read(child_reencoder, encode_image(solid_image(), format_))
    assert (made.format, made.size) == (OutputFormat.JPG, Size(64, 48))
    assert near(seen.getpixel((30, 20)), (200, 30, 40, 255))


@pytest.mark.parametrize(
    ("size", "made"),
    [((4096, 2048), (2048, 1024)), ((1000, 3000), (683, 2048)), ((2048, 2048), (2048, 2048)), ((16, 16), (16, 16))],
)
@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
async def test_reencoded_sides_are_at_most_2048_pixels(
    reencoder: Reencoder, format_: str, size: tuple[int, int], made: tuple[int, int]
) -> None:
    reference, _ = await read(reencoder, encode_image(solid_image(size=size), format_))
    assert reference.size == made


async def test_noisy_picture_is_reencoded_within_the_byte_limit(child_reencoder: Reencoder) -> None:
    reference, _ = await read(child_reencoder, encode_image(noise_image((2000, 2000)), "JPEG", quality=100))
    assert reference.format is OutputFormat.JPG


async def test_phone_photo_is_rotated_upright_and_loses_its_metadata(reencoder: Reencoder) -> None:
    data = phone_photo()
    assert all(secret in data for secret in (b"where I live", b"who I am"))
    made, seen = await read(reencoder, data)
    assert made.size == Size(64, 48)
    assert near(seen.getpixel((6, 6)), (254, 0, 0, 255))
    assert near(seen.getpixel((50, 40)), (0, 0, 254, 255))


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_exif_orientation_is_applied(reencoder: Reencoder, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = solid_image("blue")
    picture.paste("red", (0, 0, 16, 16))
    stored = picture.transpose(STORED[orientation]) if orientation > 1 else picture
    made, seen = await read(reencoder, encode_image(stored, "PNG", exif=exif))
    assert made.size == Size(64, 48)
    assert near(seen.getpixel((6, 6)), (254, 0, 0, 255))


STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera that is held so stores an upright scene."""


@pytest.mark.parametrize("exif", [b"Exif\0\0garbage", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(30), b"Exif\0\0"])
async def test_broken_exif_is_ignored(reencoder: Reencoder, exif: bytes) -> None:
    made, _ = await read(reencoder, encode_image(solid_image(), "JPEG", exif=exif))
    assert made.size == Size(64, 48)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
async def test_colour_profile_is_applied(reencoder: Reencoder, format_: str) -> None:
    fields: dict[str, Any] = {"icc_profile": red_green_swapped_profile()}
    _, seen = await read(reencoder, encode_image(solid_image((250, 0, 0)), format_, **fields))
    assert near(seen.getpixel((30, 20)), (0, 250, 0, 255))


async def test_colour_profile_is_applied_to_transparent_pictures(reencoder: Reencoder) -> None:
    picture = solid_image((250, 0, 0, 128), mode="RGBA")
    _, seen = await read(reencoder, encode_image(picture, "PNG", icc_profile=red_green_swapped_profile()))
    assert near(seen.getpixel((30, 20)), (0, 250, 0, 128))


@pytest.mark.parametrize("profile", [b"garbage", red_green_swapped_profile()[:200], bytes(5000)])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
async def test_broken_colour_profile_is_ignored(reencoder: Reencoder, mode: str, profile: bytes) -> None:
    made, seen = await read(reencoder, encode_image(solid_image().convert(mode), "JPEG", icc_profile=profile))
    assert made.size == Size(64, 48)
    assert near(seen.getpixel((30, 20)), solid_image().convert(mode).convert("RGBA").getpixel((0, 0)))


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
async def test_transparency_is_kept(reencoder: Reencoder, format_: str) -> None:
    picture = solid_image((200, 30, 40, 255), mode="RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 16, 16))
    made, seen = await read(reencoder, encode_image(picture, format_))
    assert made.format is OutputFormat.PNG
    assert seen.getchannel("A").getpixel((5, 5)) == 0
    assert near(seen.getpixel((30, 30)), (200, 30, 40, 255))


async def test_transparent_picture_too_large_for_png_becomes_webp(child_reencoder: Reencoder) -> None:
    made, seen = await read(child_reencoder, encode_image(noise_image((1200, 1100), "RGBA"), "PNG"))
    assert made.format is OutputFormat.WEBP
    assert seen.getchannel("A").getextrema() != (255, 255)


async def test_fully_opaque_alpha_channel_is_dropped(reencoder: Reencoder) -> None:
    made, _ = await read(reencoder, encode_image(solid_image((1, 2, 3, 255), mode="RGBA"), "PNG"))
    assert made.format is OutputFormat.JPG


async def test_palette_transparency_is_preserved(reencoder: Reencoder) -> None:
    picture = solid_image(1, mode="P")
    picture.putpalette([0, 0, 0, 10, 200, 30])
    picture.paste(0, (0, 0, 16, 16))
    made, seen = await read(reencoder, encode_image(picture, "PNG", transparency=0))
    assert made.format is OutputFormat.PNG
    assert seen.getchannel("A").getpixel((5, 5)) == 0
    assert near(seen.getpixel((30, 30)), (10, 200, 30, 255))


@pytest.mark.parametrize("level", [0, 128, 255])
async def test_sixteen_bit_levels_are_scaled_to_eight_bits(reencoder: Reencoder, level: int) -> None:
    picture = Image.new("I;16", (64, 48), level * 256)
    _, seen = await read(reencoder, encode_image(picture, "PNG"))
    assert near(seen.getpixel((30, 20)), (level, level, level, 255))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK"])
async def test_colour_modes_keep_their_appearance(reencoder: Reencoder, mode: str) -> None:
    picture = solid_image((255, 255, 255)).convert(mode)
    _, seen = await read(reencoder, encode_image(picture, "JPEG" if mode == "CMYK" else "PNG"))
    assert near(seen.getpixel((30, 20)), (255, 255, 255, 255))


async def test_multi_picture_jpg_is_not_an_animation(reencoder: Reencoder) -> None:
    data = encode_image(solid_image(), "MPO", save_all=True, append_images=[solid_image("blue")])
    made, seen = await read(reencoder, data)
    assert made.format is OutputFormat.JPG
    assert near(seen.getpixel((30, 20)), (200, 30, 40, 255))


@pytest.mark.parametrize("data", [jpeg_zip_polyglot(), png_with_text()])
async def test_only_pixels_survive_reencoding(child_reencoder: Reencoder, data: bytes) -> None:
    assert [secret for secret in EMBEDDED_SECRETS if secret in data]
    made, _ = await read(child_reencoder, data)
    assert made.size == Size(64, 48)


def with_chunk(data: bytes, kind: bytes, inside: bytes, *, checksum_off_by: int = 0) -> bytes:
    """A PNG with one more chunk behind its header."""
    made = bytearray(png_chunk(kind, inside))
    made[-1] ^= checksum_off_by
    return data[:33] + bytes(made) + data[33:]


LONG = b"a secret " * 500_000
PNG = encode_image(solid_image(), "PNG")


@pytest.mark.parametrize("checksum_off_by", [0, 1])
@pytest.mark.parametrize(
    ("kind", "inside"),
    [
        (b"tEXt", b"Comment\0" + LONG),
        (b"zTXt", b"Comment\0\0" + zlib.compress(LONG)),
        (b"zTXt", b"Comment\0\0garbage"),
        (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(LONG)),
        (b"iTXt", b"no end of anything"),
        (b"iCCP", b"large\0\0" + zlib.compress(bytes(20_000_000))),
        (b"iCCP", b"broken\0\0garbage"),
        (b"eXIf", b"MM\0*\xff\xff\xff\xff"),
        (b"gAMA", b"\0\0\xb1\x8f"),
        (b"prVt", b"anything"),
    ],
)
async def test_ancillary_png_chunks_do_not_cause_rejection(
    reencoder: Reencoder, kind: bytes, inside: bytes, checksum_off_by: int
) -> None:
    made, seen = await read(reencoder, with_chunk(PNG, kind, inside, checksum_off_by=checksum_off_by))
    assert made.size == Size(64, 48)
    assert near(seen.getpixel((30, 20)), (200, 30, 40, 255))


async def test_colour_profile_larger_than_a_mebibyte_is_applied(child_reencoder: Reencoder) -> None:
    profile = bytearray(red_green_swapped_profile() + bytes(2_000_000))
    profile[:4] = struct.pack(">I", len(profile))
    data = with_chunk(
        encode_image(solid_image((250, 0, 0)), "PNG"), b"iCCP", b"large\0\0" + zlib.compress(bytes(profile))
    )
    _, seen = await read(child_reencoder, data)
    assert near(seen.getpixel((30, 20)), (0, 250, 0, 255))


async def test_png_header_with_a_wrong_checksum_is_rejected(child_reencoder: Reencoder) -> None:
    data = bytearray(PNG)
    data[32] ^= 1
    with pytest.raises(ReencodeFailed):
        await child_reencoder.encode_reference(bytes(data))


@pytest.mark.parametrize(("mode", "format_", "size"), [("L", "JPEG", (12_000, 9000)), ("P", "PNG", (10_950, 10_950))])
async def test_largest_phone_pictures_are_scaled_down_within_the_memory_limit(
    child_reencoder: Reencoder, mode: str, format_: str, size: tuple[int, int]
) -> None:
    picture = solid_image(100 if mode == "L" else 0, size, mode)
    if mode == "P":
        picture.putpalette([100, 100, 100])
    made, seen = await read(child_reencoder, encode_image(picture, format_, compress_level=1))
    assert max(made.size) == 2048
    assert min(made.size) == round(2048 * min(size) / max(size))
    assert near(seen.getpixel((1000, 1000)), (100, 100, 100, 255))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "P", "I;16"])
async def test_picture_scaled_down_in_strips_keeps_its_appearance(child_reencoder: Reencoder, mode: str) -> None:
    small = Image.linear_gradient("L").resize((64, 5))
    small.putpixel((2, 3), 255)
    picture = small.resize((8192, 640), Image.Resampling.NEAREST)
    picture = picture.convert("I;16").point(lambda level: level * 256) if mode == "I;16" else picture.convert(mode)
    _, seen = await read(child_reencoder, encode_image(picture, "PNG", compress_level=1))
    assert seen.size == (2048, 160)
    for x, y in [(2, 3), (0, 0), (63, 4), (30, 2), (2, 2)]:
        level = small.getpixel((x, y))
        assert near(seen.getpixel((x * 32 + 16, y * 32 + 16)), (level, level, level, 255))


WHOLE = [
    phone_photo(),
    png_with_text(),
    encode_image(noise_image(), "WEBP"),
    encode_image(solid_image(mode="P", colour=3), "PNG", transparency=0),
]
DAMAGED = st.tuples(st.sampled_from(WHOLE), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=20))


@settings(max_examples=20, deadline=None)
@given(st.one_of(st.binary(max_size=200).map(lambda data: (data, [])), DAMAGED))
async def test_any_bytes_become_a_picture_or_are_refused(made: tuple[bytes, list[tuple[float, int]]]) -> None:
    data = bytearray(made[0])
    for place, value in made[1]:
        data[int(place * len(data))] = value
    async with Reencoder() as reencoder:
        try:
            reference = await reencoder.encode_reference(bytes(data))
        except ReencodeFailed:
            return
    assert (reference.format, reference.size) == inspect.parse_picture(reference.data)[1:]
