"""What /healthz and /readyz say of the real bot, for each thing that can be wrong."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import aiohttp
import pytest

from bot.cli.health_checks import MAX_WORKER_PAUSE_SECONDS, list_liveness_checks, list_readiness_checks
from bot.observability import health
from bot.observability.health import build_operator_routes
from bot.observability.http_server import serve
from tests.conversations.test_storage_outage import set_full
from tests.support.stage import BotStage


async def read(stage: BotStage, path: str) -> tuple[int, Mapping[str, str]]:
    """The status and the reasons of a fresh server, which repeats no earlier answer."""
    app = stage.app
    routes = build_operator_routes(
        app.metrics.render, alive=list_liveness_checks(app), ready=list_readiness_checks(app)
    )
    async with (
        serve("127.0.0.1:0", operator_routes=routes) as ports,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{ports.listen}/{path}") as reply,
    ):
        return reply.status, (await reply.json())["reasons"]


async def test_running_bot_is_alive_and_ready(stage: BotStage) -> None:
    async with stage.worker_running():
        assert await read(stage, "healthz") == (200, {})
        assert await read(stage, "readyz") == (200, {})


async def test_full_disk_makes_it_unready_but_a_restart_would_not_help(stage: BotStage) -> None:
    await set_full(stage, True)
    status, reasons = await read(stage, "readyz")
    assert (status, set(reasons)) == (503, {"database"})
    assert await read(stage, "healthz") == (200, {})
    await set_full(stage, False)
    assert await read(stage, "readyz") == (200, {})


async def test_database_that_does_not_answer_needs_a_restart(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(*_arguments: Any, **_options: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(health, "LIVENESS_TIMEOUT_SECONDS", 0.1)
    monkeypatch.setattr(stage.app.database, "run", hang)
    assert await read(stage, "healthz") == (503, {"database": "no answer within 0.1 seconds"})


async def test_worker_that_does_not_get_on_needs_a_restart(stage: BotStage) -> None:
    stage.app.worker.polled_at = time.monotonic() - MAX_WORKER_PAUSE_SECONDS - 5
    status, reasons = await read(stage, "healthz")
    assert (status, set(reasons)) == (503, {"worker"})
    stage.app.services.capacity.is_closing = True  # it claims nothing while it drains
    assert await read(stage, "healthz") == (200, {})


async def test_worker_notes_each_look_at_the_queue(stage: BotStage) -> None:
    began_at = time.monotonic()
    async with stage.worker_running(), asyncio.timeout(10):
        while (stage.app.worker.polled_at or 0) < began_at:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)


async def test_lost_gateway_unpublished_commands_and_draining_make_it_unready(stage: BotStage) -> None:
    stage.app.bot.outage = "Discord’s gateway cannot be reached"
    assert await read(stage, "readyz") == (503, {"gateway": "Discord’s gateway cannot be reached"})
    stage.app.bot.outage = None
    stage.app.bot.command_sync.ids = {}
    assert await read(stage, "readyz") == (503, {"commands": "not published yet"})
    stage.app.bot.command_sync.ids = {"imagine": 1}
    stage.app.services.capacity.is_closing = True
    assert await read(stage, "readyz") == (503, {"stopping": "Easel is stopping"})


async def test_stopped_spending_leaves_it_ready(stage: BotStage) -> None:
    stage.app.services.capacity.breaker.trip()
    assert await read(stage, "readyz") == (200, {})
