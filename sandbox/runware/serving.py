"""Serves the stand-in alone on a free loopback port, for tests and benchmarks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from sandbox.runware.server import FakeRunware


@asynccontextmanager
async def serve_runware(runware: FakeRunware, port: int = 0) -> AsyncIterator[str]:
    """Serve until the block ends; yields the base URL, such as ``http://127.0.0.1:41234``."""
    app = web.Application()
    app.add_routes(runware.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        host, bound = runner.addresses[0][:2]
        yield f"http://{host}:{bound}"
    finally:
        await runware.close()
        await runner.cleanup()
