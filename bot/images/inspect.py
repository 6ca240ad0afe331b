"""Reads format and size of a picture file from its header, without decoding pixels."""

import io
import struct
import warnings
from typing import Final, NamedTuple

from PIL import Image

from bot.domain.catalog import OutputFormat, Size
from bot.errors import BadPicture
from bot.images.reencode_child import MAX_PIXELS
from bot.images.truncation import trim_trailing_data

_FORMAT_BY_PILLOW_NAME: Final = {"JPEG": OutputFormat.JPG, "PNG": OutputFormat.PNG, "WEBP": OutputFormat.WEBP}


class PictureFile(NamedTuple):
    """A complete picture file, with the format and size that its header states."""

    data: bytes
    format: OutputFormat
    size: Size


def parse_picture(data: bytes) -> PictureFile:
    """Parse a picture by its bytes, not its name, and cut off trailing data.

    Raises :class:`BadPicture` for anything but a complete picture. No pixels are decoded, so this is fast, but does not
    prove that they can be decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is stricter
            with Image.open(io.BytesIO(data), formats=tuple(_FORMAT_BY_PILLOW_NAME)) as picture:
                format_, size = _FORMAT_BY_PILLOW_NAME[picture.format or ""], Size(*picture.size)
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, struct.error, Image.DecompressionBombError) as error:
        raise BadPicture("The file is not a picture.") from error
    if size.width * size.height > MAX_PIXELS:
        raise BadPicture(f"The picture is too large: {size} pixels.")
    if (file := trim_trailing_data(data, format_)) is None:
        raise BadPicture("The picture is cut off.")
    return PictureFile(file, format_, size)
