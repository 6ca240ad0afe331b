"""The styles that servers have besides the operator's."""

from typing import Final

from bot.domain.styles import Style
from bot.refusals import TooManyStyles
from bot.storage.database import Lock, Transaction

MAX_STYLES_PER_GUILD: Final = 100
"""Styles that a server may have of its own."""


def list_by_guild(guild_id: int) -> Transaction[list[Style]]:
    """A server's styles, by name."""
    rows = yield "SELECT name, text FROM styles WHERE guild_id = ? ORDER BY name", (guild_id,)
    return [Style(name=row["name"], text=row["text"]) for row in rows]


def put(guild_id: int, style: Style) -> Transaction[None]:
    """Add a style, or change the one of that name; :class:`TooManyStyles` when the server has as many as it may."""
    yield Lock("styles", guild_id)
    (row,) = yield "SELECT COUNT(*) AS count FROM styles WHERE guild_id = ? AND name <> ?", (guild_id, style.name)
    if row["count"] >= MAX_STYLES_PER_GUILD:
        raise TooManyStyles(MAX_STYLES_PER_GUILD)
    yield (
        "INSERT INTO styles (guild_id, name, text) VALUES (?, ?, ?)"
        " ON CONFLICT (guild_id, name) DO UPDATE SET text = excluded.text",
        (guild_id, style.name, style.text),
    )


def remove(guild_id: int, name: str) -> Transaction[bool]:
    """Take a style away; returns whether there was one."""
    return bool((yield "DELETE FROM styles WHERE guild_id = ? AND name = ? RETURNING name", (guild_id, name)))


def list_all() -> Transaction[list[tuple[int, Style]]]:
    """All styles of all servers."""
    rows = yield "SELECT guild_id, name, text FROM styles ORDER BY guild_id, name", ()
    return [(row["guild_id"], Style(name=row["name"], text=row["text"])) for row in rows]
