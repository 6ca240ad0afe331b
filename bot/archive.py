"""The operator's archive: uploads copies of all pictures to an S3-compatible bucket in the background."""

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import Final, Self
from urllib.parse import quote

import stamina
from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, DummyCookieJar
from yarl import URL

from bot.domain.catalog import OutputFormat
from bot.domain.short_ids import make_short_id
from bot.errors import ConfigError
from bot.net.downloads import BUSY_STATUSES

log: Final = logging.getLogger(__name__)

MAX_QUEUED_BYTES: Final = 128 * 1024 * 1024
MAX_QUEUED_PICTURES: Final = 500
"""Upper bounds of the upload queue, including running uploads."""
MAX_PARALLEL_UPLOADS: Final = 4
_DRAIN_TIMEOUT_SECONDS: Final = 1.5
"""Time for remaining uploads when the bot stops; with the worker's drain it must stay below Docker's 10 seconds."""
_SUCCESS_STATUSES: Final = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT})
_MAX_ERROR_BODY_BYTES: Final = 1 << 14
_HOST_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")

Signer = Callable[[str, int], str]
"""Signs a URL for one PUT within a number of seconds."""


class _UploadFailed(Exception):
    """The bucket did not accept a picture. The message contains the reason, but not the URL, which is a secret."""

    def __init__(self, reason: str, *, is_temporary: bool) -> None:
        super().__init__(reason)
        self.is_temporary = is_temporary


@dataclass(frozen=True, slots=True, eq=False)
class _QueuedPicture:
    key: str
    data: bytes
    media_type: str


class Archive:
    """A bucket with a bounded upload queue; an async context manager. Entering it without botocore raises ConfigError.

    Without ``endpoint_url`` the bucket is at Amazon S3. ``prefix`` is the folder of all keys. ``on_lost`` is called for
    each picture that was passed to :meth:`store` but could not be uploaded. An upload is attempted ``tries`` times.
    ``pause`` is the first wait of the exponential back-off, ``timeout`` limits one attempt, ``drain_timeout`` is the
    time for remaining uploads at the exit (all in seconds).
    """

    def __init__(
        self,
        bucket: str,
        *,
        region: str,
        access_key_id: str,
        secret_access_key: str,
        endpoint_url: str | None = None,
        prefix: str = "",
        on_lost: Callable[[], None] = lambda: None,
        tries: int = 6,
        pause: float = 1.0,
        timeout: float = 60.0,
        drain_timeout: float = _DRAIN_TIMEOUT_SECONDS,
    ) -> None:
        self._bucket_url = _bucket_url(bucket, region, endpoint_url)
        self._credentials = (access_key_id, secret_access_key, region)
        self._prefix = "".join(f"{part}/" for part in prefix.split("/") if part not in {"", ".", ".."})
        self._on_lost = on_lost
        self._tries = tries
        self._pause = pause
        self._timeout = ClientTimeout(total=timeout, sock_connect=min(10.0, timeout))
        self._drain_timeout = drain_timeout
        self._queue: asyncio.Queue[_QueuedPicture] = asyncio.Queue()
        self._pending: set[_QueuedPicture] = set()
        self._workers: list[asyncio.Task[None]] = []
        self._signer: Signer | None = None
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._signer = await asyncio.to_thread(_make_signer, *self._credentials)  # the import takes a third of a second
        self._session = ClientSession(timeout=self._timeout, cookie_jar=DummyCookieJar(), trust_env=False)
        self._workers = [
            asyncio.create_task(self._upload_queued(), name=f"archive {number}")
            for number in range(MAX_PARALLEL_UPLOADS)
        ]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Accept no more pictures, wait at most ``drain_timeout`` seconds for the queue, and log each lost picture."""
        workers, self._workers = self._workers, []
        await self._drain()
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        for picture in self._pending:
            self._report_lost(picture.key, "the bot was stopped")
        self._pending.clear()
        if self._session is not None:
            await self._session.close()

    def object_key(self, job_id: int, number: int, created_at: float, file_format: OutputFormat) -> str:
        """Build the key of a picture, such as ``easel/2026/11/21/k3f0qa-1441409331281920000-1.jpg``.

        ``created_at`` is the time of the request in seconds since the epoch. The short id comes first, so that keys can
        be searched for it; the job id distinguishes jobs with the same short id. No part is chosen by a member, so
        nobody can overwrite a key.
        """
        day = datetime.fromtimestamp(created_at, UTC)
        return f"{self._prefix}{day:%Y/%m/%d}/{make_short_id(job_id)}-{job_id}-{number}.{file_format.lower()}"

    def presigned_put_url(self, key: str, *, seconds: int = 3600) -> str:
        """Build a URL that accepts PUTs of any content type to this key for ``seconds`` (S3 allows a week).

        The URL is a secret: anybody who has it can write this key. Building it needs no I/O.
        """
        assert self._signer is not None, "the archive is not open"
        return self._signer(self._bucket_url + quote(key, safe="/~"), seconds)

    def store(self, key: str, data: bytes, media_type: str) -> None:
        """Enqueue a picture for upload. Never waits or raises; if the queue is full, the picture is lost."""
        pending_bytes = sum(len(picture.data) for picture in self._pending)
        if not self._workers:
            self._report_lost(key, "the archive is closed")
        elif len(self._pending) >= MAX_QUEUED_PICTURES or pending_bytes + len(data) > MAX_QUEUED_BYTES:
            self._report_lost(key, "too much is waiting for the bucket")
        else:
            picture = _QueuedPicture(key, data, media_type)
            self._pending.add(picture)
            self._queue.put_nowait(picture)

    async def _drain(self) -> None:
        """Wait at most ``drain_timeout`` seconds for pending uploads."""
        if self._pending:
            draining = asyncio.create_task(self._queue.join())
            await asyncio.wait({draining}, timeout=self._drain_timeout)
            draining.cancel()

    async def _upload_queued(self) -> None:
        while True:
            picture = await self._queue.get()
            try:
                await self._put_with_retries(picture)
            except _UploadFailed as error:
                self._report_lost(picture.key, str(error))
            except Exception:
                log.exception("The archive could not keep %s", picture.key, extra={"event": "archive_upload_crashed"})
                self._on_lost()
            self._pending.discard(picture)
            self._queue.task_done()

    async def _put_with_retries(self, picture: _QueuedPicture) -> None:
        async for attempt in stamina.retry_context(
            on=lambda error: isinstance(error, _UploadFailed) and error.is_temporary,
            attempts=self._tries,
            timeout=None,
            wait_initial=self._pause,
            wait_jitter=self._pause,
            wait_max=30.0,
        ):
            with attempt:
                await self._put(picture)

    async def _put(self, picture: _QueuedPicture) -> None:
        assert self._session is not None
        url = URL(self.presigned_put_url(picture.key), encoded=True)  # the signature is valid for exactly this URL
        headers = {"Content-Type": picture.media_type}
        try:
            async with self._session.put(
                url, data=BytesIO(picture.data), headers=headers, allow_redirects=False
            ) as response:
                await _raise_for_status(response)
        except (ClientError, TimeoutError, OSError) as error:  # some of their messages quote the URL
            raise _UploadFailed(f"no answer ({type(error).__name__})", is_temporary=True) from None

    def _report_lost(self, key: str, reason: str) -> None:
        log.warning("The archive has no copy of %s: %s", key, reason, extra={"event": "archive_upload_failed"})
        self._on_lost()


async def _raise_for_status(response: ClientResponse) -> None:
    """Raise with the bucket's error code; the rest of the body may quote the signed URL."""
    status = response.status
    if status in _SUCCESS_STATUSES:
        return
    match = re.search(rb"<Code>(\w{1,64})</Code>", await response.content.read(_MAX_ERROR_BODY_BYTES))
    is_temporary = status in BUSY_STATUSES or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    raise _UploadFailed(f"HTTP {status}{f' {match[1].decode()}' if match else ''}", is_temporary=is_temporary)


def _bucket_url(bucket: str, region: str, endpoint_url: str | None) -> str:
    """The base URL of a bucket: at Amazon, its own host if the name is a valid host name, otherwise a path."""
    if endpoint_url is not None:
        return f"{endpoint_url.rstrip('/')}/{quote(bucket, safe='')}/"
    amazon = f"s3.{region}.amazonaws.com{'.cn' if region.startswith('cn-') else ''}"
    if _HOST_NAME.fullmatch(bucket):
        return f"https://{bucket}.{amazon}/"
    return f"https://{amazon}/{quote(bucket, safe='')}/"


def _make_signer(access_key_id: str, secret_access_key: str, region: str) -> Signer:
    """Build a signer with AWS Signature Version 4, which signs only the host header.

    Only the signing part of botocore is used: its client reads the environment and the home directory and takes 15 MiB.
    """
    try:
        from botocore.auth import S3SigV4QueryAuth  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, without types
        from botocore.awsrequest import AWSRequest  # type: ignore[import-untyped]  # noqa: PLC0415 - as above
        from botocore.credentials import Credentials  # type: ignore[import-untyped]  # noqa: PLC0415 - as above
    except ModuleNotFoundError:
        raise ConfigError(["archive.bucket: an archive needs the package botocore: pip install botocore"]) from None
    logging.getLogger("botocore.auth").setLevel(logging.INFO)  # at DEBUG it logs signatures
    credentials = Credentials(access_key_id, secret_access_key)

    def sign(url: str, seconds: int) -> str:
        request = AWSRequest("PUT", url)
        S3SigV4QueryAuth(credentials, "s3", region, expires=seconds).add_auth(request)
        return str(request.url)

    return sign
