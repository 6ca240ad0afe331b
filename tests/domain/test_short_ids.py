"""Short ids survive being read aloud and typed again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.short_ids import SHORT_ID_ALPHABET, SHORT_ID_LENGTH, format_short_id, make_short_id, parse_short_id

job_ids = st.integers(0, 2**63 - 1)
codes = st.text(SHORT_ID_ALPHABET, min_size=SHORT_ID_LENGTH, max_size=SHORT_ID_LENGTH)


def test_short_ids_stay_stable_because_they_are_stored() -> None:
    assert [make_short_id(job_id) for job_id in (1, 2, 3, 2**63 - 1)] == ["rnpzem", "nfj6dr", "jq9bt6", "6am5gj"]


def test_short_id_alphabet_has_no_letters_that_look_like_digits() -> None:
    assert len(set(SHORT_ID_ALPHABET)) == len(SHORT_ID_ALPHABET) == 32
    assert not set(SHORT_ID_ALPHABET) & set("ilou")
    assert SHORT_ID_ALPHABET.islower()


@given(job_ids)
def test_displayed_short_id_can_be_typed_back(job_id: int) -> None:
    assert parse_short_id(format_short_id(make_short_id(job_id))) == make_short_id(job_id)


@given(codes, st.data())
def test_short_id_parsing_ignores_case_separators_and_look_alikes(code: str, data: st.DataObject) -> None:
    looks = {"0": "0oO", "1": "1iIlL"}
    typed = "".join(
        data.draw(st.sampled_from(looks.get(sign, sign + sign.upper())))
        + data.draw(st.sampled_from(["", " ", "-", "–"]))
        for sign in code
    )
    assert parse_short_id(data.draw(st.sampled_from(["", "#", " # ", " "])) + typed) == code


@pytest.mark.parametrize(
    "typed",
    ["k3f9x2", "K3F-9X2", "#k3f-9x2", " # k3f 9x2\n", "k3f\u20139x2", "k-3-f-9-x-2", "k3f\u20119x2", "ｋ３ｆ９ｘ２"],  # noqa: RUF001 – as some keyboards type it
)
def test_short_id_parsing_accepts_common_spellings(typed: str) -> None:
    assert parse_short_id(typed) == "k3f9x2"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "#",
        "-",
        "k3f9x",
        "k3f9x22",
        "k3f9xu",
        "##k3f9x2",
        "k3f#9x2",
        "k3f_9x2",
        "k3f9x2!",
        "a fox",
        "é3f9x2",
        "٣٣٣٣٣٣",
    ],
)
def test_invalid_short_id_is_none(typed: str) -> None:
    assert parse_short_id(typed) is None


@given(st.text() | st.text("#- oilu09KXk"))
def test_parsed_short_id_is_canonical_or_none(typed: str) -> None:
    code = parse_short_id(typed)
    assert code is None or (
        len(code) == SHORT_ID_LENGTH and set(code) <= set(SHORT_ID_ALPHABET) and parse_short_id(code) == code
    )


def test_short_id_is_displayed_in_two_halves() -> None:
    assert format_short_id("k3f9x2") == "k3f-9x2"


def test_consecutive_short_ids_look_unrelated() -> None:
    made = [make_short_id(job_id) for job_id in range(1, 3001)]
    same = [sum(a == b for a, b in zip(one, other, strict=True)) for one, other in pairwise(made)]
    assert sum(same) / len(same) == pytest.approx(SHORT_ID_LENGTH / len(SHORT_ID_ALPHABET), abs=0.05)
    rising = [one < other for one, other in pairwise(made)]
    assert sum(rising) / len(rising) == pytest.approx(0.5, abs=0.05)


def test_short_id_positions_use_the_whole_alphabet() -> None:
    made = [make_short_id(job_id) for job_id in range(1, 3001)]
    assert all({code[place] for code in made} == set(SHORT_ID_ALPHABET) for place in range(SHORT_ID_LENGTH))
    assert len(set(made)) >= len(made) - 2
