"""Reading result pictures: only from allowed hosts, only so much, and only what was asked for."""

import base64
import binascii
from collections.abc import Callable, Iterable
from typing import Final, Self

import stamina

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Result
from bot.downloads import Downloads, NotRead, Reason
from bot.errors import BadPicture, EaselError, Unavailable

MAX_BYTES: Final = 40 * 1024 * 1024
_NO_PICTURE: Final = "Runware sent something that is not a picture; nothing was charged."
_LASTING: Final = {
    Reason.FOREIGN: "Runware sent a picture from a host that is not trusted; nothing was charged.",
    Reason.PRIVATE: "The picture's place is not on the internet, so it was not read or charged.",
    Reason.REFUSED: "Runware does not let Easel download the picture; nothing was charged.",
    Reason.OTHER_KIND: _NO_PICTURE,
}

Check = Callable[[bytes, Size | None, OutputFormat], None]


class _Final(BadPicture):
    """Another try would end the same way."""


class Media:
    """The reader of result pictures: an async context manager.

    ``hosts`` are patterns as in :class:`Hosts`, ``check`` raises :class:`BadPicture` for bytes that are not a picture
    of that size and format. ``timeout`` (seconds) bounds one try from the first byte sent to the last one read.
    """

    def __init__(
        self,
        hosts: Iterable[str],
        *,
        check: Check,
        max_bytes: int = MAX_BYTES,
        timeout: float = 60.0,
        tries: int = 4,
        pause: float = 0.2,
    ) -> None:
        self._downloads = Downloads(hosts, max_bytes=max_bytes, timeout=timeout, content_type="image/")
        self._check = check
        self._max_bytes = max_bytes
        self._tries = tries
        self._pause = pause

    async def __aenter__(self) -> Self:
        await self._downloads.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._downloads.__aexit__()

    async def read(self, result: Result, size: Size | None, format: OutputFormat) -> bytes:  # noqa: A002 - the field's own word
        """The bytes of a result, known to be a picture of that format and of that size, or of any size for ``None``.

        :class:`BadPicture` when it is not, or may not be read; :class:`Unavailable` when it may be readable later.
        """
        if result.url is None:
            data = self._decoded(result)
            self._check(data, size, format)
            return data
        async for attempt in stamina.retry_context(
            on=_passing, attempts=self._tries, timeout=None, wait_initial=self._pause, wait_jitter=self._pause
        ):
            with attempt:
                data = await self._download(result.url)
                self._check(data, size, format)
                return data
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _download(self, url: str) -> bytes:
        try:
            return await self._downloads.read(url)
        except NotRead as error:
            raise self._told(error.reason) from error

    def _told(self, reason: Reason) -> EaselError:
        match reason:
            case Reason.TOO_LARGE:
                return self._too_large()
            case Reason.UNREACHABLE:
                return Unavailable(
                    "The finished picture cannot be downloaded from Runware right now; nothing was charged.",
                    code="media",
                )
            case Reason.MISSING | Reason.BUSY:  # storage may lag behind a picture that has just been finished
                return BadPicture("Runware no longer has the picture; nothing was charged.")
        return _Final(_LASTING[reason])

    def _decoded(self, result: Result) -> bytes:
        head, comma, tail = (result.data_uri or result.base64_data or "").partition(",")
        if comma and not (head.startswith("data:image/") and head.endswith(";base64")):
            raise _Final(_NO_PICTURE)
        text = tail if comma else head
        if len(text) // 4 * 3 > self._max_bytes + 3:
            raise self._too_large()
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise _Final("Runware sent a picture that cannot be read; nothing was charged.") from error

    def _too_large(self) -> BadPicture:
        return _Final(f"The picture is larger than {self._max_bytes >> 20} MiB, so it was not read or charged.")


def _passing(error: Exception) -> bool:
    return isinstance(error, Unavailable | BadPicture) and not isinstance(error, _Final)
