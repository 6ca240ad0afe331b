"""The child process that makes a picture smaller: bytes in on stdin, bytes out on stdout.

It runs alone (``python -I reencode.py FORMAT LIMIT``), without the bot's environment, and with little memory and time,
because decoders of pictures are where hostile bytes do harm. It imports nothing of Easel, so that it starts quickly.
"""

import io
import sys
from collections.abc import Iterator

from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space."""
PROCESSOR_SECONDS = 30
IMPOSSIBLE = 3
"""The exit status for bytes that are no picture, or cannot be made small enough."""
FORMATS = {"JPG": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
QUALITIES = (90, 80, 65, 50, 35)
SCALES = (1.0, 0.75, 0.5, 0.35, 0.25)
MAX_PIXELS = 4096 * 4096
PLUGINS = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
"""Imported here, because Pillow would look through all of its formats for the last one otherwise."""


def confine() -> None:
    """Give back what this process does not need: memory, time and files."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - only POSIX has it

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def attempts(data: bytes, wanted: str) -> Iterator[tuple[str, bytes]]:
    """Ever smaller encodings, each with its format: lower quality first, then smaller sides.

    PNG has no quality to lower, so it becomes WEBP at once. Nothing but pixels is written: no EXIF, no text, no colour
    profile.
    """
    target = "WEBP" if wanted == "PNG" else wanted
    with Image.open(io.BytesIO(data), formats=tuple(FORMATS.values())) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        picture = opened.convert("RGBA" if opened.has_transparency_data and target != "JPG" else "RGB")
    picture.info.clear()
    for scale in SCALES:
        sides = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        smaller = picture if scale == 1 else picture.resize(sides, Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            out = io.BytesIO()
            smaller.save(out, FORMATS[target], quality=quality, method=2)
            yield target, out.getvalue()


def main() -> int:
    """Write the first encoding that fits, after its format and a line break."""
    confine()
    wanted, limit = sys.argv[1], int(sys.argv[2])
    try:
        for made, data in attempts(sys.stdin.buffer.read(), wanted):
            if len(data) <= limit:
                sys.stdout.buffer.write(made.encode() + b"\n" + data)
                return 0
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        pass
    return IMPOSSIBLE


if __name__ == "__main__":
    sys.exit(main())
