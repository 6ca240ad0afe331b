"""An estimate says what tasks really took, and nothing while too little is known."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import (
    MAX_DURATIONS_PER_KEY,
    MIN_DURATIONS_FOR_ESTIMATE,
    Durations,
    Estimate,
    format_estimate,
    quantile,
)

FOX, OWL = ("standard", "1K"), ("pro", "2K")
seconds = st.floats(0, 5000)


def learned(*took: float) -> Durations:
    durations = Durations()
    for one in took:
        durations.record(FOX, one)
    return durations


# ── what is known ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_estimate_needs_five_durations() -> None:
    durations = learned(*[8.0] * 4)
    assert (durations.estimate(FOX), durations.estimate_wait(FOX, 0, 1)) == (None, None)
    durations.record(FOX, 8.0)
    assert (durations.estimate(FOX), durations.estimate_wait(FOX, 0, 1)) == (Estimate(8.0, 8.0), 8.0)


def test_estimates_of_different_keys_are_independent() -> None:
    durations = learned(*[8.0] * MAX_DURATIONS_PER_KEY)
    assert (durations.estimate(OWL), durations.estimate_wait(OWL, 0, 1)) == (None, None)


def test_estimate_spans_the_20th_to_80th_percentile() -> None:
    assert learned(*range(50, 0, -1)).estimate(FOX) == Estimate(11, 41)


def test_estimate_ignores_a_single_outlier() -> None:
    assert learned(*[8.0] * 9, 4000.0).estimate(FOX) == Estimate(8.0, 8.0)


def test_estimate_uses_only_the_last_fifty_durations() -> None:
    durations = learned(*[100.0] * MAX_DURATIONS_PER_KEY, *[8.0] * (MAX_DURATIONS_PER_KEY - 1))
    durations.record(FOX, 8.0)
    assert durations.estimate(FOX) == Estimate(8.0, 8.0)
    assert learned(*[8.0] * MAX_DURATIONS_PER_KEY, *[100.0] * MAX_DURATIONS_PER_KEY).estimate(FOX) == Estimate(
        100.0, 100.0
    )


def test_recent_durations_keep_the_last_fifty() -> None:
    durations = learned(*range(MAX_DURATIONS_PER_KEY + 7))
    assert durations.sorted_durations(FOX, min_count=1) == list(range(7, MAX_DURATIONS_PER_KEY + 7))


@pytest.mark.parametrize("impossible", [-1.0, -0.001, float("nan"), float("inf"), float("-inf")])
def test_impossible_durations_are_ignored(impossible: float) -> None:
    assert learned(*[8.0] * (MIN_DURATIONS_FOR_ESTIMATE - 1), impossible).estimate(FOX) is None


@given(st.lists(seconds, min_size=MIN_DURATIONS_FOR_ESTIMATE, max_size=80))
def test_estimate_lies_within_recent_durations(took: list[float]) -> None:
    estimate = learned(*took).estimate(FOX)
    assert estimate is not None
    late = took[-MAX_DURATIONS_PER_KEY:]
    assert min(late) <= estimate.low <= estimate.high <= max(late)
    assert sum(one < estimate.low for one in late) <= len(late) * 0.2
    assert sum(one > estimate.high for one in late) <= len(late) * 0.2


@given(st.lists(seconds, min_size=1), st.floats(0, 1))
def test_quantile_is_a_listed_value_with_at_most_that_share_below(values: list[float], share: float) -> None:
    value = quantile(sorted(values), share)
    assert value in values
    assert sum(one < value for one in values) <= share * len(values)


# ── waiting ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("ahead", "at_once", "rounds"),
    [(0, 1, 1), (1, 1, 2), (5, 1, 6), (0, 8, 1), (7, 8, 1), (8, 8, 2), (16, 8, 3), (-3, 8, 1)],
)
def test_wait_estimate_grows_with_the_number_of_rounds(ahead: int, at_once: int, rounds: int) -> None:
    assert learned(*[2.0] * 4, 4.0, 10.0, *[12.0] * 3, 300.0).estimate_wait(FOX, ahead, at_once) == rounds * 10.0


@pytest.mark.parametrize("at_once", [0, -1])
def test_wait_estimate_is_none_while_nothing_may_run(at_once: int) -> None:
    assert learned(*[8.0] * 9).estimate_wait(FOX, 0, at_once) is None


@given(st.integers(0, 500), st.integers(1, 50))
def test_wait_estimate_never_shrinks_further_back_in_the_queue(ahead: int, at_once: int) -> None:
    durations = learned(*range(9))
    here, behind, quicker = (
        durations.estimate_wait(FOX, *way) for way in ((ahead, at_once), (ahead + 1, at_once), (ahead, 51))
    )
    assert here is not None
    assert behind is not None
    assert quicker is not None
    assert quicker <= here <= behind


# ── in words ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (8.2, 8.2, "about 8 s"),
        (7.6, 8.4, "about 8 s"),
        (8.2, 11.7, "8 to 12 s"),
        (8.4, 8.6, "8 to 9 s"),
        (0.0, 0.0, "about 1 s"),
        (0.1, 1.4, "about 1 s"),
        (0.0, 2.1, "1 to 3 s"),
        (19.2, 19.4, "about 19 s"),
        (19.7, 20.4, "about 20 s"),
        (21.0, 33.0, "20 to 35 s"),
        (58.0, 90.0, "60 to 90 s"),
        (89.0, 90.0, "about 90 s"),
        (70.0, 90.1, "1 to 2 minutes"),
        (62.0, 118.0, "1 to 2 minutes"),
        (58.0, 118.0, "1 to 2 minutes"),
        (91.0, 91.0, "about 2 minutes"),
        (91.0, 140.0, "about 2 minutes"),
        (95.0, 170.0, "2 to 3 minutes"),
        (8.0, 100.0, "8 s to 2 minutes"),
        (44.0, 130.0, "45 s to 3 minutes"),
        (0.2, 100.0, "1 s to 2 minutes"),
        (3600.0, 3600.0, "about 60 minutes"),
        (1300.0, 1350.0, "20 to 25 minutes"),
    ],
)
def test_estimate_is_formatted_in_natural_words(low: float, high: float, words: str) -> None:
    assert str(format_estimate(Estimate(low, high))) == words


@given(seconds, seconds)
def test_formatted_estimate_has_a_known_form_and_never_understates(one: float, other: float) -> None:
    low, high = sorted((one, other))
    words = str(format_estimate(Estimate(low, high)))
    single = re.fullmatch(r"about (\d+) (s|minutes)", words)
    double = re.fullmatch(r"(\d+)(?: (s|minutes))? to (\d+) (s|minutes)", words)
    assert single or double
    if single:
        said = int(single[1]) * (60 if single[2] == "minutes" else 1)
        assert abs(said - high) <= max(1, 0.35 * high)
        return
    assert double
    begin = int(double[1]) * (60 if (double[2] or double[4]) == "minutes" else 1)
    end = int(double[3]) * (60 if double[4] == "minutes" else 1)
    assert begin < end
    assert end >= high
    assert abs(begin - low) <= max(1, 0.35 * max(low, 60))


@given(seconds, seconds)
def test_formatted_estimate_has_no_zero_no_fraction_and_at_most_90_seconds(one: float, other: float) -> None:
    words = str(format_estimate(Estimate(*sorted((one, other)))))
    assert not re.search(r"\b0|[.%]|\b1 minutes", words.replace("1 to", ""))
    assert all(int(said) <= 90 for said in re.findall(r"(\d+) s\b", words))


@given(st.floats(0, 5000))
def test_estimate_of_a_single_value_is_never_a_range(value: float) -> None:
    assert str(format_estimate(Estimate(value, value))).startswith("about ")


@pytest.mark.parametrize(("share", "value"), [(0.0, 1), (0.2, 2), (0.5, 3), (0.79, 4), (0.8, 5), (1.0, 5)])
def test_quantile_of_five_values_matches_the_table(share: float, value: float) -> None:
    assert quantile([1, 2, 3, 4, 5], share) == value
