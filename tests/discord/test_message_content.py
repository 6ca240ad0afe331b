"""Texts that are longer than Discord allows are sent all the same."""

import pytest

from bot.discord.message_content import MAX_CONTENT_LENGTH, fit_content


@pytest.mark.parametrize("length", [0, 1, MAX_CONTENT_LENGTH])
def test_text_that_fits_stays_as_it_is(length: int) -> None:
    assert fit_content("x" * length) == "x" * length


def test_longer_text_is_cut() -> None:
    assert fit_content("x" * (MAX_CONTENT_LENGTH + 1)) == "x" * (MAX_CONTENT_LENGTH - 1) + "…"
