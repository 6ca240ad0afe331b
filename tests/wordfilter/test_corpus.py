"""Measured: how many evasions are caught, and how many harmless texts are not.

The lists are in ``corpus/``. Each has a part that was written before the matcher and that nobody tuned it on.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.wordfilter.matcher import TermMatcher
from bot.wordfilter.terms import Term

FOLDER = Path(__file__).parent / "corpus"
CORPUS_PARTS = ("held out", "tuned on")
UNSEEN = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")


def corpus_lines(name: str, part: str | None = None) -> Iterator[str]:
    here = None
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            here = line.strip("= ")
        elif line and not line.startswith("# ") and here == part:
            yield UNSEEN.sub(lambda found: chr(int(found[1] or found[2], 16)), line)


@pytest.fixture(scope="module")
def words() -> TermMatcher:
    return TermMatcher([Term(line) for line in corpus_lines("terms.txt")])


@pytest.mark.parametrize("part", CORPUS_PARTS)
def test_matcher_catches_nine_in_ten_evasions(words: TermMatcher, part: str) -> None:
    evasions = [line.split(" = ", 1) for line in corpus_lines("evasions.txt", part)]
    missed = [(term, text) for term, text in evasions if term not in {one.term.text for one in words.find_all(text)}]
    caught = 1 - len(missed) / len(evasions)
    assert caught >= 0.9, f"{caught:.1%} of {len(evasions)} caught; not: {missed}"


@pytest.mark.parametrize("part", CORPUS_PARTS)
def test_matcher_flags_at_most_a_tenth_of_harmless_texts(words: TermMatcher, part: str) -> None:
    harmless = list(corpus_lines("harmless.txt", part))
    wrong = [(text, found.sentence(text)) for text in harmless if (found := words.find_first(text))]
    flagged = len(wrong) / len(harmless)
    assert flagged <= 0.1, f"{flagged:.1%} of {len(harmless)} flagged: {wrong}"


def test_corpus_is_large_enough(words: TermMatcher) -> None:
    evasions = [line.split(" = ", 1) for part in CORPUS_PARTS for line in corpus_lines("evasions.txt", part)]
    harmless = [line for part in CORPUS_PARTS for line in corpus_lines("harmless.txt", part)]
    assert len(words.terms) >= 25
    assert {term for term, _ in evasions} == {term.text for term in words.terms}
    assert len({text for _, text in evasions}) >= 150
    assert len(set(harmless)) >= 200


def test_undisguised_term_is_always_caught(words: TermMatcher) -> None:
    for term in words.terms:
        text = f"a picture of {term.text.strip('*').upper()}, in oils"
        found = words.find_first(text)
        assert found is not None
        assert (found.term, found.obfuscations) == (term, ())
