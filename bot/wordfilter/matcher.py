"""Finds the terms of a word list in a text, disguised ones too, except inside the list's exceptions."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice
from typing import Final, NamedTuple
from unicodedata import combining

from bot.wordfilter.normalize import (
    Span,
    TokenLine,
    blank_hex_colours,
    build_token_line,
    collapse_repeats,
    decode_leet,
    find_masked_words,
    find_spaced_letters,
    find_split_words,
    fold_character,
    fold_leet,
    join_collapsed,
    normalize_text,
    run_lengths,
    word_spans,
)
from bot.wordfilter.terms import Obfuscation, Term, TermMatch

_INDEX_PREFIX_LENGTH: Final = 4
"""Characters of the prefix by which terms are indexed."""
_MIN_RUN_TOGETHER_WORD_LETTERS: Final = 3
"""Least letters of each word of a term that is also found written together, without spaces."""
_MIN_MASKED_TERM_LETTERS: Final = 4
"""Least letters of a term that is also found with letters replaced by asterisks."""
_MIN_STRETCHED_RUN_LENGTH: Final = 3
"""A run of this many equal letters stands for a shorter one: “goood”."""
_MIN_STRETCHED_RUN_COUNT: Final = 2
"""This many longer runs in one word stand for shorter ones, however short they are: “ddamnn”."""
_RARELY_DOUBLED_LETTERS: Final = frozenset("ahijkquvwxy")
"""Letters whose doubling alone stands for a single one."""
_MIN_LEET_SYMBOLS: Final = 2
"""Least signs, such as “$”, in leet that has no letter."""
_MIN_SYMBOL_LEET_LENGTH: Final = 3
"""Least characters of leet that has no letter."""
_MAX_JOINED_SPANS: Final = 16
"""Pieces that are joined to one word at most."""
_LOOKUP_BUDGET_PER_CHARACTER: Final = 16
_MIN_LOOKUP_BUDGET: Final = 1000
_COMPARISON_BUDGET_PER_CHARACTER: Final = 8
_MIN_COMPARISON_BUDGET: Final = 100
_MAX_EXCEPTED_MATCHES: Final = 5000
_MAX_LISTED_MATCHES: Final = 100
_FINAL_JAMO: Final = range(0x11A8, 0x1200)


class _IndexEntry(NamedTuple):
    term: Term
    collapsed: str
    run_counts: tuple[int, ...]
    open_ends: tuple[bool, bool]
    obfuscations: tuple[Obfuscation, ...] = ()


class _IndexMatch(NamedTuple):
    entry: _IndexEntry
    start: int
    end: int
    obfuscations: tuple[Obfuscation, ...]


class TermIndex:
    """Index of terms by their squeezed form; ``read`` folds their words in the same way as the compared texts."""

    def __init__(self, terms: Iterable[Term], fold_word: Callable[[str], str] = str) -> None:
        self._entries: dict[str, list[_IndexEntry]] = {}
        self._whole_words: dict[str, list[_IndexEntry]] = {}
        self._masked: dict[tuple[str, str, int], list[_IndexEntry]] = {}
        for term in terms:
            self._add(term, [fold_word(word) for word in term.words])
        lengths: dict[str, set[int]] = {}
        for key in self._entries:
            lengths.setdefault(key[:_INDEX_PREFIX_LENGTH], set()).add(len(key))
        self._lengths = {head: tuple(sorted(of)) for head, of in lengths.items()}
        self._short = sorted({len(head) for head in lengths if len(head) < _INDEX_PREFIX_LENGTH})
        self._longest = max(map(len, self._whole_words), default=0)

    def _add(self, term: Term, words: Sequence[str]) -> None:
        self._insert(self._entries, term, " ".join(words), term.open_ends)
        word = "".join(words)
        if len(words) == 1:
            self._insert(self._whole_words, term, word, (False, False))
            if len(word) >= _MIN_MASKED_TERM_LETTERS:
                entry = _IndexEntry(term, word, (), (False, False))
                self._masked.setdefault((word[0], word[-1], len(word)), []).append(entry)
        elif min(map(len, words)) >= _MIN_RUN_TOGETHER_WORD_LETTERS and not any(term.open_ends):
            self._insert(self._entries, term, word, (False, False), (Obfuscation.RUN_TOGETHER,))
            self._insert(self._whole_words, term, word, (False, False), (Obfuscation.RUN_TOGETHER,))

    @staticmethod
    def _insert(
        index: dict[str, list[_IndexEntry]],
        term: Term,
        words: str,
        open_ends: tuple[bool, bool],
        obfuscations: tuple[Obfuscation, ...] = (),
    ) -> None:
        spelled = f"{'' if open_ends[0] else ' '}{words}{'' if open_ends[1] else ' '}"
        key = collapse_repeats(spelled)
        index.setdefault(key, []).append(_IndexEntry(term, key, run_lengths(spelled), open_ends, obfuscations))

    def find_in_line(self, token_line: TokenLine) -> Iterator[_IndexMatch]:
        """Find the terms in a line; each run of equal letters must be at least as long as the term's.

        The number of comparisons is bounded: a list that was built to be slow (terms that differ only in repeated
        letters or in their ends) is not searched completely.
        """
        for start, entry in islice(self._candidates(token_line.text), _comparison_budget(len(token_line.text))):
            yield from _verify_match(token_line, start, entry)

    def _candidates(self, text: str) -> Iterator[tuple[int, _IndexEntry]]:
        entries, lengths = self._entries, self._lengths
        left = _MIN_LOOKUP_BUDGET + _LOOKUP_BUDGET_PER_CHARACTER * len(text)
        for start in [start for start in range(len(text)) if text[start : start + _INDEX_PREFIX_LENGTH] in lengths]:
            of_head = lengths[text[start : start + _INDEX_PREFIX_LENGTH]]
            left -= len(of_head)
            if left < 0:
                return
            for length in of_head:
                for entry in entries.get(text[start : start + length], ()):
                    yield start, entry
        for length in self._short:
            for start in range(len(text)):
                for entry in entries.get(text[start : start + length], ()):
                    yield start, entry

    def find_joined(self, text: str, spans: Sequence[Span], parts: Sequence[str]) -> Iterator[_IndexMatch]:
        """Find the terms that two or more neighbouring pieces form together; ``parts`` are the squeezed pieces."""
        for line, entry in islice(
            self._joined_candidates(text, spans, parts), _comparison_budget(spans[-1][1] - spans[0][0])
        ):
            yield from _verify_match(line, 0, entry)

    def _joined_candidates(
        self, text: str, spans: Sequence[Span], parts: Sequence[str]
    ) -> Iterator[tuple[TokenLine, _IndexEntry]]:
        for first in range(len(parts)):
            if not _is_word_boundary(spans, first):
                continue
            word = parts[first]
            for last in range(first + 1, min(first + _MAX_JOINED_SPANS, len(parts))):
                word = join_collapsed(word, parts[last])
                if len(word) + 2 > self._longest:
                    break
                if (entries := self._whole_words.get(f" {word} ")) and _is_word_boundary(spans, last + 1):
                    line = TokenLine(text, [spans[first : last + 1]])
                    for entry in entries:
                        yield line, entry

    def find_masked(self, text: str, start: int, end: int) -> Iterator[_IndexMatch]:
        """Find the terms that a word with hidden letters can stand for: at most half are hidden, and neither end."""
        word = text[start:end]
        seen = [(place, letter) for place, letter in enumerate(word) if letter.isalpha()]
        if 2 * len(seen) < len(word):
            return
        for entry in self._masked.get((word[0], word[-1], len(word)), [])[: _comparison_budget(len(word))]:
            if all(entry.collapsed[place] == letter for place, letter in seen):
                yield _IndexMatch(entry, start, end, (Obfuscation.MASKED,))


def _comparison_budget(length: int) -> int:
    """Upper bound of the terms that are compared letter by letter with a text of that length."""
    return _MIN_COMPARISON_BUDGET + _COMPARISON_BUDGET_PER_CHARACTER * length


def _is_word_boundary(spans: Sequence[Span], place: int) -> bool:
    """Whether a word may end between two pieces: not between two single letters, which spell one word out."""
    if place in {0, len(spans)}:
        return True
    (before, before_end), (after, after_end) = spans[place - 1], spans[place]
    return before_end - before > 1 or after_end - after > 1


def _verify_match(token_line: TokenLine, start: int, entry: _IndexEntry) -> Iterator[_IndexMatch]:
    """Yield the entry if the line's runs of letters match the term's, or are stretched (:func:`_is_stretched`)."""
    runs = token_line.runs[start : start + len(entry.run_counts)]
    if any(run[2] < count for run, count in zip(runs, entry.run_counts, strict=True) if run[2]):
        return
    behind = token_line.text[start + len(runs) : start + len(runs) + 1]
    if entry.open_ends[1] and behind and ord(behind) in _FINAL_JAMO:
        return
    longer = _stretched_runs(entry, runs)
    if longer and not _is_stretched(longer):
        return
    letters = [run for run in runs if run[2]]
    how = (*entry.obfuscations, Obfuscation.REPEATED) if longer else entry.obfuscations
    yield _IndexMatch(entry, letters[0][0], letters[-1][1], how)


def _stretched_runs(entry: _IndexEntry, runs: Sequence[tuple[int, int, int]]) -> list[tuple[str, int]]:
    last = len(runs) - 1
    return [
        (entry.collapsed[place], runs[place][2])
        for place, count in enumerate(entry.run_counts)
        if runs[place][2] > count
        and not (place == 0 and entry.open_ends[0])
        and not (place == last and entry.open_ends[1])
    ]


def _is_stretched(longer: Sequence[tuple[str, int]]) -> bool:
    """Whether longer runs stand for the shorter ones: “good” is not “god”, but “goood” is, and “daamn” is “damn”."""
    return (
        len(longer) >= _MIN_STRETCHED_RUN_COUNT
        or longer[0][1] >= _MIN_STRETCHED_RUN_LENGTH
        or longer[0][0] in _RARELY_DOUBLED_LETTERS
    )


class TermMatcher:
    """Terms, indexed for searching many texts, and exceptions: a term inside an exception is not caught.

    An exception is matched undisguised, in any case; with a ``*`` it extends to the end of the word. In a text with
    more than :data:`_MAX_EXCEPTED_MATCHES` matches the exceptions no longer apply.
    """

    def __init__(self, terms: Iterable[Term], exceptions: Iterable[Term] = ()) -> None:
        self.terms = tuple(terms)
        self.exceptions = tuple(exceptions)
        self._index = TermIndex(self.terms)
        self._exception_index = TermIndex(self.exceptions)

    @cached_property
    def _leet_index(self) -> TermIndex:
        return TermIndex(self.terms, fold_leet)

    def find_first(self, text: "str | PreparedText") -> TermMatch | None:
        """The first term found in the text, undisguised ones first; ``None`` if there is none."""
        return next(self._find_matches(text), None)

    def find_all(self, text: "str | PreparedText") -> list[TermMatch]:
        """The terms in the text, each place once, in the order of the text.

        At most :data:`_MAX_LISTED_MATCHES` matches.
        """
        found = list(islice(self._find_matches(text), _MAX_LISTED_MATCHES))
        places = {(caught.term, caught.span): caught for caught in reversed(found)}
        return sorted(places.values(), key=lambda caught: caught.span)

    def _find_matches(self, text: "str | PreparedText") -> Iterator[TermMatch]:
        if not self.terms:
            return
        said = text if isinstance(text, PreparedText) else PreparedText(text)
        normal = said.normalized
        excepted: ExceptionSpans | None = None
        for number, found in enumerate(self._find_index_matches(said)):
            excepted = excepted or self.exception_spans(said)
            if number >= _MAX_EXCEPTED_MATCHES or not excepted.covers(found.start, found.end):
                span = normal.original_span(found.start, found.end)
                yield TermMatch(found.entry.term, span, _obfuscations_of(found, said.text[slice(*span)]))

    def exception_spans(self, prepared: "PreparedText") -> "ExceptionSpans":
        """The places of the text that the exceptions cover."""
        return ExceptionSpans(self._exception_index, prepared.normalized.text)

    def _find_index_matches(self, prepared: "PreparedText") -> Iterator[_IndexMatch]:
        yield from self._search_form(prepared.segmented)
        if prepared.second_reading is not None:
            for found in self._search_form(prepared.second_reading):
                yield found._replace(obfuscations=(Obfuscation.LOOK_ALIKES, *found.obfuscations))

    def _search_form(self, form: "_SegmentedText") -> Iterator[_IndexMatch]:
        yield from _search_index(self._index, form)
        for start, end in form.masked_words:
            yield from self._index.find_masked(form.text, start, end)
        if form.leet_form is not None:
            for found in _search_index(self._leet_index, form.leet_form):
                if _is_leet(found, form.text, form.leet_form.text):
                    yield found._replace(obfuscations=(Obfuscation.LEET, *found.obfuscations))


class _SegmentedText:
    """A normalised text, split in every way in which terms are searched; each way is computed once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def token_line(self) -> TokenLine:
        return build_token_line(self.text)

    @cached_property
    def spaced_letters(self) -> list[TokenLine]:
        return [TokenLine(self.text, [pieces]) for pieces in find_spaced_letters(self.text)]

    @cached_property
    def split_words(self) -> list[tuple[list[Span], list[str]]]:
        return [
            (pieces, [collapse_repeats(self.text[start:end]) for start, end in pieces])
            for pieces in find_split_words(self.text)
        ]

    @cached_property
    def masked_words(self) -> list[Span]:
        return list(find_masked_words(self.text))

    @cached_property
    def leet_form(self) -> "_SegmentedText | None":
        read = decode_leet(self.text)
        return None if read is None else _SegmentedText(read)


class PreparedText:
    """A text, normalised once for all lists that are searched in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.normalized = normalize_text(text)
        self.segmented = _SegmentedText(blank_hex_colours(self.normalized.text))
        self.second_reading = (
            None
            if self.normalized.second_reading is None
            else _SegmentedText(blank_hex_colours(self.normalized.second_reading))
        )


class ExceptionSpans:
    """The places of a text that exceptions cover; one with a ``*`` covers the rest of the word too."""

    def __init__(self, exceptions: TermIndex, text: str) -> None:
        self._words = word_spans(text)
        self._words_start = [start for start, _ in self._words]
        found = exceptions.find_in_line(build_token_line(text))
        places = sorted(self._extended_span(one) for one in found if not one.obfuscations)
        self._starts = [start for start, _ in places]
        self._furthest_ends = list(accumulate((end for _, end in places), max))

    def _extended_span(self, found: _IndexMatch) -> tuple[int, int]:
        starts, ends = found.entry.term.wildcard_ends
        first = bisect_right(self._words_start, found.start) - 1
        last = bisect_right(self._words_start, found.end - 1) - 1
        return self._words[first][0] if starts else found.start, self._words[last][1] if ends else found.end

    def covers(self, start: int, end: int) -> bool:
        """Whether one exception covers ``start`` to ``end`` of the normalised text."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._furthest_ends[before - 1] >= end


def _search_index(index: TermIndex, form: _SegmentedText) -> Iterator[_IndexMatch]:
    yield from index.find_in_line(form.token_line)
    for line in form.spaced_letters:
        for found in index.find_in_line(line):
            yield found._replace(obfuscations=(*found.obfuscations, Obfuscation.SPACED_OUT))
    for pieces, parts in form.split_words:
        for found in index.find_joined(form.text, pieces, parts):
            yield found._replace(obfuscations=(*found.obfuscations, Obfuscation.SPACED_OUT))


def _is_leet(found: _IndexMatch, text: str, decoded: str) -> bool:
    """Whether digits and signs stand for letters here, and it is no number or price."""
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


def _obfuscations_of(found: _IndexMatch, written: str) -> tuple[Obfuscation, ...]:
    """The disguises of the found term, without those that the term itself contains."""
    ours = found.entry.term.text.casefold()
    seen = {_obfuscation_of_character(sign) for sign in written if not sign.isascii() and sign.casefold() not in ours}
    kinds = {*seen, *found.obfuscations}
    return tuple(how for how in Obfuscation if how in kinds)


def _obfuscation_of_character(character: str) -> Obfuscation | None:
    folded = fold_character(character)
    if not folded or combining(character):
        return Obfuscation.ACCENTS if combining(character) else Obfuscation.INVISIBLE
    return Obfuscation.LOOK_ALIKES if folded.isalnum() and folded != character.casefold() else None
