"""One database, two engines: a transaction is a generator that yields what it wants done.

A transaction is written once and runs on SQLite and PostgreSQL unchanged::

    def rename(user_id: int, name: str) -> Transaction[bool]:
        yield Lock("member", user_id)
        rows = yield "UPDATE members SET name = ? WHERE id = ? RETURNING id", (name, user_id)
        return bool(rows)

    renamed = await database.run(rename, 7, "Ada")

It commits when the generator returns and rolls back when it raises. It may be run again from its start (PostgreSQL
ends one of two transactions that wait for each other), so it touches nothing but the database. A statement that the
engine refuses ends it: the caller gets a :class:`~bot.errors.StorageError`, the generator does not see it.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec, Protocol, TypeAlias, TypeVar

Value: TypeAlias = int | float | str | bytes | None


class Row(Protocol):
    """What a statement returned, by column name."""

    def __getitem__(self, column: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Lock:
    """Until the transaction ends, no other one holds the lock of this name and key.

    SQLite needs nothing for it, because its writers already stand in line; PostgreSQL takes an advisory lock.
    """

    name: str
    key: int = 0


@dataclass(frozen=True, slots=True)
class Script:
    """Several statements without values, in the words of one engine: a migration."""

    text: str


Statement: TypeAlias = tuple[str, Sequence[Value]]
T = TypeVar("T")
P = ParamSpec("P")
Transaction: TypeAlias = Generator[Statement | Lock | Script, list[Row], T]


class Database(Protocol):
    """An open database at the newest schema."""

    exclusive: bool
    """Whether no other process can use this database while it is open."""

    async def run(self, transaction: Callable[P, Transaction[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the transaction and return what it returned, once its commit is on disk.

        What the transaction raises arrives here, after it was rolled back. :class:`~bot.errors.StorageError` says
        that the engine refused it. A caller that is cancelled does not learn whether it was committed.
        """
        ...

    async def close(self) -> None:
        """Finish what is running, then let go of the file or the server."""
        ...
