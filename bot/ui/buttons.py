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

from bot.domain.case_actions import CaseAction

BUTTONS_PER_ROW: Final = 5
"""Buttons that fit in a row (Discord, Action Row)."""


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
    UNDO = "undo"
    CASE = "case"


_CUSTOM_ID: Final = re.compile(rf"easel:(?P<action>{'|'.join(Action)}):(?P<job>[0-9]{{1,19}})")
_OTHER_NUMBER_ACTIONS: Final = frozenset(
    {
        *(Action.CONFIRM, Action.CONFIRM_AS_TYPED, Action.DISCARD),  # a draft's
        *(Action.SHOW, Action.UNDO),  # that of another job than the message's
        *(Action.APPEAL, Action.CASE),  # a refusal's, a case's
    }
)
"""Buttons whose number is not that of the job whose message they stand under."""


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
    Action.UNDO: _ButtonAppearance("Undo", ButtonStyle.secondary, "↩️"),
    Action.CASE: _ButtonAppearance("Case", ButtonStyle.secondary),
}


class ButtonDispatcher(Protocol):
    """Whoever takes presses: the client."""

    async def on_button(self, interaction: Interaction[Any], action: Action | CaseAction, number: int) -> None:
        """Act on the press; every error ends there."""
        ...


class JobButton(
    ui.DynamicItem[ui.Button[Any]],
    template=_CUSTOM_ID,
):
    """One button of one job's message."""

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
        """Hand the press over: neither a view's nor the command tree's error handler ever sees it."""
        await cast("ButtonDispatcher", interaction.client).on_button(interaction, self.action, self.job_id)


def button_row(job_id: int, *actions: Action) -> ui.ActionRow[Any]:
    """The buttons in one row, in this order."""
    buttons: ui.ActionRow[Any] = ui.ActionRow()
    for action in actions:
        buttons.add_item(JobButton(action, job_id))
    return buttons


def button_rows(job_id: int, *actions: Action) -> Iterator[ui.ActionRow[Any]]:
    """The buttons in this order, in as many rows as they need."""
    for start in range(0, len(actions), BUTTONS_PER_ROW):
        yield button_row(job_id, *actions[start : start + BUTTONS_PER_ROW])


def parse_job_id(custom_id: str | None) -> int | None:
    """The job whose message this button stands under, unless it is no button of a job's message.

    Anybody's bot can write such a ``custom_id``: it tells something only on a message of our own.
    """
    match = _CUSTOM_ID.fullmatch(custom_id or "")
    if match is None or match["action"] in _OTHER_NUMBER_ACTIONS:
        return None
    return int(match["job"])


def register(client: discord.Client) -> None:
    """Make the client answer these buttons, on every message there is."""
    client.add_dynamic_items(JobButton)
