"""Sessions of bots at the gateway."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

_MAX_REPLAYED_EVENTS: Final = 1000


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
