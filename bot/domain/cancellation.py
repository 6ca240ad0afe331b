"""What a cancelled request costs its author: nothing before it was submitted to the provider, afterwards all of it."""

from collections.abc import Sequence
from typing import Final

from bot.domain.job import Job

_CANCELLED_PREFIX: Final = "Cancelled"
_NOTHING_CHARGED_SUFFIX: Final = "; nothing was charged."


def cancelled_quota_images(job: Job) -> int:
    """Pictures of its author's quota that a job uses up although its author took it back.

    None before it was submitted. Afterwards all that it asks for, and all that came once that is known: the provider
    draws and bills them whether or not anybody looks at them.
    """
    if job.submitted_at is None:
        return 0
    drawn = job.request.count if job.outcome is None else len(job.outcome.results)
    return min(job.request.quota_images, drawn)


def cancelled_sentence(jobs: Sequence[Job]) -> str:
    """The sentence for the author of jobs that were cancelled together; the state of the first decides its wording."""
    count = sum(cancelled_quota_images(job) for job in jobs)
    if count == 0:
        return _CANCELLED_PREFIX + _NOTHING_CHARGED_SUFFIX
    drawing = "It was already drawn" if jobs[0].ready_at is not None else "It was already being drawn"
    pictures = "1 picture" if count == 1 else f"{count} pictures"
    return f"{_CANCELLED_PREFIX}. {drawing}, so it still counts: {pictures}."


def insert_job_name(sentence: str | None, name: str) -> str:
    """The sentence with the job's name in it; a moderator's reason is replaced by "nothing was charged"."""
    told = sentence or ""
    rest = told.removeprefix(_CANCELLED_PREFIX) if told.startswith(_CANCELLED_PREFIX) else _NOTHING_CHARGED_SUFFIX
    return f"{_CANCELLED_PREFIX} “{name}”{rest}"
