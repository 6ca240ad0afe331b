"""Arranges what a prompt names in one picture: a place, what stands behind, and what stands in front."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType
from typing import Final

from sandbox.runware.pictures.canvas import Canvas, Place
from sandbox.runware.pictures.colours import Colour, parse_colour
from sandbox.runware.pictures.figures import FAMILY_BY_NAME, get_figure
from sandbox.runware.pictures.notation import FIGURE_UNITS, Figure
from sandbox.runware.pictures.outlines import Point
from sandbox.runware.pictures.words.reader import Reading, Subject

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
WORN_WIDTHS: Final = MappingProxyType({"hat": 1.5, "top hat": 1.15, "crown": 0.95, "glasses": 1.0, "mask": 1.0})
"""What is worn on the head, with its width as a multiple of the head's."""
_WORN_BEFORE_THE_EYES: Final = frozenset({"glasses", "mask"})
_HOLLOW: Final = frozenset({"boat", "cup", "box", "bed", "car", "hot air balloon", "bus", "spaceship"})
"""What something can sit in."""
_RIDDEN: Final = frozenset(
    {"horse", "unicorn", "zebra", "elephant", "motorcycle", "dragon", "duck", "turtle", "bicycle"}
)
_SMALL_FAMILIES: Final = frozenset({"things", "belongings", "food"})
_SHELTERS: Final = frozenset({"umbrella", "tree", "palm", "cherry tree", "mushroom", "rainbow", "table", "bridge"})
_SCENES_BY_FIGURE: Final = MappingProxyType(
    {
        **dict.fromkeys(("fish", "shark", "octopus", "jellyfish", "mermaid", "submarine"), ("underwater",)),
        **dict.fromkeys(("turtle", "crab"), ("underwater", "beach")),
        **dict.fromkeys(("whale", "dolphin", "ship", "boat"), ("sea",)),
        **dict.fromkeys(("airplane", "helicopter", "hot air balloon", "eagle", "angel", "phoenix"), ("sky",)),
        **dict.fromkeys(("rocket", "planet", "astronaut", "alien", "spaceship", "star", "moon"), ("space",)),
        **dict.fromkeys(("car", "bus", "truck", "motorcycle", "bicycle"), ("road", "street", "city")),
        **dict.fromkeys(("camel", "pyramid", "cactus"), ("desert",)),
        **dict.fromkeys(("penguin", "snowman", "igloo", "christmas tree"), ("snow",)),
        **dict.fromkeys(("wolf", "bear", "owl", "deer", "fox", "squirrel"), ("forest", "meadow")),
        **dict.fromkeys(("fairy", "mushroom", "spider"), ("forest", "meadow")),
        **dict.fromkeys(("monkey", "tiger", "parrot", "snake", "panda", "bamboo"), ("jungle",)),
        **dict.fromkeys(("cat", "mouse"), ("room", "garden", "meadow")),
        **dict.fromkeys(("lion", "elephant", "giraffe", "zebra"), ("meadow", "hills", "desert")),
        **dict.fromkeys(("duck", "swan", "frog", "lily"), ("lake", "river")),
        **dict.fromkeys(("robot", "superhero", "skyscraper"), ("city", "street")),
        **dict.fromkeys(("chef",), ("kitchen",)),
        **dict.fromkeys(("wizard",), ("library", "forest", "mountains")),
        **dict.fromkeys(("dragon", "castle", "dinosaur", "phoenix"), ("mountains", "valley")),
        **dict.fromkeys(("lighthouse",), ("sea",)),
        **dict.fromkeys(("pirate", "palm", "shell"), ("beach", "island")),
        **dict.fromkeys(("detective", "ninja", "zombie", "vampire"), ("street",)),
        **dict.fromkeys(("windmill", "barn", "tractor", "cow", "sunflower"), ("field", "hills")),
        **dict.fromkeys(("butterfly", "bee", "rose", "tulip", "flower", "snail"), ("garden", "meadow")),
        **dict.fromkeys(("cloud", "rainbow", "sun"), ("hills", "meadow")), "lightning": ("hills",),
        **dict.fromkeys(("temple", "shrine", "samurai"), ("mountains", "garden")), "bridge": ("river", "lake"),
        **dict.fromkeys(("train", "bonsai"), ("hills",)), "volcano": ("island", "hills"), "roof": ("city",),
        **dict.fromkeys(("witch", "ghost", "skeleton"), ("forest", "village")), "shop": ("street",),
        **dict.fromkeys(("crystal",), ("cave",)), "snowflake": ("snow",), "fire": ("forest",),
        "tent": ("forest", "lake"),
    }
)  # fmt: skip
_LIGHTINGS_BY_FIGURE: Final = MappingProxyType(
    {**dict.fromkeys(("owl", "moon", "ghost", "vampire", "witch", "star"), "night"),
     **dict.fromkeys(("lantern", "candle", "paper lantern", "fire"), "night"),
     "snowman": "winter", "lightning": "storm", "zombie": "fog", "umbrella": "storm"}
)  # fmt: skip
_SCENES_BY_FAMILY: Final = MappingProxyType(
    {
        "things": ("studio",), "belongings": ("studio",), "food": ("studio",),
        "buildings": ("hills", "meadow", "mountains"),
        "nature": ("meadow", "hills"), "plants": ("meadow", "hills"), "structures": ("meadow", "garden"),
        "people": ("meadow", "street", "garden"), "vehicles": ("road",),
    }
)  # fmt: skip
_USUAL_SCENES: Final = ("meadow", "hills", "mountains", "forest")
_INDOOR: Final = frozenset({"studio", "room", "kitchen", "library"})


@dataclass(slots=True)
class _Group:
    """A subject with what it wears, holds, sits on or in, or is under."""

    figure: Figure
    colour: str | None
    worn: list[Subject] = field(default_factory=list)
    held: list[Subject] = field(default_factory=list)
    base: Subject | None = None
    shelter: Subject | None = None


def choose_scene(reading: Reading, random: Random) -> str:
    """The place that the prompt names, or one that fits the first subject."""
    if reading.scene:
        return reading.scene
    names = [subject.figure for subject in reading.subjects]
    bases = [subject.figure for subject in reading.subjects if subject.relation in {"on", "in", "under"}]
    for name in (*bases, *names):
        if name in _SCENES_BY_FIGURE:
            return random.choice(_SCENES_BY_FIGURE[name])
    families = [FAMILY_BY_NAME[name] for name in names]
    if families and set(families) <= _SMALL_FAMILIES:
        return "studio"
    return random.choice(_SCENES_BY_FAMILY.get(families[0], _USUAL_SCENES) if families else _USUAL_SCENES)


def choose_lighting_name(reading: Reading) -> str | None:
    """The light that the prompt names, or that suits its subjects."""
    if reading.lighting:
        return reading.lighting
    suited = (_LIGHTINGS_BY_FIGURE.get(subject.figure) for subject in reading.subjects)
    return next((name for name in suited if name), None)


def draw_subjects(
    canvas: Canvas, reading: Reading, ground: float, far_ground: float, *, with_shadows: bool = True
) -> None:
    """Draw all subjects: those of the sky above, large ones behind, the others side by side in front."""
    canvas.has_shadows = with_shadows
    groups = _group_subjects(reading.subjects)[:MAX_FIGURES]
    actors = [each for each in groups if not _is_background(each) and not _is_in_the_sky(each)]
    if not actors:
        actors = [each for each in groups if not _is_in_the_sky(each)] or groups
    behind = [each for each in groups if each not in actors and not _is_in_the_sky(each)]
    above = [each for each in groups if each not in actors and each not in behind]
    _draw_above(canvas, above)
    _draw_behind(canvas, behind, far_ground, has_front=bool(actors))
    _draw_front(canvas, actors, ground)


def _group_subjects(subjects: Sequence[Subject]) -> list[_Group]:
    groups: list[_Group] = []
    for subject in subjects:
        if groups and _attach(groups[-1], subject):
            continue
        groups.extend(_Group(get_figure(subject.figure), subject.colour) for _ in range(subject.count))
    return groups


def _attach(group: _Group, subject: Subject) -> bool:
    """Give the group what belongs to it; False if the subject stands for itself."""
    relation, name = subject.relation, subject.figure
    if (
        name in WORN_WIDTHS
        and relation in {"wearing", "with", "in", "and"}
        and group.figure.name not in WORN_WIDTHS
        and relation != "and"
    ):
        group.worn.append(subject)
    elif (relation == "in" and name in _HOLLOW) or relation == "on":
        group.base = subject
    elif (relation == "under" and name in _SHELTERS | {"umbrella"}) or (relation == "with" and name == "umbrella"):
        group.shelter = subject
    elif relation in {"holding", "with", "wearing"} and FAMILY_BY_NAME[name] in _SMALL_FAMILIES:
        group.held.append(subject)
    else:
        return False
    return True


def _is_background(group: _Group) -> bool:
    return FAMILY_BY_NAME[group.figure.name] in _BACKGROUND_FAMILIES or group.figure.name in _BACKGROUND_FIGURES


def _is_in_the_sky(group: _Group) -> bool:
    return group.figure.name in _SKY_FIGURES and group.base is None


def _draw_above(canvas: Canvas, groups: Sequence[_Group]) -> None:
    for index, group in enumerate(groups):
        side = (index + 0.5) / len(groups)
        x = 0.12 + 0.76 * (side if len(groups) > 1 else canvas.random.choice((0.14, 0.86)))
        height = 0.3 * min(1.0, group.figure.height + 0.15)
        place = Place(x, canvas.random.uniform(0.3, 0.4), height, canvas.random.random() < 0.5 and x > 0.5)
        canvas.draw_figure(group.figure, place, _colours(group.colour))


def _draw_behind(canvas: Canvas, groups: Sequence[_Group], ground: float, *, has_front: bool) -> None:
    for index, group in enumerate(groups):
        side = (index + 0.5) / len(groups)
        x = 0.1 + 0.8 * side if len(groups) > 1 or not has_front else canvas.random.choice((0.26, 0.74))
        height = 0.46 * group.figure.height**0.5
        _draw_group(canvas, group, Place(x, ground, height))


def _draw_front(canvas: Canvas, groups: Sequence[_Group], ground: float) -> None:
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
        height = _fitting_height(canvas, group, slot / across, y, 1 if count == 1 else 0.86) * (
            0.82 if lines > 1 else 1
        )
        _draw_group(canvas, group, Place(x, y, height, canvas.random.random() < 0.4))


def _fitting_height(canvas: Canvas, group: _Group, slot: float, ground: float, part: float) -> float:
    """The height in units at which the group fits its slot (in units) and the room above the ground."""
    left, bottom, right, top = group.figure.box()
    room = (ground - 0.1) * canvas.height / canvas.unit
    if group.base or group.shelter or group.worn:
        room *= 0.66
    tall = (top - min(bottom, 0)) / FIGURE_UNITS
    wanted = (0.56 + 0.16 * min(group.figure.height, 1.3)) * canvas.random.uniform(0.94, 1.06) * part
    widest = 0.94 * slot * FIGURE_UNITS / (right - left)
    return min(wanted * min(1.2, canvas.height / canvas.unit), widest, room / tall)


def _draw_group(canvas: Canvas, group: _Group, place: Place) -> None:
    """Draw a figure with all that belongs to it; the place is that of its middle and of its foot."""
    place = _centre(canvas, group.figure, place)
    if group.shelter is not None:
        _draw_shelter(canvas, group.shelter, place)
    if group.base is None:
        left, _, right, _ = group.figure.box()
        middle = _shift(canvas, place, ((left + right) / 2, 0))[0]
        canvas.draw_shadow(place._replace(x=middle), (right - left) / FIGURE_UNITS * place.height)
        place = _stand(canvas, group.figure, place)
        canvas.draw_figure(group.figure, place, _colours(group.colour))
    else:
        place = _draw_on_base(canvas, group, group.base, place)
    for subject in group.worn:
        _draw_worn(canvas, group.figure, subject, place)
    for index, subject in enumerate(group.held):
        spot = _shift(canvas, place, (27.0 if index % 2 == 0 else -27.0, 30.0))
        canvas.draw_figure(get_figure(subject.figure), Place(*spot, place.height * 0.34), _colours(subject.colour))


def _centre(canvas: Canvas, figure: Figure, place: Place) -> Place:
    """Move a figure aside so that the middle of its box is at the place."""
    left, _, right, _ = figure.box()
    return place._replace(x=2 * place.x - _shift(canvas, place, ((left + right) / 2, 0))[0])


def _stand(canvas: Canvas, figure: Figure, place: Place) -> Place:
    """Move a figure up or down so that its lowest point is at the place."""
    return place._replace(y=2 * place.y - _shift(canvas, place, (0, figure.box()[1]))[1])


def _draw_on_base(canvas: Canvas, group: _Group, relation: Subject, place: Place) -> Place:
    """Draw the group on, or in, what it is on; returns the group's place."""
    base = get_figure(relation.figure)
    left, _, right, _ = base.box()
    wide = (right - left) / FIGURE_UNITS
    is_small = FAMILY_BY_NAME[group.figure.name] in _SMALL_FAMILIES
    tall = min(place.height * (1.2 if is_small else 0.92), place.height * 1.7 / wide)
    if base.name == "roof":
        tall = 0.62 * place.height
    spot, chosen = Place(place.x, place.y, tall), _fixed_colours(canvas, base) | _colours(relation.colour)
    own = place._replace(x=place.x, height=place.height * (0.5 if is_small else 0.8))
    is_ridden = base.name in _RIDDEN and FAMILY_BY_NAME[group.figure.name] in {"people", "legends", "beings"}
    seat = (base.seat or base.top()[1]) - (24 * own.height / tall if is_ridden else 2)
    if relation.relation == "in":
        seat = base.top()[1] * 0.3
    own = _stand(canvas, group.figure, own._replace(y=_shift(canvas, spot, (0, seat))[1]))
    own = _centre(canvas, group.figure, own._replace(x=_shift(canvas, spot, (-8.0 if is_ridden else 0.0, 0))[0]))
    canvas.draw_shadow(spot, wide * tall)
    limit = base.top()[1] * 0.55 if relation.relation == "in" else FIGURE_UNITS * 2
    front = tuple(shape for shape in base.shapes if not shape.is_glow and max(y for _, y in shape.outline) <= limit)
    if not is_ridden:
        canvas.draw_figure(base, spot, chosen)
    canvas.draw_figure(group.figure, own, _colours(group.colour))
    if is_ridden or relation.relation == "in":
        canvas.draw_figure(Figure(base.name, front, base.colours), spot, chosen)
    return own


def _draw_shelter(canvas: Canvas, shelter: Subject, place: Place) -> None:
    figure = get_figure(shelter.figure)
    if shelter.figure == "umbrella":
        side = -12.0 if place.flip else 12.0
        spot = _shift(canvas, place, (side, 46.0))
        canvas.draw_figure(figure, Place(spot[0], spot[1], place.height * 0.92), _colours(shelter.colour))
    else:
        back = Place(place.x, place.y - 0.02, place.height * 1.5)
        canvas.draw_shadow(back, back.height * 0.6)
        canvas.draw_figure(figure, back, _colours(shelter.colour))


def _draw_worn(canvas: Canvas, wearer: Figure, worn: Subject, place: Place) -> None:
    figure = get_figure(worn.figure)
    top, width = measure_head(wearer)
    left, _, right, _ = figure.box()
    tall = place.height * width / (right - left) * WORN_WIDTHS[worn.figure]
    drop = 24.0 + (right - left) * 0.1 if worn.figure in _WORN_BEFORE_THE_EYES else 6.0
    spot = _shift(canvas, place, (top[0], top[1] - drop))
    canvas.draw_figure(figure, Place(spot[0], spot[1], tall, place.flip), _colours(worn.colour))


def measure_head(figure: Figure) -> tuple[Point, float]:
    """The top of a figure's head, and the head's width, in units."""
    top = figure.top()
    points = [point for shape in figure.shapes if not shape.width for point in shape.outline]
    beside = [abs(x - top[0]) for x, y in points if top[1] - 26 < y < top[1] - 8 and abs(x - top[0]) < 34]
    return top, 2 * max(beside, default=20.0)


def _shift(canvas: Canvas, place: Place, shift: Point) -> Point:
    """A point of a figure, from its units to the canvas."""
    scale = place.height * canvas.unit / FIGURE_UNITS
    side = -1 if place.flip else 1
    return place.x + side * shift[0] * scale / canvas.width, place.y - shift[1] * scale / canvas.height


def _colours(colour: str | None) -> dict[str, Colour]:
    """What a colour word changes in a figure: its main colour, under all the names that families use for it."""
    if colour is None:
        return {}
    return dict.fromkeys(("main", "gown", "robe", "top", "cape", "armour", "tail"), parse_colour(colour))


def _fixed_colours(canvas: Canvas, figure: Figure) -> dict[str, Colour]:
    """Colours for a figure that is drawn in two parts."""
    return {name: canvas.random.choice(choices) for name, choices in figure.colours.items()}


def draw_subject_at(canvas: Canvas, subject: Subject, place: Place, *, with_shadow: bool = True) -> None:
    """Draw one subject at a place."""
    figure = get_figure(subject.figure)
    left, _, right, _ = figure.box()
    if with_shadow:
        canvas.draw_shadow(place, (right - left) / FIGURE_UNITS * place.height)
    canvas.draw_figure(figure, place, _colours(subject.colour))


def is_indoor(scene: str) -> bool:
    """Whether weather stays outside."""
    return scene in _INDOOR
