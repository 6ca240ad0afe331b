"""What is drawn if the words name nothing that can be drawn: calm bands, circles and arcs."""

from math import pi
from typing import Final

from sandbox.runware.pictures.canvas import Canvas
from sandbox.runware.pictures.colours import Colour, mix_colours, parse_colour, shade_colour, turn_hue
from sandbox.runware.pictures.scenes.lines import wave_line

_PALETTES: Final = (
    "f4e4cf e8b08c c96f63 7a4a68 2f3358", "e3efe6 a9cfc3 6fa3ad 46688c 28355c", "f7e7d8 f2c17d dc8a6a 8f5a7c 3b3a66",
    "eef0f6 c3cbe6 8f95cf 5d5ea6 2d2c5e", "f3eedd cfd8a8 8fb08c 547f7c 2a4658", "fbe9e7 f3b8bf cf8aa6 7f6a9a 3a3f68",
)  # fmt: skip
_BANDS: Final = 6


def draw_abstract(canvas: Canvas, colour_names: list[str]) -> None:
    """Draw bands in colours that the prompt names, or in those of a palette."""
    colours = _choose_colours(canvas, colour_names)
    canvas.draw_ramp(shade_colour(colours[0], 1), colours[0], colours[1])
    random = canvas.random
    x, y = random.uniform(0.25, 0.75), random.uniform(0.26, 0.44)
    radius = random.uniform(0.12, 0.2)
    canvas.draw_glow((x, y), radius * 2.6, shade_colour(colours[0], 2), 0.8)
    canvas.draw_disc((x, y), radius, mix_colours(colours[1], colours[2], 0.6))
    for _ in range(5):
        spot = random.uniform(0.05, 0.95), random.uniform(0.08, 0.6)
        canvas.draw_disc(spot, random.uniform(0.008, 0.04), random.choice(colours[1:]))
    for band in range(_BANDS):
        part = (band + 1) / _BANDS
        line = wave_line(
            canvas, 0.42 + 0.52 * part, random.uniform(0.03, 0.07), random.uniform(0.5, 1.0) + part * pi / 9
        )
        place = part * (len(colours) - 1)
        low = min(int(place), len(colours) - 2)
        canvas.draw_land(line, mix_colours(colours[low], colours[low + 1], place - low))


def _choose_colours(canvas: Canvas, names: list[str]) -> list[Colour]:
    if not names:
        turn = canvas.random.uniform(-0.06, 0.06)
        return [turn_hue(parse_colour(each), turn) for each in canvas.random.choice(_PALETTES).split()]
    first, last = parse_colour(names[0]), parse_colour(names[-1])
    return [shade_colour(first, 3), shade_colour(first, 1), first, shade_colour(last, -1), shade_colour(last, -3)]
