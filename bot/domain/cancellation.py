"""The cost of a cancelled request for its author: nothing before it was submitted to the provider, then all of it."""

from collections.abc import Sequence
from typing import Final

from bot.domain.job import Job

_CANCELLED_PREFIX: Final = "Cancelled"
_NOTHING_CHARGED_SUFFIX: Final = "; nothing was charged."


def cancelled_quota_images(job: Job) -> int:
    """Pictures of a cancelled job that count against its author's quota.

    0 before it was submitted. Then all requested pictures, or all generated ones once their number is known, because
    the provider generates and bills them even after a cancellation.
    """
    if job.submitted_at is None:
        return 0
    generated = job.request.count if job.outcome is None else len(job.outcome.results)
    return min(job.request.quota_images, generated)


def cancelled_sentence(jobs: Sequence[Job]) -> str:
    """The sentence for the author of jobs that were cancelled together; the state of the first decides its wording."""
    count = sum(cancelled_quota_images(job) for job in jobs)
    if count == 0:
        return _CANCELLED_PREFIX + _NOTHING_CHARGED_SUFFIX
    drawing = "It was already drawn" if jobs[0].ready_at is not None else "It was already being drawn"
    pictures = "1 picture" if count == 1 else f"{count} pictures"
    return f"{_CANCELLED_PREFIX}. {drawing}, so it still counts: {pictures}."


def insert_job_name(sentence: str | None, name: str) -> str:
    """Insert the job's name into its sentence; a moderator's reason is replaced by “nothing was charged”."""
    if sentence is None or not sentence.startswith(_CANCELLED_PREFIX):
        sentence = _CANCELLED_PREFIX + _NOTHING_CHARGED_SUFFIX
    return sentence.replace(_CANCELLED_PREFIX, f"{_CANCELLED_PREFIX} “{name}”", 1)
