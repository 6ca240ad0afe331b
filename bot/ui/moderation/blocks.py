"""Views of blocks for moderators."""

from collections.abc import Sequence
from typing import Final

from bot.domain.blocks import Block, BlockResult
from bot.domain.text import sanitize_line
from bot.ui.layout import Layout, text_view

MAX_LISTED_BLOCKS: Final = 25
"""Blocks in a list; with their reasons, they have less than Discord's 4000 characters for a message."""
MAX_LISTED_REASON_LENGTH: Final = 60
"""Characters of a reason in the list."""
NO_BLOCKS: Final = "Nobody is blocked on this server."


def block_end_text(block: Block) -> str:
    """The end of a block; Discord formats it in the reader's time zone."""
    return "forever" if block.expires_at is None else f"until <t:{int(block.expires_at) + 1}:f>"


def blocked_view(block: Block, decision: BlockResult) -> Layout:
    """The answer to ``/mod block``: the new block, the one that it replaces, and the cancelled requests."""
    parts = [f"<@{block.user_id}> cannot request pictures on this server {block_end_text(block)}"]
    if decision.previous is not None:
        parts.append(f"this replaces <@{decision.previous.moderator_id}>’s block {block_end_text(decision.previous)}")
    if decision.cancelled:
        parts.append("their unfinished requests were cancelled and not charged")
    return text_view(f"{'; '.join(parts)}.")


def unblocked_view(block: Block) -> Layout:
    """The answer to ``/mod unblock``."""
    lifted = f"<@{block.moderator_id}>’s block {block_end_text(block)} was lifted"
    return text_view(f"<@{block.user_id}> can request pictures on this server again; {lifted}.")


def block_list_view(blocks: Sequence[Block], total: int) -> Layout:
    """The blocked members with end, moderator and reason; ``total`` includes blocks that are not listed."""
    if not blocks:
        return text_view(NO_BLOCKS)
    count = "" if total == len(blocks) else f" · the first {len(blocks)} of {total}"
    return text_view("\n".join([f"⛔ **Blocked on this server**{count}", *map(_block_entry, blocks)]))


def _block_entry(block: Block) -> str:
    reason = sanitize_line(block.reason, MAX_LISTED_REASON_LENGTH)
    return f"<@{block.user_id}> · {block_end_text(block)} · by <@{block.moderator_id}>\n-# {reason}"
