"""The light of a scene: the colours of its sky and what it does to the colours of things."""

from dataclasses import dataclass, replace
from random import Random
from typing import Final

from sandbox.runware.pictures.colours import Colour, turn_hue


@dataclass(frozen=True, slots=True)
class Lighting:
    """Colours of the sky from top to horizon, of sun or moon, of distant and near land, of daylight, and of shadows."""

    name: str
    top: Colour
    middle: Colour
    horizon: Colour
    light: Colour
    far: Colour
    near: Colour
    ambient: Colour
    shadow: Colour
    is_dark: bool = False


def _parse(name: str, colours: str, *, dark: bool = False) -> Lighting:
    top, middle, horizon, light, far, near, ambient, shadow = (Colour(*bytes.fromhex(each)) for each in colours.split())
    return Lighting(name, top, middle, horizon, light, far, near, ambient, shadow, is_dark=dark)


LIGHTINGS: Final = {
    each.name: each
    for each in (
        _parse("day", "4a9fe0 93cdf0 e6f3ee fff6d8 9cc3b4 5c9a58 ffffff 2c4a48"),
        _parse("sunset", "433a7c d8607c ffc06a fff0bd 93648f 5b4a62 ffd8c0 38204a"),
        _parse("dawn", "6f8fca efb3b8 ffe8c9 fff6df a5a5c4 6f8f78 ffeee6 4a4262"),
        _parse("night", "0a1238 1d3068 4a659a f6f1d2 31497c 1e3350 98a4d6 0a1028", dark=True),
        _parse("storm", "39434f 66737f a4b0b4 eef2f4 73848a 48605c bcc6d2 222a32"),
        _parse("fog", "a9bcc4 c9d6d8 e9ece6 ffffff b6c6c8 87a09a dde6e8 52666a"),
        _parse("winter", "7fa8d0 bcd6ea f1f4f6 ffffff c3d5e4 e6eff6 eef4ff 6f88ac"),
        _parse("autumn", "6fa8d4 c9dbe0 fbe6c0 fff0c8 c9a070 b8803f fff0dc 5a3a34"),
        _parse("space", "06051c 1a1046 3a2370 ffe9f4 3d2b74 1c1440 d6d2f4 04040e", dark=True),
        _parse("neon", "0c0724 36116a c02a8e 7ff6ff 38206e 150c34 a890e0 05030f", dark=True),
        _parse("underwater", "3fb8d4 1f86b8 145a92 e6fbff 1d6a98 0f3f6c b8e4f4 08284a"),
    )
}
_USUAL: Final = ("day", "day", "day", "sunset", "dawn")


def choose_lighting(name: str | None, random: Random) -> Lighting:
    """The lighting of that name, or one by chance; its hues differ a little each time."""
    base = LIGHTINGS[name or random.choice(_USUAL)]
    turn = random.uniform(-0.025, 0.025)
    top, middle, horizon, far = (turn_hue(each, turn) for each in (base.top, base.middle, base.horizon, base.far))
    return replace(base, top=top, middle=middle, horizon=horizon, far=far)
