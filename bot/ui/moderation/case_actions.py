"""How case actions look: their buttons, the titles of their forms, and the sentences about their verdicts."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from discord import ButtonStyle, ui

from bot.domain.case import Verdict
from bot.domain.case_actions import CaseAction
from bot.domain.short_ids import parse_id
from bot.ui.components import Component, Interaction
from bot.ui.layout import Row


class ActionLook(NamedTuple):
    """The button of a case action, and the title of its form if it opens one."""

    label: str
    style: ButtonStyle
    form_title: str = ""


ACTION_LOOKS: Final = {
    CaseAction.APPROVE: ActionLook("Approve", ButtonStyle.success),
    CaseAction.DECLINE: ActionLook("Decline", ButtonStyle.danger, "Decline the pictures"),
    CaseAction.DECLINE_AND_BLOCK: ActionLook("Decline and block", ButtonStyle.danger, "Decline and block"),
    CaseAction.KEEP: ActionLook("Keep", ButtonStyle.success),
    CaseAction.REMOVE: ActionLook("Remove", ButtonStyle.danger, "Remove the pictures"),
    CaseAction.REMOVE_AND_BLOCK: ActionLook("Remove and block", ButtonStyle.danger, "Remove and block"),
    CaseAction.DISMISS: ActionLook("Dismiss", ButtonStyle.secondary),
    CaseAction.ACCEPT: ActionLook("Accept: draw it free", ButtonStyle.success),
    CaseAction.REJECT: ActionLook("Reject", ButtonStyle.danger, "Reject the appeal"),
}


class VerdictLook(NamedTuple):
    """The label of a verdict on the card, and its effect, which the answer to the moderator explains."""

    label: str
    effect: str = ""


VERDICT_LOOKS: Final = {
    Verdict.APPROVED: VerdictLook("✅ Approved", "The pictures now appear in the member’s message."),
    Verdict.DECLINED: VerdictLook("⛔ Declined", "The member sees the reason in their message and is not charged."),
    Verdict.KEPT: VerdictLook("✅ Kept", "The picture stays and cannot be reported again."),
    Verdict.DISMISSED: VerdictLook("✅ Dismissed", "The picture stays; it can still be reported again."),
    Verdict.REMOVED: VerdictLook("🗑️ Removed", "The picture is removed, and nothing can be made from it."),
    Verdict.ACCEPTED: VerdictLook(
        "✅ Accepted: drawn free of charge",
        "It is being drawn in the channel where it was requested, and the member is notified.",
    ),
    Verdict.REJECTED: VerdictLook("⛔ Rejected", "The member is notified."),
    Verdict.WITHDRAWN: VerdictLook("✖️ Withdrawn"),
    Verdict.EXPIRED: VerdictLook("⌛ Nobody decided in time"),
}


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
        label, style, _ = ACTION_LOOKS[action]
        row.add_item(CaseButton(ui.Button(label=label, style=style, custom_id=f"easel:{action}:{case_id}")))
    return row
