r"""Folds one character to the letters that people read in it.

The steps, in this order:

=================================================  ================================
white space and blank letters become one space     ``"\u3000"`` → ``" "``
negative and flag letters become letters           ``"🅰"`` → ``"a"``, ``"🇸"`` → ``"s"``
compatibility decomposition and case folding       ``"Ｆ"`` → ``"f"``, ``"ﬁ"`` → ``"fi"``
accents and invisible characters are removed       ``"é"`` → ``"e"``, ``"\u200b"`` → ``""``
look-alikes become the letter that they look like  ``"а"`` (Cyrillic) → ``"a"``
=================================================  ================================

Terms are folded in the same way as texts, so a term in Cyrillic letters still finds its own letters.
"""
# ruff: noqa: RUF002 - look-alikes are the point

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Final
from unicodedata import category, combining, normalize

from bot.wordfilter.look_alikes import OWN_LOOK_ALIKES, UNICODE_LOOK_ALIKES

MAX_FOLDED_LENGTH: Final = 4
"""Letters that one character is folded to at most; Unicode has ligatures of 18, which would slow the search down."""
FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
"""Regional indicators: two of them are shown as a flag, or as two letters."""

_FOLDED_BEFORE_NFKC: Final = {"\u03f2": "c", "\u03f9": "c"}
"""NFKC turns the lunate sigma into a final sigma, which does not look like a c."""
_BLANK_CHARACTERS: Final = frozenset("\u2800\u3164\uffa0")
_INVISIBLE_CHARACTERS: Final = frozenset(
    map(
        chr,
        chain(
            (0x034F, 0x0640, 0x115F, 0x1160, 0x17B4, 0x17B5),
            range(0x180B, 0x1810),
            range(0xFE00, 0xFE10),
            range(0xFFF0, 0xFFF9),
            range(0xE0000, 0xE1000),
        ),
    )
)
"""Unicode's Default_Ignorable_Code_Point besides control and format characters, and the Arabic tatweel."""
_INVISIBLE_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs"})
_NEGATIVE_LETTERS: Final = (range(0x1F150, 0x1F16A), range(0x1F170, 0x1F18A))
"""The letters A to Z in white on a black circle, and in white on a black square."""
_LETTER_FORMING_CLASSES: Final = frozenset({0, 7, 8, 9, 84, 91, 103, 107, 118, 122, 129, 130, 132})
"""The combining classes of marks that make another letter (in Indic scripts, Thai, kana) instead of an accent."""


@lru_cache(maxsize=8192)
def fold_character(character: str) -> str:
    """Fold one character to nothing, to one letter, or to up to :data:`MAX_FOLDED_LENGTH` characters."""
    if character in _BLANK_CHARACTERS or character.isspace():
        return " "
    for letters in (*_NEGATIVE_LETTERS, FLAG_LETTERS):
        if ord(character) in letters:
            return chr(ord("a") + ord(character) - letters.start)
    return _FOLDED_BEFORE_NFKC.get(character) or "".join(
        _LOOK_ALIKES.get(letter, letter) for letter in _strip_style_and_accents(character)[:MAX_FOLDED_LENGTH]
    )


def _strip_style_and_accents(character: str) -> str:
    """The character without style, case and accents: ``"Ａ́"`` → ``"a"``."""
    before, now = "", character
    while before != now:
        before, now = now, normalize("NFKD", now).casefold()
    return "".join(" " if letter.isspace() else letter for letter in now if _is_visible(letter))


def _is_visible(letter: str) -> bool:
    kind = category(letter)
    if kind in _INVISIBLE_CATEGORIES or kind == "Me" or letter in _INVISIBLE_CHARACTERS:
        return letter.isspace()
    return combining(letter) in _LETTER_FORMING_CLASSES


def _iter_look_alikes() -> Iterator[tuple[str, str]]:
    """Each stripped letter and what it looks like; of several pairs with one letter the last one counts.

    A small letter counts before its capital, because ``"Ι"`` looks like l and ``"ι"`` like i; our own list counts
    before Unicode's.
    """
    for sign, letter in sorted(
        UNICODE_LOOK_ALIKES.items(), key=lambda pair: _strip_style_and_accents(pair[0]) == pair[0]
    ):
        yield _strip_style_and_accents(sign), letter
    for letter, signs in OWN_LOOK_ALIKES.items():
        for sign in signs:
            yield from ((bare, letter) for bare in _strip_style_and_accents(sign))


_LOOK_ALIKES: Final = dict(_iter_look_alikes())
