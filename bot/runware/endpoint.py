"""Runware's one URL: posts tasks as a JSON array, and parses the reply."""

import json
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector

from bot.errors import ProviderError
from bot.net.downloads import retry_after_seconds
from bot.runware import replies
from bot.runware.error_classes import ErrorClass, classify_error
from bot.runware.errors import UNREADABLE_REPLY_CODE, build_provider_error
from bot.runware.json_values import decode_json
from bot.runware.replies import Reply
from bot.runware.tasks import Task

MAX_REPLY_BYTES: Final = 256 * 1024 * 1024
"""About twenty pictures of the largest size as base64."""
_REQUEST_LEVEL_CLASSES: Final = frozenset(
    {ErrorClass.AUTH, ErrorClass.QUOTA, ErrorClass.RATE_LIMIT, ErrorClass.RUNWARE, ErrorClass.TIMEOUT}
)


class Endpoint:
    """An HTTP session that sends the API key and never shows it in an error, log line or repr.

    ``timeout`` is in seconds. ``on_error`` is called with the class of every error, ``on_rate_limited`` for every 429
    with the seconds of its ``Retry-After``, or ``None``.
    """

    def __init__(
        self,
        url: str,
        api_key: str,
        *,
        timeout: float,
        on_error: Callable[[ErrorClass], None],
        on_rate_limited: Callable[[float | None], None],
    ) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {api_key}", "Content-Type": "application/json"}
        self._timeout = ClientTimeout(total=timeout, sock_connect=min(10.0, timeout))
        self._on_error = on_error
        self._on_rate_limited = on_rate_limited
        self._session: ClientSession | None = None

    def open(self) -> None:
        """Create the session; requires a running event loop."""
        self._session = ClientSession(
            connector=TCPConnector(limit=32, ttl_dns_cache=60),
            timeout=self._timeout,
            headers=self._headers,
            trust_env=False,
        )

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def post(self, tasks: Sequence[Task]) -> Reply:
        """Post the tasks, and return the reply, also of an error status.

        Raises :class:`ProviderUnavailable` if the reply is lost or unreadable.
        """
        if self._session is None:
            raise build_provider_error("notOpen")
        # A stream, because aiohttp warns of large bodies in bytes.
        body = BytesIO(json.dumps([task.request_body() for task in tasks]).encode())
        try:
            async with self._session.post(self._url, data=body, allow_redirects=False) as response:
                reply = await _read_reply(response)
        except (ClientError, TimeoutError, OSError) as error:
            self._on_error(ErrorClass.CONNECTION)
            raise build_provider_error("connectionLost") from error
        self._report_errors(reply)
        if not reply.is_readable:
            raise build_provider_error(UNREADABLE_REPLY_CODE, retry_after=reply.retry_after)
        return reply

    def _report_errors(self, reply: Reply) -> None:
        for fault in reply.errors:
            if not fault.is_already_submitted:
                self._on_error(fault.error_class)
        if not reply.is_readable:
            self._on_error(ErrorClass.RUNWARE)
        if any(fault.error_class is ErrorClass.RATE_LIMIT for fault in reply.errors):
            self._on_rate_limited(reply.retry_after)


def request_error(reply: Reply) -> ProviderError | None:
    """The error that concerns the whole request and not the result of a task; ``None`` if there is none."""
    for fault in reply.errors:
        general = fault.task_uuid is None or fault.task_type in {"getResponse", "authentication"}
        refused = reply.status is not None and classify_error("", status=reply.status) in _REQUEST_LEVEL_CLASSES
        if fault.error_class in _REQUEST_LEVEL_CLASSES and (general or refused):
            return fault.to_exception(reply.retry_after)
    return None


async def _read_reply(response: ClientResponse) -> Reply:
    data = bytearray()
    async for chunk in response.content.iter_any():
        data += chunk
        if len(data) > MAX_REPLY_BYTES:
            raise ClientError("the reply is too large")
    retry_after = retry_after_seconds(response.headers.get("Retry-After"))
    return replies.parse_reply(decode_json(data), status=response.status, retry_after=retry_after)
