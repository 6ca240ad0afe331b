"""Reads result pictures: from allowed hosts only, up to a size limit; the format is detected from the bytes."""

import base64
import binascii
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from typing import Final, Generic, Self, TypeVar

from bot.domain.job import Result
from bot.errors import BadPicture, EaselError, ProviderUnavailable
from bot.localization.messages import Message
from bot.net.downloads import BoundedDownloader, DownloadFailed, FailureReason
from bot.net.retrying import call_with_retries

T = TypeVar("T")
MAX_RESULT_BYTES: Final = 40 * 1024 * 1024
_MAX_PAUSE_SECONDS: Final = 5.0
_NOT_A_PICTURE: Final = Message("result-not-a-picture")
_MISSING: Final = Message("result-missing")
_UNREACHABLE: Final = Message("result-unreachable")
_PERMANENT_FAILURES: Final = {
    FailureReason.URL_NOT_ALLOWED: Message("result-host-not-trusted"),
    FailureReason.PRIVATE_ADDRESS: Message("result-private-address"),
}


class _PermanentFailure(BadPicture):
    """A permanent failure: a retry cannot succeed."""


class _PictureMissing(BadPicture):
    """The URL has no picture, perhaps not yet: the provider's storage may lag behind a task that just finished."""

    retry_after: float | None = None


class ResultImageReader(Generic[T]):
    """Reads result pictures; an async context manager.

    ``hosts`` are patterns as in :class:`HostAllowList`. ``inspect`` parses the bytes of a picture, or raises
    :class:`BadPicture`; content type, file name and the requested format are ignored. ``timeout`` (seconds) limits a
    whole attempt, including the wait for a connection.
    """

    def __init__(
        self,
        hosts: Iterable[str],
        *,
        inspect: Callable[[bytes], T],
        max_bytes: int = MAX_RESULT_BYTES,
        timeout: float = 60.0,
        tries: int = 4,
        pause: float = 0.2,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._downloads = BoundedDownloader(hosts, max_bytes=max_bytes, timeout=timeout)
        self._inspect = inspect
        self._max_bytes = max_bytes
        self._tries = tries
        self._pause = pause
        self._monotonic = monotonic

    async def __aenter__(self) -> Self:
        await self._downloads.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._downloads.__aexit__()

    async def read(self, result: Result, *, retry_missing_seconds: float = 0.0) -> T:
        """Read the picture of a result.

        A missing picture is retried for ``retry_missing_seconds``, and every temporary failure is attempted at least
        ``tries`` times. Raises :class:`BadPicture` if it is no picture or must not be read, and
        :class:`ProviderUnavailable` if it may be readable later.
        """
        if result.url is None:
            return self._inspect(self._decode(result))
        deadline, attempts = self._monotonic() + retry_missing_seconds, count(1)
        return await call_with_retries(
            partial(self._download, result.url),
            (BadPicture, ProviderUnavailable),
            backoff_hook=lambda error: self._backoff(error, deadline - self._monotonic(), next(attempts)),
            attempts=None,
            wait_initial=self._pause,
            wait_max=_MAX_PAUSE_SECONDS,
            wait_jitter=self._pause,
        )

    def _backoff(self, error: Exception, remaining_seconds: float, attempt: int) -> bool | float:
        match error:
            case _PermanentFailure():
                return False
            case _PictureMissing(retry_after=wait) | ProviderUnavailable(retry_after=wait) if remaining_seconds > 0:
                return True if wait is None else max(self._pause, min(wait, remaining_seconds))
        return attempt < self._tries

    async def _download(self, url: str) -> T:
        try:
            data = await self._downloads.read(url)
        except DownloadFailed as error:
            raise self._to_error(error) from error
        if not data:
            raise _PictureMissing(_MISSING)
        return self._inspect(data)

    def _to_error(self, error: DownloadFailed) -> EaselError:
        if error.reason is FailureReason.TOO_LARGE:
            return self._too_large()
        if error.reason in _PERMANENT_FAILURES:
            return _PermanentFailure(_PERMANENT_FAILURES[error.reason])
        if error.reason in {FailureReason.UNREACHABLE, FailureReason.BUSY}:
            return ProviderUnavailable(_UNREACHABLE, code="media", retry_after=error.retry_after)
        missing = _PictureMissing(_MISSING)
        missing.retry_after = error.retry_after
        return missing

    def _decode(self, result: Result) -> bytes:
        head, comma, tail = (result.data_uri or result.base64_data or "").partition(",")
        if comma and not (head.startswith("data:image/") and head.endswith(";base64")):
            raise _PermanentFailure(_NOT_A_PICTURE)
        text = tail if comma else head
        if len(text) // 4 * 3 > self._max_bytes + 3:
            raise self._too_large()
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise _PermanentFailure(Message("result-unreadable")) from error

    def _too_large(self) -> BadPicture:
        return _PermanentFailure(Message("result-too-large", limit=self._max_bytes >> 20))
