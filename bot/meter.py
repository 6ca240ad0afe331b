"""What the rooms below report, turned into metrics."""

from collections.abc import Mapping
from typing import Final

from bot.domain.catalog import MICROS_PER_DOLLAR
from bot.metrics import Metrics
from bot.runware.errors import ErrorClass

UNFINISHED: Final = ("reserved", "waiting", "submitted", "ready", "held")


class PrometheusMeter:
    """The meter of the worker, the provider and the reception."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def took(self, phase: str, seconds: float) -> None:
        """A phase of a job ended."""
        self._metrics.job_seconds.labels(phase).observe(seconds)

    def ended(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        """A job ended; ``micros`` are the micro-dollars that it cost for certain."""
        self._metrics.jobs.labels(state, model).inc()
        self._metrics.pictures.labels(model).inc(pictures)
        self.billed(model, micros)

    def billed(self, model: str, micros: int) -> None:
        """The provider reported the cost of a task that was cancelled or given up."""
        self._metrics.spent_dollars.labels(model).inc(micros / MICROS_PER_DOLLAR)

    def rescued(self, state: str) -> None:
        """A job of a process that is gone was adopted."""
        self._metrics.rescued.labels(state).inc()

    def held(self) -> None:
        """Pictures wait for moderators."""
        self._metrics.held.inc()

    def operator_needed(self, needed: bool) -> None:
        """Spending stopped, or goes on."""
        self._metrics.operator_needed.set(needed)

    def provider_error(self, kind: ErrorClass) -> None:
        """The provider answered with an error."""
        self._metrics.provider_errors.labels(kind.value).inc()

    def discord_error(self, status: str) -> None:
        """Discord answered with an error, or not at all."""
        self._metrics.discord_errors.labels(status).inc()

    def archive_lost(self) -> None:
        """A picture did not get into the archive."""
        self._metrics.archive_lost.inc()

    def refused(self, reason: str) -> None:
        """A request was refused."""
        self._metrics.refusals.labels(reason).inc()

    def unread(self, event: str) -> None:
        """An event of this type came over the gateway and could not be read."""
        self._metrics.gateway_unread.labels(event).inc()

    def acknowledged(self, seconds: float) -> None:
        """A request was acknowledged so many seconds after it arrived here."""
        self._metrics.ack_seconds.observe(seconds)

    def standing(self, counts: Mapping[str, int], *, running: int, limit: int) -> None:
        """How many jobs stand in each unfinished state, and how many tasks are, and may be, at the provider."""
        for state in UNFINISHED:
            self._metrics.jobs_unfinished.labels(state).set(counts.get(state, 0))
        self._metrics.in_flight.set(running)
        self._metrics.in_flight_limit.set(limit)
