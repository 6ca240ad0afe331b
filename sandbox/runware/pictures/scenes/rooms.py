"""Rooms, and the plain backdrop for single things."""

from typing import Final

from sandbox.runware.pictures.canvas import Canvas, Place
from sandbox.runware.pictures.colours import Colour, mix_colours, shade_colour
from sandbox.runware.pictures.figures import get_figure
from sandbox.runware.pictures.outlines import Point

_WALLS: Final = (
    Colour(226, 206, 178),
    Colour(178, 204, 206),
    Colour(222, 182, 170),
    Colour(190, 200, 160),
    Colour(196, 186, 216),
)
_WOOD: Final = Colour(176, 122, 78)
_BACKDROPS: Final = (
    Colour(250, 222, 200), Colour(204, 228, 236), Colour(232, 216, 240), Colour(214, 234, 210), Colour(252, 234, 190),
    Colour(246, 208, 214), Colour(190, 214, 224),
)  # fmt: skip
_BOOKS: Final = ("c0503a", "3b6ab0", "2f7a5a", "d8a83a", "6a4a9a", "d8d0c0", "8a3a4a", "3b8a9a")


def _draw_box(canvas: Canvas, corner: Point, end: Point, colour: Colour) -> None:
    canvas.draw_polygon([corner, (end[0], corner[1]), end, (corner[0], end[1])], canvas.lit(colour))


def _draw_floor(canvas: Canvas, top: float, colour: Colour) -> None:
    canvas.draw_ramp(canvas.lit(shade_colour(colour, 1)), canvas.lit(shade_colour(colour, -1)), top=top)
    for index in range(-6, 7):
        near, far = 0.5 + index * 0.22, 0.5 + index * 0.12
        canvas.draw_line([(far, top), (near, 1.01)], 0.003, canvas.lit(shade_colour(colour, -1)))


def _draw_wall(canvas: Canvas, bottom: float) -> Colour:
    wall = canvas.random.choice(_WALLS)
    canvas.draw_ramp(canvas.lit(shade_colour(wall, -1)), canvas.lit(wall), bottom=bottom)
    return wall


def _draw_window(canvas: Canvas, left: float, top: float, width: float, height: float) -> None:
    light = canvas.lighting
    _draw_box(canvas, (left - 0.015, top - 0.015), (left + width + 0.015, top + height + 0.015), Colour(250, 246, 238))
    canvas.draw_polygon(
        [(left, top), (left + width, top), (left + width, top + height), (left, top + height)], light.middle
    )
    canvas.draw_polygon(
        [
            (left, top + height * 0.7),
            (left + width * 0.5, top + height * 0.55),
            (left + width, top + height * 0.72),
            (left + width, top + height),
            (left, top + height),
        ],
        light.far,
    )
    canvas.draw_glow((left + width * 0.7, top + height * 0.25), 0.05, light.light, 0.9)
    for points in (
        [(left + width / 2, top), (left + width / 2, top + height)],
        [(left, top + height / 2), (left + width, top + height / 2)],
    ):
        canvas.draw_line(points, 0.009, canvas.lit(Colour(250, 246, 238)))


def _draw_shelf(canvas: Canvas, left: float, right: float, y: float, height: float) -> None:
    random, x = canvas.random, left + 0.008
    while x < right - 0.014:
        width, tall = random.uniform(0.011, 0.024), height * random.uniform(0.6, 0.92)
        _draw_box(canvas, (x, y - tall), (min(x + width, right), y), Colour(*bytes.fromhex(random.choice(_BOOKS))))
        x += width + 0.003
    _draw_box(canvas, (left, y), (right, y + 0.014), shade_colour(_WOOD, -1))


def draw_room(canvas: Canvas) -> None:
    """Draw a living room with a window, a picture, a lamp and a rug."""
    wall = _draw_wall(canvas, 0.72)
    _draw_floor(canvas, 0.72, _WOOD)
    _draw_box(canvas, (0, 0.705), (1, 0.725), Colour(246, 240, 230))
    _draw_window(canvas, 0.1, 0.16, 0.26, 0.34)
    for x in (0.055, 0.365):
        _draw_box(canvas, (x, 0.11), (x + 0.045, 0.6), shade_colour(wall, -2))
    _draw_box(canvas, (0.64, 0.2), (0.84, 0.4), shade_colour(_WOOD, -1))
    _draw_box(canvas, (0.655, 0.215), (0.825, 0.385), Colour(196, 222, 226))
    canvas.draw_polygon(
        [(0.655, 0.385), (0.72, 0.27), (0.76, 0.33), (0.79, 0.29), (0.825, 0.385)], canvas.lit(Colour(96, 150, 116))
    )
    canvas.draw_figure(get_figure("lamp"), Place(0.92, 0.76, 0.34))
    rug = shade_colour(canvas.random.choice(_WALLS), -1)
    canvas.draw_smooth([(0.16, 0.9), (0.5, 0.82), (0.84, 0.9), (0.5, 0.99)], canvas.lit(rug))
    canvas.draw_smooth([(0.22, 0.9), (0.5, 0.84), (0.78, 0.9), (0.5, 0.97)], canvas.lit(shade_colour(rug, 2)))


def draw_kitchen(canvas: Canvas) -> None:
    """Draw a kitchen with cupboards, tiles, a window and a stove."""
    _draw_wall(canvas, 0.72)
    tile = canvas.lit(Colour(244, 240, 232))
    for row in range(5):
        for column in range(18):
            x, y = column / 18 + (row % 2) / 36, 0.36 + row * 0.044
            canvas.draw_polygon([(x, y), (x + 0.052, y), (x + 0.052, y + 0.04), (x, y + 0.04)], tile)
    _draw_window(canvas, 0.38, 0.12, 0.24, 0.28)
    front = canvas.random.choice((Colour(96, 150, 150), Colour(216, 140, 96), Colour(120, 140, 190)))
    for left in (0.0, 0.155, 0.69, 0.845):
        _draw_box(canvas, (left + 0.006, 0.06), (left + 0.149, 0.34), front)
        _draw_box(canvas, (left + 0.02, 0.08), (left + 0.135, 0.32), shade_colour(front, 1))
    _draw_box(canvas, (0, 0.58), (1, 0.62), shade_colour(_WOOD, 1))
    for index in range(5):
        _draw_box(canvas, (index * 0.2 + 0.004, 0.62), (index * 0.2 + 0.196, 0.8), front)
        _draw_box(canvas, (index * 0.2 + 0.02, 0.64), (index * 0.2 + 0.18, 0.78), shade_colour(front, 1))
        canvas.draw_line(
            [(index * 0.2 + 0.08, 0.66), (index * 0.2 + 0.12, 0.66)], 0.008, canvas.lit(Colour(90, 84, 90))
        )
    _draw_floor(canvas, 0.8, Colour(206, 186, 160))
    for name, x, height in (("bottle", 0.09, 0.13), ("teapot", 0.2, 0.11), ("bread", 0.78, 0.09), ("apple", 0.9, 0.06)):
        canvas.draw_figure(get_figure(name), Place(x, 0.582, height))


def draw_library(canvas: Canvas) -> None:
    """Draw walls of books, a window and a ladder."""
    canvas.draw_ramp(canvas.lit(Colour(92, 60, 44)), canvas.lit(Colour(122, 82, 56)), bottom=0.78)
    for left, right in ((0.01, 0.33), (0.67, 0.99)):
        _draw_box(canvas, (left - 0.01, 0.03), (right + 0.01, 0.8), shade_colour(_WOOD, -2))
        for row in range(6):
            _draw_shelf(canvas, left, right, 0.15 + row * 0.124, 0.105)
    _draw_window(canvas, 0.41, 0.14, 0.18, 0.34)
    _draw_shelf(canvas, 0.36, 0.64, 0.62, 0.09)
    _draw_shelf(canvas, 0.36, 0.64, 0.75, 0.1)
    _draw_floor(canvas, 0.78, shade_colour(_WOOD, -1))
    for x in (0.26, 0.32):
        canvas.draw_line([(x + 0.05, 0.1), (x - 0.02, 0.86)], 0.009, canvas.lit(_WOOD))
    for step in range(8):
        y = 0.16 + step * 0.09
        x = 0.305 - (y - 0.1) * 0.092
        canvas.draw_line([(x, y), (x + 0.06, y)], 0.008, canvas.lit(_WOOD))
    canvas.draw_smooth([(0.2, 0.92), (0.5, 0.86), (0.8, 0.92), (0.5, 0.99)], canvas.lit(Colour(150, 52, 56)))
    canvas.draw_glow((0.5, 0.3), 0.5, Colour(255, 224, 160), 0.35)


def draw_studio(canvas: Canvas) -> None:
    """Draw a plain backdrop with soft light, for single things."""
    colour = canvas.random.choice(_BACKDROPS)
    canvas.draw_ramp(canvas.lit(shade_colour(colour, -1)), canvas.lit(colour), bottom=0.76)
    canvas.draw_glow((0.5, 0.42), 0.62, canvas.lit(mix_colours(colour, Colour(255, 255, 255), 0.7)), 0.9)
    canvas.draw_ramp(canvas.lit(shade_colour(colour, 1)), canvas.lit(shade_colour(colour, -1)), top=0.76)
    for _ in range(3):
        x, y = canvas.random.uniform(0.1, 0.9), canvas.random.uniform(0.12, 0.6)
        canvas.draw_glow((x, y), canvas.random.uniform(0.06, 0.16), canvas.lit(shade_colour(colour, -1)), 0.4)
