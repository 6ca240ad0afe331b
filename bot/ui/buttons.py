"""The buttons of jobs: an action and a number, ``easel:<action>:<number>``."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from discord import ButtonStyle, ui

from bot.domain.short_ids import parse_id
from bot.ui.components import Component, Interaction
from bot.ui.layout import Row

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
"""Buttons whose number is not the id of the job that their message belongs to."""


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


class JobButton(Component[int], template=_CUSTOM_ID):
    """One button of a job's message."""

    @property
    def key(self) -> Action:
        """The action."""
        return Action(self.match["action"])

    def read(self, _interaction: Interaction) -> int:
        """Return the number of the job or case."""
        return parse_id(self.match["job"])


def job_button(action: Action, job_id: int, *, label: str | None = None) -> JobButton:
    """Build the button of this action for a job, draft, case or appeal; ``label`` replaces the usual label."""
    usual, style, emoji = _APPEARANCES[action]
    return JobButton(ui.Button(label=label or usual, style=style, emoji=emoji, custom_id=f"easel:{action}:{job_id}"))


def button_row(job_id: int, *actions: Action) -> Row:
    """Build one row of buttons, in this order."""
    return Row(*(job_button(action, job_id) for action in actions))


def button_rows(job_id: int, *actions: Action) -> Iterator[Row]:
    """Build as many rows as the buttons need, in this order."""
    for start in range(0, len(actions), BUTTONS_PER_ROW):
        yield button_row(job_id, *actions[start : start + BUTTONS_PER_ROW])


def parse_job_id(custom_id: str | None) -> int | None:
    """The id of the job that a button's message belongs to; ``None`` for buttons that do not tell it.

    Only reliable in Easel's own messages: any bot can send such a ``custom_id``.
    """
    match = _CUSTOM_ID.fullmatch(custom_id or "")
    if match is None or match["action"] in _OTHER_NUMBER_ACTIONS:
        return None
    return parse_id(match["job"])
