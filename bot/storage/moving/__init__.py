"""Moves a whole database into an empty one, of the same engine or the other."""

from bot.storage.moving.copying import MovedTable, move_database

__all__ = ["MovedTable", "move_database"]
