"""Messages about servers that are sent once: which are due, which process sends them, and which were sent."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.domain.servers import Server
from bot.storage import kv
from bot.storage.database import Transaction
from bot.storage.servers import IS_UNDECIDED, server_from_row


class ServerNotice(StrEnum):
    """The messages about a server; the values are prefixes of keys in ``key_values``."""

    ANNOUNCEMENT = "announcing"  #: to the operator
    WELCOME = "welcoming"  #: to the server's people

    def key(self, guild_id: int) -> str:
        """The key of the time at which a process claimed to send it."""
        return f"{self}:{guild_id}"


_DUE: Final[Mapping[ServerNotice, str]] = {
    ServerNotice.ANNOUNCEMENT: f"{IS_UNDECIDED} AND announced_at IS NULL",
    ServerNotice.WELCOME: "left_at IS NULL AND welcomed_at IS NULL",
}


def list_due(notice: ServerNotice, *, limit: int) -> Transaction[list[Server]]:
    """Servers whose notice is due, those that joined first in front."""
    sql = f"SELECT * FROM servers WHERE {_DUE[notice]} ORDER BY joined_at LIMIT ?"
    return [server_from_row(row) for row in (yield sql, (limit,))]


def claim(notice: ServerNotice, guild_id: int, *, retry_seconds: float, now: float) -> Transaction[bool]:
    """Claim the sending of a notice; returns ``False`` if it is not due, or was claimed less than so long ago."""
    key = notice.key(guild_id)
    if not (yield from kv.put_time_if_older(key, min_age_seconds=retry_seconds, now=now)):
        return False
    if (yield f"SELECT guild_id FROM servers WHERE guild_id = ? AND {_DUE[notice]}", (guild_id,)):
        return True
    yield from kv.remove(key)  # another process sent it since the caller looked
    return False


def mark_announced(guild_id: int, *, now: float) -> Transaction[None]:
    """Record that the operator was asked about the server."""
    yield "UPDATE servers SET announced_at = ? WHERE guild_id = ? AND announced_at IS NULL", (now, guild_id)
    yield from kv.remove(ServerNotice.ANNOUNCEMENT.key(guild_id))


def mark_welcomed(server: Server, *, now: float) -> Transaction[None]:
    """Record that the server's people were told, unless the operator has decided since ``server`` was read."""
    decision = None if server.decision is None else int(server.decision)
    yield (
        "UPDATE servers SET welcomed_at = ? WHERE guild_id = ? AND COALESCE(admitted, -1) = COALESCE(?, -1)",
        (now, server.guild_id, decision),
    )
    yield from kv.remove(ServerNotice.WELCOME.key(server.guild_id))
