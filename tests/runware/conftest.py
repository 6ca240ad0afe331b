"""A provider on a real socket that answers what a test tells it to, and a proxy that breaks connections."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiohttp import web

from bot.runware.client import RunwareClient
from bot.runware.error_classes import ErrorClass
from bot.runware.tasks import DeliveryMethod, ImageInference

Json = dict[str, Any]
ResponseFactory = Callable[[list[Json]], web.Response]


def acknowledge_tasks(tasks: list[Json]) -> web.Response:
    return web.json_response({"data": [{"taskType": t["taskType"], "taskUUID": t["taskUUID"]} for t in tasks]})


def refuse_with(
    code: str, *, status: int = 400, headers: dict[str, str] | None = None, message: str = "", **fields: Any
) -> ResponseFactory:
    error = {"code": code, "message": message, **fields}
    return lambda _: web.json_response({"errors": [error]}, status=status, headers=headers)


@dataclass
class ScriptedProvider:
    """Answers with ``script`` in order, then with ``default``; remembers what it was asked."""

    url: str = ""
    script: list[ResponseFactory] = field(default_factory=list)
    default: ResponseFactory = acknowledge_tasks
    delay: float = 0.0
    request_bodies: list[list[Json]] = field(default_factory=list)
    request_headers: list[dict[str, str]] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.Response:
        tasks = await request.json()
        self.request_bodies.append(tasks)
        self.request_headers.append(dict(request.headers))
        await asyncio.sleep(self.delay)
        answer = self.script.pop(0) if self.script else self.default
        return answer(tasks)


@asynccontextmanager
async def serve_app(app: web.Application) -> AsyncIterator[int]:
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@pytest.fixture
async def provider() -> AsyncIterator[ScriptedProvider]:
    made = ScriptedProvider()
    app = web.Application()
    app.router.add_post("/v1", made.handle)
    async with serve_app(app) as port:
        made.url = f"http://127.0.0.1:{port}/v1"
        yield made


@dataclass
class ReportedErrors:
    classes: list[ErrorClass] = field(default_factory=list)
    rate_limits: list[float | None] = field(default_factory=list)


@pytest.fixture
def reported_errors() -> ReportedErrors:
    return ReportedErrors()


@pytest.fixture
async def client(provider: ScriptedProvider, reported_errors: ReportedErrors) -> AsyncIterator[RunwareClient]:
    made = RunwareClient(
        "the-secret-key",
        url=provider.url,
        timeout=2,
        pause=0.01,
        on_error=reported_errors.classes.append,
        on_rate_limited=reported_errors.rate_limits.append,
    )
    async with made:
        yield made


@pytest.fixture
def task() -> ImageInference:
    return make_inference(uuid4())


def make_inference(task_uuid: UUID) -> ImageInference:
    return ImageInference(
        task_uuid=task_uuid,
        model="xai:grok-imagine@image",
        positive_prompt="a lighthouse",
        width=1024,
        height=1024,
        delivery_method=DeliveryMethod.ASYNC,
    )


@dataclass
class FaultyProxy:
    """Passes TCP on; ``faults`` holds what to do with the next connections: refuse, lose, cut."""

    target: int
    port: int = 0
    faults: list[str] = field(default_factory=list)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = self.faults.pop(0) if self.faults else ""
        try:
            if fault != "refuse":
                await self._exchange(reader, writer, fault)
        finally:
            writer.transport.abort() if fault else writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fault: str) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(
                int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-l")
            )
            far_writer.write(head.replace(b"\r\n", b"\r\nConnection: close\r\n", 1) + await reader.readexactly(length))
            answer = await far_reader.read()
            if fault != "lose":
                writer.write(answer[: len(answer) - 20] if fault == "cut" else answer)
                await writer.drain()
                await asyncio.sleep(0.02 if fault == "cut" else 0)
        finally:
            far_writer.close()


@pytest.fixture
async def proxy(provider: ScriptedProvider) -> AsyncIterator[FaultyProxy]:
    made = FaultyProxy(int(provider.url.split(":")[2].split("/")[0]))
    server = await asyncio.start_server(made.handle, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()
    await server.wait_closed()
