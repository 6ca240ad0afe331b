"""Runware for the rest of Easel: submit a task, ask what has come of it, look it up, see the balance."""

import time
from collections.abc import Callable
from typing import Final, Self
from uuid import UUID

import stamina

from bot.domain.job import Outcome
from bot.errors import Unavailable
from bot.runware import replies
from bot.runware.batching import Batcher
from bot.runware.endpoint import Endpoint, trouble
from bot.runware.errors import ErrorClass
from bot.runware.replies import Progress, Reply
from bot.runware.tasks import AccountManagement, GetTaskDetails, ImageInference

URL: Final = "https://api.runware.ai/v1"
_LONGEST_PAUSES: Final = 15
"""How many times the first pause between two tries may become."""


def _ignore(_: object) -> None:
    """Nobody listens."""


class Runware:
    """The client: an async context manager, or ``open`` and ``close``.

    ``timeout`` bounds one request and ``pause`` is the least between two tries of a submission, both in seconds.
    ``clock`` tells the time that deadlines are given in. ``on_error`` hears the class of every error, and
    ``on_rate_limited`` every 429 with the seconds to wait, where it says so.
    """

    def __init__(
        self,
        api_key: str,
        *,
        url: str = URL,
        timeout: float = 30.0,
        pause: float = 1.0,
        clock: Callable[[], float] = time.time,
        on_error: Callable[[ErrorClass], None] = _ignore,
        on_rate_limited: Callable[[float | None], None] = _ignore,
    ) -> None:
        self._endpoint = Endpoint(url, api_key, timeout=timeout, on_error=on_error, on_rate_limited=on_rate_limited)
        self._batcher = Batcher(self._endpoint.post)
        self._pause = pause
        self._clock = clock

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Get ready to connect; nothing is sent yet."""
        self._endpoint.open()

    async def close(self) -> None:
        """Stop polling and close all connections."""
        await self._batcher.close()
        await self._endpoint.close()

    async def submit(self, task: ImageInference, *, until: float | None) -> None:
        """Return once the provider has accepted the task, and try again until then.

        A lost reply does not tell whether the task was taken, so the same body goes out again: Runware runs one UUID
        once and answers the second with ``conflictTaskUUID``, which therefore means accepted. Raises
        :class:`Unavailable` when ``until`` (in the clock's time; ``None`` is never) is over, and at once what another
        try cannot change: :class:`Declined`, :class:`Rejected`, :class:`OperatorNeeded`.
        """
        async for attempt in stamina.retry_context(
            on=lambda error: self._again(error, until),
            attempts=None,
            timeout=None,
            wait_initial=self._pause,
            wait_max=self._pause * _LONGEST_PAUSES,
            wait_jitter=self._pause,
        ):
            with attempt:
                _accepted(await self._endpoint.post([task]))

    async def poll(self, task_uuid: UUID) -> Progress:
        """What has come of a task so far; calls of the same moment share one request.

        A task that is not found any more is looked up in the provider's record. Raises :class:`Unavailable` when the
        question failed (ask again later) and :class:`OperatorNeeded`.
        """
        told = await self._batcher.ask(task_uuid)
        if told.lost and not told.results:
            return await self._recorded(task_uuid) or told
        return told

    async def details(self, task_uuid: UUID) -> Outcome | None:
        """How a task ended by the provider's record, or ``None`` where the record does not tell; errors as ``poll``."""
        told = await self._recorded(task_uuid)
        return None if told is None else told.outcome

    async def account(self) -> float | None:
        """The account's balance in US dollars, where the provider tells it.

        Shows that the key works; :class:`OperatorNeeded` when it does not.
        """
        return replies.balance(_answer(await self._endpoint.post([AccountManagement()])))

    async def _recorded(self, task_uuid: UUID) -> Progress | None:
        reply = await self._endpoint.post([GetTaskDetails(task_uuid=task_uuid)])
        if (error := trouble(reply)) is not None:
            raise error
        return replies.recorded(reply, task_uuid)

    def _again(self, error: Exception, until: float | None) -> bool | float:
        if not isinstance(error, Unavailable):
            return False
        wait = max(self._pause, error.retry_after or 0.0)
        if until is not None and self._clock() + wait >= until:
            return False
        return True if error.retry_after is None else wait


def _accepted(reply: Reply) -> None:
    if not any(fault.accepted for fault in reply.faults):
        _answer(reply)


def _answer(reply: Reply) -> Reply:
    if reply.faults:
        raise reply.faults[0].error(reply.retry_after)
    return reply
