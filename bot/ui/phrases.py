"""Phrases for people: numbers with nouns, and lists of texts."""

from collections.abc import Iterable, Sequence


def pluralize(number: int, noun: str) -> str:
    """Format a number with its noun, which gets an ``s`` unless the number is 1."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def join_with_and(texts: Iterable[str]) -> str:
    """Join texts for a sentence: ``View Channel, Embed Links and Attach Files``."""
    *most, last = texts
    return f"{', '.join(most)} and {last}" if most else last


def first_texts(texts: Sequence[str], max_count: int, more_text: str = "- and {} more") -> list[str]:
    """The first texts, followed by ``more_text`` with the number of omitted texts if there are any."""
    omitted = len(texts) - max_count
    return [*texts[:max_count], more_text.format(omitted)] if omitted > 0 else list(texts)
