"""The base of all messages: a view that discord.py does not keep in memory, and lists that are clipped to fit."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from discord import ui

from bot.localization.messages import text

MAX_LIST_LENGTH: Final = 3500
"""Characters of a list; Discord allows 4000 in all texts of a message together."""


class Layout(ui.LayoutView):
    """Components from top to bottom. Buttons and selects are DynamicItems, so discord.py need not keep the view.

    A view that is stopped before it is sent is not registered; otherwise discord.py would keep the view of an ephemeral
    message for 15 minutes, with a task that waits for its end. A view must not be stopped after it was sent: that can
    unregister a DynamicItem's pattern for the whole bot (discord.py 2.7.1, ``ViewStore.remove_view``).
    """

    def __init__(self, *items: ui.Item["Layout"]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)
        self.stop()


Row: TypeAlias = ui.ActionRow[Any]
"""A row of up to five buttons, or of one select."""


def text_view(shown: str, *items: ui.Item[Layout]) -> Layout:
    """Build a message from a text, with the items below it."""
    return Layout(ui.TextDisplay(shown), *items)


def list_view(lines: Sequence[str], *items: ui.Item[Layout]) -> Layout:
    """Build a message from as many lines as fit, with the items below them."""
    return text_view("\n".join(clip_lines(lines)), *items)


def _more_line(omitted: int) -> str:
    return text("list-other-plain-lines", count=omitted)


def clip_lines(
    lines: Sequence[str], max_length: int = MAX_LIST_LENGTH, *, more_line: Callable[[int], str] = _more_line
) -> Iterator[str]:
    """Yield the first lines up to ``max_length`` characters, and ``more_line`` with the number of the omitted ones.

    That line is not counted.
    """
    for n, line in enumerate(lines):
        max_length -= len(line) + 1
        if max_length < 0:
            yield more_line(len(lines) - n)
            return
        yield line
