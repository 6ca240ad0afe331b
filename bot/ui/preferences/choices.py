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
from bot.localization.messages import Message, Sentence
from bot.ui.autocomplete import ratio_label

MAX_SELECT_OPTIONS: Final = 25
"""Options in one select (Discord, String Select)."""
UNSET_VALUE: Final = "-"
"""The value that clears a default."""
CHOICE_OUTDATED: Final = Message("settings-choice-outdated")
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


SELECT_FIELDS: Final = (
    *(SettingField.MODEL, SettingField.RATIO, SettingField.RESOLUTION, SettingField.COUNT, SettingField.STYLE),
    *(SettingField.FORMAT, SettingField.QUALITY),
)
TOGGLE_FIELDS: Final = (SettingField.PRIVATE, SettingField.SPOILER)


class SettingOption(NamedTuple):
    """An option of a select: its label, the value that Discord sends back, and the setting that it selects."""

    label: Sentence
    value: str
    setting: Any


EDIT_CONSENT_CHOICES: Final = (
    SettingOption(Message("settings-edits-by-server"), UNSET_VALUE, None),
    SettingOption(Message("settings-edits-yes"), "yes", True),
    SettingOption(Message("settings-edits-no"), "no", False),
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
        choices = [SettingOption(Message("settings-default", choice=default_label), UNSET_VALUE, None), *known]
        setting = getattr(options, field)
        current = next((choice for choice in choices if choice.setting == setting), None)
        if current is None:
            label = Message("settings-not-offered", choice=sanitize_line(str(setting), 40))
            current = SettingOption(label, str(setting), setting)
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
            return Message("settings-no-style"), _to_choices(self.styles)
        return _STATIC_CHOICES[field]


def _chosen_setting(choices: Iterable[SettingOption], value: str | None) -> Any:
    for choice in choices:
        if choice.value == value:
            return choice.setting
    raise Gone(CHOICE_OUTDATED)


_DefaultAndChoices = tuple[Sentence, list[SettingOption]]


def _to_choices(values: Iterable[Any], label: Callable[[Any], Sentence] = str) -> list[SettingOption]:
    return [SettingOption(label(value), str(value), value) for value in values]


_STATIC_CHOICES: Final[Mapping[SettingField, _DefaultAndChoices]] = {
    SettingField.RATIO: (ratio_label(AspectRatio.SQUARE), _to_choices(AspectRatio, ratio_label)),
    SettingField.RESOLUTION: (str(Resolution.K1), _to_choices(Resolution)),
    SettingField.COUNT: ("1", _to_choices(range(1, MAX_IMAGES_PER_REQUEST + 1))),
    SettingField.FORMAT: (str(OutputFormat.JPG), _to_choices(OutputFormat)),
    SettingField.QUALITY: (str(Request.model_fields["quality"].default), _to_choices(QUALITY_VALUES)),
}
