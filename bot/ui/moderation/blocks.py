"""Blocks as moderators see them, and the letters that members get about theirs and about their appeals."""

from collections.abc import Sequence
from typing import Final

from bot.domain.blocks import Block, BlockResult
from bot.domain.text import sanitize_line
from bot.ui.layout import Layout, text_view

MAX_LISTED_BLOCKS: Final = 25
"""Blocks in a list: with their reasons they stay below the 4000 characters that Discord allows in a message."""
MAX_LISTED_REASON_LENGTH: Final = 60
"""Characters of each reason in a list."""
NO_BLOCKS: Final = "Nobody is blocked on this server."


def block_end_text(block: Block) -> str:
    """When a block ends, in the reader's own time."""
    return "forever" if block.expires_at is None else f"until <t:{int(block.expires_at) + 1}:f>"


def blocked_view(block: Block, decision: BlockResult) -> Layout:
    """What holds from now on, and what became of what was there."""
    parts = [f"<@{block.user_id}> cannot request pictures on this server {block_end_text(block)}"]
    if decision.previous is not None:
        parts.append(f"this replaces <@{decision.previous.moderator_id}>’s block {block_end_text(decision.previous)}")
    if decision.cancelled:
        parts.append("their unfinished requests were cancelled and not charged")
    return text_view(f"{'; '.join(parts)}.")


def unblocked_view(block: Block) -> Layout:
    """That a block is gone, and which."""
    gone = f"<@{block.moderator_id}>’s block {block_end_text(block)} was lifted"
    return text_view(f"<@{block.user_id}> can request pictures on this server again; {gone}.")


def block_list_view(blocks: Sequence[Block], total: int) -> Layout:
    """Who is blocked, until when, by whom and why; ``total`` is how many there are in all."""
    if not blocks:
        return text_view(NO_BLOCKS)
    count = "" if total == len(blocks) else f" · the first {len(blocks)} of {total}"
    lines = [f"⛔ **Blocked on this server**{count}", *map(_block_entry, blocks)]
    return text_view("\n".join(lines))


def _block_entry(block: Block) -> str:
    return (
        f"<@{block.user_id}> · {block_end_text(block)} · by <@{block.moderator_id}>\n-# "
        f"{sanitize_line(block.reason, MAX_LISTED_REASON_LENGTH)}"
    )
