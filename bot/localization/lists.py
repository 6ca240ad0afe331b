"""Lists inside sentences and below them, in the language of their reader."""

from collections.abc import Iterable, Sequence
from functools import reduce

from bot.localization.messages import Message, Sentence, text


def join_with_and(texts: Iterable[Sentence]) -> Sentence:
    """Join texts for a sentence: ``View Channel, Embed Links and Attach Files``."""
    *most, last = texts
    return Message("list-and", most=_with_commas(most), last=last) if most else last


def join_with_or(texts: Iterable[Sentence]) -> Sentence:
    """Join texts for a sentence: ``JPG, PNG or WEBP``."""
    *most, last = texts
    return Message("list-or", most=_with_commas(most), last=last) if most else last


def join_with_commas(texts: Iterable[Sentence]) -> Sentence:
    """Join texts of an open list; empty if there are none."""
    return _with_commas(list(texts) or [""])


def first_texts(texts: Sequence[Sentence], max_count: int) -> list[Sentence]:
    """The first texts, and “5 more” if there are others, for a list inside a sentence."""
    omitted = len(texts) - max_count
    return [*texts[:max_count], Message("list-more-texts", count=omitted)] if omitted > 0 else list(texts)


def first_lines(lines: Sequence[str], max_count: int) -> list[str]:
    """The first lines, and the line “- and 5 more” if there are others."""
    omitted = len(lines) - max_count
    return [*lines[:max_count], text("list-more-lines", count=omitted)] if omitted > 0 else list(lines)


def _with_commas(texts: Sequence[Sentence]) -> Sentence:
    return reduce(lambda before, last: Message("list-comma", before=before, last=last), texts)
