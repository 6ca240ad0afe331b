"""The child process that decodes a picture and encodes it anew: bytes in on stdin, bytes out on stdout.

It runs alone (``python -I reencode.py shrink LIMIT FORMAT`` or ``… reference LIMIT``), without the bot's environment,
and with little memory and time, because decoders of pictures are where hostile bytes do harm. It imports nothing of
Easel, so that it starts quickly. Its exit status is a :class:`Verdict`, or something else if it broke; the bytes out
are the picture, or, where it cannot be used, its sides in pixels as far as they are known (``20 9000``).
"""

import io
import re
import struct
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
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

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space."""
PROCESSOR_SECONDS = 30
FORMATS = {"JPG": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
QUALITIES = (90, 80, 65, 50, 35)
SCALES = (1.0, 0.75, 0.5, 0.35, 0.25)
MAX_PIXELS = 4096 * 4096
"""More than four times what any model draws."""
REFERENCE_PIXELS = 120_000_000
"""The cameras of telephones make 108 million. What has so many and is no JPG may need more than :data:`MEMORY`."""
REFERENCE_FORMATS = (*FORMATS.values(), "GIF")
REFERENCE_SIDE = 2048
"""Runware keeps no more of a picture that is given to it (its page on image upload)."""
REFERENCE_LEAST = 16
"""Pixels a side, before and after it was made smaller."""
REFERENCE_RATIO = REFERENCE_SIDE // REFERENCE_LEAST
"""How many times as long as the short side the long one may be."""
REFERENCE_QUALITIES = (95, *QUALITIES)
STRIP = 64
"""Rows that are made at a time where a large picture is made smaller, so that no second one of its size is needed."""
PROFILE_BYTES = 16 * 1024 * 1024
"""What a colour profile may unpack to; those of printers have a few million bytes."""
NEWER_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
"""What files of HEIC and AVIF call themselves (ISO/IEC 23008-12 and the AVIF specification)."""
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
PNG_CRITICAL = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT")
PLUGINS = (GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
"""Imported here, because Pillow would look through all of its formats for the last one otherwise."""
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each orientation that EXIF knows."""


class Verdict(IntEnum):
    """The exit statuses that mean something."""

    DONE = 0
    TOO_LARGE_STILL = 3
    """It cannot be made small enough."""
    NO_PICTURE = 4
    """Not a PNG, JPG or WEBP."""
    ANIMATED = 5
    TOO_MANY_PIXELS = 6
    TOO_SMALL = 7
    """Or far too narrow."""
    BROKEN = 8
    TOO_COSTLY = 9
    """It takes too much time or memory."""
    NEWER = 10
    """HEIC or AVIF."""
    TOO_NARROW = 11
    """Its long side is too long for its short one."""


class Unfit(Exception):
    """This picture is not encoded anew; ``figures`` are its sides, or the number of its pixels."""

    def __init__(self, verdict: Verdict, *figures: int) -> None:
        super().__init__(verdict.name)
        self.verdict = verdict
        self.figures = figures


def confine() -> None:
    """Give back what this process does not need: memory, time and files."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - only POSIX has it

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def smaller(data: bytes, wanted: str) -> Iterator[bytes]:
    """Ever smaller encodings of one of our own pictures.

    PNG has no quality to lower, so it becomes WEBP at once.
    """
    target = "WEBP" if wanted == "PNG" else wanted
    with opened(data, MAX_PIXELS) as picture:
        pixels = picture.convert("RGBA" if picture.has_transparency_data and target != "JPG" else "RGB")
    return encodings(pixels, target, QUALITIES)


def reference(data: bytes) -> Iterator[bytes]:
    """Ever smaller encodings of a member's picture: upright, in sRGB, at most ``REFERENCE_SIDE`` a side.

    Transparent ones as PNG and then WEBP, others as JPG.
    """
    if data[4:8] == b"ftyp" and data[8:12] in NEWER_BRANDS:
        raise Unfit(Verdict.NEWER)
    PngImagePlugin.MAX_TEXT_CHUNK = PROFILE_BYTES  # it holds for colour profiles too
    with opened(pixels_alone(data), REFERENCE_PIXELS, REFERENCE_FORMATS) as picture:
        if is_animated(picture):
            raise Unfit(Verdict.ANIMATED)
        short, long = sorted(picture.size)
        if short < REFERENCE_LEAST:
            raise Unfit(Verdict.TOO_SMALL, *picture.size)
        if long > short * REFERENCE_RATIO:
            raise Unfit(Verdict.TOO_NARROW, *picture.size)
        try:
            pixels = upright(picture)
        except MemoryError as error:
            raise Unfit(Verdict.TOO_COSTLY, *picture.size) from error
    if "A" not in pixels.getbands():
        yield from encodings(pixels, "JPG", REFERENCE_QUALITIES)
        return
    yield from encodings(pixels, "PNG", (100,), scales=(1,))
    yield from encodings(pixels, "WEBP", REFERENCE_QUALITIES)


def pixels_alone(data: bytes) -> bytes:
    """A PNG without its texts, and with right checksums on what else is not needed to decode it; the rest as it is.

    Pillow refuses a whole PNG for a long text or a wrong checksum in what says nothing about its pixels.
    """
    if not data.startswith(PNG_SIGNATURE):
        return data
    kept = [PNG_SIGNATURE]
    place = len(PNG_SIGNATURE)
    while len(head := data[place : place + 8]) == 8:  # noqa: PLR2004 - length and kind have four bytes each
        length, kind = struct.unpack(">I4s", head)
        end = place + length + 12
        if end > len(data):
            break
        if kind in PNG_CRITICAL:
            kept.append(data[place:end])
        elif kind not in PNG_TEXTS and not (kind == b"iCCP" and unpacks_too_far(data[place + 8 : end - 4])):
            kept += (data[place : end - 4], struct.pack(">I", zlib.crc32(data[place + 4 : end - 4])))
        place = end
    return b"".join((*kept, data[place:]))


def unpacks_too_far(profile: bytes) -> bool:
    """Whether the colour profile of a PNG, behind its name, unpacks to more than is read of one."""
    _, _, packed = profile.partition(b"\0")
    try:
        unpacking = zlib.decompressobj()
        unpacking.decompress(packed[1:], PROFILE_BYTES)
    except zlib.error:
        return True  # it cannot be applied
    return bool(unpacking.unconsumed_tail)


def opened(data: bytes, max_pixels: int, formats: Iterable[str] = tuple(FORMATS.values())) -> Image.Image:
    """The picture by what its bytes are; only its header has been read."""
    Image.MAX_IMAGE_PIXELS = max_pixels // 2  # Pillow refuses twice as many, before its decoders take memory for them
    try:
        return Image.open(io.BytesIO(data), formats=tuple(formats))
    except UnidentifiedImageError as error:
        raise Unfit(Verdict.NO_PICTURE) from error
    except Image.DecompressionBombError as error:
        pixels = re.search(r"\d+", str(error))
        raise Unfit(Verdict.TOO_MANY_PIXELS, *([int(pixels[0])] if pixels else [])) from error


def is_animated(picture: Image.Image) -> bool:
    """Whether it has frames in time. A JPG may hold a second picture beside the first, as telephones make it (MPO)."""
    return picture.format in {"GIF", "PNG", "WEBP"} and bool(getattr(picture, "is_animated", False))


def upright(picture: Image.Image) -> Image.Image:
    """The decoded picture as people see it, in RGB or RGBA, as small as a reference has to be."""
    profile = picture.info.get("icc_profile")
    picture.draft(None, (REFERENCE_SIDE, REFERENCE_SIDE))  # a large JPG is decoded at a half or a quarter at once
    picture.load()
    turn = TURNS.get(orientation(picture))
    pixels = in_strips(picture, max(picture.size) // (2 * REFERENCE_SIDE))
    pixels.thumbnail((REFERENCE_SIDE, REFERENCE_SIDE), Image.Resampling.LANCZOS)
    alpha = pixels.getchannel("A") if pixels.mode == "RGBA" else None
    pixels = in_srgb(pixels.convert("RGB") if alpha else pixels, profile)
    if alpha and alpha.getextrema() != (255, 255):
        pixels.putalpha(alpha)
    return pixels if turn is None else pixels.transpose(turn)


def in_strips(picture: Image.Image, factor: int) -> Image.Image:
    """The picture in eight bits, made smaller by a whole factor if that is two or more."""
    if factor < 2:  # noqa: PLR2004 - there is nothing to make smaller
        return eight_bits(picture)
    strips = [
        eight_bits(picture.crop((0, top, picture.width, min(top + STRIP * factor, picture.height)))).reduce(factor)
        for top in range(0, picture.height, STRIP * factor)
    ]
    made = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        made.paste(strip, (0, top))
        top += strip.height
    return made


def orientation(picture: Image.Image) -> int:
    """How EXIF says the picture lies; upright where that cannot be read."""
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, struct.error):
        return 1


def eight_bits(picture: Image.Image) -> Image.Image:
    """The same pixels in a mode that can be made smaller well: L, RGB, RGBA or CMYK."""
    if picture.mode == "I;16":  # converting would clip it, so only the upper bytes are taken
        return Image.frombytes("L", picture.size, picture.tobytes()[1::2])
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")  # no second one of that size
    return picture if picture.mode in {"L", "RGB", "CMYK"} else picture.convert("RGB")


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in the colours that everybody assumes; a profile that does not fit or work is left out."""
    if profile:
        try:
            srgb = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(picture, io.BytesIO(profile), srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None
        if made is not None:
            return made
    return picture.convert("RGB")


def encodings(
    picture: Image.Image, target: str, qualities: Iterable[int], scales: Iterable[float] = SCALES
) -> Iterator[bytes]:
    """Lower quality first, then smaller sides. Nothing but pixels is written: no EXIF, no text, no colour profile."""
    picture.info.clear()
    for scale in scales:
        sides = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        scaled = picture if scale == 1 else picture.resize(sides, Image.Resampling.LANCZOS)
        for quality in qualities:
            out = io.BytesIO()
            scaled.save(out, FORMATS[target], quality=quality, method=2)
            yield out.getvalue()


JOBS: dict[str, Callable[..., Iterator[bytes]]] = {"shrink": smaller, "reference": reference}


def main() -> Verdict:
    """Write the first encoding that fits."""
    confine()
    job, limit, *rest = sys.argv[1:]
    try:
        for encoded in JOBS[job](sys.stdin.buffer.read(), *rest):
            if len(encoded) <= int(limit):
                sys.stdout.buffer.write(encoded)
                return Verdict.DONE
    except Unfit as error:
        sys.stdout.write(" ".join(map(str, error.figures)))
        return error.verdict
    except MemoryError:
        return Verdict.TOO_COSTLY
    except (OSError, ValueError, SyntaxError, EOFError):
        return Verdict.BROKEN
    return Verdict.TOO_LARGE_STILL


if __name__ == "__main__":
    sys.exit(main())
