"""The panel of /admin check: diagnostics of a server, with buttons to check again and to fix."""

import re
from collections.abc import Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from discord import ButtonStyle, ui

from bot.ui.components import Component, Interaction
from bot.ui.layout import Layout, Row, list_view


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


class DiagnosticButton(
    Component[DiagnosticAction], template=re.compile(rf"easel:check:(?P<wanted>{'|'.join(DiagnosticAction)})")
):
    """A button that checks or fixes the server where it is pressed."""

    def read(self, _interaction: Interaction) -> DiagnosticAction:
        """Parse the action of the button."""
        return DiagnosticAction(self.match["wanted"])


def diagnostic_button(action: DiagnosticAction, *, disabled: bool = False) -> DiagnosticButton:
    """Build the button of this action."""
    style = ButtonStyle.primary if action is DiagnosticAction.FIX else ButtonStyle.secondary
    return DiagnosticButton(
        ui.Button(label=_LABELS[action], style=style, custom_id=f"easel:check:{action}", disabled=disabled)
    )


def diagnostics_view(diagnostics: Sequence[Diagnostic], *, applied_fixes: Sequence[str] = ()) -> Layout:
    """The diagnostics, most serious first, below the fixes that were just applied."""
    ordered = sorted(diagnostics, key=lambda diagnostic: list(Severity).index(diagnostic.severity))
    lines = [*applied_fixes, "## 🩺 Easel on this server", *(f"{one.severity} {one.sentence}" for one in ordered)]
    fix = diagnostic_button(DiagnosticAction.FIX, disabled=not any(one.fixable for one in diagnostics))
    return list_view(lines, Row(fix, diagnostic_button(DiagnosticAction.RUN)))
