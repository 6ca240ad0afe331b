"""All figures by name."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from sandbox.runware.pictures.figures import (
    beings,
    belongings,
    birds_and_fish,
    buildings,
    food,
    legends,
    nature,
    people,
    pets,
    plants,
    structures,
    things,
    vehicles,
    wild,
)
from sandbox.runware.pictures.notation import Figure, Shape, parse_figure, parse_shapes

_FAMILIES: Final = (
    pets, wild, birds_and_fish, people, legends, beings, buildings, structures, vehicles, food, things, belongings,
    plants, nature,
)  # fmt: skip
FAMILY_BY_NAME: Final = {name: family.__name__.rpartition(".")[2] for family in _FAMILIES for name in family.FIGURES}
SMALL_FAMILIES: Final = frozenset({"things", "belongings", "food"})
"""Families of what a hand can hold."""
FIGURE_NAMES: Final = frozenset(name for family in _FAMILIES for name in family.FIGURES)


@cache
def get_figure(name: str) -> Figure:
    """The figure of that name; KeyError if there is none."""
    family = next((family for family in _FAMILIES if name in family.FIGURES), None)
    if family is None:
        raise KeyError(name)
    colours, notation = family.FIGURES[name]
    return parse_figure(name, colours, notation, _parts(_FAMILIES.index(family)))


@cache
def _parts(family: int) -> Mapping[str, tuple[Shape, ...]]:
    return {name: tuple(parse_shapes(text, {})) for name, text in _FAMILIES[family].PARTS.items()}
