"""What ``/healthz``, ``/readyz`` and ``/metrics`` answer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.errors import EaselError
from bot.observability.http_server import Routes

CHECK_TIMEOUT_SECONDS: Final = 2.0
"""Timeout of a readiness check, after which it counts as failed."""

ReadinessCheck: TypeAlias = Callable[[], Awaitable[str | None]]
"""Returns the reason why the bot is not ready, or ``None``; may also raise :class:`EaselError` with the reason."""


def build_operator_routes(metrics: Callable[[], bytes], checks: Mapping[str, ReadinessCheck]) -> Routes:
    """The routes /healthz, /readyz and /metrics; ``metrics`` renders the Prometheus exposition format."""

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readiness(_request: web.Request) -> web.Response:
        answers = await asyncio.gather(*map(_run_check, checks.values()))
        reasons = {name: reason for name, reason in zip(checks, answers, strict=True) if reason}
        return web.json_response({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)

    async def numbers(_request: web.Request) -> web.Response:
        return web.Response(body=metrics(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", health), web.get("/readyz", readiness), web.get("/metrics", numbers)]


async def _run_check(check: ReadinessCheck) -> str | None:
    try:
        async with asyncio.timeout(CHECK_TIMEOUT_SECONDS):
            return await check()
    except TimeoutError:
        return f"no answer within {CHECK_TIMEOUT_SECONDS:g} seconds"
    except EaselError as error:
        return str(error)
