"""PostgreSQL: a pool of connections, and transactions that are retried after a conflict or a lost connection."""

import asyncio
import hashlib
import random
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import lru_cache
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from bot.errors import StorageError, StorageUnavailable
from bot.storage import schema
from bot.storage.database import Lock, P, Row, Script, Statement, T, Transaction
from bot.storage.inspection import Inspection, inspect_schema

try:
    import asyncpg  # type: ignore[import-untyped]  # it ships no types
except ModuleNotFoundError:
    raise StorageError("PostgreSQL needs the package asyncpg: pip install asyncpg.") from None

_POOL_SIZE: Final = 10
CONNECT_TIMEOUT_SECONDS: Final = 10.0
_STATEMENT_TIMEOUT_SECONDS: Final = 60.0
APPLICATION_NAME: Final = "easel"
"""The name that the server shows for a bot's connections."""
_SESSION_SETTINGS: Final = {
    "application_name": APPLICATION_NAME,
    "plan_cache_mode": "force_generic_plan",  # planning a query for its values takes longer than running it
    "jit": "off",  # compiling takes longer than any of these statements runs
}
_RETRY_DELAYS_SECONDS: Final = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Maximum seconds before each retry; the delay is a random half to all of it, so that two do not collide again."""
_ENGINE_ERRORS: Final = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
_RETRYABLE_ERRORS: Final = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.InvalidCachedStatementError,  # another process has just migrated the schema
)
_CONNECTION_LOST_ERRORS: Final = (
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    ConnectionError,
)
_UNAVAILABLE_ERRORS: Final = (
    *_CONNECTION_LOST_ERRORS,
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
    """Connect to the server and migrate the schema; raises :class:`StorageError` if that fails."""
    migrating = PostgresDatabase(await _create_pool(url, connections=1, statement_seconds=None))
    try:
        await schema.migrate(migrating, schema.load_migrations(migrations))
    finally:
        await migrating.close()
    pool = await _create_pool(url, connections=_POOL_SIZE, statement_seconds=_STATEMENT_TIMEOUT_SECONDS)
    return PostgresDatabase(pool)


async def inspect_postgres(url: str, migrations: Path) -> Inspection:
    """Inspect the server's schema; raises :class:`StorageError` if it cannot be used."""
    database = PostgresDatabase(await _create_pool(url, connections=1, statement_seconds=CONNECT_TIMEOUT_SECONDS))
    try:
        table_query = "SELECT 1 WHERE to_regclass('schema_version') IS NOT NULL"
        return await database.run(inspect_schema, schema.load_migrations(migrations), table_query)
    finally:
        await database.close()


@asynccontextmanager
async def open_postgres_for_reading(url: str) -> AsyncIterator["PostgresDatabase"]:
    """Connect without migrating; every transaction is read-only."""
    settings = {"default_transaction_read_only": "on"}
    pool = await _create_pool(url, connections=1, statement_seconds=_STATEMENT_TIMEOUT_SECONDS, settings=settings)
    database = PostgresDatabase(pool)
    try:
        yield database
    finally:
        await database.close()


async def _create_pool(
    url: str, *, connections: int, statement_seconds: float | None, settings: Mapping[str, str] = MappingProxyType({})
) -> Any:
    with translate_errors("PostgreSQL cannot be reached"):
        try:
            return await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=connections,
                timeout=CONNECT_TIMEOUT_SECONDS,
                command_timeout=statement_seconds,
                server_settings={**_SESSION_SETTINGS, **settings},
                init=_register_numeric_codec,
                reset=_skip_reset,
            )
        except (ValueError, OverflowError):  # the second for a port above 65535
            raise StorageError(
                "database.url is no PostgreSQL address; special characters of a password must be percent-encoded."
            ) from None
        except (KeyError, RuntimeError):  # asyncpg asks this system for the user's name and home, and it has none
            raise StorageError(
                "database.url must name a user, as in postgresql://USER:PASSWORD@HOST/NAME: the user that runs Easel "
                "has no name on this system."
            ) from None


async def _register_numeric_codec(connection: Any) -> None:
    """Read NUMERIC, the type of a sum of BIGINT, as int or float like SQLite; asyncpg's default is Decimal."""
    await connection.set_type_codec(
        "numeric", schema="pg_catalog", encoder=str, decoder=lambda text: float(text) if "." in text else int(text)
    )


async def _skip_reset(_connection: Any) -> None:
    """Save the round trip of a reset: no session state outlives a transaction here."""


@contextmanager
def translate_errors(failure: str) -> Iterator[None]:
    """Convert the driver's errors to sentences without row values, which their details may contain."""
    try:
        yield
    except TimeoutError:
        raise StorageUnavailable(f"{failure}: it did not answer in time.") from None
    except (asyncpg.InterfaceError, asyncpg.DataError) as error:  # the value follows the colon
        kind = StorageError if isinstance(error, ValueError | asyncpg.DataError) else StorageUnavailable
        raise kind(f"{failure}: {str(error).partition(':')[0]}.") from None
    except asyncpg.PostgresError as error:
        kind = StorageUnavailable if isinstance(error, _UNAVAILABLE_ERRORS) else StorageError
        raise kind(f"{failure}: {error.args[0] if error.args else type(error).__name__}.") from None
    except OSError as error:
        raise StorageUnavailable(f"{failure}: {error.strerror or type(error).__name__}.") from None


class PostgresDatabase:
    """A :class:`~bot.storage.database.Database` on a server, which several processes can share."""

    exclusive = False
    size_query = "SELECT pg_database_size(current_database()) AS bytes"

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        self._running_count = 0
        self._idle = asyncio.Event()
        self._closed = False

    async def run(self, transaction: Callable[P, Transaction[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """See :meth:`bot.storage.database.Database.run`."""
        if self._closed:
            raise StorageError("The database is closed.")
        self._running_count += 1
        try:
            with translate_errors("The database refused a change"):
                return await self._run_with_retries(lambda: transaction(*args, **kwargs))
        finally:
            self._running_count -= 1
            self._idle.set()

    async def _run_with_retries(self, transaction: Callable[[], Transaction[T]]) -> T:
        for pause in _RETRY_DELAYS_SECONDS:
            try:
                return await self._run_once(transaction())
            except (*_RETRYABLE_ERRORS, *_CONNECTION_LOST_ERRORS):
                await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - spreads load, hides nothing
        return await self._run_once(transaction())

    async def _run_once(self, steps: Transaction[T]) -> T:
        async with self._pool.acquire() as connection:
            attempt = connection.transaction(isolation="read_committed")
            try:
                await attempt.start()
                result = await _run_statements(steps, connection)
            except BaseException as error:
                await _roll_back(attempt, error)
                raise
            await _commit(attempt)
            return result

    async def close(self) -> None:
        """See :meth:`bot.storage.database.Database.close`."""
        self._closed = True
        while self._running_count:
            self._idle.clear()
            await self._idle.wait()
        await self._pool.close()


async def _roll_back(attempt: Any, error: BaseException) -> None:
    """Roll back; if that fails, the connection is lost, and the server rolls back itself."""
    try:
        await attempt.rollback()
    except _ENGINE_ERRORS:
        if isinstance(error, Exception):
            raise ConnectionResetError("the connection was lost") from None


async def _commit(attempt: Any) -> None:
    try:
        await attempt.commit()
    except (*_RETRYABLE_ERRORS, asyncpg.IntegrityConstraintViolationError):
        raise
    except _ENGINE_ERRORS:
        raise StorageUnavailable(
            "The connection to PostgreSQL was lost during a commit: it is unknown whether the change was saved."
        ) from None


async def _run_statements(transaction: Transaction[T], connection: Any) -> T:
    try:
        step = next(transaction)
        while True:
            step = transaction.send(await _execute(step, connection))
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        transaction.close()


async def _execute(request: Statement | Lock | Script, connection: Any) -> list[Row]:
    rows: list[Row] = []
    match request:
        case Lock():
            await connection.fetch("SELECT pg_advisory_xact_lock($1)", advisory_lock_key(request))
        case Script(text):
            await connection.execute(text)
        case sql, values:
            rows = await connection.fetch(number_placeholders(sql), *values)
    return rows


def advisory_lock_key(lock: Lock) -> int:
    """The 64-bit key of the advisory lock, the same in every process."""
    digest = hashlib.blake2b(f"{lock.name}\0{lock.key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


@lru_cache(maxsize=1024)
def number_placeholders(sql: str) -> str:
    """Replace ``?`` by ``$1``, ``$2`` and so on, except inside quotes and comments."""
    numbers = count(1)
    return _PLACEHOLDER.sub(lambda found: found["kept"] or f"${next(numbers)}", sql)
