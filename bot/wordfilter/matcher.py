"""Finds the terms of a word list in a text, disguised ones too, except inside the list's exceptions."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, islice
from typing import Final
from unicodedata import combining

from bot.wordfilter.folding import fold_character
from bot.wordfilter.leet import fold_leet
from bot.wordfilter.prepared_text import PreparedText, SegmentedText
from bot.wordfilter.segments import word_spans
from bot.wordfilter.term_index import IndexMatch, TermIndex
from bot.wordfilter.terms import Obfuscation, Term, TermMatch
from bot.wordfilter.token_line import build_token_line

_MIN_LEET_SYMBOLS: Final = 2
"""Least symbols, such as “$”, in leet that has no letter."""
_MIN_SYMBOL_LEET_LENGTH: Final = 3
"""Least characters of leet that has no letter."""
_MAX_EXCEPTED_MATCHES: Final = 5000
"""From this many matches in one text on, exceptions no longer apply."""
_MAX_LISTED_MATCHES: Final = 100
"""Matches that are listed for one text."""


class TermMatcher:
    """The terms of a list, indexed for searching many texts, and its exceptions: a match inside one is dropped.

    Exceptions are matched undisguised, in any case; one with a ``*`` extends to the end of the word.
    """

    def __init__(self, terms: Iterable[Term], exceptions: Iterable[Term] = ()) -> None:
        self.terms = tuple(terms)
        self.exceptions = tuple(exceptions)
        self._index = TermIndex(self.terms)
        self._exception_index = TermIndex(self.exceptions)

    @cached_property
    def _leet_index(self) -> TermIndex:
        return TermIndex(self.terms, fold_leet)

    def find_first(self, text: str | PreparedText) -> TermMatch | None:
        """The first term found in the text, undisguised ones first; ``None`` if there is none."""
        return next(self._find_matches(text), None)

    def find_all(self, text: str | PreparedText) -> list[TermMatch]:
        """The terms found in the text, in its order; at most :data:`_MAX_LISTED_MATCHES`."""
        found = list(islice(self._find_matches(text), _MAX_LISTED_MATCHES))
        places = {(caught.term, caught.span): caught for caught in reversed(found)}
        return sorted(places.values(), key=lambda caught: caught.span)

    def _find_matches(self, text: str | PreparedText) -> Iterator[TermMatch]:
        if not self.terms:
            return
        prepared = text if isinstance(text, PreparedText) else PreparedText(text)
        excepted: ExceptionSpans | None = None
        for number, found in enumerate(self._find_index_matches(prepared)):
            excepted = excepted or self.exception_spans(prepared)
            if number >= _MAX_EXCEPTED_MATCHES or not excepted.covers(found.start, found.end):
                span = prepared.normalized.original_span(found.start, found.end)
                yield TermMatch(found.entry.term, span, _obfuscations_of(found, prepared.text[slice(*span)]))

    def exception_spans(self, prepared: PreparedText) -> "ExceptionSpans":
        """The spans of the text that the exceptions cover."""
        return ExceptionSpans(self._exception_index, prepared.normalized.text)

    def _find_index_matches(self, prepared: PreparedText) -> Iterator[IndexMatch]:
        yield from self._search_form(prepared.segmented)
        if prepared.second_reading is not None:
            for found in self._search_form(prepared.second_reading):
                yield found._replace(obfuscations=(Obfuscation.LOOK_ALIKES, *found.obfuscations))

    def _search_form(self, form: SegmentedText) -> Iterator[IndexMatch]:
        yield from _search_index(self._index, form)
        for start, end in form.masked_words:
            yield from self._index.find_masked(form.text, start, end)
        if form.leet_form is not None:
            for found in _search_index(self._leet_index, form.leet_form):
                if _is_leet(found, form.text, form.leet_form.text):
                    yield found._replace(obfuscations=(Obfuscation.LEET, *found.obfuscations))


class ExceptionSpans:
    """The spans of a text that exceptions cover; one with a ``*`` covers the rest of the word too."""

    def __init__(self, exceptions: TermIndex, text: str) -> None:
        self._words = word_spans(text)
        self._words_start = [start for start, _ in self._words]
        found = exceptions.find_in_line(build_token_line(text))
        places = sorted(self._extended_span(one) for one in found if not one.obfuscations)
        self._starts = [start for start, _ in places]
        self._furthest_ends = list(accumulate((end for _, end in places), max))

    def _extended_span(self, found: IndexMatch) -> tuple[int, int]:
        starts, ends = found.entry.term.wildcard_ends
        first = bisect_right(self._words_start, found.start) - 1
        last = bisect_right(self._words_start, found.end - 1) - 1
        return self._words[first][0] if starts else found.start, self._words[last][1] if ends else found.end

    def covers(self, start: int, end: int) -> bool:
        """Whether one exception covers ``start`` to ``end`` of the normalised text."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._furthest_ends[before - 1] >= end


def _search_index(index: TermIndex, form: SegmentedText) -> Iterator[IndexMatch]:
    yield from index.find_in_line(form.token_line)
    for line in form.spaced_letters:
        for found in index.find_in_line(line):
            yield found._replace(obfuscations=(*found.obfuscations, Obfuscation.SPACED_OUT))
    for pieces, parts in form.split_words:
        for found in index.find_joined(form.text, pieces, parts):
            yield found._replace(obfuscations=(*found.obfuscations, Obfuscation.SPACED_OUT))


def _is_leet(found: IndexMatch, text: str, decoded: str) -> bool:
    """Whether digits and symbols stand for letters in this match, so that it is no number or price."""
    signs = digits = letters = 0
    for before, now in zip(text[found.start : found.end], decoded[found.start : found.end], strict=True):
        if before.isalpha():
            letters += 1
        elif now.isalpha():
            digits += before.isdecimal()
            signs += not before.isdecimal()
    if not letters:
        return signs >= _MIN_LEET_SYMBOLS and signs + digits >= _MIN_SYMBOL_LEET_LENGTH
    is_apart = Obfuscation.SPACED_OUT in found.obfuscations
    return bool(signs or digits) and (not is_apart or letters + signs >= digits)


def _obfuscations_of(found: IndexMatch, written: str) -> tuple[Obfuscation, ...]:
    """The obfuscations of the match, without characters that the term itself contains."""
    ours = found.entry.term.text.casefold()
    seen = {_obfuscation_of_character(sign) for sign in written if not sign.isascii() and sign.casefold() not in ours}
    kinds = {*seen, *found.obfuscations}
    return tuple(how for how in Obfuscation if how in kinds)


def _obfuscation_of_character(character: str) -> Obfuscation | None:
    folded = fold_character(character)
    if not folded or combining(character):
        return Obfuscation.ACCENTS if combining(character) else Obfuscation.INVISIBLE
    return Obfuscation.LOOK_ALIKES if folded.isalnum() and folded != character.casefold() else None
