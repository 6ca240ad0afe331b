"""The landscapes of pictures, drawn from far to near."""

from collections.abc import Callable
from itertools import pairwise
from math import pi, sin
from types import MappingProxyType
from typing import Final, TypeAlias

from sandbox.runware.pictures.canvas import Canvas, HeightFunction
from sandbox.runware.pictures.palette import Colour, mix_colours

Scene: TypeAlias = Callable[[Canvas], None]
_LAMP_COLOUR: Final = Colour(255, 214, 130)
_SPIRE_SHARE: Final = 0.3
"""Fraction of the towers that have a spire."""


def jagged_line(canvas: Canvas, level: float, roughness: float, detail: int = 6) -> HeightFunction:
    """A jagged line around ``level`` (midpoint displacement)."""
    points = [level + canvas.random.uniform(-1, 1) * roughness for _ in range(3)]
    for _ in range(detail):
        roughness *= 0.52
        middles = [(a + b) / 2 + canvas.random.uniform(-1, 1) * roughness for a, b in pairwise(points)]
        points = [point for pair in zip(points, middles, strict=False) for point in pair] + points[-1:]

    def height(x: float) -> float:
        place = x * (len(points) - 1)
        index = min(int(place), len(points) - 2)
        return points[index] + (points[index + 1] - points[index]) * (place - index)

    return height


def wave_line(canvas: Canvas, level: float, size: float, waves: float) -> HeightFunction:
    """A smooth line around ``level`` (sum of two sines)."""
    phase, other = canvas.random.uniform(0, 2 * pi), canvas.random.uniform(0, 2 * pi)
    return lambda x: level + size * sin(waves * 2 * pi * x + phase) + size * 0.4 * sin(waves * 5.3 * x + other)


def draw_mountains(canvas: Canvas) -> None:
    """Draw mountain ranges that fade into the distance."""
    for layer in range(4):
        part = layer / 3
        colour = mix_colours(mix_colours(canvas.palette.far, canvas.palette.horizon, 0.35), canvas.palette.near, part)
        canvas.draw_land(jagged_line(canvas, 0.52 + 0.13 * layer, 0.16 - 0.03 * layer), colour)


def draw_sea(canvas: Canvas) -> None:
    """Draw water up to the horizon with reflected light."""
    palette, random = canvas.palette, canvas.random
    for layer in range(14):
        part = layer / 13
        level = 0.58 + 0.42 * part**1.4
        colour = mix_colours(
            mix_colours(palette.middle, palette.horizon, 0.3), mix_colours(palette.top, palette.near, 0.4), part
        )
        canvas.draw_land(wave_line(canvas, level, 0.002 + 0.014 * part, 4 - 2 * part), colour)
    for _ in range(130):
        part = random.random()
        x, y = canvas.to_pixels(random.gauss(0.68, 0.03 + 0.1 * part), 0.585 + 0.4 * part)
        length = canvas.unit * (0.01 + 0.04 * part) * random.random()
        canvas.pen.line(
            (x - length, y, x + length, y), fill=mix_colours(palette.light, palette.horizon, random.random())
        )


def draw_forest(canvas: Canvas) -> None:
    """Draw several rows of firs."""
    fir = ((-0.04, 0.0), (-0.04, 0.1), (-0.26, 0.1), (-0.1, 0.4), (-0.19, 0.4), (-0.07, 0.68), (-0.12, 0.68),
           (0.0, 1.0), (0.12, 0.68), (0.07, 0.68), (0.19, 0.4), (0.1, 0.4), (0.26, 0.1), (0.04, 0.1),
           (0.04, 0.0))  # fmt: skip
    for layer in range(4):
        part = layer / 3
        colour = mix_colours(mix_colours(canvas.palette.far, canvas.palette.horizon, 0.4), canvas.palette.near, part)
        ground = wave_line(canvas, 0.66 + 0.1 * layer, 0.02, 1.2)
        for _ in range(30 - 5 * layer):
            x, height = canvas.random.uniform(-0.05, 1.05), (0.16 + 0.16 * part) * canvas.random.uniform(0.6, 1.4)
            canvas.draw_outline(fir, (x, ground(x) + 0.01), height, colour)
        canvas.draw_land(ground, colour)


def draw_city(canvas: Canvas) -> None:
    """Draw towers with lit windows."""
    for layer in range(3):
        part = layer / 2
        colour = mix_colours(mix_colours(canvas.palette.far, canvas.palette.horizon, 0.25), canvas.palette.near, part)
        x = -0.02
        while x < 1:
            width = canvas.random.uniform(0.04, 0.1)
            top = 0.86 - canvas.random.uniform(0.1, 0.5) * (1 - 0.35 * part)
            _draw_tower(canvas, x, top, width, colour)
            x += width * canvas.random.uniform(0.8, 1.1)


def _draw_tower(canvas: Canvas, x: float, top: float, width: float, colour: Colour) -> None:
    canvas.draw_polygon([(x, 1.01), (x, top), (x + width, top), (x + width, 1.01)], colour)
    if canvas.random.random() < _SPIRE_SHARE:
        canvas.draw_polygon([(x + width * 0.45, top), (x + width * 0.5, top - 0.08), (x + width * 0.55, top)], colour)
    lit = 0.45 if canvas.palette.is_dark else 0.12
    for row in range(int((1 - top) / 0.028)):
        for column in range(4):
            if canvas.random.random() < lit:
                left, y = x + width * (0.12 + 0.22 * column), top + 0.014 + 0.028 * row
                (x0, y0), (x1, y1) = canvas.to_pixels(left, y), canvas.to_pixels(left + width * 0.12, y + 0.012)
                canvas.pen.rectangle(
                    (x0, y0, x1, y1), fill=mix_colours(_LAMP_COLOUR, colour, canvas.random.uniform(0, 0.5))
                )


def draw_desert(canvas: Canvas) -> None:
    """Draw dunes with shadows."""
    for layer in range(5):
        part = layer / 4
        line = wave_line(canvas, 0.58 + 0.1 * layer, 0.035, 0.8 + 0.3 * layer)
        sand = mix_colours(
            mix_colours(canvas.palette.horizon, Colour(222, 160, 92), 0.6), canvas.palette.near, part * 0.75
        )
        canvas.draw_land(line, sand)
        shade = mix_colours(sand, canvas.palette.near, 0.35)
        canvas.draw_land(_shadow_line(line), shade)


def _shadow_line(crest: HeightFunction) -> HeightFunction:
    return lambda x: crest(x) + 0.02 + 0.05 * (0.5 + 0.5 * sin(9 * x))


def draw_meadow(canvas: Canvas) -> None:
    """Draw hills with flowers in the grass."""
    random = canvas.random
    for layer in range(4):
        grass = mix_colours(
            mix_colours(canvas.palette.far, Colour(122, 170, 84), 0.5),
            mix_colours(canvas.palette.near, Colour(38, 84, 40), 0.5),
            layer / 3,
        )
        canvas.draw_land(wave_line(canvas, 0.58 + 0.11 * layer, 0.035, 0.9), grass)
    blooms = (
        Colour(244, 120, 150),
        Colour(250, 214, 96),
        Colour(246, 244, 232),
        Colour(176, 120, 220),
        canvas.palette.light,
    )
    for _ in range(260):
        depth = random.random() ** 0.7
        canvas.draw_disc(
            (random.random(), 0.7 + 0.3 * depth), 0.002 + 0.008 * depth * random.random(), random.choice(blooms)
        )


def draw_space(canvas: Canvas) -> None:
    """Draw nebulae and a planet with a ring."""
    random, palette = canvas.random, canvas.palette
    for _ in range(9):
        place = random.random(), random.random()
        canvas.draw_glow(
            place, random.uniform(0.2, 0.6), random.choice((palette.horizon, palette.middle, palette.far)), 0.5
        )
    x, y, radius = random.uniform(0.3, 0.7), random.uniform(0.35, 0.6), random.uniform(0.16, 0.26)
    canvas.draw_glow((x, y), radius * 2, palette.horizon, 0.6)
    for step in range(24):
        shift = radius * canvas.unit / canvas.width * step / 60
        canvas.draw_disc(
            (x + shift, y - shift / 2), radius * (1 - step / 26), mix_colours(palette.near, palette.horizon, step / 23)
        )
    (px, py), r = canvas.to_pixels(x, y), radius * canvas.unit
    for ring in range(5):
        wide = r * (1.5 + 0.12 * ring)
        canvas.pen.arc(
            (px - wide, py - wide * 0.28, px + wide, py + wide * 0.28), -20, 200, fill=palette.light, width=2
        )


def draw_abstract(canvas: Canvas) -> None:
    """Draw circles, arcs and ribbons."""
    random, palette = canvas.random, canvas.palette
    colours = (palette.top, palette.middle, palette.horizon, palette.light, palette.far, palette.near)
    for _ in range(16):
        canvas.draw_disc((random.random(), random.random()), random.uniform(0.03, 0.22), random.choice(colours))
    for layer in range(5):
        canvas.draw_land(
            wave_line(canvas, 0.55 + 0.1 * layer, 0.06, random.uniform(0.6, 1.6)),
            mix_colours(palette.horizon, palette.near, layer / 4),
        )
    for _ in range(8):
        (x, y), r = canvas.to_pixels(random.random(), random.random()), random.uniform(0.1, 0.4) * canvas.unit
        start = random.randrange(360)
        canvas.pen.arc((x - r, y - r, x + r, y + r), start, start + 150, fill=random.choice(colours), width=6)


SCENES: Final = MappingProxyType(
    {
        draw_space: {"space", "galaxy", "nebula", "planet", "cosmic", "universe", "orbit"},
        draw_sea: {"sea", "ocean", "wave", "beach", "lake", "water", "ship", "boat", "whale", "island",
              "lighthouse", "fish"},
        draw_city: {"city", "town", "street", "alley", "neon", "tower", "skyline", "cyberpunk",
               "metropolis", "robot", "car"},
        draw_forest: {"forest", "tree", "wood", "jungle", "fir", "pine", "fox", "owl", "deer", "bear", "mushroom"},
        draw_desert: {"desert", "dune", "sand", "camel", "mars", "pyramid"},
        draw_meadow: {"meadow", "garden", "flower", "field", "grass", "rabbit", "horse", "cat", "dog", "picnic",
        "spring"},
        draw_abstract: {"abstract", "geometric", "pattern", "shape", "logo", "poster", "bauhaus", "circle"},
        draw_mountains: {"mountain", "hill", "peak", "alps", "valley", "snow", "castle", "dragon", "landscape"},
    }
)  # fmt: skip


def choose_scene(canvas: Canvas) -> Scene:
    """The landscape that the words name, or a random one."""
    named = [scene for scene, words in SCENES.items() if words & canvas.words]
    return (
        named[0] if named else canvas.random.choice([draw_mountains, draw_sea, draw_forest, draw_desert, draw_meadow])
    )
