"""What a server does not allow, wherever that is written: on its own list, in its patterns, in its AutoMod's rules."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Final

from bot.wordfilter.matcher import Said, WordList
from bot.wordfilter.patterns import Looks, Matched, Pattern
from bot.wordfilter.terms import Caught

OWN: Final = "this server’s list"
_MOST_LISTED: Final = 100
_LEET: Final = "l33t"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something in a text that a server does not allow, and where that is written."""

    source: str
    what: Caught | Matched

    @property
    def told(self) -> str:
        """What it is, and where it is written, for moderators."""
        return f"{self.what.told} ({self.source})"

    def sentence(self, text: str) -> str:
        """What was caught in ``text``, where and why, for a person; no mention or markdown comes out of it."""
        said = self.what.sentence(text)
        return said if self.source == OWN else f"{said.removesuffix('.')} ({self.source})."


@dataclass(frozen=True, slots=True)
class Source:
    """Words and patterns that stand in one place; its exceptions hold for them alone.

    ``name`` is for people, and nothing in it pings or formats. ``roles`` and ``channels`` are those that it does not
    hold for.
    """

    name: str
    words: WordList
    patterns: tuple[Pattern, ...] = ()
    left_out: tuple[str, ...] = ()
    """What cannot be looked for, as it is written there."""
    roles: frozenset[int] = frozenset()
    channels: frozenset[int] = frozenset()

    def spares(self, roles: AbstractSet[int], channels: AbstractSet[int]) -> bool:
        """Whether it does not hold for somebody with these roles, or in one of these channels."""
        return not (self.roles.isdisjoint(roles) and self.channels.isdisjoint(channels))

    def by_patterns(self, looks: Looks) -> Iterator[Hit]:
        """The patterns that fit a text outside of the exceptions, the first place of each."""
        excepted = self.words.excepted_in(looks.said) if self.patterns and self.words.exceptions else None
        for pattern in self.patterns:
            for matched, place in looks.matches(pattern):
                if excepted is None or not excepted.holds(*place):
                    yield Hit(self.name, matched)
                    break


class WatchList:
    """The sources of a server, its own first. However many there are, an innocent text is searched for words once."""

    def __init__(self, sources: Sequence[Source], sieve: WordList | None = None) -> None:
        """``sieve`` has the terms of all sources and no exceptions; without one each source is searched."""
        self.sources = tuple(sources)
        self._sieve = sieve

    @property
    def own(self) -> Source:
        """What the server's moderators wrote."""
        return self.sources[0]

    @cached_property
    def has_patterns(self) -> bool:
        """Whether there are patterns, so that a text is better looked through in a thread, which RE2 lets work."""
        return any(source.patterns for source in self.sources)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return not any(source.words.terms or source.patterns for source in self.sources)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What cannot be looked for, as it is written."""
        return tuple(dict.fromkeys(chain.from_iterable(source.left_out for source in self.sources)))

    def joined_by(self, sources: Sequence[Source]) -> "WatchList":
        """The list with more sources behind those that it has; thousands of terms take a while to be made ready."""
        every = (*self.sources, *sources)
        if not any(source.words.terms for source in sources):
            return WatchList(every)
        sieve = WordList(dict.fromkeys(chain.from_iterable(source.words.terms for source in every)))
        return WatchList(every, prepared(sieve))

    def facing(self, roles: AbstractSet[int], channels: AbstractSet[int]) -> "WatchList":
        """What of it holds for somebody with these roles, in these channels."""
        held = tuple(source for source in self.sources if not source.spares(roles, channels))
        return self if len(held) == len(self.sources) else WatchList(held, self._sieve)

    def find(self, text: str) -> Hit | None:
        """The first thing in a text that is not allowed; ``None`` if it may pass."""
        said = Said(text)
        has_words = self._sieve is None or self._sieve.find(said) is not None
        looks = Looks(said) if self.has_patterns else None
        for source in self.sources:
            if has_words and (caught := source.words.find(said)) is not None:
                return Hit(source.name, caught)
            if looks is not None and (hit := next(source.by_patterns(looks), None)) is not None:
                return hit
        return None

    def all(self, text: str) -> list[Hit]:
        """What is not allowed in a text, source by source; the first hundred."""
        looks = Looks(Said(text))
        return list(islice(chain.from_iterable(self._all(source, looks) for source in self.sources), _MOST_LISTED))

    @staticmethod
    def _all(source: Source, looks: Looks) -> Iterator[Hit]:
        yield from (Hit(source.name, caught) for caught in source.words.all(looks.said))
        yield from source.by_patterns(looks)


def prepared(words: WordList) -> WordList:
    """The list, ready for digits as letters too; it gets so only when it first meets some."""
    words.find(_LEET)
    return words
