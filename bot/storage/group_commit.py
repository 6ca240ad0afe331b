"""Several transactions, one commit: what happens inside SQLite's thread."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from bot.errors import StorageError, StorageUnavailable
from bot.storage.database import Lock, Row, Script, Statement, Transaction

_TRANSIENT_CODES: Final = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,  # also for a disk that gets full in the middle
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,  # how a broken disk is mounted again
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
    }
)
_PRIMARY_CODE_MASK: Final = 0xFF
"""The bits of an extended result code that tell its kind (SQLite, Result and Error Codes)."""


def is_transient(error: sqlite3.Error) -> bool:
    """Whether the same change may work later, because the trouble is the file's or the machine's."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & _PRIMARY_CODE_MASK in _TRANSIENT_CODES


class PendingTransaction:
    """A transaction, and the one who waits for its result."""

    __slots__ = ("answer", "error", "result", "transaction")

    def __init__(self, transaction: Callable[[], Transaction[Any]], answer: asyncio.Future[Any]) -> None:
        self.transaction = transaction
        self.answer = answer
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self, connection: sqlite3.Connection) -> None:
        """Run the transaction, and keep what it returns or raises."""
        try:
            self.result = run_statements(self.transaction(), connection)
        except BaseException as error:  # noqa: BLE001 - whatever it raises belongs to the one who waits
            self.error = error

    def resolve(self) -> None:
        """Answer the one who waits, unless they went away."""
        if self.answer.done():
            return
        if self.error is None:
            self.answer.set_result(self.result)
        elif isinstance(self.error, sqlite3.Error):
            kind = StorageUnavailable if is_transient(self.error) else StorageError
            refusal = kind(f"The database refused a change: {self.error}.")
            refusal.__cause__ = self.error
            self.answer.set_exception(refusal)
        else:
            self.answer.set_exception(self.error)


def commit(calls: Sequence[PendingTransaction], connection: sqlite3.Connection) -> None:
    """Run the calls and commit them together. One that raises is undone alone; a commit that fails fails them all."""
    try:
        if connection.in_transaction:  # a full disk can refuse even the end of one
            connection.execute("ROLLBACK")
        connection.execute("BEGIN IMMEDIATE")
        if len(calls) == 1:
            _run_single(calls[0], connection)
        else:
            _run_in_savepoints(calls, connection)
    except sqlite3.Error as error:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        for call in calls:
            call.error = call.error or error


def _run_single(call: PendingTransaction, connection: sqlite3.Connection) -> None:
    call.run(connection)
    connection.execute("COMMIT" if call.error is None else "ROLLBACK")


def _run_in_savepoints(calls: Sequence[PendingTransaction], connection: sqlite3.Connection) -> None:
    for call in calls:
        connection.execute("SAVEPOINT one")
        call.run(connection)
        _raise_if_rolled_back(call, connection)
        if call.error is not None:
            connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
    connection.execute("COMMIT")


def _raise_if_rolled_back(call: PendingTransaction, connection: sqlite3.Connection) -> None:
    """After an error such as a full disk, SQLite itself rolls back the whole transaction, with everyone's changes."""
    if not connection.in_transaction:
        raise call.error if isinstance(call.error, sqlite3.Error) else sqlite3.OperationalError("transaction lost")


def run_statements(transaction: Transaction[Any], connection: sqlite3.Connection) -> Any:
    """Run a transaction's statements on this connection, without beginning or ending anything."""
    try:
        step = next(transaction)
        while True:
            step = transaction.send(_execute(step, connection))
    except StopIteration as stop:
        return stop.value
    finally:
        transaction.close()


def _execute(request: Statement | Lock | Script, connection: sqlite3.Connection) -> list[Row]:
    match request:
        case Lock():
            return []  # writers already stand in line
        case Script(text):
            for statement in split_statements(text):
                connection.execute(statement)
            return []
        case sql, values:
            return connection.execute(sql, values).fetchall()


def split_statements(script: str) -> Iterator[str]:
    """The statements of a script; ``executescript`` would commit what was done before it."""
    statement = ""
    *pieces, rest = script.split(";")
    for piece in pieces:
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    yield statement + rest
