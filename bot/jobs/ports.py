"""Interfaces of the job pipeline to Discord and to the archive."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple, Protocol

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Job, MessageRef, QueuePosition, Result
from bot.domain.request import Reference
from bot.localization.messages import Sentence
from bot.runware.error_classes import ErrorClass, classify_error


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

    async def alert(self, text: Sentence) -> None:
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
