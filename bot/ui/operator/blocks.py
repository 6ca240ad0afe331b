"""Views of the operator's blocks, and of the stop."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from bot.domain.operator_blocks import BlockKind, OperatorBlock, OperatorBlockResult, OperatorStop
from bot.domain.text import sanitize_line
from bot.ui.layout import Layout, list_view, text_view
from bot.ui.operator.admission import MAX_SERVER_NAME_LENGTH
from bot.ui.operator.servers import MAX_SHOWN_REASON_LENGTH, end_text
from bot.ui.phrases import pluralize

MAX_LISTED_BLOCKS: Final = 25
MAX_LISTED_REASON_LENGTH: Final = 60
"""Characters of a reason in the list."""
NO_BLOCKS: Final = "Nobody is blocked."


Names: TypeAlias = Mapping[int, str]
"""The names of servers by their ids, as their managers chose them."""


def blocked_view(result: OperatorBlockResult, names: Names) -> Layout:
    """The answer to ``/operator block``."""
    block = result.block
    parts = [f"⛔ {_target_text(block, names)} is blocked everywhere, {end_text(block.expires_at)}"]
    if block.kind is BlockKind.SERVER:
        parts = [f"⛔ Everyone on the {_target_text(block, names)} is blocked there, {end_text(block.expires_at)}"]
    if result.previous is not None:
        parts.append(f"this replaces the block {end_text(result.previous.expires_at)}")
    if result.cancelled:
        parts.append(f"{pluralize(len(result.cancelled), 'waiting request')} cancelled and not charged")
    reason = sanitize_line(block.reason, MAX_SHOWN_REASON_LENGTH)
    return text_view(f"{'; '.join(parts)}.\n-# They read as the reason: {reason}")


def unblocked_view(block: OperatorBlock, names: Names) -> Layout:
    """The answer to ``/operator unblock``."""
    return text_view(
        f"✅ The block of {'the ' * (block.kind is BlockKind.SERVER)}{_target_text(block, names)} is lifted."
    )


def block_list_view(blocks: Sequence[OperatorBlock], total: int, names: Names) -> Layout:
    """The active blocks; ``total`` includes those that are not listed."""
    if not blocks:
        return text_view(NO_BLOCKS)
    count = "" if total == len(blocks) else f" · the first {len(blocks)} of {total}"
    return list_view([f"⛔ **Blocked everywhere**{count}", *(_block_entry(block, names) for block in blocks)])


def stopped_view(unfinished: Mapping[str, int]) -> Layout:
    """The answer to ``/operator stop``: what still runs."""
    running = unfinished.get("submitted", 0) + unfinished.get("ready", 0)
    waiting = unfinished.get("reserved", 0) + unfinished.get("waiting", 0)
    parts = [f"{pluralize(waiting, 'request')} waiting", f"{running} being drawn or delivered"]
    if held := unfinished.get("held", 0):
        parts.append(f"{held} held for moderators")
    finished = "Nothing is waiting or drawn."
    if waiting + running:
        finished = f"What was requested before is finished: {', '.join(parts)}."
    return text_view(f"⛔ No new request is accepted anywhere, until /operator resume. {finished}")


def resumed_view(stop: OperatorStop) -> Layout:
    """The answer to ``/operator resume``."""
    return text_view(f"✅ Requests are accepted again; they were stopped since <t:{int(stop.at)}:f>.")


def _block_entry(block: OperatorBlock, names: Names) -> str:
    reason = sanitize_line(block.reason, MAX_LISTED_REASON_LENGTH)
    return f"{_target_text(block, names)} · {end_text(block.expires_at)} · by <@{block.operator_id}>\n-# {reason}"


def _target_text(block: OperatorBlock, names: Names) -> str:
    if block.kind is BlockKind.USER:
        return f"<@{block.target_id}>"
    name = sanitize_line(names.get(block.target_id, ""), MAX_SERVER_NAME_LENGTH)
    return f"server {f'**{name}** ' if name else ''}`{block.target_id}`"
