"""How case actions look: their buttons, their forms, and the sentences about the verdicts that they lead to."""

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final, NamedTuple

from discord import ButtonStyle, ui

from bot.domain.case import Verdict
from bot.domain.case_actions import CaseAction
from bot.domain.short_ids import parse_id
from bot.ui.components import Component, Interaction
from bot.ui.layout import Row


class ActionLook(NamedTuple):
    """An action's button, and the title of the form where it opens one."""

    label: str
    style: ButtonStyle
    form_title: str = ""


ACTION_LOOKS: Final = MappingProxyType(
    {
        CaseAction.APPROVE: ActionLook("Approve", ButtonStyle.success),
        CaseAction.DECLINE: ActionLook("Decline", ButtonStyle.danger, "Decline the pictures"),
        CaseAction.DECLINE_AND_BLOCK: ActionLook("Decline and block", ButtonStyle.danger, "Decline and block"),
        CaseAction.KEEP: ActionLook("Keep", ButtonStyle.success),
        CaseAction.REMOVE: ActionLook("Remove", ButtonStyle.danger),
        CaseAction.REMOVE_AND_BLOCK: ActionLook("Remove and block", ButtonStyle.danger, "Remove and block"),
        CaseAction.DISMISS: ActionLook("Dismiss", ButtonStyle.secondary),
        CaseAction.ACCEPT: ActionLook("Accept: draw it free", ButtonStyle.success),
        CaseAction.REJECT: ActionLook("Reject", ButtonStyle.danger, "Reject the appeal"),
    }
)


class VerdictLook(NamedTuple):
    """A verdict on the card of a decided case, and its effect, which the moderator who decided is told."""

    label: str
    effect: str = ""


VERDICT_LOOKS: Final = MappingProxyType(
    {
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
)


class CasePress(NamedTuple):
    """What a press of a case button asks for."""

    action: CaseAction
    case_id: int


class CaseButton(
    Component[CasePress],
    template=re.compile(rf"easel:(?P<action>{'|'.join(CaseAction)}):(?P<case>[0-9]{{1,19}})"),
):
    """The button of an action on an open case."""

    def read(self, _interaction: Interaction) -> CasePress:
        """Return the action and the case."""
        return CasePress(CaseAction(self.match["action"]), parse_id(self.match["case"]))


def case_button_row(case_id: int, actions: Iterable[CaseAction]) -> Row:
    """The buttons of these actions in one row."""
    return Row(*(_case_button(action, case_id) for action in actions))


def _case_button(action: CaseAction, case_id: int) -> CaseButton:
    label, style, _ = ACTION_LOOKS[action]
    return CaseButton(ui.Button(label=label, style=style, custom_id=f"easel:{action}:{case_id}"))
