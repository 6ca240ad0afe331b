"""The styles of servers, in addition to the operator's."""

from typing import Final

from bot.domain.styles import Style
from bot.refusals import TooManyStyles
from bot.storage.database import Lock, Transaction, upsert

MAX_STYLES_PER_GUILD: Final = 100
"""Maximum number of a server's own styles."""


def list_by_guild(guild_id: int) -> Transaction[list[Style]]:
    """A server's styles, by name."""
    rows = yield "SELECT name, text FROM styles WHERE guild_id = ? ORDER BY name", (guild_id,)
    return [Style(name=row["name"], text=row["text"]) for row in rows]


def put(guild_id: int, style: Style) -> Transaction[None]:
    """Add a style or replace the one of this name; raises :class:`TooManyStyles`."""
    yield Lock("styles", guild_id)
    (row,) = yield "SELECT COUNT(*) AS count FROM styles WHERE guild_id = ? AND name <> ?", (guild_id, style.name)
    if row["count"] >= MAX_STYLES_PER_GUILD:
        raise TooManyStyles(MAX_STYLES_PER_GUILD)
    yield upsert("styles", {"guild_id": guild_id, "name": style.name}, {"text": style.text})


def remove(guild_id: int, name: str) -> Transaction[bool]:
    """Remove a style; returns whether it existed."""
    return bool((yield "DELETE FROM styles WHERE guild_id = ? AND name = ? RETURNING name", (guild_id, name)))


def list_all() -> Transaction[list[tuple[int, Style]]]:
    """All styles of all servers."""
    rows = yield "SELECT guild_id, name, text FROM styles ORDER BY guild_id, name", ()
    return [(row["guild_id"], Style(name=row["name"], text=row["text"])) for row in rows]
