"""What is in the air: rain, snow, leaves, sparks, and the fog in front of everything."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from sandbox.runware.pictures.canvas import Canvas
from sandbox.runware.pictures.colours import WHITE, Colour, mix_colours
from sandbox.runware.pictures.scenes.sky import draw_stars

_SPARK: Final = Colour(255, 214, 120)
_CONFETTI: Final = (Colour(240, 80, 110), Colour(250, 210, 80), Colour(90, 180, 240), Colour(130, 210, 110))
_LEAVES: Final = (Colour(214, 96, 44), Colour(232, 160, 52), Colour(176, 60, 44))
_AURORA: Final = (Colour(90, 240, 170), Colour(80, 200, 230), Colour(170, 110, 240))


def draw_rain(canvas: Canvas) -> None:
    """Draw slanting rain."""
    colour = mix_colours(canvas.lighting.horizon, WHITE, 0.5)
    for _ in range(130):
        x, y, length = canvas.random.random() * 1.1, canvas.random.random(), canvas.random.uniform(0.02, 0.06)
        canvas.draw_line([(x, y), (x - length * 0.25, y + length)], 0.002, colour)


def draw_snow(canvas: Canvas) -> None:
    """Draw falling snow."""
    for _ in range(150):
        canvas.draw_disc((canvas.random.random(), canvas.random.random()), canvas.random.uniform(0.002, 0.008), WHITE)


def draw_sparks(canvas: Canvas) -> None:
    """Draw small lights with a glow."""
    for _ in range(26):
        place = canvas.random.random(), canvas.random.uniform(0.2, 0.95)
        canvas.draw_glow(place, canvas.random.uniform(0.015, 0.04), _SPARK, 0.9)
        canvas.draw_disc(place, 0.003, WHITE)


def draw_leaves(canvas: Canvas) -> None:
    """Draw falling leaves."""
    _draw_pieces(canvas, _LEAVES, 34, 0.012)


def draw_petals(canvas: Canvas) -> None:
    """Draw falling petals."""
    _draw_pieces(canvas, (Colour(250, 190, 208), Colour(255, 222, 232)), 40, 0.009)


def draw_confetti(canvas: Canvas) -> None:
    """Draw confetti."""
    _draw_pieces(canvas, _CONFETTI, 70, 0.008)


def _draw_pieces(canvas: Canvas, colours: tuple[Colour, ...], count: int, size: float) -> None:
    for _ in range(count):
        x, y = canvas.random.random(), canvas.random.random()
        dx, dy = canvas.random.uniform(-size, size), canvas.random.uniform(size / 3, size)
        colour = canvas.lit(canvas.random.choice(colours))
        canvas.draw_polygon([(x - dx, y), (x, y - dy), (x + dx, y), (x + dx * 0.3, y + dy)], colour)


def draw_fog(canvas: Canvas) -> None:
    """Draw banks of fog."""
    for _ in range(7):
        place = canvas.random.random(), canvas.random.uniform(0.5, 0.95)
        canvas.draw_glow(place, canvas.random.uniform(0.3, 0.6), canvas.lighting.horizon, 0.5, 0.3)


def draw_lightning(canvas: Canvas) -> None:
    """Draw a flash from the top."""
    x, y = canvas.random.choice((0.2, 0.8)), 0.0
    points = [(x, y)]
    while y < 0.5:
        x, y = x + canvas.random.uniform(-0.05, 0.05), y + 0.08
        points.append((x, y))
    canvas.draw_glow(points[2], 0.3, Colour(255, 246, 200), 0.5)
    canvas.draw_line(points, 0.009, Colour(255, 250, 214))


def draw_aurora(canvas: Canvas) -> None:
    """Draw northern lights."""
    for index in range(9):
        place = 0.06 + index * 0.11, canvas.random.uniform(0.14, 0.32)
        canvas.draw_glow(place, 0.16, canvas.random.choice(_AURORA), 0.5, 2.2)


def draw_more_stars(canvas: Canvas) -> None:
    """Draw many more stars."""
    if canvas.lighting.is_dark:
        draw_stars(canvas, 90, 0.5)


IN_FRONT: Final[MappingProxyType[str, Callable[[Canvas], None]]] = MappingProxyType(
    {
        "rain": draw_rain, "snow": draw_snow, "sparks": draw_sparks, "leaves": draw_leaves, "petals": draw_petals,
        "confetti": draw_confetti, "fog": draw_fog,
    }
)  # fmt: skip
IN_THE_SKY: Final[MappingProxyType[str, Callable[[Canvas], None]]] = MappingProxyType(
    {"lightning": draw_lightning, "aurora": draw_aurora, "stars": draw_more_stars}
)
