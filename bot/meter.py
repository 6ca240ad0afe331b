"""What the rooms below report, turned into metrics."""

from collections.abc import Mapping
from typing import Final

from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.metrics import Metrics
from bot.runware.error_classes import ErrorClass

UNFINISHED_STATES: Final = ("reserved", "waiting", "submitted", "ready", "held")


class PrometheusMeter:
    """The meter of the worker, the provider and the reception."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def record_phase(self, phase: str, seconds: float) -> None:
        """A phase of a job ended."""
        self._metrics.job_seconds.labels(phase).observe(seconds)

    def record_job_end(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        """A job ended; ``micros`` are the micro-dollars that it cost for certain."""
        self._metrics.ended_jobs.labels(state, model).inc()
        self._metrics.delivered_pictures.labels(model).inc(pictures)
        self.record_cost(model, micros)

    def record_cost(self, model: str, micros: int) -> None:
        """The provider reported the cost of a task that was cancelled or given up."""
        self._metrics.spent_dollars.labels(model).inc(micros / MICRO_DOLLARS_PER_DOLLAR)

    def record_rescue(self, state: str) -> None:
        """A job of a process that is gone was adopted."""
        self._metrics.rescued_jobs.labels(state).inc()

    def record_hold(self) -> None:
        """Pictures wait for moderators."""
        self._metrics.held_jobs.inc()

    def set_operator_needed(self, needed: bool) -> None:
        """Spending stopped, or goes on."""
        self._metrics.operator_needed.set(needed)

    def record_provider_error(self, kind: ErrorClass) -> None:
        """The provider answered with an error."""
        self._metrics.provider_errors.labels(kind.value).inc()

    def record_discord_error(self, status: str) -> None:
        """Discord answered with an error, or not at all."""
        self._metrics.discord_errors.labels(status).inc()

    def record_archive_loss(self) -> None:
        """A picture did not get into the archive."""
        self._metrics.archive_losses.inc()

    def record_refusal(self, reason: str) -> None:
        """A request was refused."""
        self._metrics.refusals.labels(reason).inc()

    def record_unreadable_event(self, event: str) -> None:
        """An event of this type came over the gateway and could not be read."""
        self._metrics.unreadable_gateway_events.labels(event).inc()

    def record_acknowledgement(self, seconds: float) -> None:
        """A request was acknowledged so many seconds after it arrived here."""
        self._metrics.ack_seconds.observe(seconds)

    def set_load(self, counts: Mapping[str, int], *, running: int, limit: int) -> None:
        """How many jobs stand in each unfinished state, and how many tasks are, and may be, at the provider."""
        for state in UNFINISHED_STATES:
            self._metrics.jobs_unfinished.labels(state).set(counts.get(state, 0))
        self._metrics.tasks_in_flight.set(running)
        self._metrics.tasks_in_flight_limit.set(limit)
