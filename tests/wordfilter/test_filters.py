"""What a server does not allow from several sources: each found as itself, all of them in no more time than one."""

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wordfilter.automod import KeywordRule
from bot.wordfilter.filters import OWN_LIST_NAME, FilterSource, Match, WordFilter
from bot.wordfilter.matcher import TermMatcher
from bot.wordfilter.patterns import Pattern
from bot.wordfilter.terms import Term
from tests.wordfilter.test_corpus import CORPUS_PARTS, corpus_lines

PROMPT = (
    "a moody oil painting of an old lighthouse keeper reading a letter by candle light, storm waves outside, "
    "dramatic rim lighting, highly detailed, muted colours, 35mm film grain, wide angle, soft focus, 4k"
)


def own(*terms: str, exceptions: tuple[str, ...] = (), patterns: tuple[str, ...] = ()) -> WordFilter:
    words = TermMatcher(map(Term, terms), map(Term, exceptions))
    return WordFilter([FilterSource(OWN_LIST_NAME, words, tuple(map(Pattern, patterns)))])


def with_rules(watched: WordFilter, *rules: KeywordRule) -> WordFilter:
    return watched.merged_with([rule.to_filter_source() for rule in rules])


def found(watched: WordFilter, text: str) -> list[tuple[str, str]]:
    """What is caught, and where that is written."""
    return [(text[slice(*hit.matched.span)], str(hit.source)) for hit in watched.find_all(text)]


def rule(name: str) -> str:
    return f"AutoMod rule “{name}”"


def test_sources_are_searched_in_order() -> None:
    watched = with_rules(
        own("fox", patterns=("f.x",)), KeywordRule("One", ("fox",)), KeywordRule("Two", ("owl",), patterns=("f.x",))
    )
    assert found(watched, "owl and fox") == [
        *(
            ("fox", str(OWN_LIST_NAME)),
            ("fox", str(OWN_LIST_NAME)),
            ("fox", rule("One")),
            ("owl", rule("Two")),
            ("fox", rule("Two")),
        )
    ]
    assert watched.find_first("owl and fox") == watched.find_all("owl and fox")[0]


def test_match_is_reported_with_its_source() -> None:
    watched = with_rules(own("fox"), KeywordRule("No *birds* @everyone", ("owl",), patterns=("ra+ven",)))
    text = "an 0wl, a raaven and a fox"
    told = [(str(hit.summary), str(hit.sentence(text))) for hit in watched.find_all(text)]
    name = "AutoMod rule “No ∗birds∗ ＠everyone”"  # noqa: RUF001 – look-alikes are the point
    assert told == [
        ("“fox”, as written (this server’s list)", "“fox” is on the list as “fox”."),
        (
            f"“owl”, with digits or symbols instead of letters ({name})",
            f"“0wl” is “owl” with digits or symbols instead of letters ({name}).",
        ),
        (f"the pattern “/ra+ven/” ({name})", f"“raaven” matches the pattern “/ra+ven/” ({name})."),
    ]


def test_exception_applies_to_terms_and_patterns_of_its_own_source_only() -> None:
    watched = with_rules(
        own("glass", exceptions=("wine glass*",), patterns=("gl.ss",)),
        KeywordRule("One", ("*ass*",), ("class*",), (r"\w+ss\w*",)),
    )
    assert found(watched, "a wine glass") == [("ass", rule("One")), ("glass", rule("One"))]
    assert found(watched, "a class, classes") == []
    assert found(watched, "a cl@ss") == [("@ss", rule("One"))]
    assert found(watched, "my class has glass") == [
        *(("glass", str(OWN_LIST_NAME)), ("glass", str(OWN_LIST_NAME)), ("ass", rule("One")), ("glass", rule("One")))
    ]


def test_pattern_match_longer_than_the_exception_is_caught() -> None:
    watched = own(exceptions=("bad dog",), patterns=(r"b.d (dog|cat)s?",))
    assert watched.find_first("a bad dog") is None
    assert found(watched, "bad dogs, a bad dog, a bad cat") == [("bad dogs", str(OWN_LIST_NAME))]


def sources(matches: Iterable[Match]) -> list[str]:
    return [str(match.source) for match in matches]


def test_automod_rules_skip_exempt_roles_and_channels() -> None:
    watched = with_rules(
        own("fox"),
        KeywordRule("One", ("owl",), exempt_roles=frozenset({3})),
        KeywordRule("Two", patterns=("raven",), exempt_channels=frozenset({5})),
    )
    text = "fox, owl, raven"
    assert watched.for_member({4}, {6}) is watched
    assert sources(watched.for_member({3, 4}, {6}).find_all(text)) == [
        str(OWN_LIST_NAME),
        rule("Two"),
    ]
    assert sources(watched.for_member({4}, {6, 5}).find_all(text)) == [
        str(OWN_LIST_NAME),
        rule("One"),
    ]
    assert sources(watched.for_member({3}, {5}).find_all(text)) == [str(OWN_LIST_NAME)]
    assert sources(watched.for_member({5}, {3}).find_all(text)) == [
        str(OWN_LIST_NAME),
        rule("One"),
        rule("Two"),
    ]
    assert watched.for_member({3}, {5}).find_first("an owl") is None


def test_empty_word_filter_matches_nothing() -> None:
    assert own().is_empty
    assert with_rules(own(), KeywordRule("None")).is_empty
    assert not own(patterns=("x",)).is_empty
    assert not with_rules(own(), KeywordRule("One", ("owl",))).is_empty
    for watched in (own(), with_rules(own(), KeywordRule("None"))):
        assert watched.find_first("anything") is None
        assert watched.find_all("anything") == []


def test_unsupported_entries_are_listed_once() -> None:
    watched = with_rules(
        own("fox"), KeywordRule("One", ("🍆", "1"), patterns=("(?=x)",)), KeywordRule("Two", ("🍆",), ("!",))
    )
    assert watched.unsupported == ("🍆", "1", "/(?=x)/", "!")


words = st.lists(
    st.sampled_from(["kill", "gore", "class", "a kill", "k1ll", "sk*", "*ill*", "god", "good"]), max_size=4
)
texts = st.lists(
    st.sampled_from(["kill", "k i l l", "skill", "g0re", "class", "good", "goood", "fox", "a", ",", "кill", "kíll"]),
    max_size=8,
).map(" ".join)


@given(texts, words, words, st.lists(st.tuples(words, words), max_size=3))
def test_merged_sources_match_the_same_as_separate_ones(
    text: str, terms: list[str], exceptions: list[str], rules: list[tuple[list[str], list[str]]]
) -> None:
    alone = own(*terms, exceptions=tuple(exceptions))
    others = [KeywordRule(str(n), tuple(keywords), tuple(allowed)) for n, (keywords, allowed) in enumerate(rules)]
    joined = with_rules(alone, *others)
    expected = [
        *alone.find_all(text),
        *(hit for other in others for hit in WordFilter([other.to_filter_source()]).find_all(text)),
    ]
    assert joined.find_all(text) == expected
    assert (joined.find_first(text) is None) == (not expected)
    assert joined.find_first(text) is None or joined.find_first(text).source == expected[0].source  # type: ignore[union-attr]  # looked at before


@pytest.mark.parametrize("part", CORPUS_PARTS)
@pytest.mark.parametrize("by", ["list", "rule", "both"])
def test_corpus_rates_hold_for_every_kind_of_source(part: str, by: str) -> None:
    terms = list(corpus_lines("terms.txt"))
    half = len(terms) // 2 if by == "both" else len(terms) if by == "list" else 0
    watched = with_rules(
        own(*terms[:half]), KeywordRule("Rest", tuple(terms[half:])), KeywordRule("Other", ("wombat",))
    )
    evasions = [line.split(" = ", 1)[1] for line in corpus_lines("evasions.txt", part)]
    harmless = list(corpus_lines("harmless.txt", part))
    caught = sum(watched.find_first(text) is not None for text in evasions)
    assert caught / len(evasions) >= 0.9
    flagged = sum(watched.find_first(text) is not None for text in harmless)
    assert flagged / len(harmless) <= 0.1


def names() -> list[str]:
    sounds = [first + second for first in "bcdfghklmnprstvw" for second in "aeiou"]
    return ["".join(three) for three in product(sounds[::2], sounds[1::4], sounds[::9])]


def test_thousands_of_terms_in_ten_additional_rules_are_all_found() -> None:
    many = names()
    rules = [KeywordRule(f"Rule {n}", tuple(many[2000 + n * 400 : 2400 + n * 400]), ("wombat",)) for n in range(10)]
    joined = with_rules(own(*many[:2000]), *rules)
    for term in many[1:6000:97]:
        assert joined.find_first(f"a {term} in a garden") is not None
    assert joined.find_first(PROMPT) is None
