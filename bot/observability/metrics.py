"""The Prometheus metrics of the bot: one method for each event or value."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_JOB_SECONDS_BUCKETS: Final = (0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 34, 60, 120, 180, 300, 900)
_ACK_SECONDS_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3)
"""Buckets up to 3 seconds, which is Discord's limit for an acknowledgement."""
_MICRO_DOLLARS_PER_DOLLAR: Final = 1_000_000
_ADMISSIONS: Final = ("admitted", "waiting", "refused")
_UNFINISHED_STATES: Final = ("reserved", "waiting", "submitted", "ready", "held")


class Metrics:
    """Every metric of the bot, registered once in ``registry``; times are exported in seconds, money in US dollars.

    Labels have few possible values (states, phases, model keys, classes of errors) and never contain members' text:
    each label value creates a time series that exists until the process ends.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        counter, gauge = partial(Counter, registry=registry), partial(Gauge, registry=registry)
        self._ended_jobs = counter("easel_jobs", "Jobs that ended", ["state", "model"])
        self._job_seconds = Histogram(
            *("easel_job_seconds", "Seconds of a job in each phase: acknowledge, queue, draw, deliver", ["phase"]),
            registry=registry,
            buckets=_JOB_SECONDS_BUCKETS,
        )
        self._jobs_unfinished = gauge("easel_jobs_unfinished", "Jobs that have not ended", ["state"])
        self._delivered_pictures = counter("easel_pictures", "Pictures that were delivered", ["model"])
        self._spent_dollars = counter(
            "easel_spent_dollars", "US dollars that the provider charged, counted once the amount is certain", ["model"]
        )
        self._refusals = counter("easel_refusals", "Requests that were refused", ["reason"])
        self._provider_errors = counter("easel_provider_errors", "Errors of the provider", ["class"])
        self._discord_errors = counter(
            "easel_discord_errors", "Errors of Discord, by HTTP status or “unreached”", ["status"]
        )
        self._unreadable_events = counter("easel_gateway_unread", "Gateway events that could not be read", ["event"])
        self._rescued_jobs = counter("easel_rescued", "Jobs taken over from a process that died", ["state"])
        self._held_jobs = counter("easel_held", "Jobs whose pictures waited for moderators")
        self._operator_needed = gauge("easel_operator_needed", "1 while nothing is spent until someone acts")
        self._servers = gauge("easel_servers", "Servers that Easel is on: admitted, waiting or refused", ["admission"])
        self._stopped = gauge("easel_stopped", "1 while the operator lets nobody request anything")
        self._balance_dollars = gauge("easel_balance_dollars", "US dollars left at the provider, when last asked")
        self._tasks_in_flight = gauge("easel_in_flight", "Tasks at the provider, cancelled ones too")
        self._tasks_in_flight_limit = gauge("easel_in_flight_limit", "Tasks that may be at the provider now")
        self._archive_losses = counter("easel_archive_lost", "Pictures that did not get into the archive")
        self._loop_lag = gauge("easel_loop_lag_seconds", "How late the event loop woke up last")
        self._ack_seconds = Histogram(
            *("easel_ack_seconds", "Seconds from a command to its acknowledgement"),
            registry=registry,
            buckets=_ACK_SECONDS_BUCKETS,
        )

    def render(self) -> bytes:
        """Return all metrics in the Prometheus text format."""
        return generate_latest(self.registry)

    def record_phase(self, phase: str, seconds: float) -> None:
        """Record that a job finished a phase: ``queue``, ``draw`` or ``deliver``."""
        self._job_seconds.labels(phase).observe(seconds)

    def record_job_end(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        """Record a job that ended, and the micro-dollars that were certainly spent on it."""
        self._ended_jobs.labels(state, model).inc()
        self._delivered_pictures.labels(model).inc(pictures)
        self.record_cost(model, micros)

    def record_cost(self, model: str, micros: int) -> None:
        """Record micro-dollars that the provider charged."""
        self._spent_dollars.labels(model).inc(micros / _MICRO_DOLLARS_PER_DOLLAR)

    def record_rescue(self, state: str) -> None:
        """Record a job that was adopted from a process that ended."""
        self._rescued_jobs.labels(state).inc()

    def record_hold(self) -> None:
        """Record a job whose pictures are held for moderators."""
        self._held_jobs.inc()

    def set_operator_needed(self, needed: bool) -> None:
        """Set whether spending is stopped until the operator acts."""
        self._operator_needed.set(needed)

    def set_servers(self, counts: Mapping[str, int], *, is_stopped: bool) -> None:
        """Set the number of servers by admission, and whether the operator stopped all requests."""
        for admission in _ADMISSIONS:
            self._servers.labels(admission).set(counts.get(admission, 0))
        self._stopped.set(is_stopped)

    def set_balance(self, dollars: float) -> None:
        """Set what is left of the account at the provider."""
        self._balance_dollars.set(dollars)

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

    def set_load(self, unfinished: Mapping[str, int], *, running: int, limit: int) -> None:
        """Set the number of jobs in each unfinished state, and the number and limit of tasks at the provider."""
        for state in _UNFINISHED_STATES:
            self._jobs_unfinished.labels(state).set(unfinished.get(state, 0))
        self._tasks_in_flight.set(running)
        self._tasks_in_flight_limit.set(limit)

    async def measure_loop_lag(self, *, interval_seconds: float = 1.0) -> None:
        """Measure, until cancelled, how many seconds late the event loop wakes up."""
        loop = asyncio.get_running_loop()
        while True:
            due_at = loop.time() + interval_seconds
            await asyncio.sleep(interval_seconds)
            self._loop_lag.set(max(0.0, loop.time() - due_at))
