"""The provider is asked for as much as it takes, and for nothing while only the operator can help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rate_limits import (
    FIRST_PAUSE_SECONDS,
    MAX_PAUSE_SECONDS,
    MIN_BACKOFF_SECONDS,
    CircuitBreaker,
    ConcurrencyLimiter,
    available_slots,
)
from tests.support.clock import ManualClock


@pytest.fixture
def throttle(clock: ManualClock) -> ConcurrencyLimiter:
    return ConcurrencyLimiter(8, clock)


@pytest.fixture
def breaker(clock: ManualClock) -> CircuitBreaker:
    return CircuitBreaker(clock)


def succeed(throttle: ConcurrencyLimiter, times: int) -> None:
    for _ in range(times):
        throttle.record_success()


# ── the bound ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_as_many_tasks_as_configured_may_run(throttle: ConcurrencyLimiter) -> None:
    assert throttle.limit == 8
    succeed(throttle, 100)
    assert throttle.limit == 8


@pytest.mark.parametrize(
    ("retry_after", "quiet"), [(None, MIN_BACKOFF_SECONDS), (0.0, MIN_BACKOFF_SECONDS), (30.0, 30.0)]
)
def test_a_refusal_keeps_everything_quiet_and_halves_the_bound(
    retry_after: float | None, quiet: float, throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    throttle.record_rate_limit(retry_after)
    clock.advance(quiet - 0.01)
    assert throttle.limit == 0
    clock.advance(0.01)
    assert throttle.limit == 4


def test_refusals_of_one_moment_count_once_and_the_longest_quiet_is_kept(
    throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    for retry_after in (2.0, 30.0, None):
        throttle.record_rate_limit(retry_after)
    clock.advance(29.9)
    assert throttle.limit == 0
    clock.advance(0.1)
    assert throttle.limit == 4


def test_refusals_one_after_the_other_never_end_at_nothing(throttle: ConcurrencyLimiter, clock: ManualClock) -> None:
    limits = []
    for _ in range(5):
        throttle.record_rate_limit(None)
        clock.advance(MIN_BACKOFF_SECONDS)
        limits.append(throttle.limit)
    assert limits == [4, 2, 1, 1, 1]


def test_a_full_round_of_successes_gives_one_more_until_all_is_back(
    throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    throttle.record_rate_limit(None)
    clock.advance(MIN_BACKOFF_SECONDS)
    succeed(throttle, 3)
    assert throttle.limit == 4
    succeed(throttle, 1)
    assert throttle.limit == 5
    succeed(throttle, 5 + 6 + 7)
    assert throttle.limit == 8


def test_a_refusal_forgets_the_successes_before_it(throttle: ConcurrencyLimiter, clock: ManualClock) -> None:
    succeed(throttle, 7)
    throttle.record_rate_limit(None)
    clock.advance(MIN_BACKOFF_SECONDS)
    succeed(throttle, 3)
    assert throttle.limit == 4


@given(
    at_most=st.integers(1, 20),
    events=st.lists(st.one_of(st.just("success"), st.none(), st.floats(0, 100), st.tuples(st.floats(0, 50)))),
)
def test_the_bound_stays_between_one_and_what_was_configured(
    at_most: int, events: list[str | float | tuple[float] | None]
) -> None:
    clock = ManualClock()
    throttle = ConcurrencyLimiter(at_most, clock)
    for event in events:
        match event:
            case str():
                throttle.record_success()
            case (seconds,):
                clock.advance(seconds)
            case _:
                throttle.record_rate_limit(event)
    clock.advance(101)
    assert 1 <= throttle.limit <= at_most


# ── the stop ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_spending_stops_when_the_operator_is_needed_and_is_news_once(
    breaker: CircuitBreaker, clock: ManualClock
) -> None:
    assert breaker.allows_requests
    assert breaker.trip()
    assert not breaker.trip()
    clock.advance(FIRST_PAUSE_SECONDS - 0.01)
    assert not breaker.allows_requests
    clock.advance(0.01)
    assert breaker.allows_requests
    assert breaker.tripped


def test_each_trial_that_fails_makes_the_pause_longer_up_to_the_longest(
    breaker: CircuitBreaker, clock: ManualClock
) -> None:
    pause = FIRST_PAUSE_SECONDS
    for _ in range(8):
        breaker.trip()
        clock.advance(pause - 0.01)
        assert not breaker.allows_requests
        clock.advance(0.01)
        assert breaker.allows_requests
        pause = min(2 * pause, MAX_PAUSE_SECONDS)
    assert pause == MAX_PAUSE_SECONDS


def test_tasks_that_fail_together_make_the_pause_longer_once(breaker: CircuitBreaker, clock: ManualClock) -> None:
    for _ in range(20):
        breaker.trip()
    clock.advance(FIRST_PAUSE_SECONDS)
    assert breaker.allows_requests
    breaker.trip()
    clock.advance(2 * FIRST_PAUSE_SECONDS)
    assert breaker.allows_requests


def test_a_success_is_news_once_and_begins_the_pauses_anew(breaker: CircuitBreaker, clock: ManualClock) -> None:
    for _ in range(3):
        breaker.trip()
        clock.advance(MAX_PAUSE_SECONDS)
    assert breaker.record_success()
    assert not breaker.record_success()
    assert breaker.allows_requests
    assert not breaker.tripped
    assert breaker.trip()
    clock.advance(FIRST_PAUSE_SECONDS)
    assert breaker.allows_requests


def test_a_success_lets_all_spend_again_at_once(breaker: CircuitBreaker) -> None:
    breaker.trip()
    breaker.record_success()
    assert breaker.allows_requests


def test_after_a_restart_the_first_task_tries_whether_the_operator_has_acted(
    breaker: CircuitBreaker, throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    breaker.restore_tripped()
    assert breaker.allows_requests
    assert available_slots(throttle, breaker) == 1
    assert not breaker.trip()
    assert available_slots(throttle, breaker) == 0
    clock.advance(FIRST_PAUSE_SECONDS)
    assert available_slots(throttle, breaker) == 1


def test_one_task_tries_and_its_success_lets_the_others_follow(
    breaker: CircuitBreaker, throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    assert available_slots(throttle, breaker) == 8
    breaker.trip()
    assert available_slots(throttle, breaker) == 0
    clock.advance(FIRST_PAUSE_SECONDS)
    assert available_slots(throttle, breaker) == 1
    breaker.record_success()
    assert available_slots(throttle, breaker) == 8


def test_a_trial_waits_for_the_quiet_that_the_provider_asked_for(
    breaker: CircuitBreaker, throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    breaker.trip()
    throttle.record_rate_limit(2 * FIRST_PAUSE_SECONDS)
    clock.advance(FIRST_PAUSE_SECONDS)
    assert available_slots(throttle, breaker) == 0
    clock.advance(FIRST_PAUSE_SECONDS)
    assert available_slots(throttle, breaker) == 1
