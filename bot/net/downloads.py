"""Downloads files from allowed hosts only, with limits of size and time."""

import errno
import logging
import math
import time
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Final, Self

from aiohttp import ClientConnectorError, ClientError, ClientResponse, ClientSession, ClientTimeout
from yarl import URL

from bot.net.allowed_hosts import HostAllowList, guarded_connector, is_loopback, is_public

log: Final = logging.getLogger(__name__)

BUSY_STATUSES: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_MAX_RETRY_AFTER_SECONDS: Final = 600.0
_INVALID_URL_ERRORS: Final = (ValueError, IndexError, TypeError, AttributeError, KeyError)
"""Exceptions that yarl and aiohttp raise for invalid URLs; not all of them are documented."""


class FailureReason(StrEnum):
    """Why a download failed."""

    URL_NOT_ALLOWED = "URL not allowed"
    """The URL is invalid, or its scheme, host or port is not allowed; nothing was sent."""
    PRIVATE_ADDRESS = "private address"
    """The allowed name resolves to a private address, usually because of the DNS of the bot's own network.

    Nothing was sent.
    """
    NOT_FOUND = "not found"
    """404: the file never existed, was deleted, or does not exist yet."""
    BUSY = "busy"
    """The host asks for a later retry (408, 425, 429)."""
    REFUSED = "refused"
    """Any other status below 500, also redirects."""
    TOO_LARGE = "too large"
    """More bytes than the limit, announced or received."""
    UNREACHABLE = "unreachable"
    """No complete response in time: no connection, a lost connection, a status of 500 or more, or a timeout."""


class DownloadFailed(Exception):
    """A download failed because of ``reason``. Its message is not for members."""

    def __init__(self, reason: FailureReason, retry_after: float | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.retry_after = retry_after
        """Seconds to wait before the next attempt, if the response contains them."""


class BoundedDownloader:
    """Downloads files over HTTP; an async context manager.

    ``hosts`` are patterns as in :class:`HostAllowList`. ``timeout`` (seconds) limits a whole download, including
    the wait for a connection, of which connecting a socket may take at most 10 seconds. ``max_bytes`` limits the size
    after decompression.
    """

    def __init__(self, hosts: Iterable[str], *, max_bytes: int, timeout: float) -> None:
        self._hosts = HostAllowList(hosts)
        self._max_bytes = max_bytes
        self._timeout = ClientTimeout(total=timeout, sock_connect=min(10.0, timeout))
        self._sessions: dict[bool, ClientSession] = {}

    async def __aenter__(self) -> Self:
        """Create two sessions: one that connects to public addresses only, one that connects to loopback only."""
        for is_local, may_connect in ((False, is_public), (True, is_loopback)):
            self._sessions[is_local] = ClientSession(
                connector=guarded_connector(may_connect),
                timeout=self._timeout,
                trust_env=False,
                headers={"Accept": "*/*", "Accept-Encoding": "identity"},
            )
        return self

    async def __aexit__(self, *_: object) -> None:
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    async def read(self, url: str) -> bytes:
        """Download a URL without retries. Raises :class:`DownloadFailed` if it is not allowed or fails."""
        parsed = self._parse_allowed_url(url)
        try:
            async with self._sessions[is_loopback(parsed.host or "")].get(parsed, allow_redirects=False) as response:
                self._check_response(response)
                return await self._read_body(response)
        except ClientConnectorError as error:
            if error.errno != errno.EACCES:
                raise DownloadFailed(FailureReason.UNREACHABLE) from error
            log.warning(
                "The download from %s was blocked: %s", parsed.host, error.strerror, extra={"event": "host_not_public"}
            )
            raise DownloadFailed(FailureReason.PRIVATE_ADDRESS) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise DownloadFailed(FailureReason.UNREACHABLE) from error
        except _INVALID_URL_ERRORS as error:
            raise DownloadFailed(FailureReason.URL_NOT_ALLOWED) from error

    def _parse_allowed_url(self, url_text: str) -> URL:
        try:
            url = URL(url_text)
            allowed = self._hosts.allows(url)
        except _INVALID_URL_ERRORS as error:
            raise DownloadFailed(FailureReason.URL_NOT_ALLOWED) from error
        if not allowed:
            raise DownloadFailed(FailureReason.URL_NOT_ALLOWED)
        return url

    def _check_response(self, response: ClientResponse) -> None:
        if (reason := _failure_reason(response.status)) is not None:
            raise DownloadFailed(reason, retry_after_seconds(response.headers.get("Retry-After")))
        if (response.content_length or 0) > self._max_bytes:
            raise DownloadFailed(FailureReason.TOO_LARGE)

    async def _read_body(self, response: ClientResponse) -> bytes:
        data = bytearray()
        async for chunk in response.content.iter_any():
            data += chunk
            if len(data) > self._max_bytes:  # checked after decompression, which can multiply the bytes
                raise DownloadFailed(FailureReason.TOO_LARGE)
        return bytes(data)


def _failure_reason(status: int) -> FailureReason | None:
    if status == HTTPStatus.OK:
        return None
    if status == HTTPStatus.NOT_FOUND:
        return FailureReason.NOT_FOUND
    if status in BUSY_STATUSES:
        return FailureReason.BUSY
    return FailureReason.UNREACHABLE if status >= HTTPStatus.INTERNAL_SERVER_ERROR else FailureReason.REFUSED


def retry_after_seconds(header: str | None) -> float | None:
    """Parse a ``Retry-After`` header (seconds or a date) as seconds, limited to the range from 0 to 600.

    Returns ``None`` if it is missing or invalid. Discord's own values are parsed by
    :func:`bot.discord.api_errors.parse_retry_after_seconds`.
    """
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(header).timestamp() - time.time()
        except (ValueError, OverflowError, OSError):
            return None
    return None if math.isnan(seconds) else max(0.0, min(seconds, _MAX_RETRY_AFTER_SECONDS))
