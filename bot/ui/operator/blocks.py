"""Views of the operator's blocks, and of the stop."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from bot.domain.operator_blocks import BlockKind, OperatorBlock, OperatorBlockResult, OperatorStop
from bot.domain.text import sanitize_line
from bot.localization.lists import join_with_commas
from bot.localization.messages import text
from bot.ui.layout import Layout, list_view, text_view
from bot.ui.operator.admission import MAX_SERVER_NAME_LENGTH
from bot.ui.operator.servers import MAX_SHOWN_REASON_LENGTH, end_text

MAX_LISTED_BLOCKS: Final = 25
MAX_LISTED_REASON_LENGTH: Final = 60
"""Characters of a reason in the list."""


Names: TypeAlias = Mapping[int, str]
"""The names of servers by their ids, as their managers chose them."""


def blocked_view(result: OperatorBlockResult, names: Names) -> Layout:
    """The answer to ``/operator block``."""
    block = result.block
    lines = [text(f"operator-blocked-{block.kind}", target=_target_text(block, names), end=end_text(block.expires_at))]
    if result.previous is not None:
        lines.append(text("operator-block-replaces", end=end_text(result.previous.expires_at)))
    if result.cancelled:
        lines.append(text("operator-block-cancelled", count=len(result.cancelled)))
    reason = sanitize_line(block.reason, MAX_SHOWN_REASON_LENGTH)
    return text_view(f"{' '.join(lines)}\n-# {text('operator-block-reason', reason=reason)}")


def unblocked_view(block: OperatorBlock, names: Names) -> Layout:
    """The answer to ``/operator unblock``."""
    return text_view(text(f"operator-unblocked-{block.kind}", target=_target_text(block, names)))


def block_list_view(blocks: Sequence[OperatorBlock], total: int, names: Names) -> Layout:
    """The active blocks; ``total`` includes those that are not listed."""
    if not blocks:
        return text_view(text("operator-blocks-none"))
    title = text("operator-blocks-title")
    if total != len(blocks):
        title += f" · {text('list-part', count=len(blocks), total=total)}"
    return list_view([title, *(_block_entry(block, names) for block in blocks)])


def stopped_view(unfinished: Mapping[str, int]) -> Layout:
    """The answer to ``/operator stop``: what still runs."""
    running = unfinished.get("submitted", 0) + unfinished.get("ready", 0)
    waiting = unfinished.get("reserved", 0) + unfinished.get("waiting", 0)
    if not waiting + running:
        return text_view(f"{text('operator-stopped-answer')} {text('operator-nothing-runs')}")
    parts = [text("operator-waiting", count=waiting), text("operator-running", count=running)]
    if held := unfinished.get("held", 0):
        parts.append(text("operator-held", count=held))
    return text_view(f"{text('operator-stopped-answer')} {text('operator-finishes', work=join_with_commas(parts))}")


def resumed_view(stop: OperatorStop) -> Layout:
    """The answer to ``/operator resume``."""
    return text_view(text("operator-resumed", since=f"<t:{int(stop.at)}:f>"))


def _block_entry(block: OperatorBlock, names: Names) -> str:
    target, operator = _target_text(block, names), f"<@{block.operator_id}>"
    entry = text("blocks-entry", member=target, end=end_text(block.expires_at), moderator=operator)
    return f"{entry}\n-# {sanitize_line(block.reason, MAX_LISTED_REASON_LENGTH)}"


def _target_text(block: OperatorBlock, names: Names) -> str:
    if block.kind is BlockKind.USER:
        return f"<@{block.target_id}>"
    name = sanitize_line(names.get(block.target_id, ""), MAX_SERVER_NAME_LENGTH)
    return text("operator-block-server", server=f"**{name}** `{block.target_id}`" if name else f"`{block.target_id}`")
