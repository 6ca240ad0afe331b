"""What can be chosen as a default of one's own, and what a choice means."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

from bot.domain.catalog import MAX_COUNT, Catalog, OutputFormat, Ratio, Resolution
from bot.domain.request import Options, Request
from bot.domain.styles import Styles
from bot.domain.text import plain
from bot.errors import Gone

OFFERED: Final = 25
"""Options of one select (Discord, String Select)."""
UNSET: Final = "-"
"""The value that takes a default back."""
OUTDATED: Final = "That choice is no longer available; open /settings again to see what is."
QUALITIES: Final = (60, 80, 90, 95, 99)


class Field(StrEnum):
    """What stands on the panel: the fields of :class:`~bot.domain.request.Options`, the way back to none, a consent."""

    MODEL = "model"
    RATIO = "ratio"
    RESOLUTION = "resolution"
    COUNT = "count"
    STYLE = "style"
    FORMAT = "format"
    QUALITY = "quality"
    PRIVATE = "private"
    SPOILER = "spoiler"
    RESET = "reset"
    EDITS = "edits"


TITLES: Final = MappingProxyType(
    {
        Field.MODEL: "Model",
        Field.RATIO: "Shape",
        Field.RESOLUTION: "Resolution",
        Field.COUNT: "Pictures",
        Field.STYLE: "Style",
        Field.FORMAT: "Format",
        Field.QUALITY: "Quality",
        Field.PRIVATE: "Private",
        Field.SPOILER: "Spoiler",
    }
)
SELECTS: Final = tuple(TITLES)[:-2]
TOGGLES: Final = (Field.PRIVATE, Field.SPOILER)


class Choosable(NamedTuple):
    """One thing that can be chosen: what people read, what Discord sends back, and what it means."""

    label: str
    value: str
    meaning: Any


CONSENTS: Final = (
    Choosable("as each server decides", UNSET, None),
    Choosable("yes", "yes", True),
    Choosable("no", "no", False),
)
"""Whether others may edit one's pictures."""


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be chosen in one place."""

    catalog: Catalog
    styles: Styles

    def changed(self, options: Options, field: Field, value: str | None) -> Options:
        """The options once this was chosen, or toggled; :class:`~bot.errors.Gone` for what is not offered here."""
        if field is Field.RESET:
            return Options()
        if field in TOGGLES:
            toggled: Mapping[str, Any] = {field: None if getattr(options, field) else True}
            return replace(options, **toggled)
        for offer in self.offers(field, options):
            if offer.value == value:
                return replace(options, **{field: offer.meaning})
        raise Gone(OUTDATED)

    def offers(self, field: Field, options: Options) -> list[Choosable]:
        """What a select offers, the first for no default of one's own; what is in force is always there."""
        usual, known = self._known(field)
        offers, chosen = [Choosable(f"default ({usual})", UNSET, None), *known], getattr(options, field)
        in_force = next((offer for offer in offers if offer.meaning == chosen), None)
        if in_force is None:
            in_force = Choosable(f"{plain(str(chosen), 40)} (not offered here)", str(chosen), chosen)
        return offers[:OFFERED] if in_force in offers[:OFFERED] else [*offers[: OFFERED - 1], in_force]

    def consent(self, value: str | None) -> bool | None:
        """What was chosen about others who want to edit one's pictures; :class:`~bot.errors.Gone` as above."""
        for offer in CONSENTS:
            if offer.value == value:
                return cast("bool | None", offer.meaning)
        raise Gone(OUTDATED)

    def _known(self, field: Field) -> "_Known":
        """What is drawn with where nothing is chosen, in words; and all that can be chosen."""
        if field is Field.MODEL:
            models = [Choosable(model.label, key, key) for key, model in self.catalog.items()]
            return self.catalog[self.catalog.default].label, models
        if field is Field.STYLE:
            return "none", _plainly(self.styles)
        return _EVERYWHERE[field]


_Known = tuple[str, list[Choosable]]


def _plainly(values: Iterable[Any], label: Callable[[Any], str] = str) -> list[Choosable]:
    return [Choosable(label(value), str(value), value) for value in values]


_EVERYWHERE: Final[Mapping[Field, _Known]] = MappingProxyType(
    {
        Field.RATIO: (Ratio.SQUARE.label, _plainly(Ratio, lambda ratio: str(ratio.label))),
        Field.RESOLUTION: (str(Resolution.K1), _plainly(Resolution)),
        Field.COUNT: ("1", _plainly(range(1, MAX_COUNT + 1))),
        Field.FORMAT: (str(OutputFormat.JPG), _plainly(OutputFormat)),
        Field.QUALITY: (str(Request.model_fields["quality"].default), _plainly(QUALITIES)),
    }
)
