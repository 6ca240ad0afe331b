"""Duration of the word filter: with thousands of terms and ten AutoMod rules, compared with a short list."""

from collections.abc import Sequence
from itertools import product
from time import perf_counter
from typing import Final

from benchmarks.table import Row, format_milliseconds, quantile
from bot.wordfilter.automod import KeywordRule
from bot.wordfilter.filters import OWN_LIST_NAME, FilterSource, WordFilter, build_leet_index
from bot.wordfilter.matcher import TermMatcher
from bot.wordfilter.terms import Term

AIM_SECONDS: Final = 0.001
"""Seconds per prompt."""
SAMPLE_PROMPT: Final = (
    "a lighthouse on a cliff at dusk, gouache on rough paper, soft light, a small red boat below, wide view"
)
RULE_COUNT: Final = 10
_SHORT_TERM_COUNT, _LONG_TERM_COUNT, _RULE_TERM_COUNT = 50, 5000, 1000


def measure(*, prompts: int = 2000) -> list[Row]:
    """Rows for a long list, and for a long list with AutoMod rules, each compared with a short list."""
    terms = _generate_terms(_LONG_TERM_COUNT + _RULE_TERM_COUNT)
    short, long = _build_filter(terms[:_SHORT_TERM_COUNT]), _build_filter(terms[:_LONG_TERM_COUNT])
    share = _RULE_TERM_COUNT // RULE_COUNT
    rules = [
        KeywordRule(f"Rule {n}", tuple(terms[_LONG_TERM_COUNT + n * share : _LONG_TERM_COUNT + (n + 1) * share]))
        for n in range(RULE_COUNT)
    ]
    joined = long.merged_with(tuple(rule.to_filter_source() for rule in rules))
    beside = _median_seconds(short, prompts)
    return [
        _build_row(f"words of one prompt, {_LONG_TERM_COUNT} terms", _median_seconds(long, prompts), beside),
        _build_row(
            f"the same with {RULE_COUNT} AutoMod rules of {share} keywords", _median_seconds(joined, prompts), beside
        ),
    ]


def _build_row(name: str, seconds: float, baseline_seconds: float) -> Row:
    beside = f"{format_milliseconds(baseline_seconds)} ({_SHORT_TERM_COUNT} terms)"
    return Row(
        name,
        format_milliseconds(seconds),
        beside,
        seconds / baseline_seconds,
        f"< {format_milliseconds(AIM_SECONDS)}",
        seconds < AIM_SECONDS,
    )


def _median_seconds(word_filter: WordFilter, prompts: int) -> float:
    """The median of seconds per prompt; the prompts differ and match no term."""
    took = []
    for number in range(prompts):
        text = f"{SAMPLE_PROMPT}, {number}"
        began = perf_counter()
        found = word_filter.find_first(text)
        took.append(perf_counter() - began)
        assert found is None
    return quantile(took, 0.5)


def _build_filter(terms: Sequence[str]) -> WordFilter:
    return WordFilter([FilterSource(OWN_LIST_NAME, build_leet_index(TermMatcher(map(Term, terms))))])


def _generate_terms(count: int) -> list[str]:
    """Terms that occur in no prompt."""
    sounds = [first + second for first in "bcdfghklmnprstvw" for second in "aeiou"]
    return ["".join(three) for three in product(sounds[::2], sounds[1::4], sounds[::9])][:count]
