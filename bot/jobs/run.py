"""The run of a job in this process, and the ports through which it reaches members and the operator's archive."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Job, MessageRef, QueuePosition, Result, State
from bot.domain.request import Reference
from bot.loops import wait_and_clear
from bot.runware.error_classes import ErrorClass, classify_error

MAX_HINTS_PER_TASK: Final = 64
"""Webhook calls for one task that are followed; a task has 20 results at most."""
MAX_BACKOFF_SECONDS: Final = 60.0
"""Upper bound of the exponential back-off."""
MIN_RETRY_SECONDS: Final = 0.5
"""Lower bound of a pause that Discord asks for."""


class Picture(NamedTuple):
    """A finished picture; format and size are those of its bytes, which may differ from the request.

    ``shrunk`` tells that it was re-encoded to fit into a message.
    """

    data: bytes
    format: OutputFormat
    size: Size
    result: Result
    shrunk: bool = False


class Delivery(NamedTuple):
    """What is delivered to a member: the pictures, and the images left of their quota (``None`` without a limit).

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
    def is_refused_by_safety_check(self) -> bool:
        """Whether the provider's safety check is the most frequent reason of missing pictures."""
        codes = self.job.outcome.failures if self.job.outcome else ()
        kinds = Counter(map(classify_error, codes)).most_common(1)
        return bool(kinds) and kinds[0][0] is ErrorClass.SAFETY


class DeliveryReceipt(NamedTuple):
    """What was delivered: the pictures in the order of their numbers, and the message with the first of them."""

    pictures: Sequence[Picture]
    message: MessageRef


class Messenger(Protocol):
    """Shows a job's member its progress, pictures and end. All methods are idempotent."""

    async def find_answer(self, job: Job) -> tuple[int, int] | None:
        """The channel id and message id of the response to the job's interaction, if there is one."""
        ...

    async def show_progress(self, job: Job, position: QueuePosition | None) -> bool:
        """Show the position in the queue, or that the pictures are drawn; ``False`` if the edit rate leaves no room."""
        ...

    async def deliver(
        self, delivery: Delivery, *, on_follow_up_sent: Callable[[int], Awaitable[None]]
    ) -> DeliveryReceipt:
        """Show the pictures, and return which of them in which message.

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
    """Whether the provider itself uploads the copy into the archive, if there is one.

    A task has one upload URL, which takes one picture; and a picture that may be withheld must leave no copy.
    """
    return job.request.count == 1 and not job.request.policy.may_withhold_images


class ArchivePort(Protocol):
    """The operator's archive of delivered pictures."""

    def object_key(self, job_id: int, number: int, created_at: float, file_format: OutputFormat) -> str:
        """The object key of a picture."""
        ...

    def presigned_put_url(self, key: str, *, seconds: int) -> str:
        """A URL to which that object can be uploaded for so many seconds."""
        ...

    def store(self, key: str, data: bytes, media_type: str) -> None:
        """Upload a picture in the background; never waits, never raises."""
        ...


@dataclass(slots=True)
class JobRun:
    """The in-memory state of a job that this process works on. All times are those of the monotonic clock."""

    job: Job
    due_at: float
    """When the next step is to be done."""
    deadline_at: float
    """When the provider's time for the task is over."""
    accepted_at: float | None = None
    """When the provider accepted the task."""
    last_unfinished_at: float | None = None
    """The time of the last poll that found the task unfinished."""
    idle_since: float | None = None
    """Since when polls after an error find no task in progress."""
    failed_tries: int = 0
    """Failed tries of the current step in a row."""
    adopted: bool = False
    """Whether another process may have submitted the task before."""
    references_expired: bool = False
    """Whether the provider no longer knows the uploaded reference images."""
    archive_unwritable: bool = False
    """Whether the provider could not write its copy into the archive."""
    done: bool = False
    state_entered_at: float = 0.0
    """When this process adopted the job, or moved it into its current state; retry periods start here."""
    seen_hints: set[bytes] = field(default_factory=set)
    """Digests of the webhook calls that were followed."""
    wake_event: asyncio.Event = field(default_factory=asyncio.Event)

    def apply_update(self, job: Job | None, now: float) -> None:
        """Continue with the job as stored; ``None`` means that another process owns it, so this run is done."""
        self.failed_tries = 0
        if job is None or job.state is State.DELIVERED:
            self.done = True
            return
        self.job = job
        self.due_at = self.state_entered_at = now

    def replace_job(self, job: Job, now: float) -> None:
        """Continue at once with a job that moderators decided on, while its former state is being shown."""
        self.job, self.due_at, self.state_entered_at, self.failed_tries = job, now, now, 0
        self.wake_event.set()

    def retry_later(self, now: float, retry_after: float | None = None) -> None:
        """Schedule the same step again, because Discord or the database did not respond.

        The pause is ``retry_after`` seconds if that is known, and otherwise grows exponentially up to a minute.
        """
        if retry_after is not None:
            self.due_at = now + max(MIN_RETRY_SECONDS, retry_after)
            return
        self.failed_tries += 1
        self.due_at = now + backoff_seconds(self.failed_tries)

    def accept_hint(self, digest: bytes, now: float) -> bool:
        """Make the next poll due at once, after a webhook call; each call is followed once. Returns whether it was."""
        if digest in self.seen_hints or len(self.seen_hints) >= MAX_HINTS_PER_TASK:
            return False
        self.seen_hints.add(digest)
        self.due_at = now
        self.wake_event.set()
        return True

    async def wait_until_due(self, now: float) -> None:
        """Return when the next step is due, or at once after a hint or a replaced job."""
        await wait_and_clear(self.wake_event, max(0.0, self.due_at - now))


def backoff_seconds(failed_tries: int) -> float:
    """Exponential back-off: seconds to wait after so many failed tries in a row (2, 4, 8 … 60)."""
    return min(MAX_BACKOFF_SECONDS, 2.0 ** min(failed_tries, 10))
