"""The Runware API client: submit a task, poll it, look it up, upload a picture, read the balance."""

import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final, Self, TypeVar
from uuid import UUID

from bot.domain.job import Outcome
from bot.domain.reconciliation import TaskRecord
from bot.errors import ProviderUnavailable
from bot.net.retrying import BackoffHook, call_with_retries
from bot.runware import replies, task_progress
from bot.runware.endpoint import Endpoint, request_error
from bot.runware.error_classes import ErrorClass
from bot.runware.error_objects import severity_key
from bot.runware.errors import UNREADABLE_REPLY_CODE, build_provider_error
from bot.runware.poll_batcher import PollBatcher
from bot.runware.records import fetch_records
from bot.runware.replies import Reply
from bot.runware.task_progress import TaskProgress
from bot.runware.tasks import AccountManagement, GetTaskDetails, ImageInference, ImageUpload, to_data_uri

T = TypeVar("T")
API_URL: Final = "https://api.runware.ai/v1"
_MAX_BACKOFF_MULTIPLE: Final = 15
"""Upper bound of the exponential back-off, as a multiple of its first pause."""
_MAX_RECORD_ATTEMPTS: Final = 4
"""Maximum attempts to read tasks' records."""
_MAX_UPLOAD_ATTEMPTS: Final = 3
"""Maximum attempts of an upload; uploads are free and can be repeated safely."""
_MAX_UPLOAD_RETRY_AFTER_SECONDS: Final = 15.0


def _ignore(_: object) -> None:
    pass


class RunwareClient:
    """Client of the Runware API; an async context manager.

    ``timeout`` limits one HTTP request, ``pause`` is the minimum wait before a retry (both in seconds). ``monotonic``
    is the clock of deadlines. ``on_error`` is called with the class of every error, ``on_rate_limited`` for every 429
    with the seconds of its ``Retry-After``, or ``None``.
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
        self._endpoint.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._batcher.close()
        await self._endpoint.close()

    async def submit(self, task: ImageInference, *, deadline: float | None) -> None:
        """Submit the task, with retries, and return once the provider has accepted it.

        A reply may be lost after the provider accepted the task, so a retry sends the same body: Runware runs each task
        UUID once and answers a repetition with ``conflictTaskUUID``, which therefore also means “accepted”. Raises
        :class:`ProviderUnavailable` once ``deadline`` (a time of ``monotonic``, or ``None``) has passed, and without a
        retry :class:`Declined`, :class:`Rejected`, :class:`ModelGone`, :class:`BadReference` or
        :class:`OperatorNeeded`.
        """

        async def send() -> None:
            reply = await self._endpoint.post([task])
            if not any(error.is_already_submitted for error in reply.errors):
                _raise_for_errors(reply, has_references=task.inputs is not None)

        await self._send_with_retries(send, partial(self._backoff, deadline=deadline), attempts=None)

    async def upload(self, data: bytes, media_type: str) -> str:
        """Upload a reference picture (JPG, PNG or WEBP), with retries; return the UUID that tasks use for it.

        Raises :class:`BadReference` if the picture is the reason of a failure, otherwise as :meth:`submit`.
        """
        image = to_data_uri(data, media_type)

        async def send() -> str:
            # A new task UUID for each attempt: a repeated one would only get conflictTaskUUID.
            reply = _raise_for_errors(await self._endpoint.post([ImageUpload(image=image)]), has_references=True)
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
        """Return the outcome from the provider's record (``getTaskDetails``), or ``None``; raises as :meth:`poll`."""
        record = await self._fetch_record(task_uuid)
        return None if record is None else record.outcome

    async def get_records(self, task_uuids: Sequence[UUID]) -> dict[UUID, TaskRecord]:
        """Return the provider's records of tasks, with retries; see :func:`~bot.runware.records.fetch_records`."""

        async def send() -> dict[UUID, TaskRecord]:
            return await fetch_records(self._endpoint.post, task_uuids)

        return await self._send_with_retries(send, partial(self._backoff, deadline=None), attempts=_MAX_RECORD_ATTEMPTS)

    async def get_balance(self) -> float | None:
        """Return the account's balance in US dollars, ``None`` if the reply lacks it; raises if the key is rejected."""
        return replies.parse_balance(_raise_for_errors(await self._endpoint.post([AccountManagement()])))

    async def _fetch_record(self, task_uuid: UUID) -> TaskProgress | None:
        reply = await self._endpoint.post([GetTaskDetails(task_uuid=task_uuid)])
        if (error := request_error(reply)) is not None:
            raise error
        return task_progress.parse_task_details(reply, task_uuid)

    async def _send_with_retries(
        self, send: Callable[[], Awaitable[T]], backoff_hook: BackoffHook, *, attempts: int | None
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
        if isinstance(error, ProviderUnavailable) and (error.retry_after or 0.0) > _MAX_UPLOAD_RETRY_AFTER_SECONDS:
            return False
        return self._backoff(error, None)

    def _backoff(self, error: Exception, deadline: float | None) -> bool | float:
        """Return ``False`` to raise the error, ``True`` to retry after the default back-off, or the seconds to wait."""
        if not isinstance(error, ProviderUnavailable):
            return False
        wait = max(self._pause, error.retry_after or 0.0)
        if deadline is not None and self._monotonic() + wait >= deadline:
            return False
        return True if error.retry_after is None else wait


def _raise_for_errors(reply: Reply, *, has_references: bool = False) -> Reply:
    if reply.errors:
        raise min(reply.errors, key=severity_key).to_exception(reply.retry_after, has_references=has_references)
    return reply
