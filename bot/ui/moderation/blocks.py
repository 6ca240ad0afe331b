"""Blocks as moderators see them, and the letters that members get about theirs and about their appeals."""

from collections.abc import Sequence
from typing import Final

from bot.domain.text import plain
from bot.storage.blocks import Block, Decision
from bot.ui.layout import Layout, said

SHOWN_AT_MOST: Final = 25
"""Blocks in a list: with their reasons they stay below the 4000 characters that Discord allows in a message."""
REASON_SHOWN: Final = 60
"""Characters of each reason in a list."""
NOBODY: Final = "Nobody is blocked on this server."


def end(block: Block) -> str:
    """When a block ends, in the reader's own time."""
    return "forever" if block.until is None else f"until <t:{int(block.until) + 1}:f>"


def blocked(block: Block, decision: Decision) -> Layout:
    """What holds from now on, and what became of what was there."""
    parts = [f"<@{block.user_id}> cannot request pictures on this server {end(block)}"]
    if decision.before is not None:
        parts.append(f"this replaces <@{decision.before.by_id}>’s block {end(decision.before)}")
    if decision.cancelled:
        parts.append("their unfinished requests were cancelled and not charged")
    return said(f"{'; '.join(parts)}.")


def unblocked(block: Block) -> Layout:
    """That a block is gone, and which."""
    gone = f"<@{block.by_id}>’s block {end(block)} was lifted"
    return said(f"<@{block.user_id}> can request pictures on this server again; {gone}.")


def listed(blocks: Sequence[Block], total: int) -> Layout:
    """Who is blocked, until when, by whom and why; ``total`` is how many there are in all."""
    if not blocks:
        return said(NOBODY)
    count = "" if total == len(blocks) else f" · the first {len(blocks)} of {total}"
    lines = [f"⛔ **Blocked on this server**{count}", *map(_line, blocks)]
    return said("\n".join(lines))


def _line(block: Block) -> str:
    return f"<@{block.user_id}> · {end(block)} · by <@{block.by_id}>\n-# {plain(block.reason, REASON_SHOWN)}"
