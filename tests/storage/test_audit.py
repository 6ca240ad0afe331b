"""The audit log: complete, separate for each server, and append-only."""

import asyncio

import pytest

from bot.domain.audit import AuditEntry
from bot.errors import StorageError
from bot.storage import audit
from bot.storage.database import Database
from tests.support.job_driver import JobDriver

ENTRY = AuditEntry(
    guild_id=7, actor_id=99, action="Block", user_id=1, job_id=None, detail="for ever: spam", created_at=5.0
)


async def add(driver: JobDriver, entry: AuditEntry, *, process: Database | None = None) -> None:
    await (process or driver.database).run(audit.add, entry)


async def test_audit_entry_is_read_as_it_was_written(job_driver: JobDriver) -> None:
    entries = [ENTRY, ENTRY._replace(actor_id=None, user_id=None, job_id=2**62, detail="“–” 🦊")]
    for entry in entries:
        await add(job_driver, entry)
    assert await job_driver.database.run(audit.list_newest, 7) == entries[::-1]


async def test_audit_log_lists_newest_entries_of_its_own_server(job_driver: JobDriver) -> None:
    for n in range(5):
        await add(job_driver, ENTRY._replace(created_at=float(-n)))
        await add(job_driver, ENTRY._replace(guild_id=8))
    assert [entry.created_at for entry in await job_driver.database.run(audit.list_newest, 7, limit=3)] == [
        -4.0,
        -3.0,
        -2.0,
    ]


async def test_audit_log_keeps_entries_of_all_processes(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    entries = [ENTRY._replace(created_at=float(n)) for n in range(40)]
    writing = [add(job_driver, entry, process=process_databases[n % 2]) for n, entry in enumerate(entries)]
    await asyncio.gather(*writing)
    kept = await job_driver.database.run(audit.list_newest, 7)
    assert sorted(entry.created_at for entry in kept) == [float(n) for n in range(40)]


@pytest.mark.parametrize(
    "change",
    [
        *(f"UPDATE audit SET {column} = {column}" for column in ("id", *AuditEntry._fields)),
        "UPDATE audit SET detail = 'nothing happened'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE guild_id = 7",
    ],
)
async def test_audit_entries_cannot_be_changed_or_deleted(change: str, job_driver: JobDriver) -> None:
    await add(job_driver, ENTRY)
    with pytest.raises(StorageError):
        await job_driver.select(change)
    assert await job_driver.database.run(audit.list_newest, 7) == [ENTRY]
