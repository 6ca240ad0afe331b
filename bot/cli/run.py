"""``python -m bot run``: log in, serve, drain."""

import asyncio
import gc
import logging
import signal
from collections.abc import Coroutine
from typing import Any, Final

import discord

from bot import health
from bot.app import App, opened
from bot.config import Config
from bot.discord.api_errors import UNREACHED, Cure, OutageResponse, diagnose
from bot.discord.client import DISCORD, NOT_ACCEPTED, find_gateway, point_at
from bot.discord.gateway_events import ReconnectBackoff
from bot.errors import ConfigError, DiscordDown, StorageError
from bot.storage import kv

log: Final = logging.getLogger(__name__)

DRAIN_SECONDS: Final = 7.0
"""Time for running jobs to end when the bot is stopped: ``docker stop`` kills after 10 seconds.

Another second and a half is for the archive's remaining uploads.
"""
LOGIN_TIMEOUT_SECONDS: Final = 60.0
"""Timeout of one attempt to log in, which also publishes changed commands."""
GAUGE_INTERVAL_SECONDS: Final = 5.0
"""Pause between two updates of the gauges."""


async def run(config: Config, *, new: bool = False) -> None:
    """Serve Discord until SIGTERM or SIGINT, then drain. Raises ConfigError when Discord does not accept the token.

    ``new`` allows an empty database where one was before. Health and readiness are served from the start, also while
    Discord cannot be reached.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with opened(config, new=new) as app:
        hooks = () if app.webhooks is None else app.webhooks.routes(app.worker.hint)
        pages = health.pages(app.metrics.page, _readiness(app))
        async with health.serve(config.http.listen, config.http.metrics_listen, pages=pages, hooks=hooks):
            try:
                await _until(stop, log_in(app))
                if not stop.is_set():
                    _keep_out_of_garbage_collections()
                    await _serve(app, stop)
            finally:
                await app.bot.close()


async def log_in(app: App, *, patient: bool = True) -> None:
    """Log in, load the cogs and publish the commands.

    Retries while Discord cannot be reached or a proxy answers in its place, and logs that once a minute; without
    ``patient`` raises :class:`DiscordDown` with the reason instead. Raises ConfigError when Discord rejects the token.
    """
    token = app.config.discord.token
    assert token is not None
    point_at(app.config.discord.api_url, app.config.discord.gateway_url)
    backoff = ReconnectBackoff("API")
    while True:
        try:
            await _attempt(app, token.get_secret_value())
        except (discord.HTTPException, discord.LoginFailure, discord.RateLimited, *UNREACHED) as error:
            cause = _cause(error)
            if not patient:
                raise DiscordDown(_outline(cause)) from error
            app.bot.outage = backoff.failed(cause)
            await asyncio.sleep(backoff.pause(diagnose(cause).retry_after))
        else:
            app.bot.outage = None
            return


async def _attempt(app: App, token: str) -> None:
    """Log in once; on failure close the HTTP session, which discord.py leaves open."""
    bot = app.bot
    try:
        async with asyncio.timeout(LOGIN_TIMEOUT_SECONDS):
            await bot.login(token)
            if app.config.discord.gateway_url is None and app.config.discord.api_url != DISCORD:
                await find_gateway(bot)
    except BaseException:
        await bot.http.close()
        bot.http.connector = discord.utils.MISSING  # closed with the session, but discord.py would reuse it
        raise


def _cause(error: BaseException) -> BaseException:
    """The outage that made a login fail; raises an error that is not temporary."""
    if isinstance(error, discord.LoginFailure):
        if not isinstance(error.__cause__, OutageResponse):
            raise ConfigError([NOT_ACCEPTED]) from None
        return error.__cause__
    if diagnose(error).cure is not Cure.WAIT:
        raise error
    return error


def _outline(cause: BaseException) -> str:
    """A short description of an outage, without secrets."""
    status = getattr(cause, "status", None)
    if status is None:
        return f"no answer ({type(cause).__name__})"
    return f"HTTP {status}" + (", and not from Discord’s own API" if isinstance(cause, OutageResponse) else "")


def _keep_out_of_garbage_collections() -> None:
    """Let the garbage collector not look again at what is there for good: modules, classes, commands.

    Otherwise each full collection goes through all of it, which stops the event loop for a tenth of a second.
    """
    gc.collect()
    gc.freeze()


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
            ("gauges", _update_gauges(app)),
            ("loop", app.metrics.watch_loop()),
            ("stop", stop.wait()),
        )
    }
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        log.info("Stopping: nothing new is taken", extra={"event": "draining"})
        app.service.closing = True
        await app.worker.drain(DRAIN_SECONDS)
        await app.bot.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        log.info("Stopped", extra={"event": "stopped"})
    for task in done:
        task.result()


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Run the work until it ends, or cancel it when ``stop`` is set."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return
    await working


async def _update_gauges(app: App) -> None:
    """Update the gauges of jobs periodically."""
    while True:
        try:
            counts, running = await app.service.counts(), await app.service.running()
            app.meter.standing(counts, running=running, limit=app.service.throttle.limit)
        except StorageError as error:
            log.warning("The gauges stand still: %s", error, extra={"event": "gauges_stale"})
        await asyncio.sleep(GAUGE_INTERVAL_SECONDS)


def _readiness(app: App) -> dict[str, health.Check]:
    async def database() -> str | None:
        await app.database.run(kv.put, "ready", "asked")
        return None

    async def gateway() -> str | None:
        if app.bot.outage is not None:
            return app.bot.outage
        return None if app.bot.is_ready() else "not connected to Discord"

    return {"database": database, "gateway": gateway}
