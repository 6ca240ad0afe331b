"""All sessions of bots, and the events that they receive."""

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import Final

from aiohttp import web

from sandbox.discord.errors import Json
from sandbox.discord.faults import FaultInjector
from sandbox.discord.gateway.connection import Connection
from sandbox.discord.gateway.protocol import GUILDS_INTENT, CloseCode, CloseConnection
from sandbox.discord.gateway.session import Session
from sandbox.discord.state import serialize
from sandbox.discord.state.bounded import BoundedDict
from sandbox.discord.state.world import World

_RESUME_WINDOW_SECONDS: Final = 60.0
"""Seconds for which a disconnected session can be resumed."""


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
        connection = Connection(socket, self._identify, self._resume)
        try:
            await connection.run()
        finally:
            self._sockets.discard(socket)
            self._detach(connection.session, socket)
        return socket

    def _identify(self, data: Json, socket: web.WebSocketResponse) -> Session:
        """Start a new session."""
        if data.get("token") != self.token:
            raise CloseConnection(CloseCode.AUTHENTICATION_FAILED)
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            raise CloseConnection(CloseCode.INVALID_SHARD)
        intents = data.get("intents")
        if not isinstance(intents, int) or intents < 0:
            raise CloseConnection(CloseCode.INVALID_INTENTS)
        session = Session(secrets.token_hex(16), (number, count), intents)
        self._sessions[session.id] = session
        self._attach(session, socket)
        self._send_ready(session)
        return session

    def _resume(self, data: Json, socket: web.WebSocketResponse) -> Session | None:
        """Resume a session and replay the events it missed; ``None`` if the bot has to identify again."""
        if data.get("token") != self.token:
            raise CloseConnection(CloseCode.AUTHENTICATION_FAILED)
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
        guilds = [guild for guild in self._world.bot_guilds if session.receives_guild(guild.id)]
        ready = {
            "v": 10,
            "user": self._world.bot.as_json() | {"verified": True, "mfa_enabled": True, "email": None, "flags": 0},
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
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
        for guild in guilds if session.intents & GUILDS_INTENT else ():
            if not guild.is_unavailable:
                session.dispatch("GUILD_CREATE", json.dumps(serialize.guild_create(guild, self._world.bot)))

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
