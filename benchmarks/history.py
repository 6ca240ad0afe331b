"""Fills an empty database with finished jobs, their ledger rows, and a grant for each member, in SQL."""

from typing import Final

from benchmarks.requests import CHANNEL_ID, PRICE_MICRO_DOLLARS, REQUEST
from bot.storage.database import Database, Transaction

HISTORY_DAYS: Final = 10
JOBS_PER_MEMBER: Final = 100
"""Jobs of each member within ``HISTORY_DAYS``."""
_JOBS_PER_TRANSACTION: Final = 50_000
_LEDGER_TRANSACTIONS: Final = 4
"""Transactions that write the ledger rows of the same time: on PostgreSQL each adds to totals of its own."""
_NUMBERS_SQL: Final = "WITH RECURSIVE n (i) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)"
_INSERT_JOBS_SQL: Final = f"""{_NUMBERS_SQL}
    INSERT INTO jobs (id, task_uuid, state, user_id, guild_id, channel_id, attachment_limit, request, round, notified,
                      created_at, ended_at)
    SELECT i, 'task-' || i, 'delivered', i % ?, 1 + (i % ?) / 10000, {CHANNEL_ID}, 10485760, ?, 0, 1,
           CAST(? AS DOUBLE PRECISION) + i * CAST(? AS DOUBLE PRECISION),
           CAST(? AS DOUBLE PRECISION) + i * CAST(? AS DOUBLE PRECISION) + 8
    FROM n
"""
_INSERT_LEDGER_SQL: Final = f"""
    INSERT INTO ledger (job_id, kind, user_id, guild_id, channel_id, images, micro_dollars, window_at, created_at,
                        reason)
    SELECT id, 'reserve', user_id, guild_id, channel_id, 1, CAST(? AS BIGINT), created_at, created_at, 'a request'
    FROM jobs WHERE id >= ? AND id < ? AND id % {_LEDGER_TRANSACTIONS} = ? UNION ALL
    SELECT id, 'settle', user_id, guild_id, channel_id, 0, 0, created_at, ended_at, 'delivered 1 of 1'
    FROM jobs WHERE id >= ? AND id < ? AND id % {_LEDGER_TRANSACTIONS} = ?
"""
_INSERT_GRANTS_SQL: Final = f"""{_NUMBERS_SQL}
    INSERT INTO ledger (kind, user_id, guild_id, images, granted_images, micro_dollars, window_at, created_at,
                        actor_id, reason)
    SELECT 'grant', i, 1 + i / 10000, 0, 10, 0, CAST(? AS DOUBLE PRECISION), CAST(? AS DOUBLE PRECISION), 1,
           'a benchmark'
    FROM n
"""


async def fill_history(database: Database, rows: int, *, now: float) -> int:
    """Insert that many ledger rows, two per job, spread evenly over the days; returns the number of members.

    Each member has one more row: a grant of ten pictures, none of which is used.
    """
    total = rows // 2
    members = max(1, total // JOBS_PER_MEMBER)
    pace = HISTORY_DAYS * 86_400 / total
    for first in range(0, total, _JOBS_PER_TRANSACTION):
        last = min(total, first + _JOBS_PER_TRANSACTION)
        await database.run(_insert_jobs, first, last, members, now - total * pace, pace)
        for part in range(_LEDGER_TRANSACTIONS):
            await database.run(_insert_ledger_rows, first, last, part)
    await database.run(_insert_grants, members, now - 5 * 86_400)
    await database.run(_analyze)
    return members


def _insert_jobs(first: int, last: int, members: int, since: float, job_interval_seconds: float) -> Transaction[None]:
    text = REQUEST.model_dump_json()
    yield (
        _INSERT_JOBS_SQL,
        (first, last, members, members, text, since, job_interval_seconds, since, job_interval_seconds),
    )


def _insert_ledger_rows(first: int, last: int, part: int) -> Transaction[None]:
    yield _INSERT_LEDGER_SQL, (PRICE_MICRO_DOLLARS, first, last, part, first, last, part)


def _insert_grants(members: int, granted_at: float) -> Transaction[None]:
    yield _INSERT_GRANTS_SQL, (0, members, granted_at, granted_at)


def _analyze() -> Transaction[None]:
    """Update the planner's statistics, which PostgreSQL otherwise does with a delay."""
    yield "ANALYZE", ()
