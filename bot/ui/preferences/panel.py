"""The panel of a member's defaults, and the lists of a server's styles."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol, Self, cast

import discord
from discord import ButtonStyle, Interaction, SelectOption, ui

from bot.domain.request import Options
from bot.domain.styles import Style, Styles
from bot.domain.text import sanitize_line
from bot.ui.layout import Layout, list_view, text_view
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
_COG_NAME: Final = "Settings"


class SettingHandler(Protocol):
    """Whoever remembers what was chosen: the cog of the settings."""

    async def save_setting(self, interaction: Interaction[Any], field: SettingField, value: str | None) -> None:
        """Remember it for whoever chose; every error ends there."""
        ...


class SettingItem(
    ui.DynamicItem[ui.Item[Any]], template=re.compile(rf"easel:setting:(?P<field>{'|'.join(SettingField)})")
):
    """A select or a button of the panel; it changes the defaults of the member who uses it."""

    def __init__(self, field: SettingField, item: ui.Item[Any]) -> None:
        super().__init__(item)
        self.field = field

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The select or button that was used."""
        return cls(SettingField(match["field"]), item)

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Hand it over: neither a view's nor the command tree's error handler ever sees it."""
        values = cast("Mapping[str, Any]", interaction.data or {}).get("values") or [None]
        await cast("SettingHandler", interaction.client.get_cog(_COG_NAME)).save_setting(
            interaction, self.field, values[0]
        )


def settings_view(options: Options, others_may_edit: bool | None, menu: SettingChoices) -> Layout:
    """The panel with the present defaults; ``others_may_edit`` is the member's edit consent."""
    rows: list[ui.ActionRow[Any]] = [ui.ActionRow(_select(field, options, menu)) for field in SELECT_FIELDS]
    buttons = [_toggle_button(field, options) for field in TOGGLE_FIELDS]
    reset = ui.Button[Any](
        label="Reset", style=ButtonStyle.danger, custom_id=_custom_id(SettingField.RESET), disabled=options == Options()
    )
    last: ui.ActionRow[Any] = ui.ActionRow(*buttons, SettingItem(SettingField.RESET, reset))
    consent: ui.ActionRow[Any] = ui.ActionRow(_edit_consent_select(others_may_edit))
    return Layout(
        ui.TextDisplay(f"{TITLE}\n{EXPLANATION}"), *rows, last, ui.TextDisplay(EDIT_CONSENT_EXPLANATION), consent
    )


def _select(field: SettingField, options: Options, menu: SettingChoices) -> SettingItem:
    title, chosen = FIELD_TITLES[field], getattr(options, field)
    select: ui.Select[Any] = ui.Select(
        custom_id=_custom_id(field),
        options=[
            SelectOption(label=f"{title}: {offer.label}"[:100], value=offer.value, default=offer.setting == chosen)
            for offer in menu.list_choices(field, options)
        ],
    )
    return SettingItem(field, select)


def _edit_consent_select(others_may_edit: bool | None) -> SettingItem:
    select: ui.Select[Any] = ui.Select(
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
    return SettingItem(SettingField.EDITS, select)


def _toggle_button(field: SettingField, options: Options) -> SettingItem:
    on = bool(getattr(options, field))
    style = ButtonStyle.success if on else ButtonStyle.secondary
    label = f"{FIELD_TITLES[field]}: {'on' if on else 'off'}"
    return SettingItem(field, ui.Button(label=label, style=style, custom_id=_custom_id(field)))


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


def register(client: discord.Client) -> None:
    """Make the client answer the panel, on every message there is."""
    client.add_dynamic_items(SettingItem)
