"""The provider is asked for as much as it takes, and for nothing while only the operator can help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rate_limits import FIRST_PAUSE, LONGEST_PAUSE, SHORTEST_QUIET, Breaker, Throttle, at_once
from tests.conftest import HandClock


@pytest.fixture
def throttle(clock: HandClock) -> Throttle:
    return Throttle(8, clock)


@pytest.fixture
def breaker(clock: HandClock) -> Breaker:
    return Breaker(clock)


def succeed(throttle: Throttle, times: int) -> None:
    for _ in range(times):
        throttle.succeeded()


# ── the bound ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_as_many_tasks_as_configured_may_run(throttle: Throttle) -> None:
    assert throttle.limit == 8
    succeed(throttle, 100)
    assert throttle.limit == 8


@pytest.mark.parametrize(("retry_after", "quiet"), [(None, SHORTEST_QUIET), (0.0, SHORTEST_QUIET), (30.0, 30.0)])
def test_a_refusal_keeps_everything_quiet_and_halves_the_bound(
    retry_after: float | None, quiet: float, throttle: Throttle, clock: HandClock
) -> None:
    throttle.rate_limited(retry_after)
    clock.advance(quiet - 0.01)
    assert throttle.limit == 0
    clock.advance(0.01)
    assert throttle.limit == 4


def test_refusals_of_one_moment_count_once_and_the_longest_quiet_is_kept(throttle: Throttle, clock: HandClock) -> None:
    for retry_after in (2.0, 30.0, None):
        throttle.rate_limited(retry_after)
    clock.advance(29.9)
    assert throttle.limit == 0
    clock.advance(0.1)
    assert throttle.limit == 4


def test_refusals_one_after_the_other_never_end_at_nothing(throttle: Throttle, clock: HandClock) -> None:
    limits = []
    for _ in range(5):
        throttle.rate_limited(None)
        clock.advance(SHORTEST_QUIET)
        limits.append(throttle.limit)
    assert limits == [4, 2, 1, 1, 1]


def test_a_full_round_of_successes_gives_one_more_until_all_is_back(throttle: Throttle, clock: HandClock) -> None:
    throttle.rate_limited(None)
    clock.advance(SHORTEST_QUIET)
    succeed(throttle, 3)
    assert throttle.limit == 4
    succeed(throttle, 1)
    assert throttle.limit == 5
    succeed(throttle, 5 + 6 + 7)
    assert throttle.limit == 8


def test_a_refusal_forgets_the_successes_before_it(throttle: Throttle, clock: HandClock) -> None:
    succeed(throttle, 7)
    throttle.rate_limited(None)
    clock.advance(SHORTEST_QUIET)
    succeed(throttle, 3)
    assert throttle.limit == 4


@given(
    at_most=st.integers(1, 20),
    events=st.lists(st.one_of(st.just("success"), st.none(), st.floats(0, 100), st.tuples(st.floats(0, 50)))),
)
def test_the_bound_stays_between_one_and_what_was_configured(
    at_most: int, events: list[str | float | tuple[float] | None]
) -> None:
    clock = HandClock()
    throttle = Throttle(at_most, clock)
    for event in events:
        match event:
            case str():
                throttle.succeeded()
            case (seconds,):
                clock.advance(seconds)
            case _:
                throttle.rate_limited(event)
    clock.advance(101)
    assert 1 <= throttle.limit <= at_most


# ── the stop ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_spending_stops_when_the_operator_is_needed_and_is_news_once(breaker: Breaker, clock: HandClock) -> None:
    assert breaker.spending
    assert breaker.trip()
    assert not breaker.trip()
    clock.advance(FIRST_PAUSE - 0.01)
    assert not breaker.spending
    clock.advance(0.01)
    assert breaker.spending
    assert breaker.tripped


def test_each_trial_that_fails_makes_the_pause_longer_up_to_the_longest(breaker: Breaker, clock: HandClock) -> None:
    pause = FIRST_PAUSE
    for _ in range(8):
        breaker.trip()
        clock.advance(pause - 0.01)
        assert not breaker.spending
        clock.advance(0.01)
        assert breaker.spending
        pause = min(2 * pause, LONGEST_PAUSE)
    assert pause == LONGEST_PAUSE


def test_tasks_that_fail_together_make_the_pause_longer_once(breaker: Breaker, clock: HandClock) -> None:
    for _ in range(20):
        breaker.trip()
    clock.advance(FIRST_PAUSE)
    assert breaker.spending
    breaker.trip()
    clock.advance(2 * FIRST_PAUSE)
    assert breaker.spending


def test_a_success_is_news_once_and_begins_the_pauses_anew(breaker: Breaker, clock: HandClock) -> None:
    for _ in range(3):
        breaker.trip()
        clock.advance(LONGEST_PAUSE)
    assert breaker.succeeded()
    assert not breaker.succeeded()
    assert breaker.spending
    assert not breaker.tripped
    assert breaker.trip()
    clock.advance(FIRST_PAUSE)
    assert breaker.spending


def test_a_success_lets_all_spend_again_at_once(breaker: Breaker) -> None:
    breaker.trip()
    breaker.succeeded()
    assert breaker.spending


def test_after_a_restart_the_first_task_tries_whether_the_operator_has_acted(
    breaker: Breaker, throttle: Throttle, clock: HandClock
) -> None:
    breaker.resume_tripped()
    assert breaker.spending
    assert at_once(throttle, breaker) == 1
    assert not breaker.trip()
    assert at_once(throttle, breaker) == 0
    clock.advance(FIRST_PAUSE)
    assert at_once(throttle, breaker) == 1


def test_one_task_tries_and_its_success_lets_the_others_follow(
    breaker: Breaker, throttle: Throttle, clock: HandClock
) -> None:
    assert at_once(throttle, breaker) == 8
    breaker.trip()
    assert at_once(throttle, breaker) == 0
    clock.advance(FIRST_PAUSE)
    assert at_once(throttle, breaker) == 1
    breaker.succeeded()
    assert at_once(throttle, breaker) == 8


def test_a_trial_waits_for_the_quiet_that_the_provider_asked_for(
    breaker: Breaker, throttle: Throttle, clock: HandClock
) -> None:
    breaker.trip()
    throttle.rate_limited(2 * FIRST_PAUSE)
    clock.advance(FIRST_PAUSE)
    assert at_once(throttle, breaker) == 0
    clock.advance(FIRST_PAUSE)
    assert at_once(throttle, breaker) == 1
