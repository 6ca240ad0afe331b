"""Empty databases of each engine, copied from a template at the newest schema."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest

from bot.storage import open_database

ENGINES = ("sqlite", "postgres")


POSTGRES_TEMPLATE = f"easel_template_{uuid4().hex}"
"""Copying a template is faster than running all migrations. The name is unique for each test process on a server."""


async def copy_database(template: Path, file: Path) -> None:
    """Copy the SQLite template, at the newest schema, to ``file``; create the template first if it does not exist."""
    if not template.exists():  # noqa: ASYNC240 - a fast check, and nothing runs concurrently
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
    await execute_sql(server, f"CREATE DATABASE {name} {await _ensure_template(server) if migrated else ''}")
    try:
        yield _with_database_name(server, name)
    finally:
        await execute_sql(server, f"DROP DATABASE {name} WITH (FORCE)")


_servers_with_template: set[str] = set()
"""The servers that have the template."""


async def _ensure_template(server: str) -> str:
    """Create the template on that server if needed; returns the clause of CREATE DATABASE that copies it."""
    if server not in _servers_with_template:
        await execute_sql(server, f"CREATE DATABASE {POSTGRES_TEMPLATE}")
        _servers_with_template.add(server)
        await (await open_database(_with_database_name(server, POSTGRES_TEMPLATE))).close()
    # Without fsync, copying whole files is faster than copying pages through the write-ahead log.
    return f"TEMPLATE {POSTGRES_TEMPLATE}" + ("" if "TEST_POSTGRES_DSN" in os.environ else " STRATEGY FILE_COPY")


def _with_database_name(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


async def execute_sql(server: str, sql: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()
