"""The panel of /admin check: diagnostics of a server, with buttons to check again and to fix."""

import re
from collections.abc import Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Protocol, Self, cast

import discord
from discord import ButtonStyle, Interaction, ui

from bot.ui.layout import Layout, list_view

_COG_NAME: Final = "Admin"


class Severity(StrEnum):
    """How serious a diagnostic is."""

    ERROR = "❌"
    WARNING = "⚠️"
    OK = "✅"


class Diagnostic(NamedTuple):
    """One line of the panel: the problem and its remedy. ``fixable`` means that Easel can fix it itself."""

    severity: Severity
    sentence: str
    fixable: bool = False


class DiagnosticAction(StrEnum):
    """The action of a button; the values are part of the ``custom_id``."""

    RUN = "look"
    FIX = "fix"


_LABELS: Final = MappingProxyType({DiagnosticAction.RUN: "Check", DiagnosticAction.FIX: "Fix what Easel can"})


class DiagnosticHandler(Protocol):
    """Whoever looks and mends: the cog of the managers."""

    async def on_diagnostic_button(self, interaction: Interaction[Any], action: DiagnosticAction) -> None:
        """Check who pressed, and do it; every error ends there."""
        ...


class DiagnosticButton(
    ui.DynamicItem[ui.Button[Any]], template=re.compile(rf"easel:check:(?P<wanted>{'|'.join(DiagnosticAction)})")
):
    """A button that checks or fixes the server where it is pressed."""

    def __init__(self, action: DiagnosticAction, *, disabled: bool = False) -> None:
        style = ButtonStyle.primary if action is DiagnosticAction.FIX else ButtonStyle.secondary
        super().__init__(
            ui.Button(label=_LABELS[action], style=style, custom_id=f"easel:check:{action}", disabled=disabled)
        )
        self.action = action

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button that was pressed."""
        return cls(DiagnosticAction(match["wanted"]))

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Hand it over: neither a view's nor the command tree's error handler ever sees it."""
        await cast("DiagnosticHandler", interaction.client.get_cog(_COG_NAME)).on_diagnostic_button(
            interaction, self.action
        )


def diagnostics_view(diagnostics: Sequence[Diagnostic], *, applied_fixes: Sequence[str] = ()) -> Layout:
    """The diagnostics, most serious first, below the fixes that were just applied."""
    ordered = sorted(diagnostics, key=lambda diagnostic: list(Severity).index(diagnostic.severity))
    lines = [*applied_fixes, "## 🩺 Easel on this server", *(f"{one.severity} {one.sentence}" for one in ordered)]
    fix = DiagnosticButton(DiagnosticAction.FIX, disabled=not any(one.fixable for one in diagnostics))
    buttons: ui.ActionRow[Any] = ui.ActionRow(fix, DiagnosticButton(DiagnosticAction.RUN))
    return list_view(lines, buttons)


def register(client: discord.Client) -> None:
    """Make the client answer the buttons, on every message there is."""
    client.add_dynamic_items(DiagnosticButton)
