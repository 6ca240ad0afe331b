"""The panel of a member's defaults, and the answers about a server's styles."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from discord import ButtonStyle, SelectOption, ui

from bot.domain.request import Options
from bot.domain.styles import Style, Styles
from bot.domain.text import sanitize_line
from bot.localization.messages import text
from bot.ui.components import Component, Interaction, selected_values
from bot.ui.layout import Layout, Row, list_view, text_view
from bot.ui.preferences.choices import (
    EDIT_CONSENT_CHOICES,
    SELECT_FIELDS,
    TOGGLE_FIELDS,
    SettingChoices,
    SettingField,
    SettingOption,
)

MAX_SELECT_LABEL_LENGTH: Final = 100
"""Characters of an option’s label (Discord, String Select)."""
MAX_STYLE_TEXT_LENGTH: Final = 100
"""Characters of a style's text that a list shows."""


class SettingChoice(NamedTuple):
    """A choice in the panel; a button has no value."""

    field: SettingField
    value: str | None


class SettingItem(Component[SettingChoice], template=re.compile(rf"easel:setting:(?P<field>{'|'.join(SettingField)})")):
    """A select or a button of the panel; it changes the defaults of the member who uses it."""

    def read(self, interaction: Interaction) -> SettingChoice:
        return SettingChoice(SettingField(self.match["field"]), next(iter(selected_values(interaction)), None))


def settings_view(options: Options, others_may_edit: bool | None, menu: SettingChoices) -> Layout:
    """The panel with the current defaults; ``others_may_edit`` is the member's edit consent."""
    selects = [
        _select_row(field, menu.list_choices(field, options), getattr(options, field)) for field in SELECT_FIELDS
    ]
    toggles = [_toggle_button(field, is_on=bool(getattr(options, field))) for field in TOGGLE_FIELDS]
    reset = _button(
        SettingField.RESET, text("button-settings-reset"), ButtonStyle.danger, disabled=options == Options()
    )
    return Layout(
        ui.TextDisplay(f"{text('settings-title')}\n-# {text('settings-explanation')}"),
        *selects,
        Row(*toggles, reset),
        ui.TextDisplay(f"-# {text('settings-edits-explanation')}"),
        _select_row(SettingField.EDITS, EDIT_CONSENT_CHOICES, others_may_edit),
    )


def _select_row(field: SettingField, choices: Iterable[SettingOption], setting: object) -> Row:
    options = [
        SelectOption(
            label=text(f"settings-field-{field}", choice=choice.label)[:MAX_SELECT_LABEL_LENGTH],
            value=choice.value,
            default=choice.setting == setting,
        )
        for choice in choices
    ]
    return Row(SettingItem(ui.Select(custom_id=f"easel:setting:{field}", options=options)))


def _toggle_button(field: SettingField, *, is_on: bool) -> SettingItem:
    state, style = ("on", ButtonStyle.success) if is_on else ("off", ButtonStyle.secondary)
    return _button(field, text(f"button-settings-{field}-{state}"), style)


def _button(field: SettingField, label: str, style: ButtonStyle, *, disabled: bool = False) -> SettingItem:
    return SettingItem(ui.Button(label=label, style=style, custom_id=f"easel:setting:{field}", disabled=disabled))


def style_list_view(own: Sequence[Style], available: Styles) -> Layout:
    """A server's own styles, and the names of the styles that are available everywhere."""
    own_names = {style.name for style in own}
    lines = [text("styles-title") if own else text("styles-none")]
    lines += [f"- **{style.name}** {sanitize_line(style.text, MAX_STYLE_TEXT_LENGTH)}" for style in own]
    if others := [name for name in available if name not in own_names]:
        lines.append(f"-# {text('styles-everywhere', names=', '.join(others))}")
    return list_view(lines)


def style_added_view(style: Style) -> Layout:
    return text_view(text("style-added", name=style.name))


def style_removed_view(name: str) -> Layout:
    return text_view(text("style-removed", name=sanitize_line(name, 40)))
