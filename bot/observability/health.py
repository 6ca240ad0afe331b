"""What ``/healthz``, ``/readyz`` and ``/metrics`` answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final, TypeAlias

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.errors import EaselError
from bot.observability.http_server import Routes

READINESS_TIMEOUT_SECONDS: Final = 2.0
"""Seconds after which a check of readiness counts as failed."""
LIVENESS_TIMEOUT_SECONDS: Final = 3.0
"""The same for being alive: longer, because it leads to a restart; most probes give up soon after."""
MIN_INTERVAL_SECONDS: Final = 1.0
"""Seconds for which an answer of the checks is repeated, because one of them writes to the database."""

Check: TypeAlias = Callable[[], Awaitable[str | None]]
"""Returns what is wrong, or ``None``; may also raise :class:`EaselError` with the sentence."""


def build_operator_routes(
    metrics: Callable[[], bytes], *, alive: Mapping[str, Check], ready: Mapping[str, Check]
) -> Routes:
    """The routes /healthz, /readyz and /metrics; ``metrics`` renders the Prometheus exposition format."""

    async def numbers(_request: web.Request) -> web.Response:
        return web.Response(body=metrics(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    liveness = _Checklist(alive, lambda: LIVENESS_TIMEOUT_SECONDS)
    readiness = _Checklist(ready, lambda: READINESS_TIMEOUT_SECONDS)
    return [
        web.get("/healthz", partial(_answer, "alive", liveness)),
        web.get("/readyz", partial(_answer, "ready", readiness)),
        web.get("/metrics", numbers),
    ]


class _Checklist:
    """Runs the health checks at most once a second; in between, callers get the last result."""

    def __init__(self, checks: Mapping[str, Check], timeout_seconds: Callable[[], float]) -> None:
        self._checks = checks
        self._timeout_seconds = timeout_seconds
        self._lock = asyncio.Lock()
        self._reasons: dict[str, str] = {}
        self._fresh_until = 0.0

    async def list_reasons(self) -> dict[str, str]:
        """What is wrong, by the name of the check."""
        async with self._lock:
            if time.monotonic() >= self._fresh_until:
                answers = await asyncio.gather(*map(self._run_check, self._checks.values()))
                self._reasons = {name: reason for name, reason in zip(self._checks, answers, strict=True) if reason}
                self._fresh_until = time.monotonic() + MIN_INTERVAL_SECONDS
            return self._reasons

    async def _run_check(self, check: Check) -> str | None:
        timeout_seconds = self._timeout_seconds()
        try:
            async with asyncio.timeout(timeout_seconds):
                return await check()
        except TimeoutError:
            return f"no answer within {timeout_seconds:g} seconds"
        except EaselError as error:
            return str(error)


async def _answer(name: str, checklist: _Checklist, _request: web.Request) -> web.Response:
    reasons = await checklist.list_reasons()
    return web.json_response({name: not reasons, "reasons": reasons}, status=503 if reasons else 200)
