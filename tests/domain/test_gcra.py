"""The cooldown: one request an interval, as a leaky bucket that is filled step by step says too."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gcra import next_arrival

TICKS = st.lists(st.integers(0, 40), max_size=40)


def bucket_accepts(accepted: list[int], now: int, *, interval: int, burst: int) -> bool:
    """The continuous-state leaky bucket of ITU-T I.371, drained tick by tick.

    A request conforms if the bucket holds at most ``burst - 1`` intervals, and fills it by one interval.
    """
    level, before = 0, 0
    for arrival in accepted:
        for _ in range(arrival - before):
            level = max(0, level - 1)
        level, before = level + interval, arrival
    for _ in range(now - before):
        level = max(0, level - 1)
    return level <= (burst - 1) * interval


@given(gaps=TICKS, interval=st.integers(1, 10), burst=st.integers(1, 4))
def test_requests_are_accepted_as_by_a_leaky_bucket(gaps: list[int], interval: int, burst: int) -> None:
    accepted, now = list[int](), 0
    for gap in gaps:
        now += gap
        conforms = now >= next_arrival(accepted, interval_seconds=interval, burst=burst)
        assert conforms == bucket_accepts(accepted, now, interval=interval, burst=burst)
        if conforms:
            accepted.append(now)


@given(gaps=TICKS, interval=st.integers(1, 10), burst=st.integers(1, 4))
def test_no_stretch_of_time_has_more_requests_than_the_rate_and_the_burst(
    gaps: list[int], interval: int, burst: int
) -> None:
    accepted, now = list[int](), 0
    for gap in gaps:
        now += gap
        if now >= next_arrival(accepted, interval_seconds=interval, burst=burst):
            accepted.append(now)
    for n, first in enumerate(accepted):
        for m, last in enumerate(accepted[n:], 1):
            assert m <= burst + (last - first) // interval


def test_first_request_conforms_at_any_time() -> None:
    assert next_arrival([], interval_seconds=5) == float("-inf")


def test_next_request_conforms_exactly_after_the_interval() -> None:
    assert next_arrival([100.0], interval_seconds=5) == 105.0
    assert next_arrival([100.0, 105.0], interval_seconds=5) == 110.0
