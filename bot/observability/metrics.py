"""The Prometheus metrics of the bot: one method for each event; :mod:`bot.observability.gauges` has its present state.

Counters and histograms count what this process did: the sum over all processes is what the bot did.
"""

import asyncio
import platform
from collections.abc import Iterable
from functools import partial
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from bot.domain.catalog import MICRO_DOLLARS_PER_DOLLAR
from bot.observability.gauges import Gauges

disable_created_metrics()  # type: ignore[no-untyped-call]  # one more time series for each counter, which nobody reads

_JOB_SECONDS_BUCKETS: Final = (0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 34, 60, 120, 180, 300, 900)
_ACK_SECONDS_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3)
"""Buckets up to 3 seconds, which is Discord's limit for an acknowledgement."""
_DATABASE_SECONDS_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)
_LAG_SECONDS_BUCKETS: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)
_ENDED_STATES: Final = ("delivered", "refused", "failed", "cancelled")


class Metrics:
    """Every metric of the bot, registered once in ``registry``; times are exported in seconds, money in US dollars.

    Labels have few possible values (states, phases, model keys, classes of errors) and never contain members' text or
    ids: each label value creates a time series that exists until the process ends.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self.gauges = Gauges(registry)
        counter, histogram = partial(Counter, registry=registry), partial(Histogram, registry=registry)
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self._build = Info("easel_build", "The version that runs", registry=registry)
        self._ended_jobs = counter("easel_jobs_ended", "Jobs that ended", ["state", "model"])
        self._held_jobs = counter("easel_jobs_held", "Jobs whose pictures waited for moderators")
        self._adopted_jobs = counter("easel_jobs_adopted", "Jobs taken over from a process that died", ["state"])
        self._job_seconds = histogram(
            "easel_job_seconds",
            "Seconds from a request to its pictures, if one process did it all",
            ["model"],
            buckets=_JOB_SECONDS_BUCKETS,
        )
        self._phase_seconds = histogram(
            "easel_job_phase_seconds",
            "Seconds of a job in each phase: queue, provider (submission to results), fetch (download), deliver",
            ["phase"],
            buckets=_JOB_SECONDS_BUCKETS,
        )
        self._ack_seconds = histogram(
            "easel_acknowledgement_seconds",
            "Seconds from the arrival of a request to its acknowledgement",
            buckets=_ACK_SECONDS_BUCKETS,
        )
        self._delivered_pictures = counter("easel_pictures_delivered", "Pictures that were delivered", ["model"])
        self._spent_dollars = counter(
            "easel_spent_dollars", "US dollars that the provider charged, counted once the amount is certain", ["model"]
        )
        self._refusals = counter("easel_refusals", "Requests that were refused", ["reason"])
        self._provider_errors = counter("easel_provider_errors", "Errors of the provider", ["class"])
        self._discord_errors = counter(
            "easel_discord_errors", "Errors of Discord, by HTTP status or “unreached”", ["status"]
        )
        self._unreadable_events = counter(
            "easel_gateway_events_unreadable", "Gateway events that could not be read", ["event"]
        )
        self._archive_losses = counter("easel_archive_pictures_lost", "Pictures that did not get into the archive")
        self._loop_lag = histogram(
            "easel_event_loop_lag_seconds",
            "How late the event loop woke up, measured every second",
            buckets=_LAG_SECONDS_BUCKETS,
        )
        self._database_seconds = histogram(
            "easel_database_seconds",
            "Seconds of a database transaction with its wait, by the part of the code that it belongs to",
            ["operation"],
            buckets=_DATABASE_SECONDS_BUCKETS,
        )

    def render(self) -> bytes:
        """Return all metrics in the Prometheus text format."""
        return generate_latest(self.registry)

    def declare(self, *, version: str, database: str, models: Iterable[str]) -> None:
        """Export the build information, and these models' counters as 0, so that their first increase is seen."""
        self._build.info({"version": version, "database": database, "python": platform.python_version()})
        for model in models:
            self._spent_dollars.labels(model)
            self._delivered_pictures.labels(model)
            for state in _ENDED_STATES:
                self._ended_jobs.labels(state, model)

    def record_phase(self, phase: str, seconds: float) -> None:
        """Record that a job finished a phase: ``queue``, ``provider``, ``fetch`` or ``deliver``."""
        self._phase_seconds.labels(phase).observe(seconds)

    def record_job_seconds(self, model: str, seconds: float) -> None:
        """Record the seconds from a request to the delivery of its pictures."""
        self._job_seconds.labels(model).observe(seconds)

    def record_job_end(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        """Record a job that ended, and the micro-dollars that were certainly spent on it."""
        self._ended_jobs.labels(state, model).inc()
        self._delivered_pictures.labels(model).inc(pictures)
        self.record_cost(model, micros)

    def record_cost(self, model: str, micros: int) -> None:
        """Record micro-dollars that the provider charged."""
        self._spent_dollars.labels(model).inc(micros / MICRO_DOLLARS_PER_DOLLAR)

    def record_adoption(self, state: str) -> None:
        """Record a job that was adopted from a process that ended."""
        self._adopted_jobs.labels(state).inc()

    def record_hold(self) -> None:
        """Record a job whose pictures are held for moderators."""
        self._held_jobs.inc()

    def set_spending_stopped(self, stopped: bool) -> None:
        """Set whether spending is stopped until the operator acts."""
        self.gauges.set_spending_stopped(stopped)

    def record_provider_error(self, error_class: str) -> None:
        """Record an error response of the provider."""
        self._provider_errors.labels(error_class).inc()

    def record_discord_error(self, status: str) -> None:
        """Record the HTTP status of an error response, or ``unreached`` for a request without a response."""
        self._discord_errors.labels(status).inc()

    def record_archive_loss(self) -> None:
        """Record a picture that could not be stored in the archive."""
        self._archive_losses.inc()

    def record_refusal(self, reason: str) -> None:
        """Record a refused request by the class of its refusal."""
        self._refusals.labels(reason).inc()

    def record_unreadable_event(self, event: str) -> None:
        """Record a gateway event of this type that could not be parsed."""
        self._unreadable_events.labels(event).inc()

    def record_acknowledgement(self, seconds: float) -> None:
        """Record the seconds from the arrival of a request to its acknowledgement."""
        self._ack_seconds.observe(seconds)

    def record_transaction(self, operation: str, seconds: float) -> None:
        """Record a transaction of the database, whether it succeeded or not."""
        self._database_seconds.labels(operation).observe(seconds)

    async def measure_loop_lag(self, *, interval_seconds: float = 1.0) -> None:
        """Measure, until cancelled, how many seconds late the event loop wakes up."""
        loop = asyncio.get_running_loop()
        while True:
            due_at = loop.time() + interval_seconds
            await asyncio.sleep(interval_seconds)
            self._loop_lag.observe(max(0.0, loop.time() - due_at))
