"""When to ask for results: learns how long each kind of task takes, knows no clock."""

from collections.abc import Hashable
from typing import Final, TypeAlias

from bot.domain.durations import RecentDurations, quantile

DurationKey: TypeAlias = Hashable
"""Whatever decides about the duration: model and resolution."""

MIN_DURATION_SAMPLES: Final = 3
"""The durations after which the learned time is trusted."""
_MIN_FIRST_POLL_SECONDS: Final = 0.1
_MIN_INTERVAL_SECONDS: Final = 0.2
_INTERVAL_PER_ELAPSED_SECOND: Final = 0.06
_QUANTILE_MARGIN_SECONDS: Final = 0.3
_MAX_DENSE_INTERVAL_SECONDS: Final = 0.45


class PollSchedule:
    """Seconds to wait before each poll, so that a finished task waits little and a running one is asked seldom.

    All times are seconds since the task was taken.
    """

    def __init__(self, *, first: float, max_interval: float) -> None:
        """``first`` comes before the first poll while nothing is learned; ``longest`` bounds every later wait."""
        self._first = first
        self._max_interval = max_interval
        self._recent_durations = RecentDurations()

    def first_poll_delay(self, key: DurationKey) -> float:
        """When to ask for the first time: as the quickest tenth is done, or a little later where most are by then."""
        durations = self._recent_durations.sorted_durations(key, min_count=MIN_DURATION_SAMPLES)
        if not durations:
            return self._first
        return max(
            _MIN_FIRST_POLL_SECONDS, min(quantile(durations, 0.8), quantile(durations, 0.1) + _QUANTILE_MARGIN_SECONDS)
        )

    def next_poll_delay(self, elapsed: float, key: DurationKey = None) -> float:
        """How long to wait after a poll that found the task unfinished.

        It grows with the time already spent, but stays short while most tasks of this key are known to end.
        """
        grown = max(_MIN_INTERVAL_SECONDS, _INTERVAL_PER_ELAPSED_SECOND * elapsed)
        durations = self._recent_durations.sorted_durations(key, min_count=MIN_DURATION_SAMPLES)
        if durations and elapsed <= quantile(durations, 0.9) + _QUANTILE_MARGIN_SECONDS:
            spread = quantile(durations, 0.9) - quantile(durations, 0.1)
            grown = min(grown, max(_MIN_INTERVAL_SECONDS, min(_MAX_DENSE_INTERVAL_SECONDS, spread / 10)))
        return min(self._max_interval, grown)

    def record_finished(self, key: DurationKey, last_unfinished: float | None, seen_finished: float) -> None:
        """Learn from a task found finished at ``seen``: it ended between that poll and ``last_unfinished``.

        Where the first poll already found it, it may have ended long before: some less is learned, so that the next
        polls come earlier until one of them finds a task unfinished.
        """
        if last_unfinished is None:
            duration = max(
                seen_finished / 2, seen_finished - min(1.0, max(0.1 * seen_finished, _QUANTILE_MARGIN_SECONDS + 0.1))
            )
        else:
            duration = (last_unfinished + seen_finished) / 2
        self._recent_durations.add(key, duration)
