"""Choices of command options."""

import pytest

from bot.domain.catalog import AspectRatio
from bot.localization.languages import Language, in_language
from bot.ui.autocomplete import ratio_label

ENGLISH_WORDS = {"square", "wide", "tall"}


@pytest.mark.parametrize("ratio", AspectRatio)
def test_name_of_a_ratio_begins_with_it_in_every_language(ratio: AspectRatio) -> None:
    shape = "square" if ratio.width_by_height == 1 else "wide" if ratio.width_by_height > 1 else "tall"
    assert str(ratio_label(ratio)) == f"{ratio.value} {shape}"
    for language in set(Language) - {Language.ENGLISH}:
        with in_language(language):
            value, _, word = str(ratio_label(ratio)).partition(" ")
        assert value == ratio.value
        assert word not in {"", *ENGLISH_WORDS}
