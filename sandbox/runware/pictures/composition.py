"""Arranges what a prompt names in one picture: a place, what stands behind, and what stands in front."""

from collections.abc import Sequence
from typing import Final

from sandbox.runware.pictures.canvas import Canvas, Place
from sandbox.runware.pictures.figures import FAMILY_BY_NAME
from sandbox.runware.pictures.groups import Group, draw_group, group_subjects, name_colours
from sandbox.runware.pictures.notation import FIGURE_UNITS
from sandbox.runware.pictures.words.reader import Reading

MAX_FIGURES: Final = 9
_SKY_FIGURES: Final = frozenset(
    {"sun", "moon", "star", "cloud", "rainbow", "lightning", "planet", "airplane", "helicopter", "spaceship",
     "eagle", "butterfly", "bee", "snowflake", "balloon", "hot air balloon", "phoenix", "bird", "fairy",
     "paper lantern"}
)  # fmt: skip
"""What is in the air, if something else stands on the ground."""
_BACKGROUND_FAMILIES: Final = frozenset({"buildings", "structures"})
_BACKGROUND_FIGURES: Final = frozenset(
    {"tree", "pine", "palm", "cherry tree", "apple tree", "volcano", "bamboo", "ship", "train"}
)


def draw_subjects(
    canvas: Canvas, reading: Reading, ground: float, far_ground: float, *, with_shadows: bool = True
) -> None:
    """Draw all subjects: those of the sky above, large ones behind, the others side by side in front."""
    canvas.has_shadows = with_shadows
    groups = group_subjects(reading.subjects)[:MAX_FIGURES]
    actors = [each for each in groups if not _is_background(each) and not _is_in_the_sky(each)]
    if not actors:
        actors = [each for each in groups if not _is_in_the_sky(each)] or groups
    behind = [each for each in groups if each not in actors and not _is_in_the_sky(each)]
    above = [each for each in groups if each not in actors and each not in behind]
    _draw_above(canvas, above)
    _draw_behind(canvas, behind, far_ground, has_front=bool(actors))
    _draw_front(canvas, actors, ground)


def _is_background(group: Group) -> bool:
    return FAMILY_BY_NAME[group.figure.name] in _BACKGROUND_FAMILIES or group.figure.name in _BACKGROUND_FIGURES


def _is_in_the_sky(group: Group) -> bool:
    return group.figure.name in _SKY_FIGURES and group.base is None


def _draw_above(canvas: Canvas, groups: Sequence[Group]) -> None:
    for index, group in enumerate(groups):
        side = (index + 0.5) / len(groups)
        x = 0.12 + 0.76 * (side if len(groups) > 1 else canvas.random.choice((0.14, 0.86)))
        height = 0.3 * min(1.0, group.figure.height + 0.15)
        place = Place(x, canvas.random.uniform(0.3, 0.4), height, canvas.random.random() < 0.5 and x > 0.5)
        canvas.draw_figure(group.figure, place, name_colours(group.colour))


def _draw_behind(canvas: Canvas, groups: Sequence[Group], ground: float, *, has_front: bool) -> None:
    for index, group in enumerate(groups):
        side = (index + 0.5) / len(groups)
        x = 0.1 + 0.8 * side if len(groups) > 1 or not has_front else canvas.random.choice((0.26, 0.74))
        height = 0.46 * group.figure.height**0.5
        draw_group(canvas, group, Place(x, ground, height))


def _draw_front(canvas: Canvas, groups: Sequence[Group], ground: float) -> None:
    count = len(groups)
    row = min(count, 3 if canvas.aspect < 1.2 else 5) or 1
    across = canvas.unit / canvas.width
    for index, group in enumerate(groups):
        line, column = divmod(index, row)
        in_line = min(row, count - line * row)
        lines = -(-count // row)
        slot = 0.92 / in_line
        x = 0.5 + (column - (in_line - 1) / 2) * slot + canvas.random.uniform(-0.04, 0.04) / count
        y = ground - 0.13 * (lines - 1 - line) + canvas.random.uniform(-0.012, 0.012)
        part = 1.0 if count == 1 else 0.86 if lines == 1 else 0.7
        height = _fitting_height(canvas, group, slot / across, y, part)
        draw_group(canvas, group, Place(x, y, height, canvas.random.random() < 0.4))


def _fitting_height(canvas: Canvas, group: Group, slot: float, ground: float, part: float) -> float:
    """The height in units at which the group fits its slot (in units) and the room above the ground."""
    left, bottom, right, top = group.figure.box()
    room = (ground - 0.1) * canvas.height / canvas.unit
    if group.base or group.shelter or group.worn:
        room *= 0.66
    tall = (top - min(bottom, 0)) / FIGURE_UNITS
    wanted = (0.56 + 0.16 * min(group.figure.height, 1.3)) * canvas.random.uniform(0.94, 1.06) * part
    widest = 0.94 * slot * FIGURE_UNITS / (right - left)
    return min(wanted * min(1.2, canvas.height / canvas.unit), widest, room / tall)
