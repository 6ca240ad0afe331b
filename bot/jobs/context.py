"""The dependencies that all steps of a job share."""

from dataclasses import dataclass

from bot.domain.clock import Clock
from bot.jobs.ports import Messenger
from bot.observability.metrics import Metrics
from bot.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext:
    """The dependencies of all jobs of this process; ``owner`` is the process's name in leases."""

    database: Database
    messenger: Messenger
    metrics: Metrics
    owner: str
    clock: Clock
    """The wall clock, for times that are stored or shown."""
    monotonic: Clock
    """The monotonic clock, for timeouts and durations."""
