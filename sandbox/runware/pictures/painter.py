"""Draws a practice picture from a prompt and a seed, with exactly the requested pixels."""

from collections.abc import Sequence
from random import Random
from typing import Final

from PIL import Image, ImageChops, ImageFilter

from sandbox.runware.models import Size
from sandbox.runware.pictures import weather
from sandbox.runware.pictures.abstract import draw_abstract
from sandbox.runware.pictures.canvas import Canvas
from sandbox.runware.pictures.colours import Colour
from sandbox.runware.pictures.composition import draw_subjects
from sandbox.runware.pictures.edits import change_picture, combine_sources, edit_lighting, put_in
from sandbox.runware.pictures.grain import noise_layer
from sandbox.runware.pictures.lighting import LIGHTINGS, choose_lighting
from sandbox.runware.pictures.mark import draw_mark
from sandbox.runware.pictures.scenes import SCENES
from sandbox.runware.pictures.scenes.sky import draw_sky
from sandbox.runware.pictures.styles import apply_styles
from sandbox.runware.pictures.surroundings import choose_lighting_name, choose_scene, is_indoor
from sandbox.runware.pictures.words.reader import Reading, read_prompt

_WITHOUT_GRAIN: Final = frozenset({"pixel art", "poster", "sticker"})
_STICKER_SHEETS: Final = ("f6c9a8", "b8dcd6", "c9c4ec", "f4d98a", "f3b9c4")
_STICKER_EDGE_DIVISOR: Final = 52
_ABSTRACT_SCALE: Final = 1.0
_MAX_STYLED_PIXELS: Final = 1280 * 1280


def paint(prompt: str, seed: int, size: Size, sources: Sequence[Image.Image] = ()) -> Image.Image:
    """Draw the picture for a prompt; with ``sources``, those pictures changed as the prompt says."""
    random = Random(f"{seed}:{prompt}")
    reading = read_prompt(prompt)
    drawn = _drawn_size(size)
    picture = _edit(reading, random, drawn, sources) if sources else _draw(reading, random, drawn)
    picture = _fit_size(apply_styles(picture, reading.styles, random), size)
    if not sources and not _WITHOUT_GRAIN & set(reading.styles):
        picture = ImageChops.add(picture, noise_layer(size), scale=1, offset=-128)
    draw_mark(picture)
    return picture


def _drawn_size(size: Size) -> Size:
    """The size at which a picture is drawn and gets its style: a very large one is scaled up afterwards."""
    scale = min(1.0, (_MAX_STYLED_PIXELS / (size.width * size.height)) ** 0.5)
    return Size(max(1, round(size.width * scale)), max(1, round(size.height * scale)))


def _draw(reading: Reading, random: Random, size: Size) -> Image.Image:
    if reading.names_nothing and not reading.lighting:
        canvas = Canvas(size, LIGHTINGS["day"], random, scale=_ABSTRACT_SCALE)
        draw_abstract(canvas, reading.colours)
        _draw_weather(canvas, reading)
    elif "sticker" in reading.styles and reading.subjects:
        return _draw_sticker(reading, random, size)
    else:
        canvas = _draw_scene(reading, random, size)
    return _fit_size(canvas.image, size)


def _draw_scene(reading: Reading, random: Random, size: Size) -> Canvas:
    name = choose_scene(reading, random)
    scene = SCENES[name]
    canvas = Canvas(size, choose_lighting(choose_lighting_name(reading) or scene.lighting, random), random)
    if scene.has_sky:
        draw_sky(canvas, with_light=not {"sun", "moon"} & {subject.figure for subject in reading.subjects})
        for each in reading.weather:
            if each in weather.IN_THE_SKY:
                weather.IN_THE_SKY[each](canvas)
    scene.draw(canvas)
    draw_subjects(canvas, reading, scene.ground, scene.far_ground)
    if not is_indoor(name):
        _draw_weather(canvas, reading)
    return canvas


def _draw_weather(canvas: Canvas, reading: Reading) -> None:
    for each in reading.weather:
        if each in weather.IN_FRONT:
            weather.IN_FRONT[each](canvas)


def _draw_sticker(reading: Reading, random: Random, size: Size) -> Image.Image:
    """Cut the subjects out with a white edge, on coloured paper."""
    canvas = Canvas(size, LIGHTINGS["day"], random)
    paper = Colour(1, 254, 3)  # a colour that no figure has, to tell what is drawn from what is not
    canvas.image.paste(paper, (0, 0, canvas.width, canvas.height))
    draw_subjects(canvas, reading, 0.82, 0.82, with_shadows=False)
    picture = _fit_size(canvas.image, size)
    small = (max(1, size.width // 4), max(1, size.height // 4))
    apart = ImageChops.difference(picture, Image.new("RGB", size, paper)).convert("L")
    mask = (
        apart.point([0, 0, 0, *[255] * 253])
        .resize(small, Image.Resampling.BOX)
        .point([255 if value > 90 else 0 for value in range(256)])
    )
    edge = max(1, min(size) // _STICKER_EDGE_DIVISOR // 4)
    wide = (
        mask.filter(ImageFilter.MaxFilter(2 * edge + 1))
        .filter(ImageFilter.GaussianBlur(1.2))
        .point([min(255, value * 2) for value in range(256)])
    )
    sheet = Image.new("RGB", size, Colour(*bytes.fromhex(random.choice(_STICKER_SHEETS))))
    outline = wide.resize(size, Image.Resampling.BICUBIC).point(
        [0 if value < 118 else min(255, (value - 118) * 14) for value in range(256)]
    )
    shadow = ImageChops.offset(
        wide.filter(ImageFilter.GaussianBlur(3)).resize(size), size.width // 120, size.height // 90
    )
    sheet.paste((70, 60, 80), (0, 0), shadow.point([value // 3 for value in range(256)]))
    sheet.paste((255, 255, 255), (0, 0), outline)
    sheet.paste(picture, (0, 0), apart.point([0 if value < 3 else 255 for value in range(256)]))
    return sheet


def _edit(reading: Reading, random: Random, size: Size, sources: Sequence[Image.Image]) -> Image.Image:
    picture = change_picture(combine_sources(sources, size), reading, random)
    if not (reading.subjects or reading.weather or reading.lighting):
        return picture
    canvas = Canvas(size, edit_lighting(reading), random, background=picture)
    put_in(canvas, reading)
    _draw_weather(canvas, reading)
    return _fit_size(canvas.image, size)


def _fit_size(drawing: Image.Image, size: Size) -> Image.Image:
    """Scale the drawing to the picture's size."""
    if drawing.width > size.width:
        return drawing.resize(
            size, Image.Resampling.BOX if drawing.width == 2 * size.width else Image.Resampling.BILINEAR
        )
    return drawing.resize(size, Image.Resampling.BILINEAR) if drawing.size != tuple(size) else drawing
