"""What a cancelled request costs its author: nothing before it was submitted to the provider, afterwards all of it."""

from collections.abc import Sequence
from typing import Final

from bot.domain.job import Job

_CANCELLED: Final = "Cancelled"
_UNCHARGED: Final = "; nothing was charged."


def still_counted(job: Job) -> int:
    """Pictures of its author's quota that a job uses up although its author took it back.

    None before it was submitted. Afterwards all that it asks for, and all that came once that is known: the provider
    draws and bills them whether or not anybody looks at them.
    """
    if job.submitted_at is None:
        return 0
    drawn = job.request.count if job.outcome is None else len(job.outcome.results)
    return min(job.request.charge, drawn)


def cancelled_sentence(jobs: Sequence[Job]) -> str:
    """The sentence for the author of jobs that were cancelled together; the state of the first decides its wording."""
    count = sum(still_counted(job) for job in jobs)
    if count == 0:
        return _CANCELLED + _UNCHARGED
    drawing = "It was already drawn" if jobs[0].ready_at is not None else "It was already being drawn"
    pictures = "1 picture" if count == 1 else f"{count} pictures"
    return f"{_CANCELLED}. {drawing}, so it still counts: {pictures}."


def named(sentence: str | None, name: str) -> str:
    """The sentence with the job's name in it; a moderator's reason is replaced by "nothing was charged"."""
    told = sentence or ""
    rest = told.removeprefix(_CANCELLED) if told.startswith(_CANCELLED) else _UNCHARGED
    return f"{_CANCELLED} “{name}”{rest}"
