"""Texts that look the same are compared as the same."""
# ruff: noqa: RUF001 - look-alikes are the point

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wordfilter.folding import fold_character
from bot.wordfilter.leet import blank_hex_colours, decode_leet
from bot.wordfilter.normalize import NormalizedText, normalize_text
from tests.support.cpu_time import assert_cpu_seconds_below

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\ufe0f\u202e\u2066\u061c\u115f\u180e\U000e0041\x00\x7f"
TRICKY = "aA1@ $!|.-_*ﷺßİıŉΐǰﬃ½①ﾊﾞ각가ก้कि裸ガ🇸🇭🅰️Ⓐ𝖌é\u0301\u0489\u0336\u0e49ŒϲςΣІI\n\t\u2800\u3164ㅤ" + UNSEEN
tricky = st.text(st.sampled_from(TRICKY) | st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("Gore", "gore"),
        ("ｇｏｒｅ", "gore"),
        ("𝖌𝖔𝖗𝖊", "gore"),
        ("Ⓖⓞⓡⓔ", "gore"),
        ("🅶🅾🆁🅴", "gore"),
        ("🅰🅱", "ab"),
        ("🇸🇪🇽", " sex"),
        ("a🇸🇪b", "a se b"),
        ("gоrе", "gore"),
        ("ɢᴏʀᴇ", "gore"),
        ("gοrɛ", "gore"),
        ("ϲat", "cat"),
        ("h\u20dde\u0489", "he"),
        ("ģöŕé", "gore"),
        ("g\u0336o\u0336r\u0336e", "gore"),
        ("g\u200bo\u00adr\u034fe\ufe0f", "gore"),
        ("g\u0e49o\u0e49re", "gore"),
        ("Straße", "strasse"),
        ("ﬁne œuvre", "fine oeuvre"),
        ("a\tb\nc\u00a0d\u3000e\u2800f", "a b c d e f"),
        ("a\x00b\x7f", "ab"),
        ("жопа", "жona"),
        ("ЖОПА", "жona"),
        ("مُخَدِّرات", "مخدرات"),
        ("مـخـدرات", "مخدرات"),
        ("裸体", "裸体"),
        ("ﾊﾞ", "ハ\u3099"),
        ("कि", "कि"),
        ("g0r3 1911 @!", "g0r3 1911 @!"),
        ("", ""),
    ],
)
def test_look_alikes_are_normalized_to_the_same_text(typed: str, compared: str) -> None:
    assert normalize_text(typed).text == compared


@pytest.mark.parametrize(
    ("typed", "other"), [("ΝΑΖΙ", "nazi"), ("kiII", "kill"), ("кіІІ", "kill"), ("фиск", "фuck"), ("🇸и", " s u")]
)
def test_ambiguous_letters_have_a_second_reading(typed: str, other: str) -> None:
    assert normalize_text(typed).second_reading == other


def test_most_texts_have_no_second_reading() -> None:
    assert normalize_text("AI and I, in oils").second_reading is None
    assert normalize_text("café").second_reading is None


@given(tricky)
def test_normalize_text_is_idempotent(text: str) -> None:
    once = normalize_text(text).text
    assert normalize_text(once).text == once


@given(tricky)
def test_normalized_text_has_no_invisible_or_upper_case_characters(text: str) -> None:
    compared = normalize_text(text).text
    assert not {category(sign) for sign in compared} & {"Cc", "Cf", "Cs", "Me"}
    assert all(sign == " " or not sign.isspace() for sign in compared)
    assert all(fold_character(sign) == sign for sign in compared if category(sign) != "Mn")


@given(tricky, st.integers(0, 40), st.text(st.sampled_from(UNSEEN), max_size=5))
def test_invisible_characters_do_not_change_the_normalized_text(text: str, place: int, unseen: str) -> None:
    between_flags = any(0x1F1E6 <= ord(sign) < 0x1F200 for sign in text)
    if not between_flags:
        assert normalize_text(text[:place] + unseen + text[place:]).text == normalize_text(text).text


@given(tricky)
def test_normalized_characters_map_to_their_origin(text: str) -> None:
    normal = normalize_text(text)
    assert len(normal.origins) == len(normal.text)
    assert list(normal.origins) == sorted(normal.origins)
    assert normal.second_reading is None or len(normal.second_reading) == len(normal.text)
    for place in range(len(normal.text)):
        start, end = normal.original_span(place, place + 1)
        assert 0 <= start < end <= len(text)


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"])))
def test_normalize_text_gives_the_same_result_for_ascii_on_the_fast_path(text: str) -> None:
    quick, slow = normalize_text(text), normalize_text(f"{text}\u200b")
    assert (quick.text, list(quick.origins), quick.second_reading) == (
        slow.text,
        list(slow.origins),
        slow.second_reading,
    )


def test_original_span_refers_to_the_typed_text() -> None:
    text = "a g\u200bo\u0336r\u0301e\u0336, so"
    normal = normalize_text(text)
    start = normal.text.index("gore")
    first, behind = normal.original_span(start, start + 4)
    assert text[first:behind] == "g\u200bo\u0336r\u0301e\u0336"


@given(tricky)
def test_leet_decoding_preserves_positions(text: str) -> None:
    compared = normalize_text(text).text
    assert len(decode_leet(compared) or compared) == len(compared)


@pytest.mark.parametrize("unit", [*TRICKY, "a!", "@!", "#a", "#1a", "a_1", "s\u0301 "])
def test_hostile_texts_are_normalized_quickly(unit: str) -> None:
    text = (unit * 3000)[:3000]
    with assert_cpu_seconds_below(0.5):
        normal = normalize_text(text)
        decode_leet(blank_hex_colours(normal.text))


def test_normalized_texts_compare_by_value() -> None:
    assert normalize_text("Gore") == NormalizedText("Gore", "gore", range(4))
