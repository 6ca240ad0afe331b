"""The entries of a server's own word list."""

from typing import Final, Literal, NamedTuple

WordKind = Literal["term", "exception", "pattern"]

MAX_WORDS_PER_GUILD: Final = 5000
"""Maximum number of terms, exceptions and patterns of one server together."""
MAX_PATTERNS_PER_GUILD: Final = 10
"""Maximum number of patterns of one server; an AutoMod rule may have as many."""


class WordListEntries(NamedTuple):
    """A server's entries as they were typed, in alphabetical order."""

    terms: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
