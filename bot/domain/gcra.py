"""The generic cell rate algorithm (ITU-T I.371): one request an interval, without counters that have to be reset."""

from collections.abc import Iterable


def next_arrival(arrivals: Iterable[float], *, interval_seconds: float, burst: int = 1) -> float:
    """When the next request conforms, in the seconds of ``arrivals``, which are the accepted requests in their order.

    ``burst`` requests may arrive at once before the interval counts. Each accepted request moves the theoretical
    arrival time one interval further; a request conforms when it is at most ``burst - 1`` intervals ahead of it.
    """
    theoretical = float("-inf")
    for arrival in arrivals:
        theoretical = max(theoretical, arrival) + interval_seconds
    return theoretical - (burst - 1) * interval_seconds
