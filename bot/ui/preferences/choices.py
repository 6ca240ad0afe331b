"""What can be chosen as a default of one's own, and what a choice means."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, AspectRatio, Catalog, OutputFormat, Resolution
from bot.domain.request import Options, Request
from bot.domain.styles import Styles
from bot.domain.text import sanitize_line
from bot.errors import Gone

MAX_SELECT_OPTIONS: Final = 25
"""Options of one select (Discord, String Select)."""
UNSET_VALUE: Final = "-"
"""The value that takes a default back."""
CHOICE_OUTDATED: Final = "That choice is no longer available; open /settings again to see what is."
QUALITY_VALUES: Final = (60, 80, 90, 95, 99)


class SettingField(StrEnum):
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


FIELD_TITLES: Final = MappingProxyType(
    {
        SettingField.MODEL: "Model",
        SettingField.RATIO: "Shape",
        SettingField.RESOLUTION: "Resolution",
        SettingField.COUNT: "Pictures",
        SettingField.STYLE: "Style",
        SettingField.FORMAT: "Format",
        SettingField.QUALITY: "Quality",
        SettingField.PRIVATE: "Private",
        SettingField.SPOILER: "Spoiler",
    }
)
SELECT_FIELDS: Final = tuple(FIELD_TITLES)[:-2]
TOGGLE_FIELDS: Final = (SettingField.PRIVATE, SettingField.SPOILER)


class SettingChoice(NamedTuple):
    """One thing that can be chosen: what people read, what Discord sends back, and what it means."""

    label: str
    value: str
    setting: Any


EDIT_CONSENT_CHOICES: Final = (
    SettingChoice("as each server decides", UNSET_VALUE, None),
    SettingChoice("yes", "yes", True),
    SettingChoice("no", "no", False),
)
"""Whether others may edit one's pictures."""


@dataclass(frozen=True, slots=True)
class SettingChoices:
    """What can be chosen in one place."""

    catalog: Catalog
    styles: Styles

    def apply_choice(self, options: Options, field: SettingField, value: str | None) -> Options:
        """The options once this was chosen, or toggled; :class:`~bot.errors.Gone` for what is not offered here."""
        if field is SettingField.RESET:
            return Options()
        if field in TOGGLE_FIELDS:
            toggled: Mapping[str, Any] = {field: None if getattr(options, field) else True}
            return replace(options, **toggled)
        for offer in self.list_choices(field, options):
            if offer.value == value:
                return replace(options, **{field: offer.setting})
        raise Gone(CHOICE_OUTDATED)

    def list_choices(self, field: SettingField, options: Options) -> list[SettingChoice]:
        """What a select offers, the first for no default of one's own; what is in force is always there."""
        usual, known = self._known_choices(field)
        offers, chosen = [SettingChoice(f"default ({usual})", UNSET_VALUE, None), *known], getattr(options, field)
        in_force = next((offer for offer in offers if offer.setting == chosen), None)
        if in_force is None:
            in_force = SettingChoice(f"{sanitize_line(str(chosen), 40)} (not offered here)", str(chosen), chosen)
        return (
            offers[:MAX_SELECT_OPTIONS]
            if in_force in offers[:MAX_SELECT_OPTIONS]
            else [*offers[: MAX_SELECT_OPTIONS - 1], in_force]
        )

    def parse_edit_consent(self, value: str | None) -> bool | None:
        """What was chosen about others who want to edit one's pictures; :class:`~bot.errors.Gone` as above."""
        for offer in EDIT_CONSENT_CHOICES:
            if offer.value == value:
                return cast("bool | None", offer.setting)
        raise Gone(CHOICE_OUTDATED)

    def _known_choices(self, field: SettingField) -> "_DefaultAndChoices":
        """What is drawn with where nothing is chosen, in words; and all that can be chosen."""
        if field is SettingField.MODEL:
            models = [SettingChoice(model.label, key, key) for key, model in self.catalog.items()]
            return self.catalog[self.catalog.default_key].label, models
        if field is SettingField.STYLE:
            return "none", _to_choices(self.styles)
        return _STATIC_CHOICES[field]


_DefaultAndChoices = tuple[str, list[SettingChoice]]


def _to_choices(values: Iterable[Any], label: Callable[[Any], str] = str) -> list[SettingChoice]:
    return [SettingChoice(label(value), str(value), value) for value in values]


_STATIC_CHOICES: Final[Mapping[SettingField, _DefaultAndChoices]] = MappingProxyType(
    {
        SettingField.RATIO: (AspectRatio.SQUARE.label, _to_choices(AspectRatio, lambda ratio: str(ratio.label))),
        SettingField.RESOLUTION: (str(Resolution.K1), _to_choices(Resolution)),
        SettingField.COUNT: ("1", _to_choices(range(1, MAX_IMAGES_PER_REQUEST + 1))),
        SettingField.FORMAT: (str(OutputFormat.JPG), _to_choices(OutputFormat)),
        SettingField.QUALITY: (str(Request.model_fields["quality"].default), _to_choices(QUALITY_VALUES)),
    }
)
