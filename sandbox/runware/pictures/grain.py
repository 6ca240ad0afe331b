"""Fine noise over a picture, which makes a file as large as a photograph's."""

from functools import cache
from random import Random
from typing import Final

from PIL import Image

from sandbox.runware.models import Size

_TILE_PIXELS: Final = 512
_GRAIN_BRIGHTNESS_STEPS: Final = 8
"""Amplitude of the usual noise in steps of brightness."""


@cache
def _noise_tile(steps: int) -> Image.Image:
    noise = Image.frombytes("L", (_TILE_PIXELS, _TILE_PIXELS), Random(0).randbytes(_TILE_PIXELS * _TILE_PIXELS))
    return noise.point([128 - steps + value * 2 * steps // 255 for value in range(256)])


def noise_layer(size: Size | tuple[int, int], steps: int = _GRAIN_BRIGHTNESS_STEPS) -> Image.Image:
    """A layer to be added to a picture with an offset of -128."""
    grain = Image.new("L", size)
    for x in range(0, size[0], _TILE_PIXELS):
        for y in range(0, size[1], _TILE_PIXELS):
            grain.paste(_noise_tile(steps), (x, y))
    return Image.merge("RGB", (grain, grain, grain))
