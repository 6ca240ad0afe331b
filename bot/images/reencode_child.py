"""The child process that re-encodes a picture: bytes in on stdin, bytes out on stdout.

It is started as a script (``python -I reencode_child.py shrink LIMIT FORMAT`` or ``… reference LIMIT``, with LIMIT in
bytes), without the bot's environment and with limited memory and time, because malicious files can exploit bugs in
image decoders. It imports no module of Easel, so that it starts quickly. Its exit status is an :class:`ExitCode`, or
another number if a decoder crashed. The output is the picture or, on failure, its width and height in pixels
(``20 9000``), the total number of its pixels, or nothing.
"""

import io
import re
import struct
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import IntEnum

from PIL import (
    GifImagePlugin,
    Image,
    ImageCms,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

MEMORY_LIMIT_BYTES = 1024 * 1024 * 1024
"""Bytes of address space."""
CPU_LIMIT_SECONDS = 30
PILLOW_FORMATS = {"JPG": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
QUALITIES = (90, 80, 65, 50, 35)
"""Encoder qualities (0 to 100), tried in this order at each of the :data:`SCALES`."""
SCALES = (1.0, 0.75, 0.5, 0.35, 0.25)
MAX_PIXELS = 4096 * 4096
"""Maximum pixels of a generated picture: more than three times the largest size in the catalogue."""
MAX_REFERENCE_PIXELS = 120_000_000
"""Maximum pixels of a member's picture; phone cameras produce up to 108 million.

A picture of that size that is not a JPG may need more than :data:`MEMORY_LIMIT_BYTES`.
"""
REFERENCE_FORMATS = (*PILLOW_FORMATS.values(), "GIF")
MAX_REFERENCE_SIDE_PIXELS = 2048
"""Runware scales uploads down to this (its page on image upload)."""
MIN_REFERENCE_SIDE_PIXELS = 16
"""Pixels a side, before and after scaling."""
MAX_REFERENCE_ASPECT_RATIO = MAX_REFERENCE_SIDE_PIXELS // MIN_REFERENCE_SIDE_PIXELS
"""Maximum ratio of the long side to the short one."""
REFERENCE_QUALITIES = (95, *QUALITIES)
STRIP_ROWS = 64
"""Result rows that are computed at a time when a large picture is reduced, so that it needs no converted copy."""
MAX_PROFILE_BYTES = 16 * 1024 * 1024
"""Maximum unpacked size of a colour profile; printer profiles have a few million bytes."""
HEIC_AVIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
"""The brands in the header of HEIC and AVIF files (ISO/IEC 23008-12 and the AVIF specification)."""
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")
PNG_CRITICAL_CHUNKS = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT")
PLUGINS = (GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
"""Keeps the imports used: plugins that are imported in advance save Pillow from importing all of its formats."""
EXIF_ORIENTATION_TAG = 0x0112
TRANSPOSE_BY_ORIENTATION = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""The transposition that undoes each EXIF orientation."""


class ExitCode(IntEnum):
    """The exit statuses of this process."""

    DONE = 0
    STILL_TOO_LARGE = 3
    """It cannot be made small enough."""
    NOT_A_PICTURE = 4
    """Not a PNG, JPG, WEBP or GIF."""
    ANIMATED = 5
    TOO_MANY_PIXELS = 6
    TOO_SMALL = 7
    """A side is shorter than :data:`MIN_REFERENCE_SIDE_PIXELS`."""
    BROKEN = 8
    """The file is damaged, or a decoder failed."""
    RESOURCES_EXCEEDED = 9
    """It takes too much time or memory."""
    HEIC_OR_AVIF = 10
    TOO_NARROW = 11
    """The long side is more than :data:`MAX_REFERENCE_ASPECT_RATIO` times the short one."""


class CannotReencode(Exception):
    """The picture cannot be re-encoded; ``dimensions`` are its width and height, or the total number of its pixels."""

    def __init__(self, exit_code: ExitCode, *dimensions: int) -> None:
        super().__init__(exit_code.name)
        self.exit_code = exit_code
        self.dimensions = dimensions


def limit_resources() -> None:
    """Limit this process's memory and CPU time, and forbid it to write files."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - only POSIX has it

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_SECONDS, CPU_LIMIT_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def iter_shrunk_encodings(data: bytes, format_name: str) -> Iterator[bytes]:
    """Yield smaller and smaller encodings of a generated picture; PNG has no quality setting and becomes WEBP."""
    target = "WEBP" if format_name == "PNG" else format_name
    with open_picture(data, MAX_PIXELS) as picture:
        pixels = picture.convert("RGBA" if picture.has_transparency_data and target != "JPG" else "RGB")
    return iter_encodings(pixels, target, QUALITIES)


def iter_reference_encodings(data: bytes) -> Iterator[bytes]:
    """Yield smaller and smaller encodings of a member's picture: upright, in sRGB, within the maximum side.

    Transparent pictures are encoded as PNG and then WEBP, others as JPG.
    """
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_AVIF_BRANDS:
        raise CannotReencode(ExitCode.HEIC_OR_AVIF)
    PngImagePlugin.MAX_TEXT_CHUNK = MAX_PROFILE_BYTES  # Pillow applies it to colour profiles too
    with open_picture(strip_png_metadata(data), MAX_REFERENCE_PIXELS, REFERENCE_FORMATS) as picture:
        check_reference(picture)
        pixels = decode_upright(picture)
    if "A" not in pixels.getbands():
        yield from iter_encodings(pixels, "JPG", REFERENCE_QUALITIES)
        return
    yield from iter_encodings(pixels, "PNG", (100,), scales=(1,))
    yield from iter_encodings(pixels, "WEBP", REFERENCE_QUALITIES)


def check_reference(picture: Image.Image) -> None:
    """Raise CannotReencode for an animation, or for sides that a reference must not have."""
    if is_animated(picture):
        raise CannotReencode(ExitCode.ANIMATED)
    short, long = sorted(picture.size)
    if short < MIN_REFERENCE_SIDE_PIXELS:
        raise CannotReencode(ExitCode.TOO_SMALL, *picture.size)
    if long > short * MAX_REFERENCE_ASPECT_RATIO:
        raise CannotReencode(ExitCode.TOO_NARROW, *picture.size)


def strip_png_metadata(data: bytes) -> bytes:
    """Remove a PNG's text chunks, and correct the checksums of its other ancillary chunks; other files are unchanged.

    Pillow rejects a whole PNG for a long text or a wrong checksum in a chunk that does not affect its pixels.
    """
    if not data.startswith(PNG_SIGNATURE):
        return data
    chunks = [PNG_SIGNATURE]
    start = len(PNG_SIGNATURE)
    while len(head := data[start : start + 8]) == 8:  # noqa: PLR2004 - length and kind have four bytes each
        length, kind = struct.unpack(">I4s", head)
        end = start + length + 12
        if end > len(data):
            break
        if kind in PNG_CRITICAL_CHUNKS:
            chunks.append(data[start:end])
        elif kind not in PNG_TEXT_CHUNKS and not (kind == b"iCCP" and is_profile_too_large(data[start + 8 : end - 4])):
            chunks += (data[start : end - 4], struct.pack(">I", zlib.crc32(data[start + 4 : end - 4])))
        start = end
    return b"".join((*chunks, data[start:]))


def is_profile_too_large(profile: bytes) -> bool:
    """Whether a PNG's packed colour profile (``iCCP``) exceeds :data:`MAX_PROFILE_BYTES`, or cannot be unpacked."""
    _, _, packed = profile.partition(b"\0")
    try:
        unpacking = zlib.decompressobj()
        unpacking.decompress(packed[1:], MAX_PROFILE_BYTES)
    except zlib.error:
        return True
    return bool(unpacking.unconsumed_tail)


def open_picture(data: bytes, max_pixels: int, formats: Iterable[str] = tuple(PILLOW_FORMATS.values())) -> Image.Image:
    """Open a picture by its bytes; only the header is read."""
    Image.MAX_IMAGE_PIXELS = max_pixels // 2  # Pillow raises at twice as many, before it allocates memory
    try:
        return Image.open(io.BytesIO(data), formats=tuple(formats))
    except UnidentifiedImageError as error:
        raise CannotReencode(ExitCode.NOT_A_PICTURE) from error
    except Image.DecompressionBombError as error:
        pixels = re.search(r"\d+", str(error))
        raise CannotReencode(ExitCode.TOO_MANY_PIXELS, *([int(pixels[0])] if pixels else [])) from error


def is_animated(picture: Image.Image) -> bool:
    """Whether the picture is animated; a JPG with a second picture (MPO, written by phones) is not."""
    return picture.format in {"GIF", "PNG", "WEBP"} and bool(getattr(picture, "is_animated", False))


def decode_upright(picture: Image.Image) -> Image.Image:
    """Decode the picture in its displayed orientation, in RGB or RGBA, within the maximum side of a reference."""
    profile = picture.info.get("icc_profile")
    # A large JPG is decoded at a half or a quarter of its size.
    picture.draft(None, (MAX_REFERENCE_SIDE_PIXELS, MAX_REFERENCE_SIDE_PIXELS))
    picture.load()
    transposition = TRANSPOSE_BY_ORIENTATION.get(exif_orientation(picture))
    pixels = reduce_in_strips(picture, max(picture.size) // (2 * MAX_REFERENCE_SIDE_PIXELS))
    pixels.thumbnail((MAX_REFERENCE_SIDE_PIXELS, MAX_REFERENCE_SIDE_PIXELS), Image.Resampling.LANCZOS)
    alpha = pixels.getchannel("A") if pixels.mode == "RGBA" else None
    pixels = to_srgb(pixels.convert("RGB") if alpha else pixels, profile)
    if alpha and alpha.getextrema() != (255, 255):
        pixels.putalpha(alpha)
    return pixels if transposition is None else pixels.transpose(transposition)


def reduce_in_strips(picture: Image.Image, factor: int) -> Image.Image:
    """Convert the picture to eight bits, and reduce it by an integer factor if that is two or more."""
    if factor < 2:  # noqa: PLR2004 - nothing to reduce
        return to_eight_bits(picture)
    rows = STRIP_ROWS * factor
    tops = range(0, picture.height, rows)
    boxes = ((0, top, picture.width, min(top + rows, picture.height)) for top in tops)
    strips = [to_eight_bits(picture.crop(box)).reduce(factor) for box in boxes]
    result = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    for index, strip in enumerate(strips):
        result.paste(strip, (0, index * STRIP_ROWS))
    return result


def exif_orientation(picture: Image.Image) -> int:
    """The EXIF orientation; 1 (upright) if it cannot be read."""
    try:
        return int(picture.getexif().get(EXIF_ORIENTATION_TAG, 1))
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, struct.error):
        return 1


def to_eight_bits(picture: Image.Image) -> Image.Image:
    """Convert the picture to a mode that can be reduced: L, RGB, RGBA or CMYK."""
    if picture.mode == "I;16":  # convert() would clip the values, so only the upper bytes are taken
        return Image.frombytes("L", picture.size, picture.tobytes()[1::2])
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")  # avoids a copy of a large picture
    return picture if picture.mode in {"L", "RGB", "CMYK"} else picture.convert("RGB")


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert the picture to sRGB; a profile that cannot be applied is ignored."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, io.BytesIO(profile), srgb, outputMode="RGB")
            assert converted is not None  # None only if a picture is converted in place
            return converted
    return picture.convert("RGB")


def iter_encodings(
    picture: Image.Image, target: str, qualities: Iterable[int], scales: Iterable[float] = SCALES
) -> Iterator[bytes]:
    """Yield encodings with decreasing quality at each decreasing size, without EXIF, texts and colour profile."""
    picture.info.clear()
    for scale in scales:
        sides = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        scaled = picture if scale == 1 else picture.resize(sides, Image.Resampling.LANCZOS)
        for quality in qualities:
            out = io.BytesIO()
            scaled.save(out, PILLOW_FORMATS[target], quality=quality, method=2)
            yield out.getvalue()


COMMANDS: dict[str, Callable[..., Iterator[bytes]]] = {
    "shrink": iter_shrunk_encodings,
    "reference": iter_reference_encodings,
}


def main() -> ExitCode:
    """Write the first encoding that fits into the limit, and return the exit status."""
    limit_resources()
    command, limit, *arguments = sys.argv[1:]
    try:
        for encoded in COMMANDS[command](sys.stdin.buffer.read(), *arguments):
            if len(encoded) <= int(limit):
                sys.stdout.buffer.write(encoded)
                return ExitCode.DONE
    except CannotReencode as error:
        sys.stdout.write(" ".join(map(str, error.dimensions)))
        return error.exit_code
    except MemoryError:
        return ExitCode.RESOURCES_EXCEEDED
    except (OSError, ValueError, SyntaxError, EOFError):
        return ExitCode.BROKEN
    return ExitCode.STILL_TOO_LARGE


if __name__ == "__main__":
    sys.exit(main())
