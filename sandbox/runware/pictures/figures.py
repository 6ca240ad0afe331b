"""Figures in a picture as outlines, and the weather around them."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from sandbox.runware.pictures.canvas import Canvas, Point
from sandbox.runware.pictures.palette import Colour, mix_colours

_FOX: Final = (
    (-0.62, 0.1), (-0.8, 0.3), (-0.72, 0.52), (-0.5, 0.42), (-0.36, 0.55), (0.1, 0.58), (0.22, 0.7), (0.24, 1.0),
    (0.36, 0.86), (0.48, 0.98), (0.52, 0.76), (0.78, 0.62), (0.52, 0.54), (0.36, 0.42), (0.34, 0.0), (0.24, 0.0),
    (0.2, 0.3), (-0.24, 0.28), (-0.26, 0.0), (-0.36, 0.0), (-0.4, 0.3),
)  # fmt: skip
_CAT: Final = (
    (-0.3, 0.0), (-0.6, 0.04), (-0.72, 0.3), (-0.62, 0.5), (-0.56, 0.32), (-0.46, 0.14), (-0.3, 0.12), (-0.28, 0.4),
    (-0.12, 0.62), (-0.16, 0.78), (-0.14, 1.0), (-0.02, 0.9), (0.12, 0.9), (0.24, 1.0), (0.26, 0.74), (0.16, 0.58),
    (0.24, 0.3), (0.22, 0.0),
)  # fmt: skip
_BIRD: Final = (
    (-1.0, 0.7), (-0.5, 0.95), (-0.1, 0.6), (0.0, 0.66), (0.1, 0.6), (0.5, 0.95), (1.0, 0.7), (0.5, 0.76), (0.06, 0.4),
    (-0.06, 0.4), (-0.5, 0.76),
)  # fmt: skip
_BOAT: Final = (
    (-0.5, 0.16), (-0.38, 0.0), (0.38, 0.0), (0.54, 0.16), (0.03, 0.16), (0.03, 0.24), (0.42, 0.24), (0.03, 1.0),
    (-0.02, 1.0), (-0.02, 0.22), (-0.34, 0.24), (-0.04, 0.86), (-0.04, 0.16),
)  # fmt: skip
_HOUSE: Final = (
    (-0.5, 0.0), (-0.5, 0.55), (-0.62, 0.55), (0.0, 1.0), (0.2, 0.85), (0.2, 1.0), (0.34, 1.0), (0.34, 0.76),
    (0.62, 0.55), (0.5, 0.55), (0.5, 0.0),
)  # fmt: skip
_CASTLE: Final = (
    (-0.6, 0.0), (-0.6, 0.6), (-0.68, 0.6), (-0.5, 0.9), (-0.32, 0.6), (-0.4, 0.6), (-0.4, 0.4), (-0.14, 0.4),
    (-0.14, 0.7), (-0.22, 0.7), (0.0, 1.0), (0.22, 0.7), (0.14, 0.7), (0.14, 0.4), (0.4, 0.4), (0.4, 0.55),
    (0.32, 0.55), (0.5, 0.8), (0.68, 0.55), (0.6, 0.55), (0.6, 0.0),
)  # fmt: skip
_PERSON: Final = (
    (-0.2, 0.0), (-0.13, 0.5), (-0.17, 0.4), (-0.2, 0.42), (-0.16, 0.74), (-0.1, 0.8), (-0.03, 0.82), (-0.03, 0.85),
    (-0.075, 0.89), (-0.075, 0.95), (-0.04, 0.99), (0.0, 1.0), (0.04, 0.99), (0.075, 0.95), (0.075, 0.89), (0.03, 0.85),
    (0.03, 0.82), (0.1, 0.8), (0.16, 0.74), (0.2, 0.42), (0.17, 0.4), (0.13, 0.5), (0.2, 0.0),
)  # fmt: skip
_LIGHTHOUSE: Final = (
    (-0.24, 0.0), (-0.16, 0.08), (-0.11, 0.74), (-0.15, 0.74), (-0.15, 0.78), (-0.08, 0.78), (-0.08, 0.88),
    (-0.12, 0.88), (0.0, 1.0), (0.12, 0.88), (0.08, 0.88), (0.08, 0.78), (0.15, 0.78), (0.15, 0.74), (0.11, 0.74),
    (0.16, 0.08),
    (0.24, 0.0),
)  # fmt: skip
_BALLOON: Final = (
    (-0.08, 0.0), (-0.09, 0.14), (-0.12, 0.24), (-0.34, 0.52), (-0.36, 0.76), (-0.22, 0.95), (0.0, 1.0), (0.22, 0.95),
    (0.36, 0.76), (0.34, 0.52), (0.12, 0.24), (0.09, 0.14), (0.08, 0.0),
)  # fmt: skip
_WHALE: Final = (
    (-0.9, 0.0), (-0.86, 0.3), (-0.5, 0.52), (0.1, 0.48), (0.5, 0.24), (0.72, 0.3), (0.7, 0.72), (0.86, 0.62),
    (1.06, 0.74), (0.96, 0.4), (0.84, 0.16), (0.6, 0.0),
)  # fmt: skip
_TREE: Final = (
    (-0.05, 0.0), (-0.04, 0.3), (-0.34, 0.38), (-0.42, 0.58), (-0.28, 0.8), (0.0, 1.0), (0.28, 0.82), (0.42, 0.56),
    (0.32, 0.38), (0.04, 0.3), (0.05, 0.0),
)  # fmt: skip

_FIGURES: Final = (
    ({"fox", "wolf", "dog", "horse", "deer", "animal"}, _FOX, (0.36, 0.93), 0.34),
    ({"cat", "kitten", "rabbit", "owl", "bear"}, _CAT, (0.4, 0.94), 0.36),
    ({"boat", "ship", "sail", "sailing"}, _BOAT, (0.34, 0.74), 0.3),
    ({"whale", "fish", "dolphin", "shark"}, _WHALE, (0.42, 0.82), 0.2),
    ({"castle", "palace", "temple", "fortress"}, _CASTLE, (0.32, 0.68), 0.34),
    ({"house", "cabin", "cottage", "hut"}, _HOUSE, (0.36, 0.9), 0.24),
    ({"lighthouse"}, _LIGHTHOUSE, (0.3, 0.8), 0.5),
    ({"balloon", "airship", "zeppelin"}, _BALLOON, (0.3, 0.42), 0.3),
    ({"astronaut", "person", "man", "woman", "girl", "boy", "sorceress", "wizard", "knight", "traveler", "robot",
      "courier", "portrait", "samurai", "king", "queen", "hero"}, _PERSON, (0.42, 0.97), 0.42),
    ({"tree", "oak"}, _TREE, (0.7, 0.94), 0.45),
)  # fmt: skip
_FLIP_SHARE: Final = 0.5
_FLOCK_SHARE: Final = 0.35
"""Fraction of the pictures without a bird in the prompt that get a flock."""
_FUR_COLOURS: Final = MappingProxyType(
    {"fox": Colour(206, 92, 34), "robot": Colour(150, 160, 172), "whale": Colour(52, 72, 104)}
)


def draw_figures(canvas: Canvas) -> None:
    """Draw up to two figures that the prompt names, and sometimes a flock of birds."""
    named = [figure for figure in _FIGURES if figure[0] & canvas.words][:2]
    for index, (words, outline, foot, height) in enumerate(named):
        place = (foot[0] + 0.3 * index + canvas.random.uniform(-0.06, 0.06), foot[1])
        coats = [colour for word, colour in _FUR_COLOURS.items() if word in words & canvas.words]
        colour = (
            mix_colours(coats[0], canvas.palette.near, 0.25)
            if coats
            else mix_colours(canvas.palette.near, Colour(8, 8, 12), 0.45)
        )
        canvas.draw_glow((place[0], place[1] - 0.1), 0.5, canvas.palette.horizon, 0.25)
        canvas.draw_outline(outline, place, height, colour, flip=canvas.random.random() < _FLIP_SHARE)
    if {"bird", "gull", "raven", "crow", "eagle", "dragon"} & canvas.words or canvas.random.random() < _FLOCK_SHARE:
        _draw_flock(canvas)


def _draw_flock(canvas: Canvas) -> None:
    x, y = canvas.random.uniform(0.2, 0.6), canvas.random.uniform(0.18, 0.35)
    for _ in range(canvas.random.randrange(4, 9)):
        place = x + canvas.random.gauss(0, 0.08), y + canvas.random.gauss(0, 0.04)
        canvas.draw_outline(
            _BIRD, place, canvas.random.uniform(0.014, 0.03), mix_colours(canvas.palette.near, canvas.palette.far, 0.2)
        )


def draw_sky_light(canvas: Canvas) -> None:
    """Draw the sun or the moon at a random place, and clouds by day."""
    palette, random = canvas.palette, canvas.random
    place, radius = (random.uniform(0.55, 0.8), random.uniform(0.18, 0.4)), random.uniform(0.05, 0.1)
    canvas.draw_glow(place, 0.6, palette.horizon, 0.6)
    canvas.draw_glow(place, 0.28, palette.light, 0.7)
    canvas.draw_disc(place, radius, palette.light)
    if palette.is_dark:
        for x, y in _scatter_points(canvas, 7, place, radius * 0.55):
            canvas.draw_disc((x, y), radius * random.uniform(0.06, 0.2), mix_colours(palette.light, palette.far, 0.18))
        return
    for _ in range(7):
        x, y = random.random(), random.uniform(0.05, 0.45)
        for _ in range(7):
            puff = x + random.gauss(0, 0.07), y + random.gauss(0, 0.012)
            canvas.draw_glow(puff, random.uniform(0.05, 0.12), mix_colours(palette.light, palette.horizon, 0.5), 0.3)


def _scatter_points(canvas: Canvas, count: int, centre: Point, radius: float) -> Iterator[Point]:
    for _ in range(count):
        dx, dy = (canvas.random.uniform(-radius, radius) * canvas.unit for _ in range(2))
        yield centre[0] + dx / canvas.width, centre[1] + dy / canvas.height


def draw_weather(canvas: Canvas) -> None:
    """Draw rain, snow or lights in the air, if the prompt names them."""
    random, words, palette = canvas.random, canvas.words, canvas.palette
    if {"rain", "rainy", "storm", "thunder"} & words:
        for _ in range(260):
            (x, y), length = (
                canvas.to_pixels(random.random(), random.random()),
                random.uniform(0.02, 0.06) * canvas.unit,
            )
            canvas.pen.line(
                (x, y, x - length * 0.25, y + length), fill=mix_colours(palette.horizon, palette.middle, 0.4)
            )
    if {"snow", "snowy", "winter", "blizzard"} & words:
        for _ in range(320):
            canvas.draw_disc((random.random(), random.random()), random.uniform(0.001, 0.005), Colour(246, 248, 252))
    if {"lantern", "firefly", "fireflies", "magic", "spark", "glowing", "bioluminescent", "candle"} & words:
        for _ in range(26):
            place = random.random(), random.uniform(0.4, 0.95)
            canvas.draw_glow(place, random.uniform(0.02, 0.06), Colour(255, 206, 120), 0.9)
            canvas.draw_disc(place, 0.003, Colour(255, 240, 200))
