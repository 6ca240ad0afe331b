"""The Runware API client: submit a task, poll it, look it up, upload a picture, read the balance."""

import time
from collections.abc import Awaitable, Callable
from typing import Final, Self, TypeVar
from uuid import UUID

from bot.domain.job import Outcome
from bot.errors import ProviderUnavailable
from bot.net.retrying import call_with_retries
from bot.runware import replies, task_progress
from bot.runware.endpoint import Endpoint, request_error
from bot.runware.error_classes import ErrorClass
from bot.runware.errors import UNREADABLE_REPLY_CODE, build_provider_error
from bot.runware.poll_batcher import PollBatcher
from bot.runware.replies import Reply
from bot.runware.task_progress import TaskProgress
from bot.runware.tasks import AccountManagement, GetTaskDetails, ImageInference, ImageUpload, to_data_uri

T = TypeVar("T")
API_URL: Final = "https://api.runware.ai/v1"
_MAX_BACKOFF_MULTIPLE: Final = 15
"""Upper bound of the exponential back-off, as a multiple of its first pause."""

_MAX_UPLOAD_ATTEMPTS: Final = 3
"""Tries of an upload, which costs nothing and may be repeated."""
_MAX_UPLOAD_RETRY_AFTER_SECONDS: Final = 15.0


def _ignore(_: object) -> None:
    """Do nothing: the default callback."""


class RunwareClient:
    """The client: an async context manager, or ``open`` and ``close``.

    ``timeout`` bounds one request and ``pause`` is the least between two tries of one, both in seconds.
    ``monotonic`` is the clock of deadlines. ``on_error`` is called with the class of every error, ``on_rate_limited``
    for every 429 with the seconds of its ``Retry-After``, or ``None``.
    """

    def __init__(
        self,
        api_key: str,
        *,
        url: str = API_URL,
        timeout: float = 30.0,
        pause: float = 1.0,
        monotonic: Callable[[], float] = time.monotonic,
        on_error: Callable[[ErrorClass], None] = _ignore,
        on_rate_limited: Callable[[float | None], None] = _ignore,
    ) -> None:
        self._endpoint = Endpoint(url, api_key, timeout=timeout, on_error=on_error, on_rate_limited=on_rate_limited)
        self._batcher = PollBatcher(self._endpoint.post)
        self._pause = pause
        self._monotonic = monotonic

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Open the HTTP session; nothing is sent yet."""
        self._endpoint.open()

    async def close(self) -> None:
        """Stop polling and close all connections."""
        await self._batcher.close()
        await self._endpoint.close()

    async def submit(self, task: ImageInference, *, deadline: float | None) -> None:
        """Submit the task, with retries, and return once the provider has accepted it.

        A lost reply does not tell whether the task was taken, so the same body goes out again: Runware runs one UUID
        once and answers the second with ``conflictTaskUUID``, which therefore means accepted. Raises
        :class:`ProviderUnavailable` when ``deadline`` (in the monotonic clock's time; ``None`` is none) has passed, and
        without a retry :class:`Declined`, :class:`Rejected` (:class:`ModelGone`,
        :class:`BadReference`), :class:`OperatorNeeded`.
        """

        async def send() -> None:
            _check_accepted(await self._endpoint.post([task]), references=task.inputs is not None)

        await self._send_with_retries(send, lambda error: self._backoff(error, deadline), attempts=None)

    async def upload(self, data: bytes, media_type: str) -> str:
        """Upload a reference picture (JPG, PNG or WEBP), with retries; return the UUID by which tasks name it.

        Raises :class:`ProviderUnavailable`, :class:`Declined`, :class:`Rejected` (:class:`BadReference` if the picture
        itself is the reason) and :class:`OperatorNeeded`.
        """
        image = to_data_uri(data, media_type)

        async def send() -> str:
            # A new task UUID for each try: a repeated one would only get conflictTaskUUID.
            reply = _raise_for_errors(await self._endpoint.post([ImageUpload(image=image)]), references=True)
            if (image_uuid := replies.parse_uploaded_uuid(reply)) is None:
                raise build_provider_error(UNREADABLE_REPLY_CODE)
            return image_uuid

        return await self._send_with_retries(send, self._upload_backoff, attempts=_MAX_UPLOAD_ATTEMPTS)

    async def poll(self, task_uuid: UUID, *, immediately: bool = False) -> TaskProgress:
        """Return the progress of a task; simultaneous calls are batched into one request.

        ``immediately`` skips the wait for other calls. A task that polling no longer finds is looked up in the
        provider's record. Raises :class:`ProviderUnavailable` if the request failed (poll again later) and
        :class:`OperatorNeeded`.
        """
        progress = await self._batcher.get_progress(task_uuid, immediately=immediately)
        if progress.is_task_not_found and not progress.results:
            return await self._fetch_record(task_uuid) or progress
        return progress

    async def get_outcome(self, task_uuid: UUID) -> Outcome | None:
        """Return the outcome by the provider's record (``getTaskDetails``), or ``None``; raises as :meth:`poll`."""
        record = await self._fetch_record(task_uuid)
        return None if record is None else record.outcome

    async def get_balance(self) -> float | None:
        """Return the account's balance in US dollars, if the provider tells it.

        Raises :class:`OperatorNeeded` if the key does not work.
        """
        return replies.parse_balance(_raise_for_errors(await self._endpoint.post([AccountManagement()])))

    async def _fetch_record(self, task_uuid: UUID) -> TaskProgress | None:
        reply = await self._endpoint.post([GetTaskDetails(task_uuid=task_uuid)])
        if (error := request_error(reply)) is not None:
            raise error
        return task_progress.parse_task_details(reply, task_uuid)

    async def _send_with_retries(
        self,
        send: Callable[[], Awaitable[T]],
        backoff_hook: Callable[[Exception], bool | float],
        *,
        attempts: int | None,
    ) -> T:
        return await call_with_retries(
            send,
            ProviderUnavailable,
            backoff_hook=backoff_hook,
            attempts=attempts,
            wait_initial=self._pause,
            wait_max=self._pause * _MAX_BACKOFF_MULTIPLE,
            wait_jitter=self._pause,
        )

    def _upload_backoff(self, error: Exception) -> bool | float:
        wait = error.retry_after if isinstance(error, ProviderUnavailable) else None
        return False if wait is not None and wait > _MAX_UPLOAD_RETRY_AFTER_SECONDS else self._backoff(error, None)

    def _backoff(self, error: Exception, deadline: float | None) -> bool | float:
        if not isinstance(error, ProviderUnavailable):
            return False
        wait = max(self._pause, error.retry_after or 0.0)
        if deadline is not None and self._monotonic() + wait >= deadline:
            return False
        return True if error.retry_after is None else wait


def _check_accepted(reply: Reply, *, references: bool) -> None:
    if not any(error.is_already_submitted for error in reply.errors):
        _raise_for_errors(reply, references=references)


def _raise_for_errors(reply: Reply, *, references: bool = False) -> Reply:
    for error in reply.by_severity:
        raise error.to_exception(reply.retry_after, references=references)
    return reply
