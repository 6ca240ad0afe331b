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


def test_limiter_allows_the_configured_number_of_tasks(throttle: ConcurrencyLimiter) -> None:
    assert throttle.limit == 8
    succeed(throttle, 100)
    assert throttle.limit == 8


@pytest.mark.parametrize(
    ("retry_after", "quiet"), [(None, MIN_BACKOFF_SECONDS), (0.0, MIN_BACKOFF_SECONDS), (30.0, 30.0)]
)
def test_rate_limit_pauses_all_tasks_then_halves_the_limit(
    retry_after: float | None, quiet: float, throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    throttle.record_rate_limit(retry_after)
    clock.advance(quiet - 0.01)
    assert throttle.limit == 0
    clock.advance(0.01)
    assert throttle.limit == 4


def test_simultaneous_rate_limits_count_once_and_keep_the_longest_pause(
    throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    for retry_after in (2.0, 30.0, None):
        throttle.record_rate_limit(retry_after)
    clock.advance(29.9)
    assert throttle.limit == 0
    clock.advance(0.1)
    assert throttle.limit == 4


def test_repeated_rate_limits_never_reduce_the_limit_below_1(throttle: ConcurrencyLimiter, clock: ManualClock) -> None:
    limits = []
    for _ in range(5):
        throttle.record_rate_limit(None)
        clock.advance(MIN_BACKOFF_SECONDS)
        limits.append(throttle.limit)
    assert limits == [4, 2, 1, 1, 1]


def test_limit_grows_by_1_after_a_full_round_of_successes(throttle: ConcurrencyLimiter, clock: ManualClock) -> None:
    throttle.record_rate_limit(None)
    clock.advance(MIN_BACKOFF_SECONDS)
    succeed(throttle, 3)
    assert throttle.limit == 4
    succeed(throttle, 1)
    assert throttle.limit == 5
    succeed(throttle, 5 + 6 + 7)
    assert throttle.limit == 8


def test_rate_limit_resets_the_success_count(throttle: ConcurrencyLimiter, clock: ManualClock) -> None:
    succeed(throttle, 7)
    throttle.record_rate_limit(None)
    clock.advance(MIN_BACKOFF_SECONDS)
    succeed(throttle, 3)
    assert throttle.limit == 4


@given(
    at_most=st.integers(1, 20),
    events=st.lists(st.one_of(st.just("success"), st.none(), st.floats(0, 100), st.tuples(st.floats(0, 50)))),
)
def test_limit_stays_between_1_and_the_configured_maximum(
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


def test_circuit_breaker_pauses_requests_and_reports_only_the_first_trip(
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


def test_failed_trials_double_the_breaker_pause_up_to_the_maximum(breaker: CircuitBreaker, clock: ManualClock) -> None:
    pause = FIRST_PAUSE_SECONDS
    for _ in range(8):
        breaker.trip()
        clock.advance(pause - 0.01)
        assert not breaker.allows_requests
        clock.advance(0.01)
        assert breaker.allows_requests
        pause = min(2 * pause, MAX_PAUSE_SECONDS)
    assert pause == MAX_PAUSE_SECONDS


def test_simultaneous_failures_lengthen_the_breaker_pause_once(breaker: CircuitBreaker, clock: ManualClock) -> None:
    for _ in range(20):
        breaker.trip()
    clock.advance(FIRST_PAUSE_SECONDS)
    assert breaker.allows_requests
    breaker.trip()
    clock.advance(2 * FIRST_PAUSE_SECONDS)
    assert breaker.allows_requests


def test_success_closes_the_breaker_once_and_resets_the_pause(breaker: CircuitBreaker, clock: ManualClock) -> None:
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


def test_success_closes_the_breaker_immediately(breaker: CircuitBreaker) -> None:
    breaker.trip()
    breaker.record_success()
    assert breaker.allows_requests


def test_breaker_restored_after_a_restart_allows_a_single_trial(
    breaker: CircuitBreaker, throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    breaker.restore_tripped()
    assert breaker.allows_requests
    assert available_slots(throttle, breaker) == 1
    assert not breaker.trip()
    assert available_slots(throttle, breaker) == 0
    clock.advance(FIRST_PAUSE_SECONDS)
    assert available_slots(throttle, breaker) == 1


def test_tripped_breaker_allows_a_single_trial_and_success_frees_all_slots(
    breaker: CircuitBreaker, throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    assert available_slots(throttle, breaker) == 8
    breaker.trip()
    assert available_slots(throttle, breaker) == 0
    clock.advance(FIRST_PAUSE_SECONDS)
    assert available_slots(throttle, breaker) == 1
    breaker.record_success()
    assert available_slots(throttle, breaker) == 8


def test_breaker_trial_waits_for_the_rate_limit_pause(
    breaker: CircuitBreaker, throttle: ConcurrencyLimiter, clock: ManualClock
) -> None:
    breaker.trip()
    throttle.record_rate_limit(2 * FIRST_PAUSE_SECONDS)
    clock.advance(FIRST_PAUSE_SECONDS)
    assert available_slots(throttle, breaker) == 0
    clock.advance(FIRST_PAUSE_SECONDS)
    assert available_slots(throttle, breaker) == 1
