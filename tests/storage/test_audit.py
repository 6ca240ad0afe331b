"""The record of decisions: complete, per server, and never changed."""

import asyncio

import pytest

from bot.errors import StorageError
from bot.storage import audit
from bot.storage.audit import Entry
from bot.storage.database import Database
from tests.storage.desk import Desk

ENTRY = Entry(guild_id=7, actor_id=99, action="Block", user_id=1, job_id=None, detail="for ever: spam", at=5.0)


async def add(desk: Desk, entry: Entry, *, process: Database | None = None) -> None:
    await (process or desk.database).run(audit.add, entry)


async def test_a_decision_is_read_as_it_was_written(desk: Desk) -> None:
    entries = [ENTRY, ENTRY._replace(actor_id=None, user_id=None, job_id=2**62, detail="“–” 🦊")]
    for entry in entries:
        await add(desk, entry)
    assert await desk.database.run(audit.newest, 7) == entries[::-1]


async def test_a_server_sees_its_own_newest_decisions(desk: Desk) -> None:
    for n in range(5):
        await add(desk, ENTRY._replace(at=float(-n)))
        await add(desk, ENTRY._replace(guild_id=8))
    assert [entry.at for entry in await desk.database.run(audit.newest, 7, limit=3)] == [-4.0, -3.0, -2.0]


async def test_decisions_of_several_processes_are_all_kept(desk: Desk, processes: list[Database]) -> None:
    writing = [add(desk, ENTRY._replace(at=float(n)), process=processes[n % 2]) for n in range(40)]
    await asyncio.gather(*writing)
    kept = await desk.database.run(audit.newest, 7)
    assert sorted(entry.at for entry in kept) == [float(n) for n in range(40)]


@pytest.mark.parametrize(
    "change",
    [
        *(f"UPDATE audit SET {column} = {column}" for column in ("id", *Entry._fields)),
        "UPDATE audit SET detail = 'nothing happened'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE guild_id = 7",
    ],
)
async def test_what_the_record_holds_can_be_neither_changed_nor_deleted(change: str, desk: Desk) -> None:
    await add(desk, ENTRY)
    with pytest.raises(StorageError):
        await desk.read(change)
    assert await desk.database.run(audit.newest, 7) == [ENTRY]
