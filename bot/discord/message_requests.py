"""Requests that send, edit or read one message, with timeout, retries, circuit breaker and typed failures."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from bot.discord.api_errors import NETWORK_ERRORS, REQUEST_ERRORS, DiscordCircuitBreaker, Recovery
from bot.discord.message_content import with_automod_fallback
from bot.errors import DiscordDown, TooLarge
from bot.net.retrying import call_with_retries

log: Final = logging.getLogger(__name__)

MAX_ATTEMPTS: Final = 3
"""Attempts per request; discord.py itself retries neither dropped connections nor, on Linux, reset connections."""
RETRY_WINDOW_SECONDS: Final = 45.0
"""No retry starts later than this after the first attempt."""
UPLOAD_TIMEOUT_SECONDS: Final = 120.0
"""Timeout of one attempt to send a message with files; discord.py itself sets none."""
FETCH_TIMEOUT_SECONDS: Final = 10.0
"""Timeout of one attempt to read a message."""
UNKNOWN_MESSAGE_CODE: Final = 10008
_EXPECTED_CODES: Final = frozenset({10003, 10004, 10008, 10015, 50001, 50007, 50013, 50027, 50083})
"""Codes that are not logged: channel, message, token or permission are missing, or the thread is archived."""
T = TypeVar("T")


class RouteClosedError(Exception):
    """Discord permanently refuses this route, for instance because the message was deleted; the next one may work."""

    def __init__(self, *, message_deleted: bool = False) -> None:
        super().__init__()
        self.message_deleted = message_deleted


class MessageRequests:
    """Sends requests for messages, guarded by the circuit breaker."""

    def __init__(self, circuit: DiscordCircuitBreaker) -> None:
        self.circuit = circuit

    async def send(
        self,
        send: Callable[[bool], Awaitable[T]],
        *,
        can_shrink: bool = False,
        timeout_seconds: float = UPLOAD_TIMEOUT_SECONDS,
    ) -> T:
        """Call ``send``, with retries where Discord does not respond, and without user text where AutoMod blocks it.

        Raises :class:`DiscordDown` (try again later), :class:`TooLarge` (only with ``can_shrink``) or
        :class:`RouteClosedError`.
        """
        self.circuit.check()
        try:
            sent = await _send_with_retries(send, timeout_seconds)
        except REQUEST_ERRORS as error:
            raise self._translate_error(error, can_shrink=can_shrink) from error
        self.circuit.record_success()
        return sent

    def _translate_error(self, error: BaseException, *, can_shrink: bool) -> Exception:
        """Record the failure, and build the exception for the caller."""
        diagnosis = self.circuit.record_failure(error)
        if diagnosis.recovery is Recovery.RETRY_LATER:
            return DiscordDown(str(error), retry_after=diagnosis.retry_after)
        if diagnosis.recovery is Recovery.SHRINK_FILES and can_shrink:
            return TooLarge(str(error))
        code = getattr(error, "code", None)
        if code not in _EXPECTED_CODES:
            log.warning("Discord refused a message: %s", error, extra={"event": "message_refused"})
        return RouteClosedError(message_deleted=code == UNKNOWN_MESSAGE_CODE)


async def _send_with_retries(send: Callable[[bool], Awaitable[T]], timeout_seconds: float) -> T:
    async def attempt() -> T:
        async with asyncio.timeout(timeout_seconds):
            return await with_automod_fallback(send)

    return await call_with_retries(
        attempt, NETWORK_ERRORS, attempts=MAX_ATTEMPTS, timeout=RETRY_WINDOW_SECONDS, wait_initial=0.2, wait_max=2.0
    )
