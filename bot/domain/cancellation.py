"""The cost of a cancelled request for its author: nothing before it was submitted to the provider, then all of it."""

from collections.abc import Sequence

from bot.domain.job import Job
from bot.localization.messages import Message, Sentence


def cancelled_quota_images(job: Job) -> int:
    """Pictures of a cancelled job that count against its author's quota.

    0 before it was submitted. Then all requested pictures, or all generated ones once their number is known, because
    the provider generates and bills them even after a cancellation.
    """
    if job.submitted_at is None:
        return 0
    generated = job.request.count if job.outcome is None else len(job.outcome.results)
    return min(job.request.quota_images, generated)


def cancelled_sentence(jobs: Sequence[Job]) -> Message:
    """The sentence for the author of jobs that were cancelled together; the state of the first decides its wording."""
    count = sum(cancelled_quota_images(job) for job in jobs)
    if count == 0:
        return Message("cancelled")
    if jobs[0].ready_at is not None:
        return Message("cancelled-after-drawing", count=count)
    return Message("cancelled-while-drawing", count=count)


def cancelled_sentence_with_name(sentence: Sentence | None, name: str) -> Message:
    """The author's sentence with the job's name; a moderator's reason is replaced by “nothing was charged”."""
    if isinstance(sentence, Message) and sentence.name in {"cancelled-after-drawing", "cancelled-while-drawing"}:
        return Message(f"named-{sentence.name}", name=name, **sentence.fields)
    return Message("named-cancelled", name=name)
