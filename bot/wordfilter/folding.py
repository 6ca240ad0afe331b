r"""Folds one character to the letters that it looks like.

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
"""Maximum letters that one character is folded to; Unicode has ligatures of 18, which would slow the search down."""
FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
"""Regional indicators: two of them are displayed as a flag or as two letters."""

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
    previous, folded = "", character
    while previous != folded:
        previous, folded = folded, normalize("NFKD", folded).casefold()
    return "".join(" " if letter.isspace() else letter for letter in folded if _is_visible(letter))


def _is_visible(letter: str) -> bool:
    kind = category(letter)
    if kind in _INVISIBLE_CATEGORIES or kind == "Me" or letter in _INVISIBLE_CHARACTERS:
        return letter.isspace()
    return combining(letter) in _LETTER_FORMING_CLASSES


def _iter_look_alikes() -> Iterator[tuple[str, str]]:
    """Yield each stripped letter and what it looks like; of several pairs with the same letter the last one counts.

    A small letter has precedence over its capital, because ``"Ι"`` looks like l and ``"ι"`` like i; Easel's list has
    precedence over Unicode's.
    """
    pairs = sorted(UNICODE_LOOK_ALIKES.items(), key=lambda pair: _strip_style_and_accents(pair[0]) == pair[0])
    yield from ((_strip_style_and_accents(character), letter) for character, letter in pairs)
    for letter, characters in OWN_LOOK_ALIKES.items():
        yield from ((stripped, letter) for each in characters for stripped in _strip_style_and_accents(each))


_LOOK_ALIKES: Final = dict(_iter_look_alikes())
