"""The words, exceptions and patterns that one server's managers typed."""

from typing import Final, Literal, NamedTuple

WordKind = Literal["term", "exception", "pattern"]


MAX_WORDS_PER_GUILD: Final = 5000
"""Terms, exceptions and patterns that one server may have."""


MAX_PATTERNS_PER_GUILD: Final = 10
"""Patterns that one server may have, as many as an AutoMod rule."""


class WordListEntries(NamedTuple):
    """A server's words as they were typed, by the alphabet."""

    terms: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
