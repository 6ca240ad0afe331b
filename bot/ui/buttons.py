"""Buttons that survive restarts: all they know stands in their ``custom_id``, ``easel:<action>:<job>``.

A view holds nothing but these: discord.py 2.7.1 forgets a DynamicItem's pattern for the whole bot when a view that
mixes it with ordinary items times out or is sent again.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol, Self, cast

import discord
from discord import ButtonStyle, Interaction, ui

PER_ROW: Final = 5
"""Buttons that fit in a row (Discord, Action Row)."""


class Action(StrEnum):
    """What a button does."""

    CANCEL = "cancel"
    REROLL = "reroll"
    EDIT = "edit"
    VARY = "vary"
    DETAILS = "details"
    FAVOURITE = "favourite"
    DIRECT = "dm"
    DELETE = "delete"
    CONFIRM = "confirm"
    AS_TYPED = "typed"
    PUT_ASIDE = "aside"
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


_ID: Final = re.compile(rf"easel:(?P<action>{'|'.join(Action)}):(?P<job>[0-9]{{1,19}})")
_OF_DRAFTS: Final = frozenset({Action.CONFIRM, Action.AS_TYPED, Action.PUT_ASIDE})
_OF_OTHERS: Final = frozenset({Action.SHOW, Action.UNDO})
"""Buttons that lead to a job that the message is not about."""
OF_CASES: Final = frozenset(
    {
        *(Action.APPROVE, Action.DECLINE, Action.DECLINE_BLOCK),
        *(Action.KEEP, Action.REMOVE, Action.REMOVE_BLOCK, Action.DISMISS),
        *(Action.ACCEPT, Action.REJECT, Action.CASE),
    }
)
"""Buttons of moderators, whose number is that of a case."""


class _Look(NamedTuple):
    label: str
    style: ButtonStyle
    emoji: str | None = None


_LOOKS: Final = {
    Action.CANCEL: _Look("Cancel", ButtonStyle.danger),
    Action.REROLL: _Look("Reroll", ButtonStyle.secondary, "🎲"),
    Action.EDIT: _Look("Edit", ButtonStyle.secondary, "✏️"),
    Action.VARY: _Look("Vary", ButtonStyle.secondary, "🪄"),
    Action.DETAILS: _Look("Details", ButtonStyle.secondary, "ℹ️"),
    Action.FAVOURITE: _Look("Favourite", ButtonStyle.secondary, "⭐"),
    Action.DIRECT: _Look("DM me", ButtonStyle.secondary, "✉️"),
    Action.DELETE: _Look("Delete", ButtonStyle.danger, "🗑️"),
    Action.CONFIRM: _Look("Draw it", ButtonStyle.success),
    Action.AS_TYPED: _Look("Draw it as typed", ButtonStyle.secondary),
    Action.PUT_ASIDE: _Look("Not now", ButtonStyle.secondary),
    Action.DESCRIBE: _Look("Alt text", ButtonStyle.secondary, "💬"),
    Action.SHOW: _Look("Show", ButtonStyle.secondary),
    Action.REPORT: _Look("Report", ButtonStyle.secondary, "🚩"),
    Action.APPEAL: _Look("Appeal", ButtonStyle.secondary, "⚖️"),
    Action.APPROVE: _Look("Approve", ButtonStyle.success),
    Action.DECLINE: _Look("Decline", ButtonStyle.danger),
    Action.DECLINE_BLOCK: _Look("Decline and block", ButtonStyle.danger),
    Action.KEEP: _Look("Keep", ButtonStyle.success),
    Action.REMOVE: _Look("Remove", ButtonStyle.danger),
    Action.REMOVE_BLOCK: _Look("Remove and block", ButtonStyle.danger),
    Action.DISMISS: _Look("Dismiss", ButtonStyle.secondary),
    Action.ACCEPT: _Look("Accept: draw it free", ButtonStyle.success),
    Action.REJECT: _Look("Reject", ButtonStyle.danger),
    Action.UNDO: _Look("Undo", ButtonStyle.secondary, "↩️"),
    Action.CASE: _Look("Case", ButtonStyle.secondary),
}


class Presses(Protocol):
    """Whoever takes presses: the client."""

    async def pressed(self, interaction: Interaction[Any], action: Action, job_id: int) -> None:
        """Act on the press; every error ends there."""
        ...


class JobButton(
    ui.DynamicItem[ui.Button[Any]],
    template=_ID,
):
    """One button of one job's message."""

    def __init__(self, action: Action, job_id: int, *, label: str | None = None, disabled: bool = False) -> None:
        usual, style, emoji = _LOOKS[action]
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
        """Hand the press over: neither a view's nor the command tree's error handler ever sees it."""
        await cast("Presses", interaction.client).pressed(interaction, self.action, self.job_id)


def row(job_id: int, *actions: Action) -> ui.ActionRow[Any]:
    """The buttons in one row, in this order."""
    buttons: ui.ActionRow[Any] = ui.ActionRow()
    for action in actions:
        buttons.add_item(JobButton(action, job_id))
    return buttons


def rows(job_id: int, *actions: Action) -> Iterator[ui.ActionRow[Any]]:
    """The buttons in this order, in as many rows as they need."""
    for start in range(0, len(actions), PER_ROW):
        yield row(job_id, *actions[start : start + PER_ROW])


def job_of(custom_id: str | None) -> int | None:
    """The job whose message this button stands under, unless it is no button of a job's message.

    Anybody's bot can write such a ``custom_id``: it tells something only on a message of our own.
    """
    match = _ID.fullmatch(custom_id or "")
    if match is None or match["action"] in _OF_DRAFTS | _OF_OTHERS | OF_CASES | {Action.APPEAL}:
        return None
    return int(match["job"])


def register(client: discord.Client) -> None:
    """Make the client answer these buttons, on every message there is."""
    client.add_dynamic_items(JobButton)
