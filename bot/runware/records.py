"""Reads the provider's record of many tasks, in batches."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias
from uuid import UUID

from bot.domain.reconciliation import TaskRecord
from bot.runware.endpoint import request_error
from bot.runware.errors import UNREADABLE_REPLY_CODE, build_provider_error
from bot.runware.replies import Reply, split_by_task
from bot.runware.task_progress import parse_task_record
from bot.runware.tasks import GetTaskDetails

Post: TypeAlias = Callable[[Sequence[GetTaskDetails]], Awaitable[Reply]]


async def fetch_records(post: Post, task_uuids: Sequence[UUID]) -> dict[UUID, TaskRecord]:
    """Return the record of each task, from one request; raises :class:`~bot.errors.ProviderError` if it fails.

    Runware does not document how many tasks a request may contain. A task that the reply does not mention is asked for
    alone.
    """
    reply = await post([GetTaskDetails(task_uuid=task_uuid) for task_uuid in task_uuids])
    if (error := request_error(reply)) is not None:
        raise error
    if len(task_uuids) == 1:
        return {task_uuids[0]: _parse_single(reply, task_uuids[0])}
    replies = split_by_task(reply)
    records = {task_uuid: _parse_single(replies[task_uuid], task_uuid) for task_uuid in task_uuids if task_uuid in replies}
    for task_uuid in task_uuids:
        if task_uuid not in records:
            records |= await fetch_records(post, [task_uuid])
    return records


def _parse_single(reply: Reply, task_uuid: UUID) -> TaskRecord:
    """Parse a task's own reply; an error other than “there is no such task” says nothing about the task."""
    record = parse_task_record(reply, task_uuid)
    unclear = [error for error in reply.errors if not error.is_task_not_found]
    if record.outcome is None and not reply.items and unclear:
        raise build_provider_error(unclear[0].code or UNREADABLE_REPLY_CODE, retry_after=reply.retry_after)
    return record
