"""Landscapes with water."""

from typing import Final

from sandbox.runware.pictures.canvas import Canvas, Place
from sandbox.runware.pictures.colours import WHITE, Colour, mix_colours, shade_colour
from sandbox.runware.pictures.figures import get_figure
from sandbox.runware.pictures.scenes.land import draw_flowers, draw_ground, draw_trees, draw_tufts
from sandbox.runware.pictures.scenes.lines import jagged_line, scatter_points, wave_line

_WATER: Final = Colour(54, 142, 190)
_SAND: Final = Colour(240, 212, 152)
_GRASS: Final = Colour(112, 176, 84)


def draw_water(canvas: Canvas, top: float, bottom: float = 1.01) -> None:
    """Draw water with waves and the light on it."""
    light, random = canvas.lighting, canvas.random
    far, near = mix_colours(canvas.lit(_WATER), light.horizon, 0.55), mix_colours(canvas.lit(_WATER), light.top, 0.25)
    canvas.draw_ramp(far, near, top=top, bottom=bottom)
    for layer in range(5):
        part = (layer + 1) / 6
        level = top + (bottom - top) * part
        colour = mix_colours(far, shade_colour(near, -1), part)
        line = wave_line(canvas, level, 0.004 + 0.008 * part, 3.5 - 2 * part)
        canvas.draw_polygon([(0, bottom), *((x / 60, line(x / 60)) for x in range(61)), (1, bottom)], colour)
    for _ in range(60):
        part = random.random()
        x, y, length = (
            random.gauss(0.5, 0.28),
            top + 0.01 + (bottom - top) * part,
            (0.01 + 0.035 * part) * random.random(),
        )
        canvas.draw_line([(x - length, y), (x + length, y)], 0.002 + 0.002 * part, mix_colours(far, light.light, 0.6))


def draw_sea(canvas: Canvas) -> None:
    """Draw the open sea."""
    draw_water(canvas, 0.58)
    crest = canvas.lit(mix_colours(_WATER, WHITE, 0.75))
    for level, size in ((0.8, 0.012), (0.93, 0.02)):
        line = wave_line(canvas, level, size, 2.2)
        for start in range(0, 60, 12):
            piece = [((start + step) / 60, line((start + step) / 60)) for step in range(7)]
            canvas.draw_line(piece, 0.006, crest)


def draw_beach(canvas: Canvas) -> None:
    """Draw a beach with palms and a shell."""
    draw_water(canvas, 0.56, 0.8)
    sand = canvas.lit(_SAND)
    line = wave_line(canvas, 0.75, 0.02, 0.7)
    canvas.draw_land(lambda x: line(x) - 0.018, canvas.lit(WHITE))
    canvas.draw_land(line, sand, shade_colour(sand, -1))
    side = canvas.random.random() < 0.5
    for shift, height in ((0.06, 0.6), (0.16, 0.46)):
        x = shift if side else 1 - shift
        canvas.draw_figure(get_figure("palm"), Place(x, 0.84 + shift / 3, height, not side))
    for x, y in scatter_points(canvas, 4, 0.88, 0.98):
        canvas.draw_figure(get_figure("shell"), Place(x, y, 0.035))


def draw_lake(canvas: Canvas) -> None:
    """Draw a lake before mountains that it reflects."""
    light = canvas.lighting
    ridge = jagged_line(canvas, 0.4, 0.1)
    far = mix_colours(light.far, canvas.lit(Colour(96, 118, 140)), 0.4)
    canvas.draw_land(ridge, far)
    draw_trees(canvas, ("pine",), lambda _: 0.57, 18, 0.12)
    draw_water(canvas, 0.57)
    for layer in range(34):
        x = layer / 33
        depth = (0.57 - ridge(x)) * 0.8
        canvas.draw_line([(x, 0.58), (x, 0.58 + depth)], 0.034, mix_colours(far, canvas.lit(_WATER), 0.62))
    for _ in range(34):
        x, y = canvas.random.random(), canvas.random.uniform(0.6, 0.98)
        canvas.draw_line([(x - 0.05, y), (x + 0.05, y)], 0.002, mix_colours(light.light, canvas.lit(_WATER), 0.55))
    canvas.draw_land(lambda x: 0.99 - 0.14 * (2 * x - 1) ** 4, canvas.lit(_GRASS), shade_colour(canvas.lit(_GRASS), -1))


def draw_river(canvas: Canvas) -> None:
    """Draw a river that winds through a meadow."""
    draw_ground(canvas, _GRASS, (0.52, 0.58), 0.03)
    draw_trees(canvas, ("tree", "pine"), wave_line(canvas, 0.62, 0.006, 1), 8, 0.13)
    draw_ground(canvas, _GRASS, (0.62,), 0.006)
    water = canvas.lit(Colour(86, 170, 216))
    left = [(0.54, 0.615), (0.5, 0.66), (0.62, 0.72), (0.34, 0.82), (0.22, 1.0)]
    right = [(0.86, 1.0), (0.66, 0.84), (0.8, 0.73), (0.6, 0.66), (0.57, 0.615)]
    canvas.draw_smooth([*left, *right], water)
    for x, y in ((0.62, 0.7), (0.66, 0.75), (0.54, 0.82), (0.48, 0.9), (0.6, 0.95), (0.4, 0.97)):
        canvas.draw_line([(x - 0.03, y), (x + 0.03, y)], 0.004, canvas.lit(mix_colours(water, WHITE, 0.6)))
    draw_tufts(canvas, 0.7, Colour(78, 140, 66))
    draw_flowers(canvas, 0.76, 20)


def draw_waterfall(canvas: Canvas) -> None:
    """Draw a waterfall between rocks."""
    light, random = canvas.lighting, canvas.random
    rock = canvas.lit(Colour(112, 108, 116))
    canvas.draw_land(lambda _: 0.3, mix_colours(light.far, canvas.lit(Colour(80, 140, 96)), 0.5))
    draw_trees(canvas, ("pine", "tree"), lambda _: 0.32, 12, 0.16)
    canvas.draw_land(jagged_line(canvas, 0.32, 0.02), shade_colour(rock, 1), shade_colour(rock, -1))
    x, width = 0.5 + random.uniform(-0.1, 0.1), random.uniform(0.09, 0.14)
    fall = canvas.lit(Colour(196, 230, 246))
    canvas.draw_polygon([(x - width, 0.31), (x + width, 0.31), (x + width * 1.15, 0.8), (x - width * 1.15, 0.8)], fall)
    for _ in range(24):
        at = x + random.uniform(-width, width)
        start = random.uniform(0.31, 0.6)
        colour = canvas.lit(random.choice((WHITE, Colour(150, 206, 236))))
        canvas.draw_line([(at, start), (at, start + random.uniform(0.06, 0.2))], 0.006, colour)
    for side in (-1, 1):
        for step in range(4):
            canvas.draw_figure(
                get_figure("rock"), Place(x + side * (width + 0.05 + 0.1 * step), 0.8, random.uniform(0.1, 0.2))
            )
    draw_water(canvas, 0.77)
    for _ in range(16):
        canvas.draw_disc(
            (x + random.gauss(0, width * 0.8), 0.79 + random.uniform(-0.02, 0.02)), 0.024, canvas.lit(WHITE)
        )
    for at in (0.02, 0.13, 0.88, 0.99):
        canvas.draw_figure(get_figure("rock"), Place(at, 1.0, random.uniform(0.14, 0.24)))
    canvas.draw_glow((x, 0.78), 0.3, WHITE, 0.4, 0.5)


def draw_island(canvas: Canvas) -> None:
    """Draw a small island with palms in the sea."""
    draw_water(canvas, 0.56)
    sand = canvas.lit(_SAND)
    canvas.draw_smooth(
        [(0.1, 0.8), (0.28, 0.69), (0.5, 0.655), (0.72, 0.69), (0.9, 0.8), (0.5, 0.84)], canvas.lit(WHITE)
    )
    canvas.draw_smooth([(0.13, 0.79), (0.3, 0.68), (0.5, 0.645), (0.7, 0.68), (0.87, 0.79), (0.5, 0.825)], sand)
    canvas.draw_smooth(
        [(0.24, 0.73), (0.36, 0.66), (0.5, 0.62), (0.64, 0.66), (0.76, 0.73), (0.5, 0.745)], canvas.lit(_GRASS)
    )
    for x, y, height, flip in ((0.34, 0.7, 0.34, False), (0.63, 0.7, 0.42, True), (0.71, 0.72, 0.28, True)):
        canvas.draw_figure(get_figure("palm"), Place(x, y, height, flip))


def draw_underwater(canvas: Canvas) -> None:
    """Draw the bottom of the sea with light from above, weeds and bubbles."""
    light, random = canvas.lighting, canvas.random
    canvas.draw_ramp(light.top, light.middle, light.horizon)
    for index in range(5):
        x = 0.1 + index * 0.2 + random.uniform(-0.05, 0.05)
        ray = mix_colours(light.top, light.middle, 0.5)
        canvas.draw_polygon([(x, -0.01), (x + 0.06, -0.01), (x + 0.1, 0.66), (x - 0.08, 0.66)], ray)
    canvas.draw_glow((0.5, 0), 0.7, light.light, 0.5, 0.5)
    canvas.draw_land(wave_line(canvas, 0.76, 0.03, 0.9), light.far)
    sand = canvas.lit(Colour(222, 200, 160))
    canvas.draw_land(wave_line(canvas, 0.86, 0.02, 0.8), sand, shade_colour(sand, -1))
    weeds = (Colour(60, 160, 110), Colour(216, 96, 120), Colour(236, 150, 84), Colour(120, 96, 190))
    for x, y in scatter_points(canvas, 15, 0.86, 1.02):
        colour, height = canvas.lit(random.choice(weeds)), random.uniform(0.08, 0.22)
        for stem in (-0.016, 0.0, 0.016):
            points = [(x + stem * step + 0.008 * (step % 2), y - height * step / 5) for step in range(6)]
            canvas.draw_line(points, 0.012, colour)
    for _ in range(18):
        canvas.draw_disc(
            (random.random(), random.random() * 0.8),
            random.uniform(0.004, 0.012),
            mix_colours(light.light, light.top, 0.4),
        )
