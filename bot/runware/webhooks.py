"""Runware's webhooks: each task has a secret URL, and a call to it is only a hint to poll.

The provider does not sign its calls, so their body is not trusted, and not even parsed.
"""

import asyncio
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Final, TypeAlias
from uuid import UUID

from aiohttp import web

WEBHOOK_PATH: Final = "/webhooks/runware/"
MAX_BODY_BYTES: Final = 64 * 1024 * 1024
"""Bytes of one call; with base64 output it holds the whole picture."""
BODY_TIMEOUT_SECONDS: Final = 5.0
"""Seconds that a call may take; the provider gives up after about as many (Webhooks, platform documentation)."""

HintCallback: TypeAlias = Callable[[UUID, bytes], None]
"""Called with the task of a call, and the digest of its body: an equal digest is a repetition."""

_KEY_DERIVATION_LABEL: Final = b"easel webhooks for runware"
_CHUNK_BYTES: Final = 1 << 16
_UUID_HEX_CHARS: Final = 32
_NIL_UUID: Final = UUID(int=0)


class Webhooks:
    """Creates the webhook URLs below ``base``, the public URL of this bot, and handles the calls.

    The tokens are derived from the API key alone, so that all processes with the same key accept them. ``max_body`` is
    in bytes, ``timeout`` in seconds.
    """

    def __init__(
        self, base: str, api_key: str, *, max_body: int = MAX_BODY_BYTES, timeout: float = BODY_TIMEOUT_SECONDS
    ) -> None:
        self._base = base.rstrip("/")
        self._secret = hmac.digest(api_key.encode(), _KEY_DERIVATION_LABEL, sha256)
        self._max_body = max_body
        self._timeout = timeout

    def url_for(self, task_uuid: UUID) -> str:
        """The URL that the provider calls when it has news of this task."""
        return f"{self._base}{WEBHOOK_PATH}{self._make_token(task_uuid)}"

    def verify_token(self, token: str) -> UUID | None:
        """Return the task of a token, or ``None`` for a forged one; takes constant time."""
        task_uuid = _parse_uuid(token[:_UUID_HEX_CHARS])
        expected = self._make_token(task_uuid or _NIL_UUID)
        genuine = hmac.compare_digest(token.encode("utf-8", "replace"), expected.encode())
        return task_uuid if genuine else None

    def routes(self, hint: HintCallback) -> list[web.RouteDef]:
        """The route that handles the calls; ``hint`` must not block."""

        async def called(request: web.Request) -> web.Response:
            task_uuid = self.verify_token(request.match_info["token"])
            if task_uuid is None:
                return web.Response(status=404)
            try:
                digest = await self._read_digest(request)
            except TimeoutError:
                return web.Response(status=408)
            except (web.RequestPayloadError, OSError):  # truncated, or not encoded as declared
                return web.Response(status=400)
            if digest is None:
                return web.Response(status=413)
            hint(task_uuid, digest)
            return web.Response(status=204)

        return [web.post(WEBHOOK_PATH + "{token}", called)]

    def _make_token(self, task_uuid: UUID) -> str:
        signature = hmac.digest(self._secret, task_uuid.bytes, sha256)
        return f"{task_uuid.hex}.{urlsafe_b64encode(signature).decode().rstrip('=')}"

    async def _read_digest(self, request: web.Request) -> bytes | None:
        """Compute the digest of the body, chunk by chunk; ``None`` if it is too large."""
        if (request.content_length or 0) > self._max_body:
            return None
        digest, length = sha256(), 0
        async with asyncio.timeout(self._timeout):
            async for chunk in request.content.iter_chunked(_CHUNK_BYTES):
                length += len(chunk)
                if length > self._max_body:
                    return None
                digest.update(chunk)
        return digest.digest()


def _parse_uuid(text: str) -> UUID | None:
    try:
        return UUID(hex=text)
    except ValueError:
        return None
