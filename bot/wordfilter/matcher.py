"""Finds the terms of a word list in a text, obfuscated ones too; ignores matches inside the list's exceptions."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import Final
from unicodedata import combining

from bot.wordfilter.folding import fold_character
from bot.wordfilter.leet import fold_leet
from bot.wordfilter.prepared_text import PreparedText, SegmentedText
from bot.wordfilter.segments import word_spans
from bot.wordfilter.term_index import IndexMatch, TermIndex
from bot.wordfilter.terms import Obfuscation, Term, TermMatch
from bot.wordfilter.token_line import build_token_line

_MIN_LETTERLESS_LEET_SYMBOLS: Final = 2
"""Minimum number of symbols, such as “$”, in a leet match that is written without letters."""
_MIN_LETTERLESS_LEET_LENGTH: Final = 3
"""Minimum number of symbols and digits in such a match."""
_MAX_MATCHES_WITH_EXCEPTIONS: Final = 5000
"""Exceptions apply to this many matches of one text; later matches are reported without checking them."""
_MAX_LISTED_MATCHES: Final = 100
"""Maximum number of matches that are listed for one text."""


class TermMatcher:
    """The terms and exceptions of a word list, indexed for searching many texts.

    A match inside an exception is dropped. Exceptions are found in the normalised text only, without other
    obfuscations; a ``*`` before or after one extends it to the start or the end of the word.
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
        """The first match in the text, terms as written before obfuscated ones; ``None`` if there is none."""
        return next(self._find_matches(text), None)

    def find_all(self, text: str | PreparedText) -> list[TermMatch]:
        """The matches by position, each term once per span; only the first :data:`_MAX_LISTED_MATCHES` found."""
        matches = list(islice(self._find_matches(text), _MAX_LISTED_MATCHES))
        # Reversed: of equal matches the one that was found first stays, which is the least obfuscated.
        unique = {(match.term, match.span): match for match in reversed(matches)}
        return sorted(unique.values(), key=lambda match: match.span)

    def _find_matches(self, text: str | PreparedText) -> Iterator[TermMatch]:
        if not self.terms:
            return
        prepared = text if isinstance(text, PreparedText) else PreparedText(text)
        excepted: ExceptionSpans | None = None
        for number, match in enumerate(self._find_index_matches(prepared)):
            excepted = excepted or self.exception_spans(prepared)
            if number >= _MAX_MATCHES_WITH_EXCEPTIONS or not excepted.covers(match.start, match.end):
                span = prepared.normalized.original_span(match.start, match.end)
                yield TermMatch(match.entry.term, span, _obfuscations_of(match, prepared.text[slice(*span)]))

    def exception_spans(self, prepared: PreparedText) -> "ExceptionSpans":
        """The spans of the text that the exceptions cover."""
        return ExceptionSpans(self._exception_index, prepared.normalized.text)

    def _find_index_matches(self, prepared: PreparedText) -> Iterator[IndexMatch]:
        yield from self._search_form(prepared.segmented)
        if prepared.second_reading is not None:
            for match in self._search_form(prepared.second_reading):
                yield match._replace(obfuscations=(Obfuscation.LOOK_ALIKES, *match.obfuscations))

    def _search_form(self, form: SegmentedText) -> Iterator[IndexMatch]:
        yield from _search_index(self._index, form)
        for start, end in form.masked_words:
            yield from self._index.find_masked(form.text, start, end)
        if form.leet_form is not None:
            for match in _search_index(self._leet_index, form.leet_form):
                if _is_leet(match, form.text, form.leet_form.text):
                    yield match._replace(obfuscations=(Obfuscation.LEET, *match.obfuscations))


class ExceptionSpans:
    """The spans of a text that exceptions cover. A ``*`` extends an exception to that end of the word."""

    def __init__(self, exceptions: TermIndex, text: str) -> None:
        self._words = word_spans(text)
        self._word_starts = [start for start, _ in self._words]
        matches = exceptions.find_in_line(build_token_line(text))
        spans = sorted(self._extended_span(match) for match in matches if not match.obfuscations)
        self._starts = [start for start, _ in spans]
        self._furthest_ends = list(accumulate((end for _, end in spans), max))

    def _extended_span(self, match: IndexMatch) -> tuple[int, int]:
        extends_start, extends_end = match.entry.term.wildcard_ends
        first = bisect_right(self._word_starts, match.start) - 1
        last = bisect_right(self._word_starts, match.end - 1) - 1
        start = self._words[first][0] if extends_start else match.start
        return start, self._words[last][1] if extends_end else match.end

    def covers(self, start: int, end: int) -> bool:
        """Whether one exception covers ``start`` to ``end`` of the normalised text."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._furthest_ends[before - 1] >= end


def _search_index(index: TermIndex, form: SegmentedText) -> Iterator[IndexMatch]:
    yield from index.find_in_line(form.token_line)
    spaced = chain.from_iterable(map(index.find_in_line, form.spaced_letters))
    split = chain.from_iterable(index.find_joined(form.text, pieces, parts) for pieces, parts in form.split_words)
    for match in chain(spaced, split):
        yield match._replace(obfuscations=(*match.obfuscations, Obfuscation.SPACED_OUT))


def _is_leet(match: IndexMatch, text: str, decoded: str) -> bool:
    """Whether digits or symbols replace letters in the match. Plain numbers and prices are not leet.

    A match with spaced-out letters must not have more digits than letters and symbols.
    """
    symbols = digits = letters = 0
    for original, replaced in zip(text[match.start : match.end], decoded[match.start : match.end], strict=True):
        if original.isalpha():
            letters += 1
        elif replaced.isalpha():
            digits += original.isdecimal()
            symbols += not original.isdecimal()
    if not letters:
        return symbols >= _MIN_LETTERLESS_LEET_SYMBOLS and symbols + digits >= _MIN_LETTERLESS_LEET_LENGTH
    is_spaced_out = Obfuscation.SPACED_OUT in match.obfuscations
    return bool(symbols or digits) and (not is_spaced_out or letters + symbols >= digits)


def _obfuscations_of(match: IndexMatch, original: str) -> tuple[Obfuscation, ...]:
    """The match's obfuscations; a non-ASCII character that the term itself contains is none."""
    term = match.entry.term.text.casefold()
    replaced = (letter for letter in original if not letter.isascii() and letter.casefold() not in term)
    obfuscations = {*map(_obfuscation_of_character, replaced), *match.obfuscations}
    return tuple(obfuscation for obfuscation in Obfuscation if obfuscation in obfuscations)


def _obfuscation_of_character(character: str) -> Obfuscation | None:
    folded = fold_character(character)
    if not folded or combining(character):
        return Obfuscation.ACCENTS if combining(character) else Obfuscation.INVISIBLE
    return Obfuscation.LOOK_ALIKES if folded.isalnum() and folded != character.casefold() else None
