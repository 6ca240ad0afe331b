"""Durations of tasks."""

from collections.abc import Callable
from random import Random
from typing import Final, TypeAlias

SecondsPolicy: TypeAlias = float | tuple[float, float] | Callable[[Random], float]
"""Seconds until a task's first picture: constant, uniform between two bounds, or drawn by a function."""

DEMO_SECONDS: Final = (4.0, 9.0)
_FURTHER_PICTURE_SHARE: Final = 0.2
"""Mean delay of each further picture as a fraction of the first one's."""


def finish_times(policy: SecondsPolicy, count: int, random: Random) -> list[float]:
    """Seconds from acceptance until each of ``count`` pictures is finished, ascending."""
    first = _first_finish_time(policy, random)
    times = [first]
    for _ in range(count - 1):
        times.append(times[-1] + first * _FURTHER_PICTURE_SHARE * random.uniform(0.6, 1.4))
    return times


def _first_finish_time(policy: SecondsPolicy, random: Random) -> float:
    if callable(policy):
        return policy(random)
    if isinstance(policy, tuple):
        return random.uniform(*policy)
    return policy
