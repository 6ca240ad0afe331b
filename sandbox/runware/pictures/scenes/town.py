"""Cities, streets, villages and roads."""

from typing import Final

from sandbox.runware.pictures.canvas import Canvas, Place
from sandbox.runware.pictures.colours import Colour, mix_colours, shade_colour
from sandbox.runware.pictures.figures import get_figure
from sandbox.runware.pictures.scenes.land import draw_ground, draw_trees, draw_tufts
from sandbox.runware.pictures.scenes.lines import wave_line

_LAMP: Final = Colour(255, 217, 138)
_NEON: Final = (Colour(255, 62, 165), Colour(60, 240, 255), Colour(250, 240, 90), Colour(150, 90, 255))
_WALLS: Final = (
    Colour(232, 190, 150),
    Colour(206, 116, 96),
    Colour(150, 176, 196),
    Colour(240, 216, 160),
    Colour(180, 156, 196),
)
_TOWERS: Final = (Colour(104, 132, 170), Colour(130, 120, 160), Colour(90, 144, 160), Colour(168, 150, 150))
_ASPHALT: Final = Colour(96, 98, 112)
_GRASS: Final = Colour(112, 176, 84)
_LIT_SHARE: Final = 0.55
"""Fraction of the windows with light when it is dark."""


def draw_city(canvas: Canvas) -> None:
    """Draw three rows of towers with windows."""
    light = canvas.lighting
    for layer in range(3):
        near, x = layer / 2, -0.03
        while x < 1:
            width = canvas.random.uniform(0.07, 0.13) * (1 + 0.3 * near) * min(1.0, canvas.unit / canvas.width * 1.3)
            top = 0.86 - canvas.random.uniform(0.14, 0.56) * (1 - 0.34 * near)
            wall = mix_colours(light.far, canvas.lit(canvas.random.choice(_TOWERS)), 0.25 + 0.7 * near)
            _draw_tower(canvas, x, top, width, wall)
            x += width * canvas.random.uniform(0.95, 1.2)
    canvas.draw_land(lambda _: 0.86, canvas.lit(_ASPHALT), shade_colour(canvas.lit(_ASPHALT), -1))
    for index in range(8):
        canvas.draw_line([(index / 7 - 0.03, 0.93), (index / 7 + 0.03, 0.93)], 0.008, canvas.lit(Colour(240, 232, 200)))


def _draw_tower(canvas: Canvas, x: float, top: float, width: float, wall: Colour) -> None:
    canvas.draw_polygon([(x, 0.9), (x, top), (x + width, top), (x + width, 0.9)], wall)
    canvas.draw_polygon(
        [(x + width * 0.72, 0.9), (x + width * 0.72, top), (x + width, top), (x + width, 0.9)], shade_colour(wall, -1)
    )
    roof = canvas.random.randrange(4)
    if roof == 0:
        canvas.draw_polygon([(x, top), (x + width / 2, top - 0.06), (x + width, top)], wall)
    elif roof == 1:
        canvas.draw_line([(x + width / 2, top), (x + width / 2, top - 0.09)], 0.004, wall)
    columns, step = 3, 0.03
    glow = _NEON if canvas.lighting.name == "neon" else (_LAMP,)
    for row in range(int((0.86 - top - 0.02) / step)):
        for column in range(columns):
            left, y = x + width * (0.12 + 0.28 * column), top + 0.018 + step * row
            is_lit = canvas.lighting.is_dark and canvas.random.random() < _LIT_SHARE
            pane = canvas.random.choice(glow) if is_lit else mix_colours(wall, canvas.lighting.horizon, 0.4)
            canvas.draw_polygon(
                [(left, y), (left + width * 0.16, y), (left + width * 0.16, y + 0.014), (left, y + 0.014)], pane
            )


def draw_street(canvas: Canvas) -> None:
    """Draw a street between houses that run towards the middle."""
    light, random = canvas.lighting, canvas.random
    canvas.draw_glow((0.5, 0.6), 0.4, light.light, 0.5)
    for side in (-1, 1):
        for step, (far, near) in enumerate(((0.1, 0.17), (0.17, 0.28), (0.28, 0.52))):
            wall = mix_colours(light.far, canvas.lit(random.choice(_WALLS)), 0.5 + 0.25 * step)
            rise = random.uniform(0.9, 1.15)
            a, b = 0.5 + side * far, 0.5 + side * near
            top_a, top_b = 0.62 - far * 1.3 * rise, 0.62 - near * 1.3 * rise
            foot_a, foot_b = 0.62 + far * 0.55, 0.62 + near * 0.55
            canvas.draw_polygon([(a, top_a), (b, top_b), (b, foot_b), (a, foot_a)], wall)
            canvas.draw_polygon(
                [(a, top_a), (b, top_b), (b, top_b - 0.03), (a, top_a - 0.02)], canvas.lit(Colour(140, 78, 66))
            )
            _draw_street_windows(canvas, (a, top_a, foot_a), (b, top_b, foot_b), wall)
    road = canvas.lit(_ASPHALT)
    canvas.draw_polygon(
        [(0.4, 0.672), (0.6, 0.672), (1.1, 0.95), (1.1, 1.01), (-0.1, 1.01), (-0.1, 0.95)],
        canvas.lit(Colour(176, 170, 168)),
    )
    canvas.draw_polygon([(0.44, 0.672), (0.56, 0.672), (0.92, 1.01), (0.08, 1.01)], road)
    for y, size in ((0.7, 0.004), (0.76, 0.007), (0.84, 0.011), (0.94, 0.016)):
        canvas.draw_line([(0.5, y), (0.5, y + size * 3)], size, canvas.lit(Colour(244, 236, 204)))
    for x, y, height in ((0.3, 0.78, 0.3), (0.7, 0.78, 0.3)):
        canvas.draw_line([(x, y), (x, y - height)], 0.008, canvas.lit(Colour(60, 60, 72)))
        canvas.draw_glow((x, y - height), 0.1, _LAMP, 0.9 if light.is_dark else 0.3)
        canvas.draw_disc((x, y - height), 0.015, _LAMP)


def _draw_street_windows(
    canvas: Canvas, far: tuple[float, float, float], near: tuple[float, float, float], wall: Colour
) -> None:
    glow = _NEON if canvas.lighting.name == "neon" else (_LAMP,)
    for row in (0.16, 0.42, 0.68):
        for column in (0.2, 0.58):
            corners = []
            for across, down in (
                (column, row),
                (column + 0.22, row),
                (column + 0.22, row + 0.16),
                (column, row + 0.16),
            ):
                top, foot = far[1] + (near[1] - far[1]) * across, far[2] + (near[2] - far[2]) * across
                corners.append((far[0] + (near[0] - far[0]) * across, top + (foot - top) * down))
            is_lit = canvas.lighting.is_dark and canvas.random.random() < _LIT_SHARE
            pane = canvas.random.choice(glow) if is_lit else mix_colours(canvas.lit(Colour(150, 200, 226)), wall, 0.2)
            canvas.draw_polygon(corners, pane)


def draw_village(canvas: Canvas) -> None:
    """Draw houses and a church on hills."""
    random = canvas.random
    draw_ground(canvas, _GRASS, (0.54, 0.6), 0.03)
    draw_trees(canvas, ("tree", "pine"), wave_line(canvas, 0.62, 0.008, 1), 7, 0.12)
    draw_ground(canvas, _GRASS, (0.64,), 0.008)
    canvas.draw_figure(get_figure("church"), Place(random.uniform(0.42, 0.58), 0.67, 0.2))
    for row, (y, height) in enumerate(((0.7, 0.15), (0.77, 0.2))):
        for index in range(4 + row):
            x = (index + random.uniform(0.3, 0.7)) / (4 + row)
            place = Place(x, y + random.uniform(-0.01, 0.01), height * random.uniform(0.9, 1.15))
            canvas.draw_figure(get_figure(random.choice(("house", "house", "cabin"))), place)
    draw_ground(canvas, _GRASS, (0.82,), 0.01)
    canvas.draw_polygon([(0.48, 0.815), (0.53, 0.815), (0.68, 1), (0.38, 1)], canvas.lit(Colour(222, 200, 160)))
    draw_tufts(canvas, 0.84, Colour(78, 140, 66))


def draw_road(canvas: Canvas) -> None:
    """Draw a road across green land."""
    draw_ground(canvas, _GRASS, (0.52, 0.6, 0.66), 0.035)
    draw_trees(canvas, ("tree", "pine"), wave_line(canvas, 0.7, 0.008, 1), 6, 0.15)
    draw_ground(canvas, _GRASS, (0.72,), 0.006)
    road = canvas.lit(_ASPHALT)
    canvas.draw_land(lambda _: 0.8, shade_colour(road, 1), road)
    for index in range(9):
        canvas.draw_line(
            [(index / 8 - 0.035, 0.935), (index / 8 + 0.03, 0.935)], 0.01, canvas.lit(Colour(244, 236, 204))
        )
    canvas.draw_line([(0, 0.806), (1, 0.806)], 0.008, canvas.lit(Colour(232, 228, 216)))
