"""The client finds its cogs, and counts every error that Discord answers by its status, over real sockets."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from prometheus_client import CollectorRegistry

from bot.discord.client import _http_error_trace, discover_cogs
from bot.observability.metrics import Metrics


async def test_http_errors_are_counted_by_status_without_cancelled_requests() -> None:
    metrics = Metrics(CollectorRegistry())
    asked = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        status = int(request.match_info["status"])
        if status == 0:
            asked.set()
            await asyncio.sleep(30)
        return web.Response(status=status)

    application = web.Application()
    application.router.add_get("/{status}", answer)
    traces = [_http_error_trace(metrics)]
    async with TestServer(application) as server, aiohttp.ClientSession(trace_configs=traces) as session:
        for status in (200, 204, 399, 400, 404, 404, 429, 500):
            async with session.get(server.make_url(f"/{status}")):
                pass
        slow = asyncio.create_task(session.get(server.make_url("/0")).__aenter__())
        await asyncio.wait_for(asked.wait(), 5)
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)
        gone = server.make_url("/200")
        await server.close()
        with pytest.raises(aiohttp.ClientError):
            await session.get(gone)
    counted = {
        sample.labels["status"]: sample.value
        for family in metrics.registry.collect()
        for sample in family.samples
        if sample.name == "easel_discord_errors_total"
    }
    assert counted == {"400": 1, "404": 2, "429": 1, "500": 1, "unreached": 1}


def test_discover_cogs_finds_all_modules_without_a_leading_underscore() -> None:
    package = Path(__file__).parents[2] / "cogs"
    modules = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert set(discover_cogs()) == {f"cogs.{name}" for name in modules if not name.startswith("_")}
