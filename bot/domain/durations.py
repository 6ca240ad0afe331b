"""What tasks took of late, and what can honestly be said from that about the next one; knows no clock."""

from collections import deque
from collections.abc import Hashable
from math import ceil, floor, isfinite
from typing import Final, NamedTuple

KEPT: Final = 50
"""The durations remembered for each kind of task."""
ENOUGH: Final = 5
"""The durations from which on something is said."""

_LONGEST_IN_SECONDS: Final = 90
_MINUTE: Final = 60
_EXACT_BELOW: Final = 20


class Estimate(NamedTuple):
    """Seconds: a fifth of the tasks of late took less than ``low``, a fifth more than ``high``."""

    low: float
    high: float


class Recent:
    """The last :data:`KEPT` durations of each kind of task, in memory; kinds should be few."""

    def __init__(self) -> None:
        self._durations: dict[Hashable, deque[float]] = {}

    def add(self, key: Hashable, seconds: float) -> None:
        """Remember one more; the oldest goes."""
        self._durations.setdefault(key, deque(maxlen=KEPT)).append(seconds)

    def ordered(self, key: Hashable, *, enough: int) -> list[float]:
        """All that are remembered of a kind, the shortest first; none while there are fewer than ``enough``."""
        durations = self._durations.get(key, ())
        return sorted(durations) if len(durations) >= enough else []


def quantile(ordered: list[float], share: float) -> float:
    """The value that ``share`` of the ordered values, which may not be empty, lie below."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Durations:
    """How long the next task of a kind will take, going by the last ones; silent until :data:`ENOUGH` are known."""

    def __init__(self) -> None:
        self._recent = Recent()

    def took(self, key: Hashable, seconds: float) -> None:
        """Learn from a task that is done; what cannot be, because a clock was set back meanwhile, is not learned."""
        if isfinite(seconds) and seconds >= 0:
            self._recent.add(key, seconds)

    def estimate(self, key: Hashable) -> Estimate | None:
        """What a task takes once it is being drawn."""
        ordered = self._recent.ordered(key, enough=ENOUGH)
        return Estimate(quantile(ordered, 0.2), quantile(ordered, 0.8)) if ordered else None

    def wait(self, key: Hashable, ahead: int, at_once: int) -> float | None:
        """Seconds until a task is drawn that has ``ahead`` before it, of which ``at_once`` run at a time; roughly.

        The tasks before it are taken to be of its kind. ``None`` also while none may run.
        """
        ordered = self._recent.ordered(key, enough=ENOUGH)
        if not ordered or at_once < 1:
            return None
        return (max(0, ahead) // at_once + 1) * quantile(ordered, 0.5)


def spoken(estimate: Estimate) -> str:
    """The estimate in words: ``about 8 s``, ``8 to 12 s``, ``1 to 2 minutes``.

    What takes longer than is said disappoints, so the end of a range is rounded up. From 20 on every fifth number is
    said, because more would be invented.
    """
    low, high = estimate
    if high <= _LONGEST_IN_SECONDS:
        return _range(low, high, "s")
    if _rounded(low) >= _MINUTE:
        return _range(low / _MINUTE, high / _MINUTE, "minutes")
    return f"{_rounded(low)} s to {_rounded_up(high / _MINUTE)} minutes"


def _range(low: float, high: float, unit: str) -> str:
    if _rounded(low) == _rounded(high):
        return f"about {_rounded(low)} {unit}"
    return f"{_rounded(low)} to {_rounded_up(high)} {unit}"


def _rounded(value: float) -> int:
    step = _step(value)
    return max(1, floor(value / step + 0.5) * step)


def _rounded_up(value: float) -> int:
    step = _step(value)
    return ceil(value / step) * step


def _step(value: float) -> int:
    return 1 if value < _EXACT_BELOW else 5
