"""What a picture is drawn on: small, soft, and measured from 0 to 1."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final, TypeAlias

from PIL import Image, ImageDraw, ImageOps

from sandbox.runware.models import Size
from sandbox.runware.palette import Colour, Palette, Words

Point: TypeAlias = tuple[float, float]
Height: TypeAlias = Callable[[float], float]
DRAWN_SIDE: Final = 680
"""Longest side of the drawing in pixels; the finished picture is scaled up from it, which smooths every edge."""
_EDGE: Final = 76
"""The gradient's value where its circle touches the square around it."""
_DISC: Final = ImageOps.invert(Image.radial_gradient("L")).point(
    [round(255 * (max(0, value - _EDGE) / (255 - _EDGE)) ** 1.6) for value in range(256)]
)
_STEPS: Final = [[value * step // 20 for value in range(256)] for step in range(21)]


class Canvas:
    """A drawing: x and y from 0 to 1, ``unit`` is the shorter side in pixels."""

    def __init__(self, size: Size, palette: Palette, words: Words, random: Random) -> None:
        scale = min(1.0, DRAWN_SIDE / max(size))
        self.width, self.height = round(size.width * scale), round(size.height * scale)
        self.unit = min(self.width, self.height)
        self.palette = palette
        self.words = words
        self.random = random
        self.image = self._sky()
        self.pen = ImageDraw.Draw(self.image)

    def _sky(self) -> Image.Image:
        ramp = Image.linear_gradient("L").resize((1, self.height)).resize((self.width, self.height))
        colours = self.palette
        return ImageOps.colorize(ramp, colours.top, colours.horizon, colours.middle, midpoint=110)

    def at(self, x: float, y: float) -> Point:
        """The pixel of that place."""
        return x * self.width, y * self.height

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float = 1.0) -> None:
        """Light around a place; ``radius`` in units of the shorter side."""
        side = max(2, round(2 * radius * self.unit))
        x, y = self.at(*centre)
        how = Image.Resampling.NEAREST if side <= _DISC.width else Image.Resampling.BILINEAR
        mask = _DISC.point(_STEPS[round(strength * 20)]).resize((side, side), how)
        self.image.paste(colour, (round(x - side / 2), round(y - side / 2)), mask)

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """A filled circle; ``radius`` in units of the shorter side."""
        (x, y), r = self.at(*centre), radius * self.unit
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        self.pen.polygon([self.at(x, y) for x, y in points], fill=colour)

    def land(self, height: Height, colour: Colour) -> None:
        """Everything below the line ``height(x)``."""
        line = [(x / 120, height(x / 120)) for x in range(121)]
        self.shape([(0.0, 1.01), *line, (1.0, 1.01)], colour)

    def stamp(
        self, outline: Sequence[Point], foot: Point, height: float, colour: Colour, *, flip: bool = False
    ) -> None:
        """An outline in its own units (x to the right, y up, 1 high) standing at ``foot``; ``height`` in units."""
        (x, y), scale = self.at(*foot), height * self.unit
        side = -1 if flip else 1
        self.pen.polygon([(x + side * px * scale, y - py * scale) for px, py in outline], fill=colour)
