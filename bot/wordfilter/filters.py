"""What a server does not allow, wherever that is written: on its own list, in its patterns, in its AutoMod's rules."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Final

from bot.wordfilter.matcher import PreparedText, TermMatcher
from bot.wordfilter.patterns import Pattern, PatternMatch, TextForms
from bot.wordfilter.terms import TermMatch

OWN_LIST_NAME: Final = "this server’s list"
_MAX_LISTED_MATCHES: Final = 100
_LEET_SAMPLE: Final = "l33t"


@dataclass(frozen=True, slots=True)
class Match:
    """Something in a text that a server does not allow, and where that is written."""

    source: str
    matched: TermMatch | PatternMatch

    @property
    def summary(self) -> str:
        """What it is, and where it is written, for moderators."""
        return f"{self.matched.summary} ({self.source})"

    def sentence(self, text: str) -> str:
        """What was caught in ``text``, where and why, for a person; no mention or markdown comes out of it."""
        said = self.matched.sentence(text)
        return said if self.source == OWN_LIST_NAME else f"{said.removesuffix('.')} ({self.source})."


@dataclass(frozen=True, slots=True)
class FilterSource:
    """Words and patterns that stand in one place; its exceptions hold for them alone.

    ``name`` is for people, and nothing in it pings or formats. ``roles`` and ``channels`` are those that it does not
    hold for.
    """

    name: str
    matcher: TermMatcher
    patterns: tuple[Pattern, ...] = ()
    unsupported: tuple[str, ...] = ()
    """What cannot be looked for, as it is written there."""
    exempt_roles: frozenset[int] = frozenset()
    exempt_channels: frozenset[int] = frozenset()

    def exempts(self, roles: AbstractSet[int], channels: AbstractSet[int]) -> bool:
        """Whether it does not hold for somebody with these roles, or in one of these channels."""
        return not (self.exempt_roles.isdisjoint(roles) and self.exempt_channels.isdisjoint(channels))

    def find_pattern_matches(self, forms: TextForms) -> Iterator[Match]:
        """The patterns that fit a text outside of the exceptions, the first place of each."""
        excepted = self.matcher.exception_spans(forms.prepared) if self.patterns and self.matcher.exceptions else None
        for pattern in self.patterns:
            for matched, place in forms.find_matches(pattern):
                if excepted is None or not excepted.covers(*place):
                    yield Match(self.name, matched)
                    break


class WordFilter:
    """The sources of a server, its own first. However many there are, an innocent text is searched for words once."""

    def __init__(self, sources: Sequence[FilterSource], combined_matcher: TermMatcher | None = None) -> None:
        """``sieve`` has the terms of all sources and no exceptions; without one each source is searched."""
        self.sources = tuple(sources)
        self._combined_matcher = combined_matcher

    @property
    def own_source(self) -> FilterSource:
        """What the server's moderators wrote."""
        return self.sources[0]

    @cached_property
    def has_patterns(self) -> bool:
        """Whether there are patterns, so that a text is better looked through in a thread, which RE2 lets work."""
        return any(source.patterns for source in self.sources)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return not any(source.matcher.terms or source.patterns for source in self.sources)

    @property
    def unsupported(self) -> tuple[str, ...]:
        """What cannot be looked for, as it is written."""
        return tuple(dict.fromkeys(chain.from_iterable(source.unsupported for source in self.sources)))

    def merged_with(self, sources: Sequence[FilterSource]) -> "WordFilter":
        """The list with more sources behind those that it has; thousands of terms take a while to be made ready."""
        every = (*self.sources, *sources)
        if not any(source.matcher.terms for source in sources):
            return WordFilter(every)
        sieve = TermMatcher(dict.fromkeys(chain.from_iterable(source.matcher.terms for source in every)))
        return WordFilter(every, build_leet_index(sieve))

    def for_member(self, roles: AbstractSet[int], channels: AbstractSet[int]) -> "WordFilter":
        """What of it holds for somebody with these roles, in these channels."""
        held = tuple(source for source in self.sources if not source.exempts(roles, channels))
        return self if len(held) == len(self.sources) else WordFilter(held, self._combined_matcher)

    def find_first(self, text: str) -> Match | None:
        """The first thing in a text that is not allowed; ``None`` if it may pass."""
        said = PreparedText(text)
        has_words = self._combined_matcher is None or self._combined_matcher.find_first(said) is not None
        looks = TextForms(said) if self.has_patterns else None
        for source in self.sources:
            if has_words and (caught := source.matcher.find_first(said)) is not None:
                return Match(source.name, caught)
            if looks is not None and (hit := next(source.find_pattern_matches(looks), None)) is not None:
                return hit
        return None

    def find_all(self, text: str) -> list[Match]:
        """What is not allowed in a text, source by source; the first hundred."""
        looks = TextForms(PreparedText(text))
        return list(
            islice(
                chain.from_iterable(self._find_all_in(source, looks) for source in self.sources), _MAX_LISTED_MATCHES
            )
        )

    @staticmethod
    def _find_all_in(source: FilterSource, forms: TextForms) -> Iterator[Match]:
        yield from (Match(source.name, caught) for caught in source.matcher.find_all(forms.prepared))
        yield from source.find_pattern_matches(forms)


def build_leet_index(matcher: TermMatcher) -> TermMatcher:
    """The list, ready for digits as letters too; it gets so only when it first meets some."""
    matcher.find_first(_LEET_SAMPLE)
    return matcher
