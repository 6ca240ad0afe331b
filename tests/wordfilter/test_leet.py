"""Digits and symbols that stand for letters, and hex colours, which do not."""

import pytest

from bot.wordfilter.leet import blank_hex_colours, decode_leet


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("b00b5", "boobs"),
        ("@ss a$$ k!ll k|ll", "ass ass kiii kiii"),
        ("ki11", "kiii"),
        ("0 k", "o k"),
        ("nude!! @a", "nude!! aa"),
        ("ж0п\u0430", "жoп\u0430"),
    ],
)
def test_leet_decoding_reads_digits_and_symbols_as_letters(text: str, read: str) -> None:
    assert decode_leet(text) == read


@pytest.mark.parametrize(
    "text",
    ["", "455 people", "1911", "$50 and 100%", "4k", "5s", "a55", "1920:1080", "hello!!", "no digits"],
)
def test_leet_decoding_leaves_numbers_and_code_names_alone(text: str) -> None:
    assert decode_leet(text) is None


@pytest.mark.parametrize("colour", ["#b00b55", "#bada55", "#a55", "#5e0000ff", "#dead00"])
def test_hex_colours_are_blanked(colour: str) -> None:
    assert blank_hex_colours(f"in {colour}, and") == f"in {' ' * len(colour)}, and"


@pytest.mark.parametrize("text", ["#dead", "#gore", "#b00bs", "b00b55", "# 5"])
def test_hashtags_stay_words(text: str) -> None:
    assert blank_hex_colours(text) == text
