"""The child process that decodes a picture and encodes it anew: bytes in on stdin, bytes out on stdout.

It runs alone (``python -I reencode.py shrink LIMIT FORMAT`` or ``… reference LIMIT``), without the bot's environment,
and with little memory and time, because decoders of pictures are where hostile bytes do harm. It imports nothing of
Easel, so that it starts quickly. Its exit status is a :class:`Verdict`, or something else if it broke.
"""

import io
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum

from PIL import Image, ImageCms, JpegImagePlugin, PngImagePlugin, UnidentifiedImageError, WebPImagePlugin

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space."""
PROCESSOR_SECONDS = 30
FORMATS = {"JPG": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
QUALITIES = (90, 80, 65, 50, 35)
SCALES = (1.0, 0.75, 0.5, 0.35, 0.25)
MAX_PIXELS = 4096 * 4096
"""More than four times what any model draws."""
REFERENCE_PIXELS = 50_000_000
"""What the cameras of telephones make."""
REFERENCE_SIDE = 2048
"""Runware keeps no more of a picture that is given to it (its page on image upload)."""
REFERENCE_LEAST = 16
"""Pixels a side, before and after it was made smaller."""
REFERENCE_QUALITIES = (95, *QUALITIES)
PLUGINS = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
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


class Unfit(Exception):
    """This picture is not encoded anew."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.name)
        self.verdict = verdict


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
    if data.startswith((b"GIF87a", b"GIF89a")):
        raise Unfit(Verdict.ANIMATED)
    with opened(data, REFERENCE_PIXELS) as picture:
        if is_animated(picture):
            raise Unfit(Verdict.ANIMATED)
        if min(picture.size) * min(1, REFERENCE_SIDE / max(picture.size)) < REFERENCE_LEAST:
            raise Unfit(Verdict.TOO_SMALL)
        pixels = upright(picture)
    if "A" not in pixels.getbands():
        yield from encodings(pixels, "JPG", REFERENCE_QUALITIES)
        return
    yield from encodings(pixels, "PNG", (100,), scales=(1,))
    yield from encodings(pixels, "WEBP", REFERENCE_QUALITIES)


def opened(data: bytes, max_pixels: int) -> Image.Image:
    """The picture by what its bytes are; only its header has been read."""
    Image.MAX_IMAGE_PIXELS = max_pixels // 2  # Pillow refuses twice as many, before its decoders take memory for them
    try:
        return Image.open(io.BytesIO(data), formats=tuple(FORMATS.values()))
    except UnidentifiedImageError as error:
        raise Unfit(Verdict.NO_PICTURE) from error
    except Image.DecompressionBombError as error:
        raise Unfit(Verdict.TOO_MANY_PIXELS) from error


def is_animated(picture: Image.Image) -> bool:
    """Whether it has frames in time. A JPG may hold a second picture beside the first, as telephones make it (MPO)."""
    return picture.format in {"PNG", "WEBP"} and bool(getattr(picture, "is_animated", False))


def upright(picture: Image.Image) -> Image.Image:
    """The decoded picture as people see it, in RGB or RGBA, as small as a reference has to be."""
    profile = picture.info.get("icc_profile")
    picture.draft(None, (REFERENCE_SIDE, REFERENCE_SIDE))  # a large JPG is decoded at a half or a quarter at once
    picture.load()
    turn = TURNS.get(orientation(picture))
    pixels = eight_bits(picture)
    pixels.thumbnail((REFERENCE_SIDE, REFERENCE_SIDE), Image.Resampling.LANCZOS)
    alpha = pixels.getchannel("A") if pixels.mode == "RGBA" else None
    pixels = in_srgb(pixels.convert("RGB") if alpha else pixels, profile)
    if alpha and alpha.getextrema() != (255, 255):
        pixels.putalpha(alpha)
    return pixels if turn is None else pixels.transpose(turn)


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
        return picture.convert("RGBA")
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
        return error.verdict
    except MemoryError:
        return Verdict.TOO_COSTLY
    except (OSError, ValueError, SyntaxError, EOFError):
        return Verdict.BROKEN
    return Verdict.TOO_LARGE_STILL


if __name__ == "__main__":
    sys.exit(main())
