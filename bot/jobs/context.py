"""What every step of a job needs, in one object."""

from dataclasses import dataclass

from bot.domain.clock import Clock
from bot.jobs.run import Messenger
from bot.metrics import Metrics
from bot.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext:
    """The surroundings of all jobs of this process; ``owner`` is the name in its leases."""

    database: Database
    messenger: Messenger
    metrics: Metrics
    owner: str
    clock: Clock
    """The wall clock, for times that are stored or shown."""
    monotonic: Clock
    """The monotonic clock, for timeouts and durations: it never jumps."""
