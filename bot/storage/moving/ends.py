"""The two ends of a move: a source with one state to read, and a target with one transaction to write."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final, Protocol, TypeAlias

from bot.storage.moving.tables import DERIVED_TABLE, Table

BATCH_ROWS: Final = 1000
"""Rows that are held in memory at once."""
TOTALS: Final = Table(DERIVED_TABLE, ("scope", "seconds", "number", "amount"))
SELECT_TOTALS: Final = (
    f"SELECT scope, seconds, number, CAST(SUM(amount) AS BIGINT) FROM {DERIVED_TABLE}"
    " GROUP BY scope, seconds, number HAVING SUM(amount) <> 0"
)
"""What the triggers have added up. PostgreSQL divides each sum over several rows, and sums may have become zero."""

DatabaseRow: TypeAlias = tuple[Any, ...]


class Source(Protocol):
    """An open database that is locked against changes by others."""

    def read(self, sql: str) -> AsyncIterator[Sequence[DatabaseRow]]:
        """Yield the rows in batches, in no particular order."""
        ...

    async def get_last_numbers(self) -> Mapping[str, int]:
        """The last id that was given out, by the name of each table that numbers its rows itself."""
        ...


class Target(Source, Protocol):
    """An open database in a transaction that is committed at the end, or rolled back if anything fails."""

    async def write(self, table: Table, rows: Sequence[DatabaseRow]) -> None:
        """Insert the rows, with their ids."""
        ...

    async def continue_numbering(self, last: Mapping[str, int]) -> None:
        """Give out ids above these, by table."""
        ...


def select_all(table: Table) -> str:
    """The statement that reads a whole table."""
    return f"SELECT {', '.join(table.columns)} FROM {table.name}"
