"""The poll schedule against simulated providers: little waiting, few polls."""

import random
import statistics
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.runware.poll_schedule import PollSchedule

KEY = ("xai:grok-imagine@image", "1K")


def simulate(schedule: PollSchedule, duration: float) -> tuple[float, int]:
    """Seconds between a task's end and the poll that saw it, and how many polls that took."""
    elapsed, unfinished, polls = schedule.first_poll_delay(KEY), None, 1
    while elapsed < duration:
        unfinished = elapsed
        elapsed += schedule.next_poll_delay(elapsed, KEY)
        polls += 1
    schedule.record_finished(KEY, unfinished, elapsed)
    return elapsed - duration, polls


def after_warm_up(draw: Callable[[], float], *, warm_up: int = 60, tasks: int = 300) -> tuple[float, float]:
    """The median of the added seconds, and the mean number of polls."""
    schedule = PollSchedule(first=2.0, max_interval=5.0)
    seen = [simulate(schedule, draw()) for _ in range(warm_up + tasks)][warm_up:]
    return statistics.median(added for added, _ in seen), statistics.mean(polls for _, polls in seen)


@given(st.floats(0.3, 60.0))
@settings(max_examples=50, deadline=None)
def test_a_constant_duration_costs_few_polls_and_little_time(duration: float) -> None:
    added, polls = after_warm_up(lambda: duration)
    assert added <= 0.3
    assert polls <= 6


@given(st.floats(1.0, 45.0), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_a_narrow_spread_costs_little_time(middle: float, chance: random.Random) -> None:
    added, polls = after_warm_up(lambda: middle * chance.uniform(0.97, 1.03))
    assert added <= 0.3
    assert polls <= 8


@pytest.mark.parametrize("seed", range(5))
def test_a_wide_spread_costs_little_time(seed: int) -> None:
    chance = random.Random(seed)
    added, polls = after_warm_up(lambda: chance.uniform(5, 15))
    assert added <= 0.3
    assert polls <= 12


@pytest.mark.parametrize(("before", "after"), [(10.0, 5.0), (5.0, 10.0), (30.0, 20.0)])
def test_schedule_adapts_to_shorter_and_longer_durations(before: float, after: float) -> None:
    schedule = PollSchedule(first=2.0, max_interval=5.0)
    for duration in [before] * 60 + [after] * 120:
        added, _ = simulate(schedule, duration)
    assert added <= 0.5


def test_first_poll_uses_the_configured_delay_until_three_tasks_are_known() -> None:
    schedule = PollSchedule(first=2.5, max_interval=5.0)
    for _ in range(3):
        assert schedule.first_poll_delay(KEY) == 2.5
        schedule.record_finished(KEY, 7.9, 8.1)
    assert schedule.first_poll_delay(KEY) == pytest.approx(8.0)
    assert schedule.first_poll_delay(("another model", "2K")) == 2.5


@given(st.lists(st.tuples(st.none() | st.floats(0, 100), st.floats(0, 100))), st.floats(0, 10_000))
def test_poll_delays_stay_within_their_bounds(seen: list[tuple[float | None, float]], elapsed: float) -> None:
    schedule = PollSchedule(first=2.0, max_interval=5.0)
    for unfinished, at in seen:
        schedule.record_finished(KEY, unfinished, at)
    assert schedule.first_poll_delay(KEY) >= 0.1
    assert 0.2 <= schedule.next_poll_delay(elapsed, KEY) <= 5.0
    assert 0.2 <= schedule.next_poll_delay(elapsed) <= 5.0


def test_late_task_is_polled_at_growing_intervals() -> None:
    schedule = PollSchedule(first=2.0, max_interval=5.0)
    assert [schedule.next_poll_delay(elapsed) for elapsed in (1, 10, 50, 500)] == pytest.approx([0.2, 0.6, 3.0, 5.0])
