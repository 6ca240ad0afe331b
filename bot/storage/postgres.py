"""PostgreSQL: a pool of connections, and transactions that are run again when the server had to end them."""

import asyncio
import hashlib
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any, Final

from bot.errors import StorageError, StorageUnavailable
from bot.storage import schema
from bot.storage.database import Lock, P, Row, Script, Statement, T, Transaction
from bot.storage.inspection import Inspection, inspected

try:
    import asyncpg  # type: ignore[import-untyped]  # it ships no types
except ModuleNotFoundError:
    raise StorageError("PostgreSQL needs the package asyncpg: pip install asyncpg.") from None

_CONNECTIONS: Final = 10
_CONNECT_SECONDS: Final = 10.0
_STATEMENT_SECONDS: Final = 60.0
_SESSION: Final = {
    "application_name": "easel",
    "plan_cache_mode": "force_generic_plan",  # planning a lookup anew for its values takes longer than the lookup
}
_PAUSES: Final = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Seconds before a transaction is run again, at most; half of it at least, so that two do not meet again."""
_ENGINE_ERRORS: Final = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
_ROLLED_BACK: Final = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.InvalidCachedStatementError,  # another process has just migrated the schema
)
_CONNECTION_LOST: Final = (
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    ConnectionError,
)
_UNAVAILABLE: Final = (
    *_CONNECTION_LOST,
    asyncpg.InsufficientResourcesError,  # such as a full disk
    asyncpg.OperatorInterventionError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.PostgresIOError,
)
_PLACEHOLDER: Final = re.compile(
    r"""(?P<kept>'[^']*'|"[^"]*"|--[^\n]*|/\*.*?\*/)|\?""",
    re.DOTALL,
)


async def open_postgres(url: str, migrations: Path) -> "PostgresDatabase":
    """Connect to the server and make or migrate the schema; :class:`StorageError` says why that cannot be done."""
    patient = PostgresDatabase(await _pool(url, connections=1, statement_seconds=None))
    try:
        await schema.migrate(patient, schema.load(migrations))
    finally:
        await patient.close()
    return PostgresDatabase(await _pool(url, connections=_CONNECTIONS, statement_seconds=_STATEMENT_SECONDS))


async def inspect_postgres(url: str, migrations: Path) -> Inspection:
    """Look at the server's schema; :class:`StorageError` says why it cannot be used."""
    database = PostgresDatabase(await _pool(url, connections=1, statement_seconds=_CONNECT_SECONDS))
    try:
        there = "SELECT 1 WHERE to_regclass('schema_version') IS NOT NULL"
        return await database.run(inspected, schema.load(migrations), there)
    finally:
        await database.close()


async def _pool(url: str, *, connections: int, statement_seconds: float | None) -> Any:
    with _spoken("PostgreSQL cannot be reached"):
        try:
            return await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=connections,
                timeout=_CONNECT_SECONDS,
                command_timeout=statement_seconds,
                server_settings=_SESSION,
                init=_numbers_as_numbers,
                reset=_nothing_to_reset,
            )
        except ValueError:
            raise StorageError(
                "database.url is no PostgreSQL address; special characters of a password must be percent-encoded."
            ) from None


async def _numbers_as_numbers(connection: Any) -> None:
    """Sums of BIGINT are NUMERIC here, which asyncpg reads as Decimal; SQLite says int."""
    await connection.set_type_codec(
        "numeric", schema="pg_catalog", encoder=str, decoder=lambda text: float(text) if "." in text else int(text)
    )


async def _nothing_to_reset(_connection: Any) -> None:
    """Nothing of a session outlives its transactions here, so the usual round trip is saved."""


@contextmanager
def _spoken(what: str) -> Iterator[None]:
    """Turn the driver's errors into a sentence without the values of the row, which their details may quote."""
    try:
        yield
    except TimeoutError:
        raise StorageUnavailable(f"{what}: it did not answer in time.") from None
    except (asyncpg.InterfaceError, asyncpg.DataError) as error:  # quote the value behind the colon
        kind = StorageError if isinstance(error, ValueError | asyncpg.DataError) else StorageUnavailable
        raise kind(f"{what}: {str(error).partition(':')[0]}.") from None
    except asyncpg.PostgresError as error:
        kind = StorageUnavailable if isinstance(error, _UNAVAILABLE) else StorageError
        raise kind(f"{what}: {error.args[0] if error.args else type(error).__name__}.") from None
    except OSError as error:
        raise StorageUnavailable(f"{what}: {error.strerror or type(error).__name__}.") from None


class PostgresDatabase:
    """A server; the promises of :class:`~bot.storage.database.Database`, for as many processes as like."""

    exclusive = False

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        self._running = 0
        self._idle = asyncio.Event()
        self._closed = False

    async def run(self, transaction: Callable[P, Transaction[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """See :meth:`bot.storage.database.Database.run`."""
        if self._closed:
            raise StorageError("The database is closed.")
        self._running += 1
        try:
            with _spoken("The database refused a change"):
                return await self._persist(lambda: transaction(*args, **kwargs))
        finally:
            self._running -= 1
            self._idle.set()

    async def _persist(self, transaction: Callable[[], Transaction[T]]) -> T:
        for pause in _PAUSES:
            try:
                return await self._attempt(transaction())
            except (*_ROLLED_BACK, *_CONNECTION_LOST):
                await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - spreads load, hides nothing
        return await self._attempt(transaction())

    async def _attempt(self, steps: Transaction[T]) -> T:
        async with self._pool.acquire() as connection:
            attempt = connection.transaction(isolation="read_committed")
            try:
                await attempt.start()
                result = await _play(steps, connection)
            except BaseException as error:
                await _roll_back(attempt, error)
                raise
            await _commit(attempt)
            return result

    async def close(self) -> None:
        """See :meth:`bot.storage.database.Database.close`."""
        self._closed = True
        while self._running:
            self._idle.clear()
            await self._idle.wait()
        await self._pool.close()


async def _roll_back(attempt: Any, error: BaseException) -> None:
    """Undo the attempt; where that fails, the connection is gone, and with it all that was done over it."""
    try:
        await attempt.rollback()
    except _ENGINE_ERRORS:
        if isinstance(error, Exception):
            raise ConnectionResetError("the connection was lost") from None


async def _commit(attempt: Any) -> None:
    try:
        await attempt.commit()
    except (*_ROLLED_BACK, asyncpg.IntegrityConstraintViolationError):
        raise
    except _ENGINE_ERRORS:
        raise StorageUnavailable(
            "The connection to PostgreSQL was lost during a commit: it is unknown whether the change was saved."
        ) from None


async def _play(steps: Transaction[T], connection: Any) -> T:
    try:
        step = next(steps)
        while True:
            step = steps.send(await _do(step, connection))
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        steps.close()


async def _do(step: Statement | Lock | Script, connection: Any) -> list[Row]:
    rows: list[Row] = []
    match step:
        case Lock():
            await connection.fetch("SELECT pg_advisory_xact_lock($1)", lock_number(step))
        case Script(text):
            await connection.execute(text)
        case sql, values:
            rows = await connection.fetch(numbered(sql), *values)
    return rows


def lock_number(lock: Lock) -> int:
    """The 64 bits that stand for the lock in every process."""
    digest = hashlib.blake2b(f"{lock.name}\0{lock.key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


@lru_cache(maxsize=1024)
def numbered(sql: str) -> str:
    """``?`` as ``$1``, ``$2`` and so on, except inside quotes and comments."""
    numbers = count(1)
    return _PLACEHOLDER.sub(lambda found: found["kept"] or f"${next(numbers)}", sql)
