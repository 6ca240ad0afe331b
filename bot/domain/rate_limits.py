"""How much the provider is asked for at once: a bound that gives way to refusals, and a stop that spends nothing."""

import math
from typing import Final

from bot.domain.clock import Clock

CLOSED: Final = (
    "Easel cannot draw right now, and the bot’s operator was notified. Nothing was charged; please try again later."
)
SHORTEST_QUIET: Final = 1.0
"""Seconds for which tasks that were sent together may still be refused for the same reason."""
FIRST_PAUSE: Final = 60.0
LONGEST_PAUSE: Final = 15 * 60.0


class Throttle:
    """How many tasks may be at the provider: halved by a refusal for rate, one more after a full round of successes.

    (Additive increase, multiplicative decrease.) While a refusal's ``Retry-After`` runs, nothing new may start.
    ``clock`` is monotonic.
    """

    def __init__(self, at_most: int, clock: Clock) -> None:
        self.at_most = at_most
        self._clock = clock
        self._limit = at_most
        self._successes = 0
        self._quiet_until = -math.inf

    @property
    def limit(self) -> int:
        """Tasks that may be at the provider now; 0 while it asked for quiet."""
        return 0 if self._clock() < self._quiet_until else self._limit

    def rate_limited(self, retry_after: float | None) -> None:
        """The provider refused a task for its rate, and asked for ``retry_after`` seconds of quiet if it said so.

        Refusals within one quiet time halve the bound once; the longest quiet that was asked for is kept.
        """
        now = self._clock()
        if now >= self._quiet_until:
            self._limit = max(1, self._limit // 2)
            self._successes = 0
        self._quiet_until = max(self._quiet_until, now + max(SHORTEST_QUIET, retry_after or 0.0))

    def succeeded(self) -> None:
        """A task finished."""
        self._successes += 1
        if self._successes >= self._limit:
            self._successes = 0
            self._limit = min(self.at_most, self._limit + 1)


class Breaker:
    """Stops spending when only the operator can help, and lets one task try again after a pause that grows.

    (A circuit breaker.) ``clock`` is monotonic.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pause = FIRST_PAUSE
        self._closed_until = -math.inf
        self.tripped = False

    def resume_tripped(self) -> None:
        """A process before this one was stopped by it: the next task tries whether the operator has acted."""
        self.tripped = True

    @property
    def spending(self) -> bool:
        """Whether anything may be asked of the provider now."""
        return not self.tripped or self._clock() >= self._closed_until

    @property
    def pause_left(self) -> float:
        """Seconds until one trial task may be submitted (half-open)."""
        return max(0.0, self._closed_until - self._clock()) if self.tripped else 0.0

    def trip(self) -> bool:
        """The operator is needed; returns whether this is news."""
        news = not self.tripped
        if self.spending:
            self._closed_until = self._clock() + self._pause
            self._pause = min(LONGEST_PAUSE, self._pause * 2)
        self.tripped = True
        return news

    def succeeded(self) -> bool:
        """The provider took a task; returns whether this is news."""
        news, self.tripped, self._pause = self.tripped, False, FIRST_PAUSE
        return news


def at_once(throttle: Throttle, breaker: Breaker) -> int:
    """Tasks that may be at the provider now: none while spending is stopped, one to try it again."""
    if not breaker.spending:
        return 0
    return min(1, throttle.limit) if breaker.tripped else throttle.limit
