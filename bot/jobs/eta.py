"""Estimates the duration of a job from recent durations of similar requests."""

from dataclasses import dataclass

from bot.domain.durations import Durations, Estimate, format_estimate
from bot.domain.job import Job, QueuePosition
from bot.domain.rate_limits import ConcurrencyLimiter
from bot.localization.messages import Message


@dataclass(frozen=True, slots=True)
class EtaEstimator:
    """Estimates the remaining time of jobs, for waiting messages."""

    durations: Durations
    limiter: ConcurrencyLimiter

    def format_eta(self, job: Job, position: QueuePosition | None) -> Message | None:
        """The estimated time until delivery, in words; ``None`` if too few durations are recorded.

        ``position`` is ``None`` while the pictures are being drawn.
        """
        key = job.request.duration_key
        if position is None:
            estimate = self.durations.estimate(key)
            return None if estimate is None else format_estimate(estimate)
        jobs_ahead = position.position + position.running - 1
        seconds = self.durations.estimate_wait(key, jobs_ahead, max(1, self.limiter.limit))
        return None if seconds is None else format_estimate(Estimate(seconds, seconds))
