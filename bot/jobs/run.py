"""The in-memory state of a job that this process works on, and its retries."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from bot.domain.clock import Clock
from bot.domain.job import Job, State
from bot.loops import wait_and_clear
from bot.observability.tracing import Phase

MAX_HINTS_PER_TASK: Final = 64
"""Upper bound of webhook calls for one task that cause a poll; a task has at most 20 results."""
MAX_BACKOFF_SECONDS: Final = 60.0
"""Maximum pause in seconds of the exponential back-off."""
MIN_RETRY_SECONDS: Final = 0.5
"""Minimum pause in seconds before a retry, even if ``retry_after`` is shorter."""


@dataclass(slots=True)
class JobRun:
    """A job that this process works on. All times are those of the clock ``monotonic``."""

    job: Job
    monotonic: Clock
    deadline_at: float
    """When the provider's time for the task is over."""
    due_at: float = field(init=False)
    """When the next step is due."""
    state_entered_at: float = field(init=False)
    """Monotonic time at which this process adopted the job or changed its state; retry periods are measured from it."""
    accepted_at: float | None = None
    """When the provider accepted the task."""
    last_unfinished_at: float | None = None
    """The time of the last poll that found the task unfinished."""
    idle_since: float | None = None
    """The time of the first of the latest consecutive polls that reported an error and no result in progress.

    ``None`` if the last poll reported something else.
    """
    failed_tries: int = 0
    """Consecutive failures of the current step."""
    adopted: bool = False
    """Whether another process may have submitted the task before."""
    references_expired: bool = False
    """Whether the provider no longer knows the uploaded reference images."""
    archive_unwritable: bool = False
    """Whether the provider could not write to the archive."""
    done: bool = False
    phases: list[Phase] = field(default_factory=list)
    """The phases that this run finished, oldest first."""
    seen_hints: set[bytes] = field(default_factory=set)
    """Digests of the webhook calls that caused a poll."""
    wake_event: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.due_at = self.state_entered_at = self.monotonic()

    @property
    def has_whole_job(self) -> bool:
        """Whether this process also took the job from the queue: it was neither adopted nor held meanwhile."""
        return bool(self.phases) and self.phases[0].name == "queue"

    def apply_update(self, job: Job | None) -> None:
        """Continue with the stored job.

        The run is done if the job was delivered, or if it is ``None``: it was cancelled or has another owner.
        """
        self.failed_tries = 0
        if job is None or job.state is State.DELIVERED:
            self.done = True
            return
        self._enter_state(job)

    def replace_job(self, job: Job) -> None:
        """Continue immediately with a job that moderators decided on while its former state was being shown."""
        self.failed_tries = 0
        self._enter_state(job)
        self.wake_event.set()

    def _enter_state(self, job: Job) -> None:
        self.job = job
        self.due_at = self.state_entered_at = self.monotonic()

    def retry_later(self, retry_after: float | None = None) -> None:
        """Schedule the same step again, because Discord, the provider or the database did not respond.

        The pause is ``retry_after`` seconds if that is known, and otherwise grows exponentially up to a minute.
        """
        if retry_after is None:
            self.failed_tries += 1
            pause = backoff_seconds(self.failed_tries)
        else:
            pause = max(MIN_RETRY_SECONDS, retry_after)
        self.due_at = self.monotonic() + pause

    def retry_within(self, max_seconds: float, retry_after: float | None = None) -> bool:
        """Schedule a retry, unless the job entered its state ``max_seconds`` ago; return whether one is scheduled."""
        if self.monotonic() >= self.state_entered_at + max_seconds:
            return False
        self.retry_later(retry_after)
        return True

    def accept_hint(self, digest: bytes) -> None:
        """Make the next poll due immediately after a webhook call; ignore a call that was received before."""
        if digest not in self.seen_hints and len(self.seen_hints) < MAX_HINTS_PER_TASK:
            self.seen_hints.add(digest)
            self.due_at = self.monotonic()
            self.wake_event.set()

    async def wait_until_due(self) -> None:
        """Return when the next step is due, or earlier after a webhook call or a moderators' decision."""
        await wait_and_clear(self.wake_event, max(0.0, self.due_at - self.monotonic()))


def backoff_seconds(failed_tries: int) -> float:
    """Seconds of exponential back-off after this number of consecutive failures: 2, 4, 8 … 60."""
    return min(MAX_BACKOFF_SECONDS, 2.0 ** min(failed_tries, 10))
