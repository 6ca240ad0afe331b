"""The drawing surface: larger than the picture, so that edges are smooth, and with coordinates from 0 to 1."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final, NamedTuple, TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageOps

from sandbox.runware.models import Size
from sandbox.runware.pictures.colours import Colour, mix_colours, multiply_colours, parse_colour, shade_colour
from sandbox.runware.pictures.lighting import Lighting
from sandbox.runware.pictures.notation import FIGURE_UNITS, Figure, Ink, Shape
from sandbox.runware.pictures.outlines import Outline, Point, smooth

HeightFunction: TypeAlias = Callable[[float], float]
MAX_DRAWN_PIXELS: Final = 1536 * 1536
"""Pixels of the drawing; a larger picture is scaled up from it."""
MAX_SCALE: Final = 2.0
_GRADIENT_EDGE_VALUE: Final = 76
"""The value of Pillow's radial gradient at the middle of each edge."""
_DISC_MASK: Final = ImageOps.invert(Image.radial_gradient("L")).point(
    [round(255 * (max(0, value - _GRADIENT_EDGE_VALUE) / (255 - _GRADIENT_EDGE_VALUE)) ** 1.6) for value in range(256)]
)
_STRENGTH_TABLES: Final = [[value * step // 20 for value in range(256)] for step in range(21)]
_MIN_SHADED_PART: Final = 0.06
"""A shape whose box is narrower than this part of the shorter side has one colour without a shade."""
_MIN_GRADIENT_PART: Final = 0.13
"""The same for a gradient."""
_SHADE_STRENGTH: Final = 64
"""Of 255: how dark the side of a shape is that is turned from the light."""


class Place(NamedTuple):
    """Where a figure stands: the middle of its foot, and its height in units of the shorter side."""

    x: float
    y: float
    height: float
    flip: bool = False


class Canvas:
    """A drawing with coordinates from 0 to 1; ``unit`` is the shorter side in pixels."""

    def __init__(
        self,
        size: Size,
        lighting: Lighting,
        random: Random,
        *,
        scale: float = MAX_SCALE,
        background: Image.Image | None = None,
    ) -> None:
        scale = min(scale, (MAX_DRAWN_PIXELS / (size.width * size.height)) ** 0.5)
        self.width, self.height = max(1, round(size.width * scale)), max(1, round(size.height * scale))
        self.unit = min(self.width, self.height)
        self.lighting = lighting
        self.random = random
        self.image = (
            Image.new("RGB", (self.width, self.height), lighting.horizon)
            if background is None
            else background.resize((self.width, self.height), Image.Resampling.BILINEAR)
        )
        self.has_shadows = True
        self.pen = ImageDraw.Draw(self.image)

    @property
    def aspect(self) -> float:
        """The width divided by the height."""
        return self.width / self.height

    def lit(self, colour: Colour) -> Colour:
        """The colour in the light of the scene."""
        return multiply_colours(colour, self.lighting.ambient)

    def draw_ramp(self, *colours: Colour, top: float = 0.0, bottom: float = 1.0) -> None:
        """Fill the whole width from ``top`` to ``bottom`` with two or three colours that pass into each other."""
        start, end = round(top * self.height), min(self.height, round(bottom * self.height))
        if end > start:
            strip = Image.frombytes("RGB", (1, len(colours)), bytes(part for colour in colours for part in colour))
            tall = strip.resize((1, end - start), Image.Resampling.BILINEAR)
            self.image.paste(tall.resize((self.width, end - start), Image.Resampling.NEAREST), (0, start))

    def draw_glow(self, centre: Point, radius: float, colour: Colour, strength: float = 1.0, flat: float = 1.0) -> None:
        """Draw a soft light; ``radius`` in units of the shorter side, ``flat`` is its height by its width."""
        wide = max(2, round(2 * radius * self.unit))
        high = max(2, round(wide * flat))
        x, y = centre[0] * self.width, centre[1] * self.height
        how = Image.Resampling.NEAREST if wide <= _DISC_MASK.width else Image.Resampling.BILINEAR
        mask = _DISC_MASK.point(_STRENGTH_TABLES[round(strength * 20)]).resize((wide, high), how)
        self.image.paste(colour, (round(x - wide / 2), round(y - high / 2)), mask)

    def draw_disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Draw a filled circle; ``radius`` in units of the shorter side."""
        x, y, r = centre[0] * self.width, centre[1] * self.height, radius * self.unit
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def draw_polygon(self, points: Sequence[Point], colour: Colour) -> None:
        """Draw a filled polygon in one colour."""
        self.pen.polygon([(x * self.width, y * self.height) for x, y in points], fill=colour)

    def draw_smooth(self, points: Sequence[Point], colour: Colour) -> None:
        """Draw a curved outline through these points, shaded."""
        outline = [(x * self.width, y * self.height) for x, y in smooth(points)]
        self._fill(outline, shade_colour(colour, 1), colour, with_shade=False)

    def draw_line(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """Draw a line with round ends; ``width`` in units of the shorter side."""
        self._stroke([(x * self.width, y * self.height) for x, y in points], width * self.unit, colour)

    def draw_land(self, height: HeightFunction, colour: Colour, below: Colour | None = None) -> None:
        """Fill everything below the line ``height(x)``; it passes into the colour ``below``."""
        line = [(x / 90 * self.width, height(x / 90) * self.height) for x in range(91)]
        outline = [(0.0, self.height + 1.0), *line, (float(self.width), self.height + 1.0)]
        if below is None:
            self.pen.polygon(outline, fill=colour)
        else:
            self._fill(outline, colour, below, with_shade=False)

    def draw_figure(self, figure: Figure, place: Place, colours: dict[str, Colour] | None = None) -> None:
        """Draw a figure with a soft shadow at its foot; ``colours`` replace its own by name."""
        scale = place.height * self.unit / FIGURE_UNITS
        side = -scale if place.flip else scale
        x, y = place.x * self.width, place.y * self.height
        chosen = {name: self.random.choice(each) for name, each in figure.colours.items()} | (colours or {})
        for shape in figure.shapes:
            points = [(x + px * side, y - py * scale) for px, py in shape.outline]
            self._draw_shape(shape, points, scale, self._colour(shape.ink, chosen))

    def draw_shadow(self, place: Place, width: float) -> None:
        """Draw a soft shadow on the ground; ``width`` in units of the shorter side."""
        if self.has_shadows:
            self.draw_glow((place.x, place.y), width * 0.62, self.lighting.shadow, 0.55, 0.2)

    def _colour(self, ink: Ink, chosen: dict[str, Colour]) -> Colour:
        colour = shade_colour(chosen.get(ink.name) or parse_colour(ink.name), ink.steps)
        return colour if ink.is_light else self.lit(colour)

    def _draw_shape(self, shape: Shape, points: Outline, scale: float, colour: Colour) -> None:
        if shape.is_glow:
            x, y = points[0]
            strength = 0.9 if self.lighting.is_dark else 0.4
            self.draw_glow((x / self.width, y / self.height), shape.width * scale / self.unit, colour, strength)
        elif shape.width:
            self._stroke(points, shape.width * scale, colour)
        elif shape.ink.is_light:
            self.pen.polygon(points, fill=colour)
        else:
            self._fill(points, shade_colour(colour, 1), colour)

    def _stroke(self, points: Outline, width: float, colour: Colour) -> None:
        self.pen.line(points, fill=colour, width=max(1, round(width)), joint="curve")
        r = width / 2
        if r > 1:
            for x, y in (points[0], points[-1]):
                self.pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def _fill(self, points: Outline, upper: Colour, lower: Colour, *, with_shade: bool = True) -> None:
        """Fill an outline; a large one passes from ``upper`` to ``lower`` and is darker at the side without light."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = max(0, int(min(xs))), max(0, int(min(ys)))
        right, bottom = min(self.width, int(max(xs)) + 2), min(self.height, int(max(ys)) + 2)
        if right <= left or bottom <= top:
            return
        wide, high = right - left, bottom - top
        if min(wide, high) < self.unit * _MIN_SHADED_PART:
            self.pen.polygon(points, fill=mix_colours(upper, lower, 0.7))
            return
        mask = Image.new("L", (wide, high))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in points], fill=255)
        if min(wide, high) < self.unit * _MIN_GRADIENT_PART:
            self.pen.polygon(points, fill=mix_colours(upper, lower, 0.6))
        else:
            self.image.paste(
                _gradient(upper, lower, high).resize((wide, high), Image.Resampling.NEAREST), (left, top), mask
            )
        if with_shade:
            shift = max(2, round(min(wide, high) * 0.11))
            side = Image.new("L", (wide, high))
            side.paste(mask, (-shift, -shift // 2))
            edge = ImageChops.subtract(mask, side, scale=255 / _SHADE_STRENGTH)
            self.image.paste(shade_colour(lower, -2), (left, top), edge)


def _gradient(upper: Colour, lower: Colour, high: int) -> Image.Image:
    """A strip one pixel wide that passes from one colour to the other."""
    colours = bytes((*upper, *mix_colours(upper, lower, 0.5), *lower))
    return Image.frombytes("RGB", (1, 3), colours).resize((1, high), Image.Resampling.BILINEAR)
