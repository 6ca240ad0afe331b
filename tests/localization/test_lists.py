"""Lists inside sentences and below them."""

from collections.abc import Sequence

import pytest

from bot.localization.languages import Language, in_language
from bot.localization.lists import first_lines, first_texts, join_with_and, join_with_commas, join_with_or
from bot.localization.messages import text


@pytest.mark.parametrize(
    ("texts", "phrase"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c", "d"], "a, b, c and d")]
)
def test_last_text_is_joined_with_and(texts: Sequence[str], phrase: str) -> None:
    assert str(join_with_and(texts)) == phrase


def test_choices_are_joined_with_or() -> None:
    assert str(join_with_or(["JPG", "PNG", "WEBP"])) == "JPG, PNG or WEBP"


def test_open_list_can_be_empty() -> None:
    assert str(join_with_commas([])) == ""
    assert str(join_with_commas(["a", "b", "c"])) == "a, b, c"


def test_list_is_written_in_the_language_of_its_reader() -> None:
    choices = join_with_or(["JPG", "PNG", "WEBP"])
    with in_language(Language.GERMAN):
        assert str(choices) == "JPG, PNG oder WEBP"
    with in_language(Language.JAPANESE):
        assert str(choices) == "JPG、PNGまたはWEBP"


def test_omitted_texts_are_counted() -> None:
    assert first_lines(["a", "b"], 2) == ["a", "b"]
    assert first_lines(["a", "b", "c", "d"], 2) == ["a", "b", "- and 2 more"]
    assert str(join_with_and(first_texts(["a", "b", "c"], 2))) == "a, b and 1 more"


def test_list_can_be_a_field_of_a_sentence() -> None:
    assert text("case-already-decided", verdict=join_with_and(["a", "b"])) == "This was already decided: a and b."
