"""The gateway: WebSocket sessions of bots, each of which receives the events of its shard.

Close codes and opcodes: documentation, "Opcodes and Status Codes", gateway.
"""

import asyncio
import contextlib
import json
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from aiohttp import WSMsgType, web

from sandbox.discord.errors import Json
from sandbox.discord.faults import FaultInjector
from sandbox.discord.state import serialize
from sandbox.discord.state.bounded import BoundedDict
from sandbox.discord.state.world import World

HEARTBEAT_MILLISECONDS: Final = 41_250
GUILDS_INTENT: Final = 1 << 0
AUTO_MODERATION_CONFIGURATION_INTENT: Final = 1 << 20
ACK_DELAY_SECONDS: Final = 0.1
"""Delay of a heartbeat acknowledgement, as over the internet.

discord.py stores the time of a heartbeat just after sending it: an acknowledgement that comes earlier is measured from
the previous heartbeat, which makes the latency look like 41 seconds.
"""
_MAX_REPLAYED_EVENTS: Final = 1000
_RESUME_WINDOW_SECONDS: Final = 60.0
"""Seconds for which a disconnected session can be resumed."""
_MAX_PAYLOADS_PER_WINDOW: Final = 120
_RATE_LIMIT_WINDOW_SECONDS: Final = 60.0


class Opcode(IntEnum):
    """Opcodes of gateway messages."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


_IGNORED_OPCODES: Final = frozenset({3, 4, 8})
"""Presence update, voice state update and request guild members: accepted without effect."""


class CloseCode(IntEnum):
    """WebSocket close codes."""

    NORMAL = 1000
    GOING_AWAY = 1001
    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    RATE_LIMITED = 4008
    INVALID_SHARD = 4010
    INVALID_INTENTS = 4013


class _CloseConnection(Exception):
    def __init__(self, code: CloseCode) -> None:
        self.code = code


@dataclass(slots=True, eq=False)
class Session:
    """A session of an identified bot; it outlives its connection until the resume window ends."""

    id: str
    shard: tuple[int, int]
    intents: int
    sequence: int = 0
    replay_buffer: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_MAX_REPLAYED_EVENTS))
    socket: web.WebSocketResponse | None = None
    outbox: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)

    def receives_guild(self, guild_id: str | None) -> bool:
        """Whether this shard receives events of that guild; direct messages (``None``) belong to shard 0."""
        number, count = self.shard
        return ((int(guild_id) >> 22) % count if guild_id else 0) == number

    def dispatch(self, name: str, data: str) -> None:
        """Send an event, or buffer it until the session is resumed; ``data`` is JSON text."""
        self.sequence += 1
        text = f'{{"op":0,"t":"{name}","s":{self.sequence},"d":{data}}}'
        self.replay_buffer.append((self.sequence, text))
        if self.socket is not None:
            self.outbox.put_nowait(text)


class Gateway:
    """All sessions; ``on_connection`` is called when the first bot connects and when the last one disconnects."""

    def __init__(
        self,
        world: World,
        token: str,
        address: Callable[[], str],
        on_connection: Callable[[bool], None],
        faults: FaultInjector,
    ) -> None:
        self.token = token
        self._faults = faults
        self.bot_connected = asyncio.Event()
        """Set while at least one bot is connected."""
        self._world = world
        self._address = address
        self._on_connection = on_connection
        self._sessions: BoundedDict[str, Session] = BoundedDict(1000)
        self._sockets: set[web.WebSocketResponse] = set()

    @property
    def is_connected(self) -> bool:
        """Whether at least one bot is connected."""
        return self.bot_connected.is_set()

    def dispatch(self, name: str, data: Json, guild_id: str | None, *, intent: int = 0) -> None:
        """Send an event to every session whose shard owns the guild and whose intents include ``intent``."""
        text = json.dumps(data, separators=(",", ":"))
        for session in self._sessions.values():
            if session.receives_guild(guild_id) and session.intents & intent == intent:
                session.dispatch(name, text)

    def send_raw(self, frame: str) -> None:
        """Send a text unchanged to every connected bot; it is not buffered for resuming."""
        for session in self._sessions.values():
            if session.socket is not None:
                session.outbox.put_nowait(frame)

    async def disconnect(self, *, resumable: bool = True) -> None:
        """Close every connection, as Discord does from time to time; sessions end too unless ``resumable``."""
        if not resumable:
            self._sessions.clear()
        for session in self._sessions.values():
            self._keep_for_resume(session)
        for socket in list(self._sockets):
            await socket.close(code=CloseCode.UNKNOWN_ERROR)

    async def close(self) -> None:
        """Close every connection at shutdown."""
        for socket in list(self._sockets):
            await socket.close(code=CloseCode.GOING_AWAY)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection from HELLO until it is closed."""
        if self._faults.trigger("gateway_refused", request.path):
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=2**16)
        await socket.prepare(request)
        self._sockets.add(socket)
        connection = _Connection(self, socket)
        try:
            await connection.run()
        finally:
            self._sockets.discard(socket)
            self._detach(connection.session, socket)
        return socket

    # ── what a connection asks for ───────────────────────────────────────────────────────────────────────────────────

    def identify(self, data: Json, socket: web.WebSocketResponse) -> Session:
        """Start a new session."""
        if data.get("token") != self.token:
            raise _CloseConnection(CloseCode.AUTHENTICATION_FAILED)
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            raise _CloseConnection(CloseCode.INVALID_SHARD)
        intents = data.get("intents")
        if not isinstance(intents, int) or intents < 0:
            raise _CloseConnection(CloseCode.INVALID_INTENTS)
        session = Session(secrets.token_hex(16), (number, count), intents)
        self._sessions[session.id] = session
        self._attach(session, socket)
        self._send_ready(session)
        return session

    def resume(self, data: Json, socket: web.WebSocketResponse) -> Session | None:
        """Resume a session and replay the events it missed; ``None`` if the bot has to identify again."""
        if data.get("token") != self.token:
            raise _CloseConnection(CloseCode.AUTHENTICATION_FAILED)
        session = self._sessions.get(str(data.get("session_id")))
        if session is None:
            return None
        self._attach(session, socket)
        for sequence, text in session.replay_buffer:
            if sequence > int(data.get("seq") or 0):
                session.outbox.put_nowait(text)
        session.dispatch("RESUMED", "{}")
        return session

    def _attach(self, session: Session, socket: web.WebSocketResponse) -> None:
        session.socket = socket
        session.outbox = asyncio.Queue()
        if not self.is_connected:
            self.bot_connected.set()
            self._on_connection(True)

    def _send_ready(self, session: Session) -> None:
        owns_guild = session.receives_guild(self._world.guild_id)
        ready = {
            "v": 10,
            "user": self._world.bot.as_json() | {"verified": True, "mfa_enabled": True, "email": None, "flags": 0},
            "guilds": [{"id": self._world.guild_id, "unavailable": True}] if owns_guild else [],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self._address(),
            "shard": list(session.shard),
            "application": {"id": self._world.application_id, "flags": 0},
            "private_channels": [],
            "relationships": [],
            "presences": [],
        }
        session.dispatch("READY", json.dumps(ready))
        if owns_guild and session.intents & GUILDS_INTENT:
            session.dispatch("GUILD_CREATE", json.dumps(serialize.guild_create(self._world)))

    def _detach(self, session: Session | None, socket: web.WebSocketResponse) -> None:
        if session is not None and session.socket is socket:
            if socket.close_code in {CloseCode.NORMAL, CloseCode.GOING_AWAY}:
                self._sessions.pop(session.id, None)
            else:
                self._keep_for_resume(session)
        if self.is_connected and not any(one.socket for one in self._sessions.values()):
            self.bot_connected.clear()
            self._on_connection(False)

    def _keep_for_resume(self, session: Session) -> None:
        """Detach the session from its connection and drop it when the resume window ends."""
        session.socket = None
        asyncio.get_running_loop().call_later(_RESUME_WINDOW_SECONDS, self._drop_if_disconnected, session)

    def _drop_if_disconnected(self, session: Session) -> None:
        if session.socket is None:
            self._sessions.pop(session.id, None)


class _Connection:
    """One WebSocket connection of a bot."""

    def __init__(self, gateway: Gateway, socket: web.WebSocketResponse) -> None:
        self.session: Session | None = None
        self._gateway = gateway
        self._socket = socket
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
                    await self._handle(_parse_payload(message.data))
        except _CloseConnection as closing:
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
                    raise _CloseConnection(CloseCode.ALREADY_AUTHENTICATED)
                await self._start_session(operation, message.get("d") or {})
            case operation if operation in _IGNORED_OPCODES:
                if self.session is None:
                    raise _CloseConnection(CloseCode.NOT_AUTHENTICATED)
            case _:
                raise _CloseConnection(CloseCode.UNKNOWN_OPCODE)

    def _acknowledge_heartbeat(self) -> None:
        """Schedule the acknowledgement, so that following messages are not delayed."""
        task = asyncio.create_task(self._send_payload_later(Opcode.HEARTBEAT_ACK, None))
        self._acknowledgements.add(task)
        task.add_done_callback(self._acknowledgements.discard)

    async def _send_payload_later(self, operation: Opcode, data: Any) -> None:
        await asyncio.sleep(ACK_DELAY_SECONDS)
        with contextlib.suppress(ConnectionError, RuntimeError):  # the connection was closed
            await self._send_payload(operation, data)

    async def _start_session(self, operation: int, data: Json) -> None:
        begin = self._gateway.identify if operation == Opcode.IDENTIFY else self._gateway.resume
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

    async def _send_payload(self, operation: Opcode, data: Any) -> None:
        await self._socket.send_str(json.dumps({"op": operation, "d": data, "s": None, "t": None}))

    def _check_rate_limit(self) -> None:
        now = asyncio.get_running_loop().time()
        if (
            len(self._received_at) == _MAX_PAYLOADS_PER_WINDOW
            and now - self._received_at[0] < _RATE_LIMIT_WINDOW_SECONDS
        ):
            raise _CloseConnection(CloseCode.RATE_LIMITED)
        self._received_at.append(now)


def _parse_payload(data: str | bytes) -> Json:
    try:
        message = json.loads(data)
    except ValueError:
        raise _CloseConnection(CloseCode.DECODE_ERROR) from None
    if not isinstance(message, dict):
        raise _CloseConnection(CloseCode.DECODE_ERROR)
    return message
