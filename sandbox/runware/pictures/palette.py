"""The colours of a picture, chosen by the words of its prompt."""

import colorsys
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from random import Random
from typing import Final, NamedTuple, TypeAlias


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255."""

    red: int
    green: int
    blue: int


WordSet: TypeAlias = AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of the sky from top to horizon, of the light, and of the land from far to near."""

    top: Colour
    middle: Colour
    horizon: Colour
    light: Colour
    far: Colour
    near: Colour
    is_dark: bool = False


def _parse_colour(text: str) -> Colour:
    return Colour(*bytes.fromhex(text))


def _parse_palette(colours: str, *, dark: bool = False) -> Palette:
    top, middle, horizon, light, far, near = map(_parse_colour, colours.split())
    return Palette(top, middle, horizon, light, far, near, is_dark=dark)


_DAY: Final = _parse_palette("2f7fd1 7fb8ea f3e9d2 fffbe6 86a8b8 1f4a3d")
_SUNSET: Final = _parse_palette("3a2a6b d9577a ffc46b fff0c2 a0507a 241738")
_DAWN: Final = _parse_palette("4f6fae e7a6b8 ffe3c4 fff6e0 9a8fb5 33415e")
_NIGHT: Final = _parse_palette("050a24 14275c 41588f f4f1dc 2c4272 060b1c", dark=True)
_STORM: Final = _parse_palette("2b333d 5b6772 a5aeb2 e8eef0 66727a 191f25")
_COSMOS: Final = _parse_palette("07041a 2a0f57 7a2b8c ffd9f2 3d2373 0a0620", dark=True)
_MIST: Final = _parse_palette("7f96a3 b7c6cb e9ece4 ffffff a9bbbf 3c5358")

_PALETTES_BY_WORDS: Final = (
    ({"night", "midnight", "moon", "moonlit", "moonlight", "dark", "star", "starry", "neon", "aurora"}, _NIGHT),
    ({"sunset", "dusk", "twilight", "golden", "evening", "fire", "desert", "retro"}, _SUNSET),
    ({"dawn", "sunrise", "morning", "spring", "dream", "dreamy"}, _DAWN),
    ({"storm", "rain", "rainy", "thunder", "winter"}, _STORM),
    ({"space", "galaxy", "nebula", "cosmic", "astronaut", "planet", "universe"}, _COSMOS),
    ({"fog", "foggy", "mist", "misty", "haze"}, _MIST),
    ({"day", "noon", "sunny", "summer", "sun"}, _DAY),
)
_HUES_BY_WORD: Final = {
    "red": 0.99, "crimson": 0.97, "orange": 0.07, "amber": 0.1, "gold": 0.12, "yellow": 0.14, "green": 0.36,
    "emerald": 0.42, "teal": 0.49, "turquoise": 0.48, "cyan": 0.52, "blue": 0.6, "cobalt": 0.62, "indigo": 0.69,
    "violet": 0.74, "purple": 0.77, "magenta": 0.85, "pink": 0.92, "rose": 0.94,
}  # fmt: skip


def choose_palette(words: WordSet, random: Random) -> Palette:
    """The palette for these words; random where they name no colours."""
    named = [palette for keywords, palette in _PALETTES_BY_WORDS if keywords & words]
    base = named[0] if named else random.choice([_DAY, _DAY, _SUNSET, _DAWN, _NIGHT])
    hues = [hue for word, hue in _HUES_BY_WORD.items() if word in words]
    if hues:
        return _shift_to_hues(base, hues)
    turn = random.uniform(-0.04, 0.04)
    return _map_hues(base, lambda hue: hue + turn)


def mix_colours(first: Colour, second: Colour, part: float) -> Colour:
    """Interpolate two colours; ``part`` is 0 for the first, 1 for the second."""
    return Colour(*(round(a + (b - a) * part) for a, b in zip(first, second, strict=True)))


HueShift: TypeAlias = Callable[[float], float]


def _shift_to_hues(base: Palette, hues: list[float]) -> Palette:
    first, second = hues[0], hues[-1]
    land = _map_hues(base, lambda _: second, saturation=0.25)
    sky = _map_hues(base, lambda hue: first + 0.12 * (hue - first), saturation=0.3)
    return replace(sky, far=land.far, near=land.near)


def _map_hues(base: Palette, shift: HueShift, saturation: float = 0.0) -> Palette:
    def turned(colour: Colour) -> Colour:
        hue, saturated, value = colorsys.rgb_to_hsv(*(part / 255 for part in colour))
        strong = min(1.0, saturated + saturation * (1.15 - saturated))
        return Colour(*(round(part * 255) for part in colorsys.hsv_to_rgb(shift(hue) % 1, strong, value)))

    return Palette(
        turned(base.top),
        turned(base.middle),
        turned(base.horizon),
        base.light,
        turned(base.far),
        turned(base.near),
        is_dark=base.is_dark,
    )
