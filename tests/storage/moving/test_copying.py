"""A database moves to the other engine and back: every row, number and total is the same, or nothing was written."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.domain.job import State
from bot.errors import DatabaseInUse, StorageError
from bot.storage import invariants, open_database
from bot.storage.database import Database, Transaction, Value
from bot.storage.moving import move_database
from bot.storage.moving.tables import DERIVED_TABLE, list_tables
from bot.storage.schema import MIGRATIONS
from tests.support import kept_databases
from tests.support.clock import ManualClock
from tests.support.databases import create_empty_database
from tests.support.job_driver import JobDriver, select_rows

ROOT = Path(__file__).parents[3]
ACROSS = (("sqlite", "postgres"), ("postgres", "sqlite"))
WITHIN = (("sqlite", "sqlite"), ("postgres", "postgres"))
NEWEST = max(kept_databases.FOLDER.glob("*.sql"))
BIGGEST = (1 << 63) - 1
TOTALS = (
    f"SELECT scope, seconds, number, SUM(amount) AS amount FROM {DERIVED_TABLE}"
    " GROUP BY scope, seconds, number ORDER BY 1, 2, 3"
)
STRANGE_ROWS: tuple[tuple[str, tuple[Value, ...]], ...] = (
    ("INSERT INTO key_values (name, value) VALUES (?, ?)", ("", "")),
    ("INSERT INTO key_values (name, value) VALUES (?, ?)", ("NULL", "\\N\t\r\n'\";--\x01 \U0001f58c é")),
    ("INSERT INTO key_values (name, value) VALUES (?, ?)", ("long", "ü" * 200_000)),
    (
        "INSERT INTO strikes (guild_id, user_id, level, updated_at, paused_until) VALUES (?, ?, ?, ?, ?)",
        (BIGGEST, -BIGGEST - 1, 0.1 + 0.2, 1.7976931348623157e308, -5e-324),
    ),
    (
        "INSERT INTO servers (guild_id, name, joined_at, daily_budget, admitted) VALUES (?, ?, ?, ?, ?)",
        (4, "x", 1e-7, BIGGEST, 0),
    ),
)
KILLED = """
import asyncio, os, signal, sys
from bot.storage.moving import copying
from bot.storage.schema import MIGRATIONS

finished = 0
copy_table = copying._copy_table

async def copy_some(source, target, table):
    global finished
    if finished == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    finished += 1
    return await copy_table(source, target, table)

copying._copy_table = copy_some
asyncio.run(copying.move_database(sys.argv[1], sys.argv[2], MIGRATIONS))
"""


class Move(NamedTuple):
    """The addresses of a full database and of an empty one."""

    source: str
    target: str

    async def run(self) -> None:
        await move_database(self.source, self.target, MIGRATIONS)


@pytest.fixture(params=ACROSS, ids="-to-".join)
async def move(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Move]:
    source_engine, target_engine = request.param
    async with (
        create_empty_database(request, tmp_path / "source.db", source_engine) as source,
        create_empty_database(request, tmp_path / "target.db", target_engine) as target,
    ):
        database = await kept_databases.load(source, NEWEST, tmp_path / "migrations")
        await database.run(run_all, STRANGE_ROWS)
        await database.close()
        yield Move(source, target)


def run_all(statements: tuple[tuple[str, tuple[Value, ...]], ...]) -> Transaction[None]:
    for sql, values in statements:  # noqa: UP028 - rows are sent into the generator
        yield sql, values


async def select(database: Database, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in await database.run(select_rows, sql)]


async def read_all(url: str) -> dict[str, Any]:
    """Every row of every table, with the types of its values, and what the triggers have added up."""
    database = await open_database(url)
    try:
        found: dict[str, Any] = {}
        for table in list_tables(MIGRATIONS):
            rows = await select(database, f"SELECT {', '.join(table.columns)} FROM {table.name}")
            found[table.name] = sorted(([(type(value).__name__, value) for value in row] for row in rows), key=repr)
        return {**found, "totals": await select(database, TOTALS)}
    finally:
        await database.close()


@pytest.mark.parametrize("move", [*ACROSS, *WITHIN], ids="-to-".join, indirect=True)
async def test_every_row_and_total_is_the_same_afterwards(move: Move) -> None:
    before = await read_all(move.source)
    assert [name for name, rows in before.items() if not rows] == []
    await move.run()
    assert await read_all(move.target) == before == await read_all(move.source)


async def test_what_is_returned_counts_rows_and_micro_dollars(move: Move) -> None:
    before = await read_all(move.source)
    moved = await move_database(move.source, move.target, MIGRATIONS)
    assert {table.name: table.rows for table in moved} == {
        name: len(rows) for name, rows in before.items() if name != "totals"
    }
    assert {table.name for table in moved if table.micro_dollars is not None} == {"ledger"}
    database = await open_database(move.target)
    ((total,),) = await select(database, "SELECT SUM(micro_dollars) AS total FROM ledger")
    await database.close()
    assert [table.micro_dollars for table in moved if table.name == "ledger"] == [total]


async def test_moved_database_keeps_its_rules_and_goes_on(move: Move) -> None:
    await move.run()
    database = await open_database(move.target)
    driver = JobDriver(database, ManualClock(), count(5000))
    job = await driver.create_in_state(State.DELIVERED)
    assert await driver.ledger_entries(job)
    assert {rule for rule, row in (await database.run(invariants.find_violations, driver.clock())).items() if row} == (
        set()
    )
    await database.close()


async def test_numbers_go_on_where_they_were_even_if_the_last_row_is_gone(move: Move) -> None:
    insert = (
        "INSERT INTO cases (guild_id, kind, appeal_id, user_id, review_reason, prompt, opened_at)"
        " VALUES (7, 'appeal', {}, 1, '', '', 0) RETURNING id"
    )
    database = await open_database(move.source)
    ((last,),) = await select(database, insert.format(9001))
    await database.run(run_all, (("DELETE FROM cases WHERE id = ?", (last,)),))
    await database.close()
    await move.run()
    database = await open_database(move.target)
    assert await select(database, insert.format(9002)) == [(last + 1,)]
    for table, values in (("audit", "7, 'note', 'x', 0"), ("entitlement_events", "500, 'renewed', 0, 0")):
        columns = {
            "audit": "guild_id, action, detail, created_at",
            "entitlement_events": "entitlement_id, change, ends_at, created_at",
        }[table]
        ((largest,),) = await select(database, f"SELECT MAX(id) AS id FROM {table}")
        new = await select(database, f"INSERT INTO {table} ({columns}) VALUES ({values}) RETURNING id")
        assert new == [(largest + 1,)]
    await database.close()


async def test_target_with_rows_is_refused_and_keeps_them(move: Move) -> None:
    database = await open_database(move.target)
    await database.run(run_all, (("INSERT INTO key_values (name, value) VALUES (?, ?)", ("mine", "1")),))
    await database.close()
    with pytest.raises(StorageError, match="is not empty: its table key_values has rows"):
        await move.run()
    assert (await read_all(move.target))["key_values"] == [[("str", "mine"), ("str", "1")]]


async def test_target_at_an_older_schema_is_refused_and_not_migrated(move: Move, tmp_path: Path) -> None:
    old = kept_databases.first_migrations(tmp_path / "old", 1)
    await (await open_database(move.target, migrations=old)).close()
    with pytest.raises(StorageError, match="is that of an older Easel"):
        await move.run()
    await (await open_database(move.target, migrations=old)).close()


@pytest.mark.parametrize("used", ["source", "target"])
async def test_database_in_use_is_refused(move: Move, used: str) -> None:
    before = await read_all(move.source)
    running = await open_database(getattr(move, used))
    with pytest.raises(StorageError) as refused:
        await move.run()
    assert isinstance(refused.value, DatabaseInUse) or "stop it first" in str(refused.value)
    await running.close()
    assert await read_all(move.source) == before
    await move.run()  # nothing is in the way of another attempt


async def test_database_cannot_be_moved_into_itself(move: Move) -> None:
    with pytest.raises(StorageError, match="the one that Easel uses already"):
        await move_database(move.source, move.source, MIGRATIONS)


@pytest.mark.parametrize("tables_copied", [0, 21])
async def test_move_that_is_killed_leaves_an_empty_target_and_can_be_repeated(move: Move, tables_copied: int) -> None:
    before = await read_all(move.source)
    command = [sys.executable, "-c", KILLED, *move, str(tables_copied)]
    killed = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not any((await read_all(move.target)).values())
    await move.run()
    assert await read_all(move.target) == before


async def test_rows_that_change_on_the_way_are_noticed(move: Move) -> None:
    database = await open_database(move.target)
    body = "UPDATE strikes SET level = level + 1 WHERE user_id = NEW.user_id;"
    if database.exclusive:
        trigger = f"CREATE TRIGGER spoils AFTER INSERT ON strikes BEGIN {body} END"
    else:
        await database.run(
            run_all,
            ((f"CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {body} RETURN NULL; END$$", ()),),
        )
        trigger = "CREATE TRIGGER spoils AFTER INSERT ON strikes FOR EACH ROW EXECUTE FUNCTION spoil()"
    await database.run(run_all, ((trigger, ()),))
    await database.close()
    with pytest.raises(StorageError, match="Table strikes differs after it was copied"):
        await move.run()
    assert not any((await read_all(move.target)).values())


async def test_totals_that_are_not_those_of_the_ledger_are_not_moved(move: Move) -> None:
    database = await open_database(move.source)
    await database.run(run_all, ((f"UPDATE {DERIVED_TABLE} SET amount = amount + 1", ()),))
    await database.close()
    with pytest.raises(StorageError, match="The stored totals are not the sums of the ledger"):
        await move.run()
    assert not any((await read_all(move.target)).values())


async def test_text_that_postgresql_cannot_hold_is_refused_with_its_table(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    source = f"sqlite:///{tmp_path}/source.db"
    database = await open_database(source)
    await database.run(run_all, (("INSERT INTO key_values (name, value) VALUES (?, ?)", ("a", "x\0y")),))
    await database.close()
    async with create_empty_database(request, tmp_path / "unused", "postgres") as target:
        with pytest.raises(StorageError, match=r"Table key_values .*could not be moved"):
            await move_database(source, target, MIGRATIONS)
        assert not any((await read_all(target)).values())


async def test_missing_source_is_not_created(tmp_path: Path) -> None:
    source, target = (f"sqlite:///{tmp_path}/{name}.db" for name in ("source", "target"))
    with pytest.raises(StorageError, match="does not exist yet: there is nothing to move"):
        await move_database(source, target, MIGRATIONS)
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - nothing else runs


async def test_source_at_an_older_schema_is_not_moved(tmp_path: Path) -> None:
    source, target = (f"sqlite:///{tmp_path}/{name}.db" for name in ("source", "target"))
    old = kept_databases.first_migrations(tmp_path / "old", 1)
    await (await open_database(source, migrations=old)).close()
    with pytest.raises(StorageError, match="older schema: start `python -m bot run` once"):
        await move_database(source, target, MIGRATIONS)


async def test_every_table_and_column_of_both_engines_is_copied(database: Database) -> None:
    if database.exclusive:
        query = (
            "SELECT tables.name AS name, columns.name AS column_name FROM sqlite_schema AS tables,"
            " pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'"
        )
    else:
        query = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
    stored: dict[str, set[str]] = {}
    for table, column in await select(database, query):
        stored.setdefault(table, set()).add(column)
    for name in ("schema_version", "sqlite_sequence", DERIVED_TABLE):
        stored.pop(name, None)
    assert {table.name: set(table.columns) for table in list_tables(MIGRATIONS)} == stored


def test_tables_follow_those_that_they_refer_to() -> None:
    names = [table.name for table in list_tables(MIGRATIONS)]
    for parent, child in (("jobs", "ledger"), ("cases", "reports"), ("entitlements", "entitlement_events")):
        assert names.index(parent) < names.index(child)
