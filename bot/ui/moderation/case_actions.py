"""The buttons of case actions."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from discord import ButtonStyle, ui

from bot.domain.case_actions import CaseAction
from bot.domain.short_ids import parse_id
from bot.localization.messages import text
from bot.ui.components import Component, Interaction
from bot.ui.layout import Row

ACTION_STYLES: Final = {
    CaseAction.APPROVE: ButtonStyle.success,
    CaseAction.DECLINE: ButtonStyle.danger,
    CaseAction.DECLINE_AND_BLOCK: ButtonStyle.danger,
    CaseAction.KEEP: ButtonStyle.success,
    CaseAction.REMOVE: ButtonStyle.danger,
    CaseAction.REMOVE_AND_BLOCK: ButtonStyle.danger,
    CaseAction.DISMISS: ButtonStyle.secondary,
    CaseAction.ACCEPT: ButtonStyle.success,
    CaseAction.REJECT: ButtonStyle.danger,
}
"""The style of each action's button; its label is ``button-case-…``, and the title of its form ``modal-case-…``."""


class CasePress(NamedTuple):
    """A press of a case button."""

    action: CaseAction
    case_id: int


class CaseButton(
    Component[CasePress],
    template=re.compile(rf"easel:(?P<action>{'|'.join(CaseAction)}):(?P<case>[0-9]{{1,19}})"),
):
    """The button of an action on an open case."""

    def read(self, _interaction: Interaction) -> CasePress:
        return CasePress(CaseAction(self.match["action"]), parse_id(self.match["case"]))


def case_button_row(case_id: int, actions: Iterable[CaseAction]) -> Row:
    row = Row()
    for action in actions:
        label, style = text(f"button-case-{action}"), ACTION_STYLES[action]
        row.add_item(CaseButton(ui.Button(label=label, style=style, custom_id=f"easel:{action}:{case_id}")))
    return row
