"""Concurrency of tasks at the stand-in for Runware."""

from collections.abc import Iterable

from sandbox.runware.tasks.task import Task
from tests.support.process_stage import ProcessStage


def max_concurrent_tasks(stage: ProcessStage, tasks: Iterable[Task] | None = None) -> int:
    """The largest number of these tasks (default: all) that were unfinished at the provider at the same time."""
    chosen = list(stage.sandbox.runware.tasks.values() if tasks is None else tasks)
    changes = [(task.accepted_at, 1) for task in chosen] + [(task.results[-1].done_at, -1) for task in chosen]
    most = now = 0
    for _, change in sorted(changes):
        now += change
        most = max(most, now)
    return most
