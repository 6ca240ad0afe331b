"""The panel of a member's defaults, and the lists of a server's styles."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from discord import ButtonStyle, SelectOption, ui

from bot.domain.request import Options
from bot.domain.styles import Style, Styles
from bot.domain.text import sanitize_line
from bot.ui.components import Component, Interaction, selected_values
from bot.ui.layout import Layout, Row, list_view, text_view
from bot.ui.preferences.choices import (
    EDIT_CONSENT_CHOICES,
    FIELD_TITLES,
    SELECT_FIELDS,
    TOGGLE_FIELDS,
    SettingChoices,
    SettingField,
)

TITLE: Final = "⚙️ **Your defaults**"
EXPLANATION: Final = (
    "-# Used for your next requests. Options in a request override them; defaults that do not fit are ignored."
)
EDIT_CONSENT_LABEL: Final = "Others can edit my pictures"
EDIT_CONSENT_EXPLANATION: Final = (
    "-# Choose whether others can edit your pictures. This applies to all your pictures, old and new."
)
MAX_STYLE_TEXT_LENGTH: Final = 100
"""Characters that a list shows of a style's text."""


class SettingChoice(NamedTuple):
    """What a member chose in the panel; a button has no value."""

    field: SettingField
    value: str | None


class SettingItem(Component[SettingChoice], template=re.compile(rf"easel:setting:(?P<field>{'|'.join(SettingField)})")):
    """A select or a button of the panel; it changes the defaults of the member who uses it."""

    def read(self, interaction: Interaction) -> SettingChoice:
        """Return the setting and the chosen value."""
        return SettingChoice(SettingField(self.match["field"]), next(iter(selected_values(interaction)), None))


def settings_view(options: Options, others_may_edit: bool | None, menu: SettingChoices) -> Layout:
    """The panel with the present defaults; ``others_may_edit`` is the member's edit consent."""
    rows = [Row(_select(field, options, menu)) for field in SELECT_FIELDS]
    buttons = [_toggle_button(field, options) for field in TOGGLE_FIELDS]
    reset = ui.Button[Layout](
        label="Reset", style=ButtonStyle.danger, custom_id=_custom_id(SettingField.RESET), disabled=options == Options()
    )
    return Layout(
        ui.TextDisplay(f"{TITLE}\n{EXPLANATION}"),
        *rows,
        Row(*buttons, SettingItem(reset)),
        ui.TextDisplay(EDIT_CONSENT_EXPLANATION),
        Row(_edit_consent_select(others_may_edit)),
    )


def _select(field: SettingField, options: Options, menu: SettingChoices) -> SettingItem:
    title, chosen = FIELD_TITLES[field], getattr(options, field)
    select: ui.Select[Layout] = ui.Select(
        custom_id=_custom_id(field),
        options=[
            SelectOption(label=f"{title}: {offer.label}"[:100], value=offer.value, default=offer.setting == chosen)
            for offer in menu.list_choices(field, options)
        ],
    )
    return SettingItem(select)


def _edit_consent_select(others_may_edit: bool | None) -> SettingItem:
    select: ui.Select[Layout] = ui.Select(
        custom_id=_custom_id(SettingField.EDITS),
        options=[
            SelectOption(
                label=f"{EDIT_CONSENT_LABEL}: {offer.label}",
                value=offer.value,
                default=offer.setting is others_may_edit,
            )
            for offer in EDIT_CONSENT_CHOICES
        ],
    )
    return SettingItem(select)


def _toggle_button(field: SettingField, options: Options) -> SettingItem:
    on = bool(getattr(options, field))
    style = ButtonStyle.success if on else ButtonStyle.secondary
    label = f"{FIELD_TITLES[field]}: {'on' if on else 'off'}"
    return SettingItem(ui.Button(label=label, style=style, custom_id=_custom_id(field)))


def _custom_id(field: SettingField) -> str:
    return f"easel:setting:{field}"


def style_list_view(own: Sequence[Style], available: Styles) -> Layout:
    """A server's own styles, and the names of the styles that are available everywhere."""
    names = {style.name for style in own}
    others = [name for name in available if name not in names]
    parts = [
        *(f"- **{style.name}** {sanitize_line(style.text, MAX_STYLE_TEXT_LENGTH)}" for style in own),
        *([f"-# Available on every server: {', '.join(others)}"] if others else []),
    ]
    title = "🎨 **Styles of this server**" if own else "This server has no styles of its own yet."
    return list_view([title, *parts])


def style_added_view(style: Style) -> Layout:
    """Confirms that a style was added or changed."""
    return text_view(f"Everyone here can now choose the style “{style.name}”.")


def style_removed_view(name: str) -> Layout:
    """Confirms that a style was removed."""
    return text_view(f"The style “{sanitize_line(name, 40)}” was removed.")
