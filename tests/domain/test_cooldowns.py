"""Pauses: a single refusal never leads to one, several in a short time do, and all of it is forgotten soon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cooldowns import (
    FIRST_PAUSE_SECONDS,
    MAX_PAUSE_SECONDS,
    STRIKE_HALF_LIFE_SECONDS,
    STRIKES_BEFORE_PAUSE,
    Strikes,
)

NOW = 1_800_000_000.0
LEVELS = st.floats(0, 2000)
GAPS = st.floats(-3600, 30 * 24 * 3600)


def struck(times: int, *, every: float = 0.0, strikes: Strikes = Strikes(), at: float = NOW) -> Strikes:  # noqa: B008 – a constant
    for n in range(times):
        strikes = strikes.add_strike(at + n * every)
    return strikes


@pytest.mark.parametrize("every", [0.0, 1.0, 60.0, 300.0])
def test_third_refusal_within_minutes_starts_a_cooldown_of_a_minute(every: float) -> None:
    assert STRIKES_BEFORE_PAUSE == 3
    assert struck(2, every=every).paused_until == 0
    assert struck(3, every=every).paused_until == NOW + 2 * every + FIRST_PAUSE_SECONDS


@pytest.mark.parametrize(
    ("times", "seconds"),
    [(3, 60), (4, 120), (5, 240), (6, 480), (7, 960), (8, 1920), (9, 3600), (10, 3600), (99, 3600)],
)
def test_further_refusals_double_the_cooldown_up_to_an_hour(times: int, seconds: float) -> None:
    assert struck(times).paused_until == NOW + seconds


@given(level=LEVELS, gap=GAPS)
def test_cooldown_never_exceeds_an_hour_and_strike_level_stays_positive(level: float, gap: float) -> None:
    strikes = Strikes(level, NOW).add_strike(NOW + gap)
    assert strikes.level >= 1
    assert (
        strikes.paused_until == 0
        or FIRST_PAUSE_SECONDS <= strikes.paused_until - (NOW + gap) <= MAX_PAUSE_SECONDS + 1e-3
    )


@given(gap=st.floats(STRIKE_HALF_LIFE_SECONDS, 30 * 24 * 3600), times=st.integers(0, 2))
def test_refusal_an_hour_after_two_others_starts_no_cooldown(gap: float, times: int) -> None:
    assert struck(times).add_strike(NOW + gap).paused_until == 0


@given(times=st.integers(1, 12))
def test_strikes_fade_within_a_day(times: int) -> None:
    assert struck(times).add_strike(NOW + 24 * 3600).level < 1.001


@given(level=LEVELS, earlier=st.floats(0, 10**6), later=st.floats(0, 10**6))
def test_strike_level_only_decays(level: float, earlier: float, later: float) -> None:
    strikes = Strikes(level, NOW)
    assert 0 <= strikes.decayed_level(NOW + earlier + later) <= strikes.decayed_level(NOW + earlier) <= level


def test_strike_level_halves_every_hour_and_ignores_a_clock_set_back() -> None:
    strikes = Strikes(4.0, NOW)
    assert strikes.decayed_level(NOW + STRIKE_HALF_LIFE_SECONDS) == 2.0
    assert strikes.decayed_level(NOW - STRIKE_HALF_LIFE_SECONDS) == 4.0


def test_cooldown_is_not_shortened_by_a_later_refusal() -> None:
    assert Strikes(3.0, NOW, NOW + 5000).add_strike(NOW).paused_until == NOW + 5000


@given(level=LEVELS, until=st.floats(0, 4 * 10**9))
def test_remove_strike_forgives_a_single_strike_and_ends_the_cooldown(level: float, until: float) -> None:
    assert Strikes(level, NOW, until).remove_strike(NOW) == Strikes(max(0.0, level - 1), NOW, 0.0)


@given(times=st.integers(0, 9))
def test_strike_removed_at_once_leaves_the_level_unchanged(times: int) -> None:
    before = struck(times)
    assert before.add_strike(NOW).remove_strike(NOW).level == pytest.approx(before.level)
