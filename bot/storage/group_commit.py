"""Group commit: runs several transactions in SQLite's thread and commits them together."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from bot.errors import StorageError, StorageUnavailable
from bot.storage.database import Lock, Row, Script, Statement, T, Transaction

_TRANSIENT_CODES: Final = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,  # also if the disk becomes full during a write
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,  # a faulty disk is remounted read-only
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
    }
)
_PRIMARY_CODE_MASK: Final = 0xFF
"""The bits of an extended result code that hold its primary code (https://sqlite.org/rescode.html)."""


def is_transient(error: sqlite3.Error) -> bool:
    """Whether the same change may work later, because the file or the machine is the problem."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & _PRIMARY_CODE_MASK in _TRANSIENT_CODES


@dataclass(slots=True)
class PendingTransaction:
    """A transaction, and the future of its result."""

    transaction: Callable[[], Transaction[Any]]
    answer: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None

    def run(self, connection: sqlite3.Connection) -> None:
        """Run the transaction, and store its result or exception."""
        try:
            self.result = run_statements(self.transaction(), connection)
        except BaseException as error:  # noqa: BLE001 - every exception is passed to the caller
            self.error = error

    def resolve(self) -> None:
        """Set the future's result or exception, unless its caller was cancelled."""
        if self.answer.done():
            return
        if self.error is None:
            self.answer.set_result(self.result)
        else:
            self.answer.set_exception(_translate_error(self.error))


def _translate_error(error: BaseException) -> BaseException:
    """Convert SQLite's errors to :class:`StorageError`; others are unchanged."""
    if not isinstance(error, sqlite3.Error):
        return error
    kind = StorageUnavailable if is_transient(error) else StorageError
    translated = kind(f"The database refused a change: {error}.")
    translated.__cause__ = error
    return translated


def commit(calls: Sequence[PendingTransaction], connection: sqlite3.Connection) -> None:
    """Run the calls and commit them together. One that raises is rolled back alone; if the commit fails, all fail."""
    try:
        if connection.in_transaction:  # on a full disk even the last ROLLBACK can fail
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
    """Raise the error after which SQLite itself rolled back the whole transaction, such as a full disk."""
    if not connection.in_transaction:
        raise call.error if isinstance(call.error, sqlite3.Error) else sqlite3.OperationalError("transaction lost")


def run_statements(transaction: Transaction[T], connection: sqlite3.Connection) -> T:
    """Run a transaction's statements on this connection, without beginning or ending anything."""
    try:
        step = next(transaction)
        while True:
            step = transaction.send(_execute(step, connection))
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        transaction.close()


def _execute(request: Statement | Lock | Script, connection: sqlite3.Connection) -> list[Row]:
    match request:
        case Lock():
            return []  # transactions run one at a time
        case Script(text):
            for statement in split_statements(text):
                connection.execute(statement)
            return []
        case sql, values:
            return connection.execute(sql, values).fetchall()


def split_statements(script: str) -> Iterator[str]:
    """Split a script into its statements, because ``executescript`` would commit the open transaction."""
    statement = ""
    *pieces, rest = script.split(";")
    for piece in pieces:
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    yield statement + rest
