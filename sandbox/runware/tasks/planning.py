"""Plans the results of an accepted task: UUIDs, seeds, times, and failures caused by faults."""

import math
import uuid
from collections.abc import Callable
from random import Random
from typing import Final, TypeAlias

from sandbox.runware.faults import ActiveFaults
from sandbox.runware.tasks.requests import ImageInference
from sandbox.runware.tasks.task import TaskResult

SecondsPolicy: TypeAlias = float | tuple[float, float] | Callable[[Random], float]
"""Seconds until a task's first picture: constant, uniform between two bounds, or drawn by a function."""

_SLOW_SECONDS: Final = 30.0
_DEFAULT_AFTER_ERROR_SECONDS: Final = 2.0
_MODERATED: Final = (
    "invalidProviderContent",
    "Invalid content detected. The provider's content moderation refused it.",
)
_FLAGGED: Final = ("providerError", "The provider refused the request: flagged by moderation.")
_TIMED_OUT: Final = ("timeoutProvider", "The provider did not answer in time.")
_FAILURES_BY_FAULT: Final = {
    "moderated": _MODERATED,
    "provider_error_flagged": _FLAGGED,
    "timeout_provider": _TIMED_OUT,
}
DEMO_SECONDS: Final = (4.0, 9.0)
_FURTHER_PICTURE_SHARE: Final = 0.2
"""Mean delay of each further picture as a fraction of the first one's."""


def plan_results(
    request: ImageInference, faults: ActiveFaults, seconds: SecondsPolicy, seed: int | None, now: float
) -> list[TaskResult]:
    """The results of a task that is accepted at ``now``; with a ``seed`` all but the times are reproducible."""
    random = Random(None if seed is None else f"{seed}:{request.task_uuid}")
    count = request.number_results
    policy = float(faults["slow"].get("seconds", _SLOW_SECONDS)) if "slow" in faults else seconds
    return [
        TaskResult(
            image_uuid=str(uuid.UUID(int=random.getrandbits(128), version=4)),
            seed=random.randrange(1, 2**31),
            done_at=now + _result_delay(faults, index, time),
            failure=_planned_failure(faults, index, count),
        )
        for index, time in enumerate(finish_times(policy, count, random))
    ]


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


def _result_delay(faults: ActiveFaults, index: int, seconds: float) -> float:
    """Seconds from acceptance to the result with this index."""
    if "never_finishes" in faults:
        return math.inf
    if "error_first" in faults:
        return float(faults["error_first"].get("seconds", _DEFAULT_AFTER_ERROR_SECONDS)) if index else 0.0
    return seconds


def _planned_failure(faults: ActiveFaults, index: int, count: int) -> tuple[str, str] | None:
    """The failure that the faults cause for the result with this index, as code and message."""
    for kind, reason in _FAILURES_BY_FAULT.items():
        if kind in faults:
            return reason
    if "error_first" in faults and index == 0:
        return _MODERATED
    return _MODERATED if "one_moderated" in faults and index == count - 1 else None
