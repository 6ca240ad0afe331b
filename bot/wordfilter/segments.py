"""Finds the spans of words in a normalised text, including words that are written in pieces."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

Span = tuple[int, int]
"""Start and end in a text, as for a slice."""

_HAN_AND_KANA: Final = r"\u3005\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_UNSPACED: Final = rf"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff{_HAN_AND_KANA}"
_IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_LETTER_PATTERN: Final = rf"(?:[^\W\d_{_UNSPACED}]|[\u0900-\u0dff])"
_SOFT_SEPARATORS: Final = r"._*~^=+•·∙⋅‧\u2010–—\u2212-"
_ARTICLES: Final = frozenset("ai")
_WORD_CHARACTER: Final = re.compile(r"\w")


class _ScriptPatterns:
    """The compiled patterns for letters that match ``letter``; there is a faster set for ASCII text."""

    def __init__(self, letter: str, more: str = "") -> None:
        alone = rf"(?<!{letter}){letter}(?!{letter})"
        self.words = re.compile(rf"{letter}+|\d+{more}")
        self.letters = re.compile(rf"{letter}+")
        self.spaced_letters = re.compile(rf"{alone}(?:(?:(?!{letter})\D){{1,8}}+{letter}(?!{letter}))++")
        self.split_words = re.compile(rf"(?<!{letter}){letter}++(?:[{_SOFT_SEPARATORS}]{{1,3}}+{letter}++)++")
        self.masked_words = re.compile(rf"(?<![\w*])(?<!{letter}){letter}++(?:[*#%•]{{1,3}}+{letter}++)++")


_ASCII_PATTERNS: Final = _ScriptPatterns("[a-z]")
_UNICODE_PATTERNS: Final = _ScriptPatterns(_LETTER_PATTERN, rf"|[{_UNSPACED}]+")
_SPACED_HAN: Final = re.compile(
    rf"(?<![{_HAN_AND_KANA}])[{_HAN_AND_KANA}]++(?:[\s{_SOFT_SEPARATORS}]{{1,3}}+[{_HAN_AND_KANA}]++)++"
)
_HAN: Final = re.compile(f"[{_HAN_AND_KANA}]+")


def is_unspaced_script(letter: str) -> bool:
    """Whether words of the letter's script have no spaces between them, or endings attached.

    These scripts are Han, kana, Hangul, Thai, Lao, Khmer and Burmese.
    """
    return _IS_UNSPACED.match(letter) is not None


def _patterns_for(text: str) -> _ScriptPatterns:
    return _ASCII_PATTERNS if text.isascii() else _UNICODE_PATTERNS


def word_spans(text: str) -> list[Span]:
    """The spans of all words and numbers."""
    return [found.span() for found in _patterns_for(text).words.finditer(text)]


def extract_words(text: str) -> list[str]:
    """All words and numbers: ``"2 red foxes"`` → ``["2", "red", "foxes"]``."""
    return _patterns_for(text).words.findall(text)


def join_spans(text: str, spans: Iterable[Span]) -> str:
    """The characters of all spans, without the characters between them."""
    return "".join(text[start:end] for start, end in spans)


def find_spaced_letters(text: str) -> Iterator[list[Span]]:
    """Find sequences of single letters that may spell one word: ``"k i l l"``, ``"k-i.l l"``.

    “a k i l l” is yielded with and without the “a”, which may be a separate word; “k i l l   t h e m” is yielded whole
    and split at its wider gap.
    """
    script = _patterns_for(text)
    for match in script.spaced_letters.finditer(text):
        letters = [letter.span() for letter in script.letters.finditer(text, *match.span())]
        yield from _article_variants(text, letters)
        parts = _split_at_wide_gaps(letters)
        if len(parts) > 1:
            for part in parts:
                yield from _article_variants(text, part)
    if script is _UNICODE_PATTERNS:
        yield from ([piece.span() for piece in _HAN.finditer(text, *han.span())] for han in _SPACED_HAN.finditer(text))


def _article_variants(text: str, letters: list[Span]) -> Iterator[list[Span]]:
    """Yield the letters, and also without an “a” or “i” at either end."""
    from_second = text[letters[0][0]] in _ARTICLES
    to_last_but_one = text[letters[-1][0]] in _ARTICLES
    for first in range(1 + from_second):
        for omitted in range(1 + to_last_but_one):
            if len(word := letters[first : len(letters) - omitted]) > 1:
                yield word


def _split_at_wide_gaps(letters: list[Span]) -> list[list[Span]]:
    """Split the letters at each gap that is wider than the narrowest gap."""
    gaps = [after[0] - before[1] for before, after in pairwise(letters)]
    narrowest = min(gaps)
    parts = [[letters[0]]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > narrowest:
            parts.append([])
        parts[-1].append(letter)
    return parts


def find_split_words(text: str) -> Iterator[list[Span]]:
    """Find pieces with dots, dashes or similar signs between them, but no space: ``"na-zi"``, ``"s-p-a_c*ed"``."""
    script = _patterns_for(text)
    for found in script.split_words.finditer(text):
        yield [piece.span() for piece in script.letters.finditer(text, *found.span())]


def find_masked_words(text: str) -> Iterator[Span]:
    """Find words with asterisks or similar signs in place of inner letters: ``"d*mn"``."""
    spans = (found.span() for found in _patterns_for(text).masked_words.finditer(text))
    # The end is checked here: a lookahead would restart the pattern after each sign, in quadratic time.
    return ((start, end) for start, end in spans if not _WORD_CHARACTER.match(text, end))
