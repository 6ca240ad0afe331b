"""The answers to /queue and /cancel."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.cancellation import cancelled_sentence_with_name
from bot.domain.job import Job, State
from bot.domain.text import sanitize_line
from bot.localization.lists import first_lines
from bot.localization.messages import text
from bot.ui.layout import Layout, text_view

MAX_LISTED_JOBS: Final = 10


def state_label(job: Job) -> str:
    """The state of an unfinished request, for people."""
    return text(f"job-state-{job.state}")


def queue_view(own: Sequence[Job], counts: Mapping[str, int]) -> Layout:
    """A member's unfinished requests, and how many all members have together."""
    title = text("queue-own") if own else text("queue-empty")
    entries = [f"- {sanitize_line(job.request.prompt, 100)} · {state_label(job)}" for job in own]
    waiting = counts.get(State.RESERVED, 0) + counts.get(State.WAITING, 0)
    total = text("queue-total", waiting=waiting, drawing=counts.get(State.SUBMITTED, 0))
    return text_view("\n".join([title, *first_lines(entries, MAX_LISTED_JOBS), f"-# {total}"]))


def cancelled_view(job: Job) -> Layout:
    """Confirms that a request was cancelled, with the job's reason, which says whether it still counts."""
    return text_view(str(cancelled_sentence_with_name(job.reason, sanitize_line(job.request.prompt, 100))))
