"""Limits on tasks at the provider: an AIMD concurrency limit, and a circuit breaker."""

import math
from typing import Final

from bot.domain.clock import Clock
from bot.localization.messages import Message

SPENDING_STOPPED_MESSAGE: Final = Message("spending-stopped")
MIN_BACKOFF_SECONDS: Final = 1.0
"""Minimum back-off, because tasks that were sent together may still be refused for the same reason."""
FIRST_PAUSE_SECONDS: Final = 60.0
"""Seconds from the first failure to the trial task."""
MAX_PAUSE_SECONDS: Final = 15 * 60.0
"""Upper bound of the pause, which doubles with each failed trial."""


class ConcurrencyLimiter:
    """Limits the tasks at the provider by AIMD: additive increase, multiplicative decrease.

    A rate limit (HTTP 429) halves the limit; as many successes in a row as the limit raise it by one. During
    a ``Retry-After`` no task may start. ``clock`` is monotonic.
    """

    def __init__(self, max_limit: int, clock: Clock) -> None:
        self.max_limit = max_limit
        self._clock = clock
        self._limit = max_limit
        self._successes = 0
        self._backoff_until = -math.inf

    @property
    def limit(self) -> int:
        """Tasks that may be at the provider now; 0 during a back-off."""
        return 0 if self._clock() < self._backoff_until else self._limit

    def record_rate_limit(self, retry_after: float | None) -> None:
        """Record a rate limit, with the seconds of its ``Retry-After`` if it had one.

        Rate limits during one back-off halve the limit once; the latest end of a back-off applies.
        """
        now = self._clock()
        if now >= self._backoff_until:
            self._limit = max(1, self._limit // 2)
            self._successes = 0
        self._backoff_until = max(self._backoff_until, now + max(MIN_BACKOFF_SECONDS, retry_after or 0.0))

    def record_success(self) -> None:
        """Record a finished task."""
        self._successes += 1
        if self._successes >= self._limit:
            self._successes = 0
            self._limit = min(self.max_limit, self._limit + 1)


class CircuitBreaker:
    """A circuit breaker: after a trip it allows nothing until a pause is over, and then one trial task (half-open).

    The pause doubles with each failed trial, from one minute to 15. A held breaker allows no trial either, until
    :meth:`record_success` or :meth:`end_hold`. ``clock`` is monotonic.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.is_held = False
        self._pause = FIRST_PAUSE_SECONDS
        self._open_until = -math.inf
        self.tripped = False

    def restore_tripped(self) -> None:
        """Trip without a pause, because an earlier process was tripped: the next task is the trial."""
        self.tripped = True

    @property
    def allows_requests(self) -> bool:
        """Whether a request may be sent now: the breaker is closed or half-open."""
        return not self.tripped or (not self.is_held and self._clock() >= self._open_until)

    @property
    def seconds_until_trial(self) -> float:
        """Seconds until one trial task may be submitted (half-open); infinite while the breaker is held."""
        if self.is_held:
            return math.inf
        return max(0.0, self._open_until - self._clock()) if self.tripped else 0.0

    def trip(self) -> bool:
        """Record a failure that concerns all requests; return whether the breaker was closed before."""
        was_closed = not self.tripped
        if self.allows_requests:
            self._open_until = self._clock() + self._pause
            self._pause = min(MAX_PAUSE_SECONDS, self._pause * 2)
        self.tripped = True
        return was_closed

    def hold(self) -> bool:
        """Trip the breaker and allow no trial, because it would fail; return whether it was closed before."""
        was_closed = not self.tripped
        self.tripped = self.is_held = True
        return was_closed

    def end_hold(self) -> None:
        """Allow a trial again, because it is not known any more whether it would fail."""
        self.is_held = False

    def record_success(self) -> bool:
        """Record a success, which closes the breaker; return whether it was tripped before."""
        self.is_held = False
        was_tripped, self.tripped, self._pause = self.tripped, False, FIRST_PAUSE_SECONDS
        return was_tripped


def available_slots(limiter: ConcurrencyLimiter, breaker: CircuitBreaker) -> int:
    """Tasks that may be at the provider now: none while the breaker is open, one as the trial when it is half-open."""
    if not breaker.allows_requests:
        return 0
    return min(1, limiter.limit) if breaker.tripped else limiter.limit
