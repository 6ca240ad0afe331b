"""Words in one line, with each run of equal letters collapsed to one letter: ``"Goood  dog"`` → ``" god dog "``."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, groupby
from typing import Final, NamedTuple

from bot.wordfilter.segments import Span, join_spans, word_spans

_REPEATED_CHARACTER: Final = re.compile(r"([^\s\d])\1+")


class Run(NamedTuple):
    """A run of equal letters: its span in the normalised text, and its length; (0, 0, 0) is a space between words."""

    start: int
    end: int
    length: int


_SPACE: Final = Run(0, 0, 0)


def collapse_repeats(text: str) -> str:
    """Replace each run of equal letters by one letter: ``"goood"`` → ``"god"``; digits and spaces stay."""
    return _REPEATED_CHARACTER.sub(r"\1", text)


def join_collapsed(first: str, second: str) -> str:
    """Compute ``collapse_repeats(first + second)`` of two texts that are collapsed."""
    is_one_run = first[-1:] == second[:1] and first and not first[-1].isspace() and not first[-1].isdecimal()
    return first + second[1:] if is_one_run else first + second


def run_lengths(text: str) -> tuple[int, ...]:
    """The length of the run of each character of ``collapse_repeats(text)``: ``"goood"`` → ``(1, 3, 1)``."""
    runs = ((letter, len(list(run))) for letter, run in groupby(text))
    return tuple(chain.from_iterable([1] * length if letter.isdecimal() else [length] for letter, length in runs))


class TokenLine:
    """Collapsed words with one space before, between and after them: the form in which terms are searched.

    Each word is given as the spans of its pieces in the normalised text.
    """

    def __init__(self, source: str, words: Sequence[Sequence[Span]]) -> None:
        self._source = source
        self._words = words
        spelled = (source[word[0][0] : word[0][1]] if len(word) == 1 else join_spans(source, word) for word in words)
        self.text = collapse_repeats(f" {' '.join(spelled)} ")

    @cached_property
    def runs(self) -> list[Run]:
        """The run of each character of :attr:`text`; computed when it is first needed."""
        runs = [_SPACE]
        for word in self._words:
            runs += (*_build_runs(self._source, word), _SPACE)
        return runs


def _build_runs(source: str, word: Sequence[Span]) -> list[Run]:
    runs: list[Run] = []
    last = ""
    for start, end in word:
        for place in range(start, end):
            letter = source[place]
            if letter == last and not letter.isdecimal():
                runs[-1] = Run(runs[-1].start, place + 1, runs[-1].length + 1)
            else:
                runs.append(Run(place, place + 1, 1))
            last = letter
    return runs


def build_token_line(text: str) -> TokenLine:
    """The token line of all words and numbers of a normalised text."""
    return TokenLine(text, [[span] for span in word_spans(text)])
