"""Estimates how long a request takes, by the recent durations of its kind."""

from bot.domain.durations import Durations, Estimate, format_estimate
from bot.domain.job import Job, QueuePosition
from bot.domain.rate_limits import ConcurrencyLimiter


class EtaEstimator:
    """Estimates for waiting messages; ``None`` where too few durations are recorded."""

    def __init__(self, durations: Durations, limiter: ConcurrencyLimiter) -> None:
        self._durations = durations
        self._limiter = limiter

    def format_eta(self, job: Job, position: QueuePosition | None) -> str | None:
        """The time until the pictures, in words; ``position`` is ``None`` while they are being drawn."""
        kind = job.request.duration_key
        if position is None:
            estimate = self._durations.estimate(kind)
            return None if estimate is None else format_estimate(estimate)
        seconds = self._durations.estimate_wait(
            kind, position.position + position.running - 1, max(1, self._limiter.limit)
        )
        return None if seconds is None else format_estimate(Estimate(seconds, seconds))
