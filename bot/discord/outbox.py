"""An in-memory FIFO queue of one-off messages (notifications, alerts, audit lines) that Discord did not accept yet."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextvars import Context
from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

from bot.discord.api_errors import REQUEST_ERRORS, DiscordCircuitBreaker, Recovery
from bot.errors import DiscordDown

log: Final = logging.getLogger(__name__)

SEND_TIMEOUT_SECONDS: Final = 10.0
MAX_QUEUED_MESSAGES: Final = 200
"""Upper bound of the queue; beyond it, the oldest message is dropped."""
FIRST_RETRY_DELAY_SECONDS: Final = 2.0
MAX_RETRY_DELAY_SECONDS: Final = 60.0


@dataclass(slots=True)
class _QueuedMessage:
    send: Callable[[str], Awaitable[object]]
    failure_event: str  # the log event if the message cannot be sent
    nonce: str = field(default_factory=lambda: uuid4().hex[:25])  # at most 25 characters (Discord, Create Message)


class Outbox:
    """Sends messages, and retries after temporary failures with exponential back-off.

    A restart loses queued messages. A permanent refusal is logged and not retried.
    """

    def __init__(
        self, circuit: DiscordCircuitBreaker, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._circuit = circuit
        self._sleep = sleep
        self._queue: deque[_QueuedMessage] = deque()
        self._retry_task: asyncio.Task[None] | None = None

    async def send(self, send: Callable[[str], Awaitable[object]], *, failure_event: str) -> bool:
        """Send now, or enqueue if Discord is down; returns ``False`` when Discord refuses the message permanently.

        ``send`` is called with the message's nonce, its idempotency key.
        """
        message = _QueuedMessage(send, failure_event)
        sent = await self._try_send(message)
        if sent is None:
            self._enqueue(message)
        return sent is not False

    async def _try_send(self, message: _QueuedMessage) -> bool | None:
        """Send once; returns whether Discord accepted the message, or ``None`` if it may accept it later."""
        try:
            self._circuit.check()
            async with asyncio.timeout(SEND_TIMEOUT_SECONDS):
                await message.send(message.nonce)
        except DiscordDown:
            return None
        except REQUEST_ERRORS as error:
            if self._circuit.record_failure(error).recovery is Recovery.RETRY_LATER:
                return None
            log.warning("Discord refused a message: %s", error, extra={"event": message.failure_event})
            return False
        self._circuit.record_success()
        return True

    def _enqueue(self, message: _QueuedMessage) -> None:
        if len(self._queue) >= MAX_QUEUED_MESSAGES:
            dropped = self._queue.popleft()
            log.warning("Too many messages wait for Discord", extra={"event": dropped.failure_event})
        self._queue.append(message)
        if self._retry_task is None or self._retry_task.done():
            self._retry_task = asyncio.create_task(self._retry_queued(), name="outbox", context=Context())

    async def _retry_queued(self) -> None:
        """Retry all queued messages in rounds, until the queue is empty."""
        seconds = FIRST_RETRY_DELAY_SECONDS
        while self._queue:
            await self._sleep(seconds)
            seconds = min(2 * seconds, MAX_RETRY_DELAY_SECONDS)
            for message in list(self._queue):
                if await self._try_send(message) is not None and message in self._queue:
                    self._queue.remove(message)
