"""Short ids survive being read aloud and typed again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.short_ids import ALPHABET, LENGTH, code_of, read_code, spaced

job_ids = st.integers(0, 2**63 - 1)
codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_code_is_kept_on_disk_and_stays_the_same_for_ever() -> None:
    assert [code_of(job_id) for job_id in (1, 2, 3, 2**63 - 1)] == ["rnpzem", "nfj6dr", "jq9bt6", "6am5gj"]


def test_the_alphabet_has_no_letters_that_look_like_digits() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 32
    assert not set(ALPHABET) & set("ilou")
    assert ALPHABET.islower()


@given(job_ids)
def test_what_is_shown_can_be_typed(job_id: int) -> None:
    assert read_code(spaced(code_of(job_id))) == code_of(job_id)


@given(codes, st.data())
def test_case_gaps_and_look_alikes_do_not_matter(code: str, data: st.DataObject) -> None:
    looks = {"0": "0oO", "1": "1iIlL"}
    typed = "".join(
        data.draw(st.sampled_from(looks.get(sign, sign + sign.upper())))
        + data.draw(st.sampled_from(["", " ", "-", "–"]))
        for sign in code
    )
    assert read_code(data.draw(st.sampled_from(["", "#", " # ", " "])) + typed) == code


@pytest.mark.parametrize(
    "typed",
    ["k3f9x2", "K3F-9X2", "#k3f-9x2", " # k3f 9x2\n", "k3f\u20139x2", "k-3-f-9-x-2", "k3f\u20119x2", "ｋ３ｆ９ｘ２"],  # noqa: RUF001 – as some keyboards type it
)
def test_what_people_type_is_the_code_that_they_mean(typed: str) -> None:
    assert read_code(typed) == "k3f9x2"


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
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text() | st.text("#- oilu09KXk"))
def test_whatever_is_typed_is_a_canonical_code_or_none(typed: str) -> None:
    code = read_code(typed)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET) and read_code(code) == code)


def test_it_is_shown_in_two_halves() -> None:
    assert spaced("k3f9x2") == "k3f-9x2"


def test_neighbours_look_unrelated() -> None:
    made = [code_of(job_id) for job_id in range(1, 3001)]
    same = [sum(a == b for a, b in zip(one, other, strict=True)) for one, other in pairwise(made)]
    assert sum(same) / len(same) == pytest.approx(LENGTH / len(ALPHABET), abs=0.05)
    rising = [one < other for one, other in pairwise(made)]
    assert sum(rising) / len(rising) == pytest.approx(0.5, abs=0.05)


def test_every_place_takes_every_sign() -> None:
    made = [code_of(job_id) for job_id in range(1, 3001)]
    assert all({code[place] for code in made} == set(ALPHABET) for place in range(LENGTH))
    assert len(set(made)) >= len(made) - 2
