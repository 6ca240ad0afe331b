"""The panel of a member's own defaults, and the lists of a server's styles."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol, Self, cast

import discord
from discord import ButtonStyle, Interaction, SelectOption, ui

from bot.domain.request import Options
from bot.domain.styles import Style, Styles
from bot.domain.text import plain
from bot.ui.layout import Layout, fitting, said
from bot.ui.preferences.choices import CONSENTS, SELECTS, TITLES, TOGGLES, Field, Menu

TITLE: Final = "⚙️ **Your defaults**"
EXPLAINED: Final = (
    "-# Used for your next requests. Options in a request override them; defaults that do not fit are ignored."
)
MAY_EDIT: Final = "Others can edit my pictures"
CONSENT: Final = "-# Choose whether others can edit your pictures. This applies to all your pictures, old and new."
STYLE_SHOWN: Final = 100
"""Characters of a style's text in a list."""
LIST_SHOWN: Final = 3800
"""Characters of a list; Discord allows 4000 in all texts of a message together."""
_COG: Final = "Settings"


class Panels(Protocol):
    """Whoever remembers what was chosen: the cog of the settings."""

    async def choose(self, interaction: Interaction[Any], field: Field, value: str | None) -> None:
        """Remember it for whoever chose; every error ends there."""
        ...


class SettingItem(ui.DynamicItem[ui.Item[Any]], template=re.compile(rf"easel:setting:(?P<field>{'|'.join(Field)})")):
    """A select or a button of the panel; it is about whoever uses it."""

    def __init__(self, field: Field, item: ui.Item[Any]) -> None:
        super().__init__(item)
        self.field = field

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The select or button that was used."""
        return cls(Field(match["field"]), item)

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Hand it over: neither a view's nor the command tree's error handler ever sees it."""
        values = cast("Mapping[str, Any]", interaction.data or {}).get("values") or [None]
        await cast("Panels", interaction.client.get_cog(_COG)).choose(interaction, self.field, values[0])


def settings(options: Options, may_edit: bool | None, menu: Menu) -> Layout:
    """What is in force, each where it can be changed; ``may_edit`` is about others, who may edit one's pictures."""
    rows: list[ui.ActionRow[Any]] = [ui.ActionRow(_select(field, options, menu)) for field in SELECTS]
    buttons = [_toggle(field, options) for field in TOGGLES]
    reset = ui.Button[Any](
        label="Reset", style=ButtonStyle.danger, custom_id=_id(Field.RESET), disabled=options == Options()
    )
    last: ui.ActionRow[Any] = ui.ActionRow(*buttons, SettingItem(Field.RESET, reset))
    consent: ui.ActionRow[Any] = ui.ActionRow(_consent(may_edit))
    return Layout(ui.TextDisplay(f"{TITLE}\n{EXPLAINED}"), *rows, last, ui.TextDisplay(CONSENT), consent)


def _select(field: Field, options: Options, menu: Menu) -> SettingItem:
    title, chosen = TITLES[field], getattr(options, field)
    select: ui.Select[Any] = ui.Select(
        custom_id=_id(field),
        options=[
            SelectOption(label=f"{title}: {offer.label}"[:100], value=offer.value, default=offer.meaning == chosen)
            for offer in menu.offers(field, options)
        ],
    )
    return SettingItem(field, select)


def _consent(may_edit: bool | None) -> SettingItem:
    select: ui.Select[Any] = ui.Select(
        custom_id=_id(Field.EDITS),
        options=[
            SelectOption(label=f"{MAY_EDIT}: {offer.label}", value=offer.value, default=offer.meaning is may_edit)
            for offer in CONSENTS
        ],
    )
    return SettingItem(Field.EDITS, select)


def _toggle(field: Field, options: Options) -> SettingItem:
    on = bool(getattr(options, field))
    style = ButtonStyle.success if on else ButtonStyle.secondary
    label = f"{TITLES[field]}: {'on' if on else 'off'}"
    return SettingItem(field, ui.Button(label=label, style=style, custom_id=_id(field)))


def _id(field: Field) -> str:
    return f"easel:setting:{field}"


def style_list(own: Sequence[Style], everybodys: Styles) -> Layout:
    """A server's own styles, and the names of the others that can be chosen there."""
    names = {style.name for style in own}
    others = [name for name in everybodys if name not in names]
    parts = [
        *(f"- **{style.name}** {plain(style.text, STYLE_SHOWN)}" for style in own),
        *([f"-# Available on every server: {', '.join(others)}"] if others else []),
    ]
    title = "🎨 **Styles of this server**" if own else "This server has no styles of its own yet."
    return said("\n".join(fitting([title, *parts], LIST_SHOWN)))


def style_added(style: Style) -> Layout:
    """That a style can be chosen from now on."""
    return said(f"Everyone here can now choose the style “{style.name}”.")


def style_removed(name: str) -> Layout:
    """That a server's style is gone."""
    return said(f"The style “{plain(name, 40)}” was removed.")


def register(client: discord.Client) -> None:
    """Make the client answer the panel, on every message there is."""
    client.add_dynamic_items(SettingItem)
