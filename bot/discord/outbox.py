"""What is told once and has no message of its own to be tried again from: kept while Discord cannot be reached."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

from bot.discord.api_errors import FAILED, Circuit, Cure
from bot.errors import DiscordDown

log: Final = logging.getLogger(__name__)

SEND_TIMEOUT_SECONDS: Final = 10.0
MOST_KEPT: Final = 200
"""Messages that wait for Discord; with more, the oldest is given up."""
FIRST_PAUSE_SECONDS: Final = 2.0
LONGEST_PAUSE_SECONDS: Final = 60.0


@dataclass(slots=True)
class _Message:
    """``lost_event`` is what the log calls it when it cannot be sent."""

    send: Callable[[str], Awaitable[object]]
    lost_event: str
    nonce: str = field(default_factory=lambda: uuid4().hex[:25])  # Discord takes 25 characters (Create Message)


class Outbox:
    """Sends messages, and sends those again that Discord could not take, after pauses that grow to a minute.

    They are kept in memory: a restart loses them. What Discord refuses for good is logged and not tried again.
    """

    def __init__(self, circuit: Circuit, *, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """``circuit`` is shared with whatever else sends for jobs; ``pause`` waits for so many seconds."""
        self._circuit = circuit
        self._pause = pause
        self._kept: deque[_Message] = deque()
        self._sending: asyncio.Task[None] | None = None

    async def send(self, send: Callable[[str], Awaitable[object]], *, lost_event: str) -> bool:
        """Send now, or later where Discord cannot take it now; ``False`` where it refuses it for good.

        ``send`` gets the message's nonce, by which Discord recognises a repetition within minutes.
        """
        message = _Message(send, lost_event)
        sent = await self._try(message)
        if sent is None:
            self._keep(message)
        return sent is not False

    async def _try(self, message: _Message) -> bool | None:
        """Whether Discord took it; ``None`` where it may take it later."""
        try:
            self._circuit.check()
            async with asyncio.timeout(SEND_TIMEOUT_SECONDS):
                await message.send(message.nonce)
        except DiscordDown:
            return None
        except FAILED as error:
            if self._circuit.failed(error).cure is Cure.WAIT:
                return None
            log.warning("Discord does not take a message: %s", error, extra={"event": message.lost_event})
            return False
        self._circuit.succeeded()
        return True

    def _keep(self, message: _Message) -> None:
        if len(self._kept) >= MOST_KEPT:
            lost = self._kept.popleft()
            log.warning("Too many messages wait for Discord", extra={"event": lost.lost_event})
        self._kept.append(message)
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send_kept(), name="outbox")

    async def _send_kept(self) -> None:
        """Try all that is kept, again and again, until nothing is left."""
        seconds = FIRST_PAUSE_SECONDS
        while self._kept:
            await self._pause(seconds)
            seconds = min(2 * seconds, LONGEST_PAUSE_SECONDS)
            for message in list(self._kept):
                if await self._try(message) is not None and message in self._kept:
                    self._kept.remove(message)
