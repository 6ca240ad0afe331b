"""The answers to /queue and /cancel."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from bot.domain.cancellation import insert_job_name
from bot.domain.job import Job, State
from bot.domain.text import sanitize_line
from bot.ui.layout import Layout, text_view

STATE_LABELS: Final = MappingProxyType(
    {
        State.RESERVED: "just received",
        State.WAITING: "in the queue",
        State.SUBMITTED: "being drawn",
        State.READY: "on its way to you",
        State.HELD: "waiting for a moderator",
    }
)
"""The state of an unfinished request, for people."""
MAX_LISTED_JOBS: Final = 10


def queue_view(own: Sequence[Job], counts: Mapping[str, int]) -> Layout:
    """A member's unfinished requests, and the number of all members' requests."""
    lines = ["**Yours**"] if own else ["You have no unfinished requests."]
    lines += [
        f"- {sanitize_line(job.request.prompt, 100)} · {STATE_LABELS[job.state]}" for job in own[:MAX_LISTED_JOBS]
    ]
    if len(own) > MAX_LISTED_JOBS:
        lines.append(f"- and {len(own) - MAX_LISTED_JOBS} more")
    waiting = counts.get(State.RESERVED, 0) + counts.get(State.WAITING, 0)
    lines.append(f"-# All members: {waiting} in the queue, {counts.get(State.SUBMITTED, 0)} being drawn")
    return text_view("\n".join(lines))


def cancelled_view(job: Job) -> Layout:
    """Confirms that a request was cancelled, and tells what still counts."""
    return text_view(insert_job_name(job.reason, sanitize_line(job.request.prompt, 100)))
