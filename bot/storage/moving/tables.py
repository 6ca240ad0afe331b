"""The tables that are moved, as the migrations make them; both engines have the same."""

import sqlite3
from contextlib import closing
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final, NamedTuple

from bot.storage import schema

DERIVED_TABLE: Final = "ledger_totals"
"""Its rows are not copied: triggers make them from the ledger's."""
_NOT_COPIED: Final = frozenset({"schema_version", "sqlite_sequence", DERIVED_TABLE})


class Table(NamedTuple):
    """A table with all of its columns."""

    name: str
    columns: tuple[str, ...]


def list_tables(migrations: Path) -> tuple[Table, ...]:
    """The tables in an order in which each one follows those that its foreign keys refer to."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for migration in schema.load_migrations(migrations / "sqlite"):
            connection.executescript(migration.script)
        return tuple(Table(name, _list_columns(connection, name)) for name in _sort_tables(connection))


def _sort_tables(connection: sqlite3.Connection) -> list[str]:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")]
    query = 'SELECT "table" FROM pragma_foreign_key_list(?) WHERE "table" <> ?'
    graph = {name: [parent for (parent,) in connection.execute(query, (name, name))] for name in names}
    return [name for name in TopologicalSorter(graph).static_order() if name not in _NOT_COPIED]


def _list_columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,)))
