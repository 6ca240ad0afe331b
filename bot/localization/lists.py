"""Lists inside sentences, “1K or 2K”, “View Channel, Embed Links and Attach Files”, and lists that are shortened."""

from collections.abc import Iterable, Sequence

from bot.localization.messages import Message, Sentence, text


def join_with_or(items: Iterable[Sentence]) -> Sentence:
    """Join the items with “or” in the current language: “1K, 2K or 4K”. There must be at least one item."""
    first, last = _split(items)
    return last if first is None else Message("list-or", first=first, last=last)


def join_with_and(items: Iterable[Sentence]) -> Sentence:
    """All items together, in the language of the reader: “1K, 2K and 4K”. There must be at least one."""
    first, last = _split(items)
    return last if first is None else Message("list-and", first=first, last=last)


def join_with_commas(items: Sequence[Sentence]) -> Sentence:
    """Join the items with commas alone: “1K, 2K, 4K”. Empty if there are no items."""
    first, last = _split(items or [""])
    return last if first is None else Message("list-more", first=first, next=last)


def first_texts(texts: Sequence[Sentence], max_count: int) -> list[Sentence]:
    """The first texts, and “5 more” if there are others, for a list inside a sentence."""
    omitted = len(texts) - max_count
    return [*texts[:max_count], Message("list-others", count=omitted)] if omitted > 0 else list(texts)


def first_lines(lines: Sequence[str], max_count: int) -> list[str]:
    """The first lines, and the line “- and 5 more” if there are others."""
    omitted = len(lines) - max_count
    return [*lines[:max_count], text("list-other-lines", count=omitted)] if omitted > 0 else list(lines)


def _split(items: Iterable[Sentence]) -> tuple[Sentence | None, Sentence]:
    """All items but the last as one text, if there are several, and the last."""
    *most, last = items
    first: Sentence | None = None
    for item in most:
        first = item if first is None else Message("list-more", first=first, next=item)
    return first, last
