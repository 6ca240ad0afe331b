"""A practice picture from words and a seed, of exactly the pixels that were asked for."""

import re
from functools import cache
from random import Random
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

from sandbox.runware import figures, palette, scenery
from sandbox.runware.canvas import Canvas
from sandbox.runware.models import Size
from sandbox.runware.palette import Palette, Words

SIGNATURE: Final = "practice picture"
_TILE: Final = 512
_FRAME: Final = 36
"""An edit's frame is this part of the shorter side."""
_GRAIN: Final = 8
"""Steps of brightness, up and down: a 1K JPG comes out as large as a photograph's."""


def paint(prompt: str, seed: int, size: Size, source: Image.Image | None = None) -> Image.Image:
    """The picture for these words; with a ``source``, that picture framed, in the colours and weather of the words."""
    random = Random(f"{seed}:{prompt}")
    words = _words(prompt)
    colours = palette.choose(words, random)
    canvas = Canvas(size, colours, words, random)
    if source is None:
        _compose(canvas)
    else:
        edge = canvas.unit // _FRAME
        inside = Size(canvas.width - 2 * edge, canvas.height - 2 * edge)
        canvas.image.paste(_recoloured(source, inside, colours), (edge, edge))
    figures.weather(canvas)
    picture = canvas.image.resize(size, Image.Resampling.BILINEAR)
    if source is None and colours.dark:
        _stars(picture, random, canvas.image)
    picture = ImageChops.add(picture, _grain(size), scale=1, offset=-128)
    if source is not None:
        _frame(picture, colours)
    _sign(picture)
    return picture


def _words(prompt: str) -> Words:
    words = set(re.findall(r"[a-z]+", prompt.lower()))
    return words | {word.removesuffix(ending) for word in words for ending in ("s", "es")}


def _compose(canvas: Canvas) -> None:
    scene = scenery.choose(canvas)
    if scene is not scenery.space:
        figures.light(canvas)
    scene(canvas)
    figures.people(canvas)


def _recoloured(source: Image.Image, size: Size, colours: Palette) -> Image.Image:
    fitted = ImageOps.fit(source, size)
    toned = ImageOps.colorize(fitted.convert("L"), colours.near, colours.light, colours.middle)
    return Image.blend(fitted, toned, 0.5)


def _frame(picture: Image.Image, colours: Palette) -> None:
    """An edit is framed, and the edit of an edit twice: one sees how far it is from the first picture."""
    width = min(picture.size) // _FRAME
    right, bottom = picture.width - 1, picture.height - 1
    pen, line = ImageDraw.Draw(picture), max(1, width // 6)
    pen.rectangle((0, 0, right, bottom), outline=colours.light, width=width)
    pen.rectangle((0, 0, right, bottom), outline=colours.near, width=line)
    pen.rectangle((width, width, right - width, bottom - width), outline=colours.near, width=line)


def _stars(picture: Image.Image, random: Random, drawing: Image.Image) -> None:
    """Sharp points, drawn at full size, only where the sky is still dark and empty."""
    pen, scale = ImageDraw.Draw(picture), drawing.width / picture.width
    for _ in range(420):
        x, y = random.randrange(picture.width), int(picture.height * 0.55 * random.random() ** 1.3)
        below = drawing.getpixel((min(drawing.width - 1, int(x * scale)), min(drawing.height - 1, int(y * scale))))
        if isinstance(below, tuple) and sum(below) < 270:  # noqa: PLR2004 - darker than a lit cloud
            bright = random.randrange(140, 256)
            radius = picture.height / 1024 * random.choice((0.6, 0.6, 0.9, 1.5))
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(bright, bright, min(255, bright + 12)))


@cache
def _tile() -> Image.Image:
    noise = Image.frombytes("L", (_TILE, _TILE), Random(0).randbytes(_TILE * _TILE))
    return noise.point([128 - _GRAIN + value * 2 * _GRAIN // 255 for value in range(256)])


def _grain(size: Size) -> Image.Image:
    grain = Image.new("L", size)
    for x in range(0, size.width, _TILE):
        for y in range(0, size.height, _TILE):
            grain.paste(_tile(), (x, y))
    return Image.merge("RGB", (grain, grain, grain))


def _sign(picture: Image.Image) -> None:
    pen, font = ImageDraw.Draw(picture, "RGBA"), _font(max(11, min(picture.size) // 52))
    place = (picture.width - picture.width // 60, picture.height - picture.height // 60)
    pen.text(place, SIGNATURE, font=font, anchor="rs", fill=(255, 255, 255, 150))


@cache
def _font(points: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(points)
