"""An index of terms by their collapsed letters (“goood” → “god”), and the exact comparison of the candidates."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from bot.wordfilter.segments import Span
from bot.wordfilter.terms import Obfuscation, Term
from bot.wordfilter.token_line import Run, TokenLine, collapse_repeats, join_collapsed, run_lengths

_PREFIX_LENGTH: Final = 4
"""Characters of the prefix by which terms are indexed."""
_MIN_RUN_TOGETHER_WORD_LETTERS: Final = 3
"""A term of several words is also found without spaces if each word has at least this many letters."""
_MIN_MASKED_TERM_LETTERS: Final = 4
"""A term is also found with asterisks in place of letters if it has at least this many letters."""
_MIN_STRETCHED_RUN_LENGTH: Final = 3
"""A run of at least this many equal letters may match a shorter run: “goood” matches “good”."""
_MIN_STRETCHED_RUN_COUNT: Final = 2
"""If at least this many runs are longer than the term's, any length is accepted: “ddamnn” matches “damn”."""
_RARELY_DOUBLED_LETTERS: Final = frozenset("ahijkquvwxy")
"""Letters that are rarely doubled in English; one doubled run is accepted: “daamn” matches “damn”."""
_MAX_JOINED_PIECES: Final = 16
"""Maximum number of pieces that are joined to one word."""
_LOOKUP_BUDGET_PER_CHARACTER: Final = 16
"""Dictionary lookups for each character of a text; bounds the time for a list that was built to be slow."""
_MIN_LOOKUP_BUDGET: Final = 1000
_COMPARISON_BUDGET_PER_CHARACTER: Final = 8
"""Comparisons of a term for each character of a text, for the same purpose."""
_MIN_COMPARISON_BUDGET: Final = 100
_FINAL_JAMO: Final = range(0x11A8, 0x1200)
"""Final consonants of a Hangul syllable: a term that ends before one ends inside a syllable."""

_CLOSED: Final = (False, False)


class IndexEntry(NamedTuple):
    """A spelling of a term: its collapsed letters, and the length of the run that each was collapsed from."""

    term: Term
    collapsed: str
    run_counts: tuple[int, ...]
    open_ends: tuple[bool, bool]
    obfuscations: tuple[Obfuscation, ...] = ()


class IndexMatch(NamedTuple):
    """An entry that was found, and its span in the normalised text."""

    entry: IndexEntry
    start: int
    end: int
    obfuscations: tuple[Obfuscation, ...]


class TermIndex:
    """An index of terms by their collapsed letters. ``fold_word`` must fold words as the searched texts were folded."""

    def __init__(self, terms: Iterable[Term], fold_word: Callable[[str], str] = str) -> None:
        # _entries for find_in_line; _whole_words for find_joined; _masked, by end letters and length, for find_masked.
        self._entries: dict[str, list[IndexEntry]] = {}
        self._whole_words: dict[str, list[IndexEntry]] = {}
        self._masked: dict[tuple[str, str, int], list[IndexEntry]] = {}
        for term in terms:
            self._add(term, [fold_word(word) for word in term.words])
        lengths: dict[str, set[int]] = {}
        for key in self._entries:
            lengths.setdefault(key[:_PREFIX_LENGTH], set()).add(len(key))
        self._lengths_by_prefix = {prefix: tuple(sorted(found)) for prefix, found in lengths.items()}
        self._short_lengths = sorted({len(prefix) for prefix in lengths if len(prefix) < _PREFIX_LENGTH})
        self._longest = max(map(len, self._whole_words), default=0)

    def _add(self, term: Term, words: Sequence[str]) -> None:
        self._insert(self._entries, term, " ".join(words), term.open_ends)
        word = "".join(words)
        if len(words) == 1:
            self._insert(self._whole_words, term, word, _CLOSED)
            if len(word) >= _MIN_MASKED_TERM_LETTERS:
                key = (word[0], word[-1], len(word))
                self._masked.setdefault(key, []).append(IndexEntry(term, word, (), _CLOSED))
        elif min(map(len, words)) >= _MIN_RUN_TOGETHER_WORD_LETTERS and not any(term.open_ends):
            for index in (self._entries, self._whole_words):
                self._insert(index, term, word, _CLOSED, (Obfuscation.RUN_TOGETHER,))

    @staticmethod
    def _insert(
        index: dict[str, list[IndexEntry]],
        term: Term,
        words: str,
        open_ends: tuple[bool, bool],
        obfuscations: tuple[Obfuscation, ...] = (),
    ) -> None:
        spelled = f"{'' if open_ends[0] else ' '}{words}{'' if open_ends[1] else ' '}"
        key = collapse_repeats(spelled)
        index.setdefault(key, []).append(IndexEntry(term, key, run_lengths(spelled), open_ends, obfuscations))

    def find_in_line(self, token_line: TokenLine) -> Iterator[IndexMatch]:
        """Find the terms in a line.

        The number of comparisons is bounded: a list that was built to be slow (terms that differ only in repeated
        letters or in their ends) is not searched completely.
        """
        for start, entry in islice(self._candidates(token_line.text), _comparison_budget(len(token_line.text))):
            yield from _verify_match(token_line, start, entry)

    def _candidates(self, text: str) -> Iterator[tuple[int, IndexEntry]]:
        """Yield each position at which a term's collapsed letters occur: first long terms (by prefix), then short ones.

        An exhausted lookup budget ends the search.
        """
        entries, lengths = self._entries, self._lengths_by_prefix
        budget = _MIN_LOOKUP_BUDGET + _LOOKUP_BUDGET_PER_CHARACTER * len(text)
        for start in [start for start in range(len(text)) if text[start : start + _PREFIX_LENGTH] in lengths]:
            prefix_lengths = lengths[text[start : start + _PREFIX_LENGTH]]
            budget -= len(prefix_lengths)
            if budget < 0:
                return
            for length in prefix_lengths:
                for entry in entries.get(text[start : start + length], ()):
                    yield start, entry
        for length in self._short_lengths:
            for start in range(len(text)):
                for entry in entries.get(text[start : start + length], ()):
                    yield start, entry

    def find_joined(self, text: str, spans: Sequence[Span], parts: Sequence[str]) -> Iterator[IndexMatch]:
        """Find the terms that two or more neighbouring pieces form together; ``parts`` are the collapsed pieces."""
        budget = _comparison_budget(spans[-1][1] - spans[0][0])
        for line, entry in islice(self._joined_candidates(text, spans, parts), budget):
            yield from _verify_match(line, 0, entry)

    def _joined_candidates(
        self, text: str, spans: Sequence[Span], parts: Sequence[str]
    ) -> Iterator[tuple[TokenLine, IndexEntry]]:
        for first in range(len(parts)):
            if not _is_word_boundary(spans, first):
                continue
            word = parts[first]
            for last in range(first + 1, min(first + _MAX_JOINED_PIECES, len(parts))):
                word = join_collapsed(word, parts[last])
                if len(word) + 2 > self._longest:
                    break
                if (entries := self._whole_words.get(f" {word} ")) and _is_word_boundary(spans, last + 1):
                    line = TokenLine(text, [spans[first : last + 1]])
                    for entry in entries:
                        yield line, entry

    def find_masked(self, text: str, start: int, end: int) -> Iterator[IndexMatch]:
        """Find the terms that a word with masked letters can stand for.

        At most half of the letters may be masked, and not the first or last one.
        """
        word = text[start:end]
        visible = [(place, letter) for place, letter in enumerate(word) if letter.isalpha()]
        if 2 * len(visible) < len(word):
            return
        for entry in self._masked.get((word[0], word[-1], len(word)), [])[: _comparison_budget(len(word))]:
            if all(entry.collapsed[place] == letter for place, letter in visible):
                yield IndexMatch(entry, start, end, (Obfuscation.MASKED,))


def _comparison_budget(length: int) -> int:
    """Maximum number of candidates that are compared letter by letter for a text of that length."""
    return _MIN_COMPARISON_BUDGET + _COMPARISON_BUDGET_PER_CHARACTER * length


def _is_word_boundary(spans: Sequence[Span], place: int) -> bool:
    """Whether a term may begin or end at piece ``place``: not between two single letters, which spell out one word."""
    if place in {0, len(spans)}:
        return True
    (left_start, left_end), (right_start, right_end) = spans[place - 1], spans[place]
    return left_end - left_start > 1 or right_end - right_start > 1


def _verify_match(token_line: TokenLine, start: int, entry: IndexEntry) -> Iterator[IndexMatch]:
    """Yield the entry if each run of the line is as long as the term's, or is stretched (:func:`_is_stretched`)."""
    runs = token_line.runs[start : start + len(entry.run_counts)]
    if any(
        run.length < count for run, count in zip(runs, entry.run_counts, strict=True) if run.length
    ):  # a space has length 0
        return
    next_character = token_line.text[start + len(runs) : start + len(runs) + 1]
    if entry.open_ends[1] and next_character and ord(next_character) in _FINAL_JAMO:
        return
    longer = _longer_runs(entry, runs)
    if longer and not _is_stretched(longer):
        return
    letters = [run for run in runs if run.length]
    obfuscations = (*entry.obfuscations, Obfuscation.REPEATED) if longer else entry.obfuscations
    yield IndexMatch(entry, letters[0].start, letters[-1].end, obfuscations)


def _longer_runs(entry: IndexEntry, runs: Sequence[Run]) -> list[tuple[str, int]]:
    """The letter and length of each run that is longer than the term's, except at an open end."""
    last = len(runs) - 1
    return [
        (entry.collapsed[place], runs[place].length)
        for place, count in enumerate(entry.run_counts)
        if runs[place].length > count
        and not (place == 0 and entry.open_ends[0])
        and not (place == last and entry.open_ends[1])
    ]


def _is_stretched(longer: Sequence[tuple[str, int]]) -> bool:
    """Whether longer runs match shorter ones: “good” is not “god”, but “goood” is, and “daamn” is “damn”."""
    return (
        len(longer) >= _MIN_STRETCHED_RUN_COUNT
        or longer[0][1] >= _MIN_STRETCHED_RUN_LENGTH
        or longer[0][0] in _RARELY_DOUBLED_LETTERS
    )
