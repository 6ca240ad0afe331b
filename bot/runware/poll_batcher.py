"""Batches polls: simultaneous polls share a POST, until the provider rejects such a batch."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from contextvars import Context
from itertools import islice
from typing import Final, TypeAlias
from uuid import UUID

from bot.errors import ProviderError
from bot.runware.endpoint import request_error
from bot.runware.error_classes import ErrorClass
from bot.runware.errors import build_provider_error
from bot.runware.replies import Reply, split_by_task
from bot.runware.task_progress import TaskProgress, parse_progress
from bot.runware.tasks import GetResponse

MAX_TASKS_PER_POST: Final = 50
"""Maximum number of tasks in one POST."""
_BATCH_REFUSAL_CLASSES: Final = frozenset({ErrorClass.VALIDATION, ErrorClass.UNKNOWN})

ProgressFuture: TypeAlias = asyncio.Future[TaskProgress]
Batch: TypeAlias = dict[UUID, ProgressFuture]


class PollBatcher:
    """Polls the progress of tasks; calls within ``window`` seconds share one POST of ``getResponse`` tasks.

    Runware does not document how many tasks a POST may contain. If a batch is rejected for its structure, its tasks and
    all later ones are polled one by one.
    """

    def __init__(self, post: Callable[[Sequence[GetResponse]], Awaitable[Reply]], *, window: float = 0.004) -> None:
        self._post = post
        self._window = window
        self._batching_enabled = True
        self._pending: Batch = {}
        self._flushes: set[asyncio.Task[None]] = set()

    async def get_progress(self, task_uuid: UUID, *, immediately: bool = False) -> TaskProgress:
        """Return the progress of a task; raise :class:`ProviderError` if the request failed.

        ``immediately`` posts without waiting for further calls, together with the tasks that already wait.
        """
        if immediately or not self._pending:
            self._spawn(self._flush_after(0 if immediately else self._window))
        answer = self._pending.get(task_uuid)
        if answer is None:
            answer = self._pending[task_uuid] = asyncio.get_running_loop().create_future()
            answer.add_done_callback(_consume_exception)
        return await asyncio.shield(answer)

    async def close(self) -> None:
        """Stop polling; waiting calls raise :class:`ProviderUnavailable`."""
        _fail(self._pending.values(), build_provider_error("disconnected"))
        while self._flushes:
            flushes = tuple(self._flushes)
            for flush in flushes:
                flush.cancel()
            await asyncio.gather(*flushes, return_exceptions=True)
            self._flushes.difference_update(flushes)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work, context=Context())  # it is about many jobs
        self._flushes.add(task)
        task.add_done_callback(self._flushes.discard)

    async def _flush_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        waiting, self._pending = iter(self._pending.items()), {}
        while batch := dict(islice(waiting, MAX_TASKS_PER_POST if self._batching_enabled else 1)):
            self._spawn(self._post_batch(batch))

    async def _post_batch(self, batch: Batch) -> None:
        try:
            reply = await self._post([GetResponse(task_uuid=task_uuid) for task_uuid in batch])
            if len(batch) > 1 and _is_batch_refusal(reply):
                self._batching_enabled = False
                await asyncio.gather(*(self._post_batch({task_uuid: answer}) for task_uuid, answer in batch.items()))
            else:
                _resolve(reply, batch)
        except ProviderError as error:
            _fail(batch.values(), error)
        finally:
            # Only a cancelled POST leaves futures that are not done.
            _fail(batch.values(), build_provider_error("disconnected"))


def _is_batch_refusal(reply: Reply) -> bool:
    """Whether the reply rejects the POST for its structure, and contains nothing about any task."""
    general = (fault for fault in reply.errors if fault.task_uuid is None or fault.task_type != "imageInference")
    return not reply.items and any(fault.error_class in _BATCH_REFUSAL_CLASSES for fault in general)


def _resolve(reply: Reply, batch: Batch) -> None:
    if (error := request_error(reply)) is not None:
        raise error
    by_task = dict.fromkeys(batch, reply) if len(batch) == 1 else split_by_task(reply)
    for task_uuid, answer in batch.items():
        if not answer.done():
            answer.set_result(parse_progress(by_task.get(task_uuid, Reply()), task_uuid))


def _fail(answers: Iterable[ProgressFuture], error: ProviderError) -> None:
    for answer in answers:
        if not answer.done():
            answer.set_exception(error)


def _consume_exception(answer: ProgressFuture) -> None:
    """Retrieve the error of a future that no call awaits any more, so that asyncio does not log it."""
    if not answer.cancelled():
        answer.exception()
