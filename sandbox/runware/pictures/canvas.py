"""The drawing surface: small, and with coordinates from 0 to 1."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final, TypeAlias

from PIL import Image, ImageDraw, ImageOps

from sandbox.runware.models import Size
from sandbox.runware.pictures.palette import Colour, Palette, WordSet

Point: TypeAlias = tuple[float, float]
HeightFunction: TypeAlias = Callable[[float], float]
MAX_DRAWN_SIDE_PIXELS: Final = 680
"""Longest side of the drawing in pixels; it is scaled up at the end, which smooths all edges."""
_GRADIENT_EDGE_VALUE: Final = 76
"""The value of Pillow's radial gradient at the middle of each edge."""
_DISC_MASK: Final = ImageOps.invert(Image.radial_gradient("L")).point(
    [round(255 * (max(0, value - _GRADIENT_EDGE_VALUE) / (255 - _GRADIENT_EDGE_VALUE)) ** 1.6) for value in range(256)]
)
_STRENGTH_TABLES: Final = [[value * step // 20 for value in range(256)] for step in range(21)]


class Canvas:
    """A drawing with coordinates from 0 to 1; ``unit`` is the shorter side in pixels."""

    def __init__(self, size: Size, palette: Palette, words: WordSet, random: Random) -> None:
        scale = min(1.0, MAX_DRAWN_SIDE_PIXELS / max(size))
        self.width, self.height = round(size.width * scale), round(size.height * scale)
        self.unit = min(self.width, self.height)
        self.palette = palette
        self.words = words
        self.random = random
        self.image = self._draw_sky()
        self.pen = ImageDraw.Draw(self.image)

    def _draw_sky(self) -> Image.Image:
        ramp = Image.linear_gradient("L").resize((1, self.height)).resize((self.width, self.height))
        colours = self.palette
        return ImageOps.colorize(ramp, colours.top, colours.horizon, colours.middle, midpoint=110)

    def to_pixels(self, x: float, y: float) -> Point:
        """Convert coordinates to pixels."""
        return x * self.width, y * self.height

    def draw_glow(self, centre: Point, radius: float, colour: Colour, strength: float = 1.0) -> None:
        """Draw a soft light; ``radius`` in units of the shorter side."""
        side = max(2, round(2 * radius * self.unit))
        x, y = self.to_pixels(*centre)
        how = Image.Resampling.NEAREST if side <= _DISC_MASK.width else Image.Resampling.BILINEAR
        mask = _DISC_MASK.point(_STRENGTH_TABLES[round(strength * 20)]).resize((side, side), how)
        self.image.paste(colour, (round(x - side / 2), round(y - side / 2)), mask)

    def draw_disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Draw a filled circle; ``radius`` in units of the shorter side."""
        (x, y), r = self.to_pixels(*centre), radius * self.unit
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def draw_polygon(self, points: Sequence[Point], colour: Colour) -> None:
        """Draw a filled polygon."""
        self.pen.polygon([self.to_pixels(x, y) for x, y in points], fill=colour)

    def draw_land(self, height: HeightFunction, colour: Colour) -> None:
        """Fill everything below the line ``height(x)``."""
        line = [(x / 120, height(x / 120)) for x in range(121)]
        self.draw_polygon([(0.0, 1.01), *line, (1.0, 1.01)], colour)

    def draw_outline(
        self, outline: Sequence[Point], foot: Point, height: float, colour: Colour, *, flip: bool = False
    ) -> None:
        """Draw an outline (x to the right, y up, height 1) that stands at ``foot``; ``height`` in units."""
        (x, y), scale = self.to_pixels(*foot), height * self.unit
        side = -1 if flip else 1
        self.pen.polygon([(x + side * px * scale, y - py * scale) for px, py in outline], fill=colour)
