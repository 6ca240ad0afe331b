"""Finds the terms of a word list in a text, disguised ones too, except inside the list's exceptions."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice
from typing import Final, NamedTuple
from unicodedata import combining

from bot.wordfilter.normalize import (
    Line,
    Piece,
    broken,
    fold,
    hidden,
    leet,
    line_of,
    normalise,
    pieces_of,
    run_lengths,
    spelled_out,
    squeezed,
    squeezed_together,
    with_leet,
    without_colours,
)
from bot.wordfilter.terms import Caught, How, Term

_HEAD: Final = 4
"""Characters of the prefix by which terms are indexed."""
_WRITTEN_TOGETHER_FROM: Final = 3
"""Least letters of each word of a term that is also found written together, without spaces."""
_HIDDEN_FROM: Final = 4
"""Least letters of a term that is also found with letters replaced by asterisks."""
_STRETCHED_FROM: Final = 3
"""A run of this many equal letters stands for a shorter one: “goood”."""
_STRETCHES_ENOUGH: Final = 2
"""This many longer runs in one word stand for shorter ones, however short they are: “ddamnn”."""
_HARDLY_EVER_DOUBLE: Final = frozenset("ahijkquvwxy")
"""Letters whose doubling alone stands for a single one."""
_FEWEST_SIGNS: Final = 2
"""Least signs, such as “$”, in leet that has no letter."""
_SHORTEST_OF_SIGNS: Final = 3
"""Least characters of leet that has no letter."""
_MOST_PIECES: Final = 16
"""Pieces that are joined to one word at most."""
_LOOK_UPS_PER_SIGN: Final = 16
_LOOK_UPS_AT_LEAST: Final = 1000
_CHECKS_PER_SIGN: Final = 8
_CHECKS_AT_LEAST: Final = 100
_MOST_EXCEPTED: Final = 5000
_MOST_LISTED: Final = 100
_FINAL_JAMO: Final = range(0x11A8, 0x1200)


class _Entry(NamedTuple):
    term: Term
    letters: str
    counts: tuple[int, ...]
    opens: tuple[bool, bool]
    how: tuple[How, ...] = ()


class _Found(NamedTuple):
    entry: _Entry
    start: int
    end: int
    how: tuple[How, ...]


class _Index:
    """Index of terms by their squeezed form; ``read`` folds their words in the same way as the compared texts."""

    def __init__(self, terms: Iterable[Term], read: Callable[[str], str] = str) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        self._whole: dict[str, list[_Entry]] = {}
        self._hidden: dict[tuple[str, str, int], list[_Entry]] = {}
        for term in terms:
            self._add(term, [read(word) for word in term.words])
        lengths: dict[str, set[int]] = {}
        for key in self._entries:
            lengths.setdefault(key[:_HEAD], set()).add(len(key))
        self._lengths = {head: tuple(sorted(of)) for head, of in lengths.items()}
        self._short = sorted({len(head) for head in lengths if len(head) < _HEAD})
        self._longest = max(map(len, self._whole), default=0)

    def _add(self, term: Term, words: Sequence[str]) -> None:
        self._enter(self._entries, term, " ".join(words), term.opens)
        word = "".join(words)
        if len(words) == 1:
            self._enter(self._whole, term, word, (False, False))
            if len(word) >= _HIDDEN_FROM:
                entry = _Entry(term, word, (), (False, False))
                self._hidden.setdefault((word[0], word[-1], len(word)), []).append(entry)
        elif min(map(len, words)) >= _WRITTEN_TOGETHER_FROM and not any(term.opens):
            self._enter(self._entries, term, word, (False, False), (How.TOGETHER,))
            self._enter(self._whole, term, word, (False, False), (How.TOGETHER,))

    @staticmethod
    def _enter(
        into: dict[str, list[_Entry]],
        term: Term,
        words: str,
        opens: tuple[bool, bool],
        how: tuple[How, ...] = (),
    ) -> None:
        spelled = f"{'' if opens[0] else ' '}{words}{'' if opens[1] else ' '}"
        key = squeezed(spelled)
        into.setdefault(key, []).append(_Entry(term, key, run_lengths(spelled), opens, how))

    def within(self, line: Line) -> Iterator[_Found]:
        """Find the terms in a line; each run of equal letters must be at least as long as the term's.

        The number of comparisons is bounded: a list that was built to be slow (terms that differ only in repeated
        letters or in their ends) is not searched completely.
        """
        for start, entry in islice(self._candidates(line.text), _checks(len(line.text))):
            yield from _checked(line, start, entry)

    def _candidates(self, text: str) -> Iterator[tuple[int, _Entry]]:
        entries, lengths = self._entries, self._lengths
        left = _LOOK_UPS_AT_LEAST + _LOOK_UPS_PER_SIGN * len(text)
        for start in [start for start in range(len(text)) if text[start : start + _HEAD] in lengths]:
            of_head = lengths[text[start : start + _HEAD]]
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

    def put_together(self, text: str, pieces: Sequence[Piece], parts: Sequence[str]) -> Iterator[_Found]:
        """Find the terms that two or more neighbouring pieces form together; ``parts`` are the squeezed pieces."""
        for line, entry in islice(self._joined(text, pieces, parts), _checks(pieces[-1][1] - pieces[0][0])):
            yield from _checked(line, 0, entry)

    def _joined(self, text: str, pieces: Sequence[Piece], parts: Sequence[str]) -> Iterator[tuple[Line, _Entry]]:
        for first in range(len(parts)):
            if not _may_part(pieces, first):
                continue
            word = parts[first]
            for last in range(first + 1, min(first + _MOST_PIECES, len(parts))):
                word = squeezed_together(word, parts[last])
                if len(word) + 2 > self._longest:
                    break
                if (entries := self._whole.get(f" {word} ")) and _may_part(pieces, last + 1):
                    line = Line(text, [pieces[first : last + 1]])
                    for entry in entries:
                        yield line, entry

    def behind(self, text: str, start: int, end: int) -> Iterator[_Found]:
        """Find the terms that a word with hidden letters can stand for: at most half are hidden, and neither end."""
        word = text[start:end]
        seen = [(place, letter) for place, letter in enumerate(word) if letter.isalpha()]
        if 2 * len(seen) < len(word):
            return
        for entry in self._hidden.get((word[0], word[-1], len(word)), [])[: _checks(len(word))]:
            if all(entry.letters[place] == letter for place, letter in seen):
                yield _Found(entry, start, end, (How.HIDDEN,))


def _checks(length: int) -> int:
    """Upper bound of the terms that are compared letter by letter with a text of that length."""
    return _CHECKS_AT_LEAST + _CHECKS_PER_SIGN * length


def _may_part(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a word may end between two pieces: not between two single letters, which spell one word out."""
    if place in {0, len(pieces)}:
        return True
    (before, before_end), (after, after_end) = pieces[place - 1], pieces[place]
    return before_end - before > 1 or after_end - after > 1


def _checked(line: Line, start: int, entry: _Entry) -> Iterator[_Found]:
    """Yield the entry if the line's runs of letters match the term's, or are stretched (:func:`_is_stretched`)."""
    runs = line.runs[start : start + len(entry.counts)]
    if any(run[2] < count for run, count in zip(runs, entry.counts, strict=True) if run[2]):
        return
    behind = line.text[start + len(runs) : start + len(runs) + 1]
    if entry.opens[1] and behind and ord(behind) in _FINAL_JAMO:
        return
    longer = _longer(entry, runs)
    if longer and not _is_stretched(longer):
        return
    letters = [run for run in runs if run[2]]
    how = (*entry.how, How.REPEATED) if longer else entry.how
    yield _Found(entry, letters[0][0], letters[-1][1], how)


def _longer(entry: _Entry, runs: Sequence[tuple[int, int, int]]) -> list[tuple[str, int]]:
    last = len(runs) - 1
    return [
        (entry.letters[place], runs[place][2])
        for place, count in enumerate(entry.counts)
        if runs[place][2] > count and not (place == 0 and entry.opens[0]) and not (place == last and entry.opens[1])
    ]


def _is_stretched(longer: Sequence[tuple[str, int]]) -> bool:
    """Whether longer runs stand for the shorter ones: “good” is not “god”, but “goood” is, and “daamn” is “damn”."""
    return len(longer) >= _STRETCHES_ENOUGH or longer[0][1] >= _STRETCHED_FROM or longer[0][0] in _HARDLY_EVER_DOUBLE


class WordList:
    """Terms, indexed for searching many texts, and exceptions: a term inside an exception is not caught.

    An exception is matched undisguised, in any case; with a ``*`` it extends to the end of the word. In a text with
    more than :data:`_MOST_EXCEPTED` matches the exceptions no longer apply.
    """

    def __init__(self, terms: Iterable[Term], exceptions: Iterable[Term] = ()) -> None:
        self.terms = tuple(terms)
        self.exceptions = tuple(exceptions)
        self._index = _Index(self.terms)
        self._excepted = _Index(self.exceptions)

    @cached_property
    def _leet_index(self) -> _Index:
        return _Index(self.terms, leet)

    def find(self, text: "str | Said") -> Caught | None:
        """The first term found in the text, undisguised ones first; ``None`` if there is none."""
        return next(self._caught(text), None)

    def all(self, text: "str | Said") -> list[Caught]:
        """The terms in the text, each place once, in the order of the text; at most :data:`_MOST_LISTED` matches."""
        found = list(islice(self._caught(text), _MOST_LISTED))
        places = {(caught.term, caught.span): caught for caught in reversed(found)}
        return sorted(places.values(), key=lambda caught: caught.span)

    def _caught(self, text: "str | Said") -> Iterator[Caught]:
        if not self.terms:
            return
        said = text if isinstance(text, Said) else Said(text)
        normal = said.normal
        excepted: ExceptedSpans | None = None
        for number, found in enumerate(self._found(said)):
            excepted = excepted or self.excepted_in(said)
            if number >= _MOST_EXCEPTED or not excepted.holds(found.start, found.end):
                span = normal.span(found.start, found.end)
                yield Caught(found.entry.term, span, _how(found, said.text[slice(*span)]))

    def excepted_in(self, said: "Said") -> "ExceptedSpans":
        """The places of the text that the exceptions cover."""
        return ExceptedSpans(self._excepted, said.normal.text)

    def _found(self, said: "Said") -> Iterator[_Found]:
        yield from self._read(said.form)
        if said.other is not None:
            for found in self._read(said.other):
                yield found._replace(how=(How.LOOK_ALIKES, *found.how))

    def _read(self, form: "_Form") -> Iterator[_Found]:
        yield from _sought(self._index, form)
        for start, end in form.hidden:
            yield from self._index.behind(form.text, start, end)
        if form.leet is not None:
            for found in _sought(self._leet_index, form.leet):
                if _is_leet(found, form.text, form.leet.text):
                    yield found._replace(how=(How.LEET, *found.how))


class _Form:
    """A normalised text, split in every way in which terms are searched; each way is computed once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def line(self) -> Line:
        return line_of(self.text)

    @cached_property
    def spelled_out(self) -> list[Line]:
        return [Line(self.text, [pieces]) for pieces in spelled_out(self.text)]

    @cached_property
    def broken(self) -> list[tuple[list[Piece], list[str]]]:
        return [(pieces, [squeezed(self.text[start:end]) for start, end in pieces]) for pieces in broken(self.text)]

    @cached_property
    def hidden(self) -> list[Piece]:
        return list(hidden(self.text))

    @cached_property
    def leet(self) -> "_Form | None":
        read = with_leet(self.text)
        return None if read is None else _Form(read)


class Said:
    """A text, normalised once for all lists that are searched in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.normal = normalise(text)
        self.form = _Form(without_colours(self.normal.text))
        self.other = None if self.normal.other is None else _Form(without_colours(self.normal.other))


class ExceptedSpans:
    """The places of a text that exceptions cover; one with a ``*`` covers the rest of the word too."""

    def __init__(self, exceptions: _Index, text: str) -> None:
        self._words = pieces_of(text)
        self._words_start = [start for start, _ in self._words]
        found = exceptions.within(line_of(text))
        places = sorted(self._place(one) for one in found if not one.how)
        self._starts = [start for start, _ in places]
        self._reach = list(accumulate((end for _, end in places), max))

    def _place(self, found: _Found) -> tuple[int, int]:
        starts, ends = found.entry.term.goes_on
        first = bisect_right(self._words_start, found.start) - 1
        last = bisect_right(self._words_start, found.end - 1) - 1
        return self._words[first][0] if starts else found.start, self._words[last][1] if ends else found.end

    def holds(self, start: int, end: int) -> bool:
        """Whether one exception covers ``start`` to ``end`` of the normalised text."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def _sought(index: _Index, form: _Form) -> Iterator[_Found]:
    yield from index.within(form.line)
    for line in form.spelled_out:
        for found in index.within(line):
            yield found._replace(how=(*found.how, How.APART))
    for pieces, parts in form.broken:
        for found in index.put_together(form.text, pieces, parts):
            yield found._replace(how=(*found.how, How.APART))


def _is_leet(found: _Found, text: str, read: str) -> bool:
    """Whether digits and signs stand for letters here, and it is no number or price."""
    signs = digits = letters = 0
    for before, now in zip(text[found.start : found.end], read[found.start : found.end], strict=True):
        if before.isalpha():
            letters += 1
        elif now.isalpha():
            digits += before.isdecimal()
            signs += not before.isdecimal()
    if not letters:
        return signs >= _FEWEST_SIGNS and signs + digits >= _SHORTEST_OF_SIGNS
    is_apart = How.APART in found.how
    return bool(signs or digits) and (not is_apart or letters + signs >= digits)


def _how(found: _Found, written: str) -> tuple[How, ...]:
    """The disguises of the found term, without those that the term itself contains."""
    ours = found.entry.term.text.casefold()
    seen = {_kind_of(sign) for sign in written if not sign.isascii() and sign.casefold() not in ours}
    kinds = {*seen, *found.how}
    return tuple(how for how in How if how in kinds)


def _kind_of(sign: str) -> How | None:
    folded = fold(sign)
    if not folded or combining(sign):
        return How.MARKS if combining(sign) else How.INVISIBLE
    return How.LOOK_ALIKES if folded.isalnum() and folded != sign.casefold() else None
