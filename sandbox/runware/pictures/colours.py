"""Colours: names, shades and mixtures."""

import colorsys
from functools import cache
from typing import Final, NamedTuple


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255."""

    red: int
    green: int
    blue: int


BLACK: Final = Colour(24, 20, 30)
WHITE: Final = Colour(255, 253, 248)
_HEX_BY_NAME: Final = {
    "ink": "2b2433", "black": "34303c", "white": "fbf8f1", "cream": "fbe7c8", "grey": "9aa3ad", "slate": "5d6878",
    "silver": "c3ccd6", "steel": "8494a6", "red": "d8343a", "crimson": "a81f35", "orange": "f08a2c", "gold": "f2b632",
    "yellow": "f9d54a", "lime": "a8cf45", "green": "4f9d4a", "forest": "2c6b45", "teal": "2d9c95", "cyan": "55c6e8",
    "blue": "3b78d8", "navy": "263b72", "indigo": "4b42a8", "violet": "7d4fc4", "purple": "8a4bb8", "magenta": "d0419c",
    "pink": "f492b4", "rose": "e8587f", "brown": "8a5632", "chestnut": "6b3d22", "tan": "cfa06c", "sand": "e9cd92",
    "beige": "e8d8b8", "wood": "a06a3c", "bark": "6e4a32", "leaf": "5fae4e", "stone": "a8a59c", "brick": "b9573e",
    "skin": "f2c6a0", "blush": "f0a08c", "flame": "ff9a2e", "lamp": "ffd98a", "glass": "bfe3f2", "bone": "efe9d6",
    "turquoise": "3fbfb5", "copper": "b8733f", "emerald": "2fa36b",
}  # fmt: skip
NAMED_COLOURS: Final = {name: Colour(*bytes.fromhex(value)) for name, value in _HEX_BY_NAME.items()}
_LIGHTER_PART: Final = 0.24
_DARKER_PART: Final = 0.22


def parse_colour(text: str) -> Colour:
    """A colour from its name or its six hexadecimal digits."""
    return NAMED_COLOURS.get(text) or Colour(*bytes.fromhex(text))


def mix_colours(first: Colour, second: Colour, part: float) -> Colour:
    """Interpolate two colours; ``part`` is 0 for the first, 1 for the second."""
    return Colour(*(round(a + (b - a) * part) for a, b in zip(first, second, strict=True)))


def multiply_colours(first: Colour, second: Colour) -> Colour:
    """The first colour in the light of the second."""
    return Colour(*(a * b // 255 for a, b in zip(first, second, strict=True)))


@cache
def shade_colour(colour: Colour, steps: int) -> Colour:
    """A colour some steps lighter, or darker for negative steps; dark shades turn a little to violet."""
    for _ in range(abs(steps)):
        colour = (
            mix_colours(colour, WHITE, _LIGHTER_PART)
            if steps > 0
            else mix_colours(colour, Colour(40, 14, 58), _DARKER_PART)
        )
    return colour


def turn_hue(colour: Colour, turn: float, *, saturation: float = 1.0) -> Colour:
    """The colour with its hue turned by ``turn`` (1 is the whole circle) and its saturation multiplied."""
    hue, saturated, value = colorsys.rgb_to_hsv(*(part / 255 for part in colour))
    turned = colorsys.hsv_to_rgb((hue + turn) % 1, min(1.0, saturated * saturation), value)
    return Colour(*(round(part * 255) for part in turned))
