"""Reads figures from their notation: one shape a line, from the back to the front.

A figure stands on y = 0, is about 100 units high, and has x = 0 in its middle; y points up. A line holds the kind of
the shape, its colour and its numbers; ``~`` before the kind draws it a second time, mirrored at x = 0:

    oval COLOUR x,y rx,ry [degrees]       rect COLOUR x,y width,height [radius]    arch COLOUR x,y width,height
    blob COLOUR x,y x,y …   (a curve)     poly COLOUR x,y x,y …   (corners)        star COLOUR x,y radius,inner tips
    line COLOUR width x,y x,y … (curve)   bar COLOUR width x,y x,y …   (corners)   glow COLOUR x,y radius
    ring COLOUR width x,y rx,ry            beam COLOUR x,y x,y …  (light)         use NAME (the shapes of a part)

A colour is a name or six hexadecimal digits, each ``+`` after it a step lighter and each ``-`` a step darker. ``main``
and other names are given by the figure. ``!`` after it makes a light: night does not darken it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from sandbox.runware.pictures import outlines
from sandbox.runware.pictures.colours import Colour, parse_colour, shade_colour
from sandbox.runware.pictures.outlines import Outline, Point

FIGURE_UNITS: Final = 100.0
"""The height of a figure in units of its notation."""


class Ink(NamedTuple):
    """A colour in the notation: its name, the steps to lighter, and whether it is a light."""

    name: str
    steps: int = 0
    is_light: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: a filled outline, a line of ``width`` (not 0), or a glow of that radius around its only point.

    A glow or a beam is a ray, which has no part in the figure's size.
    """

    ink: Ink
    outline: Outline
    width: float = 0.0
    is_glow: bool = False
    is_ray: bool = False

    def mirrored(self) -> "Shape":
        """The same shape, mirrored at x = 0."""
        return replace(self, outline=[(-x, y) for x, y in self.outline])


@dataclass(frozen=True, slots=True)
class Figure:
    """A thing that can be drawn: its shapes and its colours, each with the alternatives that a seed chooses from."""

    name: str
    shapes: tuple[Shape, ...]
    colours: Mapping[str, tuple[Colour, ...]] = field(default_factory=dict)
    height: float = 1.0
    """How high it is drawn, compared with other figures."""
    seat: float | None = None
    """The height in units at which others sit on it; None is its top."""

    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top in units, without glows and beams."""
        points = [point for shape in self.shapes if not shape.is_ray for point in shape.outline]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def top(self) -> Point:
        """The highest point near the middle, where something can sit or a hat can be."""
        inner = [p for shape in self.shapes if not shape.is_glow for p in shape.outline if abs(p[0]) < FIGURE_UNITS / 6]
        return max(inner, key=lambda point: point[1], default=(0.0, FIGURE_UNITS))


def parse_figure(name: str, colours: str, notation: str, parts: Mapping[str, tuple[Shape, ...]]) -> Figure:
    """Read a figure; ``colours`` is like ``main=red|gold;hair=black;height=0.6;seat=40``."""
    given = dict(entry.split("=") for entry in colours.split(";") if entry)
    height, seat = float(given.pop("height", "1")), given.pop("seat", None)
    inks = {ink: tuple(_shaded(each) for each in text.split("|")) for ink, text in given.items()}
    shapes = tuple(parse_shapes(notation, parts))
    return Figure(name, shapes, inks, height, None if seat is None else float(seat))


def _shaded(text: str) -> Colour:
    ink = _parse_ink(text)
    return shade_colour(parse_colour(ink.name), ink.steps)


def parse_shapes(notation: str, parts: Mapping[str, tuple[Shape, ...]]) -> Iterator[Shape]:
    """The shapes of a notation; ``parts`` are what ``use`` may name."""
    for line in filter(None, map(str.strip, notation.splitlines())):
        kind, _, rest = line.partition(" ")
        found = parts[rest] if kind.endswith("use") else (_parse_shape(kind.removeprefix("~"), rest),)
        yield from found
        if kind.startswith("~"):
            yield from (shape.mirrored() for shape in found)


def _parse_shape(kind: str, rest: str) -> Shape:
    colour, *words = rest.split()
    ink = _parse_ink(colour)
    points = [_parse_point(word) for word in words if "," in word]
    numbers = [float(word) for word in words if "," not in word]
    number = numbers[0] if numbers else 0.0
    if kind not in _OUTLINES:
        raise ValueError(f"there is no shape {kind!r}")
    width = number if kind in _LINES else 0.0
    return Shape(ink, _OUTLINES[kind](points, number), width, is_glow=kind == "glow", is_ray=kind in {"glow", "beam"})


def _ring(points: Sequence[Point], _: float) -> Outline:
    curve = outlines.oval(points[0], points[1])
    return [*curve, curve[0]]


_OUTLINES: Final[Mapping[str, Callable[[Sequence[Point], float], Outline]]] = {
    "oval": lambda points, degrees: outlines.oval(points[0], points[1], degrees),
    "rect": lambda points, radius: outlines.rectangle(points[0], points[1], radius),
    "arch": lambda points, _: outlines.arch(points[0], points[1]),
    "star": lambda points, tips: outlines.star(points[0], points[1][0], points[1][1], int(tips)),
    "blob": lambda points, _: outlines.smooth(points),
    "line": lambda points, _: outlines.smooth(points, closed=False),
    "ring": _ring,
    "bar": lambda points, _: list(points),
    "poly": lambda points, _: list(points),
    "beam": lambda points, _: list(points),
    "glow": lambda points, _: list(points),
}
_LINES: Final = frozenset({"line", "bar", "ring", "glow"})
"""Shapes whose number is a width, or a radius."""


def _parse_ink(text: str) -> Ink:
    plain = text.removesuffix("!")
    name = plain.rstrip("+-")
    marks = plain[len(name) :]
    return Ink(name, marks.count("+") - marks.count("-"), plain != text)


def _parse_point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), float(y)
