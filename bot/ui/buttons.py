"""Buttons that survive restarts: their whole state is in the ``custom_id``, ``easel:<action>:<job>``.

A view contains only such items: discord.py 2.7.1 unregisters a DynamicItem's pattern for the whole bot when a view that
mixes it with ordinary items times out or is sent again.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol, Self, cast

import discord
from discord import ButtonStyle, Interaction, ui

BUTTONS_PER_ROW: Final = 5
"""Buttons in one row (Discord, Action Row)."""


class Action(StrEnum):
    """What a button does."""

    CANCEL = "cancel"
    REROLL = "reroll"
    EDIT = "edit"
    VARY = "vary"
    DETAILS = "details"
    FAVOURITE = "favourite"
    SEND_DM = "dm"
    DELETE = "delete"
    CONFIRM = "confirm"
    CONFIRM_AS_TYPED = "typed"
    DISCARD = "aside"
    DESCRIBE = "describe"
    SHOW = "show"
    REPORT = "report"
    APPEAL = "appeal"
    APPROVE = "approve"
    DECLINE = "decline"
    DECLINE_BLOCK = "declineblock"
    KEEP = "keep"
    REMOVE = "remove"
    REMOVE_BLOCK = "removeblock"
    DISMISS = "dismiss"
    ACCEPT = "accept"
    REJECT = "reject"
    UNDO = "undo"
    CASE = "case"


_CUSTOM_ID: Final = re.compile(rf"easel:(?P<action>{'|'.join(Action)}):(?P<job>[0-9]{{1,19}})")
_DRAFT_ACTIONS: Final = frozenset({Action.CONFIRM, Action.CONFIRM_AS_TYPED, Action.DISCARD})
_OTHER_JOB_ACTIONS: Final = frozenset({Action.SHOW, Action.UNDO})
"""Buttons for another job than the one of the message."""
CASE_BUTTON_ACTIONS: Final = frozenset(
    {
        *(Action.APPROVE, Action.DECLINE, Action.DECLINE_BLOCK),
        *(Action.KEEP, Action.REMOVE, Action.REMOVE_BLOCK, Action.DISMISS),
        *(Action.ACCEPT, Action.REJECT, Action.CASE),
    }
)
"""Buttons of moderators; their number is a case's id."""


class _ButtonAppearance(NamedTuple):
    label: str
    style: ButtonStyle
    emoji: str | None = None


_APPEARANCES: Final = {
    Action.CANCEL: _ButtonAppearance("Cancel", ButtonStyle.danger),
    Action.REROLL: _ButtonAppearance("Reroll", ButtonStyle.secondary, "🎲"),
    Action.EDIT: _ButtonAppearance("Edit", ButtonStyle.secondary, "✏️"),
    Action.VARY: _ButtonAppearance("Vary", ButtonStyle.secondary, "🪄"),
    Action.DETAILS: _ButtonAppearance("Details", ButtonStyle.secondary, "ℹ️"),
    Action.FAVOURITE: _ButtonAppearance("Favourite", ButtonStyle.secondary, "⭐"),
    Action.SEND_DM: _ButtonAppearance("DM me", ButtonStyle.secondary, "✉️"),
    Action.DELETE: _ButtonAppearance("Delete", ButtonStyle.danger, "🗑️"),
    Action.CONFIRM: _ButtonAppearance("Draw it", ButtonStyle.success),
    Action.CONFIRM_AS_TYPED: _ButtonAppearance("Draw it as typed", ButtonStyle.secondary),
    Action.DISCARD: _ButtonAppearance("Not now", ButtonStyle.secondary),
    Action.DESCRIBE: _ButtonAppearance("Alt text", ButtonStyle.secondary, "💬"),
    Action.SHOW: _ButtonAppearance("Show", ButtonStyle.secondary),
    Action.REPORT: _ButtonAppearance("Report", ButtonStyle.secondary, "🚩"),
    Action.APPEAL: _ButtonAppearance("Appeal", ButtonStyle.secondary, "⚖️"),
    Action.APPROVE: _ButtonAppearance("Approve", ButtonStyle.success),
    Action.DECLINE: _ButtonAppearance("Decline", ButtonStyle.danger),
    Action.DECLINE_BLOCK: _ButtonAppearance("Decline and block", ButtonStyle.danger),
    Action.KEEP: _ButtonAppearance("Keep", ButtonStyle.success),
    Action.REMOVE: _ButtonAppearance("Remove", ButtonStyle.danger),
    Action.REMOVE_BLOCK: _ButtonAppearance("Remove and block", ButtonStyle.danger),
    Action.DISMISS: _ButtonAppearance("Dismiss", ButtonStyle.secondary),
    Action.ACCEPT: _ButtonAppearance("Accept: draw it free", ButtonStyle.success),
    Action.REJECT: _ButtonAppearance("Reject", ButtonStyle.danger),
    Action.UNDO: _ButtonAppearance("Undo", ButtonStyle.secondary, "↩️"),
    Action.CASE: _ButtonAppearance("Case", ButtonStyle.secondary),
}


class ButtonDispatcher(Protocol):
    """Handles presses of buttons: the client."""

    async def on_button(self, interaction: Interaction[Any], action: Action, job_id: int) -> None:
        """Handle the press and all its errors."""
        ...


class JobButton(
    ui.DynamicItem[ui.Button[Any]],
    template=_CUSTOM_ID,
):
    """A button of a job, a draft, a case or an appeal, depending on the action."""

    def __init__(self, action: Action, job_id: int, *, label: str | None = None, disabled: bool = False) -> None:
        usual, style, emoji = _APPEARANCES[action]
        custom_id = f"easel:{action}:{job_id}"
        super().__init__(
            ui.Button(label=label or usual, style=style, emoji=emoji, custom_id=custom_id, disabled=disabled),
        )
        self.action = action
        self.job_id = job_id

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button that was pressed."""
        return cls(Action(match["action"]), int(match["job"]))

    async def callback(self, interaction: Interaction[Any]) -> None:
        """Pass the press to the client; the error handlers of views and of the command tree are not called for it."""
        await cast("ButtonDispatcher", interaction.client).on_button(interaction, self.action, self.job_id)


def button_row(job_id: int, *actions: Action) -> ui.ActionRow[Any]:
    """Build one row of buttons, in this order."""
    buttons: ui.ActionRow[Any] = ui.ActionRow()
    for action in actions:
        buttons.add_item(JobButton(action, job_id))
    return buttons


def button_rows(job_id: int, *actions: Action) -> Iterator[ui.ActionRow[Any]]:
    """Build as many rows as the buttons need, in this order."""
    for start in range(0, len(actions), BUTTONS_PER_ROW):
        yield button_row(job_id, *actions[start : start + BUTTONS_PER_ROW])


def parse_job_id(custom_id: str | None) -> int | None:
    """The id of the job that a button's message belongs to; ``None`` for buttons that do not tell it.

    Only reliable in Easel's own messages: any bot can send such a ``custom_id``.
    """
    match = _CUSTOM_ID.fullmatch(custom_id or "")
    if match is None or match["action"] in _DRAFT_ACTIONS | _OTHER_JOB_ACTIONS | CASE_BUTTON_ACTIONS | {Action.APPEAL}:
        return None
    return int(match["job"])


def register(client: discord.Client) -> None:
    """Register the buttons with the client, for all messages, old and new."""
    client.add_dynamic_items(JobButton)
