"""Keeps the gateway connection alive: an unreadable event or a failed connection must not end the bot.

In discord.py 2.7.1 any exception in an event parser ends ``Client.connect``. That method also raises AttributeError
when the first connection fails, because it reads the state of a websocket that was never opened.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import aiohttp
import discord
from discord.channel import _threaded_channel_factory
from discord.gateway import DiscordWebSocket, ReconnectWebSocket, WebSocketClosure

from bot.discord.api_errors import OutageLogLimiter, error_summary

log: Final = logging.getLogger(__name__)

TRANSPORT_EVENT_TYPE: Final = "transport"
"""Counts failures that belong to no event: broken compression, JSON, or gateway operations."""
CONNECT_TIMEOUT_SECONDS: Final = 60.0
FIRST_BACKOFF_SECONDS: Final = 1.0
MAX_BACKOFF_SECONDS: Final = 15.0
STABLE_CONNECTION_SECONDS: Final = 30.0
"""After a connection that lasted this long the back-off is reset."""
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
        if name == "READY":
            parsers[name] = partial(_parse_ready, parse)
        elif name == "INTERACTION_CREATE":
            parsers[name] = partial(_parse_guarded, name, partial(_parse_interaction, parse), on_unreadable_event)
        else:
            parsers[name] = partial(_parse_guarded, name, parse, on_unreadable_event)


def _parse_guarded(name: str, parse: EventParser, on_unreadable_event: Callable[[str], None], data: Any) -> None:
    try:
        parse(data)
    except Exception as error:  # noqa: BLE001 – an outer edge: one unreadable event must not stop the next ones
        on_unreadable_event(name)
        log.warning(
            "An event of type %s could not be read (%s) and was skipped",
            *(name, type(error).__name__),
            extra={"event": "gateway_event_unreadable", "type": name},
        )


def _parse_ready(parse: EventParser, data: Any) -> None:
    """Parse READY without guild entries that have no id; a GUILD_CREATE event follows for each guild."""
    guilds = data.get("guilds") or []
    parse({**data, "guilds": [guild for guild in guilds if _has_id(guild)]})


def _parse_interaction(parse: EventParser, data: Any) -> None:
    parse(repair_interaction(data))


def _has_id(part: Any) -> bool:
    return isinstance(part, Mapping) and str(part.get("id")).isdecimal()


def repair_interaction(data: Any) -> Any:
    """Return the interaction with a channel and an attachment limit that discord.py can parse.

    A channel of an unknown type, or with only an id, is replaced by a text channel of that id.
    """
    if not isinstance(data, dict):
        return data
    sent = data.get("channel")
    channel: Mapping[str, Any] = sent if isinstance(sent, dict) and _has_id(sent) else {"id": data.get("channel_id")}
    if _has_id(channel) and not _has_known_type(channel):
        channel = {
            "name": "",
            "position": 0,
            "permission_overwrites": [],
            **_valid_fields(channel),
            "type": _TEXT_CHANNEL_TYPE,
        }
    limit = data.get("attachment_size_limit")
    if not isinstance(limit, int) or limit <= 0:
        limit = DEFAULT_ATTACHMENT_LIMIT_BYTES
    return {**data, **({"channel": channel} if _has_id(channel) else {}), "attachment_size_limit": limit}


def _valid_fields(channel: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a text channel whose values have the right type."""
    types = {"id": str, "name": str, "position": int, "nsfw": bool, "parent_id": str, "permissions": str}
    return {name: channel[name] for name, kind in types.items() if isinstance(channel.get(name), kind)}


def _has_known_type(channel: Mapping[str, Any]) -> bool:
    kind = channel.get("type")
    return isinstance(kind, int) and _threaded_channel_factory(kind)[0] is not None


async def stay_connected(
    client: discord.Client, *, on_unreadable_event: Callable[[str], None], on_outage: Callable[[str | None], None]
) -> None:
    """Keep a connection to the gateway until the client is closed, and resume its session where there is one.

    ``on_unreadable_event`` is called with :data:`TRANSPORT_EVENT_TYPE` when received data cannot be decoded,
    ``on_outage`` with the reason why there is no connection, and with ``None`` once there is one. An outage is logged
    once a minute, without a traceback. Raises ConnectionClosed when the gateway refuses this bot permanently.
    """
    backoff = ReconnectBackoff("gateway")
    options: dict[str, Any] = {"initial": True, "shard_id": client.shard_id}
    broken = was_short = False
    while not client.is_closed():
        began = time.monotonic()
        try:
            await _connect_and_poll(client, options, on_outage)
        except ReconnectWebSocket as again:
            client.dispatch("disconnect")
            options = _resume_options(client, options) if again.resume else {"shard_id": client.shard_id}
        except discord.ConnectionClosed as closed:
            if closed.code in _FATAL_CLOSE_CODES:
                raise
            options = _resume_options(client, options)
        except (discord.DiscordException, WebSocketClosure, aiohttp.ClientError, OSError) as error:
            client.dispatch("disconnect")
            on_outage(backoff.record_failure(error))
            await _close_websocket(client)
            options = _resume_options(client, options)
        except Exception as error:  # noqa: BLE001 – broken compression or JSON: the rest of the stream is unreadable
            client.dispatch("disconnect")
            on_unreadable_event(TRANSPORT_EVENT_TYPE)
            on_outage(backoff.record_failure(error))
            await _close_websocket(client)
            # Twice in a row: the resumed session replays something undecodable, so start a new one.
            options = {"shard_id": client.shard_id} if broken else _resume_options(client, options)
            broken = not broken
        if time.monotonic() - began >= STABLE_CONNECTION_SECONDS:
            backoff.record_success()
            broken = was_short = False
        elif not client.is_closed():
            # Discord requests a reconnect from time to time. The first one is not delayed: interactions that
            # arrive during the pause must be acknowledged within 3 seconds.
            if was_short:
                await asyncio.sleep(backoff.next_delay_seconds())
            was_short = True


async def _connect_and_poll(
    client: discord.Client, options: dict[str, Any], on_outage: Callable[[str | None], None]
) -> None:
    """Connect, and handle events until an exception ends the connection."""
    client.ws = await asyncio.wait_for(DiscordWebSocket.from_client(client, **options), CONNECT_TIMEOUT_SECONDS)
    options["initial"] = False
    on_outage(None)
    while True:
        await client.ws.poll_event()


def _resume_options(client: discord.Client, options: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments of ``DiscordWebSocket.from_client`` that resume the session, if there is one."""
    socket: DiscordWebSocket | None = client.ws
    if socket is None or socket.session_id is None:
        return {**options, "shard_id": client.shard_id}
    return {
        "shard_id": client.shard_id,
        "gateway": socket.gateway,
        "session": socket.session_id,
        "sequence": socket.sequence,
        "resume": True,
    }


async def _close_websocket(client: discord.Client) -> None:
    """Close the websocket in a way that keeps its session resumable, and stop its heartbeat."""
    socket: DiscordWebSocket | None = client.ws
    if socket is not None and socket.open:
        await socket.close()


class ReconnectBackoff:
    """Exponential back-off with jitter for connecting to Discord; logs an outage immediately and then once a minute.

    ``target`` names what is connected to: ``gateway`` or ``API``.
    """

    def __init__(self, target: str) -> None:
        self._target = target
        self._failures = 0
        self._outage_log = OutageLogLimiter(time.monotonic)

    def record_failure(self, error: BaseException) -> str:
        """Log a failed attempt, and return the reason as a sentence for the operator."""
        why = error_summary(error)
        if self._outage_log.try_acquire():
            log.warning(
                "Discord’s %s cannot be reached (%s); retrying",
                *(self._target, why),
                extra={"event": "waiting_for_discord"},
            )
        return f"Discord’s {self._target} cannot be reached ({why})"

    def record_success(self) -> None:
        """Reset the back-off after a connection that lasted."""
        self._failures = 0
        self._outage_log.reset()

    def next_delay_seconds(self, retry_after: float | None = None) -> float:
        """Return the seconds to wait before the next attempt, at least ``retry_after``, and double the next one."""
        longest: float = min(MAX_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2**self._failures)
        self._failures = min(self._failures + 1, 10)
        return max(retry_after or 0.0, longest * random.uniform(0.5, 1.0))  # noqa: S311 – jitter, not a secret
