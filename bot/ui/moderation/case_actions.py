"""How case actions look: their buttons, their forms, and the sentences about the verdicts that they lead to."""

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Self, cast

import discord
from discord import ButtonStyle, Interaction, ui

from bot.domain.case import Verdict
from bot.domain.case_actions import CaseAction
from bot.ui.buttons import ButtonDispatcher


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


class CaseButton(
    ui.DynamicItem[ui.Button[Any]],
    template=re.compile(rf"easel:(?P<action>{'|'.join(CaseAction)}):(?P<case>[0-9]{{1,19}})"),
):
    """The button of an action on an open case; it survives restarts as :class:`~bot.ui.buttons.JobButton` does."""

    def __init__(self, action: CaseAction, case_id: int) -> None:
        label, style, _ = ACTION_LOOKS[action]
        super().__init__(ui.Button(label=label, style=style, custom_id=f"easel:{action}:{case_id}"))
        self.action = action
        self.case_id = case_id

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button that was pressed."""
        return cls(CaseAction(match["action"]), int(match["case"]))

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Pass the press to the client, whose error handling covers it."""
        await cast("ButtonDispatcher", interaction.client).on_button(interaction, self.action, self.case_id)


def case_button_row(case_id: int, actions: Iterable[CaseAction]) -> ui.ActionRow[Any]:
    """The buttons of these actions in one row."""
    row: ui.ActionRow[Any] = ui.ActionRow()
    for action in actions:
        row.add_item(CaseButton(action, case_id))
    return row


def register(client: discord.Client) -> None:
    """Make the client answer these buttons on every message."""
    client.add_dynamic_items(CaseButton)
