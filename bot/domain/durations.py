"""The durations of recent tasks, and estimates for the next task."""

from collections import deque
from collections.abc import Hashable
from math import ceil, floor, isfinite
from typing import Final, NamedTuple

from bot.localization.messages import Message

MAX_DURATIONS_PER_KEY: Final = 50
"""Durations that are kept for each kind of task, the latest ones."""
MIN_DURATIONS_FOR_ESTIMATE: Final = 5
"""Minimum number of durations for an estimate."""

_MINUTES_ABOVE_SECONDS: Final = 90
_MINUTE_SECONDS: Final = 60
_ROUND_TO_FIVES_FROM: Final = 20


class Estimate(NamedTuple):
    """Seconds: a fifth of the recent tasks took less than ``low``, a fifth more than ``high``."""

    low: float
    high: float


def quantile(ordered: list[float], share: float) -> float:
    """The quantile of ordered values, of which there must be at least one."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Durations:
    """The last :data:`MAX_DURATIONS_PER_KEY` durations of each kind of task, in memory.

    Estimates for members are computed from one instance, the times of polls from another
    (:class:`~bot.runware.poll_schedule.PollSchedule`).
    """

    def __init__(self) -> None:
        self._durations: dict[Hashable, deque[float]] = {}

    def record(self, key: Hashable, seconds: float) -> None:
        """Record the duration of a finished task; ignore an impossible one, as when a clock was set back."""
        if isfinite(seconds) and seconds >= 0:
            self._durations.setdefault(key, deque(maxlen=MAX_DURATIONS_PER_KEY)).append(seconds)

    def sorted_durations(self, key: Hashable, *, min_count: int) -> list[float]:
        """The recorded durations of a kind, the shortest first; empty if there are fewer than ``min_count``."""
        durations = self._durations.get(key, ())
        return sorted(durations) if len(durations) >= min_count else []

    def estimate(self, key: Hashable) -> Estimate | None:
        """Estimate the duration of a task; ``None`` if too few durations are recorded."""
        ordered = self.sorted_durations(key, min_count=MIN_DURATIONS_FOR_ESTIMATE)
        return Estimate(quantile(ordered, 0.2), quantile(ordered, 0.8)) if ordered else None

    def estimate_wait(self, key: Hashable, ahead: int, slots: int) -> float | None:
        """Estimate the seconds until a task is done with ``ahead`` tasks before it and ``slots`` running at a time.

        The other tasks are assumed to be of its kind. ``None`` also if ``slots`` is 0.
        """
        ordered = self.sorted_durations(key, min_count=MIN_DURATIONS_FOR_ESTIMATE)
        if not ordered or slots < 1:
            return None
        return (max(0, ahead) // slots + 1) * quantile(ordered, 0.5)


def format_estimate(estimate: Estimate) -> Message:
    """Write an estimate: ``about 8 s``, ``8 to 12 s``, ``1 to 2 minutes``.

    The upper end is rounded up, so that tasks seldom take longer. Numbers from 20 are multiples of five.
    """
    low, high = estimate
    if high <= _MINUTES_ABOVE_SECONDS:
        return _format_range(low, high, "seconds")
    if _round_nearest(low) >= _MINUTE_SECONDS:
        return _format_range(low / _MINUTE_SECONDS, high / _MINUTE_SECONDS, "minutes")
    return Message("estimate-seconds-to-minutes", low=_round_nearest(low), high=_round_up(high / _MINUTE_SECONDS))


def _format_range(low: float, high: float, unit: str) -> Message:
    if _round_nearest(low) == _round_nearest(high):
        return Message(f"estimate-about-{unit}", time=_round_nearest(low))
    return Message(f"estimate-range-of-{unit}", low=_round_nearest(low), high=_round_up(high))


def _round_nearest(value: float) -> int:
    step = 1 if value < _ROUND_TO_FIVES_FROM else 5
    return max(1, floor(value / step + 0.5) * step)


def _round_up(value: float) -> int:
    step = 1 if value < _ROUND_TO_FIVES_FROM else 5
    return ceil(value / step) * step
