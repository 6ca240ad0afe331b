"""Lists inside sentences: “1K or 2K”, “View Channel, Embed Links and Attach Files”."""

from collections.abc import Iterable

from bot.localization.messages import Message, Sentence


def join_with_or(items: Iterable[Sentence]) -> Sentence:
    """At least one item, as alternatives, written in the language of the reader."""
    first, last = _split(items)
    return last if first is None else Message("list-or", first=first, last=last)


def join_with_and(items: Iterable[Sentence]) -> Sentence:
    """At least one item, all of which count, written in the language of the reader."""
    first, last = _split(items)
    return last if first is None else Message("list-and", first=first, last=last)


def _split(items: Iterable[Sentence]) -> tuple[Sentence | None, Sentence]:
    """All items but the last as one text, if there are several, and the last."""
    *most, last = items
    first: Sentence | None = None
    for item in most:
        first = item if first is None else Message("list-more", first=first, next=item)
    return first, last
