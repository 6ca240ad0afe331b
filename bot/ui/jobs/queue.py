"""The answers to /queue and /cancel."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.cancellation import cancelled_sentence_with_name
from bot.domain.job import Job, State
from bot.domain.text import sanitize_line
from bot.ui.layout import Layout, text_view
from bot.ui.phrases import first_texts

STATE_LABELS: Final = {
    State.RESERVED: "just received",
    State.WAITING: "in the queue",
    State.SUBMITTED: "being drawn",
    State.READY: "on its way to you",
    State.HELD: "waiting for a moderator",
}
"""The states of unfinished requests, for people."""
MAX_LISTED_JOBS: Final = 10


def queue_view(own: Sequence[Job], counts: Mapping[str, int]) -> Layout:
    """A member's unfinished requests, and how many all members have together."""
    title = "**Yours**" if own else "You have no unfinished requests."
    entries = [f"- {sanitize_line(job.request.prompt, 100)} · {STATE_LABELS[job.state]}" for job in own]
    waiting = counts.get(State.RESERVED, 0) + counts.get(State.WAITING, 0)
    total = f"-# All members: {waiting} in the queue, {counts.get(State.SUBMITTED, 0)} being drawn"
    return text_view("\n".join([title, *first_texts(entries, MAX_LISTED_JOBS), total]))


def cancelled_view(job: Job) -> Layout:
    """Confirms that a request was cancelled, with the job's reason, which says whether it still counts."""
    return text_view(str(cancelled_sentence_with_name(job.reason, sanitize_line(job.request.prompt, 100))))
