"""The answers to /queue and /cancel."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from bot.domain.cancellation import named
from bot.domain.job import Job, State
from bot.domain.text import plain
from bot.ui.layout import Layout, said

STATES: Final = MappingProxyType(
    {
        State.RESERVED: "just received",
        State.WAITING: "in the queue",
        State.SUBMITTED: "being drawn",
        State.READY: "on its way to you",
        State.HELD: "waiting for a moderator",
    }
)
"""What an unfinished request is doing, for people."""


SHOWN_AT_MOST: Final = 10


def queue(own: Sequence[Job], counts: Mapping[str, int]) -> Layout:
    """A member's unfinished requests, and how busy the bot is."""
    lines = ["**Yours**"] if own else ["You have no unfinished requests."]
    lines += [f"- {plain(job.request.prompt, 100)} · {STATES[job.state]}" for job in own[:SHOWN_AT_MOST]]
    if len(own) > SHOWN_AT_MOST:
        lines.append(f"- and {len(own) - SHOWN_AT_MOST} more")
    waiting = counts.get(State.RESERVED, 0) + counts.get(State.WAITING, 0)
    lines.append(f"-# All members: {waiting} in the queue, {counts.get(State.SUBMITTED, 0)} being drawn")
    return said("\n".join(lines))


def cancelled(job: Job) -> Layout:
    """That a request was taken back, which, and what of it still counts."""
    return said(named(job.reason, plain(job.request.prompt, 100)))
