"""Draws a practice picture from a prompt and a seed, with exactly the requested pixels."""

import re
from functools import cache
from random import Random
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

from sandbox.runware.models import Size
from sandbox.runware.pictures import figures, palette, scenery
from sandbox.runware.pictures.canvas import Canvas
from sandbox.runware.pictures.palette import Palette, WordSet

SIGNATURE: Final = "practice picture"
_TILE_PIXELS: Final = 512
_MAX_SKY_BRIGHTNESS: Final = 270
"""Sum of red, green and blue below which the sky is dark enough for stars."""
_FRAME_DIVISOR: Final = 36
"""The frame of an edit is the shorter side divided by this."""
_GRAIN_BRIGHTNESS_STEPS: Final = 8
"""Amplitude of the noise in steps of brightness: makes a 1K JPG as large as a photograph's."""


def paint(prompt: str, seed: int, size: Size, source: Image.Image | None = None) -> Image.Image:
    """Draw the picture for a prompt; with ``source``, that picture recoloured for the prompt and framed."""
    random = Random(f"{seed}:{prompt}")
    words = _extract_words(prompt)
    colours = palette.choose_palette(words, random)
    canvas = Canvas(size, colours, words, random)
    if source is None:
        _compose(canvas)
    else:
        edge = canvas.unit // _FRAME_DIVISOR
        inside = Size(canvas.width - 2 * edge, canvas.height - 2 * edge)
        canvas.image.paste(_recolour(source, inside, colours), (edge, edge))
    figures.draw_weather(canvas)
    picture = canvas.image.resize(size, Image.Resampling.BILINEAR)
    if source is None and colours.is_dark:
        _draw_stars(picture, random, canvas.image)
    picture = ImageChops.add(picture, _noise_layer(size), scale=1, offset=-128)
    if source is not None:
        _draw_frame(picture, colours)
    _draw_signature(picture)
    return picture


def _extract_words(prompt: str) -> WordSet:
    words = set(re.findall(r"[a-z]+", prompt.lower()))
    return words | {word.removesuffix(ending) for word in words for ending in ("s", "es")}


def _compose(canvas: Canvas) -> None:
    scene = scenery.choose_scene(canvas)
    if scene is not scenery.draw_space:
        figures.draw_sky_light(canvas)
    scene(canvas)
    figures.draw_figures(canvas)


def _recolour(source: Image.Image, size: Size, colours: Palette) -> Image.Image:
    fitted = ImageOps.fit(source, size)
    toned = ImageOps.colorize(fitted.convert("L"), colours.near, colours.light, colours.middle)
    return Image.blend(fitted, toned, 0.5)


def _draw_frame(picture: Image.Image, colours: Palette) -> None:
    """Frame an edit; each further edit adds a frame, so that one sees the number of edits."""
    width = min(picture.size) // _FRAME_DIVISOR
    right, bottom = picture.width - 1, picture.height - 1
    pen, line = ImageDraw.Draw(picture), max(1, width // 6)
    pen.rectangle((0, 0, right, bottom), outline=colours.light, width=width)
    pen.rectangle((0, 0, right, bottom), outline=colours.near, width=line)
    pen.rectangle((width, width, right - width, bottom - width), outline=colours.near, width=line)


def _draw_stars(picture: Image.Image, random: Random, drawing: Image.Image) -> None:
    """Draw sharp points at full size where the sky is dark."""
    pen, scale = ImageDraw.Draw(picture), drawing.width / picture.width
    for _ in range(420):
        x, y = random.randrange(picture.width), int(picture.height * 0.55 * random.random() ** 1.3)
        below = drawing.getpixel((min(drawing.width - 1, int(x * scale)), min(drawing.height - 1, int(y * scale))))
        if isinstance(below, tuple) and sum(below) < _MAX_SKY_BRIGHTNESS:
            bright = random.randrange(140, 256)
            radius = picture.height / 1024 * random.choice((0.6, 0.6, 0.9, 1.5))
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(bright, bright, min(255, bright + 12)))


@cache
def _noise_tile() -> Image.Image:
    noise = Image.frombytes("L", (_TILE_PIXELS, _TILE_PIXELS), Random(0).randbytes(_TILE_PIXELS * _TILE_PIXELS))
    return noise.point(
        [128 - _GRAIN_BRIGHTNESS_STEPS + value * 2 * _GRAIN_BRIGHTNESS_STEPS // 255 for value in range(256)]
    )


def _noise_layer(size: Size) -> Image.Image:
    grain = Image.new("L", size)
    for x in range(0, size.width, _TILE_PIXELS):
        for y in range(0, size.height, _TILE_PIXELS):
            grain.paste(_noise_tile(), (x, y))
    return Image.merge("RGB", (grain, grain, grain))


def _draw_signature(picture: Image.Image) -> None:
    pen, font = ImageDraw.Draw(picture, "RGBA"), _font(max(11, min(picture.size) // 52))
    place = (picture.width - picture.width // 60, picture.height - picture.height // 60)
    pen.text(place, SIGNATURE, font=font, anchor="rs", fill=(255, 255, 255, 150))


@cache
def _font(points: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(points)
