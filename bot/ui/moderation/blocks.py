"""Views of blocks for moderators."""

from collections.abc import Sequence
from typing import Final

from bot.domain.blocks import Block, BlockResult
from bot.domain.text import sanitize_line
from bot.localization.messages import Message, text
from bot.ui.layout import Layout, text_view

MAX_LISTED_BLOCKS: Final = 25
"""Blocks in a list; with their reasons, they have less than Discord's 4000 characters for a message."""
MAX_LISTED_REASON_LENGTH: Final = 60
"""Characters of a reason in the list."""


def block_end_text(block: Block) -> Message:
    """The end of a block; Discord formats it in the reader's time zone."""
    if block.expires_at is None:
        return Message("block-forever")
    return Message("block-until", when=f"<t:{int(block.expires_at) + 1}:f>")


def blocked_view(block: Block, decision: BlockResult) -> Layout:
    """The answer to ``/mod block``: the new block, the one that it replaces, and the cancelled requests."""
    lines = [text("blocked", member=f"<@{block.user_id}>", end=block_end_text(block))]
    if decision.previous is not None:
        moderator, end = f"<@{decision.previous.moderator_id}>", block_end_text(decision.previous)
        lines.append(text("block-replaces", moderator=moderator, end=end))
    if decision.cancelled:
        lines.append(text("block-cancelled-requests"))
    return text_view(" ".join(lines))


def unblocked_view(block: Block) -> Layout:
    """The answer to ``/mod unblock``."""
    moderator = f"<@{block.moderator_id}>"
    return text_view(text("unblocked", member=f"<@{block.user_id}>", moderator=moderator, end=block_end_text(block)))


def block_list_view(blocks: Sequence[Block], total: int) -> Layout:
    """The blocked members with end, moderator and reason; ``total`` includes blocks that are not listed."""
    if not blocks:
        return text_view(text("blocks-none"))
    title = text("blocks-title")
    if total != len(blocks):
        title += f" · {text('list-part', count=len(blocks), total=total)}"
    return text_view("\n".join([title, *map(_block_entry, blocks)]))


def _block_entry(block: Block) -> str:
    entry = text(
        "blocks-entry",
        member=f"<@{block.user_id}>",
        end=block_end_text(block),
        moderator=f"<@{block.moderator_id}>",
    )
    return f"{entry}\n-# {sanitize_line(block.reason, MAX_LISTED_REASON_LENGTH)}"
