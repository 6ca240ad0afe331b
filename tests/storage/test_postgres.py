"""PostgreSQL only: placeholders, locks across processes, and retries."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StorageError, StorageUnavailable
from bot.storage import open_database
from bot.storage.database import Database, Lock, Transaction
from bot.storage.postgres import advisory_lock_key, number_placeholders

ROOT = Path(__file__).parents[2]
MISSING = """
import asyncio, sys
sys.modules["asyncpg"] = None
from bot.storage import open_database
asyncio.run(open_database("postgresql://ada:hunter2@localhost/easel"))
"""

only_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


@pytest.mark.parametrize(
    ("sql", "translated"),
    [
        ("SELECT ?, ?", "SELECT $1, $2"),
        ("SELECT '?', 'it''s ?', ?", "SELECT '?', 'it''s ?', $1"),
        ('SELECT "a?" FROM t WHERE b = ?', 'SELECT "a?" FROM t WHERE b = $1'),
        ("SELECT ? -- why?\n, ?", "SELECT $1 -- why?\n, $2"),
        ("SELECT /* ? ' */ ?", "SELECT /* ? ' */ $1"),
        ("SELECT 1", "SELECT 1"),
    ],
)
def test_placeholders_are_numbered_outside_quotes_and_comments(sql: str, translated: str) -> None:
    assert number_placeholders(sql) == translated


@given(st.lists(st.sampled_from(["?", "'?'", "''", '"?"', ", ", "--?\n", "/*?*/"])))
def test_placeholder_count_is_preserved(parts: list[str]) -> None:
    translated = number_placeholders(" ".join(parts))
    assert translated.count("$") == parts.count("?")
    assert translated.count("?") == sum(part.count("?") for part in parts) - parts.count("?")


def test_advisory_lock_key_is_stable_and_unique() -> None:
    assert advisory_lock_key(Lock("member", 7)) == -1767739370977642784
    assert len({advisory_lock_key(Lock(name, key)) for name in ("a", "b", "a1") for key in range(-5, 100)}) == 3 * 105


def test_missing_driver_error_says_how_to_install_it() -> None:
    refused = subprocess.run([sys.executable, "-c", MISSING], cwd=ROOT, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "pip install asyncpg" in refused.stderr
    assert "hunter2" not in refused.stderr


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada:hunter2@127.0.0.1:1/easel",
        "postgresql://ada:hunter2@127.0.0.1:hunter2/easel",
        "postgresql:///easel?host=/nowhere&password=hunter2",
    ],
)
async def test_unreachable_server_error_hides_the_password(url: str) -> None:
    with pytest.raises(StorageError, match=r"PostgreSQL .*\.") as refusal:
        await open_database(url)
    assert "hunter2" not in str(refusal.value)


@only_postgres
async def test_deadlocked_transaction_is_retried(database: Database) -> None:
    started = 0

    def cross(first: int, second: int) -> Transaction[None]:
        nonlocal started
        started += 1
        yield Lock("cross", first)
        yield "SELECT pg_sleep(0.5)", ()
        yield Lock("cross", second)

    await asyncio.gather(database.run(cross, 1, 2), database.run(cross, 2, 1))
    assert started == 3


@only_postgres
async def test_query_uses_a_generic_plan_for_all_values(database: Database) -> None:
    def look(number: int) -> Transaction[None]:
        yield "SELECT name FROM key_values WHERE name = ?", (str(number),)

    def planned() -> Transaction[list[tuple[int, int]]]:
        rows = yield (
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE 'SELECT name FROM %'",
            (),
        )
        return [(row["generic_plans"], row["custom_plans"]) for row in rows]

    for number in range(3):
        await database.run(look, number)
    assert await database.run(planned) == [(3, 0)]


@only_postgres
async def test_transaction_is_retried_when_the_connection_is_lost_before_commit(database: Database) -> None:
    attempts = 0

    def lose() -> Transaction[int]:
        nonlocal attempts
        attempts += 1
        if attempts == 1:
            yield "SELECT pg_terminate_backend(pg_backend_pid())", ()
        rows = yield "SELECT 7 AS seven", ()
        number: int = rows[0]["seven"]
        return number

    assert await database.run(lose) == 7
    assert attempts == 2


@only_postgres
async def test_transaction_is_retried_when_the_connection_breaks_between_statements(database: Database) -> None:
    attempts = 0

    def break_off() -> Transaction[None]:
        nonlocal attempts
        attempts += 1
        yield "SELECT 1", ()
        if attempts == 1:
            for holder in database._pool._holders:  # type: ignore[attr-defined]  # what a dying network does
                holder.terminate()
        yield "SELECT 2", ()

    await database.run(break_off)
    assert attempts == 2


@only_postgres
async def test_retries_end_if_the_server_always_drops_the_connection(database: Database) -> None:
    def lose() -> Transaction[None]:
        yield "SELECT pg_terminate_backend(pg_backend_pid())", ()

    with pytest.raises(StorageError):
        await database.run(lose)


@only_postgres
async def test_transaction_that_may_have_committed_is_not_retried(database: Database) -> None:
    attempts = 0

    def once() -> Transaction[None]:
        nonlocal attempts
        attempts += 1
        yield "SELECT 1", ()
        database._pool.terminate()  # type: ignore[attr-defined]  # the connection breaks off under the commit

    with pytest.raises(StorageError, match="unknown whether"):
        await database.run(once)
    assert attempts == 1


@only_postgres
async def test_refused_commit_error_has_the_reason(database: Database) -> None:
    def break_at_the_end() -> Transaction[None]:
        yield "CREATE TEMPORARY TABLE pairs (id INT UNIQUE DEFERRABLE INITIALLY DEFERRED)", ()
        yield "INSERT INTO pairs VALUES (1), (1)", ()

    with pytest.raises(StorageError, match="unique constraint"):
        await database.run(break_at_the_end)


@only_postgres
async def test_value_of_the_wrong_type_is_refused_without_retry_or_quoting(database: Database) -> None:
    attempts = 0

    def confuse() -> Transaction[None]:
        nonlocal attempts
        attempts += 1
        yield "SELECT ?::BIGINT", ("hunter2",)

    with pytest.raises(StorageError, match="refused") as refusal:
        await database.run(confuse)
    assert attempts == 1
    assert "hunter2" not in str(refusal.value)


def raising(code: str) -> Transaction[None]:
    yield f"DO $do$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '{code}'; END $do$", ()


def write_where_nothing_may_be_written() -> Transaction[None]:
    yield "SET TRANSACTION READ ONLY", ()
    yield "DELETE FROM key_values", ()


@only_postgres
@pytest.mark.parametrize("code", ["53100", "53200", "57014", "58030"])
async def test_server_out_of_resources_is_an_outage(database: Database, code: str) -> None:
    with pytest.raises(StorageUnavailable, match="no room"):
        await database.run(raising, code)


@only_postgres
async def test_read_only_server_is_an_outage(database: Database) -> None:
    with pytest.raises(StorageUnavailable):
        await database.run(write_where_nothing_may_be_written)


@only_postgres
@pytest.mark.parametrize("code", ["23505", "22012", "42P01"])
async def test_statement_error_is_not_an_outage(database: Database, code: str) -> None:
    with pytest.raises(StorageError) as refusal:
        await database.run(raising, code)
    assert not isinstance(refusal.value, StorageUnavailable)
