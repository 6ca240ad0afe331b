"""Reading result pictures: only from allowed hosts, only so much, and only what was asked for."""

import base64
import binascii
import errno
from collections.abc import Callable, Iterable
from typing import Final, Self

import stamina
from aiohttp import ClientConnectorError, ClientError, ClientResponse, ClientSession, ClientTimeout
from yarl import URL

from bot.domain.catalog import OutputFormat, Size
from bot.domain.job import Result
from bot.errors import BadPicture, Unavailable
from bot.runware.hosts import Hosts, guarded_connector, is_loopback, is_public

MAX_BYTES: Final = 40 * 1024 * 1024
_OK: Final = 200
_LAGGING: Final = frozenset({404, 408, 425, 429})
"""Statuses that may be gone in a moment; 404 because storage may lag behind a picture that has just been finished."""
_SERVER: Final = 500
_CHUNK: Final = 1 << 16

Check = Callable[[bytes, Size, OutputFormat], None]


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
        self._hosts = Hosts(hosts)
        self._check = check
        self._max_bytes = max_bytes
        self._timeout = ClientTimeout(total=timeout, sock_connect=min(10.0, timeout))
        self._tries = tries
        self._pause = pause
        self._sessions: dict[bool, ClientSession] = {}

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Make the sessions: one that reaches only the internet, one that reaches only this machine."""
        for local, may_connect in ((False, is_public), (True, is_loopback)):
            self._sessions[local] = ClientSession(
                connector=guarded_connector(may_connect),
                timeout=self._timeout,
                trust_env=False,
                headers={"Accept": "image/*", "Accept-Encoding": "identity"},
            )

    async def close(self) -> None:
        """Close all connections."""
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    async def read(self, result: Result, size: Size, format: OutputFormat) -> bytes:  # noqa: A002 - the field's own word
        """The bytes of a result, known to be a picture of that size and format.

        :class:`BadPicture` when it is not, or may not be read; :class:`Unavailable` when it may be readable later.
        """
        if result.url is None:
            data = self._decoded(result)
            self._check(data, size, format)
            return data
        url = self._allowed(result.url)
        async for attempt in stamina.retry_context(
            on=_passing, attempts=self._tries, timeout=None, wait_initial=self._pause, wait_jitter=self._pause
        ):
            with attempt:
                data = await self._download(url)
                self._check(data, size, format)
                return data
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _allowed(self, address: str) -> URL:
        try:
            url = URL(address)
        except ValueError:
            url = URL()
        if not self._hosts.allows(url):
            raise _Final("Runware answered with a picture from a place that is not trusted; it was not charged.")
        return url

    async def _download(self, url: URL) -> bytes:
        session = self._sessions[is_loopback(url.host or "")]
        try:
            async with session.get(url, allow_redirects=False) as response:
                _admit(response)
                return await self._body(response)
        except ClientConnectorError as error:
            if error.errno == errno.EACCES:
                raise _Final("The picture's place is not on the internet, so it was not read or charged.") from error
            raise _unreachable() from error
        except (ClientError, TimeoutError, OSError) as error:
            raise _unreachable() from error

    async def _body(self, response: ClientResponse) -> bytes:
        if (response.content_length or 0) > self._max_bytes:
            raise self._too_large()
        data = bytearray()
        async for chunk in response.content.iter_chunked(_CHUNK):
            data += chunk
            if len(data) > self._max_bytes:  # counted here, because a few compressed bytes can become very many
                raise self._too_large()
        return bytes(data)

    def _decoded(self, result: Result) -> bytes:
        head, comma, tail = (result.data_uri or result.base64_data or "").partition(",")
        if comma and not (head.startswith("data:image/") and head.endswith(";base64")):
            raise _Final("Runware sent something else than a picture; it was not charged.")
        text = tail if comma else head
        if len(text) // 4 * 3 > self._max_bytes + 3:
            raise self._too_large()
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise _Final("Runware sent a picture that cannot be read; it was not charged.") from error

    def _too_large(self) -> BadPicture:
        return _Final(f"The picture is larger than {self._max_bytes >> 20} MiB, so it was not read or charged.")


def _passing(error: Exception) -> bool:
    return isinstance(error, Unavailable | BadPicture) and not isinstance(error, _Final)


def _admit(response: ClientResponse) -> None:
    if response.status in _LAGGING:
        raise BadPicture("The picture is not at Runware any more; it was not charged.")
    if response.status >= _SERVER:
        raise _unreachable()
    if response.status != _OK:
        raise _Final("Runware does not give the picture away; it was not charged.")
    if not response.content_type.startswith("image/"):
        raise _Final("Runware sent something else than a picture; it was not charged.")


def _unreachable() -> Unavailable:
    return Unavailable("The finished picture cannot be read from Runware just now; nothing was charged.", code="media")
