"""What an errand is, and whom it needs: a messenger to reach the member, a shelf for copies, a meter to count."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Job, MessageRef, QueuePosition, Result
from bot.domain.request import Reference
from bot.runware.error_classes import ErrorClass, classify_error

MAX_HINTS_PER_TASK: Final = 64
"""Different hints at one task that are followed; a task has 20 results at most."""


class Picture(NamedTuple):
    """A finished picture; format and size are those of its bytes, which may differ from what was asked for.

    ``shrunk`` tells that it was encoded anew to fit into a message.
    """

    data: bytes
    format: OutputFormat
    size: Size
    result: Result
    shrunk: bool = False


class Delivery(NamedTuple):
    """What a member gets: the pictures, and how many are left to ask for (``None`` without a limit).

    ``parent`` is the job that this one was made from or repeats.
    """

    job: Job
    pictures: Sequence[Picture]
    images_left: int | None
    parent: Job | None

    @property
    def missing_count(self) -> int:
        """How many pictures were asked for and did not come."""
        return self.job.request.count - len(self.pictures)

    @property
    def is_refused_by_safety_check(self) -> bool:
        """Whether most of the pictures that failed were refused by the provider's safety check."""
        codes = self.job.outcome.failures if self.job.outcome else ()
        kinds = Counter(map(classify_error, codes)).most_common(1)
        return bool(kinds) and kinds[0][0] is ErrorClass.SAFETY


class DeliveryReceipt(NamedTuple):
    """What a member was shown: the pictures in the order of their numbers, and the message with the first of them."""

    pictures: Sequence[Picture]
    message: MessageRef


class Messenger(Protocol):
    """How a job's member is reached. Every method may be repeated without harm."""

    async def find_answer(self, job: Job) -> tuple[int, int] | None:
        """The channel and id of the message that answered the job's interaction, if it was ever answered."""
        ...

    async def show_progress(self, job: Job, position: QueuePosition | None) -> bool:
        """Show a place in the line, or that the pictures are drawn; ``False`` when there is too much to show."""
        ...

    async def deliver(
        self, delivery: Delivery, *, on_follow_up_sent: Callable[[int], Awaitable[None]]
    ) -> DeliveryReceipt:
        """Show the pictures and return which, and where.

        Raises DiscordDown when it is worth trying again, Undeliverable when there is no way left.
        """
        ...

    async def show_held(self, job: Job) -> MessageRef:
        """Show that the pictures wait for moderators, and return where; raises as :meth:`deliver`."""
        ...

    async def show_end(self, job: Job) -> None:
        """Show how an ended job ended, or that its pictures were removed; raises as :meth:`deliver`."""
        ...

    async def restore(self, delivery: Delivery) -> None:
        """Show removed pictures in their messages again, as far as these are there; raises DiscordDown."""
        ...

    async def get_file_url(self, reference: Reference) -> str | None:
        """A fresh address of a file in a message on Discord; ``None`` when it is not there, or not for us to see.

        Raises DiscordDown when it is worth trying again.
        """
        ...

    async def alert(self, text: str) -> None:
        """Tell the operator, at most once for one trouble."""
        ...


def is_archived_by_provider(job: Job) -> bool:
    """Whether the provider itself can put the copy into the archive, if there is one.

    A task has one address there, which takes one picture; and a picture that may not be shown leaves no copy.
    """
    return job.request.count == 1 and not job.request.policy.may_withhold_images


class ArchivePort(Protocol):
    """Where an operator keeps copies of pictures."""

    def object_key(self, job_id: int, number: int, created_at: float, format: OutputFormat) -> str:  # noqa: A002 – the request's own word
        """The name of a picture there."""
        ...

    def presigned_put_url(self, key: str, *, seconds: int) -> str:
        """An address that takes that picture within so many seconds."""
        ...

    def store(self, key: str, data: bytes, media_type: str) -> None:
        """Put a picture there some time soon; never waits, never raises."""
        ...


class Meter(Protocol):
    """What is counted and timed."""

    def record_phase(self, phase: str, seconds: float) -> None:
        """A phase of a job ended: ``queue``, ``draw`` or ``deliver``."""
        ...

    def record_job_end(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        """A job ended; ``micros`` are the micro-dollars that it cost for certain."""
        ...

    def record_hold(self) -> None:
        """Pictures wait for moderators."""
        ...

    def record_rescue(self, state: str) -> None:
        """A job of a process that is gone was adopted."""
        ...

    def set_operator_needed(self, needed: bool) -> None:
        """Spending stopped, or goes on."""
        ...


@dataclass(slots=True)
class JobRun:
    """A job that this process works on. ``due`` is when its next step is worth doing.

    All times are those of the monotonic clock: a wall clock that jumps must not end work that was paid for.
    ``adopted`` tells that another process may have sent its task before, ``forgotten`` that the provider no longer
    knows the pictures that it starts from, and ``uncopied`` that it could not write its copy into the archive.
    """

    job: Job
    due_at: float
    deadline_at: float
    accepted_at: float | None = None
    last_unfinished_at: float | None = None
    idle_since: float | None = None
    failed_tries: int = 0
    adopted: bool = False
    references_expired: bool = False
    archive_unwritable: bool = False
    done: bool = False
    state_entered_at: float = 0.0
    """When this process took it up, or brought it into the state that it is in: patience is counted from here."""
    seen_hints: set[bytes] = field(default_factory=set)
    wake_event: asyncio.Event = field(default_factory=asyncio.Event)

    def accept_hint(self, digest: bytes, now: float) -> bool:
        """Somebody says that there is news of the task: look at once, but once for each thing that is said."""
        if digest in self.seen_hints or len(self.seen_hints) >= MAX_HINTS_PER_TASK:
            return False
        self.seen_hints.add(digest)
        self.due_at = now
        self.wake_event.set()
        return True

    def replace_job(self, job: Job, now: float) -> None:
        """Moderators decided something while what was so before is being shown: go on from there at once."""
        self.job, self.due_at, self.state_entered_at, self.failed_tries = job, now, now, 0
        self.wake_event.set()

    async def wait_until_due(self, now: float) -> None:
        """Return when the errand is due, or was hinted at since the last time."""
        if self.due_at > now:
            try:
                async with asyncio.timeout(self.due_at - now):
                    await self.wake_event.wait()
            except TimeoutError:
                pass
        self.wake_event.clear()
