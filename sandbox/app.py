"""Serves both stand-ins and the page on one address."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

from sandbox.bill import Bill
from sandbox.discord import FakeDiscord
from sandbox.discord.rest import openapi
from sandbox.runware import FakeRunware

HOST: Final = "127.0.0.1"
RUNWARE_KEY: Final = "sandbox"
_PAGE_FOLDER: Final = Path(__file__).parent / "page"
_MAX_BODY_BYTES: Final = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A running sandbox; ``url`` is its base address, such as ``http://127.0.0.1:8080``."""

    url: str
    discord: FakeDiscord
    runware: FakeRunware
    bill: Bill | None = None
    """The bill on the page, if there is a page."""

    def bot_environment(self) -> dict[str, str]:
        """The environment variables that point a bot at this sandbox."""
        return {
            "EASEL_DISCORD__TOKEN": self.discord.token,
            "EASEL_DISCORD__API_URL": self.discord.api_url,
            "EASEL_DISCORD__GATEWAY_URL": self.discord.gateway_url,
            "EASEL_DISCORD__MEDIA_HOSTS": json.dumps([HOST]),
            "EASEL_RUNWARE__API_KEY": RUNWARE_KEY,
            "EASEL_RUNWARE__URL": f"{self.url}/v1",
            "EASEL_RUNWARE__MEDIA_HOSTS": json.dumps([HOST]),
        }


@asynccontextmanager
async def serve(
    port: int = 0, *, discord: FakeDiscord | None = None, runware: FakeRunware | None = None
) -> AsyncIterator[Sandbox]:
    """Serve until the block ends. Port 0 means any free port; raises OSError if the port is taken.

    Without a ``discord`` there is an operator, who owns the application and has a server of their own. A given
    ``runware`` must use the API key ``sandbox``.
    """
    discord = discord or FakeDiscord(openapi_file=openapi.find_file(), operator=True)
    runware = runware or FakeRunware(api_key=RUNWARE_KEY)
    bill = Bill(runware.account)
    runner = web.AppRunner(_build_application(discord, runware, bill), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        sandbox = Sandbox(f"http://{HOST}:{runner.addresses[0][1]}", discord, runware, bill)
        discord.base_url = sandbox.url
        discord.live_feed.bot_environment = sandbox.bot_environment()
        yield sandbox
    finally:
        await runware.close()
        await runner.cleanup()


@contextmanager
def serve_in_thread(port: int = 0) -> Iterator[Sandbox]:
    """Serve from an event loop in another thread, for callers without a loop of their own.

    Callers may only use the HTTP interface: the objects are not thread-safe.
    """
    started: Future[Sandbox] = Future()
    stop = asyncio.Event()

    async def run() -> None:
        try:
            async with serve(port) as sandbox:
                started.set_result(sandbox)
                await stop.wait()
        except OSError as error:
            started.set_exception(error)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), name="sandbox")
    thread.start()
    try:
        yield started.result()
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


def _build_application(discord: FakeDiscord, runware: FakeRunware, bill: Bill) -> web.Application:
    application = web.Application(client_max_size=_MAX_BODY_BYTES)
    application.add_routes([*discord.routes(), *runware.routes(), *bill.routes()])
    application.add_routes([web.get("/", _index), web.static("/page", _PAGE_FOLDER)])

    async def close(_: web.Application) -> None:
        await discord.close()

    application.on_shutdown.append(close)
    return application


async def _index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(_PAGE_FOLDER / "index.html", headers={"Cache-Control": "no-cache"})
