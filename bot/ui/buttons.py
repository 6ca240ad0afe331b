"""Buttons that survive restarts: all they know stands in their ``custom_id``, ``easel:<action>:<job>``.

A view holds nothing but these: discord.py 2.7.1 forgets a DynamicItem's pattern for the whole bot when a view that
mixes it with ordinary items times out or is sent again.
"""

import re
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol, Self, cast

import discord
from discord import ButtonStyle, Interaction, ui


class Action(StrEnum):
    """What a button does."""

    CANCEL = "cancel"
    REROLL = "reroll"
    DETAILS = "details"
    DELETE = "delete"


class _Look(NamedTuple):
    label: str
    style: ButtonStyle
    emoji: str | None = None


_LOOKS: Final = {
    Action.CANCEL: _Look("Cancel", ButtonStyle.danger),
    Action.REROLL: _Look("Reroll", ButtonStyle.secondary, "🎲"),
    Action.DETAILS: _Look("Details", ButtonStyle.secondary, "ℹ️"),
    Action.DELETE: _Look("Delete", ButtonStyle.danger, "🗑️"),
}


class Presses(Protocol):
    """Whoever takes presses: the client."""

    async def pressed(self, interaction: Interaction[Any], action: Action, job_id: int) -> None:
        """Act on the press; every error ends there."""
        ...


class JobButton(
    ui.DynamicItem[ui.Button[Any]],
    template=re.compile(rf"easel:(?P<action>{'|'.join(Action)}):(?P<job>[0-9]{{1,19}})"),
):
    """One button of one job's message."""

    def __init__(self, action: Action, job_id: int) -> None:
        label, style, emoji = _LOOKS[action]
        super().__init__(
            ui.Button(label=label, style=style, emoji=emoji, custom_id=f"easel:{action}:{job_id}"),
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


def register(client: discord.Client) -> None:
    """Make the client answer these buttons, on every message there is."""
    client.add_dynamic_items(JobButton)
