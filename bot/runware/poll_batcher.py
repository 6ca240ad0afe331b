"""Polls that come together go out together: one POST asks for many tasks, until the provider refuses that."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from itertools import islice
from typing import Final, TypeAlias
from uuid import UUID

from bot.errors import ProviderError
from bot.runware.endpoint import trouble
from bot.runware.errors import ErrorClass, classify
from bot.runware.replies import Progress, Reply, by_task, progress
from bot.runware.tasks import GetResponse

AT_MOST: Final = 50
"""Tasks in one POST."""
_NOTHING: Final = Reply()
_REFUSALS: Final = frozenset({ErrorClass.VALIDATION, ErrorClass.UNKNOWN})

Post: TypeAlias = Callable[[Sequence[GetResponse]], Awaitable[Reply]]
Answer: TypeAlias = asyncio.Future[Progress]
Batch: TypeAlias = dict[UUID, Answer]


class Batcher:
    """Asks for the progress of tasks. Calls within ``window`` seconds share one POST of ``getResponse`` tasks.

    No document promises that many fit in one POST. When one is refused for its shape, its tasks are asked for one by
    one, and so are all later ones.
    """

    def __init__(self, post: Post, *, window: float = 0.004) -> None:
        self._post = post
        self._window = window
        self._together = True
        self._waiting: Batch = {}
        self._flushes: set[asyncio.Task[None]] = set()

    async def ask(self, task_uuid: UUID, *, at_once: bool = False) -> Progress:
        """What has come of the task; :class:`ProviderError` when the question itself failed.

        ``at_once`` asks now, together with those that already wait.
        """
        if at_once or not self._waiting:
            self._start(self._flush_in(0 if at_once else self._window))
        answer = self._waiting.get(task_uuid)
        if answer is None:
            answer = self._waiting[task_uuid] = asyncio.get_running_loop().create_future()
            answer.add_done_callback(_seen)
        return await asyncio.shield(answer)

    async def close(self) -> None:
        """Stop asking; whoever still waits for an answer gets :class:`Unavailable`."""
        _fail(self._waiting.values(), classify("disconnected"))
        while self._flushes:
            flushes = tuple(self._flushes)
            for flush in flushes:
                flush.cancel()
            await asyncio.gather(*flushes, return_exceptions=True)
            self._flushes.difference_update(flushes)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._flushes.add(task)
        task.add_done_callback(self._flushes.discard)

    async def _flush_in(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        waiting, self._waiting = iter(self._waiting.items()), {}
        while batch := dict(islice(waiting, AT_MOST if self._together else 1)):
            self._start(self._answer(batch))

    async def _answer(self, batch: Batch) -> None:
        try:
            reply = await self._post([GetResponse(task_uuid=task_uuid) for task_uuid in batch])
            if len(batch) > 1 and _refuses_batches(reply):
                self._together = False
                await asyncio.gather(*(self._answer({task_uuid: answer}) for task_uuid, answer in batch.items()))
            else:
                _tell(reply, batch)
        except ProviderError as error:
            _fail(batch.values(), error)
        finally:
            _fail(batch.values(), classify("disconnected"))  # only reaches those that a cancelled POST left waiting


def _refuses_batches(reply: Reply) -> bool:
    """Whether the reply refuses the POST for its shape, and tells nothing about any task."""
    about_us = (fault for fault in reply.faults if fault.task_uuid is None or fault.task_type != "imageInference")
    return not reply.items and any(fault.kind in _REFUSALS for fault in about_us)


def _tell(reply: Reply, batch: Batch) -> None:
    if (error := trouble(reply)) is not None:
        raise error
    told = dict.fromkeys(batch, reply) if len(batch) == 1 else by_task(reply)
    for task_uuid, answer in batch.items():
        if not answer.done():
            answer.set_result(progress(told.get(task_uuid, _NOTHING), task_uuid))


def _fail(answers: Iterable[Answer], error: ProviderError) -> None:
    for answer in answers:
        if not answer.done():
            answer.set_exception(error)


def _seen(answer: Answer) -> None:
    """Take note of an error that nobody waits for any more, so that asyncio does not report it as forgotten."""
    if not answer.cancelled():
        answer.exception()
