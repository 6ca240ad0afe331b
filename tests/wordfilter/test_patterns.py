"""Patterns: what they fit, what cannot be one and why, and that none of them takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.wordfilter import patterns
from bot.wordfilter.patterns import (
    MAX_PATTERN_LENGTH,
    RE2_NOT_INSTALLED_MESSAGE,
    Pattern,
    PatternMatch,
    TextForms,
    compile_patterns,
    create_pattern,
    is_re2_installed,
)
from bot.wordfilter.prepared_text import PreparedText
from tests.support.cpu_time import assert_cpu_seconds_below


def first(pattern: str, text: str) -> PatternMatch | None:
    return next((matched for matched, _ in TextForms(PreparedText(text)).find_matches(Pattern(pattern))), None)


@pytest.mark.parametrize(
    ("pattern", "text", "written"),
    [
        ("b[ae]d dogs?", "A very BED Dogs here", "BED Dogs"),
        ("BAD", "so bad", "bad"),
        (r"\bart\b", "modern art, heart", "art"),
        ("é", "ein CAFÉ", "É"),
        ("öl", "👩‍🎨 malt in ÖL", "ÖL"),
        ("(?i)x(y)z", "xyz", "xyz"),
        (r"^a.*\d$", "a fox in 1950", "a fox in 1950"),
        (r"\p{Cyrillic}{3}", "a мир", "мир"),
        ("knife", "a k\u200bnife", "k\u200bnife"),
        ("knife", "a кnife", "кnife"),
        ("kill", "we kiIl", "kiIl"),
        ("ﬁ", "ﬁre", "ﬁ"),
    ],
)
def test_pattern_matches_in_any_case_as_typed_and_normalized(pattern: str, text: str, written: str) -> None:
    matched = first(pattern, text)
    assert matched is not None
    assert text[slice(*matched.span)] == written


@pytest.mark.parametrize(("pattern", "text"), [("b[ae]d", "bid"), (r"\bart\b", "heart"), ("^a", "an\nb"[2:])])
def test_pattern_without_a_match_finds_nothing(pattern: str, text: str) -> None:
    assert first(pattern, text) is None


def test_pattern_sentence_names_the_match_and_its_normalized_reading() -> None:
    plain, disguised = first("kni[fv]e", "a KNIFE"), first("kni[fv]e", "a k\u200bni\u0301fe")
    assert plain is not None
    assert str(plain.sentence("a KNIFE")).startswith("“KNIFE” matches the pattern “/kni")
    assert str(plain.sentence("a KNIFE")).endswith("/”")
    assert disguised is not None
    assert str(disguised.sentence("a k\u200bni\u0301fe")).endswith("/” when it is read as “knife”")


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(bad", "a ( is not closed"),
        ("bad)", "a ) has no matching ("),
        ("[bad", "a [ is not closed"),
        ("*bad", "nothing before it to repeat"),
        ("b**", "two repetition operators"),
        ("b{1001}", "more than 1000 times"),
        ("(?=bad)", "lookahead"),
        ("(?!bad)", "lookahead"),
        ("(?<!bad)", "lookbehind"),
        ("(?<=bad)", "lookbehind"),
        ("bad\\", "with a single"),
        ("[z-a]", "a range or class"),
        (r"\p{Klingon}", "a range or class"),
        (r"(a)\1", "RE2 says “invalid escape sequence"),
        (r"((\pL{50}){20})", "it is too large"),
        (r"\bжизнь\b", "only next to the letters a to z"),
        ("x" * (MAX_PATTERN_LENGTH + 1), "the limit is 260"),
        (" ", "is empty"),
    ],
)
def test_invalid_pattern_error_is_a_single_plain_sentence(pattern: str, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        Pattern(pattern)
    sentence = str(refused.value)
    assert why in sentence
    assert sentence.endswith(".")
    assert len(sentence) < MAX_PATTERN_LENGTH + 150


@pytest.mark.parametrize("pattern", ["a*", "(b|)", ".{0,3}", "^"])
def test_pattern_that_matches_the_empty_text_cannot_be_created(pattern: str) -> None:
    with pytest.raises(Invalid, match="every request would be refused"):
        create_pattern(pattern)
    assert Pattern(pattern).text == pattern


@pytest.mark.parametrize(
    "pattern", ["[a-z&&[^aeiou]]", r"[\w--\d]", "[a[bc]]", r"\<bad\>", r"\b{start}bad", "(?x) b a d", r"\u0436"]
)
def test_rust_only_syntax_is_skipped_and_listed(pattern: str) -> None:
    read, left_out = compile_patterns(["fine", pattern, "fine"], is_rust_syntax=True)
    assert read == (Pattern("fine"),)
    assert left_out == (f"/{pattern}/",)


@pytest.mark.parametrize("pattern", ["[[:alpha:]]x", r"\\<", "[a-z-]x", r"(?P<one>a)b", r"\[a&&b"])
def test_syntax_shared_by_rust_and_re2_is_accepted(pattern: str) -> None:
    assert compile_patterns([pattern], is_rust_syntax=True) == ((Pattern(pattern),), ())


def test_patterns_are_skipped_and_listed_without_re2(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_re2_installed()
    monkeypatch.setattr(patterns, "re2", None)
    assert not is_re2_installed()
    with pytest.raises(Invalid) as refused:
        create_pattern("bad")
    assert str(refused.value) == str(RE2_NOT_INSTALLED_MESSAGE)
    assert compile_patterns(["one", "two"]) == ((), ("/one/", "/two/"))


@given(st.text(max_size=40), st.sampled_from([".", r"\C", "a|é", "[^x]", r"\pL+", "(?s).*", "", "z*"]))
def test_pattern_spans_lie_within_any_text(text: str, pattern: str) -> None:
    looks = TextForms(PreparedText(text))
    for matched, (start, end) in looks.find_matches(Pattern(pattern) if pattern else Pattern("x?")):
        assert 0 <= matched.span[0] <= matched.span[1] <= len(text)
        assert 0 <= start <= end <= max(len(looks.normalized.text), len(looks.normalized.second_reading or ""))


def test_lone_surrogate_does_not_stop_pattern_matching() -> None:
    assert first("bad", "\ud800 bad") is not None


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*a){20}$", "(x+x+)+y", ".*.*.*.*=.*", "(?:a?){60}a{60}", r"([\w.]+)*@"],
)
def test_hostile_patterns_match_quickly(pattern: str) -> None:
    read = Pattern(pattern)
    for unit in ("a", "x", "ab", "é"):
        looks = TextForms(PreparedText(unit * (3000 // len(unit)) + "!"))
        with assert_cpu_seconds_below(0.5):
            assert len(list(looks.find_matches(read))) < 4000


def test_patterns_compare_by_text() -> None:
    assert {Pattern("bad"), Pattern("bad")} == {Pattern("bad")}
    assert Pattern("bad") != Pattern("Bad")
