"""Discord's AutoMod keyword rules, translated into terms and patterns.

https://docs.discord.com/developers/resources/auto-moderation, Keyword Matching Strategies: a ``*`` before or after a
keyword lets the word go on there, in an allow list too. Discord finds keywords as they are written; ours are found
disguised as well. Its own presets are not published. Its patterns are written for Rust's engine; RE2 reads most.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.domain.text import plain
from bot.errors import Invalid
from bot.wordfilter.filters import Source, prepared
from bot.wordfilter.matcher import WordList
from bot.wordfilter.patterns import readable
from bot.wordfilter.terms import Term

_NAME_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """A keyword rule as its server wrote it; it does not hold for these roles, nor in these channels."""

    name: str
    keywords: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    roles: frozenset[int] = frozenset()
    channels: frozenset[int] = frozenset()

    def source(self) -> Source:
        """What is looked for of it. A thousand keywords take a while, so this is done in a thread."""
        words = translated(self.keywords, self.allowed)
        patterns, left_out = readable(self.patterns, rust=True)
        return Source(
            name=f"AutoMod rule “{plain(self.name, _NAME_SHOWN)}”",
            words=prepared(words.word_list()),
            patterns=patterns,
            left_out=words.left_out + left_out,
            roles=self.roles,
            channels=self.channels,
        )


@dataclass(frozen=True, slots=True)
class Filter:
    """The keywords of one AutoMod rule as terms, and those of its allow list as exceptions, which hold for it alone."""

    terms: tuple[Term, ...]
    exceptions: tuple[Term, ...] = ()
    left_out: tuple[str, ...] = ()
    """Keywords that are no terms, as Discord has them: emoji, numbers, single letters, a ``*`` in the middle."""

    def word_list(self) -> WordList:
        return WordList(self.terms, self.exceptions)


def translated(keyword_filter: Iterable[str], allow_list: Iterable[str] = ()) -> Filter:
    """A rule's ``keyword_filter`` and ``allow_list`` as terms, each once; what cannot be one is left out and listed."""
    terms, no_terms = _terms(keyword_filter)
    exceptions, no_exceptions = _terms(allow_list)
    return Filter(terms, exceptions, no_terms + no_exceptions)


def _terms(keywords: Iterable[str]) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    terms: dict[Term, None] = {}
    left_out: dict[str, None] = {}
    for keyword in keywords:
        try:
            terms[Term(keyword)] = None
        except Invalid:
            left_out[keyword] = None
    return tuple(terms), tuple(left_out)
