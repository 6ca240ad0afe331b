"""The guarantees of a transaction on both engines."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import OverQuota, StorageError
from bot.storage import open_database
from bot.storage.database import Database, Lock, Transaction

MEMBERS = "CREATE TABLE members (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, points BIGINT CHECK (points >= 0));"


@pytest.fixture
async def members(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    for engine in ("sqlite", "postgres"):
        (tmp_path / engine).mkdir()
        (tmp_path / engine / "0001_members.sql").write_text(MEMBERS)
    database = await open_database(database_url, migrations=tmp_path)
    yield database
    await database.close()


def add(member: int, name: str, points: int = 0) -> Transaction[str]:
    rows = yield "INSERT INTO members VALUES (?, ?, ?) RETURNING name", (member, name, points)
    return f"hello {rows[0]['name']}"


def names() -> Transaction[list[str]]:
    rows = yield "SELECT name FROM members ORDER BY id", ()
    return [row["name"] for row in rows]


def take(limit: int, request: int) -> Transaction[None]:
    yield Lock("members", 7)
    rows = yield "SELECT COUNT(*) AS taken FROM members", ()
    if rows[0]["taken"] >= limit:
        raise OverQuota("Used up.")
    yield from add(request, f"request {request}")


async def test_transaction_returns_its_value_and_commits_its_changes(members: Database) -> None:
    assert await members.run(add, 1, name="Ada") == "hello Ada"
    assert await members.run(names) == ["Ada"]


async def test_transaction_that_raises_is_rolled_back_and_reraises(members: Database) -> None:
    def change_of_mind() -> Transaction[None]:
        yield from add(1, "Ada")
        raise OverQuota("No more.", retry_at=5.0)

    with pytest.raises(OverQuota, match=r"No more\.") as refusal:
        await members.run(change_of_mind)
    assert refusal.value.retry_at == 5.0
    assert await members.run(names) == []


async def test_refused_statement_raises_storage_error_without_values(members: Database) -> None:
    await members.run(add, 1, "Ada")
    for member, points in ((1, 0), (2, -1)):
        with pytest.raises(StorageError, match="refused") as refusal:
            await members.run(add, member, "a secret", points)
        assert "a secret" not in str(refusal.value)
    assert await members.run(names) == ["Ada"]


async def test_invalid_statement_leaves_the_database_usable(members: Database) -> None:
    def nonsense() -> Transaction[None]:
        yield "SELEKT 1", ()

    with pytest.raises(StorageError):
        await members.run(nonsense)
    assert await members.run(names) == []


async def test_transaction_without_statements_returns_its_value(members: Database) -> None:
    def nothing() -> Transaction[int]:
        return 7
        yield

    assert await members.run(nothing) == 7


async def test_concurrent_transactions_with_a_lock_never_exceed_the_limit(members: Database) -> None:
    outcomes = await asyncio.gather(*(members.run(take, 10, request) for request in range(200)), return_exceptions=True)
    assert outcomes.count(None) == 10
    assert sum(isinstance(outcome, OverQuota) for outcome in outcomes) == 190
    assert len(await members.run(names)) == 10


async def test_concurrent_transactions_that_raise_are_rolled_back_alone(members: Database) -> None:
    def add_unless_third(number: int) -> Transaction[None]:
        yield from add(number, f"member {number}")
        if number % 3 == 0:
            raise OverQuota("Not you.")

    outcomes = await asyncio.gather(*(members.run(add_unless_third, n) for n in range(40)), return_exceptions=True)
    assert [outcome is None for outcome in outcomes] == [number % 3 != 0 for number in range(40)]
    assert await members.run(names) == [f"member {number}" for number in range(40) if number % 3]


async def test_refused_transactions_do_not_affect_concurrent_ones(members: Database) -> None:
    calls = [members.run(add, number, f"member {number % 40}") for number in range(50)]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert sum(isinstance(outcome, StorageError) for outcome in outcomes) == 10
    assert sorted(await members.run(names)) == sorted(f"member {number}" for number in range(40))


async def test_cancelled_callers_do_not_affect_concurrent_transactions(members: Database) -> None:
    calls = [asyncio.create_task(members.run(add, number, f"member {number}")) for number in range(30)]
    await asyncio.sleep(0)
    for call in calls[::3]:
        call.cancel()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    stayed = [outcome for number, outcome in enumerate(outcomes) if number % 3]
    assert stayed == [f"hello member {number}" for number in range(30) if number % 3]
    assert {f"member {number}" for number in range(30) if number % 3} <= set(await members.run(names))


async def test_values_are_read_as_they_were_written(members: Database) -> None:
    def sums() -> Transaction[tuple[object, object]]:
        yield from add(2**62, "’ ? 🎲", 2**40)
        rows = yield (
            "SELECT name, SUM(points) AS total FROM members WHERE name <> 'why?' AND id = ? GROUP BY name",
            (2**62,),
        )
        return rows[0]["name"], rows[0]["total"]

    name, total = await members.run(sums)
    assert (name, total) == ("’ ? 🎲", 2**40)
    assert type(total) is int


async def test_close_finishes_running_transactions_and_refuses_new_ones(members: Database) -> None:
    calls = [asyncio.create_task(members.run(add, number, f"member {number}")) for number in range(30)]
    await asyncio.sleep(0)
    await members.close()
    assert await asyncio.gather(*calls) == [f"hello member {number}" for number in range(30)]
    with pytest.raises(StorageError, match="closed"):
        await members.run(names)
    await members.close()


@pytest.mark.parametrize(
    "url",
    ["", "easel.db", "mysql://ada:hunter2@host/easel", "sqlite://easel.db", "sqlite:///", "sqlite:///:memory:"],
)
async def test_unsupported_urls_are_refused_without_quoting_them(url: str) -> None:
    with pytest.raises(StorageError, match=r"database\.url must") as refusal:
        await open_database(url)
    assert "hunter2" not in str(refusal.value)


async def test_relative_sqlite_file_and_its_folders_are_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = await open_database("sqlite:///data/deep/easel.db")
    await database.close()
    assert (tmp_path / "data" / "deep" / "easel.db").stat().st_mode & 0o077 == 0
