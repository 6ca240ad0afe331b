"""``python -m bot run``: log in, serve, drain."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from typing import Any, Final

import aiohttp
import discord
import stamina

from bot import web
from bot.app import App, opened
from bot.client import DISCORD, Easel, find_gateway, point_at
from bot.config import Config
from bot.errors import ConfigError, StorageError
from bot.storage import marks

log: Final = logging.getLogger(__name__)

DRAIN: Final = 7.0
"""Seconds for which running jobs may still end when the bot is stopped; Docker kills after 10.

Another second and a half is the archive's, to put away what it still holds.
"""
GAUGES: Final = 5.0
"""Seconds between two looks at how many jobs there are."""


async def run(config: Config, *, new: bool = False) -> None:
    """Serve Discord until SIGTERM or SIGINT, then drain. Raises ConfigError when Discord does not accept the token.

    ``new`` allows an empty database where one was before.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with opened(config, new=new) as app:
        await _until(stop, log_in(app))
        if not stop.is_set():
            hooks = () if app.webhooks is None else app.webhooks.routes(app.worker.hint)
            pages = web.pages(app.metrics.page, _readiness(app))
            async with web.serve(config.http.listen, config.http.metrics_listen, pages=pages, hooks=hooks):
                await _serve(app, stop)


async def log_in(app: App) -> None:
    """Log in, load the cogs and publish the commands; a network that is not there yet is waited for."""
    token = app.config.discord.token
    assert token is not None
    point_at(app.config.discord.api_url, app.config.discord.gateway_url)
    retried = (aiohttp.ClientError, OSError, discord.DiscordServerError)
    try:
        async for attempt in stamina.retry_context(on=retried, attempts=None, timeout=None, wait_max=30.0):
            with attempt:
                await _attempt(app.bot, token.get_secret_value())
    except discord.LoginFailure:
        raise ConfigError(["discord.token: Discord does not accept this token"]) from None
    if app.config.discord.gateway_url is None and app.config.discord.api_url != DISCORD:
        await find_gateway(app.bot)


async def _attempt(bot: Easel, token: str) -> None:
    """Log in, or leave nothing open: discord.py makes a session for each try and closes none that failed."""
    try:
        await bot.login(token)
    except BaseException:
        await bot.http.close()
        raise


async def _serve(app: App, stop: asyncio.Event) -> None:
    tasks = {
        asyncio.create_task(work, name=name)
        for name, work in (
            ("gateway", app.bot.connect()),
            ("worker", app.worker.run()),
            ("line", app.line.run()),
            ("billing", app.billing.run()),
            ("upkeep", app.upkeep.run()),
            ("board", app.board.run()),
            ("gauges", _watch(app)),
            ("loop", app.metrics.watch_loop()),
            ("stop", stop.wait()),
        )
    }
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        log.info("Stopping: nothing new is taken", extra={"event": "draining"})
        app.service.closing = True
        await app.worker.drain(DRAIN)
        await app.bot.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        log.info("Stopped", extra={"event": "stopped"})
    for task in done:
        task.result()


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do the work, unless we are stopped first."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return
    await working


async def _watch(app: App) -> None:
    """Keep the gauges true."""
    while True:
        try:
            app.meter.standing(await app.service.counts(), limit=app.service.throttle.limit)
        except StorageError as error:
            log.warning("The gauges stand still: %s", error, extra={"event": "gauges_stale"})
        await asyncio.sleep(GAUGES)


def _readiness(app: App) -> dict[str, web.Check]:
    async def database() -> str | None:
        await app.database.run(marks.put, "ready", "asked")
        return None

    async def gateway() -> str | None:
        return None if app.bot.is_ready() else "not connected to Discord"

    return {"database": database, "gateway": gateway}
