"""The small mark in the corner that says what a picture is; it is found again in pictures that come back."""

from functools import cache
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageStat

from sandbox.runware.models import Size

MARK_TEXT: Final = "practice picture · no model drew it"
_SHORT_TEXT: Final = "practice"
_MIN_FONT_POINTS: Final = 8
_FONT_DIVISOR: Final = 58
_MARGIN_DIVISOR: Final = 64
_BACKGROUND: Final = (30, 28, 38)
_INK: Final = (236, 234, 240)
_MAX_DIFFERENCE: Final = 30.0
"""Mean difference of brightness up to which a corner is taken for the mark, even after compression and scaling."""


def draw_mark(picture: Image.Image) -> None:
    """Put the mark into the lower right corner."""
    stamp, place = _stamp(picture.width, picture.height)
    picture.paste(stamp, place, _rounded(stamp.size))


def remove_mark(picture: Image.Image) -> Image.Image:
    """The picture without its mark, if it has one: its place is filled from what is above it."""
    stamp, (x, y) = _stamp(picture.width, picture.height)
    box = (x, y, x + stamp.width, y + stamp.height)
    if not _has_mark(picture.crop(box), stamp):
        return picture
    edge = max(2, stamp.height // 5)
    around = (
        max(0, x - edge),
        max(0, y - edge),
        min(picture.width, x + stamp.width + edge),
        min(picture.height, y + stamp.height + edge),
    )
    height = around[3] - around[1]
    above = picture.crop((around[0], max(0, around[1] - height), around[2], around[1]))
    patch = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((around[2] - around[0], height))
    cleaned = picture.copy()
    cleaned.paste(patch.filter(ImageFilter.GaussianBlur(1)), around[:2])
    return cleaned


def _has_mark(corner: Image.Image, stamp: Image.Image) -> bool:
    difference = ImageChops.difference(corner.convert("L"), stamp.convert("L"))
    return ImageStat.Stat(difference, _rounded(stamp.size)).mean[0] < _MAX_DIFFERENCE


@cache
def _stamp(width: int, height: int) -> tuple[Image.Image, tuple[int, int]]:
    """The mark for a picture of that size, and its upper left corner."""
    margin = min(width, height) // _MARGIN_DIVISOR
    text, font = MARK_TEXT, _font(max(_MIN_FONT_POINTS, min(width, height) // _FONT_DIVISOR))
    if font.getlength(text) > width * 0.7:
        text = _SHORT_TEXT
    size = Size(min(width, round(font.getlength(text) + font.size * 1.2)), min(height, round(font.size * 1.7)))
    stamp = Image.new("RGB", size, _BACKGROUND)
    ImageDraw.Draw(stamp).text((size.width / 2, size.height / 2), text, font=font, anchor="mm", fill=_INK)
    return stamp, (max(0, width - size.width - margin), max(0, height - size.height - margin))


@cache
def _rounded(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), size[1] // 3, fill=255)
    return mask


@cache
def _font(points: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(points)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font
