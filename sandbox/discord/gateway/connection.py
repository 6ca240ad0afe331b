"""A WebSocket connection of a bot: payloads, heartbeats and the rate limit of the gateway."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable
from typing import Final

from aiohttp import WSMsgType, web

from sandbox.discord.errors import Json
from sandbox.discord.gateway.protocol import IGNORED_OPCODES, CloseCode, CloseConnection, Opcode, parse_payload
from sandbox.discord.gateway.session import Session

HEARTBEAT_MILLISECONDS: Final = 41_250
ACK_DELAY_SECONDS: Final = 0.1
"""Delay of a heartbeat acknowledgement, as over the internet.

discord.py stores the time of a heartbeat just after sending it: an acknowledgement that comes earlier is measured from
the previous heartbeat, which makes the latency look like 41 seconds.
"""
_MAX_PAYLOADS_PER_WINDOW: Final = 120
_RATE_LIMIT_WINDOW_SECONDS: Final = 60.0


class Connection:
    """One WebSocket connection of a bot; ``identify`` and ``resume`` attach it to a session."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        identify: Callable[[Json, web.WebSocketResponse], Session],
        resume: Callable[[Json, web.WebSocketResponse], Session | None],
    ) -> None:
        self.session: Session | None = None
        self._socket = socket
        self._identify = identify
        self._resume = resume
        self._sender_task: asyncio.Task[None] | None = None
        self._acknowledgements: set[asyncio.Task[None]] = set()
        self._received_at: deque[float] = deque(maxlen=_MAX_PAYLOADS_PER_WINDOW)

    async def run(self) -> None:
        """Serve the connection until one side closes it."""
        try:
            await self._send_payload(Opcode.HELLO, {"heartbeat_interval": HEARTBEAT_MILLISECONDS, "_trace": []})
            async for message in self._socket:
                if message.type in {WSMsgType.TEXT, WSMsgType.BINARY}:
                    self._check_rate_limit()
                    await self._handle(parse_payload(message.data))
        except CloseConnection as closing:
            await self._socket.close(code=closing.code)
        except ConnectionResetError:
            pass  # the bot has disconnected
        finally:
            tasks = [*self._acknowledgements, *([self._sender_task] if self._sender_task else [])]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _handle(self, message: Json) -> None:
        match message.get("op"):
            case Opcode.HEARTBEAT:
                self._acknowledge_heartbeat()
            case (Opcode.IDENTIFY | Opcode.RESUME) as operation:
                if self.session is not None:
                    raise CloseConnection(CloseCode.ALREADY_AUTHENTICATED)
                await self._start_session(operation, message.get("d") or {})
            case operation if operation in IGNORED_OPCODES:
                if self.session is None:
                    raise CloseConnection(CloseCode.NOT_AUTHENTICATED)
            case _:
                raise CloseConnection(CloseCode.UNKNOWN_OPCODE)

    def _acknowledge_heartbeat(self) -> None:
        """Schedule the acknowledgement, so that following messages are not delayed."""
        task = asyncio.create_task(self._send_payload_later(Opcode.HEARTBEAT_ACK, None))
        self._acknowledgements.add(task)
        task.add_done_callback(self._acknowledgements.discard)

    async def _send_payload_later(self, operation: Opcode, data: Json | bool | None) -> None:
        await asyncio.sleep(ACK_DELAY_SECONDS)
        with contextlib.suppress(ConnectionError, RuntimeError):  # the connection was closed
            await self._send_payload(operation, data)

    async def _start_session(self, operation: int, data: Json) -> None:
        begin = self._identify if operation == Opcode.IDENTIFY else self._resume
        self.session = begin(data, self._socket)
        if self.session is None:
            await self._send_payload(Opcode.INVALID_SESSION, False)
        else:
            self._sender_task = asyncio.create_task(self._send_events(self.session.outbox))

    async def _send_events(self, outbox: "asyncio.Queue[str]") -> None:
        while True:
            text = await outbox.get()
            try:
                await self._socket.send_str(text)
            except (ConnectionError, RuntimeError):
                return  # the connection was closed; resuming replays the event

    async def _send_payload(self, operation: Opcode, data: Json | bool | None) -> None:
        await self._socket.send_str(json.dumps({"op": operation, "d": data, "s": None, "t": None}))

    def _check_rate_limit(self) -> None:
        now = asyncio.get_running_loop().time()
        if (
            len(self._received_at) == _MAX_PAYLOADS_PER_WINDOW
            and now - self._received_at[0] < _RATE_LIMIT_WINDOW_SECONDS
        ):
            raise CloseConnection(CloseCode.RATE_LIMITED)
        self._received_at.append(now)
