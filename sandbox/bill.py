"""The bill that the page shows: what the provider charges, and what the bot has booked in its own ledger."""

import asyncio
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from sandbox.runware.account import RunwareAccount
from sandbox.runware.models import MICRO_DOLLARS_PER_DOLLAR

MAX_LISTED_ROWS: Final = 40
"""Rows of the ledger, and tasks in flight, that the page receives."""
_DAY_SECONDS: Final = 86_400.0
_ROWS_SQL: Final = """
SELECT ledger.id, ledger.kind, ledger.user_id, ledger.images, ledger.micro_dollars, ledger.created_at,
       json_extract(jobs.request, '$.prompt') AS prompt
FROM ledger LEFT JOIN jobs ON jobs.id = ledger.job_id
ORDER BY ledger.id DESC LIMIT ?
"""
_SPENT_SQL: Final = "SELECT COALESCE(SUM(micro_dollars), 0) FROM ledger WHERE window_at > ?"


@dataclass(frozen=True, slots=True)
class Books:
    """The database of a bot on SQLite, which is only read, and its budget of 24 hours in dollars if it has one."""

    database: Path
    dollars_per_day: float | None


class Bill:
    """Serves ``/sandbox/bill``; without ``books`` it has the provider's side alone."""

    def __init__(self, account: RunwareAccount) -> None:
        self.books: Books | None = None
        self._account = account

    def routes(self) -> list[web.RouteDef]:
        """All routes, for ``Application.add_routes``."""
        return [web.get("/sandbox/bill", self._serve)]

    async def _serve(self, _: web.Request) -> web.Response:
        books = None if self.books is None else await asyncio.to_thread(_read_books, self.books)
        return web.json_response({"provider": self._provider_side(), "books": books})

    def _provider_side(self) -> Mapping[str, Any]:
        now, tasks = self._account.clock(), list(self._account.tasks.values())
        running = [task for task in tasks if not task.is_finished(now)]
        return {
            "tasks": len(tasks),
            "pictures": sum(item.failure is None for task in tasks for item in task.finished_results(now)),
            "spent": sum(task.spent_micro_dollars(now) for task in tasks) / MICRO_DOLLARS_PER_DOLLAR,
            "balance": self._account.balance_micro_dollars / MICRO_DOLLARS_PER_DOLLAR,
            "in_flight": [
                {
                    "prompt": task.request.positive_prompt,
                    "pictures": len(task.results),
                    "done": len(task.finished_results(now)),
                    "age": now - task.accepted_at,
                }
                for task in running[:MAX_LISTED_ROWS]
            ],
        }


def _read_books(books: Books) -> Mapping[str, Any] | None:
    """The newest rows of the ledger and what was spent in 24 hours; ``None`` while the bot has no ledger yet."""
    if not books.database.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"file:{books.database}?mode=ro", uri=True, timeout=1)) as database:
            database.row_factory = sqlite3.Row
            rows = database.execute(_ROWS_SQL, (MAX_LISTED_ROWS,)).fetchall()
            (spent,) = database.execute(_SPENT_SQL, (time.time() - _DAY_SECONDS,)).fetchone()
    except sqlite3.Error:
        return None
    return {"ledger": _rows_json(rows), "spent": spent / MICRO_DOLLARS_PER_DOLLAR, "budget": books.dollars_per_day}


def _rows_json(rows: Iterable[sqlite3.Row]) -> list[Mapping[str, Any]]:
    return [
        {
            "id": row["id"],
            "kind": row["kind"],
            "member": str(row["user_id"]),
            "pictures": row["images"],
            "dollars": row["micro_dollars"] / MICRO_DOLLARS_PER_DOLLAR,
            "at": row["created_at"],
            "prompt": row["prompt"],
        }
        for row in rows
    ]
