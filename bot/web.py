"""Health, readiness and metrics over HTTP, for the operator's machines."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Final, TypeAlias

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.errors import EaselError

CHECK_SECONDS: Final = 2.0
"""How long a readiness check may take before it counts as failed."""
MAX_BODY: Final = 64 * 1024
"""Bytes that a request to us may have."""

Check: TypeAlias = Callable[[], Awaitable[str | None]]
"""Answers with the reason why the bot is not ready, or ``None``; it may raise an :class:`EaselError` instead."""

_log: Final = logging.getLogger(__name__)


@asynccontextmanager
async def serve(
    listen: str,
    *,
    metrics: Callable[[], bytes],
    checks: Mapping[str, Check],
    routes: Iterable[web.AbstractRouteDef] = (),
) -> AsyncIterator[int | None]:
    """Serve on ``host:port`` as long as the context lasts, and yield the port; ``metrics`` writes Prometheus' page.

    Where ``listen`` is empty, nothing is served; where the port cannot be had, an error is logged and the bot goes on
    without. Both yield ``None``.
    """
    runner = web.AppRunner(
        application(metrics, checks, routes), access_log=None, shutdown_timeout=1.0, lingering_time=1.0
    )
    await runner.setup()
    try:
        yield await _listening(runner, listen) if listen else None
    finally:
        await runner.cleanup()


async def _listening(runner: web.AppRunner, listen: str) -> int | None:
    host, _, port = listen.rpartition(":")
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
    except OSError as error:
        _log.error(
            "http.listen: %s cannot be used (%s); the bot goes on without health and metrics",
            listen,
            error.strerror or error,
            extra={"event": "web_unavailable"},
        )
        return None
    bound: int = runner.addresses[0][1]
    return bound


def application(
    metrics: Callable[[], bytes], checks: Mapping[str, Check], routes: Iterable[web.AbstractRouteDef] = ()
) -> web.Application:
    """The pages, and the ``routes`` of others beside them."""

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readiness(_request: web.Request) -> web.Response:
        answers = await asyncio.gather(*map(_answer, checks.values()))
        reasons = {name: reason for name, reason in zip(checks, answers, strict=True) if reason}
        return web.json_response({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)

    async def numbers(_request: web.Request) -> web.Response:
        return web.Response(body=metrics(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application(client_max_size=MAX_BODY)
    app.add_routes([web.get("/healthz", health), web.get("/readyz", readiness), web.get("/metrics", numbers), *routes])
    return app


async def _answer(check: Check) -> str | None:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check()
    except TimeoutError:
        return f"no answer within {CHECK_SECONDS:g} seconds"
    except EaselError as error:
        return str(error)
