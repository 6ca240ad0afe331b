"""How long the stand-in takes for a picture."""

from collections.abc import Callable
from random import Random
from typing import Final, TypeAlias

SecondsPolicy: TypeAlias = float | tuple[float, float] | Callable[[Random], float]
"""Seconds until a task's first picture: fixed, evenly between two, or drawn by a function."""

DEMO_SECONDS: Final = (4.0, 9.0)
_FURTHER_PICTURE_SHARE: Final = 0.2
"""Each further picture of a task comes after this part of the first one's time."""


def finish_times(policy: SecondsPolicy, count: int, random: Random) -> list[float]:
    """Seconds after acceptance at which each of ``count`` pictures is done, one after the other."""
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
