"""AutoMod's keywords catch what Discord's documentation says that they catch; of its rules, what can be read holds."""

import pytest

from bot.wordfilter.automod import KeywordRule, translate_keywords
from bot.wordfilter.patterns import Pattern
from bot.wordfilter.terms import Term

STRATEGIES = [
    *[("cat*", word) for word in ("catch", "Catapult", "CAttLE", "cat")],
    *[("tra*", word) for word in ("train", "trade", "TRAditional")],
    ("the mat*", "the matrix"),
    *[("*cat", word) for word in ("wildcat", "copyCat")],
    *[("*tra", word) for word in ("extra", "ultra", "orchesTRA")],
    ("*the mat", "breathe mat"),
    *[("*cat*", word) for word in ("location", "eduCation")],
    *[("*tra*", word) for word in ("abstracted", "outrage")],
    ("*the mat*", "breathe matter"),
    *[(word, word) for word in ("cat", "train", "the mat")],
]
"""The tables of “Keyword Matching Strategies”."""


@pytest.mark.parametrize(("keyword", "text"), STRATEGIES)
def test_keywords_match_the_examples_of_the_discord_documentation(keyword: str, text: str) -> None:
    found = translate_keywords([keyword]).build_matcher().find_first(f"draw {text}, please")
    assert found is not None
    assert found.term.text == keyword


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("cat*", "wildcat"),
        ("*cat", "catch"),
        ("cat", "catch"),
        ("cat", "wildcat"),
        ("the mat*", "breathe matrix"),
        ("*the mat", "breathe matter"),
        ("the mat", "the matrix"),
        ("the mat", "mat the"),
    ],
)
def test_keywords_do_not_match_beyond_their_wildcards(keyword: str, text: str) -> None:
    assert translate_keywords([keyword]).build_matcher().find_first(text) is None


def test_allow_list_exempts_only_its_own_words() -> None:
    words = translate_keywords(["*ass*", "cat"], ["class*", "*glass", "cat burglar"]).build_matcher()
    assert words.find_first("classical, classy, hourglass, a cat burglar") is None
    for text, term in {"a class of bass": "*ass*", "glasses": "*ass*", "a cat and a cat burglar": "cat"}.items():
        found = words.find_first(text)
        assert found is not None, text
        assert found.term.text == term


def test_allow_list_applies_only_to_its_own_rule() -> None:
    one, other = translate_keywords(["*ass*"], ["class"]), translate_keywords(["class"])
    assert one.build_matcher().find_first("a class") is None
    assert other.build_matcher().find_first("a class") is not None


def test_unsupported_keywords_are_skipped_and_listed() -> None:
    rule = translate_keywords(["cat", "🍆", "*", "69", "a*b", "x", "cat", "discord.gg/*"], ["!", "dog"])
    assert rule.terms == (Term("cat"), Term("discord.gg/*"))
    assert rule.exceptions == (Term("dog"),)
    assert rule.unsupported == ("🍆", "*", "69", "a*b", "x", "!")


def test_links_can_be_terms() -> None:
    words = translate_keywords(["*discord.gg*"]).build_matcher()
    assert words.find_first("join https://discord.gg/abc") is not None
    assert words.find_first("discord, and gg") is None


def test_a_rule_without_keywords_catches_nothing() -> None:
    assert translate_keywords([]).build_matcher().find_first("anything") is None
    assert translate_keywords([], ["cat"]).build_matcher().find_all("a cat") == []


def test_automod_rule_becomes_a_filter_source_with_its_exemptions() -> None:
    rule = KeywordRule(
        *("No *weapons*", ("kni*", "🍆"), ("knitting",), ("sw[eo]rd", "(?=x)", "[a&&b]")),
        exempt_roles=frozenset({1}),
        exempt_channels=frozenset({2}),
    )
    source = rule.to_filter_source()
    assert str(source.name) == "AutoMod rule “No ∗weapons∗”"  # noqa: RUF001 – look-alikes are the point
    assert (source.matcher.terms, source.matcher.exceptions) == ((Term("kni*"),), (Term("knitting"),))
    assert source.patterns == (Pattern("sw[eo]rd"),)
    assert source.unsupported == ("🍆", "/(?=x)/", "/[a&&b]/")
    assert source.exempts({1, 5}, {6})
    assert source.exempts({5}, {2})
    assert not source.exempts({2}, {1})
