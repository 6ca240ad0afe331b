"""What all our messages are made of: components from top to bottom, and texts that fit."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from discord import ui


class Layout(ui.LayoutView):
    """Components top to bottom. discord.py never keeps it: buttons and lists are DynamicItems, which need no view.

    discord.py would keep a message that only one person sees for 15 minutes, with a task that waits for its end; a view
    that is stopped before it is sent is not registered. One that was sent must not be stopped: that can unregister a
    DynamicItem's pattern for the whole bot (discord.py 2.7.1, ``ViewStore.remove_view``).
    """

    def __init__(self, *items: ui.Item["Layout"]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)
        self.stop()


Row: TypeAlias = ui.ActionRow[Any]
"""Up to five buttons, or one select."""


def text_view(text: str, *items: ui.Item[Layout]) -> Layout:
    """A text, and what stands below it."""
    return Layout(ui.TextDisplay(text), *items)


def clip_lines(lines: Sequence[str], max_length: int, *, more_text: str = "and {} more") -> Iterator[str]:
    """The first lines, as many as have room (Discord allows 4000 characters in a message), and how many are left out.

    ``room`` counts characters; the line that says how many comes on top of it.
    """
    for n, line in enumerate(lines):
        max_length -= len(line) + 1
        if max_length < 0:
            yield more_text.format(len(lines) - n)
            return
        yield line
