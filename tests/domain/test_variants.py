"""Alternatives in braces become texts, and every other brace is a brace."""

from contextlib import suppress
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalog import AspectRatio
from bot.domain.prompt import parse_flags
from bot.domain.variants import MAX_VARIANTS, escape_braces, expand_variants
from bot.errors import Invalid
from tests.support.cpu_time import assert_cpu_seconds_below

words = st.text("abc ", min_size=1, max_size=5).map(lambda word: " ".join(word.split())).filter(bool)
groups = st.lists(words, min_size=2, max_size=4, unique=True)


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("{red, green} {fox, owl}", ["red fox", "red owl", "green fox", "green owl"]),
        ("a {red,green,blue} fox", ["a red fox", "a green fox", "a blue fox"]),
        ("a {, red} fox", ["a fox", "a red fox"]),
        ("a fox {in snow,}", ["a fox in snow", "a fox"]),
        ("a {  dark   red ,\n green} fox", ["a dark red fox", "a green fox"]),
        ("a {red, red, green} fox", ["a red fox", "a green fox"]),
        ("{, a} {, a}", ["", "a", "a a"]),
        ("a  {red , red}\nfox", ["a red fox"]),
        ("{a, a, a, a} {b, b, b}", ["a b"]),
        ("{red, green}{fox, owl}", ["redfox", "redowl", "greenfox", "greenowl"]),
        ("a fox --ar {1:1, 16:9}", ["a fox --ar 1:1", "a fox --ar 16:9"]),
        ("{a, b} {c}", ["a {c}", "b {c}"]),
        ("{a, b} {}", ["a {}", "b {}"]),
        ("{a, b}, c}", ["a, c}", "b, c}"]),
        (r"{a, b} \{c, d\}", ["a {c, d}", "b {c, d}"]),
        (r"{a\, b, c\}, \{d}", ["a, b", "c}", "{d"]),
    ],
)
def test_variants_cover_every_combination_of_choices(text: str, texts: list[str]) -> None:
    assert expand_variants(text) == texts


@pytest.mark.parametrize(
    "text",
    [
        "",
        " a  fox,\n an owl ",
        "{}",
        "{red}",
        "{ }",
        "{red, green",
        "red, green}",
        "}{",
        "}a, b{",
        "{{{",
        r"a\b\,c",
        "{a, {b, c}",
        "{,} fox",
        "{ , , }",
        "{a, {b, c}}",
        "{{a, b}, c}",
        "{a {b, c} d}",
        "{{prompt}}",
        "{a, {b}}",
        "x {{}} y",
        "{{masterpiece}}, (detailed:1.3), [soft]",
        r"\frac{a}{b} + \sqrt{x}",
        r"{\displaystyle x_{1,2}}",
        'p { color: red; font: 12px "A" }',
        '{"a": {"b": 1, "c": 2}, "d": [1, 2]}',
        "a fox {red, green, and blue",
    ],
)
def test_text_without_a_group_is_unchanged(text: str) -> None:
    assert expand_variants(text) == [text]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (r"\{red, green\}", "{red, green}"),
        (r"\{red, green}", "{red, green}"),
        (r"{red, green\}", "{red, green}"),
        (r"{red\, green}", "{red, green}"),
        (r"\{a  {b} \}", "{a  {b} }"),
    ],
)
def test_backslash_escapes_a_brace(text: str, left: str) -> None:
    assert expand_variants(text) == [left]


@given(st.lists(groups, min_size=1, max_size=3))
def test_variants_match_the_product_of_choices_or_the_number_is_rejected(alternatives: list[list[str]]) -> None:
    text = "; ".join(f"{{{', '.join(group)}}}" for group in alternatives)
    asked = prod(map(len, alternatives))
    if asked > MAX_VARIANTS:
        with pytest.raises(Invalid, match=f"make {asked} prompts, and {MAX_VARIANTS} is the most"):
            expand_variants(text)
    else:
        assert expand_variants(text) == ["; ".join(choice) for choice in product(*alternatives)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("{a, b, c} {a, b, c, d}", "12"),
        (f"{{{','.join(map(str, range(11)))}}}", "11"),
        ("{a, b}" * 13, "8192"),
        ("{a, b}" * 1000, "more than 9999"),
    ],
)
def test_too_many_variants_error_names_the_number_and_the_maximum(text: str, number: str) -> None:
    with pytest.raises(Invalid) as caught:
        expand_variants(text)
    assert str(caught.value) == f"The choices in braces make {number} prompts, and 10 is the most; take some out."


def test_ten_variants_are_allowed() -> None:
    assert len(expand_variants("{a, b} {1, 2, 3, 4, 5}")) == MAX_VARIANTS


@given(st.text("{},\\a ", max_size=60) | st.text())
def test_variants_are_few_and_unique_for_any_text(text: str) -> None:
    try:
        texts = expand_variants(text)
    except Invalid:
        return
    assert 1 <= len(texts) <= MAX_VARIANTS
    assert len(set(texts)) == len(texts)


@given(st.text(st.characters(exclude_characters="{}")))
def test_text_without_braces_is_unchanged(text: str) -> None:
    assert expand_variants(text) == [text]


@given(st.text())
def test_escaped_braces_are_restored(text: str) -> None:
    safe = text.replace("\\", "")
    assert expand_variants(safe.replace("{", r"\{").replace("}", r"\}")) == [safe]


@pytest.mark.parametrize(
    "unit", ["{", "}", "{}", "{,", ",}", "{,}", "{a,a}", "{a", "{a,b}", "\\{", "\\", "{{}", "{}}", "}{", ","]
)
@pytest.mark.parametrize("template", ["{}", "{{{}", "{}}}", "{{{}}}"])
def test_hostile_braces_expand_quickly(unit: str, template: str) -> None:
    text = template.format(unit * (30_000 // len(unit)))
    with assert_cpu_seconds_below(1.0), suppress(Invalid):
        expand_variants(text)


@pytest.mark.parametrize("opening", ["{", "}"])
def test_unbalanced_braces_stay_text(opening: str) -> None:
    text = opening * 3000 + ("}" if opening == "{" else "{") * 3000
    assert expand_variants(text) == [text]


@given(st.text("{},\\a ", max_size=60))
def test_escape_braces_round_trips_any_text(text: str) -> None:
    assert expand_variants(escape_braces(text)) == [text]


def test_variants_can_contain_flags() -> None:
    read = [parse_flags(text) for text in expand_variants("a {red, green} fox --ar {1:1, 16:9}")]
    assert [(words, options.ratio) for words, options in read] == [
        ("a red fox", AspectRatio.SQUARE),
        ("a red fox", AspectRatio.WIDE_16_9),
        ("a green fox", AspectRatio.SQUARE),
        ("a green fox", AspectRatio.WIDE_16_9),
    ]
