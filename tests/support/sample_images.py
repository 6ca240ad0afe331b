"""Pictures that members might upload, and malformed or malicious files."""

import io
import os
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

EMBEDDED_SECRETS = [b"where I live", b"who I am", b"a secret", b"<script>", b"evil.txt"]
"""Byte strings that a cleaned picture must not contain."""


def encode_image(picture: Image.Image, format_: str, **fields: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, format_, **fields)
    return out.getvalue()


def noise_image(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    return Image.frombytes(mode, size, os.urandom(size[0] * size[1] * len(mode)))


def solid_image(colour: Any = (200, 30, 40), size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    return Image.new(mode, size, colour)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int, height: int) -> bytes:
    """A complete PNG of a few bytes whose header claims this size (decompression bomb)."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(b""))
        + png_chunk(b"IEND", b"")
    )


def webp_bomb() -> bytes:
    """A WEBP with a canvas of nearly the maximum size and a small picture in it (decompression bomb)."""
    inside = encode_image(solid_image(), "WEBP")[12:]
    canvas = (16_382).to_bytes(3, "little") * 2
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + bytes(4) + canvas + inside
    return b"RIFF" + struct.pack("<I", len(body)) + body


def jpeg_bomb() -> bytes:
    data = encode_image(solid_image(), "JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", 65_500, 65_500) + data[at + 4 :]


def phone_photo() -> bytes:
    """A JPG like a phone's: rotated by EXIF, with location and author; displayed, the red corner is at the top left."""
    picture = solid_image("blue", (64, 48))
    picture.paste("red", (0, 0, 16, 16))
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "where I live"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 29: "where I live"})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    turned = picture.transpose(Image.Transpose.ROTATE_90)  # EXIF orientation 6 reverses this
    return encode_image(turned, "JPEG", quality=95, exif=exif, comment=b"who I am", icc_profile=profile)


def red_green_swapped_profile() -> bytes:
    """An ICC profile in which red and green are swapped."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = (
        profile[green + 4 : green + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(profile)


def jpeg_zip_polyglot() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("evil.txt", "<script>alert(1)</script>")
    return encode_image(solid_image(), "JPEG", comment=b"<script>") + archive.getvalue()


def png_with_text() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("prompt", "a secret")
    text.add_itxt("xmp", "a secret", zip=False)
    return encode_image(solid_image(), "PNG", pnginfo=text) + b"<script>"
