"""A style is found as people type it, and adds its words to theirs."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.styles import MAX_STYLE_LENGTH, Style, Styles, apply_style
from bot.domain.text import clean
from bot.errors import Invalid

names = st.from_regex(r"\A[a-z0-9][a-z0-9_-]{0,31}\Z")
texts = st.text("abc,{} ", min_size=1, max_size=40).map(str.strip).filter(bool)
styles = st.lists(st.builds(Style, name=names, text=texts), max_size=40)


def named(*those: str) -> Styles:
    return Styles([Style(name=name, text=f"like {name}") for name in those])


# ── one style ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("noir", "noir"),
        ("Noir", "noir"),
        (" FILM-noir ", "film-noir"),
        ("a_b", "a_b"),
        ("3d", "3d"),
        ("x" * 32, "x" * 32),
    ],
)
def test_style_name_is_lowercased_and_trimmed(typed: str, name: str) -> None:
    assert Style(name=typed, text="x").name == name


@pytest.mark.parametrize(
    "name", ["", " ", "x" * 33, "film noir", "-noir", "_noir", "nöir", "no,ir", "noir\nx", "{x}", "@x"]
)
def test_style_name_allows_only_letters_digits_dashes_and_underscores(name: str) -> None:
    with pytest.raises(ValidationError):
        Style(name=name, text="x")


@given(st.text(max_size=100) | st.text("a\u202e\u200b\r\n\t ", max_size=20))
def test_style_text_is_cleaned(text: str) -> None:
    if clean(text):
        assert Style(name="x", text=text).text == clean(text)
    else:
        with pytest.raises(ValidationError):
            Style(name="x", text=text)


def test_style_text_is_limited_to_500_characters() -> None:
    assert len(Style(name="x", text="x" * MAX_STYLE_LENGTH + " ").text) == MAX_STYLE_LENGTH == 500
    with pytest.raises(ValidationError):
        Style(name="x", text="x" * (MAX_STYLE_LENGTH + 1))


def test_style_is_immutable_and_rejects_extra_fields() -> None:
    style = Style(name="noir", text="film noir")
    with pytest.raises(ValidationError):
        style.text = "other"  # type: ignore[misc]  # that is what is tried
    with pytest.raises(ValidationError):
        Style.model_validate({"name": "noir", "text": "x", "price": 1})
    assert Style.model_validate_json(style.model_dump_json()) == style


# ── the words ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("film noir", "a fox, film noir"),
        ("a poster of {prompt}, 1930s", "a poster of a fox, 1930s"),
        ("{prompt} and {prompt} again", "a fox and a fox again"),
        ("{prompt}", "a fox"),
        ("{Prompt} {other}", "a fox, {Prompt} {other}"),
    ],
)
def test_style_text_surrounds_or_follows_the_prompt(text: str, whole: str) -> None:
    assert apply_style("a fox", text) == whole


@pytest.mark.parametrize("prompt", ["{prompt}", "a {prompt} b", r"\1 \g<0>", "{0}", "%s", "{"])
def test_style_leaves_placeholders_in_the_prompt_alone(prompt: str) -> None:
    assert apply_style(prompt, "x {prompt} y") == f"x {prompt} y"
    assert apply_style(prompt, "y") == f"{prompt}, y"


@given(st.text(), texts)
def test_styled_text_always_contains_the_prompt(prompt: str, text: str) -> None:
    assert prompt in apply_style(prompt, text)


# ── all of them ──────────────────────────────────────────────────────────────────────────────────────────────────────


@given(styles, styles)
def test_server_style_overrides_operator_style_of_the_same_name(operators: list[Style], server: list[Style]) -> None:
    both = Styles(operators, server)
    expected = {one.name: one.text for one in operators} | {one.name: one.text for one in server}
    assert dict(both) == expected
    assert list(both) == sorted(expected)
    assert all(both.find(name) == Style(name=name, text=text) for name, text in expected.items())


@pytest.mark.parametrize("typed", ["film-noir", "Film-Noir", " FILM-NOIR "])
def test_a_style_is_found_in_any_case(typed: str) -> None:
    assert named("neon", "film-noir").find(typed).text == "like film-noir"


@pytest.mark.parametrize(
    ("there", "typed", "sentence"),
    [
        ((), "noir", "There is no style “noir” here, and there are no others; leave the style out."),
        (("noir", "ink"), "nior", "There is no style “nior” here; did you mean noir?"),
        (
            ("noir", "film-noir", "ink"),
            "Film Noir",
            "There is no style “Film Noir” here; did you mean film-noir or noir?",
        ),
        (("ink",), "noir", "There is no style “noir” here; you can use ink."),
        (tuple("abcdef"), "noir", "There is no style “noir” here; you can use a, b, c, d, e or f."),
        (tuple("abcdefg"), "noir", "There is no style “noir” here; you can use a, b, c, d, e or one of 2 more."),
        (("ink",), "@everyone", "There is no style “＠everyone” here; you can use ink."),  # noqa: RUF001 – a look-alike
    ],
)
def test_unknown_style_error_suggests_existing_styles(there: tuple[str, ...], typed: str, sentence: str) -> None:
    with pytest.raises(Invalid) as caught:
        named(*there).find(typed)
    assert str(caught.value) == sentence


@given(styles, st.text(max_size=50) | st.just("a" * 6000))
def test_unknown_style_error_stays_short(those: list[Style], typed: str) -> None:
    there = Styles(those)
    assume(typed.strip().lower() not in there)
    with pytest.raises(Invalid, match=r"^.{30,350}$"):
        there.find(typed)


# ── suggestions ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("no", ["noir", "north", "anno", "film-noir"]),
        ("NO", ["noir", "north", "anno", "film-noir"]),
        (" noir ", ["noir", "film-noir"]),
        ("", ["anno", "film-noir", "ink", "noir", "north"]),
        ("xyz", []),
    ],
)
def test_suggestions_list_prefix_matches_before_other_matches(typed: str, suggested: list[str]) -> None:
    there = named("north", "film-noir", "ink", "noir", "anno")
    assert [style.name for style in there.suggest(typed)] == suggested


def test_suggestions_are_limited_to_25() -> None:
    many = named(*(f"s{number}" for number in range(100)))
    assert len(many.suggest("")) == 25
    assert [style.name for style in many.suggest("s1", limit=3)] == ["s1", "s10", "s11"]


def test_prefix_match_is_not_crowded_out_by_other_matches() -> None:
    many = named(*(f"a-z{number}" for number in range(30)), "z")
    assert many.suggest("z")[0].name == "z"


@given(styles, st.text("abc-1 ", max_size=4))
def test_suggestion_contains_the_typed_text_and_can_be_found(those: list[Style], typed: str) -> None:
    there = Styles(those)
    suggested = there.suggest(typed, limit=1000)
    assert {style.name for style in suggested} == {name for name in there if typed.strip() in name}
    assert all(there.find(style.name) == style for style in suggested)


@pytest.mark.parametrize("name", ["none", "None", " NONE "])
def test_style_cannot_be_named_none(name: str) -> None:
    with pytest.raises(ValidationError, match="no style"):
        Style(name=name, text="film noir")
