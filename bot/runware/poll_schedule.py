"""Decides when to poll, from learned durations of each kind of task. Pure; has no clock."""

from collections.abc import Hashable
from typing import Final

from bot.domain.durations import Durations, quantile

MIN_DURATION_SAMPLES: Final = 3
"""Number of durations of a key from which they are used."""
_MIN_FIRST_POLL_SECONDS: Final = 0.1
_MIN_INTERVAL_SECONDS: Final = 0.2
_INTERVAL_PER_ELAPSED_SECOND: Final = 0.06
_QUANTILE_MARGIN_SECONDS: Final = 0.3
_MAX_DENSE_INTERVAL_SECONDS: Final = 0.45


class PollSchedule:
    """Computes the seconds to wait before each poll: short near the expected end, longer otherwise.

    All times are seconds since the task was accepted.
    """

    def __init__(self, *, first: float, max_interval: float) -> None:
        """``first`` is the first wait while no durations are learned; ``max_interval`` limits later waits."""
        self._durations = Durations()
        """Durations until tasks ended, not until a poll found them ended: otherwise polls could not become earlier."""
        self._first = first
        self._max_interval = max_interval

    def first_poll_delay(self, key: Hashable) -> float:
        """Seconds before the first poll: the 10 % quantile plus a margin, at most the 80 % quantile."""
        durations = self._durations.sorted_durations(key, min_count=MIN_DURATION_SAMPLES)
        if not durations:
            return self._first
        return max(
            _MIN_FIRST_POLL_SECONDS, min(quantile(durations, 0.8), quantile(durations, 0.1) + _QUANTILE_MARGIN_SECONDS)
        )

    def next_poll_delay(self, elapsed: float, key: Hashable = None) -> float:
        """Seconds to wait after a poll of an unfinished task.

        The wait grows with the elapsed time, but stays short until most tasks of this key have finished.
        """
        grown = max(_MIN_INTERVAL_SECONDS, _INTERVAL_PER_ELAPSED_SECOND * elapsed)
        durations = self._durations.sorted_durations(key, min_count=MIN_DURATION_SAMPLES)
        if durations and elapsed <= quantile(durations, 0.9) + _QUANTILE_MARGIN_SECONDS:
            spread = quantile(durations, 0.9) - quantile(durations, 0.1)
            grown = min(grown, max(_MIN_INTERVAL_SECONDS, min(_MAX_DENSE_INTERVAL_SECONDS, spread / 10)))
        return min(self._max_interval, grown)

    def record_finished(self, key: Hashable, last_unfinished: float | None, seen_finished: float) -> None:
        """Learn from a task that finished between the polls at ``last_unfinished`` and ``seen_finished``.

        If the first poll already found it finished (``None``), it may have ended much earlier: a shorter time is
        learned, so that later first polls come earlier until one of them finds a task unfinished.
        """
        if last_unfinished is None:
            duration = max(
                seen_finished / 2, seen_finished - min(1.0, max(0.1 * seen_finished, _QUANTILE_MARGIN_SECONDS + 0.1))
            )
        else:
            duration = (last_unfinished + seen_finished) / 2
        self._durations.record(key, duration)
