"""The work that a text makes grows with its length, and not with its square, whatever it is made of."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.prompt import parse_flags
from bot.domain.text import clean, format_code_block, sanitize_line
from bot.domain.variants import escape_braces, expand_variants
from bot.errors import Invalid
from bot.wordfilter.filters import OWN_LIST_NAME, FilterSource, WordFilter, build_leet_index
from bot.wordfilter.folding import MAX_FOLDED_LENGTH
from bot.wordfilter.matcher import TermMatcher
from bot.wordfilter.normalize import normalize_text
from bot.wordfilter.patterns import Pattern, is_re2_installed
from bot.wordfilter.terms import Term

SHORT: Final = 700
TIMES: Final = 4
"""How much longer the long text is. Work that grows with the square takes sixteen times as long."""
ALLOWED: Final = 9.0
TOO_LITTLE_TO_TELL: Final = 0.002

NASTY: Final = (
    *("漢", "カ", "が", "각", "\u337f", "\ufdfa", "\u3316", "ก", "क\u094d", "\u0301", "e\u0301", "\u200b", "\u200d"),
    *("\u200c", "\ufe0f", "👩\u200d💻", "🏴\U000e0067\U000e0062\U000e007f", "🇬🇧", "ﬃ", "и", "æ", "Ⅷ", "\u0640"),
    *("{", "}", "{a,b}", ",", "\\", "--", "—", "–pro", "--ar", " ", "\n", "a", "ab", "aI", "k.", "s-", "a*", "a#", "_"),
    *("#a1", "1", "@", "$", "!", "(", "|", "<@1>", "`", "- ", "https://", "nazi", "na-zi", "excepted "),
)
WORDS: Final = TermMatcher(
    map(Term, ("nazi", "white power", "株式会社員", "アパート", "나치", *(f"{'ab' * n}c" for n in range(2, 25)))),
    map(Term, ("excepted*", "nazi party")),
)
ALIKE: Final = TermMatcher(Term(f"a{'b' * n}{'c' * m}") for n in range(2, 20) for m in range(2, 20))
"""A list that its moderators made to be slow: terms that differ in nothing but repeated letters."""
PATTERNS: Final = (Pattern("a[^x]{0,20}x"), Pattern("(?i)exc.pted")) if is_re2_installed() else ()
LIST: Final = WordFilter(
    [FilterSource(OWN_LIST_NAME, build_leet_index(WORDS), PATTERNS), FilterSource("a rule", build_leet_index(ALIKE))]
)


def all_caught(text: str) -> object:
    return LIST.find_all(text)


def told(text: str) -> object:
    return sanitize_line(text, 200), format_code_block(text, 400)


WORK: Final = (clean, normalize_text, LIST.find_first, all_caught, told, expand_variants, escape_braces, parse_flags)


def seconds(work: Callable[[str], object], text: str) -> float:
    """Processor time, the least of some runs."""
    took = []
    for _ in range(2):
        began = time.process_time()
        with suppress(Invalid):
            work(text)
        took.append(time.process_time() - began)
    return min(took)


def grows_as_the_text(work: Callable[[str], object], unit: str, ending: str = "") -> bool:
    def made(length: int) -> str:
        return (unit * (length // len(unit) + 1))[:length] + ending

    for _ in range(4):  # another process may have had the processor's cache meanwhile
        long = seconds(work, made(TIMES * SHORT))
        if long < TOO_LITTLE_TO_TELL or long < ALLOWED * seconds(work, made(SHORT)):
            return True
    return False


@pytest.mark.parametrize("work", WORK)
@pytest.mark.parametrize("ending", ["", "_"])
def test_matching_time_grows_linearly_for_every_hostile_unit(work: Callable[[str], object], ending: str) -> None:
    assert [unit for unit in NASTY if not grows_as_the_text(work, unit, ending)] == []


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(NASTY), min_size=2, max_size=5).map("".join), st.sampled_from(WORK))
def test_matching_time_grows_linearly_for_mixtures_of_hostile_units(unit: str, work: Callable[[str], object]) -> None:
    assert grows_as_the_text(work, unit)


@given(st.text(st.sampled_from("".join(NASTY)) | st.characters(), max_size=200))
def test_normalized_text_is_at_most_a_few_times_as_long(text: str) -> None:
    assert len(normalize_text(text).text) <= (2 * MAX_FOLDED_LENGTH + 1) * len(text)


def test_character_expands_to_a_bounded_number_of_characters() -> None:
    ligatures = map(chr, [*range(0x3200, 0x3400), *range(0xFB00, 0xFE00), *range(0x1F100, 0x1F300)])
    assert max(len(normalize_text(sign).text) for sign in ligatures) == MAX_FOLDED_LENGTH


def test_hostile_term_list_takes_at_most_a_constant_factor_longer() -> None:
    """A text of 3000 characters on each of which hundreds of terms begin takes as long as any."""
    usual, slow = seconds(WORDS.find_first, "abcd " * 600), seconds(ALIKE.find_first, "abc " * 750)
    assert slow < 60 * usual
    assert re.fullmatch("ab+c+", ALIKE.terms[0].text)
