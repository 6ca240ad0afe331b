"""The interface of both engines. A transaction is a generator that yields statements and receives their rows.

It runs on SQLite and PostgreSQL unchanged::

    def rename(user_id: int, name: str) -> Transaction[bool]:
        yield Lock("member", user_id)
        rows = yield "UPDATE members SET name = ? WHERE id = ? RETURNING id", (name, user_id)
        return bool(rows)

    renamed = await database.run(rename, 7, "Ada")

It commits when the generator returns and rolls back when it raises. It may be retried from its start (after a deadlock
in PostgreSQL), so it must have no side effects outside the database. A statement that the engine refuses ends it: the
caller gets a :class:`~bot.errors.StorageError`, the generator does not see it.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec, Protocol, TypeAlias, TypeVar

Value: TypeAlias = int | float | str | bytes | None


class Row(Protocol):
    """A row of a result; values are read by column name."""

    def __getitem__(self, column: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that one transaction at a time holds, until it ends.

    PostgreSQL takes an advisory lock; SQLite runs one transaction at a time anyway.
    """

    name: str
    key: int = 0


@dataclass(frozen=True, slots=True)
class Script:
    """Several statements without values, in the SQL of one engine: a migration."""

    text: str


Statement: TypeAlias = tuple[str, Sequence[Value]]
T = TypeVar("T")
P = ParamSpec("P")
Transaction: TypeAlias = Generator[Statement | Lock | Script, list[Row], T]


class Database(Protocol):
    """An open database at the newest schema."""

    exclusive: bool
    """Whether no other process can use this database while it is open."""
    size_query: str
    """Selects the size of the database in ``bytes``."""

    async def run(self, transaction: Callable[P, Transaction[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the transaction and return its result, once its commit is on disk.

        Raises the transaction's own exception after the rollback, or :class:`~bot.errors.StorageError` if the engine
        refused it. If the caller is cancelled, it is unknown whether the transaction was committed.
        """
        ...

    async def close(self) -> None:
        """Finish the running transactions, then close the file or the connections."""
        ...


def placeholders(count: int) -> str:
    """``count`` placeholders of parameters, separated by commas."""
    return ", ".join("?" * count)


def upsert(table: str, key: Mapping[str, Value], columns: Mapping[str, Value]) -> Statement:
    """Build the statement that inserts a row, or updates the columns of the row with this key."""
    row = {**key, **columns}
    assignments = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in key)
    return (
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({placeholders(len(row))})"
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {assignments}",
        tuple(row.values()),
    )
