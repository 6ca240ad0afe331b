"""The panel of what does not work on a server, and the button that mends it."""

import re
from collections.abc import Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from discord import ButtonStyle, ui

from bot.ui.components import Component, Interaction
from bot.ui.layout import Layout, Row, clip_lines, text_view

MAX_LIST_LENGTH: Final = 3600
"""Characters of the list; Discord allows 4000 in all texts of a message together."""


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


class DiagnosticButton(
    Component[DiagnosticAction], template=re.compile(rf"easel:check:(?P<wanted>{'|'.join(DiagnosticAction)})")
):
    """A button that looks at, or mends, the server where it is pressed."""

    def read(self, _interaction: Interaction) -> DiagnosticAction:
        """Return what the button does."""
        return DiagnosticAction(self.match["wanted"])


def diagnostic_button(action: DiagnosticAction, *, disabled: bool = False) -> DiagnosticButton:
    """A button that does this on the server where it is pressed."""
    style = ButtonStyle.primary if action is DiagnosticAction.FIX else ButtonStyle.secondary
    return DiagnosticButton(
        ui.Button(label=_LABELS[action], style=style, custom_id=f"easel:check:{action}", disabled=disabled)
    )


def diagnostics_view(diagnostics: Sequence[Diagnostic], *, applied_fixes: Sequence[str] = ()) -> Layout:
    """What was found, the worst first, under what was done about it just now."""
    ordered = sorted(diagnostics, key=lambda finding: list(Severity).index(finding.severity))
    lines = [*applied_fixes, "## 🩺 Easel on this server", *(f"{one.severity} {one.sentence}" for one in ordered)]
    fix = diagnostic_button(DiagnosticAction.FIX, disabled=not any(one.fixable for one in diagnostics))
    return text_view("\n".join(clip_lines(lines, MAX_LIST_LENGTH)), Row(fix, diagnostic_button(DiagnosticAction.RUN)))
