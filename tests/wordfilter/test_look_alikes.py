"""The tables of look-alikes, and the examples in the package's docstring."""
# ruff: noqa: RUF001 - look-alikes are the point

import re
from pathlib import Path
from unicodedata import category, name

import pytest

from bot import wordfilter
from bot.wordfilter.folding import fold_character
from bot.wordfilter.look_alikes import OWN_LOOK_ALIKES, UNICODE_LOOK_ALIKES
from bot.wordfilter.matcher import TermMatcher
from bot.wordfilter.terms import Term

CONFUSABLES = Path(wordfilter.__file__).with_name("confusables.txt")
ROW = re.compile(r"([0-9A-F]+) ;\t([0-9A-F]+) ;\tMA\t# \( (.) → (.) \) (.+) → (.+?)\t#.*")


def test_every_row_of_the_excerpt_is_a_letter_that_looks_like_an_ascii_letter() -> None:
    rows = [line for line in CONFUSABLES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(rows) == len(UNICODE_LOOK_ALIKES) > 300
    for row in rows:
        parts = ROW.fullmatch(row)
        assert parts is not None, row
        source, target = chr(int(parts[1], 16)), chr(int(parts[2], 16))
        assert (source, target) == (parts[3], parts[4])
        assert name(source) == parts[5]
        assert category(source).startswith("L")
        assert target.isascii()
        assert target.isalpha()


def test_own_look_alikes_are_only_those_that_unicode_does_not_have() -> None:
    pairs = [(sign, letters) for letters, signs in OWN_LOOK_ALIKES.items() for sign in signs]
    assert len({sign for sign, _ in pairs}) == len(pairs)
    assert [sign for sign, letters in pairs if UNICODE_LOOK_ALIKES.get(sign) == letters] == []


@pytest.mark.parametrize(("sign", "letter"), [("ι", "i"), ("і", "i"), ("ν", "v"), ("η", "n"), ("ʋ", "v"), ("ꓖ", "g")])
def test_a_small_letter_counts_before_its_capital_and_our_own_list_before_unicode(sign: str, letter: str) -> None:
    assert fold_character(sign) == letter


@pytest.mark.parametrize("text", ["G\u200bÖRE", "goooore", "g o r e", "go-re", "g*re", "g0r3"])
def test_the_disguises_of_the_package_docstring_are_found(text: str) -> None:
    assert TermMatcher([Term("gore")]).find_first(text) is not None


def test_what_the_package_docstring_says_about_words_holds() -> None:
    matcher = TermMatcher([Term("gore"), Term("god"), Term("kill them")])
    assert matcher.find_first("kiII them, killthem") is not None
    assert matcher.find_first("goood") is not None
    assert all(matcher.find_first(text) is None for text in ("good", "gorre", "forgore", "gor"))
