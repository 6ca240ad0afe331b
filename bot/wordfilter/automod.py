"""Discord's AutoMod keyword rules, translated into terms and patterns.

https://docs.discord.com/developers/resources/auto-moderation, Keyword Matching Strategies: a ``*`` before or after a
keyword lets the word go on there, in an allow list too. Discord finds keywords as they are written; ours are found
disguised as well. Its own presets are not published. Its patterns are written for Rust's engine; RE2 reads most.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.domain.text import sanitize_line
from bot.errors import Invalid
from bot.wordfilter.filters import FilterSource, build_leet_index
from bot.wordfilter.matcher import TermMatcher
from bot.wordfilter.patterns import compile_patterns
from bot.wordfilter.terms import Term

_MAX_SHOWN_NAME_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class KeywordRule:
    """A keyword rule as its server wrote it; it does not hold for these roles, nor in these channels."""

    name: str
    keywords: tuple[str, ...] = ()
    allow_list: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    exempt_roles: frozenset[int] = frozenset()
    exempt_channels: frozenset[int] = frozenset()

    def to_filter_source(self) -> FilterSource:
        """What is looked for of it. A thousand keywords take a while, so this is done in a thread."""
        words = translate_keywords(self.keywords, self.allow_list)
        patterns, left_out = compile_patterns(self.patterns, is_rust_syntax=True)
        return FilterSource(
            name=f"AutoMod rule “{sanitize_line(self.name, _MAX_SHOWN_NAME_LENGTH)}”",
            matcher=build_leet_index(words.build_matcher()),
            patterns=patterns,
            unsupported=words.unsupported + left_out,
            exempt_roles=self.exempt_roles,
            exempt_channels=self.exempt_channels,
        )


@dataclass(frozen=True, slots=True)
class KeywordTerms:
    """The keywords of one AutoMod rule as terms, and those of its allow list as exceptions, which hold for it alone."""

    terms: tuple[Term, ...]
    exceptions: tuple[Term, ...] = ()
    unsupported: tuple[str, ...] = ()
    """Keywords that are no terms, as Discord has them: emoji, numbers, single letters, a ``*`` in the middle."""

    def build_matcher(self) -> TermMatcher:
        return TermMatcher(self.terms, self.exceptions)


def translate_keywords(keyword_filter: Iterable[str], allow_list: Iterable[str] = ()) -> KeywordTerms:
    """A rule's ``keyword_filter`` and ``allow_list`` as terms, each once; what cannot be one is left out and listed."""
    terms, no_terms = _parse_terms(keyword_filter)
    exceptions, no_exceptions = _parse_terms(allow_list)
    return KeywordTerms(terms, exceptions, no_terms + no_exceptions)


def _parse_terms(keywords: Iterable[str]) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    terms: dict[Term, None] = {}
    left_out: dict[str, None] = {}
    for keyword in keywords:
        try:
            terms[Term(keyword)] = None
        except Invalid:
            left_out[keyword] = None
    return tuple(terms), tuple(left_out)
