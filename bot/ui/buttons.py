"""The buttons of jobs; their ``custom_id`` is an action and a number: ``easel:<action>:<number>``."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from discord import ButtonStyle, ui

from bot.domain.short_ids import parse_id
from bot.localization.messages import text
from bot.ui.components import Component, Interaction
from bot.ui.layout import Row

BUTTONS_PER_ROW: Final = 5
"""Buttons in one row (Discord, Action Row)."""


class Action(StrEnum):
    """The action of a button; the values are part of the ``custom_id``."""

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
        *(Action.SHOW, Action.UNDO),  # another job's than the message's
        *(Action.APPEAL, Action.CASE),  # an appeal's, a case's
    }
)
"""Actions of buttons whose number is not the id of the job that their message belongs to."""
_APPEARANCES: Final = {
    Action.CANCEL: (ButtonStyle.danger, None),
    Action.REROLL: (ButtonStyle.secondary, "🎲"),
    Action.EDIT: (ButtonStyle.secondary, "✏️"),
    Action.VARY: (ButtonStyle.secondary, "🪄"),
    Action.DETAILS: (ButtonStyle.secondary, "ℹ️"),
    Action.FAVOURITE: (ButtonStyle.secondary, "⭐"),
    Action.SEND_DM: (ButtonStyle.secondary, "✉️"),
    Action.DELETE: (ButtonStyle.danger, "🗑️"),
    Action.CONFIRM: (ButtonStyle.success, None),
    Action.CONFIRM_AS_TYPED: (ButtonStyle.secondary, None),
    Action.DISCARD: (ButtonStyle.secondary, None),
    Action.DESCRIBE: (ButtonStyle.secondary, "💬"),
    Action.SHOW: (ButtonStyle.secondary, None),
    Action.REPORT: (ButtonStyle.secondary, "🚩"),
    Action.APPEAL: (ButtonStyle.secondary, "⚖️"),
    Action.UNDO: (ButtonStyle.secondary, "↩️"),
    Action.CASE: (ButtonStyle.secondary, None),
}
"""The style and the emoji of each button."""


class JobButton(Component[int], template=_CUSTOM_ID):
    """A button with an action; its value is the id of a job, draft, case or appeal."""

    @property
    def key(self) -> Action:
        return Action(self.match["action"])

    def read(self, _interaction: Interaction) -> int:
        return parse_id(self.match["job"])


def job_button(action: Action, job_id: int, *, label: str | None = None) -> JobButton:
    """Build a button for a job, draft, case or appeal; ``label`` replaces the usual label."""
    style, emoji = _APPEARANCES[action]
    shown = label or text(f"button-job-{action}")
    return JobButton(ui.Button(label=shown, style=style, emoji=emoji, custom_id=f"easel:{action}:{job_id}"))


def button_row(job_id: int, *actions: Action) -> Row:
    """Build one row of at most five buttons, in this order."""
    return Row(*(job_button(action, job_id) for action in actions))


def button_rows(job_id: int, *actions: Action) -> Iterator[Row]:
    """Build as many rows as the buttons need, in this order."""
    for start in range(0, len(actions), BUTTONS_PER_ROW):
        yield button_row(job_id, *actions[start : start + BUTTONS_PER_ROW])


def parse_job_id(custom_id: str | None) -> int | None:
    """The id of the job that a button's message belongs to; ``None`` if the ``custom_id`` does not contain it.

    Only reliable in Easel's own messages: any bot can send such a ``custom_id``.
    """
    match = _CUSTOM_ID.fullmatch(custom_id or "")
    if match is None or match["action"] in _OTHER_NUMBER_ACTIONS:
        return None
    return parse_id(match["job"])
