"""The content of a message, built for each attempt to send it."""

import io
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, NamedTuple, TypeVar

import discord

from bot.discord.api_errors import AUTOMOD_BLOCK_CODES
from bot.ui.layout import Layout

MAX_CONTENT_LENGTH: Final = 2000
"""Characters of the content of a message without components (Discord, Create Message)."""
T = TypeVar("T")


def fit_content(text: str) -> str:
    """Cut a text where Discord would refuse it as too long."""
    return text if len(text) <= MAX_CONTENT_LENGTH else f"{text[: MAX_CONTENT_LENGTH - 1]}…"


class Content(NamedTuple):
    """Layout and files of a message. Both are built for each attempt, because sending consumes them."""

    build_layout: Callable[[bool], Layout]
    """Builds the layout; the argument is whether the prompt may be shown."""
    files: Sequence[tuple[str, bytes]] = ()
    """Names and bytes of the files."""
    can_shrink: bool = False
    """Whether to raise :class:`~bot.errors.TooLarge` for files that are too large: the caller then shrinks them."""

    def build_files(self) -> list[discord.File]:
        """Build the file objects of one attempt."""
        return build_files(self.files)


def build_files(files: Sequence[tuple[str, bytes]]) -> list[discord.File]:
    """Build the file objects of one upload from names and bytes."""
    return [discord.File(io.BytesIO(data), filename=name) for name, data in files]


async def with_automod_fallback(send: Callable[[bool], Awaitable[T]]) -> T:
    """Call ``send(True)``, and if AutoMod blocks the member's text, ``send(False)`` to send without it."""
    try:
        return await send(True)
    except discord.HTTPException as error:
        if error.code not in AUTOMOD_BLOCK_CODES:
            raise
        return await send(False)
