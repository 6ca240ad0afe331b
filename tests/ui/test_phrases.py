"""Phrases for people: numbers with nouns, and lists of texts."""

import pytest

from bot.ui.phrases import first_texts, join_with_and, pluralize


@pytest.mark.parametrize(("number", "phrase"), [(0, "0 terms"), (1, "1 term"), (2, "2 terms")])
def test_only_a_single_thing_has_no_plural_s(number: int, phrase: str) -> None:
    assert pluralize(number, "term") == phrase


@pytest.mark.parametrize(("texts", "phrase"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_the_last_two_texts_are_joined_by_and(texts: list[str], phrase: str) -> None:
    assert join_with_and(texts) == phrase


def test_texts_up_to_the_maximum_are_all_listed() -> None:
    assert first_texts(["a", "b"], 2) == ["a", "b"]


def test_omitted_texts_are_counted_after_the_maximum() -> None:
    assert first_texts(["a", "b", "c", "d"], 2) == ["a", "b", "- and 2 more"]
    assert first_texts(["a", "b", "c"], 2, "{} more") == ["a", "b", "1 more"]
