"""A server's word filter: searches all its sources of terms and patterns."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Final

from bot.localization.messages import Message, Sentence
from bot.wordfilter.matcher import TermMatcher
from bot.wordfilter.patterns import Pattern, PatternMatch, TextForms
from bot.wordfilter.prepared_text import PreparedText
from bot.wordfilter.terms import TermMatch

OWN_LIST_NAME: Final = Message("filter-own-list")
_MAX_LISTED_MATCHES: Final = 100
_LEET_SAMPLE: Final = "l33t"


@dataclass(frozen=True, slots=True)
class Match:
    """A match of a term or pattern, and the name of its source."""

    source: Sentence
    matched: TermMatch | PatternMatch

    @property
    def summary(self) -> Message:
        """The term or pattern and its source, for moderators."""
        return Message("match-summary", match=self.matched.summary, source=self.source)

    def sentence(self, text: str) -> Message:
        """Describe the match in ``text`` and its source in one sentence, without mentions and markdown."""
        match = self.matched.sentence(text)
        if self.source == OWN_LIST_NAME:
            return Message("match-sentence", match=match)
        return Message("match-sentence-of-rule", match=match, rule=self.source)


@dataclass(frozen=True, slots=True)
class FilterSource:
    """The terms and patterns of one word list or AutoMod rule; its exceptions apply to this source only.

    ``name`` is shown to members, and must be free of mentions and markdown.
    """

    name: Sentence
    matcher: TermMatcher
    patterns: tuple[Pattern, ...] = ()
    unsupported: tuple[str, ...] = ()
    """Entries that cannot be searched for, as written in the source."""
    exempt_roles: frozenset[int] = frozenset()
    exempt_channels: frozenset[int] = frozenset()

    def exempts(self, roles: AbstractSet[int], channels: AbstractSet[int]) -> bool:
        """Whether a member with these roles, or any of these channels, is exempt."""
        return not (self.exempt_roles.isdisjoint(roles) and self.exempt_channels.isdisjoint(channels))

    def find_all(self, forms: TextForms) -> Iterator[Match]:
        """The matches of all terms, and the first one of each pattern."""
        yield from (Match(self.name, match) for match in self.matcher.find_all(forms.prepared))
        yield from self.find_pattern_matches(forms)

    def find_pattern_matches(self, forms: TextForms) -> Iterator[Match]:
        """The first match of each pattern outside of the exceptions."""
        excepted = self.matcher.exception_spans(forms.prepared) if self.patterns and self.matcher.exceptions else None
        for pattern in self.patterns:
            for match, span in forms.find_matches(pattern):
                if excepted is None or not excepted.covers(*span):
                    yield Match(self.name, match)
                    break


class WordFilter:
    """The sources of a server, its own list first. A text without matches is searched only once for all terms."""

    def __init__(self, sources: Sequence[FilterSource], combined_matcher: TermMatcher | None = None) -> None:
        """``combined_matcher`` has the terms of all sources and no exceptions; without it, each source is searched."""
        self.sources = tuple(sources)
        self._combined_matcher = combined_matcher

    @property
    def own_source(self) -> FilterSource:
        """The server's own list."""
        return self.sources[0]

    @cached_property
    def has_patterns(self) -> bool:
        """Whether any source has patterns; a search then belongs in a thread, because RE2 releases the GIL."""
        return any(source.patterns for source in self.sources)

    @property
    def is_empty(self) -> bool:
        """Whether no source has terms or patterns."""
        return not any(source.matcher.terms or source.patterns for source in self.sources)

    @property
    def unsupported(self) -> tuple[str, ...]:
        """Entries of all sources that cannot be searched for, as written, each once."""
        return tuple(dict.fromkeys(chain.from_iterable(source.unsupported for source in self.sources)))

    def merged_with(self, sources: Sequence[FilterSource]) -> "WordFilter":
        """A filter with these additional sources. Compiling thousands of terms is slow, so call it in a thread."""
        merged = (*self.sources, *sources)
        if not any(source.matcher.terms for source in sources):
            return WordFilter(merged)
        combined = TermMatcher(dict.fromkeys(chain.from_iterable(source.matcher.terms for source in merged)))
        return WordFilter(merged, build_leet_index(combined))

    def for_member(self, roles: AbstractSet[int], channels: AbstractSet[int]) -> "WordFilter":
        """The filter without the sources that exempt a member with these roles, or these channels."""
        active = tuple(source for source in self.sources if not source.exempts(roles, channels))
        return self if len(active) == len(self.sources) else WordFilter(active, self._combined_matcher)

    def find_first(self, text: str) -> Match | None:
        """The first match in a text; ``None`` if there is none."""
        prepared = PreparedText(text)
        has_terms = self._combined_matcher is None or self._combined_matcher.find_first(prepared) is not None
        forms = TextForms(prepared) if self.has_patterns else None
        for source in self.sources:
            if has_terms and (term_match := source.matcher.find_first(prepared)) is not None:
                return Match(source.name, term_match)
            if forms is not None and (match := next(source.find_pattern_matches(forms), None)) is not None:
                return match
        return None

    def find_all(self, text: str) -> list[Match]:
        """All matches in a text, source by source; at most :data:`_MAX_LISTED_MATCHES`."""
        forms = TextForms(PreparedText(text))
        return list(islice(chain.from_iterable(source.find_all(forms) for source in self.sources), _MAX_LISTED_MATCHES))


def build_leet_index(matcher: TermMatcher) -> TermMatcher:
    """Build the matcher's index for leetspeak now instead of in the first search that needs it."""
    matcher.find_first(_LEET_SAMPLE)
    return matcher
