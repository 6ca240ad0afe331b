"""What an errand is, and whom it needs: a messenger to reach the member, a meter to count."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Job, Result
from bot.storage.jobs import Place


class Picture(NamedTuple):
    """A finished picture, checked to be what was asked for."""

    data: bytes
    format: OutputFormat
    size: Size
    result: Result


class Delivery(NamedTuple):
    """What a member gets: the pictures, and how many are left to ask for (``None`` without a limit).

    ``parent`` is the job that this one repeats.
    """

    job: Job
    pictures: Sequence[Picture]
    left: int | None
    parent: Job | None

    @property
    def missing(self) -> int:
        """How many pictures were asked for and did not come."""
        return self.job.request.count - len(self.pictures)


class Messenger(Protocol):
    """How a job's member is reached. Every method may be repeated without harm."""

    async def find(self, job: Job) -> tuple[int, int] | None:
        """The channel and id of the message that answered the job's interaction, if it was ever answered."""
        ...

    async def progress(self, job: Job, place: Place | None) -> bool:
        """Show a place in the line, or that the pictures are drawn; ``False`` when there is too much to show."""
        ...

    async def deliver(self, delivery: Delivery, *, follow_up_sent: Callable[[int], Awaitable[None]]) -> int:
        """Show the pictures and return how many.

        Raises DiscordDown when it is worth trying again, Undeliverable when there is no way left.
        """
        ...

    async def tell(self, job: Job) -> None:
        """Show how an ended job ended; raises as :meth:`deliver`."""
        ...

    async def alert(self, sentence: str) -> None:
        """Tell the operator, at most once for one trouble."""
        ...


class Meter(Protocol):
    """What is counted and timed."""

    def took(self, phase: str, seconds: float) -> None:
        """A phase of a job ended: ``queue``, ``draw`` or ``deliver``."""
        ...

    def ended(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        """A job ended."""
        ...

    def rescued(self, state: str) -> None:
        """A job of a process that is gone was adopted."""
        ...

    def operator_needed(self, needed: bool) -> None:
        """Spending stopped, or goes on."""
        ...


@dataclass(slots=True)
class Errand:
    """A job that this process works on. ``due`` is when its next step is worth doing."""

    job: Job
    due: float
    deadline: float
    accepted_at: float | None = None
    unfinished_at: float | None = None
    quiet_since: float | None = None
    tries: int = 0
    done: bool = False
