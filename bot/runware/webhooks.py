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

from bot.runware.json_values import parse_uuid

WEBHOOK_PATH: Final = "/webhooks/runware/"
MAX_BODY_BYTES: Final = 64 * 1024 * 1024
"""Bytes of one call; with base64 output it holds the whole picture."""
BODY_TIMEOUT_SECONDS: Final = 5.0
"""Timeout of a call; the provider's own timeout is about the same (Webhooks, platform documentation)."""

HintCallback: TypeAlias = Callable[[UUID, bytes], None]
"""Called with the task's UUID and the digest of the body: an equal digest is a repetition."""

_KEY_DERIVATION_LABEL: Final = b"easel webhooks for runware"
_UUID_HEX_CHARS: Final = 32


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
        """The URL that the provider calls for each result of this task."""
        return f"{self._base}{WEBHOOK_PATH}{self._make_token(task_uuid)}"

    def verify_token(self, token: str) -> UUID | None:
        """Return the task of a token, or ``None`` for a forged one; takes constant time."""
        task_uuid = parse_uuid(token[:_UUID_HEX_CHARS])
        expected = self._make_token(task_uuid or UUID(int=0))
        genuine = hmac.compare_digest(token.encode("utf-8", "replace"), expected.encode())
        return task_uuid if genuine else None

    def routes(self, hint: HintCallback) -> list[web.RouteDef]:
        """The route that handles the calls; ``hint`` must not block."""

        async def receive(request: web.Request) -> web.Response:
            return web.Response(status=await self._handle_call(request, hint))

        return [web.post(WEBHOOK_PATH + "{token}", receive)]

    async def _handle_call(self, request: web.Request, hint: HintCallback) -> int:
        """Pass a genuine call on to ``hint``, and return the HTTP status."""
        if (task_uuid := self.verify_token(request.match_info["token"])) is None:
            return 404
        try:
            if (digest := await self._read_digest(request)) is None:
                return 413
        except TimeoutError:
            return 408
        except (web.RequestPayloadError, OSError):  # truncated, or not encoded as declared
            return 400
        hint(task_uuid, digest)
        return 204

    def _make_token(self, task_uuid: UUID) -> str:
        signature = hmac.digest(self._secret, task_uuid.bytes, sha256)
        return f"{task_uuid.hex}.{urlsafe_b64encode(signature).decode().rstrip('=')}"

    async def _read_digest(self, request: web.Request) -> bytes | None:
        """Compute the digest of the body, chunk by chunk; ``None`` if it is too large."""
        if (request.content_length or 0) > self._max_body:
            return None
        digest, length = sha256(), 0
        async with asyncio.timeout(self._timeout):
            async for chunk in request.content.iter_any():
                length += len(chunk)
                if length > self._max_body:
                    return None
                digest.update(chunk)
        return digest.digest()
