"""The panel of what does not work on a server, and the button that mends it."""

import re
from collections.abc import Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Protocol, Self, cast

import discord
from discord import ButtonStyle, Interaction, ui

from bot.ui.layout import Layout, clip_lines, text_view

MAX_LIST_LENGTH: Final = 3600
"""Characters of the list; Discord allows 4000 in all texts of a message together."""
_COG_NAME: Final = "Admin"


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "❌"
    WARNING = "⚠️"
    OK = "✅"


class Diagnostic(NamedTuple):
    """One line: what was found, and what to do. ``fixable`` tells that Easel can mend it by itself."""

    severity: Severity
    sentence: str
    fixable: bool = False


class DiagnosticAction(StrEnum):
    """What the buttons do; the values stand in ``custom_id``."""

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
    """A button that looks at, or mends, the server where it is pressed."""

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
    """What was found, the worst first, under what was done about it just now."""
    ordered = sorted(diagnostics, key=lambda finding: list(Severity).index(finding.severity))
    lines = [*applied_fixes, "## 🩺 Easel on this server", *(f"{one.severity} {one.sentence}" for one in ordered)]
    fix = DiagnosticButton(DiagnosticAction.FIX, disabled=not any(one.fixable for one in diagnostics))
    buttons: ui.ActionRow[Any] = ui.ActionRow(fix, DiagnosticButton(DiagnosticAction.RUN))
    return text_view("\n".join(clip_lines(lines, MAX_LIST_LENGTH)), buttons)


def register(client: discord.Client) -> None:
    """Make the client answer the buttons, on every message there is."""
    client.add_dynamic_items(DiagnosticButton)
