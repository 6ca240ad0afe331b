"""What all our messages are made of: components from top to bottom, and texts that fit."""

from collections.abc import Iterator, Sequence
from typing import Any

from discord import ui


class Layout(ui.LayoutView):
    """Components top to bottom; never times out, since all it holds answers for itself."""

    def __init__(self, *items: ui.Item["Layout"]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)


def said(text: str, *below: ui.Item[Any]) -> Layout:
    """A text, and what stands below it."""
    return Layout(ui.TextDisplay(text), *below)


def fitting(lines: Sequence[str], room: int, *, more: str = "and {} more") -> Iterator[str]:
    """The first lines, as many as have room (Discord allows 4000 characters in a message), and how many are left out.

    ``room`` counts characters; the line that says how many comes on top of it.
    """
    for n, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            yield more.format(len(lines) - n)
            return
        yield line
