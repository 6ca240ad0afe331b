"""Keeps the gateway connection: an unreadable event or a failed connection must not end the bot.

In discord.py 2.7.1 any exception in an event parser ends ``Client.connect``. That method also raises AttributeError
when the first connection fails, because it reads the state of a websocket that was never opened.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, Literal

import aiohttp
import discord
from discord.channel import _threaded_channel_factory
from discord.gateway import DiscordWebSocket, ReconnectWebSocket, WebSocketClosure

from bot.discord.api_errors import OutageLogLimiter, error_summary
from bot.observability import log_ids

log: Final = logging.getLogger(__name__)

TRANSPORT_EVENT_TYPE: Final = "transport"
"""The event type of failures that belong to no event: broken compression, JSON, or gateway operations."""
CONNECT_TIMEOUT_SECONDS: Final = 60.0
FIRST_BACKOFF_SECONDS: Final = 1.0
MAX_BACKOFF_SECONDS: Final = 15.0
STABLE_CONNECTION_SECONDS: Final = 30.0
"""A connection that lasted at least this long resets the back-off."""
DEFAULT_ATTACHMENT_LIMIT_BYTES: Final = 10 * 1024 * 1024
"""The default limit (Discord, Uploading Files), for an interaction without ``attachment_size_limit``."""
_FATAL_CLOSE_CODES: Final = frozenset({4004, 4010, 4011, 4012, 4013, 4014})
"""Close codes after which Discord does not allow a reconnect (Discord, Gateway Close Event Codes)."""
_TEXT_CHANNEL_TYPE: Final = 0

EventParser = Callable[[Any], None]


def guard_parsers(parsers: dict[str, EventParser], on_unreadable_event: Callable[[str], None]) -> None:
    """Wrap each of discord.py's event parsers so that an unreadable event is reported and skipped.

    ``on_unreadable_event`` is called with the event's type. The content is neither logged nor stored. READY still
    raises, because there is no session without it.
    """
    for name, parse in list(parsers.items()):
        parsers[name] = (
            partial(_parse_ready, parse)
            if name == "READY"
            else partial(_parse_guarded, name, parse, on_unreadable_event)
        )


def _parse_guarded(name: str, parse: EventParser, on_unreadable_event: Callable[[str], None], data: Any) -> None:
    try:
        if name == "INTERACTION_CREATE":
            with log_ids.of_interaction(data):  # the tasks that discord.py starts for it keep the ids
                parse(repair_interaction(data))
        else:
            parse(data)
    except Exception as error:  # noqa: BLE001 – one unreadable event must not end the connection
        on_unreadable_event(name)
        log.warning(
            "An event of type %s could not be read (%s) and was skipped",
            *(name, type(error).__name__),
            extra={"event": "gateway_event_unreadable", "type": name},
        )


def _parse_ready(parse: EventParser, data: Any) -> None:
    """Parse READY without guild entries that have no id; a GUILD_CREATE event follows for each guild."""
    parse({**data, "guilds": [guild for guild in data.get("guilds") or [] if _has_id(guild)]})


def _has_id(part: Any) -> bool:
    return isinstance(part, Mapping) and str(part.get("id")).isdecimal()


def repair_interaction(data: Any) -> Any:
    """Return the interaction with a channel and an attachment limit that discord.py can parse."""
    if not isinstance(data, dict):
        return data
    channel: Any = data.get("channel")
    if not _has_id(channel):
        channel = {"id": data.get("channel_id")}
    limit = data.get("attachment_size_limit")
    return {
        **data,
        **({"channel": _repair_channel(channel)} if _has_id(channel) else {}),
        "attachment_size_limit": limit if isinstance(limit, int) and limit > 0 else DEFAULT_ATTACHMENT_LIMIT_BYTES,
    }


def _repair_channel(channel: Mapping[str, Any]) -> Mapping[str, Any]:
    """Replace a channel of an unknown or no type by a text channel with the same id and those fields that are valid."""
    kind = channel.get("type")
    if isinstance(kind, int) and _threaded_channel_factory(kind)[0] is not None:
        return channel
    types = {"id": str, "name": str, "position": int, "nsfw": bool, "parent_id": str, "permissions": str}
    valid = {name: channel[name] for name, type_ in types.items() if isinstance(channel.get(name), type_)}
    return {"name": "", "position": 0, "permission_overwrites": [], **valid, "type": _TEXT_CHANNEL_TYPE}


class GatewayConnection:
    """Keeps a client connected to the gateway, and resumes its session where there is one."""

    def __init__(
        self,
        client: discord.Client,
        on_unreadable_event: Callable[[str], None],
        on_outage: Callable[[str | None], None],
    ) -> None:
        """Prepare the connection; :meth:`run` opens it.

        ``on_unreadable_event`` is called with :data:`TRANSPORT_EVENT_TYPE` when received data cannot be decoded,
        ``on_outage`` with the reason why there is no connection, and with ``None`` once there is one.
        """
        self._client = client
        self._on_unreadable_event = on_unreadable_event
        self._on_outage = on_outage
        self._backoff = ReconnectBackoff("gateway")
        self._options: dict[str, Any] = {"initial": True, "shard_id": client.shard_id}
        self._is_stream_broken = self._was_short = False

    async def run(self) -> None:
        """Keep a connection until the client is closed; raises ConnectionClosed when the gateway refuses permanently.

        An outage is logged once a minute, without a traceback.
        """
        while not self._client.is_closed():
            began = time.monotonic()
            await self._run_once()
            if time.monotonic() - began >= STABLE_CONNECTION_SECONDS:
                self._backoff.record_success()
                self._is_stream_broken = self._was_short = False
            elif not self._client.is_closed():
                # Discord requests a reconnect from time to time. The first one is not delayed: interactions that
                # arrive during the pause must be acknowledged within 3 seconds.
                if self._was_short:
                    await asyncio.sleep(self._backoff.next_delay_seconds())
                self._was_short = True

    async def _run_once(self) -> None:
        """Connect, handle events until the connection ends, and choose the options of the next connection."""
        try:
            await self._connect_and_poll()
        except ReconnectWebSocket as request:
            self._client.dispatch("disconnect")
            self._set_options(resume=request.resume)
        except discord.ConnectionClosed as closed:
            if closed.code in _FATAL_CLOSE_CODES:
                raise
            self._set_options(resume=True)
        except (discord.DiscordException, WebSocketClosure, aiohttp.ClientError, OSError) as error:
            await self._record_outage(error)
            self._set_options(resume=True)
        except Exception as error:  # noqa: BLE001 – broken compression or JSON: the rest of the stream is unreadable
            self._on_unreadable_event(TRANSPORT_EVENT_TYPE)
            await self._record_outage(error)
            # Twice in a row: the resumed session replays something undecodable, so start a new one.
            self._set_options(resume=not self._is_stream_broken)
            self._is_stream_broken = not self._is_stream_broken

    async def _connect_and_poll(self) -> None:
        connecting = DiscordWebSocket.from_client(self._client, **self._options)
        self._client.ws = await asyncio.wait_for(connecting, CONNECT_TIMEOUT_SECONDS)
        self._options["initial"] = False
        self._on_outage(None)
        while True:
            await self._client.ws.poll_event()

    async def _record_outage(self, error: Exception) -> None:
        """Report the outage, and close the websocket so that its session stays resumable and its heartbeat stops."""
        self._client.dispatch("disconnect")
        self._on_outage(self._backoff.record_failure(error))
        socket: DiscordWebSocket | None = self._client.ws
        if socket is not None and socket.open:
            await socket.close()

    def _set_options(self, *, resume: bool) -> None:
        """Set the arguments of ``DiscordWebSocket.from_client``; ``resume`` continues the session if there is one."""
        socket: DiscordWebSocket | None = self._client.ws
        if not resume:
            self._options = {"shard_id": self._client.shard_id}
        elif socket is not None and socket.session_id is not None:
            self._options = {
                "shard_id": self._client.shard_id,
                "gateway": socket.gateway,
                "session": socket.session_id,
                "sequence": socket.sequence,
                "resume": True,
            }


class ReconnectBackoff:
    """Exponential back-off with jitter for connecting to Discord; logs an outage immediately and then once a minute."""

    def __init__(self, target: Literal["gateway", "API"]) -> None:
        self._target = target
        self._failures = 0
        self._outage_log = OutageLogLimiter(time.monotonic)

    def record_failure(self, error: BaseException) -> str:
        """Log a failed attempt, and return the reason as a sentence for the operator."""
        reason = f"Discord’s {self._target} cannot be reached ({error_summary(error)})"
        if self._outage_log.try_acquire():
            log.warning("%s; retrying", reason, extra={"event": "waiting_for_discord"})
        return reason

    def record_success(self) -> None:
        """Reset the back-off after a connection that lasted."""
        self._failures = 0
        self._outage_log.reset()

    def next_delay_seconds(self, retry_after: float | None = None) -> float:
        """Return the seconds to wait before the next attempt, at least ``retry_after``, and double the next pause."""
        longest: float = min(MAX_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2**self._failures)
        self._failures = min(self._failures + 1, 10)
        return max(retry_after or 0.0, longest * random.uniform(0.5, 1.0))  # noqa: S311 – jitter, not a secret
