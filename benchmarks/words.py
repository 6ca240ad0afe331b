"""What a server's words cost: thousands of terms, and ten AutoMod rules beside them, against a short list."""

from collections.abc import Sequence
from itertools import product
from time import perf_counter
from typing import Final

from benchmarks.table import Row, milliseconds, quantile
from bot.wordfilter.automod import Rule
from bot.wordfilter.filters import OWN, Source, WatchList, prepared
from bot.wordfilter.matcher import WordList
from bot.wordfilter.terms import Term

AIM: Final = 0.001
"""Seconds for one prompt."""
PROMPT: Final = "a lighthouse on a cliff at dusk, gouache on rough paper, soft light, a small red boat below, wide view"
RULES: Final = 10
_SHORT, _LONG, _IN_RULES = 50, 5000, 1000


def measured(*, prompts: int = 2000) -> list[Row]:
    """Two rows: the long list, and the long list with AutoMod's rules; each beside a short list."""
    terms = _terms(_LONG + _IN_RULES)
    short, long = _list(terms[:_SHORT]), _list(terms[:_LONG])
    share = _IN_RULES // RULES
    rules = [Rule(f"Rule {n}", tuple(terms[_LONG + n * share : _LONG + (n + 1) * share])) for n in range(RULES)]
    joined = long.joined_by(tuple(rule.source() for rule in rules))
    beside = _median(short, prompts)
    return [
        _row(f"words of one prompt, {_LONG} terms", _median(long, prompts), beside),
        _row(f"the same with {RULES} AutoMod rules of {share} keywords", _median(joined, prompts), beside),
    ]


def _row(name: str, seconds: float, beside: float) -> Row:
    told = f"{milliseconds(beside)} ({_SHORT} terms)"
    return Row(name, milliseconds(seconds), told, seconds / beside, f"< {milliseconds(AIM)}", seconds < AIM)


def _median(words: WatchList, prompts: int) -> float:
    """Seconds for one prompt of which nothing is on the list; each is another text."""
    took = []
    for number in range(prompts):
        text = f"{PROMPT}, {number}"
        began = perf_counter()
        found = words.find(text)
        took.append(perf_counter() - began)
        assert found is None
    return quantile(took, 0.5)


def _list(terms: Sequence[str]) -> WatchList:
    return WatchList([Source(OWN, prepared(WordList(map(Term, terms))))])


def _terms(count: int) -> list[str]:
    """Words that are in no prompt."""
    sounds = [first + second for first in "bcdfghklmnprstvw" for second in "aeiou"]
    return ["".join(three) for three in product(sounds[::2], sounds[1::4], sounds[::9])][:count]
