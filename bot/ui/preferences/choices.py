"""The choices of a member's defaults, and how a choice changes them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, NamedTuple

from bot.domain.catalog import MAX_IMAGES_PER_REQUEST, AspectRatio, Catalog, OutputFormat, Resolution
from bot.domain.request import Options, Request
from bot.domain.styles import Styles
from bot.domain.text import sanitize_line
from bot.errors import Gone

MAX_SELECT_OPTIONS: Final = 25
"""Options in one select (Discord, String Select)."""
UNSET_VALUE: Final = "-"
"""The value that clears a default."""
CHOICE_OUTDATED: Final = "That choice is no longer available; open /settings again to see what is."
QUALITY_VALUES: Final = (60, 80, 90, 95, 99)


class SettingField(StrEnum):
    """The controls of the panel: the fields of :class:`~bot.domain.request.Options`, a reset, and the edit consent."""

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


FIELD_TITLES: Final = {
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
SELECT_FIELDS: Final = tuple(FIELD_TITLES)[:-2]
TOGGLE_FIELDS: Final = (SettingField.PRIVATE, SettingField.SPOILER)


class SettingOption(NamedTuple):
    """An option of a select: its label, the value that Discord sends back, and the setting that it selects."""

    label: str
    value: str
    setting: Any


EDIT_CONSENT_CHOICES: Final = (
    SettingOption("as each server decides", UNSET_VALUE, None),
    SettingOption("yes", "yes", True),
    SettingOption("no", "no", False),
)
"""The edit consent: whether others can edit the member's pictures."""


@dataclass(frozen=True, slots=True)
class SettingChoices:
    """The choices that are available on one server."""

    catalog: Catalog
    styles: Styles

    def apply_choice(self, options: Options, field: SettingField, value: str | None) -> Options:
        """Apply a choice or toggle to the options; raises :class:`~bot.errors.Gone` for a value that is not offered."""
        if field is SettingField.RESET:
            return Options()
        if field in TOGGLE_FIELDS:
            toggled: Mapping[str, Any] = {field: None if getattr(options, field) else True}
            return replace(options, **toggled)
        return replace(options, **{field: _chosen_setting(self.list_choices(field, options), value)})

    def list_choices(self, field: SettingField, options: Options) -> list[SettingOption]:
        """The options of a select: “default”, then the known choices; the current setting is always one of them."""
        default_label, known = self._known_choices(field)
        choices = [SettingOption(f"default ({default_label})", UNSET_VALUE, None), *known]
        setting = getattr(options, field)
        current = next((choice for choice in choices if choice.setting == setting), None)
        if current is None:
            current = SettingOption(f"{sanitize_line(str(setting), 40)} (not offered here)", str(setting), setting)
        if current in choices[:MAX_SELECT_OPTIONS]:
            return choices[:MAX_SELECT_OPTIONS]
        return [*choices[: MAX_SELECT_OPTIONS - 1], current]

    def parse_edit_consent(self, value: str | None) -> bool | None:
        """Parse the choice of the edit consent; raises :class:`~bot.errors.Gone` for a value that is not offered."""
        consent: bool | None = _chosen_setting(EDIT_CONSENT_CHOICES, value)
        return consent

    def _known_choices(self, field: SettingField) -> "_DefaultAndChoices":
        if field is SettingField.MODEL:
            models = [SettingOption(model.label, key, key) for key, model in self.catalog.items()]
            return self.catalog[self.catalog.default_key].label, models
        if field is SettingField.STYLE:
            return "none", _to_choices(self.styles)
        return _STATIC_CHOICES[field]


def _chosen_setting(choices: Iterable[SettingOption], value: str | None) -> Any:
    for choice in choices:
        if choice.value == value:
            return choice.setting
    raise Gone(CHOICE_OUTDATED)


_DefaultAndChoices = tuple[str, list[SettingOption]]


def _to_choices(values: Iterable[Any], label: Callable[[Any], str] = str) -> list[SettingOption]:
    return [SettingOption(label(value), str(value), value) for value in values]


_STATIC_CHOICES: Final[Mapping[SettingField, _DefaultAndChoices]] = {
    SettingField.RATIO: (AspectRatio.SQUARE.label, _to_choices(AspectRatio, lambda ratio: str(ratio.label))),
    SettingField.RESOLUTION: (str(Resolution.K1), _to_choices(Resolution)),
    SettingField.COUNT: ("1", _to_choices(range(1, MAX_IMAGES_PER_REQUEST + 1))),
    SettingField.FORMAT: (str(OutputFormat.JPG), _to_choices(OutputFormat)),
    SettingField.QUALITY: (str(Request.model_fields["quality"].default), _to_choices(QUALITY_VALUES)),
}
