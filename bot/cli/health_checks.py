"""What ``/healthz`` and ``/readyz`` look at."""

import time
from collections.abc import Mapping
from typing import Final

from bot.app import App
from bot.errors import StorageError
from bot.observability.health import Check
from bot.storage import kv

MAX_WORKER_PAUSE_SECONDS: Final = 180.0
"""The worker looks at the queue every second; a statement of PostgreSQL may take a minute, and is repeated."""


def list_liveness_checks(app: App) -> Mapping[str, Check]:
    """What only a restart can mend: a database that gives no answer, and a worker that does not get on.

    A database that refuses is an answer: Easel waits for it and goes on by itself.
    """

    async def database() -> str | None:
        try:
            await app.database.run(kv.get, "ready")
        except StorageError:
            return None
        return None

    async def worker() -> str | None:
        polled_at = app.worker.polled_at
        if polled_at is None or app.services.capacity.is_closing:
            return None
        pause = time.monotonic() - polled_at
        return f"has not looked at the queue for {pause:.0f} seconds" if pause > MAX_WORKER_PAUSE_SECONDS else None

    return {"database": database, "worker": worker}


def list_readiness_checks(app: App) -> Mapping[str, Check]:
    """What keeps members from requesting anything, without the operator's own stop and a stop of spending.

    Those two are told to members in a sentence, and a new version must not wait for them.
    """

    async def database() -> str | None:
        await app.database.run(kv.put, "ready", "asked")
        return None

    async def gateway() -> str | None:
        if app.bot.outage is not None:
            return app.bot.outage
        return None if app.bot.is_ready() else "not connected to Discord"

    async def commands() -> str | None:
        return None if app.bot.command_sync.ids else "not published yet"

    async def stopping() -> str | None:
        return "Easel is stopping" if app.services.capacity.is_closing else None

    return {"database": database, "gateway": gateway, "commands": commands, "stopping": stopping}
