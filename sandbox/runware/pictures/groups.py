"""A figure with all that belongs to it: what it wears, holds, sits on or in, and is under."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from sandbox.runware.pictures.canvas import Canvas, Place
from sandbox.runware.pictures.colours import Colour, parse_colour
from sandbox.runware.pictures.figures import FAMILY_BY_NAME, SMALL_FAMILIES, get_figure
from sandbox.runware.pictures.notation import FIGURE_UNITS, Figure
from sandbox.runware.pictures.outlines import Point
from sandbox.runware.pictures.words.reader import Subject

WORN_WIDTHS: Final = MappingProxyType({"hat": 1.5, "top hat": 1.15, "crown": 0.95, "glasses": 1.0, "mask": 1.0})
"""What is worn on the head, with its width as a multiple of the head's."""
WORN_ON_THE_EYES: Final = frozenset({"glasses", "mask"})
_HOLLOW: Final = frozenset({"boat", "cup", "box", "bed", "car", "hot air balloon", "bus", "spaceship"})
"""What something can sit in."""
_RIDDEN: Final = frozenset(
    {"horse", "unicorn", "zebra", "elephant", "motorcycle", "dragon", "duck", "turtle", "bicycle"}
)
_SHELTERS: Final = frozenset({"umbrella", "tree", "palm", "cherry tree", "mushroom", "rainbow", "table", "bridge"})


@dataclass(slots=True)
class Group:
    """A subject with what it wears, holds, sits on or in, or is under."""

    figure: Figure
    colour: str | None
    worn: list[Subject] = field(default_factory=list)
    held: list[Subject] = field(default_factory=list)
    base: Subject | None = None
    shelter: Subject | None = None


def group_subjects(subjects: Sequence[Subject]) -> list[Group]:
    """A group for each figure that stands for itself; what belongs to several of a kind belongs to each of them."""
    groups: list[Group] = []
    latest: list[Group] = []
    for subject in subjects:
        attached = [_attach(group, subject) for group in latest]
        if attached and all(attached):
            continue
        latest = [Group(get_figure(subject.figure), subject.colour) for _ in range(subject.count)]
        groups.extend(latest)
    return groups


def _attach(group: Group, subject: Subject) -> bool:
    """Give the group what belongs to it; False if the subject stands for itself."""
    relation, name = subject.relation, subject.figure
    is_worn = name in WORN_WIDTHS and group.figure.name not in WORN_WIDTHS
    if is_worn and relation in {"wearing", "with", "in"}:
        group.worn.append(subject)
    elif (relation == "in" and name in _HOLLOW) or relation == "on":
        group.base = subject
    elif (relation == "under" and name in _SHELTERS) or (relation == "with" and name == "umbrella"):
        group.shelter = subject
    elif relation in {"holding", "with", "wearing"} and FAMILY_BY_NAME[name] in SMALL_FAMILIES:
        group.held.append(subject)
    else:
        return False
    return True


def draw_group(canvas: Canvas, group: Group, place: Place) -> None:
    """Draw a figure with all that belongs to it; the place is that of its middle and of its foot."""
    place = _centre(canvas, group.figure, place)
    if group.shelter is not None:
        _draw_shelter(canvas, group.shelter, place)
    if group.base is None:
        left, _, right, _ = group.figure.box()
        middle = _to_canvas(canvas, place, ((left + right) / 2, 0))[0]
        canvas.draw_shadow(place._replace(x=middle), (right - left) / FIGURE_UNITS * place.height)
        place = _stand(canvas, group.figure, place)
        canvas.draw_figure(group.figure, place, name_colours(group.colour))
    else:
        place = _draw_on_base(canvas, group, group.base, place)
    for subject in group.worn:
        _draw_worn(canvas, group.figure, subject, place)
    for index, subject in enumerate(group.held):
        spot = _to_canvas(canvas, place, (27.0 if index % 2 == 0 else -27.0, 30.0))
        canvas.draw_figure(get_figure(subject.figure), Place(*spot, place.height * 0.34), name_colours(subject.colour))


def _centre(canvas: Canvas, figure: Figure, place: Place) -> Place:
    """Move a figure aside so that the middle of its box is at the place."""
    left, _, right, _ = figure.box()
    return place._replace(x=2 * place.x - _to_canvas(canvas, place, ((left + right) / 2, 0))[0])


def _stand(canvas: Canvas, figure: Figure, place: Place) -> Place:
    """Move a figure up or down so that its lowest point is at the place."""
    return place._replace(y=2 * place.y - _to_canvas(canvas, place, (0, figure.box()[1]))[1])


def _draw_on_base(canvas: Canvas, group: Group, carrier: Subject, place: Place) -> Place:
    """Draw the group on, or in, what it is on; returns the group's place."""
    base = get_figure(carrier.figure)
    left, _, right, _ = base.box()
    wide = (right - left) / FIGURE_UNITS
    is_small = FAMILY_BY_NAME[group.figure.name] in SMALL_FAMILIES
    tall = min(place.height * (1.2 if is_small else 0.92), place.height * 1.7 / wide)
    if base.name == "roof":
        tall = 0.62 * place.height
    spot, chosen = Place(place.x, place.y, tall), _choose_colours(canvas, base) | name_colours(carrier.colour)
    own = place._replace(x=place.x, height=place.height * (0.5 if is_small else 0.8))
    is_ridden = base.name in _RIDDEN and FAMILY_BY_NAME[group.figure.name] in {"people", "legends", "beings"}
    seat = (base.seat or base.top()[1]) - (24 * own.height / tall if is_ridden else 2)
    if carrier.relation == "in":
        seat = base.top()[1] * 0.3
    own = _stand(canvas, group.figure, own._replace(y=_to_canvas(canvas, spot, (0, seat))[1]))
    own = _centre(canvas, group.figure, own._replace(x=_to_canvas(canvas, spot, (-8.0 if is_ridden else 0.0, 0))[0]))
    canvas.draw_shadow(spot, wide * tall)
    limit = base.top()[1] * 0.55 if carrier.relation == "in" else FIGURE_UNITS * 2
    front = tuple(shape for shape in base.shapes if not shape.is_glow and max(y for _, y in shape.outline) <= limit)
    if not is_ridden:
        canvas.draw_figure(base, spot, chosen)
    canvas.draw_figure(group.figure, own, name_colours(group.colour))
    if is_ridden or carrier.relation == "in":
        canvas.draw_figure(Figure(base.name, front, base.colours), spot, chosen)
    return own


def _draw_shelter(canvas: Canvas, shelter: Subject, place: Place) -> None:
    figure = get_figure(shelter.figure)
    if shelter.figure == "umbrella":
        side = -12.0 if place.flip else 12.0
        spot = _to_canvas(canvas, place, (side, 46.0))
        canvas.draw_figure(figure, Place(spot[0], spot[1], place.height * 0.92), name_colours(shelter.colour))
    else:
        back = Place(place.x, place.y - 0.02, place.height * 1.5)
        canvas.draw_shadow(back, back.height * 0.6)
        canvas.draw_figure(figure, back, name_colours(shelter.colour))


def _draw_worn(canvas: Canvas, wearer: Figure, worn: Subject, place: Place) -> None:
    figure = get_figure(worn.figure)
    top, width = _measure_head(wearer)
    left, _, right, _ = figure.box()
    tall = place.height * width / (right - left) * WORN_WIDTHS[worn.figure]
    drop = 24.0 + (right - left) * 0.1 if worn.figure in WORN_ON_THE_EYES else 6.0
    spot = _to_canvas(canvas, place, (top[0], top[1] - drop))
    canvas.draw_figure(figure, Place(spot[0], spot[1], tall, place.flip), name_colours(worn.colour))


def _measure_head(figure: Figure) -> tuple[Point, float]:
    """The top of a figure's head, and the head's width, in units."""
    top = figure.top()
    points = [point for shape in figure.shapes if not shape.width for point in shape.outline]
    beside = [abs(x - top[0]) for x, y in points if top[1] - 26 < y < top[1] - 8 and abs(x - top[0]) < 34]
    return top, 2 * max(beside, default=20.0)


def _to_canvas(canvas: Canvas, place: Place, point: Point) -> Point:
    """Where a point of a figure, in its units, is on the canvas."""
    scale = place.height * canvas.unit / FIGURE_UNITS
    side = -1 if place.flip else 1
    return place.x + side * point[0] * scale / canvas.width, place.y - point[1] * scale / canvas.height


def name_colours(colour: str | None) -> dict[str, Colour]:
    """What a colour word changes in a figure: its main colour, under all the names that families use for it."""
    if colour is None:
        return {}
    return dict.fromkeys(("main", "gown", "robe", "top", "cape", "armour", "tail"), parse_colour(colour))


def _choose_colours(canvas: Canvas, figure: Figure) -> dict[str, Colour]:
    """One choice of colours, for a figure that is drawn in two parts."""
    return {name: canvas.random.choice(choices) for name, choices in figure.colours.items()}


def draw_subject_at(canvas: Canvas, subject: Subject, place: Place, *, with_shadow: bool = True) -> None:
    """Draw one subject at a place."""
    figure = get_figure(subject.figure)
    left, _, right, _ = figure.box()
    if with_shadow:
        canvas.draw_shadow(place, (right - left) / FIGURE_UNITS * place.height)
    canvas.draw_figure(figure, place, name_colours(subject.colour))
