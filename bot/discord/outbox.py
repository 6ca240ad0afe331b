"""What is told once and has no message of its own to be tried again from: kept while Discord cannot be reached."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

from bot.discord.api_errors import API_ERRORS, DiscordCircuitBreaker, Recovery
from bot.errors import DiscordDown

log: Final = logging.getLogger(__name__)

SEND_TIMEOUT_SECONDS: Final = 10.0
MAX_QUEUED_MESSAGES: Final = 200
"""Messages that wait for Discord; with more, the oldest is given up."""
FIRST_RETRY_DELAY_SECONDS: Final = 2.0
MAX_RETRY_DELAY_SECONDS: Final = 60.0


@dataclass(slots=True)
class _QueuedMessage:
    """``lost_event`` is what the log calls it when it cannot be sent."""

    send: Callable[[str], Awaitable[object]]
    failure_event: str
    nonce: str = field(default_factory=lambda: uuid4().hex[:25])  # Discord takes 25 characters (Create Message)


class Outbox:
    """Sends messages, and sends those again that Discord could not take, after pauses that grow to a minute.

    They are kept in memory: a restart loses them. What Discord refuses for good is logged and not tried again.
    """

    def __init__(
        self, circuit: DiscordCircuitBreaker, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        """``circuit`` is shared with whatever else sends for jobs; ``pause`` waits for so many seconds."""
        self._circuit = circuit
        self._sleep = sleep
        self._queue: deque[_QueuedMessage] = deque()
        self._retry_task: asyncio.Task[None] | None = None

    async def send(self, send: Callable[[str], Awaitable[object]], *, failure_event: str) -> bool:
        """Send now, or later where Discord cannot take it now; ``False`` where it refuses it for good.

        ``send`` gets the message's nonce, by which Discord recognises a repetition within minutes.
        """
        message = _QueuedMessage(send, failure_event)
        sent = await self._try_send(message)
        if sent is None:
            self._enqueue(message)
        return sent is not False

    async def _try_send(self, message: _QueuedMessage) -> bool | None:
        """Whether Discord took it; ``None`` where it may take it later."""
        try:
            self._circuit.check()
            async with asyncio.timeout(SEND_TIMEOUT_SECONDS):
                await message.send(message.nonce)
        except DiscordDown:
            return None
        except API_ERRORS as error:
            if self._circuit.record_failure(error).recovery is Recovery.RETRY_LATER:
                return None
            log.warning("Discord does not take a message: %s", error, extra={"event": message.failure_event})
            return False
        self._circuit.record_success()
        return True

    def _enqueue(self, message: _QueuedMessage) -> None:
        if len(self._queue) >= MAX_QUEUED_MESSAGES:
            lost = self._queue.popleft()
            log.warning("Too many messages wait for Discord", extra={"event": lost.failure_event})
        self._queue.append(message)
        if self._retry_task is None or self._retry_task.done():
            self._retry_task = asyncio.create_task(self._retry_queued(), name="outbox")

    async def _retry_queued(self) -> None:
        """Try all that is kept, again and again, until nothing is left."""
        seconds = FIRST_RETRY_DELAY_SECONDS
        while self._queue:
            await self._sleep(seconds)
            seconds = min(2 * seconds, MAX_RETRY_DELAY_SECONDS)
            for message in list(self._queue):
                if await self._try_send(message) is not None and message in self._queue:
                    self._queue.remove(message)
