"""The run of a job in this process, and the ports through which it reaches members and the operator's archive."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from bot.domain.catalog import OutputFormat, Size
from bot.domain.clock import Clock
from bot.domain.job import Job, MessageRef, QueuePosition, Result, State
from bot.domain.request import Reference
from bot.loops import wait_and_clear
from bot.runware.error_classes import ErrorClass, classify_error

MAX_HINTS_PER_TASK: Final = 64
"""Upper bound of webhook calls for one task that cause a poll; a task has at most 20 results."""
MAX_BACKOFF_SECONDS: Final = 60.0
"""Maximum pause in seconds of the exponential back-off."""
MIN_RETRY_SECONDS: Final = 0.5
"""Minimum pause in seconds before a retry, even if ``retry_after`` is shorter."""


class Picture(NamedTuple):
    """A finished picture; format and size are those of its bytes, which may differ from the request.

    ``shrunk`` means that it was re-encoded to fit into a message.
    """

    data: bytes
    format: OutputFormat
    size: Size
    result: Result
    shrunk: bool = False


class Delivery(NamedTuple):
    """Pictures for a member, and the images left of the member's quota (``None`` without a limit).

    ``parent`` is the job that this one edits or repeats.
    """

    job: Job
    pictures: Sequence[Picture]
    images_left: int | None
    parent: Job | None

    @property
    def missing_count(self) -> int:
        """Number of requested pictures that are not delivered."""
        return self.job.request.count - len(self.pictures)

    @property
    def is_safety_check_main_cause(self) -> bool:
        """Whether the safety check is the most frequent cause among the task's failed pictures."""
        codes = self.job.outcome.failures if self.job.outcome else ()
        kinds = Counter(map(classify_error, codes)).most_common(1)
        return bool(kinds) and kinds[0][0] is ErrorClass.SAFETY


class DeliveryReceipt(NamedTuple):
    """The delivered pictures in the order of their numbers, and the message with the first of them."""

    pictures: Sequence[Picture]
    message: MessageRef


class Messenger(Protocol):
    """Shows a job's member its progress, pictures and end. All methods are idempotent."""

    async def find_answer(self, job: Job) -> tuple[int, int] | None:
        """The channel id and message id of the response to the job's interaction, if there is one."""
        ...

    async def show_progress(self, job: Job, position: QueuePosition | None) -> bool:
        """Show the position in the queue, or that the pictures are being generated.

        Returns ``False`` only if the rate limit postpones a necessary edit.
        """
        ...

    async def deliver(
        self, delivery: Delivery, *, on_follow_up_sent: Callable[[int], Awaitable[None]]
    ) -> DeliveryReceipt:
        """Show the pictures; return those that Discord accepted, and the message with the first of them.

        Raises DiscordDown when a retry may succeed, Undeliverable when no route is left.
        """
        ...

    async def show_held(self, job: Job) -> MessageRef:
        """Show that the pictures wait for moderators, and return the message; raises as :meth:`deliver`."""
        ...

    async def show_end(self, job: Job) -> None:
        """Show how an ended job ended, or that its pictures were removed; raises as :meth:`deliver`."""
        ...

    async def restore(self, delivery: Delivery) -> None:
        """Show removed pictures again in those of their messages that still exist; raises DiscordDown."""
        ...

    async def get_file_url(self, reference: Reference) -> str | None:
        """A fresh URL of a file in a Discord message; ``None`` when it does not exist or cannot be read.

        Raises DiscordDown when a retry may succeed.
        """
        ...

    async def alert(self, text: str) -> None:
        """Send the operator a direct message; the same text only once."""
        ...


def is_archived_by_provider(job: Job) -> bool:
    """Whether the provider uploads the picture to the archive, if one is configured.

    A task has one upload URL, which accepts one picture; and a picture that may be withheld must not be copied.
    """
    return job.request.count == 1 and not job.request.policy.may_withhold_images


class ArchivePort(Protocol):
    """The operator's archive of delivered pictures."""

    def object_key(self, job_id: int, number: int, created_at: float, file_format: OutputFormat) -> str:
        """The object key of a picture."""
        ...

    def presigned_put_url(self, key: str, *, seconds: int) -> str:
        """A URL to which the object can be uploaded; it expires after ``seconds``."""
        ...

    def store(self, key: str, data: bytes, media_type: str) -> None:
        """Upload a picture in the background; never waits, never raises."""
        ...


@dataclass(slots=True)
class JobRun:
    """The in-memory state of a job that this process works on. All times are those of the clock ``monotonic``."""

    job: Job
    monotonic: Clock
    deadline_at: float
    """When the provider's time for the task is over."""
    due_at: float = field(init=False)
    """When the next step is due."""
    state_entered_at: float = field(init=False)
    """When this process adopted the job, or moved it into its current state; retry periods start here."""
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
    seen_hints: set[bytes] = field(default_factory=set)
    """Digests of the webhook calls that caused a poll."""
    wake_event: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.due_at = self.state_entered_at = self.monotonic()

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
