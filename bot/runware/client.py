"""Runware for the rest of Easel: submit a task, ask what has come of it, look it up, upload, see the balance."""

import time
from collections.abc import Awaitable, Callable
from typing import Final, Self, TypeVar
from uuid import UUID

from bot.domain.job import Outcome
from bot.errors import Unavailable
from bot.retrying import retried
from bot.runware import replies
from bot.runware.batching import Batcher
from bot.runware.endpoint import Endpoint, trouble
from bot.runware.errors import MALFORMED, ErrorClass, classify
from bot.runware.replies import Progress, Reply
from bot.runware.tasks import AccountManagement, GetTaskDetails, ImageInference, ImageUpload, data_uri

T = TypeVar("T")
URL: Final = "https://api.runware.ai/v1"
_LONGEST_PAUSES: Final = 15
"""How many times the first pause between two tries may become."""

_UPLOADS: Final = 3
"""Tries of an upload, which costs nothing and may be repeated without harm."""
_LONGEST_UPLOAD_PAUSE: Final = 15.0


def _ignore(_: object) -> None:
    """Nobody listens."""


class Runware:
    """The client: an async context manager, or ``open`` and ``close``.

    ``timeout`` bounds one request and ``pause`` is the least between two tries of one, both in seconds.
    ``monotonic`` tells the time that deadlines are given in. ``on_error`` hears the class of every error, and
    ``on_rate_limited`` every 429 with the seconds to wait, where it says so.
    """

    def __init__(
        self,
        api_key: str,
        *,
        url: str = URL,
        timeout: float = 30.0,
        pause: float = 1.0,
        monotonic: Callable[[], float] = time.monotonic,
        on_error: Callable[[ErrorClass], None] = _ignore,
        on_rate_limited: Callable[[float | None], None] = _ignore,
    ) -> None:
        self._endpoint = Endpoint(url, api_key, timeout=timeout, on_error=on_error, on_rate_limited=on_rate_limited)
        self._batcher = Batcher(self._endpoint.post)
        self._pause = pause
        self._monotonic = monotonic

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
        :class:`Unavailable` when ``until`` (in the monotonic clock's time; ``None`` is never) is over, and at once
        what another try cannot change: :class:`Declined`, :class:`Rejected` (:class:`ModelGone`,
        :class:`BadReference`), :class:`OperatorNeeded`.
        """

        async def send() -> None:
            _accepted(await self._endpoint.post([task]), references=task.inputs is not None)

        await self._retried(send, lambda error: self._again(error, until), attempts=None)

    async def upload(self, data: bytes, media_type: str) -> str:
        """Give the provider a picture (JPG, PNG or WEBP) to start from; the UUID that tasks name it by.

        Tried a few times. Raises :class:`Unavailable`, :class:`Declined`, :class:`Rejected` (of which
        :class:`BadReference` is for the picture itself) and :class:`OperatorNeeded`.
        """
        image = data_uri(data, media_type)

        async def send() -> str:
            # A UUID of its own for each try: a second one of the same would only be told that it is the second.
            reply = _answer(await self._endpoint.post([ImageUpload(image=image)]), references=True)
            if (image_uuid := replies.uploaded(reply)) is None:
                raise classify(MALFORMED)
            return image_uuid

        return await self._retried(send, self._again_soon, attempts=_UPLOADS)

    async def poll(self, task_uuid: UUID, *, at_once: bool = False) -> Progress:
        """What has come of a task so far; calls of the same moment share one request.

        ``at_once`` does not wait for the others of the moment. A task that is not found any more is looked up in the
        provider's record. Raises :class:`Unavailable` when the question failed (ask again later) and
        :class:`OperatorNeeded`.
        """
        told = await self._batcher.ask(task_uuid, at_once=at_once)
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

    async def _retried(
        self, send: Callable[[], Awaitable[T]], again: Callable[[Exception], bool | float], *, attempts: int | None
    ) -> T:
        return await retried(
            send,
            Unavailable,
            again=again,
            attempts=attempts,
            wait_initial=self._pause,
            wait_max=self._pause * _LONGEST_PAUSES,
            wait_jitter=self._pause,
        )

    def _again_soon(self, error: Exception) -> bool | float:
        wait = error.retry_after if isinstance(error, Unavailable) else None
        return False if wait is not None and wait > _LONGEST_UPLOAD_PAUSE else self._again(error, None)

    def _again(self, error: Exception, until: float | None) -> bool | float:
        if not isinstance(error, Unavailable):
            return False
        wait = max(self._pause, error.retry_after or 0.0)
        if until is not None and self._monotonic() + wait >= until:
            return False
        return True if error.retry_after is None else wait


def _accepted(reply: Reply, *, references: bool) -> None:
    if not any(fault.accepted for fault in reply.faults):
        _answer(reply, references=references)


def _answer(reply: Reply, *, references: bool = False) -> Reply:
    for fault in reply.gravest_first:
        raise fault.error(reply.retry_after, references=references)
    return reply
