"""When to ask for results: learns how long each kind of task takes, knows no clock."""

from collections.abc import Hashable
from typing import Final, TypeAlias

from bot.domain.durations import Recent, quantile

Key: TypeAlias = Hashable
"""Whatever decides about the duration: model and resolution."""

ENOUGH: Final = 3
"""The durations after which the learned time is trusted."""
_SOONEST: Final = 0.1
_SHORTEST: Final = 0.2
_GROWTH: Final = 0.06
_SPREAD: Final = 0.3
_DENSE: Final = 0.45


class PollSchedule:
    """Seconds to wait before each poll, so that a finished task waits little and a running one is asked seldom.

    All times are seconds since the task was taken.
    """

    def __init__(self, *, first: float, longest: float) -> None:
        """``first`` comes before the first poll while nothing is learned; ``longest`` bounds every later wait."""
        self._first = first
        self._longest = longest
        self._recent = Recent()

    def first_poll(self, key: Key) -> float:
        """When to ask for the first time: as the quickest tenth is done, or a little later where most are by then."""
        durations = self._recent.ordered(key, enough=ENOUGH)
        if not durations:
            return self._first
        return max(_SOONEST, min(quantile(durations, 0.8), quantile(durations, 0.1) + _SPREAD))

    def interval(self, elapsed: float, key: Key = None) -> float:
        """How long to wait after a poll that found the task unfinished.

        It grows with the time already spent, but stays short while most tasks of this key are known to end.
        """
        grown = max(_SHORTEST, _GROWTH * elapsed)
        durations = self._recent.ordered(key, enough=ENOUGH)
        if durations and elapsed <= quantile(durations, 0.9) + _SPREAD:
            spread = quantile(durations, 0.9) - quantile(durations, 0.1)
            grown = min(grown, max(_SHORTEST, min(_DENSE, spread / 10)))
        return min(self._longest, grown)

    def finished(self, key: Key, last_unfinished: float | None, seen: float) -> None:
        """Learn from a task found finished at ``seen``: it ended between that poll and ``last_unfinished``.

        Where the first poll already found it, it may have ended long before: some less is learned, so that the next
        polls come earlier until one of them finds a task unfinished.
        """
        if last_unfinished is None:
            duration = max(seen / 2, seen - min(1.0, max(0.1 * seen, _SPREAD + 0.1)))
        else:
            duration = (last_unfinished + seen) / 2
        self._recent.add(key, duration)
