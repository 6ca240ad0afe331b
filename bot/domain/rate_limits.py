"""How much the provider is asked for at once: a bound that gives way to refusals, and a stop that spends nothing."""

import math
from typing import Final

from bot.domain.clock import Clock

SPENDING_STOPPED_MESSAGE: Final = (
    "Easel cannot draw right now, and the bot’s operator was notified. Nothing was charged; please try again later."
)
MIN_BACKOFF_SECONDS: Final = 1.0
"""Seconds for which tasks that were sent together may still be refused for the same reason."""
FIRST_PAUSE_SECONDS: Final = 60.0
MAX_PAUSE_SECONDS: Final = 15 * 60.0


class ConcurrencyLimiter:
    """How many tasks may be at the provider: halved by a refusal for rate, one more after a full round of successes.

    (Additive increase, multiplicative decrease.) While a refusal's ``Retry-After`` runs, nothing new may start.
    ``clock`` is monotonic.
    """

    def __init__(self, max_limit: int, clock: Clock) -> None:
        self.max_limit = max_limit
        self._clock = clock
        self._limit = max_limit
        self._successes = 0
        self._backoff_until = -math.inf

    @property
    def limit(self) -> int:
        """Tasks that may be at the provider now; 0 while it asked for quiet."""
        return 0 if self._clock() < self._backoff_until else self._limit

    def record_rate_limit(self, retry_after: float | None) -> None:
        """The provider refused a task for its rate, and asked for ``retry_after`` seconds of quiet if it said so.

        Refusals within one quiet time halve the bound once; the longest quiet that was asked for is kept.
        """
        now = self._clock()
        if now >= self._backoff_until:
            self._limit = max(1, self._limit // 2)
            self._successes = 0
        self._backoff_until = max(self._backoff_until, now + max(MIN_BACKOFF_SECONDS, retry_after or 0.0))

    def record_success(self) -> None:
        """A task finished."""
        self._successes += 1
        if self._successes >= self._limit:
            self._successes = 0
            self._limit = min(self.max_limit, self._limit + 1)


class CircuitBreaker:
    """Stops spending when only the operator can help, and lets one task try again after a pause that grows.

    (A circuit breaker.) ``clock`` is monotonic.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pause = FIRST_PAUSE_SECONDS
        self._open_until = -math.inf
        self.tripped = False

    def restore_tripped(self) -> None:
        """A process before this one was stopped by it: the next task tries whether the operator has acted."""
        self.tripped = True

    @property
    def allows_requests(self) -> bool:
        """Whether anything may be asked of the provider now."""
        return not self.tripped or self._clock() >= self._open_until

    @property
    def seconds_until_trial(self) -> float:
        """Seconds until one trial task may be submitted (half-open)."""
        return max(0.0, self._open_until - self._clock()) if self.tripped else 0.0

    def trip(self) -> bool:
        """The operator is needed; returns whether this is news."""
        news = not self.tripped
        if self.allows_requests:
            self._open_until = self._clock() + self._pause
            self._pause = min(MAX_PAUSE_SECONDS, self._pause * 2)
        self.tripped = True
        return news

    def record_success(self) -> bool:
        """The provider took a task; returns whether this is news."""
        news, self.tripped, self._pause = self.tripped, False, FIRST_PAUSE_SECONDS
        return news


def available_slots(limiter: ConcurrencyLimiter, breaker: CircuitBreaker) -> int:
    """Tasks that may be at the provider now: none while spending is stopped, one to try it again."""
    if not breaker.allows_requests:
        return 0
    return min(1, limiter.limit) if breaker.tripped else limiter.limit
