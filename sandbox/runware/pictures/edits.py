"""Changes a given picture as the words of an edit say."""

from collections.abc import Sequence
from random import Random
from types import MappingProxyType
from typing import Final

from PIL import Image, ImageChops, ImageEnhance, ImageOps

from sandbox.runware.models import Size
from sandbox.runware.pictures.canvas import Canvas, Place
from sandbox.runware.pictures.colours import parse_colour, shade_colour
from sandbox.runware.pictures.figures import get_figure
from sandbox.runware.pictures.groups import WORN_ON_THE_EYES, WORN_WIDTHS, draw_subject_at
from sandbox.runware.pictures.lighting import LIGHTINGS, Lighting
from sandbox.runware.pictures.mark import remove_mark
from sandbox.runware.pictures.notation import FIGURE_UNITS
from sandbox.runware.pictures.scenes import SCENES
from sandbox.runware.pictures.scenes.sky import draw_sky, draw_stars
from sandbox.runware.pictures.words.reader import Reading, Subject

_GRADES: Final = MappingProxyType(
    {
        "night": (84, 98, 168), "sunset": (255, 176, 128), "dawn": (255, 214, 206), "day": (255, 252, 236),
        "storm": (150, 162, 178), "fog": (226, 232, 234), "winter": (214, 230, 255), "autumn": (255, 206, 150),
        "neon": (170, 96, 220), "space": (120, 110, 200), "underwater": (110, 200, 232),
    }
)  # fmt: skip
"""The colour of the light that falls on the given picture."""
_PALE: Final = MappingProxyType({"fog": 0.4, "winter": 0.2, "day": 0.12})
"""How much white a light adds."""
_TINT_PART: Final = 0.5
_UNKNOWN_WORDS_TINTS: Final = ("orange", "teal", "violet", "rose", "blue", "gold")
"""Colours for edits whose words name nothing."""
_HEAD_GUESS: Final = (0.5, 0.32, 0.26)
"""Where a head is taken to be: its top as x and y, and its width in units of the shorter side."""


def combine_sources(sources: Sequence[Image.Image], size: Size) -> Image.Image:
    """The given pictures without their marks, in the wanted size; several lie side by side and pass into each other."""
    fitted = [ImageOps.fit(remove_mark(source), size) for source in sources]
    count, blend = len(fitted), max(1, size.width // 16)
    combined = fitted[0] if count == 1 else _shift_middle(fitted[0], 0, count)
    for index, picture in enumerate(fitted[1:], 1):
        start = size.width * index // count
        mask = Image.new("L", size)
        mask.paste(Image.linear_gradient("L").rotate(90).resize((2 * blend, size.height)), (start - blend, 0))
        mask.paste(255, (start + blend, 0, size.width, size.height))
        combined.paste(_shift_middle(picture, index, count), (0, 0), mask)
    return combined


def _shift_middle(picture: Image.Image, index: int, count: int) -> Image.Image:
    """Shift the middle of a picture into the middle of its part of ``count``."""
    return ImageChops.offset(picture, round(picture.width * ((index + 0.5) / count - 0.5)), 0)


def change_picture(picture: Image.Image, reading: Reading, random: Random) -> Image.Image:
    """Change light and colours, and put in what the words name; with words that name nothing, tint it."""
    light = reading.lighting or (SCENES[reading.scene].lighting if reading.scene else None)
    if reading.scene:
        picture = _move_to(picture, reading.scene, random)
    if light is not None and light in _GRADES:
        picture = _grade(picture, light)
    colours = reading.colours
    if not (reading.subjects or light or reading.scene or reading.weather or reading.styles or colours):
        colours = [random.choice(_UNKNOWN_WORDS_TINTS)]
    if colours:
        picture = _tint(picture, colours)
    return picture


def _grade(picture: Image.Image, light: str) -> Image.Image:
    graded = ImageChops.multiply(picture, Image.new("RGB", picture.size, _GRADES[light]))
    pale = Image.blend(graded, Image.new("RGB", picture.size, (255, 255, 255)), _PALE.get(light, 0.0))
    return ImageEnhance.Color(pale).enhance(0.7 if light in {"storm", "fog"} else 1.0)


def _tint(picture: Image.Image, colours: list[str]) -> Image.Image:
    first, last = parse_colour(colours[0]), parse_colour(colours[-1])
    toned = ImageOps.colorize(picture.convert("L"), shade_colour(last, -4), shade_colour(first, 3), first)
    return Image.blend(picture, toned, _TINT_PART)


def _move_to(picture: Image.Image, scene: str, random: Random) -> Image.Image:
    """Draw the place, and keep the middle of the picture with a soft edge before it."""
    place = SCENES[scene]
    canvas = Canvas(Size(*picture.size), LIGHTINGS[place.lighting or "day"], random)
    if place.has_sky:
        draw_sky(canvas)
    place.draw(canvas)
    around = canvas.image.resize(picture.size, Image.Resampling.BILINEAR)
    mask = Image.radial_gradient("L").point([255 - min(255, max(0, (value - 120) * 5)) for value in range(256)])
    around.paste(picture, (0, 0), mask.resize(picture.size, Image.Resampling.BILINEAR))
    return around


def put_in(canvas: Canvas, reading: Reading) -> None:
    """Draw what the words name into the picture: what is worn on the head, others in front."""
    if reading.lighting == "night":
        draw_stars(canvas, 40, 0.34)
    others = [subject for subject in reading.subjects if subject.figure not in WORN_WIDTHS]
    for subject in reading.subjects:
        if subject.figure in WORN_WIDTHS:
            _put_on(canvas, subject)
    for index, subject in enumerate(others):
        for copy in range(subject.count):
            x = (0.84, 0.16, 0.5)[index % 3] - 0.12 * copy * (1 if index % 2 == 0 else -1)
            draw_subject_at(
                canvas, subject, Place(x, 0.93 - 0.02 * copy, 0.36 * get_figure(subject.figure).height ** 0.4)
            )


def _put_on(canvas: Canvas, subject: Subject) -> None:
    x, y, width = _HEAD_GUESS
    left, _, right, _ = get_figure(subject.figure).box()
    height = width * WORN_WIDTHS[subject.figure] / (right - left) * FIGURE_UNITS
    drop = 0.08 * height + (0.36 * width if subject.figure in WORN_ON_THE_EYES else 0.0)
    draw_subject_at(canvas, subject, Place(x, y + drop * canvas.unit / canvas.height, height), with_shadow=False)


def edit_lighting(reading: Reading) -> Lighting:
    """The light for what is put into the picture."""
    return LIGHTINGS[reading.lighting if reading.lighting in {"night", "sunset", "neon"} else "day"]
