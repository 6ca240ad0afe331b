"""Reads the provider's record of many tasks, in batches."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias
from uuid import UUID

from bot.domain.reconciliation import TaskRecord
from bot.runware.endpoint import request_error
from bot.runware.errors import ApiError, build_provider_error
from bot.runware.replies import Reply, split_by_task
from bot.runware.task_progress import parse_task_record
from bot.runware.tasks import GetTaskDetails

Post: TypeAlias = Callable[[Sequence[GetTaskDetails]], Awaitable[Reply]]


async def fetch_records(post: Post, task_uuids: Sequence[UUID]) -> dict[UUID, TaskRecord]:
    """Return the records of tasks from one request; raises :class:`~bot.errors.ProviderError` if it fails.

    Runware does not document how many tasks a request may contain. Of several tasks, those are missing in the result
    that the reply does not mention, or names an error for: ask for each of them alone.
    """
    reply = await post([GetTaskDetails(task_uuid=task_uuid) for task_uuid in task_uuids])
    if (error := request_error(reply)) is not None:
        raise error
    if len(task_uuids) == 1:
        if (unclear := _find_unclear_error(reply)) is not None:
            raise build_provider_error(unclear.code, retry_after=reply.retry_after)
        return {task_uuids[0]: parse_task_record(reply, task_uuids[0])}
    replies = split_by_task(reply)
    return {
        task_uuid: parse_task_record(replies[task_uuid], task_uuid)
        for task_uuid in task_uuids
        if task_uuid in replies and _find_unclear_error(replies[task_uuid]) is None
    }


def _find_unclear_error(reply: Reply) -> ApiError | None:
    """An error in place of a task's record, other than that there is no such task."""
    if reply.items:
        return None
    return next((error for error in reply.errors if not error.is_task_not_found), None)
