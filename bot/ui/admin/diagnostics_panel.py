"""The panel of /admin check: diagnostics of a server, with buttons to check again and to fix."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from discord import ButtonStyle, ui

from bot.localization.messages import text
from bot.ui.components import Component, Interaction
from bot.ui.layout import Layout, Row, list_view


class Severity(StrEnum):
    """The severity of a diagnostic, most serious first; the values are emoji."""

    ERROR = "❌"
    WARNING = "⚠️"
    OK = "✅"


class Diagnostic(NamedTuple):
    """A line of the panel: a passed check, or a problem and its remedy. ``fixable``: Easel can fix it itself."""

    severity: Severity
    sentence: str
    fixable: bool = False


class DiagnosticAction(StrEnum):
    """The action of a button. The values are part of the ``custom_id`` of existing messages and must not change."""

    CHECK = "look"
    FIX = "fix"


_BUTTON_STYLES: Final = {DiagnosticAction.CHECK: ButtonStyle.secondary, DiagnosticAction.FIX: ButtonStyle.primary}


class DiagnosticButton(
    Component[DiagnosticAction], template=re.compile(rf"easel:check:(?P<action>{'|'.join(DiagnosticAction)})")
):
    """Checks or fixes the server where it is pressed."""

    def read(self, _interaction: Interaction) -> DiagnosticAction:
        return DiagnosticAction(self.match["action"])


def diagnostic_button(action: DiagnosticAction, *, disabled: bool = False) -> DiagnosticButton:
    label = text("button-check" if action is DiagnosticAction.CHECK else "button-check-fix")
    style, custom_id = _BUTTON_STYLES[action], f"easel:check:{action}"
    return DiagnosticButton(ui.Button(label=label, style=style, custom_id=custom_id, disabled=disabled))


def diagnostics_view(diagnostics: Sequence[Diagnostic], *, applied_fixes: Sequence[str] = ()) -> Layout:
    """The diagnostics, most serious first, below the fixes that were just applied."""
    by_severity = [line for severity in Severity for line in diagnostics if line.severity is severity]
    found = [f"{line.severity} {line.sentence}" for line in by_severity]
    fix = diagnostic_button(DiagnosticAction.FIX, disabled=not any(line.fixable for line in diagnostics))
    buttons = Row(fix, diagnostic_button(DiagnosticAction.CHECK))
    return list_view([*applied_fixes, text("check-title"), *found], buttons)
