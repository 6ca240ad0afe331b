"""Translates Discord's AutoMod keyword rules into terms and patterns.

https://docs.discord.com/developers/resources/auto-moderation, Keyword Matching Strategies: a ``*`` before or after a
keyword is a wildcard, in an allow list too. Discord matches keywords only as written; the word filter also matches
obfuscated ones. The words of Discord's own presets are not published. AutoMod's patterns have the syntax of Rust's
``regex``, most of which RE2 supports.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.domain.text import sanitize_line
from bot.localization.messages import Message
from bot.wordfilter.filters import FilterSource, build_leet_index
from bot.wordfilter.matcher import TermMatcher
from bot.wordfilter.patterns import compile_patterns
from bot.wordfilter.terms import Term, parse_all

_MAX_SHOWN_NAME_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class KeywordRule:
    """A keyword rule as configured on Discord, with the roles and channels that are exempt from it."""

    name: str
    keywords: tuple[str, ...] = ()
    allow_list: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    exempt_roles: frozenset[int] = frozenset()
    exempt_channels: frozenset[int] = frozenset()

    def to_filter_source(self) -> FilterSource:
        """Compile the rule. A thousand keywords take about 50 ms, so call it in a thread."""
        words = translate_keywords(self.keywords, self.allow_list)
        patterns, unsupported = compile_patterns(self.patterns, is_rust_syntax=True)
        return FilterSource(
            name=Message("filter-automod-rule", name=sanitize_line(self.name, _MAX_SHOWN_NAME_LENGTH)),
            matcher=build_leet_index(words.build_matcher()),
            patterns=patterns,
            unsupported=words.unsupported + unsupported,
            exempt_roles=self.exempt_roles,
            exempt_channels=self.exempt_channels,
        )


@dataclass(frozen=True, slots=True)
class KeywordTerms:
    """The keywords of one AutoMod rule as terms, and those of its allow list as exceptions."""

    terms: tuple[Term, ...]
    exceptions: tuple[Term, ...] = ()
    unsupported: tuple[str, ...] = ()
    """Keywords that cannot be terms, as written: emoji, numbers, single letters, a ``*`` in the middle."""

    def build_matcher(self) -> TermMatcher:
        return TermMatcher(self.terms, self.exceptions)


def translate_keywords(keyword_filter: Iterable[str], allow_list: Iterable[str] = ()) -> KeywordTerms:
    """Translate ``keyword_filter`` and ``allow_list``, without duplicates."""
    terms, no_terms = parse_all(keyword_filter, Term)
    exceptions, no_exceptions = parse_all(allow_list, Term)
    return KeywordTerms(terms, exceptions, no_terms + no_exceptions)
