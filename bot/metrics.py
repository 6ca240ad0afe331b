"""What Prometheus may ask: one name for each thing that is counted or measured."""

import asyncio
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_JOB_SECONDS_BUCKETS: Final = (0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 34, 60, 120, 180, 300, 900)
_ACK_SECONDS_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3)
"""Buckets in seconds up to 3, when Discord gives up on an acknowledgement."""


class Metrics:
    """Every metric of the bot, registered once in ``registry``; times in seconds, money in US dollars.

    Labels are words of ours (states, phases, model keys, classes of errors), never what a person typed: each new value
    is a new series for good.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        self.ended_jobs = Counter("easel_jobs", "Jobs that ended", ("state", "model"), registry=registry)
        self.job_seconds = Histogram(
            "easel_job_seconds",
            "Seconds of a job in each phase: acknowledge, queue, draw, deliver",
            ("phase",),
            buckets=_JOB_SECONDS_BUCKETS,
            registry=registry,
        )
        self.jobs_unfinished = Gauge("easel_jobs_unfinished", "Jobs that have not ended", ("state",), registry=registry)
        self.delivered_pictures = Counter(
            "easel_pictures", "Pictures that were delivered", ("model",), registry=registry
        )
        self.spent_dollars = Counter(
            "easel_spent_dollars",
            "US dollars that the provider charged, counted once the amount is certain",
            ("model",),
            registry=registry,
        )
        self.refusals = Counter("easel_refusals", "Requests that were refused", ("reason",), registry=registry)
        self.provider_errors = Counter("easel_provider_errors", "Errors of the provider", ("class",), registry=registry)
        self.discord_errors = Counter(
            "easel_discord_errors", "Errors of Discord, by HTTP status or “unreached”", ("status",), registry=registry
        )
        self.unreadable_gateway_events = Counter(
            "easel_gateway_unread", "Gateway events that could not be read", ("event",), registry=registry
        )
        self.rescued_jobs = Counter(
            "easel_rescued", "Jobs taken over from a process that died", ("state",), registry=registry
        )
        self.held_jobs = Counter("easel_held", "Jobs whose pictures waited for moderators", registry=registry)
        self.operator_needed = Gauge(
            "easel_operator_needed", "1 while nothing is spent until someone acts", registry=registry
        )
        self.tasks_in_flight = Gauge("easel_in_flight", "Tasks at the provider, cancelled ones too", registry=registry)
        self.tasks_in_flight_limit = Gauge(
            "easel_in_flight_limit", "Tasks that may be at the provider now", registry=registry
        )
        self.archive_losses = Counter(
            "easel_archive_lost", "Pictures that did not get into the archive", registry=registry
        )
        self.loop_lag = Gauge("easel_loop_lag_seconds", "How late the event loop woke up last", registry=registry)
        self.ack_seconds = Histogram(
            "easel_ack_seconds",
            "Seconds from a command to its acknowledgement",
            buckets=_ACK_SECONDS_BUCKETS,
            registry=registry,
        )

    def render(self) -> bytes:
        """Everything in the text format that Prometheus reads."""
        return generate_latest(self.registry)

    async def measure_loop_lag(self, *, interval_seconds: float = 1.0) -> None:
        """Measure for ever how late the event loop wakes up, each ``every`` seconds."""
        loop = asyncio.get_running_loop()
        while True:
            asked_for = loop.time() + interval_seconds
            await asyncio.sleep(interval_seconds)
            self.loop_lag.set(max(0.0, loop.time() - asked_for))
